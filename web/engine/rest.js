/**
 * The part of the WebAssembly module that comes after the first text (web/make/split.mjs). What calls into it before it
 * is there, as a model with a rare kind of layer, waits for it.
 */
import { LukewarmError } from './errors.js';
import { explainStart, readModule } from './module.js';

/** Returns a file's bytes at once, which only a worker may wait for. @param {URL} url */
function readNow(url) {
  const request = new XMLHttpRequest();
  request.open('GET', url, false);
  request.responseType = 'arraybuffer';
  request.timeout = 10_000;
  request.send();
  if (request.status !== 200) throw new Error(`${url}: ${request.status}`);
  return request.response;
}

export class Rest {
  #source;
  /** What the first part gives the rest, under the version that both have in their imports. @type {WebAssembly.Imports} */
  #imports = {};
  #linked = false;
  /** @type {Promise<void> | null} */
  #loading = null;

  /** @param {URL | Uint8Array | null} source null: the module is whole */
  constructor(source) {
    this.#source = source;
    /** Whether the text need not wait for it: it can be had at once, if need be. */
    this.canWait = 'WorkerGlobalScope' in globalThis && typeof XMLHttpRequest === 'function' &&
      source instanceof URL && /^https?:$/.test(source.protocol);
  }

  /**
   * Runs the first part.
   * @param {Uint8Array} bytes
   * @param {WebAssembly.Imports} imports
   */
  async instantiate(bytes, imports) {
    const first = await WebAssembly.compile(/** @type {BufferSource} */ (bytes));
    const names = WebAssembly.Module.imports(first).map(({ module }) => module);
    const missing = names.find((name) => name.endsWith('.deferred')) ?? '';
    const call = new Proxy({}, {
      get: (_, index) => (/** @type {any[]} */ ...args) => this.#now().get(Number(index))(...args),
    });
    const instance = await WebAssembly.instantiate(first, { ...imports, [missing]: call });
    this.#imports = { [missing.split('.')[0]]: instance.exports };
    if (!this.canWait) await this.load();
    return { instance };
  }

  /** Loads it, unless it is there. */
  async load() {
    if (!this.#source || this.#linked) return;
    this.#loading ??= this.#fetch(this.#source).finally(() => (this.#loading = null));
    await this.#loading;
  }

  /** @param {URL | Uint8Array} source */
  async #fetch(source) {
    const bytes = await readModule(source);
    if (this.#linked) return;
    try {
      await WebAssembly.instantiate(/** @type {BufferSource} */ (bytes), this.#imports);
    } catch (error) {
      throw error instanceof WebAssembly.LinkError || error instanceof TypeError
        ? new LukewarmError('version-mismatch', 'The parts of this program are of different versions. Load the page again.')
        : await explainStart(error);
    }
    this.#linked = true;
  }

  /** Returns the table of its functions, having waited for it. */
  #now() {
    // What goes wrong is like a trap: the module is in the middle of something.
    try {
      if (!this.#linked) new WebAssembly.Instance(new WebAssembly.Module(readNow(/** @type {URL} */ (this.#source))), this.#imports);
      this.#linked = true;
    } catch (error) {
      throw new WebAssembly.RuntimeError(`a part of it could not be loaded: ${error}`);
    }
    const tables = Object.values(Object.values(this.#imports)[0]).filter((value) => value instanceof WebAssembly.Table);
    return tables[tables.length - 1];
  }
}

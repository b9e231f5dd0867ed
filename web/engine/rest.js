/**
 * The part of the WebAssembly module that comes after the first text (web/make/split.mjs). What calls into it before it
 * is there, as a model with a rare kind of layer, waits for it.
 */
import { LukewarmError } from './errors.js';
import { readBytes } from './source.js';

/** Returns a file's bytes at once, which only a worker may wait for. @param {URL} url */
function readNow(url) {
  const request = new XMLHttpRequest();
  request.open('GET', url, false);
  request.responseType = 'arraybuffer';
  request.send();
  if (request.status !== 200) throw new Error(`${url}: ${request.status}`);
  return request.response;
}

export class Rest {
  #source;
  /** What the first part gives the rest, under the version that both have in their imports. @type {WebAssembly.Imports} */
  #imports = {};
  #linked = false;

  /** @param {URL | Uint8Array | null} source null: the module is whole */
  constructor(source) {
    this.#source = source;
    /** Whether the text need not wait for it: it can be had at once, if need be. */
    this.canWait = 'WorkerGlobalScope' in globalThis && source instanceof URL && /^https?:$/.test(source.protocol);
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
    const bytes = await readBytes(this.#source);
    try {
      this.#link(bytes);
    } catch {
      throw new LukewarmError('network', 'This site has a new version. Load the page again.');
    }
  }

  /** Returns the table of its functions, having waited for it. */
  #now() {
    // What goes wrong is like a trap: the module is in the middle of something.
    try {
      this.#link(this.#linked ? null : readNow(/** @type {URL} */ (this.#source)));
    } catch (error) {
      throw new WebAssembly.RuntimeError(`a part of it could not be loaded: ${error}`);
    }
    const tables = Object.values(Object.values(this.#imports)[0]).filter((value) => value instanceof WebAssembly.Table);
    return tables[tables.length - 1];
  }

  /** @param {Uint8Array | ArrayBuffer | null} bytes */
  #link(bytes) {
    if (this.#linked) return;
    new WebAssembly.Instance(new WebAssembly.Module(/** @type {BufferSource} */ (bytes)), this.#imports);
    this.#linked = true;
  }
}

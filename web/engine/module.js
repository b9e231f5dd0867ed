/**
 * Starts a WebAssembly module (cpp/bindings) and calls into it. Whatever goes wrong there is thrown here, with a code.
 * After a trap nothing in the module's memory can be relied on: it is given up, and the next use starts another.
 */
import { LukewarmError } from './errors.js';
import { readBytes } from './source.js';

/** @param {string} message as C++ has it @returns {string} with an option's name at its beginning as JavaScript has it */
const withOption = (message) =>
  message.replace(/^[a-z]+(_[a-z]+)+/, (name) => name.replace(/_(.)/g, (_, letter) => letter.toUpperCase()));

/** A running module. */
export class Wasm {
  /** Whether it was given up. */
  broken = false;
  #onBroken;

  /** @param {any} module as Emscripten's glue makes it @param {() => void} onBroken */
  constructor(module, onBroken) {
    /** What cpp/bindings binds, by name. */
    this.module = module;
    this.#onBroken = onBroken;
  }

  /**
   * Returns what `use` returns; throws if that is a failure.
   * @template T
   * @param {(module: any) => T} use
   * @returns {T}
   */
  call(use) {
    if (this.broken) {
      throw new LukewarmError('engine-stopped', 'The engine stopped after an error. Load the model again.');
    }
    let result;
    try {
      result = use(this.module);
    } catch (error) {
      throw this.#explain(error);
    }
    const { code, message } = /** @type {any} */ (result ?? {});
    if (code) throw new LukewarmError(code, withOption(message));
    return result;
  }

  /** @param {unknown} error */
  #explain(error) {
    const outOfMemory = error instanceof Error && error.message === 'out of memory';
    if (error instanceof WebAssembly.RuntimeError) {
      this.broken = true;
      this.#onBroken();
      if (!outOfMemory) return new LukewarmError('engine-stopped', `The engine stopped (${error.message}). Load the model again.`);
    }
    return outOfMemory ? new LukewarmError('out-of-memory', 'There is not enough memory for this.' +
      (this.broken ? ' Load the model again.' : '')) : error;
  }
}

/** Frees what belonged to an object that was forgotten. */
const forgotten = new FinalizationRegistry((/** @type {() => void} */ free) => free());

/** A C++ object that belongs to this JavaScript object, and is freed with it. */
export class Handle {
  #wasm;
  /** @type {any} null when it was freed */
  #object;
  #what;
  #free;

  /**
   * @param {Wasm} wasm
   * @param {any} object
   * @param {string} what it is, for an error
   */
  constructor(wasm, object, what) {
    this.#wasm = wasm;
    this.#object = object;
    this.#what = what;
    this.#free = () => { if (!wasm.broken) object.delete(); };
    forgotten.register(this, this.#free, this);
  }

  /** Calls a method. @param {string} method @param {any[]} args @returns {any} */
  call(method, ...args) {
    if (!this.#object) throw new LukewarmError('disposed', `This ${this.#what} was disposed of.`);
    return this.#wasm.call(() => this.#object[method](...args));
  }

  free() {
    if (!this.#object) return;
    forgotten.unregister(this);
    this.#object = null;
    this.#free();
  }
}

/** Returns why a module does not start; the words come when they are needed. @param {any} error @returns {Promise<Error>} */
export const explainStart = (error) => import('./explain.js').then((module) => module.explainStart(error), () => error);

/** Returns the bytes of a module. Errors: wasm-missing. @param {URL | Uint8Array} source */
export const readModule = (source) => readBytes(source).catch(({ message }) => {
  throw new LukewarmError('wasm-missing', `A part of the engine could not be loaded: ${message}`);
});

/**
 * Returns the module of a build, running. Errors: wasm-missing, wasm-unavailable, wasm-no-simd, wasm-blocked, out-of-memory.
 * @param {(settings: any) => Promise<any>} createModule Emscripten's glue, as web/make/site.mjs changes it
 * @param {(imports: WebAssembly.Imports) => Promise<{ instance: WebAssembly.Instance }>} instantiate
 * @param {() => void} onBroken
 */
export async function startModule(createModule, instantiate, onBroken) {
  try {
    return new Wasm(await createModule({ instantiate }), onBroken);
  } catch (error) {
    throw await explainStart(error);
  }
}

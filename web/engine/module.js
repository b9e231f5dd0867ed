/**
 * Starts a WebAssembly module (cpp/bindings) and calls into it. Whatever goes wrong there is thrown here, with a code.
 * After a trap nothing in the module's memory can be relied on: it is given up, and the next use starts another.
 */
import { LukewarmError } from './errors.js';
import { hasSimd } from './relaxed.js';
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
      (this.broken ? ' The engine has stopped: load the model again.' : '')) : error;
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

/** Throws where no module can run. */
export function checkWebAssembly() {
  if (typeof WebAssembly !== 'object') {
    throw new LukewarmError('wasm-unavailable', 'This browser has no WebAssembly, or a setting turns it off. Any browser since 2023 works.');
  }
  if (!hasSimd()) {
    throw new LukewarmError('wasm-no-simd', 'The WebAssembly of this browser has no SIMD. Any browser since 2023 works.');
  }
}

/** Returns why a module does not start. @param {any} error */
export function explainStart(error) {
  if (error instanceof LukewarmError) return error;
  if (error?.name === 'RangeError' || /out of memory/i.test(error?.message)) {
    return new LukewarmError('out-of-memory', 'There is not enough memory for the engine. Close other pages and try again.');
  }
  let isBlocked = /unsafe-eval/.test(error?.message); // WebKit forbids the asynchronous way alone
  try {
    new WebAssembly.Module(Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0));
  } catch {
    isBlocked = true;
  }
  if (isBlocked) {
    return new LukewarmError('wasm-blocked',
      `WebAssembly is blocked here (${error}). A page needs 'wasm-unsafe-eval' in its Content-Security-Policy.`);
  }
  return /CompileError|LinkError/.test(error?.name)
    ? new LukewarmError('wasm-missing', `A part of the engine is cut short or damaged (${error}). Try again.`) : error;
}

/** Returns the bytes of a module. Errors: wasm-missing. @param {URL | Uint8Array} source */
export const readModule = (source) => readBytes(source).catch((error) => {
  throw new LukewarmError('wasm-missing', `A part of the engine could not be loaded: ${error.message}`);
});

/**
 * Returns the module of a build, running. Errors: wasm-missing, wasm-blocked, out-of-memory.
 * @param {(settings: any) => Promise<any>} createModule Emscripten's glue, as web/make/site.mjs changes it
 * @param {(imports: WebAssembly.Imports) => Promise<{ instance: WebAssembly.Instance }>} instantiate
 * @param {() => void} onBroken
 */
export async function startModule(createModule, instantiate, onBroken) {
  try {
    return new Wasm(await createModule({ instantiate }), onBroken);
  } catch (error) {
    throw explainStart(error);
  }
}

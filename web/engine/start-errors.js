/** Why a WebAssembly module does not start. Loaded when one does not. */
import { LukewarmError } from './errors.js';

/** A module with a vector in it, and an empty one. */
const simdProbe = Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 8, 1, 6, 0, 65, 0, 253, 15, 11);
const emptyProbe = Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0);

/** Whether a policy or a setting forbids to compile. */
function isBlocked() {
  try {
    return !new WebAssembly.Module(emptyProbe);
  } catch {
    return true;
  }
}

/** @param {any} error */
export function explain(error) {
  if (error instanceof LukewarmError) return error;
  if (typeof WebAssembly !== 'object') {
    return new LukewarmError('wasm-unavailable', 'This browser has no WebAssembly, or a setting turns it off. Any browser since 2023 works.');
  }
  if (error?.name === 'RangeError' || /out of memory/i.test(error?.message)) {
    return new LukewarmError('out-of-memory', 'There is not enough memory for the engine. Close other pages and try again.');
  }
  if (/unsafe-eval/.test(error?.message) || isBlocked()) { // WebKit forbids the asynchronous way alone
    return new LukewarmError('wasm-blocked',
      `WebAssembly is blocked here (${error}). A page needs 'wasm-unsafe-eval' in its Content-Security-Policy.`);
  }
  if (!WebAssembly.validate(simdProbe)) {
    return new LukewarmError('wasm-no-simd', 'The WebAssembly of this browser has no SIMD. Any browser since 2023 works.');
  }
  return /CompileError|LinkError/.test(error?.name)
    ? new LukewarmError('wasm-missing', `A part of the engine is cut short or damaged (${error}). Try again.`) : error;
}

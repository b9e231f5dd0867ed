/** What the engine says of rare mistakes: why a WebAssembly module does not start, which option was meant. Loaded when one is made. */
import { LukewarmError } from './errors.js';
import { nearest } from './nearest.js';

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

/** Says why a module does not start. @param {any} error */
export function explainStart(error) {
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

/** Options' names elsewhere, in small letters. @type {{ [name: string]: string }} */
const otherNames = {
  maxnewtokens: 'maxTokens', maxlength: 'maxTokens', numpredict: 'maxTokens', stopsequences: 'stop', stopstrings: 'stop',
  typical: 'typicalP', repeatpenalty: 'repetitionPenalty', epsilon: 'minP', randomseed: 'seed',
};

/** Returns the known name that was probably meant. @param {string} name @param {string[]} known */
function meant(name, known) {
  const plain = name.toLowerCase().replace(/[^a-z0-9]/g, '');
  if (known.includes(otherNames[plain])) return otherNames[plain];
  const found = nearest(plain, known);
  return found && found.far <= Math.max(1, plain.length / 4) ? found.one : undefined;
}

/** Says what an option that is not known may have been. @param {string} name @param {string[]} known */
export function explainName(name, known) {
  const other = meant(name, known);
  return `There is no option “${name}”: ${other ? `did you mean “${other}”?` : `the options are ${known.join(', ')}.`}`;
}

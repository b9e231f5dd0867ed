// What an import throws: a sentence, and its code.
import { LukewarmError } from '../engine/errors.js';

/** In characters: names that a file gives may be of any length. */
const maxMessage = 1200;

/**
 * @param {'import-unsupported' | 'import-damaged' | 'import-unrecognized' | 'import-incomplete' | 'import-too-large'} code
 *   unsupported: a model that is not for this engine (the sentence names what in it); damaged: not what its format says;
 *   unrecognized: no format at all; incomplete: a file or an answer is missing (the sentence says which); too-large
 * @param {string} message
 */
export const importError = (code, message) => new LukewarmError(code, message.length <= maxMessage ? message : `${message.slice(0, maxMessage / 2)} … ${message.slice(-maxMessage / 4)}`);

/**
 * Does what reads a file. What its reader did not foresee is damage of the file too, and has a sentence; the error is its cause.
 * @template T @param {string} name of the file @param {() => Promise<T>} work @param {AbortSignal} [signal] @returns {Promise<T>}
 */
export async function foreseen(name, work, signal) {
  try {
    return await work();
  } catch (error) {
    if (error instanceof LukewarmError || signal?.aborted) throw error;
    const isMemory = error instanceof RangeError && /alloc|typed array length|array length|memory/i.test(error.message);
    const other = isMemory ? importError('import-too-large', `There is not enough memory to read ${name}. Close other programs, or use a smaller model.`)
      : importError('import-damaged', `${name} cannot be read: something in it is not as its format says. Save or download it again.`);
    other.cause = error;
    throw other;
  }
}

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

// For tests of hostile files: damage, the same for the same seed, and what may come of it.
import assert from 'node:assert/strict';
import { openImport } from '../../../web/import/import.js';

/** In milliseconds, of one file on a busy machine. */
const longest = 20_000;

/**
 * Opens and builds; returns the error's code and sentence, or 'read'. Throws where the error is none of ours, where it takes
 * too long, and where something was executed.
 * @param {{ name: string, data: Uint8Array }[]} files
 */
export async function outcome(files) {
  const begin = Date.now();
  try {
    const found = await openImport(files, { answers: { window: 5, activation: 'relu', 'recurrent-activation': 'sigmoid' } });
    if (found.questions.length === 0 && found.vocabSize < 1e5) {
      if (!found.vocabulary) await found.useVocabulary(Array.from({ length: found.vocabSize }, (_, id) => String.fromCodePoint(0x4E00 + id)));
      assert.ok((await found.build()).length > 100);
    }
    return { code: 'read', message: '' };
  } catch (/** @type {any} */ error) {
    assert.match(String(error.code), /^import-/, error.stack);
    assert.match(error.message, /^[^]{10,1500}\.$/, error.message);
    return { code: String(error.code), message: String(error.message) };
  } finally {
    assert.ok(Date.now() - begin < longest, `${files[0].name} took ${Date.now() - begin} ms`);
    assert.equal(/** @type {any} */ ({}).polluted, undefined);
  }
}

/** mulberry32. @param {number} seed @returns {() => number} from [0, 1) */
export const random = (seed) => () => {
  seed = (seed + 0x6d2b79f5) | 0;
  let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
};

/** Flipped bits, other bytes, parts cut out, repeated or moved. @param {Uint8Array} bytes @param {() => number} next */
export function mutated(bytes, next) {
  const at = (/** @type {number} */ size) => Math.floor(next() * size);
  let result = bytes.slice();
  for (let count = 1 + at(3); count > 0; count--) {
    const place = at(result.length);
    const kind = at(6);
    if (kind === 0) result[place] ^= 1 << at(8);
    else if (kind === 1) result[place] = at(256);
    else if (kind === 2) result = result.slice(0, place);
    else if (kind === 3) result = Uint8Array.from([...result.subarray(0, place), ...result.subarray(place + at(16))]);
    else if (kind === 4) result = Uint8Array.from([...result.subarray(0, place), ...result.subarray(at(result.length)).subarray(0, 32), ...result.subarray(place)]);
    else result.set([255, 255, 255, 127].slice(0, Math.min(4, result.length - place)), place);
    if (result.length === 0) break;
  }
  return result;
}

// Damage for tests of hostile files: the same for the same seed.

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

// The project's random numbers, the same stream as cpp/base/rng.h: Philox4x32-10 (Salmon, Moraes, Dror, Shaw: "Parallel
// random numbers: as easy as 1, 2, 3", SC 2011). Number n of a seed is a pure function of the two, so that a draw can be
// had again.

/** The upper half of a product of 32-bit numbers. @param {number} a @param {number} b */
function multiplyHigh(a, b) {
  const [aHigh, aLow, bHigh, bLow] = [a >>> 16, a & 0xffff, b >>> 16, b & 0xffff];
  const middle = aHigh * bLow + ((aLow * bLow) >>> 16);
  return (aHigh * bHigh + Math.floor(middle / 65536) + Math.floor((aLow * bHigh + (middle & 0xffff)) / 65536)) >>> 0;
}

/**
 * Returns the Philox4x32-10 block for a 128-bit counter and a 64-bit key, words in the authors' order.
 * @param {number[]} counter four words of 32 bits
 * @param {number[]} key two
 */
export function philox(counter, key) {
  let [a, b, c, d] = counter;
  let [first, second] = key;
  for (let round = 0; round < 10; round++) {
    [a, b, c, d] = [
      (multiplyHigh(0xcd9e8d57, c) ^ b ^ first) >>> 0, Math.imul(0xcd9e8d57, c) >>> 0,
      (multiplyHigh(0xd2511f53, a) ^ d ^ second) >>> 0, Math.imul(0xd2511f53, a) >>> 0,
    ];
    first = (first + 0x9e3779b9) >>> 0;
    second = (second + 0xbb67ae85) >>> 0;
  }
  return [a, b, c, d];
}

/**
 * Returns a function whose next result is number `position` of the seed's stream, then the one after it: uniform in
 * [0, 1), multiples of 2^-53, as sample() wants them.
 * @param {number | bigint} seed 0 to 2^64 - 1
 * @param {number} [position] 0 to 2^53 - 1
 */
export function uniforms(seed, position = 0) {
  const bits = BigInt.asUintN(64, BigInt(seed));
  const key = [Number(bits & 0xffffffffn), Number(bits >> 32n)];
  return () => {
    const block = Math.floor(position / 2);
    const words = philox([block >>> 0, Math.floor(block / 2 ** 32), 0, 0], key);
    const half = 2 * (position++ % 2);
    return (words[half + 1] * 2 ** 21 + (words[half] >>> 11)) / 2 ** 53;
  };
}

// Seeds as people write them: whole numbers below 2^64.

/** Returns a seed that is easy to read out. */
export const drawSeed = () => 1 + (crypto.getRandomValues(new Uint32Array(1))[0] % 999999);

/** Returns the seed that `text` means, or undefined. @param {string} text @returns {number | bigint | undefined} */
export function parseSeed(text) {
  const digits = text.trim();
  if (!/^\d{1,20}$/.test(digits) || BigInt(digits) >= 2n ** 64n) return undefined;
  return Number.isSafeInteger(Number(digits)) ? Number(digits) : BigInt(digits);
}

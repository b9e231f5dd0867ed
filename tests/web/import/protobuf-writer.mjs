// Writes protocol buffers for tests, sound or not.

/** @param {number} value also negative ones, of 64 bits @returns {number[]} */
export function varint(value) {
  const bytes = [];
  let rest = BigInt.asUintN(64, BigInt(value));
  do {
    bytes.push(Number(rest & 127n) | (rest > 127n ? 128 : 0));
    rest >>= 7n;
  } while (rest > 0n);
  return bytes;
}

/**
 * A field: of a number, a text, bytes (a message too), or a list of those.
 * @param {number} number @param {number | string | Uint8Array | number[] | (string | Uint8Array)[]} value @returns {number[]}
 */
export function field(number, value) {
  if (typeof value === 'number') return [...varint(number * 8), ...varint(value)];
  if (Array.isArray(value) && typeof value[0] !== 'number') return value.flatMap((one) => field(number, /** @type {string} */ (one)));
  const bytes = typeof value === 'string' ? new TextEncoder().encode(value) : Uint8Array.from(/** @type {number[]} */ (value));
  return [...varint(number * 8 + 2), ...varint(bytes.length), ...bytes];
}

/** @param {{ [number: number]: number | string | Uint8Array | number[] | (string | Uint8Array)[] }} fields @returns {Uint8Array} */
export const message = (fields) => Uint8Array.from(Object.entries(fields).flatMap(([number, value]) => field(Number(number), value)));

// exp and log in float64, the same as cpp/kernels/elementwise.cc to the last
// bit. JavaScript's own may differ from engine to engine; these only add,
// multiply, divide and move bits. Change both or neither:
// tests/golden/float64.txt holds the two together.

const view = new DataView(new ArrayBuffer(8));

/** 2^k for k in [-1022, 1023] given as k + 1023. @param {number} biased */
function powerOfTwo(biased) {
  view.setInt32(0, biased << 20);
  view.setInt32(4, 0);
  return view.getFloat64(0);
}

// ln 2 in two parts; the first has 32 bits, so that k * ln2High is exact.
const ln2High = 0.6931471803691238;
const ln2Low = 1.9082149292705877e-10;

/**
 * Returns e^x within 2 units in the last place.
 * @param {number} x
 */
export function exp(x) {
  // Adding 1.5 * 2^52 rounds to an integer.
  const rounder = 6755399441055744;
  const y = x < -746 ? -746 : x > 710 ? 710 : x;
  const k = y * 1.4426950408889634 + rounder - rounder;
  const r = (y - k * ln2High) - k * ln2Low;
  // Taylor, from 1 / 13! up to 1 / 2!.
  let tail = 1 / 6227020800;
  let factorial = 479001600;
  for (let n = 12; n >= 2; n--) {
    tail = 1 / factorial + r * tail;
    factorial /= n;
  }
  const power = 1 + (r + r * r * tail);
  // In two factors, since k reaches from -1076 to 1024.
  const half = (k + 2046) >> 1;
  return power * powerOfTwo(half) * powerOfTwo(k + 2046 - half);
}

/**
 * Returns the natural logarithm within 2 units in the last place; -Infinity at
 * 0, NaN below it.
 * @param {number} x
 */
export function log(x) {
  if (!(x > 0)) return x === 0 ? -Infinity : NaN;
  if (x === Infinity) return x;
  // x = 2^k m with m in [sqrt(1/2), sqrt(2)), about.
  let k = 0;
  if (x < 2.2250738585072014e-308) {
    x *= 18014398509481984;
    k = -54;
  }
  view.setFloat64(0, x);
  const high = view.getInt32(0);
  // The exponent of x over sqrt(1/2), whose bits are 3fe6a09e 667f3bcd.
  const borrow = view.getUint32(4) < 0x667f3bcd ? 1 : 0;
  const exponent = (high - 0x3fe6a09e - borrow) >> 20;
  k += exponent;
  view.setInt32(0, high - (exponent << 20));
  const f = view.getFloat64(0) - 1;
  const s = f / (2 + f);
  const z = s * s;
  let series = 0;
  for (let n = 23; n >= 3; n -= 2) series = z * (2 / n + series);
  const halfSquare = 0.5 * f * f;
  const low = k * ln2Low;
  return k * ln2High - ((halfSquare - (s * (halfSquare + series) + low)) - f);
}

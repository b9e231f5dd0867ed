// Half-precision numbers as float32. Float16Array is not everywhere yet.

const values = new Float32Array(1);
const bits = new Uint32Array(values.buffer);

/** Returns the numbers of IEEE binary16. @param {Uint16Array} halves */
export function fromFloat16(halves) {
  return Float32Array.from(halves, (half) => {
    const [exponent, fraction] = [(half >> 10) & 31, half & 1023];
    const size = exponent === 0 ? fraction * 2 ** -24 : exponent === 31 ? (fraction ? NaN : Infinity) : (1 + fraction / 1024) * 2 ** (exponent - 15);
    return half & 0x8000 ? -size : size;
  });
}

/** Returns the numbers of bfloat16, the upper half of float32. @param {Uint16Array} halves */
export function fromBfloat16(halves) {
  return Float32Array.from(halves, (half) => {
    bits[0] = half << 16;
    return values[0];
  });
}

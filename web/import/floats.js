// Numbers of other types as float32. Float16Array is not everywhere yet.

/** @typedef {{ size: number, read: (view: DataView, at: number, little: boolean) => number }} ElementType size in bytes */

const scratch = new DataView(new ArrayBuffer(4));

/** Of IEEE binary16. @param {number} bits */
function half(bits) {
  const [exponent, fraction] = [(bits >> 10) & 31, bits & 1023];
  const size = exponent === 0 ? fraction * 2 ** -24 : exponent === 31 ? (fraction ? NaN : Infinity) : (1 + fraction / 1024) * 2 ** (exponent - 15);
  return bits & 0x8000 ? -size : size;
}

/** Of bfloat16, the upper half of float32. @param {number} bits */
function bfloat(bits) {
  scratch.setUint32(0, bits << 16);
  return scratch.getFloat32(0);
}

/** By name. @type {Map<string, ElementType>} */
export const elementTypes = new Map(/** @type {[string, ElementType][]} */ ([
  ['float32', { size: 4, read: (view, at, little) => view.getFloat32(at, little) }],
  ['float64', { size: 8, read: (view, at, little) => view.getFloat64(at, little) }],
  ['float16', { size: 2, read: (view, at, little) => half(view.getUint16(at, little)) }],
  ['bfloat16', { size: 2, read: (view, at, little) => bfloat(view.getUint16(at, little)) }],
  ['int64', { size: 8, read: (view, at, little) => Number(view.getBigInt64(at, little)) }],
  ['uint64', { size: 8, read: (view, at, little) => Number(view.getBigUint64(at, little)) }],
  ['int32', { size: 4, read: (view, at, little) => view.getInt32(at, little) }],
  ['uint32', { size: 4, read: (view, at, little) => view.getUint32(at, little) }],
  ['int16', { size: 2, read: (view, at, little) => view.getInt16(at, little) }],
  ['uint16', { size: 2, read: (view, at, little) => view.getUint16(at, little) }],
  ['int8', { size: 1, read: (view, at) => view.getInt8(at) }],
  ['uint8', { size: 1, read: (view, at) => view.getUint8(at) }],
  ['bool', { size: 1, read: (view, at) => Number(view.getUint8(at) !== 0) }],
]));

/**
 * Returns the numbers that the bytes hold. Those of float32 stay where they are: whoever gives the bytes gives them away. All
 * machines that run this are little-endian.
 * @param {Uint8Array} bytes
 * @param {string} type of elementTypes
 * @param {boolean} [little]
 */
export function toFloat32(bytes, type, little = true) {
  const { size, read } = /** @type {ElementType} */ (elementTypes.get(type));
  const length = Math.floor(bytes.length / size);
  if (type === 'float32' && little && bytes.byteOffset % 4 === 0) return new Float32Array(bytes.buffer, bytes.byteOffset, length);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const values = new Float32Array(length);
  for (let i = 0; i < length; i++) values[i] = read(view, i * size, little);
  return values;
}

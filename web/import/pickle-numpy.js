// NumPy's arrays and numbers: in pickles, and what .npy files say of them. Values are read when they are needed.
import { importError } from './errors.js';
import { elementTypes, toFloat32 } from './floats.js';
import { latin1, latin1Bytes, readPickle } from './pickle.js';
import { sizeOf } from './tensor.js';

/** @typedef {import('./pickle.js').Builder} Builder */
/** @typedef {import('./tensor.js').Tensor} Tensor */

const kMaxRank = 8;

/**
 * A type of elements: kind f, i, u, b (bool), c, S (bytes), U (UTF-32) or O (objects); size in bytes; byte order.
 */
export class NumpyType {
  /** @param {string} code 'f4', '<i8', '|S10' @returns {NumpyType | null} null: a type that is not known, such as a record */
  static parse(code) {
    const match = /^([<>|=]?)([fiubcSUO?])(\d*)$/.exec(code);
    if (!match) return null;
    const [kind, count] = [match[2] === '?' ? 'b' : match[2], Number(match[3] || (match[2] === '?' ? 1 : 8))];
    return new NumpyType(kind, kind === 'U' ? 4 * count : count, match[1] !== '>');
  }

  /** @param {string} kind @param {number} size @param {boolean} little */
  constructor(kind, size, little) {
    this.kind = kind;
    this.size = size;
    this.little = little;
  }

  /** What a pickle sets: (version, byte order, …). @param {any} state */
  build(state) {
    if (Array.isArray(state) && typeof state[1] === 'string') this.little = state[1] !== '>';
    if (Array.isArray(state) && 'SU'.includes(this.kind) && Number.isSafeInteger(state[5]) && state[5] >= 0) this.size = state[5];
  }

  /** The name of its elements' type (floats.js), where they are numbers that are read. */
  get numbers() {
    const { kind, size } = this;
    const name = { b: size === 1 ? 'bool' : '', f: `float${8 * size}`, i: `int${8 * size}`, u: `uint${8 * size}` }[kind] ?? '';
    return elementTypes.has(name) ? name : undefined;
  }

  /** Returns what reads the element at a byte offset, or null where the elements are no numbers. @returns {((view: DataView, at: number) => number) | null} */
  get reader() {
    const type = elementTypes.get(this.numbers ?? '');
    return type ? (view, at) => type.read(view, at, this.little) : null;
  }
}

/** An array: the bytes of its elements, or for kind O the elements themselves. */
export class NumpyArray {
  /** @type {number[]} */
  shape = [];
  /** @type {NumpyType | null} */
  type = null;
  /** whether the first axis varies fastest */
  fortran = false;
  /** @type {Uint8Array | any[]} */
  data = [];

  /** What a pickle sets: (version, shape, type, whether Fortran order, data). @param {any} state @param {(size: number) => void} charge */
  build(state, charge) {
    if (!Array.isArray(state) || state.length < 4) return;
    const [shape, type, fortran, data] = state.slice(-4);
    this.set(shape, type, fortran === true, typeof data === 'string' ? latin1Bytes(data, charge) : data);
  }

  /** @param {any} shape @param {any} type @param {boolean} fortran @param {any} data */
  set(shape, type, fortran, data) {
    const sound = Array.isArray(shape) && shape.length <= kMaxRank && shape.every((length) => Number.isSafeInteger(length) && length >= 0);
    if (!sound) throw importError('import-damaged', 'A NumPy array has no sound shape.');
    // Copies: what a pickle has once given, it can still change.
    this.shape = shape.slice();
    this.type = type instanceof NumpyType ? new NumpyType(type.kind, type.size, type.little) : null;
    this.fortran = fortran;
    this.data = Array.isArray(data) || data instanceof Uint8Array ? data : [];
    const have = Array.isArray(this.data) ? this.data.length : this.data.length / (this.type?.size || 1);
    if (this.type && sizeOf(shape) !== have) throw importError('import-damaged', `A NumPy array of shape [${shape}] has ${have} elements.`);
    return this;
  }

  /** Whether the elements are numbers. */
  get isNumeric() {
    return this.type?.reader != null && this.data instanceof Uint8Array;
  }

  /** Returns the elements in row-major order, as numbers, texts or, for kind O, as they are. @returns {any[]} */
  values() {
    const { type, data } = this;
    if (Array.isArray(data)) return this.ordered(data);
    if (!type?.size || (!type.reader && !'SU'.includes(type.kind))) return [];
    const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
    const read = type.reader ?? ((_, at) => text(data.subarray(at, at + type.size), type));
    return this.ordered(Array.from({ length: data.length / type.size }, (_, i) => read(view, i * type.size)));
  }

  /** The array as a tensor. Error: import-unsupported where its elements are no numbers. @returns {Tensor} */
  tensor() {
    const { type, data, shape } = this;
    const numbers = type?.numbers;
    if (!numbers || !(data instanceof Uint8Array)) {
      throw importError('import-unsupported', 'A NumPy array holds no numbers that are read here: floats and integers of 8 to 64 bits are.');
    }
    return { shape, read: async () => this.ordered(toFloat32(data.slice(), numbers, type.little)) };
  }

  /** Returns the elements in row-major order. @template {any[] | Float32Array} T @param {T} values as they are in the file @returns {T} */
  ordered(values) {
    const { shape } = this;
    if (!this.fortran || shape.length < 2) return values;
    const result = /** @type {T} */ (new /** @type {any} */ (values.constructor)(values.length));
    const strides = shape.map((_, axis) => sizeOf(shape.slice(0, axis)));
    for (let index = 0; index < values.length; index++) {
      let at = 0;
      for (let axis = shape.length - 1, rest = index; axis >= 0; axis--) {
        at += (rest % shape[axis]) * strides[axis];
        rest = Math.floor(rest / shape[axis]);
      }
      result[index] = values[at];
    }
    return result;
  }
}

/** An element of kind S or U, without the zeros that fill it up. @param {Uint8Array} bytes @param {NumpyType} type */
function text(bytes, { kind, little }) {
  if (kind === 'S') return latin1(bytes).replace(/\0+$/, '');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let result = '';
  for (let at = 0; at + 4 <= bytes.length; at += 4) {
    const point = view.getUint32(at, little);
    result += point <= 0x10ffff ? String.fromCodePoint(point) : '\ufffd';
  }
  return result.replace(/\0+$/, '');
}

/** @type {Builder} */
const scalar = ([type, data], charge) => {
  if (!(type instanceof NumpyType)) return null;
  const bytes = typeof data === 'string' ? latin1Bytes(data, charge) : data;
  if (!(bytes instanceof Uint8Array)) return data ?? null;
  return bytes.length === type.size && type.size > 0 ? new NumpyArray().set([1], type, false, bytes).values()[0] ?? null : null;
};

/** Both of NumPy's: `core` is `_core` since NumPy 2. */
const names = (/** @type {string} */ name, /** @type {Builder} */ build) =>
  ['numpy.core', 'numpy._core'].map((module) => /** @type {[string, Builder]} */ ([`${module}.${name}`, build]));

/** What builds NumPy's values in a pickle. */
export const kNumpyBuilders = new Map(/** @type {[string, Builder][]} */ ([
  ['numpy.dtype', ([code]) => NumpyType.parse(typeof code === 'string' ? code : '') ?? {}],
  ['numpy.ndarray', () => new NumpyArray()],
  ...names('multiarray._reconstruct', () => new NumpyArray()),
  ...names('multiarray.scalar', scalar),
  ...names('numeric._frombuffer', ([data, type, shape, order]) => new NumpyArray().set(shape, type, order === 'F', data)),
]));

/**
 * Returns the value of a pickle with NumPy's arrays (NumpyArray) in it: a .pkl file, or what follows the header of an .npy
 * file of objects. An array that only wraps one object (np.save of a dict) is that object. Errors: as readPickle.
 * @param {Uint8Array} bytes
 * @param {{ from?: number, what?: string }} [options]
 */
export function readNumpyPickle(bytes, options) {
  const { value } = readPickle(bytes, { ...options, builders: kNumpyBuilders });
  return value instanceof NumpyArray && value.shape.length === 0 && Array.isArray(value.data) ? value.data[0] ?? null : value;
}

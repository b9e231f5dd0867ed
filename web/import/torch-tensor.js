// PyTorch's tensors as they stand in pickles: views (offset, shape, strides) of storages, which are bytes elsewhere in the
// file. Values are read when they are needed.
import { importError } from './errors.js';
import { elementTypes, toFloat32 } from './floats.js';
import { NumpyArray, kNumpyBuilders } from './pickle-numpy.js';
import { PickleGlobal, PickleObject } from './pickle-values.js';
import { sizeOf } from './tensor.js';

/** @typedef {import('./tensor.js').Tensor} Tensor */
/** @typedef {import('./pickle.js').Builder} Builder */

const kMaxRank = 8;
/** 2^31 floats are 8 GB, twice what WebAssembly can address. */
const kMaxElements = 2 ** 31;

/** Storages are classes, named by C's types. */
const kStorages = new Map([
  ['Float', 'float32'], ['Double', 'float64'], ['Half', 'float16'], ['BFloat16', 'bfloat16'], ['Long', 'int64'], ['Int', 'int32'],
  ['Short', 'int16'], ['Char', 'int8'], ['Byte', 'uint8'], ['Bool', 'bool'],
]);

/** Python names of a type: 'torch.FloatStorage', 'torch.cuda.HalfStorage', 'torch.bfloat16'. @param {any} global */
export function typeNameOf(global) {
  const name = global instanceof PickleGlobal ? global.name : '';
  const match = /^torch\.(?:cuda\.)?(\w+?)(?:Storage|Tensor)$/.exec(name);
  return match ? kStorages.get(match[1]) ?? match[1] : name.replace(/^torch\./, '');
}

/** Bytes that tensors are views of. */
export class TorchStorage {
  /** The file may claim anything: it is compared with what is there before anything is read. @type {number} bytes */
  size = 0;
  little = true;
  /** Whoever calls it may keep and change the bytes. @type {(begin: number, end: number) => Promise<Uint8Array>} */
  read = async () => new Uint8Array();

  /** @param {string} key unique in the file @param {string} type of its elements; 'Untyped': of the tensor @param {number} count of its elements */
  constructor(key, type, count) {
    this.key = key;
    this.type = type;
    this.count = count;
  }

  /** Bytes of an element; 0: not known here. */
  get elementSize() {
    return this.type === 'Untyped' ? 1 : elementTypes.get(this.type)?.size ?? 0;
  }

  /** Whatever must be known before the bytes can be read. */
  async open() {}
}

/** A view of a storage. */
export class TorchTensor {
  /**
   * @param {any} storage @param {any} offset in elements @param {any} shape @param {any} strides in elements
   * @param {string} [type] of its elements, if the storage does not say
   */
  constructor(storage, offset, shape, strides, type) {
    const whole = (/** @type {any} */ value) => Number.isSafeInteger(value) && value >= 0;
    const list = (/** @type {any} */ values) => Array.isArray(values) && values.length <= kMaxRank && values.every(whole);
    if (!(storage instanceof TorchStorage) || !whole(offset) || !list(shape) || !list(strides) || shape.length !== strides.length) {
      throw importError('import-damaged', 'A tensor of this file has no sound shape.');
    }
    if (!(sizeOf(shape) <= kMaxElements)) throw importError('import-too-large', `A tensor of this file claims the shape [${shape}].`);
    this.storage = storage;
    this.offset = offset;
    this.shape = /** @type {number[]} */ (shape.slice());
    this.strides = /** @type {number[]} */ (strides.slice());
    this.type = type ?? null;
  }

  /** What tells whether two tensors are the same: a tied weight is saved once. */
  get key() {
    return `${this.storage.key}+${this.offset}[${this.shape}][${this.strides}]`;
  }

  /** @param {string} name for errors @returns {Tensor} */
  tensor(name) {
    return { shape: this.shape, read: () => this.#read(name) };
  }

  /** @param {string} name */
  async #read(name) {
    const { storage, shape, strides, offset } = this;
    await storage.open();
    const type = elementTypes.get(this.type ?? storage.type);
    if (!type) {
      throw importError('import-unsupported', `${name} holds ${this.type ?? storage.type} numbers, which are not read here. Save the model in float32.`);
    }
    const count = sizeOf(shape);
    if (count === 0) return new Float32Array();
    const last = offset + shape.reduce((sum, length, axis) => sum + (length - 1) * strides[axis], 0);
    if (!((last + 1) * type.size <= storage.size)) throw importError('import-damaged', `${name} is larger than what the file holds for it: the file is damaged or cut off.`);
    // A view of a few rows of a large storage reads these only.
    const bytes = await storage.read(offset * type.size, (last + 1) * type.size);
    if (bytes.length !== (last + 1 - offset) * type.size) throw importError('import-damaged', `${name} is cut off: the file ends before it.`);
    const isPlain = shape.every((length, axis) => length === 1 || strides[axis] === sizeOf(shape.slice(axis + 1)));
    if (isPlain) return toFloat32(bytes, this.type ?? storage.type, storage.little);
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const values = new Float32Array(count);
    const inner = shape.at(-1) ?? 1;
    const step = (strides.at(-1) ?? 1) * type.size;
    for (let row = 0; row * inner < count; row++) {
      let at = 0;
      for (let axis = shape.length - 2, rest = row; axis >= 0; axis--) {
        at += (rest % shape[axis]) * strides[axis] * type.size;
        rest = Math.floor(rest / shape[axis]);
      }
      for (let column = 0; column < inner; column++) values[row * inner + column] = type.read(view, at + column * step, storage.little);
    }
    return values;
  }
}

/** A NumPy array as the storage of a tensor. @param {any} array */
function ofNumpy(array) {
  if (!(array instanceof NumpyArray) || !array.type || array.fortran || !(array.data instanceof Uint8Array)) return null;
  const { type, data, shape } = array;
  const names = new Map([['f', 'float'], ['i', 'int'], ['u', 'uint']]);
  const storage = new TorchStorage(`numpy ${kCounter.next++}`, type.kind === 'b' ? 'bool' : `${names.get(type.kind)}${8 * type.size}`, sizeOf(shape));
  storage.size = data.length;
  storage.little = type.little;
  storage.read = async (begin, end) => data.slice(begin, end);
  return new TorchTensor(storage, 0, shape, shape.map((_, axis) => sizeOf(shape.slice(axis + 1))));
}

const kCounter = { next: 0 };

/** @type {Builder} */
const first = ([value]) => value ?? null;

/** What builds PyTorch's values in a pickle. `_load_from_bytes` is of who can open files. @type {Map<string, Builder>} */
export const kTorchBuilders = new Map(/** @type {[string, Builder][]} */ ([
  ...kNumpyBuilders,
  ['torch._utils._rebuild_tensor', ([storage, offset, shape, strides]) => new TorchTensor(storage, offset, shape, strides)],
  ['torch._utils._rebuild_tensor_v2', ([storage, offset, shape, strides]) => new TorchTensor(storage, offset, shape, strides)],
  ['torch._utils._rebuild_tensor_v3', ([storage, offset, shape, strides, , , type]) => new TorchTensor(storage, offset, shape, strides, typeNameOf(type))],
  ['torch._utils._rebuild_parameter', first],
  ['torch._utils._rebuild_parameter_with_state', first],
  ['torch._utils._rebuild_device_tensor_from_numpy', ([array]) => ofNumpy(array)],
  ['torch._utils._rebuild_device_tensor_from_cpu_tensor', first],
  // PyTorch 0.1 to 0.3: Parameter(tensor).
  ['torch.nn.parameter.Parameter', first],
  ['torch.autograd.variable.Variable', first],
  ...['torch._tensor', 'torch.tensor'].flatMap((module) => ['_rebuild_from_type', '_rebuild_from_type_v2'].map((name) =>
    /** @type {[string, Builder]} */ ([`${module}.${name}`, fromType]))),
  ['torch.Size', ([values]) => (Array.isArray(values) ? values : [])],
  ['torch.jit._pickle.build_intlist', first],
  ['torch.jit._pickle.build_doublelist', first],
  ['torch.jit._pickle.build_boollist', first],
  ['torch.jit._pickle.build_tensorlist', first],
  ['torch.jit._pickle.restore_type_tag', first],
]));

/** A subclass of Tensor: (what rebuilds it, class, arguments, …). @type {Builder} */
function fromType([rebuild, , args], charge) {
  const build = rebuild instanceof PickleGlobal && rebuild.name.startsWith('torch._utils.') ? kTorchBuilders.get(rebuild.name) : undefined;
  return build && Array.isArray(args) ? build(args, charge) : new PickleObject(rebuild instanceof PickleGlobal ? rebuild.name : '?', []);
}

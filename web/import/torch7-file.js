// Torch7's binary serialisation (torch.save of Lua), as data: tables are Maps, objects are Torch7Object by the name of their
// class, tensors are Torch7Tensor. Functions are passed over; nothing is called. Numbers are little-endian, a long has 8 bytes.
import { importError } from './errors.js';
import { elementTypes } from './floats.js';
import { sizeOf } from './tensor.js';

/** @typedef {import('./tensor.js').Tensor} Tensor */

/** Tables and objects; a network of karpathy/char-rnn has some hundreds, and each loss that it wrote down is a number. */
const maxObjects = 1_000_000;
const maxEntries = 10_000_000;
const maxDimensions = 8;
/** Of tables in tables. A graph of modules is a list that is as deep as it is long. */
const maxDepth = 20_000;
const maxName = 200;

/** By the name between "torch." and "Storage", without "Cuda" and "Cl". @type {{ [type: string]: string }} */
const typeNames = { Byte: 'uint8', Char: 'int8', Short: 'int16', Int: 'int32', Long: 'int64', Half: 'float16', Float: 'float32', Double: 'float64' };

/** An object of a class: its attributes. */
export class Torch7Object {
  /** @type {any} a Map of attributes; null until it is read */
  content = null;

  /** @param {string} type */
  constructor(type) {
    this.type = type;
  }

  /** @param {string} name @returns {any} */
  get(name) {
    return this.content instanceof Map ? this.content.get(name) : undefined;
  }
}

/** Numbers in the file. */
export class Torch7Storage {
  /** @param {DataView} view @param {import('./floats.js').ElementType} kind @param {number} length */
  constructor(view, kind, length) {
    this.view = view;
    this.kind = kind;
    this.length = length;
  }
}

/** @implements {Tensor} */
export class Torch7Tensor {
  /** @type {Torch7Storage | null} */
  storage = null;

  /** @param {number[]} shape @param {number[]} strides @param {number} offset from 0 */
  constructor(shape, strides, offset) {
    this.shape = shape;
    this.strides = strides;
    this.offset = offset;
  }

  /** A tensor is handed on in parts: `read` must not need `this`. @returns {Promise<Float32Array>} */
  read = async () => {
    const { shape, strides, offset, storage } = this;
    const result = new Float32Array(sizeOf(shape));
    if (result.length === 0 || shape.length === 0) return result;
    if (!(storage instanceof Torch7Storage)) throw importError('import-damaged', 'A tensor of the file has no numbers. Download it again.');
    const { view, kind, length } = storage;
    const last = shape.reduce((sum, size, axis) => sum + (size - 1) * strides[axis], offset);
    if (offset < 0 || strides.some((stride) => stride < 0) || !(last < length)) {
      throw importError('import-damaged', `A tensor of the file reaches to the number ${last} of ${length}. Download it again.`);
    }
    const index = shape.map(() => 0);
    for (let i = 0, at = offset; i < result.length; i++) {
      result[i] = kind.read(view, at * kind.size, true);
      for (let axis = shape.length - 1; axis >= 0; axis--) {
        at += strides[axis];
        if (++index[axis] < shape[axis]) break;
        at -= strides[axis] * shape[axis];
        index[axis] = 0;
      }
    }
    return result;
  };
}

/** Returns a text; bytes that are no UTF-8 become "<0xE2>", which no text contains. @param {Uint8Array} bytes */
function textOf(bytes) {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return Array.from(bytes, (byte) => (byte < 0x80 ? String.fromCharCode(byte) : `<0x${byte.toString(16).toUpperCase()}>`)).join('');
  }
}

/** Whether a file may be one: a table or an object, the first that is written. @param {Uint8Array} head its first 16 bytes */
export function isTorch7(head) {
  if (head.length < 13) return false;
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
  const [type, index, size] = [0, 4, 8].map((offset) => view.getInt32(offset, true));
  if (index !== 1) return false;
  return type === 3 ? size > 0 && size <= maxEntries : type === 4 && size > 0 && size <= maxName && head[12] >= 0x20 && head[12] < 0x7f;
}

/** torch.save(name, object, 'ascii'). @param {Uint8Array} head */
export const isTorch7Text = (head) => /^[34]\n1\n\d+\n/.test(String.fromCharCode(...head.subarray(0, 16)));

/**
 * Returns what was saved.
 * @param {Uint8Array} bytes @param {string} name
 * @returns {any} errors: import-damaged, import-too-large
 */
export function readTorch7(bytes, name) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const damaged = (/** @type {string} */ what) => importError('import-damaged', `${name}: ${what}. The file is damaged or incomplete: download it again.`);
  let offset = 0;
  /** Returns where the next `count` bytes are. @param {number} count */
  const skip = (count) => {
    if (!(count >= 0) || offset + count > bytes.length) throw damaged(`it ends after ${bytes.length} bytes, in the middle of something`);
    offset += count;
    return offset - count;
  };
  const int = () => view.getInt32(skip(4), true);
  const long = () => Number(view.getBigInt64(skip(8), true));
  const string = () => {
    const length = int();
    const begin = skip(length);
    return textOf(bytes.subarray(begin, begin + length));
  };

  /** By the number that the file gives them. @type {Map<number, any>} */
  const objects = new Map();
  /** What is still to be read, innermost last. @type {{ left: number, take: (value: any) => void }[]} */
  const open = [];
  let entries = 0;

  /** @param {number} left how many objects @param {(value: any) => void} take */
  const push = (left, take) => {
    if (open.length >= maxDepth) throw damaged(`it has more than ${maxDepth} tables within tables`);
    if (left > 0) open.push({ left, take });
  };

  const table = () => {
    const size = int();
    entries += size;
    if (size < 0 || entries > maxEntries || 8 * size > bytes.length - offset) throw damaged(`a table has ${size} entries`);
    const map = new Map();
    let hasKey = false;
    /** @type {any} */
    let key;
    push(2 * size, (value) => {
      if (hasKey) map.set(key, value);
      key = value;
      hasKey = !hasKey;
    });
    return map;
  };

  const numbersOf = (/** @type {string} */ type) => {
    const kind = elementTypes.get(typeNames[/^torch\.(?:Cuda|Cl)?(\w*)(?:Tensor|Storage)$/.exec(type)?.[1] || 'Float']);
    if (!kind) throw importError('import-unsupported', `${name} has a ${type}, which is not taken. Convert it with :float() in Torch.`);
    return kind;
  };

  /** @param {number} index */
  const object = (index) => {
    let type = string();
    if (/^V \d+$/.test(type)) type = string();
    if (!/^[\w.:]{1,200}$/.test(type)) throw damaged(`a class has the name ${JSON.stringify(type.slice(0, 40))}`);
    if (/^torch\.\w*Storage$/.test(type)) {
      const kind = numbersOf(type);
      const length = long();
      const begin = skip(length * kind.size);
      return new Torch7Storage(new DataView(bytes.buffer, bytes.byteOffset + begin, length * kind.size), kind, length);
    }
    if (/^torch\.\w*Tensor$/.test(type)) {
      numbersOf(type);
      const dimensions = int();
      if (dimensions < 0 || dimensions > maxDimensions) throw damaged(`a tensor has ${dimensions} dimensions`);
      const shape = Array.from({ length: dimensions }, long);
      const tensor = new Torch7Tensor(shape, Array.from({ length: dimensions }, long), long() - 1);
      if (shape.some((size) => size < 0 || size > 2 ** 31) || sizeOf(shape) > bytes.length) throw damaged(`a tensor has the shape [${shape}]`);
      objects.set(index, tensor);
      push(1, (value) => (tensor.storage = value));
      return tensor;
    }
    const made = new Torch7Object(type);
    push(1, (value) => (made.content = value));
    return made;
  };

  const value = () => {
    const type = int();
    switch (type) {
      case 0: return null;
      case 1: return view.getFloat64(skip(8), true);
      case 2: return string();
      case 5: return int() === 1;
      case 6:
        skip(int());
        push(1, () => {});
        return null;
      case 3: case 4: case 7: case 8: {
        const index = int();
        if (objects.has(index)) return objects.get(index);
        if (objects.size >= maxObjects) throw importError('import-too-large', `${name} has more than ${maxObjects} objects.`);
        if (type > 4) {
          objects.set(index, null);
          skip(int());
          push(1, () => {});
          return null;
        }
        const made = type === 3 ? table() : object(index);
        objects.set(index, made);
        return made;
      }
      default: throw damaged(`at byte ${offset - 4} there is an object of the kind ${type}, which Torch does not have`);
    }
  };

  const root = value();
  while (open.length > 0) {
    const innermost = open[open.length - 1];
    if (innermost.left-- === 0) open.pop();
    else innermost.take(value());
  }
  return root;
}

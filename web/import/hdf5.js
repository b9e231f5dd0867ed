// HDF5 files, read by libhdf5 in wasm (the npm package h5wasm, 1 MB), which is loaded when there is such a file. Each file has
// an instance of its own: its memory goes with it, and a file that breaks libhdf5 breaks no other. Knows nothing of Keras.
// A file is hostile: links that lead elsewhere are refused (there is nowhere to lead to: no other file is mounted), and what a
// data set claims is compared with the file's length before it is read.
import { importError } from './errors.js';
import { toFloat32 } from './floats.js';
import { checkHeaps } from './hdf5-heaps.js';
import { sizeOf } from './tensor.js';

/** @typedef {import('./types.js').ImportFile} ImportFile */
/** @typedef {import('./tensor.js').Tensor & { dtype: string }} DataSet */

/** Groups and data sets, each as often as it is deep, as libhdf5 walks that far for each: links can make a billion of few. A model of 1,000 layers has 24,000. */
const maxSteps = 30_000;
/** Parts of a list that is split. */
const maxParts = 10_000;
/** A nested model's weights are 12 deep. */
const maxDepth = 32;
/** Of a data set with filters, bytes for each byte of the file. gzip makes 1.1 of trained weights, and Keras does not use it. */
const maxExpansion = 16;

/** In bytes: how much of a data set is in libhdf5's memory at once, which only grows. */
const slab = 1 << 22;

/** Of h5wasm: H5T_class_t and H5G_obj_t. */
const types = { integer: 0, float: 1, string: 3, opaque: 5 };
const [groupObject, dataSetObject] = [0, 1];

/** The signature, which stands at 0, 512, 1024, … (Keras's files: at 0). */
export const isHdf5 = (/** @type {Uint8Array} */ head) => head.length >= 8 && [0x89, 0x48, 0x44, 0x46, 13, 10, 26, 10].every((byte, i) => head[i] === byte);

/**
 * Puts a file where libhdf5 finds it: by slices where it can be read synchronously, else as one array.
 * @param {any} module @param {ImportFile} file
 */
async function mount({ FS }, file) {
  const reader = await file.reader?.();
  FS.createDataFile('/', 'file', reader ? '' : await file.read(), true, false, true);
  if (reader) {
    const { node } = FS.lookupPath('/file');
    node.usedBytes = file.size;
    node.stream_ops = { ...node.stream_ops, read: readBy(reader, file.size) };
  }
  return '/file';
}

/** Returns what Emscripten's file systems read by. @param {(begin: number, end: number) => Uint8Array} reader @param {number} size */
const readBy = (reader, size) => (/** @type {any} */ stream, /** @type {Uint8Array} */ buffer, /** @type {number} */ offset, /** @type {number} */ length, /** @type {number} */ position) => {
  const end = Math.min(size, position + length);
  if (end <= position) return 0;
  buffer.set(reader(position, end), offset);
  return end - position;
};

/** Returns what starts an instance. By its path: the package's own entry makes one for all, which prints on the console. @returns {Promise<any>} */
async function load() {
  try {
    // @ts-expect-error: it has no types
    return (await import('../../node_modules/h5wasm/dist/esm/hdf5_util.js')).default;
  } catch (error) {
    throw importError('import-incomplete', `What reads HDF5 files did not load (${error}). Connect to the network and try again.`);
  }
}

/**
 * Opens a file and lists what is in it.
 * @param {ImportFile} file
 * @param {(path: string) => boolean} [isSkipped] whether a group is left out, with all that is in it
 * @returns {Promise<Hdf5>} errors: import-damaged, import-too-large
 */
export async function openHdf5(file, isSkipped = () => false) {
  await checkHeaps(file);
  const start = await load();
  const module = await start({ noInitialRun: true, print() {}, printErr() {} });
  return new Hdf5(module, await mount(module, file), file, isSkipped);
}

/** An open file. Paths begin with "/". */
export class Hdf5 {
  #module;
  #file;
  #id;
  /** @type {Map<string, DataSet>} */
  dataSets = new Map();
  /** @type {Set<string>} */
  groups = new Set(['/']);
  #isSkipped;
  #steps = 0;

  /** @param {any} module @param {string} path @param {ImportFile} file @param {(path: string) => boolean} isSkipped */
  constructor(module, path, file, isSkipped) {
    this.#module = module;
    this.#file = file;
    this.#isSkipped = isSkipped;
    this.#id = this.#try(() => module.open(path, module.H5F_ACC_RDONLY, false, -1, -1), '');
    if (this.#id < 0n) throw this.#damaged('it is cut off, or not an HDF5 file');
    this.#list('/', 0);
  }

  /** @param {string} what */
  #damaged(what) {
    return importError('import-damaged', `${this.#file.name} cannot be read as HDF5: ${what}. Copy or download it again.`);
  }

  /** Runs what may throw whatever libhdf5 and wasm throw. @template T @param {() => T} call @param {string} what @returns {T} */
  #try(call, what) {
    try {
      return call();
    } catch (error) {
      if (/** @type {any} */ (error)?.code) throw error;
      throw this.#damaged(what ? `${what} is damaged` : 'it is damaged');
    }
  }

  /** Notes all data sets and groups under a group. @param {string} group @param {number} depth */
  #list(group, depth) {
    if (depth > maxDepth) throw this.#damaged(`its groups are more than ${maxDepth} deep`);
    const module = this.#module;
    const names = this.#try(() => module.get_names(this.#id, group, false), `the group ${group}`);
    for (const name of names) {
      const path = `${group === '/' ? '' : group}/${name}`;
      if (this.#isSkipped(path)) continue;
      this.#steps += depth + 1;
      if (this.#steps > maxSteps) throw importError('import-too-large', `${this.#file.name} has far more groups and data sets than a model. Save the model again.`);
      this.#try(() => this.#note(path, depth), path);
    }
  }

  /** @param {string} path @param {number} depth */
  #note(path, depth) {
    const module = this.#module;
    if (module.get_symbolic_link(this.#id, path) !== null || module.get_external_link(this.#id, path).filename !== undefined) {
      throw this.#damaged(`${path} is a link to another place, which no framework writes`);
    }
    const type = module.get_type(this.#id, path);
    if (type === dataSetObject) this.dataSets.set(path, this.#dataSet(path));
    if (type !== groupObject) return;
    this.groups.add(path);
    this.#list(path, depth + 1);
  }

  /** @param {string} path @returns {DataSet} */
  #dataSet(path) {
    const module = this.#module;
    const { shape, type, size, total_size: length, chunks, virtual_sources: sources } = module.get_dataset_metadata(this.#id, path);
    if (sources) throw this.#damaged(`${path} has its values in another file`);
    const dtype = type === types.float ? `float${8 * size}` : type === types.integer ? `int${8 * size}`
      : type === types.opaque && size === 2 && this.attribute(path, 'dtype') === 'bfloat16' ? 'bfloat16' : 'other';
    if (!shape || sizeOf(shape) !== length || !(length * size <= this.#file.size * (chunks ? maxExpansion : 1))) {
      throw this.#damaged(`${path} claims ${shape ? shape.join(' x ') : 'no'} values, more than the file can hold`);
    }
    return { shape, dtype, read: async () => this.#read(path, dtype, shape, size, chunks ? Infinity : slab) };
  }

  /** Copies bytes that libhdf5 writes into its memory. @param {number} size in bytes @param {(at: bigint) => number} fill @param {string} what */
  #bytes(size, fill, what) {
    const module = this.#module;
    const at = module._malloc(Math.max(size, 1));
    if (at === 0) throw importError('import-too-large', `${this.#file.name}: there is no memory for ${what}.`);
    try {
      if (this.#try(() => fill(BigInt(at)), what) < 0) throw this.#damaged(`${what} is damaged`);
      return /** @type {Uint8Array<ArrayBuffer>} */ (module.HEAPU8.slice(at, at + size));
    } finally {
      module._free(at);
    }
  }

  /**
   * @param {string} path @param {string} dtype @param {number[]} shape @param {number} size of a value, in bytes
   * @param {number} most bytes at once: what is packed by chunks would be unpacked again for each
   */
  #read(path, dtype, shape, size, most) {
    if (!/^(float(16|32|64)|bfloat16)$/.test(dtype)) {
      throw importError('import-unsupported', `${this.#file.name}: ${path} holds ${dtype} values. Weights are read as float16, bfloat16, float32 or float64: save the model unquantised.`);
    }
    const [rows = 1, ...others] = shape;
    const width = sizeOf(others);
    const height = Math.max(1, Math.floor(most / Math.max(1, width * size)));
    if (height >= rows) {
      const bytes = this.#bytes(sizeOf(shape) * size, (at) => this.#module.get_dataset_data(this.#id, path, null, null, null, at), path);
      return toFloat32(bytes, dtype);
    }
    const values = new Float32Array(rows * width);
    for (let row = 0; row < rows; row += height) {
      const count = Math.min(height, rows - row);
      const [counts, offsets, strides] = [[count, ...others], [row, ...others.map(() => 0)], shape.map(() => 1)].map((list) => list.map(BigInt));
      const bytes = this.#bytes(count * width * size, (at) => this.#module.get_dataset_data(this.#id, path, counts, offsets, strides, at), path);
      values.set(toFloat32(bytes, dtype), row * width);
    }
    return values;
  }

  /**
   * Returns the texts or the text of an attribute; undefined if there is none, or if it is none of texts.
   * @param {string} path @param {string} name @returns {string | string[] | undefined}
   */
  attribute(path, name) {
    const module = this.#module;
    const what = `the attribute ${name} of ${path}`;
    return this.#try(() => {
      if (![...module.get_attribute_names(this.#id, path)].includes(name)) return undefined;
      const { shape, type, size, total_size: length, vlen } = module.get_attribute_metadata(this.#id, path, name);
      if (type !== types.string) return undefined;
      if (!shape || sizeOf(shape) !== length || !(length * size <= this.#file.size)) throw this.#damaged(`${what} claims more than the file can hold`);
      /** @type {string[]} */
      let texts = [];
      const bytes = this.#bytes(length * size, (at) => {
        const status = module.get_attribute_data(this.#id, path, name, at);
        if (status < 0 || !vlen) return status;
        texts = Array.from(new Uint32Array(module.HEAPU8.buffer, Number(at), length), (pointer) => module.UTF8ToString(pointer));
        return module.reclaim_vlen_memory(this.#id, path, name, at);
      }, what);
      const decoder = new TextDecoder();
      if (!vlen) texts = Array.from({ length }, (_, i) => decoder.decode(bytes.subarray(i * size, (i + 1) * size)).replace(/\0[^]*$/, ''));
      return shape.length === 0 ? texts[0] : texts;
    }, what);
  }

  /**
   * Returns the texts of a list that Keras splits when it is long: NAME, or NAME0, NAME1, …
   * @param {string} path @param {string} name @returns {string[] | undefined}
   */
  list(path, name) {
    const whole = this.attribute(path, name);
    if (Array.isArray(whole)) return whole;
    const parts = [];
    for (let part; parts.length < maxParts && Array.isArray(part = this.attribute(path, `${name}${parts.length}`));) parts.push(part);
    return parts.length > 0 ? parts.flat() : undefined;
  }
}

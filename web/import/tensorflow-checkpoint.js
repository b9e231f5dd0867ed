// TensorFlow's checkpoints: an .index (tensorflow-table.js) that says of each variable its type, shape and place in the .data
// files, and what object it is of.
import { importError } from './errors.js';
import { elementTypes, toFloat32 } from './floats.js';
import { decodeMessage, readVarint } from './protobuf.js';
import { maskedCrc, readTable } from './tensorflow-table.js';
import { sizeOf } from './tensor.js';

/** @typedef {import('./types.js').ImportFile} ImportFile */
/** @typedef {import('./tensor.js').Tensor} Tensor */
/** @typedef {import('./protobuf.js').Schema} Schema */
/** @typedef {{ type: number, shape: number[], shard: number, offset: number, size: number, crc?: number, isSliced: boolean }} Entry */
/** @typedef {{ children: { node: number, name: string }[], attributes: { name: string, key: string }[] }} ObjectNode name: of an attribute, as the variable was made with */

/** In bytes; the index of a model of 10,000 variables has 1 MB. */
const maxIndex = 1 << 27;
const maxRank = 8;
const maxShards = 10_000;
const graphKey = '_CHECKPOINTABLE_OBJECT_GRAPH';

/** @type {Schema} */
const headerProto = { 1: ['shards', 'int'], 2: ['endianness', 'int'] };
/** @type {Schema} */
const entryProto = {
  1: ['type', 'int'], 2: ['shape', { 2: ['dims*', { 1: ['size', 'int'] }] }], 3: ['shard', 'int'], 4: ['offset', 'int'], 5: ['size', 'int'], 6: ['crc', 'fixed32'], 7: ['slices*', 'bytes'],
};
/** @type {Schema} */
const graphProto = { 1: ['nodes*', { 1: ['children*', { 1: ['node', 'int'], 2: ['name', 'string'] }], 2: ['attributes*', { 2: ['name', 'string'], 3: ['key', 'string'] }] }] };

/** By DataType. @type {{ [type: number]: string }} */
const types = { 1: 'float32', 2: 'float64', 3: 'int32', 9: 'int64', 14: 'bfloat16', 19: 'float16' };
const stringType = 7, integerType = 9;

export class Checkpoint {
  /** By their keys. @type {Map<string, Entry>} */
  entries = new Map();
  #shards;
  #name;

  /** @param {string} name @param {Map<number, ImportFile>} shards */
  constructor(name, shards) {
    this.#name = name;
    this.#shards = shards;
  }

  /**
   * @param {ImportFile} index
   * @param {ImportFile[]} files among which are its .data files
   * @returns {Promise<Checkpoint>} errors: import-damaged, import-incomplete, import-too-large
   */
  static async open(index, files) {
    if (index.size > maxIndex) throw importError('import-too-large', `${index.name} has ${index.size} bytes. At most ${maxIndex} are read.`);
    const table = readTable(await index.read(), index.name);
    const header = decodeMessage(table.get('') ?? new Uint8Array(), headerProto, index.name);
    const { shards: count = 0, endianness = 0 } = header;
    if (!(count >= 1 && count <= maxShards)) throw importError('import-damaged', `${index.name} says of itself to have ${count} parts. Save or download it again.`);
    if (endianness !== 0) throw importError('import-unsupported', `${index.name} was saved on a machine of the other byte order (big-endian), which is not read.`);
    const stem = index.name.replace(/\.index$/i, '');
    const shards = new Map();
    for (const file of files) {
      const [, of, shard, all] = /^(.*)\.data-(\d+)-of-(\d+)$/.exec(file.name) ?? [];
      if (of === stem && Number(all) === count) shards.set(Number(shard), file);
    }
    const checkpoint = new Checkpoint(index.name, shards);
    for (const [key, value] of table) {
      if (key === '') continue;
      const { type = 0, shape, shard = 0, offset = 0, size = 0, crc, slices } = decodeMessage(value, entryProto, index.name);
      const dims = (shape?.dims ?? []).map((/** @type {any} */ dim) => dim.size ?? 0);
      checkpoint.entries.set(key, { type, shape: dims, shard, offset, size, crc, isSliced: slices.length > 0 });
    }
    return checkpoint;
  }

  /** @param {Entry} entry @param {string} key @returns {Promise<Uint8Array>} */
  async #bytes({ shard, offset, size, crc }, key) {
    const file = this.#shards.get(shard);
    const stem = this.#name.slice(this.#name.lastIndexOf('/') + 1).replace(/\.index$/i, '');
    if (!file) throw importError('import-incomplete', `The weights are in a file ${stem}.data-${String(shard).padStart(5, '0')}-of-…, which is missing. Drop it together with ${stem}.index.`);
    if (!(offset >= 0 && size >= 0 && offset + size <= file.size)) throw importError('import-damaged', `${file.name} has ${file.size} bytes, and ${key.slice(0, 100)} ends at ${offset + size}: it is cut off, or of another checkpoint.`);
    const bytes = await file.read(offset, offset + size);
    if (crc !== undefined && maskedCrc(bytes) !== crc) throw importError('import-damaged', `The sum of ${key.slice(0, 100)} in ${file.name} is not right: it is damaged, or of another checkpoint.`);
    return bytes;
  }

  /** Whether a variable is of floats. @param {string} key */
  isFloat(key) {
    return /float/.test(types[this.entries.get(key)?.type ?? 0] ?? '');
  }

  /** @param {string} key @returns {Tensor} errors: import-unsupported, import-damaged */
  tensor(key) {
    const entry = this.entries.get(key);
    const where = `The variable ${key.slice(0, 100)}`;
    if (!entry) throw importError('import-damaged', `${where} is not in ${this.#name}. Save the model again.`);
    const { type, shape, size, isSliced } = entry;
    const width = elementTypes.get(types[type])?.size;
    if (isSliced) throw importError('import-unsupported', `${where} is kept in slices, by several machines, which is not read. Save the model on one.`);
    if (!width) throw importError('import-unsupported', `${where} is of the type ${type}, which is not read. What is read: float16, bfloat16, float32, float64.`);
    if (shape.length > maxRank || shape.some((length) => !(length >= 0)) || sizeOf(shape) * width !== size) {
      throw importError('import-damaged', `${where} has the shape [${shape.slice(0, maxRank)}] and ${size} bytes, which does not fit together. Save the model again.`);
    }
    return { shape, read: async () => toFloat32(await this.#bytes(entry, key), types[type]) };
  }

  /** The texts of a variable: their lengths, a sum, and they themselves. @param {string} key @returns {Promise<Uint8Array[]>} */
  async #strings(key) {
    const entry = /** @type {Entry} */ (this.entries.get(key));
    const damaged = () => importError('import-damaged', `${this.#name} is damaged: the texts of ${key.slice(0, 100)} are not whole. Save the model again.`);
    const count = sizeOf(entry.shape);
    if (entry.type !== stringType || !(count <= entry.size) || entry.size > maxIndex) throw damaged();
    // The sum is of the parts; a message within is checked as it is read.
    const bytes = await this.#bytes({ ...entry, crc: undefined }, key);
    const lengths = [];
    let at = 0;
    for (let i = 0; i < count; i++) {
      const [length, next] = readVarint(bytes, at, this.#name);
      lengths.push(length);
      at = next;
    }
    at += 4;
    return lengths.map((length) => {
      if (!(length >= 0 && at + length <= bytes.length)) throw damaged();
      at += length;
      return bytes.subarray(at - length, at);
    });
  }

  /** Returns the tables of texts and their numbers, as vocabularies were kept before TensorFlow 2.9. @returns {Promise<Map<string, number>[]>} */
  async tables() {
    const text = new TextDecoder();
    const tables = [];
    for (const [key, { type, shape }] of this.entries) {
      const values = key.replace(/-keys$/, '-values');
      const other = this.entries.get(values);
      if (!/table-keys$/.test(key) || shape.length !== 1 || type !== stringType || other?.type !== integerType || other.shape.join() !== shape.join()) continue;
      const [texts, numbers] = [await this.#strings(key), await this.tensor(values).read()];
      tables.push(new Map(texts.map((bytes, i) => [text.decode(bytes), numbers[i]])));
    }
    return tables;
  }

  /** Returns the objects that the variables are of; null: the checkpoint has names alone, as TensorFlow 1's. @returns {Promise<ObjectNode[] | null>} */
  async objects() {
    const entry = this.entries.get(graphKey);
    if (!entry) return null;
    const [graph] = entry.shape.length === 0 ? await this.#strings(graphKey) : [];
    const { nodes } = decodeMessage(graph ?? new Uint8Array(), graphProto, this.#name);
    return nodes.map((/** @type {any} */ { children, attributes }) => ({
      children: children.map((/** @type {any} */ { node = 0, name = '' }) => ({ node, name })),
      attributes: attributes.map((/** @type {any} */ { name = '', key = '' }) => ({ name, key })),
    }));
  }
}

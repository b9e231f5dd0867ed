// The tar archives of PyTorch 0.1: sys_info, pickle, tensors, storages. The pickle refers to tensors by numbers; "tensors"
// says which storage each is a view of, and "storages" has their bytes.
import { importError } from './errors.js';
import { latin1, readPickle } from './pickle.js';
import { TorchStorage, TorchTensor, typeNameOf } from './torch-tensor.js';

/** @typedef {import('./types.js').ImportFile} ImportFile */
/** @typedef {{ begin: number, end: number }} Place in the file, in bytes */
/** @typedef {Map<string, import('./pickle.js').Builder>} Builders */

const kBlock = 512;
/** Four files; other programs may have added theirs. */
const kMaxFiles = 64;
/** A model has some hundreds. */
const kMaxTensors = 100_000;
/** In bytes: of the small pickles between the tensors, and how far one may reach. */
const kPickle = 4096;
const kMaxPickle = 16 * 2 ** 20;
const kMaxRank = 8;

/** @param {Uint8Array} header */
const nameOf = (header) => latin1(header.subarray(0, 100)).replace(/\0.*$/s, '').replace(/^\.\//, '');

/** Whether bytes begin as such an archive does. @param {Uint8Array} start */
export const isTar = (start) => start.length >= kBlock && /^(sys_info|pickle|tensors|storages)$/.test(nameOf(start)) && /^[0-7 ]+\0?$/.test(latin1(start.subarray(124, 136)));

/** @param {ImportFile} file @returns {Promise<Map<string, Place>>} */
async function placesIn(file) {
  /** @type {Map<string, Place>} */
  const places = new Map();
  for (let at = 0, count = 0; at + kBlock <= file.size && count < kMaxFiles; count++) {
    const header = await file.read(at, at + kBlock);
    if (header[0] === 0) break;
    const size = parseInt(latin1(header.subarray(124, 136)), 8);
    const begin = at + kBlock;
    if (!(size <= file.size - begin)) throw importError('import-damaged', `${file.name} is cut off: a file in it is larger than what is left.`);
    places.set(nameOf(header), { begin, end: begin + size });
    at = begin + Math.ceil(size / kBlock) * kBlock;
  }
  return places;
}

/** Reads one part from front to back. */
class Cursor {
  /** @param {ImportFile} file @param {Place | undefined} place @param {string} name @param {Builders} builders */
  constructor(file, place, name, builders) {
    if (!place) throw importError('import-damaged', `${file.name} lacks its part "${name}".`);
    this.file = file;
    this.at = place.begin;
    this.end = place.end;
    this.builders = builders;
  }

  /** @param {(id: any) => any} [persistent] */
  async pickle(persistent) {
    for (let size = kPickle; ; size *= 16) {
      const bytes = await this.file.read(this.at, Math.min(this.end, this.at + size));
      try {
        const { value, end } = readPickle(bytes, { builders: this.builders, persistent, what: `The pickle in ${this.file.name}` });
        this.at += end;
        return value;
      } catch (error) {
        if (size >= Math.min(this.end - this.at, kMaxPickle)) throw error;
      }
    }
  }

  /** @param {number} size */
  async view(size) {
    if (size > this.end - this.at) throw importError('import-damaged', `${this.file.name} is cut off: a tensor ends too early.`);
    const bytes = await this.file.read(this.at, this.at + size);
    this.at += size;
    return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  async count() {
    const count = await this.pickle();
    if (!Number.isSafeInteger(count) || count < 0 || count > kMaxTensors) throw importError('import-damaged', `${this.file.name} claims to have ${typeof count === 'number' ? count : 'no'} tensors.`);
    return count;
  }
}

/** What a key is, as text. @param {any} key */
const keyOf = (key) => (typeof key === 'number' || typeof key === 'bigint' || typeof key === 'string' ? String(key) : '');

/** @param {Cursor} cursor @returns {Promise<Map<string, TorchStorage>>} */
async function readStorages(cursor) {
  /** @type {Map<string, TorchStorage>} */
  const storages = new Map();
  for (let left = await cursor.count(); left > 0; left--) {
    const entry = await cursor.pickle();
    if (!Array.isArray(entry)) throw importError('import-damaged', 'A storage of this file has no name.');
    const count = Number((await cursor.view(8)).getBigInt64(0, true));
    const storage = new TorchStorage(keyOf(entry[0]), typeNameOf(entry[2]), count);
    const size = count * storage.elementSize;
    if (!(size >= 0 && size <= cursor.end - cursor.at) || !storage.elementSize) throw importError('import-damaged', `A storage of this file claims ${count} elements.`);
    const { at, file } = cursor;
    storage.size = size;
    storage.read = (begin, end) => file.read(at + begin, at + end);
    storages.set(storage.key, storage);
    cursor.at += size;
  }
  return storages;
}

/** @param {Cursor} cursor @param {Map<string, TorchStorage>} storages @returns {Promise<Map<string, TorchTensor>>} */
async function readTensors(cursor, storages) {
  /** @type {Map<string, TorchTensor>} */
  const tensors = new Map();
  for (let left = await cursor.count(); left > 0; left--) {
    const entry = await cursor.pickle();
    if (!Array.isArray(entry)) throw importError('import-damaged', 'A tensor of this file has no name.');
    const rank = (await cursor.view(8)).getInt32(0, true);
    if (rank < 0 || rank > kMaxRank) throw importError('import-damaged', `A tensor of this file claims ${rank} axes.`);
    const view = await cursor.view(8 * (2 * rank + 1));
    const numbers = Array.from({ length: 2 * rank + 1 }, (_, i) => Number(view.getBigInt64(8 * i, true)));
    tensors.set(keyOf(entry[0]), new TorchTensor(storages.get(keyOf(entry[1])), numbers[2 * rank], numbers.slice(0, rank), numbers.slice(rank, 2 * rank)));
  }
  return tensors;
}

/**
 * Returns what was saved. Errors: import-damaged.
 * @param {ImportFile} file
 * @param {Builders} builders
 */
export async function readTar(file, builders) {
  const places = await placesIn(file);
  const cursor = (/** @type {string} */ name) => new Cursor(file, places.get(name), name, builders);
  const storages = await readStorages(cursor('storages'));
  const tensors = await readTensors(cursor('tensors'), storages);
  // A class comes with its source: (class, file, source).
  return cursor('pickle').pickle((id) => (Array.isArray(id) ? id[0] ?? null : tensors.get(keyOf(id)) ?? storages.get(keyOf(id)) ?? null));
}

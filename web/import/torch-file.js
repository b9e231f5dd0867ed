// What torch.save writes: a pickle whose tensors' bytes are elsewhere. Since PyTorch 1.6 a zip archive (data.pkl, data/N);
// before, pickles one after the other and the bytes behind them; in 0.1 a tar archive. Also plain pickles of modules.
import { importError } from './errors.js';
import { ofBytes } from './files.js';
import { kMaxPickleBytes, readPickle } from './pickle.js';
import { TorchStorage, TorchTensor, kTorchBuilders, typeNameOf } from './torch-tensor.js';
import { readTar, isTar } from './torch-tar.js';
import { isZip, openZip } from './zip.js';

/** @typedef {import('./types.js').ImportFile} ImportFile */
/** @typedef {{ value: any, kind: 'zip' | 'script' | 'old' | 'tar' | 'pickle' }} TorchContent what was saved */

/** The integer 0x1950a86a20f9469cfc6c as pickles write it. */
const kMagic = [0x8a, 0x0a, 0x6c, 0xfc, 0x9c, 0x46, 0xf9, 0x20, 0x6a, 0xa8, 0x50, 0x19];
/** Pickled tensors that hold a file, which holds pickled tensors, … */
const kMaxFilesInFiles = 2;

/** @param {Uint8Array} bytes @param {number[]} pattern */
function includes(bytes, pattern) {
  for (let at = bytes.indexOf(pattern[0]); at >= 0; at = bytes.indexOf(pattern[0], at + 1)) {
    if (pattern.every((byte, i) => bytes[at + i] === byte)) return true;
  }
  return false;
}

const kTorchName = Array.from('torch', (character) => character.charCodeAt(0));
const kExtensions = /\.(pt|pth|ckpt|net|pt2|ptl|torch)(\.\w+)?$/i;

/**
 * Whether a file is one of these; for a zip archive by its names, or by its own where the archive is damaged.
 * @param {ImportFile} file
 */
export async function isTorchFile(file) {
  if (await isZip(file)) {
    try {
      return [...(await openZip(file)).keys()].some((name) => /^([^/]+\/)?(data\.pkl|model\.json|code\/)/.test(name) && !/\.(keras|npz)$/i.test(file.name));
    } catch {
      return kExtensions.test(file.name) || /pytorch_model.*\.bin$/.test(file.name);
    }
  }
  const start = await file.read(0, Math.min(file.size, 65_536));
  if (includes(start.subarray(0, 64), kMagic) || isTar(start)) return true;
  if (kExtensions.test(file.name) && isPointer(start)) return true;
  return start[0] === 0x80 && start[1] <= 5 && includes(start, kTorchName);
}

/** What a repository without Git LFS has in the place of a large file. @param {Uint8Array} start */
const isPointer = (start) => start.length < 1024 && new TextDecoder().decode(start).startsWith('version https://git-lfs');

/** @param {ImportFile} file @param {number} [depth] of files in files @returns {Promise<TorchContent>} */
export async function readTorchFile(file, depth = 0) {
  if (depth > kMaxFilesInFiles) throw importError('import-unsupported', `${file.name} has files in files in files.`);
  if (await isZip(file)) return readArchive(file, depth);
  const start = await file.read(0, Math.min(file.size, 65_536));
  if (isPointer(start)) throw importError('import-incomplete', `${file.name} is not the model but a pointer to it (Git LFS). Download the file itself: "git lfs pull", or the Download button of its page.`);
  if (isTar(start)) return { kind: 'tar', value: await readTar(file, buildersAt(depth)) };
  if (includes(start.subarray(0, 64), kMagic)) return readOld(file, depth);
  const { value } = readPickle(await pickleBytes(file), { builders: buildersAt(depth), what: `The pickle ${file.name}` });
  return { kind: 'pickle', value };
}

/** The builders, with what reads a storage that was pickled as a file of its own. @param {number} depth */
const buildersAt = (depth) => new Map([...kTorchBuilders, ['torch.storage._load_from_bytes', ([bytes]) => new NestedStorage(bytes, depth)]]);

/** @param {ImportFile} file */
async function pickleBytes(file) {
  if (file.size > kMaxPickleBytes) throw importError('import-too-large', `${file.name} has a pickle of ${Math.round(file.size / 2 ** 20)} MiB; at most 64 MiB are read. Save the state dict with torch.save instead.`);
  return file.read(0, file.size);
}

/** A storage that pickle.dump made: a file within the pickle. */
class NestedStorage extends TorchStorage {
  static count = 0;

  /** @param {any} bytes @param {number} depth */
  constructor(bytes, depth) {
    super(`nested ${NestedStorage.count++}`, 'Untyped', 0);
    this.bytes = bytes instanceof Uint8Array ? bytes : new Uint8Array();
    this.depth = depth;
  }

  async open() {
    const { value } = await readTorchFile(ofBytes(this.bytes, 'a storage'), this.depth + 1);
    const storage = value instanceof TorchTensor ? value.storage : value;
    if (!(storage instanceof TorchStorage)) throw importError('import-damaged', 'A pickled storage of this file holds none.');
    await storage.open();
    this.type = storage.type;
    this.size = storage.size;
    this.little = storage.little;
    this.read = storage.read;
  }
}

/** PyTorch 0.2: a part (key, first element, count) of a storage. */
class PartOfStorage extends TorchStorage {
  /** @param {TorchStorage} whole @param {any[]} part */
  constructor(whole, [key, first, count]) {
    super(`${whole.key}/${typeof key === 'string' ? key : ''}`, whole.type, count);
    if (![first, count].every((value) => Number.isSafeInteger(value) && value >= 0)) throw importError('import-damaged', 'This file has a part of a storage that is none.');
    this.whole = whole;
    this.first = first;
  }

  async open() {
    const { whole, first, elementSize } = this;
    this.size = Math.max(0, Math.min(this.count * elementSize, whole.size - first * elementSize));
    this.little = whole.little;
    this.read = async (/** @type {number} */ begin, /** @type {number} */ end) => whole.read(first * elementSize + begin, first * elementSize + end);
  }
}

/**
 * Makes a storage for each ('storage', type, key, location, count); a module's class for ('module', class, …).
 * @param {Map<string, TorchStorage>} storages by their keys; new ones are added
 */
const loader = (storages) => (/** @type {any} */ id) => {
  if (!Array.isArray(id)) return null;
  if (id[0] === 'module') return id[1] ?? null;
  const [kind, type, key, , count, part] = id;
  if (kind !== 'storage' || (typeof key !== 'string' && typeof key !== 'number')) throw importError('import-damaged', 'This file refers to something that is no storage.');
  if (!Number.isSafeInteger(count) || count < 0) throw importError('import-damaged', `This file has a storage of ${typeof count === 'number' ? count : 'no'} elements.`);
  const name = String(key);
  const storage = storages.get(name) ?? new TorchStorage(name, typeNameOf(type), count);
  storages.set(name, storage);
  return Array.isArray(part) ? new PartOfStorage(storage, part) : storage;
};

/** @param {ImportFile} file @param {number} depth @returns {Promise<TorchContent>} */
async function readArchive(file, depth) {
  const entries = await openZip(file);
  const pickle = [...entries.values()].find(({ name }) => /^([^/]+\/)?data\.pkl$/.test(name));
  const root = pickle?.name.replace(/data\.pkl$/, '') ?? '';
  if (!pickle) {
    throw importError('import-unsupported', [...entries.keys()].some((name) => /(^|\/)(models\/|model\.json|archive_format)/.test(name))
      ? `${file.name} is an exported program (torch.export). Save the state dict: torch.save(model.state_dict(), 'model.pt').`
      : `${file.name} is an archive without data.pkl: not one that torch.save wrote.`);
  }
  /** @type {Map<string, TorchStorage>} */
  const storages = new Map();
  const { value } = readPickle(await pickleBytes(pickle), { builders: buildersAt(depth), persistent: loader(storages), what: `The pickle in ${file.name}` });
  const order = entries.get(`${root}byteorder`);
  const name = order ? new TextDecoder().decode(await order.read(0, 8)).trim() : 'little';
  if (name !== 'little' && name !== 'big') throw importError('import-damaged', `${file.name} says that the order of its bytes is "${name}"; it is little or big. Save or download it again.`);
  const little = name === 'little';
  for (const [key, storage] of storages) {
    const entry = entries.get(`${root}data/${key}`);
    if (!entry) continue; // its size stays 0: whatever reads it says so
    storage.size = entry.size;
    storage.little = little;
    storage.read = (begin, end) => entry.read(begin, end);
  }
  return { kind: entries.has(`${root}constants.pkl`) ? 'script' : 'zip', value };
}

/**
 * Magic number, protocol, system, object, keys: five pickles; then for each key the count of its elements and they.
 * @param {ImportFile} file @param {number} depth @returns {Promise<TorchContent>}
 */
async function readOld(file, depth) {
  /** @type {Map<string, TorchStorage>} */
  const storages = new Map();
  const options = { builders: buildersAt(depth), persistent: loader(storages), what: `The pickle in ${file.name}` };
  const read = (/** @type {Uint8Array} */ bytes) => {
    storages.clear();
    /** @type {any[]} */
    const values = [];
    let from = 0;
    for (let i = 0; i < 5; i++) {
      const { value, end } = readPickle(bytes, { ...options, from });
      values.push(value);
      from = end;
    }
    return { values, from };
  };
  const { values: [, , system, value, keys], from } = await growing(file, read);
  const little = !(system instanceof Map) || system.get('little_endian') !== false;
  if (!Array.isArray(keys)) throw importError('import-damaged', `${file.name} does not say where its tensors are.`);
  let at = from;
  for (const key of keys) {
    const storage = storages.get(String(typeof key === 'object' ? '' : key));
    const head = await file.read(at, at + 8);
    if (!storage || head.length < 8) throw importError('import-damaged', `${file.name} is cut off: some of its tensors are missing.`);
    const count = Number(new DataView(head.buffer, head.byteOffset, 8).getBigInt64(0, little));
    if (count !== storage.count || !storage.elementSize) throw importError('import-damaged', `${file.name} has ${count} elements where its pickle says ${storage.count}.`);
    const begin = at + 8;
    storage.size = Math.max(0, Math.min(count * storage.elementSize, file.size - begin));
    storage.little = little;
    storage.read = (first, last) => file.read(begin + first, begin + last);
    at = begin + count * storage.elementSize;
  }
  return { kind: 'old', value };
}

/** Reads pickles of unknown length from the start of a file: of a MiB, then of more, until nothing is cut off. @template T @param {ImportFile} file @param {(bytes: Uint8Array) => T} read */
async function growing(file, read) {
  for (let size = 2 ** 20; ; size *= 4) {
    try {
      return read(await file.read(0, Math.min(file.size, size)));
    } catch (error) {
      if (size >= Math.min(file.size, kMaxPickleBytes)) throw error;
    }
  }
}

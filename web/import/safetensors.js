// Safetensors: a JSON header of names, types, shapes and places, and the bytes of the tensors behind it. It has no order of
// the layers: names are sorted. What else is known of the model stands in a config.json beside it, or in the header's metadata.
import { importError } from './errors.js';
import { baseName, readJson } from './files.js';
import { sizeOf } from './tensor.js';
import { readStateDict } from './torch-networks.js';
import { TorchStorage, TorchTensor } from './torch-tensor.js';
import { vocabularyIn } from './torch-vocabulary.js';

/** @typedef {import('./types.js').ImportFile} ImportFile */
/** @typedef {import('./types.js').ReadOptions} ReadOptions */
/** @typedef {import('./tensor.js').Tensor} Tensor */

export const id = 'safetensors';

/** In bytes: 4096 tensors have a hundredth of it; the metadata may hold a vocabulary. */
const maxHeader = 1 << 24;
/** In bytes: of a JSON beside the weights. */
const maxBeside = 1 << 24;
/** A vocabulary is at most three deep. */
const maxDepth = 12;
/** In bytes, of an element. */
const sizes = new Map([['F64', 8], ['F32', 4], ['F16', 2], ['BF16', 2], ['I64', 8], ['U64', 8], ['I32', 4], ['U32', 4], ['I16', 2], ['U16', 2], ['I8', 1], ['U8', 1], ['BOOL', 1],
  ['F8_E4M3', 1], ['F8_E5M2', 1], ['F8_E8M0', 1], ['C64', 8]]);
/** As PyTorch calls them; what is missing here is no weight. */
const types = new Map([['F64', 'float64'], ['F32', 'float32'], ['F16', 'float16'], ['BF16', 'bfloat16'], ['I64', 'int64'], ['I32', 'int32'], ['I16', 'int16'], ['I8', 'int8'], ['U8', 'uint8'], ['BOOL', 'bool']]);

/** Parts of one model: "model-00001-of-00003.safetensors". */
const part = /-\d{5}-of-\d{5}\.safetensors$/i;

/** @param {any} value of JSON */
const isDict = (value) => value !== null && typeof value === 'object' && !Array.isArray(value);

/** @param {ImportFile} file @param {string} what */
const damaged = (file, what) => importError('import-damaged', `${file.name} is damaged: ${what}. Save or download it again.`);

/** Returns how long the header is, if the file begins as one of these. @param {ImportFile} file */
async function headerLength(file) {
  const bytes = await file.read(0, 9);
  if (bytes.length < 9 || bytes[8] !== 0x7B) return 0;
  return Number(new DataView(bytes.buffer, bytes.byteOffset, 8).getBigUint64(0, true));
}

/** @param {ImportFile} file */
async function isSafetensors(file) {
  const length = await headerLength(file);
  return (length > 1 && length <= maxHeader && 8 + length <= file.size) || /\.safetensors$/i.test(file.name);
}

/** The largest model, the parts that belong to it, and the JSON files that may describe it. @param {ImportFile[]} files */
export async function recognize(files) {
  /** @type {ImportFile[]} */
  const found = [];
  for (const file of files) if (await isSafetensors(file)) found.push(file);
  if (found.length === 0) return [];
  const [own] = found.toSorted((a, b) => b.size - a.size);
  const folder = own.name.slice(0, own.name.lastIndexOf('/') + 1);
  const all = part.test(own.name) ? found.filter(({ name }) => name.startsWith(folder) && part.test(name)) : [own];
  const beside = files.filter((file) => file.name.startsWith(folder) && /^(config|hparams|args|params|model\.safetensors\.index)\.json$/.test(baseName(file)) && file.size <= maxBeside);
  return [...all, ...beside];
}

/** Throws if an object of the header, or the header itself, has a name twice: JSON.parse would take the last one. @param {string} json which is valid @param {ImportFile} file */
function refuseTwins(json, file) {
  /** @type {Set<string>[]} */
  const names = [];
  const colon = /\s*:/y;
  for (let at = 0; at < json.length; at++) {
    if (json[at] === '{') names.push(new Set());
    else if (json[at] === '}') names.pop();
    if (json[at] !== '"') continue;
    const begin = at++;
    while (json[at] !== '"') at += json[at] === '\\' ? 2 : 1;
    colon.lastIndex = at + 1;
    if (!colon.test(json)) continue;
    const name = JSON.parse(json.slice(begin, at + 1));
    if (names[names.length - 1].has(name)) throw damaged(file, `its header has ${name} twice`);
    names[names.length - 1].add(name);
  }
}

/**
 * Returns what the header says, when all of it fits the file.
 * @param {ImportFile} file
 * @returns {Promise<{ entries: Map<string, Tensor>, metadata: { [name: string]: any } }>}
 */
async function readHeader(file) {
  const start = new TextDecoder().decode(await file.read(0, 64));
  if (start.startsWith('version https://git-lfs')) throw importError('import-incomplete', `${file.name} is not the model but a pointer to it (Git LFS). Download the file itself: "git lfs pull", or the Download button of its page.`);
  const length = await headerLength(file);
  if (!(length > 1)) throw damaged(file, 'it does not begin with a header of safetensors');
  if (length > file.size - 8) throw damaged(file, 'its header is longer than the file');
  if (length > maxHeader) throw importError('import-too-large', `${file.name} has a header of ${length} bytes, which no model has.`);
  const json = new TextDecoder().decode(await file.read(8, 8 + length));
  /** @type {any} */
  let header;
  try {
    header = JSON.parse(json);
  } catch {
    throw damaged(file, 'its header is no JSON');
  }
  if (!isDict(header)) throw damaged(file, 'its header is no dict');
  refuseTwins(json, file);
  const { __metadata__: given, ...tensors } = header;
  const metadata = isDict(given) ? given : {};
  if (Object.hasOwn(metadata, 'lukewarm')) throw importError('import-unrecognized', `${file.name} is a model file of Lukewarm already: load it as it is.`);
  const data = 8 + length;
  let end = 0;
  /** @type {Map<string, Tensor>} */
  const entries = new Map();
  for (const [name, entry] of Object.entries(tensors).map(checked).sort(([, a], [, b]) => a.begin - b.begin || a.end - b.end)) {
    // Tensors lie one after the other, without gaps: two that overlap would be read as what they are not.
    if (entry.begin !== end || entry.end < entry.begin) throw damaged(file, `${name} does not begin where the tensor before it ends`);
    end = entry.end;
    entries.set(name, open(file, name, entry, data));
  }
  if (data + end !== file.size) throw damaged(file, data + end > file.size ? 'it ends before its tensors do' : 'something follows its tensors');
  return { entries, metadata };

  /** @param {[string, any]} entry @returns {[string, { type: string, shape: number[], begin: number, end: number }]} */
  function checked([name, entry]) {
    const { dtype, shape, data_offsets: offsets } = entry ?? {};
    const isWhole = (/** @type {any} */ value) => Number.isSafeInteger(value) && value >= 0;
    if (typeof dtype !== 'string' || !Array.isArray(shape) || !shape.every(isWhole) || !Array.isArray(offsets) || offsets.length !== 2 || !offsets.every(isWhole)) {
      throw damaged(file, `its header does not say what ${name} is`);
    }
    const size = sizes.get(dtype);
    if (size !== undefined && offsets[1] - offsets[0] !== size * sizeOf(shape)) throw damaged(file, `${name} has ${offsets[1] - offsets[0]} bytes, and its shape [${shape}] needs ${size * sizeOf(shape)}`);
    return [name, { type: dtype, shape, begin: offsets[0], end: offsets[1] }];
  }
}

/** @param {ImportFile} file @param {string} name @param {{ type: string, shape: number[], begin: number, end: number }} entry @param {number} data where all begin */
function open(file, name, { type, shape, begin, end }, data) {
  const storage = new TorchStorage(name, types.get(type) ?? type, sizeOf(shape));
  storage.size = end - begin;
  storage.read = (from, to) => file.read(data + begin + from, data + begin + to);
  return new TorchTensor(storage, 0, shape, shape.map((_, axis) => sizeOf(shape.slice(axis + 1)))).tensor(name);
}

/** JSON as pickles would have it: dicts are Maps. @param {any} value @param {number} [depth] @returns {any} */
function asMaps(value, depth = 0) {
  if (depth > maxDepth) return null;
  if (Array.isArray(value)) return value.map((one) => asMaps(one, depth + 1));
  return isDict(value) ? new Map(Object.entries(value).map(([key, one]) => [/^\d+$/.test(key) ? Number(key) : key, asMaps(one, depth + 1)])) : value;
}

/** Metadata are texts; some hold JSON. @param {{ [name: string]: any }} metadata */
const parsed = (metadata) => Object.fromEntries(Object.entries(metadata).map(([name, text]) => {
  try {
    return [name, JSON.parse(text)];
  } catch {
    return [name, text];
  }
}));

/**
 * @param {ImportFile[]} files
 * @param {ReadOptions} options
 * @returns {Promise<import('./types.js').Graph>}
 */
export async function read(files, { answers, signal }) {
  /** @type {Map<string, Tensor>} */
  const entries = new Map();
  /** @type {any[]} */
  const beside = [];
  const parts = files.filter(({ name }) => !/\.json$/i.test(name));
  for (const file of parts) {
    signal?.throwIfAborted();
    const header = await readHeader(file);
    for (const [name, tensor] of header.entries) {
      if (entries.has(name)) throw damaged(file, `${name} is in another part of the model too`);
      entries.set(name, tensor);
    }
    beside.push(parsed(header.metadata));
  }
  for (const file of files.filter((one) => !parts.includes(one))) {
    const json = await readJson(file);
    if (isDict(json?.weight_map)) refuseMissing(json.weight_map, entries);
    else beside.push(json);
  }
  const values = beside.map(asMaps).filter((value) => value instanceof Map);
  return readStateDict(entries, {
    format: 'Safetensors',
    answers,
    isOrdered: false,
    options: new Map(values.flatMap((map) => [...map].filter(([key]) => typeof key === 'string'))),
    findVocabulary: (size, hint) => values.map((value) => vocabularyIn(value, size, hint)).find((vocabulary) => vocabulary),
  });
}

/** @param {{ [name: string]: unknown }} weightMap files by tensors @param {Map<string, Tensor>} entries */
function refuseMissing(weightMap, entries) {
  const missing = new Set(Object.keys(weightMap).filter((name) => !entries.has(name)).map((name) => (typeof weightMap[name] === 'string' ? weightMap[name] : `the file of ${name}`)));
  if (missing.size > 0) throw importError('import-incomplete', `Parts of the model are missing: ${[...missing].slice(0, 4).join(', ')}. Choose the whole folder.`);
}

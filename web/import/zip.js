// Zip archives (PKWARE's APPNOTE 6.3), read in slices: only the central directory is read at once. Inflating is the
// browser's. What an archive claims is checked before anything is allocated; what is read is checked by its CRC.
import { LukewarmError } from '../engine/errors.js';
import { crc32 } from './crc32.js';
import { importError } from './errors.js';

/** @typedef {import('./types.js').ImportFile} ImportFile */
/** @typedef {{ name: string, method: number, crc: number, packed: number, size: number, offset: number, limit: number }} Entry offset: of the local header; limit: where the next one begins */

/** PyTorch saves a file for each tensor; 64 layers have some hundred. */
const maxEntries = 20_000;
const maxDirectoryBytes = 1 << 24;
/** In bytes, and for each packed one: weights do not shrink to a thirtieth, and a small JSON or an array of zeros may. */
const freeInflated = 1 << 26, maxShrink = 32;
/** No deflated byte gives more (zlib's technical notes say 1032). */
const maxRatio = 1032;
/** In bytes: how much of a stored entry is summed at once. */
const chunk = 1 << 22;

const endSize = 22;
const localSize = 30;

/** @param {string} name @param {string} what */
const damaged = (name, what) => importError('import-damaged', `${name} is damaged: ${what}. Save or download it again.`);

/** @param {Uint8Array} bytes */
const viewOf = (bytes) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/** @param {ImportFile} file */
export async function isZip(file) {
  const [p, k, three, four] = await file.read(0, 4);
  return p === 0x50 && k === 0x4B && three === 3 && four === 4;
}

/** Returns a whole number of 64 bits. @param {DataView} view @param {number} at @param {string} name */
function whole(view, at, name) {
  const value = view.getBigUint64(at, true);
  if (value > BigInt(Number.MAX_SAFE_INTEGER)) throw damaged(name, 'it claims to be larger than any disk');
  return Number(value);
}

/** Returns where the central directory is. @param {ImportFile} file */
async function findDirectory(file) {
  // A comment of at most 65,535 bytes may follow.
  const from = Math.max(0, file.size - endSize - 0xFFFF);
  const tail = await file.read(from, file.size);
  const view = viewOf(tail);
  let at = tail.length - endSize;
  while (at >= 0 && !(view.getUint32(at, true) === 0x06054B50 && at + endSize + view.getUint16(at + 20, true) === tail.length)) at--;
  if (at < 0) throw damaged(file.name, 'the zip archive has no end; part of it may be missing');
  const end = { count: view.getUint16(at + 10, true), size: view.getUint32(at + 12, true), offset: view.getUint32(at + 16, true) };
  if (view.getUint16(at + 4, true) !== view.getUint16(at + 6, true)) {
    throw importError('import-unsupported', `${file.name} is one of several parts of a zip archive. Join them first.`);
  }
  const needs64 = end.count === 0xFFFF || end.size === 0xFFFFFFFF || end.offset === 0xFFFFFFFF;
  const locator = from + at - 20;
  // An archive may have the larger record without needing it, as PyTorch's do.
  if (locator >= 0) {
    const found = viewOf(await file.read(locator, locator + 20));
    if (found.getUint32(0, true) === 0x07064B50) {
      const record = whole(found, 8, file.name);
      if (record + 56 > locator) throw damaged(file.name, 'the end of its directory is not where it says');
      const wide = viewOf(await file.read(record, record + 56));
      if (wide.getUint32(0, true) !== 0x06064B50) throw damaged(file.name, 'the end of its directory is not where it says');
      return { count: whole(wide, 32, file.name), size: whole(wide, 40, file.name), offset: whole(wide, 48, file.name), end: record };
    }
  }
  if (needs64) throw damaged(file.name, 'a part of its directory is missing');
  return { ...end, end: from + at };
}

/** Takes the sizes that did not fit from the extra field. @param {Entry} entry @param {DataView} extra @param {string} archive */
function widen(entry, extra, archive) {
  for (let at = 0; at + 4 <= extra.byteLength;) {
    const [id, length] = [extra.getUint16(at, true), extra.getUint16(at + 2, true)];
    at += 4;
    if (id === 1) {
      let field = at;
      for (const key of /** @type {('size' | 'packed' | 'offset')[]} */ (['size', 'packed', 'offset'])) {
        if (entry[key] !== 0xFFFFFFFF) continue;
        if (field + 8 > Math.min(at + length, extra.byteLength)) throw damaged(archive, 'a size in its directory is missing');
        entry[key] = whole(extra, field, archive);
        field += 8;
      }
    }
    at += length;
  }
}

/** @param {ImportFile} file @returns {Promise<Entry[]>} in the order of their places */
async function readDirectory(file) {
  const { count, size, offset, end } = await findDirectory(file);
  if (offset + size > end) throw damaged(file.name, 'its directory is beyond its end');
  if (count > maxEntries || size > maxDirectoryBytes) throw importError('import-too-large', `${file.name} has ${count} files in it, which no model has.`);
  const bytes = await file.read(offset, offset + size);
  const view = viewOf(bytes);
  /** @type {Map<string, Entry>} */
  const entries = new Map();
  let at = 0;
  for (let i = 0; i < count; i++) {
    if (at + 46 > bytes.length || view.getUint32(at, true) !== 0x02014B50) throw damaged(file.name, 'its directory is cut short');
    const [nameLength, extraLength, commentLength] = [28, 30, 32].map((field) => view.getUint16(at + field, true));
    const next = at + 46 + nameLength + extraLength + commentLength;
    if (next > bytes.length) throw damaged(file.name, 'its directory is cut short');
    const name = new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + nameLength));
    if (view.getUint16(at + 8, true) & 1) {
      throw importError('import-unsupported', `${name} in ${file.name} is encrypted. Save the archive without a password.`);
    }
    /** @type {Entry} */
    const entry = {
      name, method: view.getUint16(at + 10, true), crc: view.getUint32(at + 16, true), packed: view.getUint32(at + 20, true),
      size: view.getUint32(at + 24, true), offset: view.getUint32(at + 42, true), limit: offset,
    };
    const extra = at + 46 + nameLength;
    widen(entry, viewOf(bytes.subarray(extra, extra + extraLength)), file.name);
    if (entries.has(name)) throw damaged(file.name, `it has two files ${name}`);
    if (entry.offset + localSize + entry.packed > offset) throw damaged(file.name, `${name} in it is beyond its end`);
    entries.set(name, entry);
    at = next;
  }
  const sorted = [...entries.values()].sort((a, b) => a.offset - b.offset);
  sorted.forEach((entry, i) => (entry.limit = sorted[i + 1]?.offset ?? offset));
  return sorted;
}

/** Returns where an entry's bytes begin. @param {ImportFile} file @param {Entry} entry */
async function findData(file, { name, offset, packed, limit }) {
  const view = viewOf(await file.read(offset, offset + localSize));
  if (view.byteLength < localSize || view.getUint32(0, true) !== 0x04034B50) throw damaged(file.name, `${name} in it is not where its directory says`);
  const begin = offset + localSize + view.getUint16(26, true) + view.getUint16(28, true);
  if (begin + packed > limit) throw damaged(file.name, `${name} in it overlaps another file`);
  return begin;
}

/**
 * Returns bytes [begin, end) of an entry's content. The deflated bytes are given to the browser as a gzip file, which older
 * versions of Node know too, and whose end has the CRC: a wrong one is an error when all is read.
 * @param {ImportFile} file @param {Entry} entry @param {number} from where its bytes begin @param {number} begin @param {number} end
 */
async function inflate(file, { name, crc, packed, size }, from, begin, end) {
  const result = new Uint8Array(end - begin);
  const header = Uint8Array.of(31, 139, 8, 0, 0, 0, 0, 0, 0, 255);
  const trailer = new Uint8Array(8);
  viewOf(trailer).setUint32(0, crc, true);
  viewOf(trailer).setUint32(4, size % 2 ** 32, true);
  let read = -1;
  const packedBytes = new ReadableStream({
    async pull(controller) {
      try {
        if (read < 0) controller.enqueue(header);
        else if (read < packed) controller.enqueue(await file.read(from + read, from + Math.min(read + chunk, packed)));
        else controller.enqueue(trailer);
        const isLast = read >= packed;
        read = read < 0 ? 0 : read + chunk;
        if (isLast) controller.close();
      } catch (error) {
        controller.error(error);
      }
    },
  });
  const reader = packedBytes.pipeThrough(/** @type {any} */ (new DecompressionStream('gzip'))).getReader();
  let at = 0;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      if (at + value.length > size) throw damaged(file.name, `${name} in it is larger than it says`);
      const [first, last] = [Math.max(begin, at), Math.min(end, at + value.length)];
      if (first < last) result.set(value.subarray(first - at, last - at), first - begin);
      at += value.length;
      if (at >= end && end < size) return result; // the rest, and its CRC, are not wanted
    }
  } catch (error) {
    if (error instanceof LukewarmError) throw error; // Node's own errors have codes too
    throw damaged(file.name, `${name} in it cannot be unpacked`);
  } finally {
    reader.cancel().catch(() => {});
  }
  if (at !== size) throw damaged(file.name, `${name} in it is smaller than it says`);
  return result;
}

/** @param {ImportFile} file @param {Entry} entry @returns {ImportFile} */
function openEntry(file, entry) {
  const { name, method, crc, packed, size } = entry;
  if (method !== 0 && method !== 8) {
    throw importError('import-unsupported', `${name} in ${file.name} is packed by a method (${method}) that is not read here. Save it with deflate or without compression.`);
  }
  if (method === 0 ? packed !== size : size > (packed + 8) * maxRatio) throw damaged(file.name, `${name} in it cannot have the size that it says`);
  if (method === 8 && size > freeInflated + packed * maxShrink) {
    throw importError('import-too-large', `${name} in ${file.name} would unpack from ${packed} to ${size} bytes, which is no model. Save it without compression.`);
  }
  /** @type {Promise<number> | undefined} */
  let data;
  const find = () => (data ??= findData(file, entry));
  /** @type {Promise<void> | undefined} */
  let summed;
  // The whole entry once, before any slice of it is believed.
  const check = () => (summed ??= find().then(async (from) => {
    let sum = 0;
    for (let at = 0; at < size; at += chunk) sum = crc32(await file.read(from + at, from + Math.min(at + chunk, size)), sum);
    if (sum !== crc) throw damaged(file.name, `${name} in it does not have the checksum that it should`);
  }));
  return {
    name, size,
    async read(begin = 0, end = size) {
      const [first, last] = [Math.min(begin, size), Math.max(Math.min(begin, size), Math.min(end, size))];
      if (method === 8) return inflate(file, entry, await find(), first, last);
      await check();
      const from = await find();
      return file.read(from + first, from + last);
    },
    async reader() {
      const reader = method === 0 ? await file.reader?.() : null;
      if (!reader) return null;
      await check();
      const from = await find();
      return (begin, end) => reader(from + begin, from + end);
    },
  };
}

/**
 * Returns the files of an archive, without its folders, by their names. Each is unpacked when it is read.
 * @param {ImportFile} file
 * @returns {Promise<Map<string, ImportFile>>} errors: import-damaged, import-unsupported, import-too-large
 */
export async function openZip(file) {
  const entries = await readDirectory(file);
  return new Map(entries.filter(({ name }) => !name.endsWith('/')).map((entry) => [entry.name, openEntry(file, entry)]));
}

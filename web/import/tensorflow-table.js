// The sorted table that a TensorFlow checkpoint's .index is: LevelDB's format, in blocks of keys that share their beginnings
// with the key before, a block of the blocks' places, and a footer with the place of that one.
import { crc32c } from './crc32.js';
import { importError } from './errors.js';
import { readVarint } from './protobuf.js';

const footerSize = 48;
/** A block is followed by how it is compressed, and a sum. */
const trailerSize = 5;
const magic = [0x57, 0xfb, 0x80, 0x8b, 0x24, 0x75, 0x47, 0xdb];

/** In bytes; blocks have some 260 kB. */
const maxBlock = 1 << 26;
/** A model of 10,000 layers has 100,000. */
const maxEntries = 1_000_000;

/** TensorFlow keeps sums of sums apart from sums. @param {Uint8Array} bytes */
export function maskedCrc(bytes) {
  const crc = crc32c(bytes);
  return ((crc >>> 15 | crc << 17) + 0xa282ead8) >>> 0;
}

/** Whether the end of a file is a table's. @param {Uint8Array} end */
export const isTable = (end) => end.length >= footerSize && magic.every((byte, i) => end[end.length - magic.length + i] === byte);

/**
 * Returns what Snappy has made smaller.
 * @param {Uint8Array} bytes @param {string} name @returns {Uint8Array}
 */
function unpack(bytes, name) {
  const damaged = () => importError('import-damaged', `${name} is damaged: a compressed block in it is not whole. Save or download it again.`);
  let [size, at] = readVarint(bytes, 0, name);
  if (!(size >= 0 && size <= maxBlock)) throw importError('import-too-large', `${name} claims to have a block of ${size} bytes.`);
  const result = new Uint8Array(size);
  let to = 0;
  const number = (/** @type {number} */ count) => {
    let value = 0;
    for (let i = 0; i < count; i++) value += bytes[at++] * 2 ** (8 * i);
    return value;
  };
  while (at < bytes.length) {
    const tag = bytes[at++];
    const kind = tag & 3;
    if (kind === 0) {
      const short = tag >> 2;
      const length = 1 + (short < 60 ? short : number(short - 59));
      if (!(at + length <= bytes.length && to + length <= size)) throw damaged();
      result.set(bytes.subarray(at, at + length), to);
      at += length;
      to += length;
    } else {
      const length = kind === 1 ? 4 + (tag >> 2 & 7) : 1 + (tag >> 2);
      const distance = kind === 1 ? (tag >> 5) * 256 + number(1) : number(kind === 2 ? 2 : 4);
      if (!(distance > 0 && distance <= to && to + length <= size)) throw damaged();
      for (let i = 0; i < length; i++, to++) result[to] = result[to - distance]; // may read what it has just written
    }
  }
  if (to !== size) throw damaged();
  return result;
}

class Table {
  #bytes;
  #name;

  /** @param {Uint8Array} bytes @param {string} name */
  constructor(bytes, name) {
    this.#bytes = bytes;
    this.#name = name;
  }

  /** @param {string} why */
  damaged(why) {
    return importError('import-damaged', `${this.#name} is damaged: ${why}. Save or download it again.`);
  }

  /** @param {Uint8Array} bytes @param {number} at @returns {number[]} two numbers, and where they end */
  handle(bytes, at) {
    const [offset, next] = readVarint(bytes, at, this.#name);
    const [size, end] = readVarint(bytes, next, this.#name);
    return [offset, size, end];
  }

  /** @param {number} offset @param {number} size @returns {Uint8Array} */
  block(offset, size) {
    if (!(offset >= 0 && size >= 4 && offset + size + trailerSize <= this.#bytes.length - footerSize)) throw this.damaged('a block is beyond its end');
    const content = this.#bytes.subarray(offset, offset + size);
    const trailer = this.#bytes.subarray(offset + size, offset + size + trailerSize);
    const sum = new DataView(trailer.buffer, trailer.byteOffset + 1).getUint32(0, true);
    if (maskedCrc(this.#bytes.subarray(offset, offset + size + 1)) !== sum) throw this.damaged('the sum of a block is not right');
    if (trailer[0] > 1) throw this.damaged(`a block is compressed in an unknown way (${trailer[0]})`);
    return trailer[0] === 1 ? unpack(content, this.#name) : content;
  }

  /** The entries of a block, in order. @param {Uint8Array} block @returns {Generator<[Uint8Array, Uint8Array]>} */
  * entries(block) {
    const view = new DataView(block.buffer, block.byteOffset, block.byteLength);
    const restarts = block.length >= 4 ? view.getUint32(block.length - 4, true) : Infinity;
    const end = block.length - 4 * (restarts + 1);
    if (!(end >= 0)) throw this.damaged('a block has no end');
    let key = new Uint8Array();
    for (let at = 0; at < end;) {
      const [shared, own, next] = this.handle(block, at);
      const [length, begin] = readVarint(block, next, this.#name);
      const after = begin + own + length;
      if (!(shared >= 0 && shared <= key.length && own >= 0 && length >= 0 && after <= end)) throw this.damaged('an entry is longer than its block');
      const grown = new Uint8Array(shared + own);
      grown.set(key.subarray(0, shared));
      grown.set(block.subarray(begin, begin + own), shared);
      key = grown;
      yield [key, block.subarray(begin + own, after)];
      at = after;
    }
  }
}

/**
 * Returns the values of a table by their keys.
 * @param {Uint8Array} bytes
 * @param {string} name of the file, for errors
 * @returns {Map<string, Uint8Array>} errors: import-damaged, import-too-large
 */
export function readTable(bytes, name) {
  const table = new Table(bytes, name);
  if (!isTable(bytes)) throw table.damaged('its end is missing');
  const footer = bytes.subarray(bytes.length - footerSize);
  const [, , at] = table.handle(footer, 0); // of a block about blocks, which is empty
  const [offset, size] = table.handle(footer, at);
  const text = new TextDecoder();
  /** @type {Map<string, Uint8Array>} */
  const result = new Map();
  let length = 0;
  for (const [, place] of table.entries(table.block(offset, size))) {
    const [from, count] = table.handle(place, 0);
    for (const [key, value] of table.entries(table.block(from, count))) {
      length += key.length;
      if (result.size >= maxEntries || length > maxBlock) throw importError('import-too-large', `${name} has too many entries: more than ${maxEntries}, or of names that are too long.`);
      result.set(text.decode(key), value);
    }
  }
  return result;
}

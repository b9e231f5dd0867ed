// Protocol buffers: the wire format alone, read by a schema. Fields that the schema does not name are skipped, so that of a
// large file only what is wanted is looked at; bytes stay views of the file. Nothing is believed: lengths are within their
// message, messages are at most so deep, and so many values are made.
import { importError } from './errors.js';

/**
 * A message's fields by their numbers: a name, and what the field is. A name that ends in "*" is a list.
 *
 *     int      varint, signed, as a number    float, double    fixed32    bytes, string
 *     packed   numbers as they are in the file, one after the other: a list of pieces, for tensors' values
 *
 * or another schema, or a function that returns one (for messages in themselves).
 * @typedef {'int' | 'float' | 'double' | 'fixed32' | 'bytes' | 'string' | 'packed'} Scalar
 * @typedef {{ [number: number]: [name: string, type: Scalar | Schema | (() => Schema)] }} Schema
 */

/** Messages within messages. */
const maxDepth = 64;
/** Of one decode: messages, numbers and texts. A graph of 10,000 operations has some 200,000. */
const maxValues = 4_000_000;
/** 64 bits in groups of 7. */
const maxVarint = 10;

const text = new TextDecoder();

class Reader {
  #bytes;
  #view;
  /** Of the whole file, for errors. */
  #name;
  values = 0;

  /** @param {Uint8Array} bytes @param {string} name */
  constructor(bytes, name) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#name = name;
  }

  /** @param {string} why */
  damaged(why) {
    return importError('import-damaged', `${this.#name} is damaged: ${why}. Save or download it again.`);
  }

  /** @param {number} count */
  #count(count) {
    this.values += count;
    if (this.values > maxValues) throw importError('import-too-large', `${this.#name} has more than ${maxValues} values that are no weights.`);
  }

  /** Returns a varint and where it ends; beyond 2^53 it is rounded. @param {number} at @param {number} end @returns {[number, number]} */
  varint(at, end) {
    let low = 0;
    for (let i = 0; i < maxVarint && at + i < end; i++) {
      const byte = this.#bytes[at + i];
      if (i < 4) {
        low += (byte & 127) * 2 ** (7 * i);
        if (byte < 128) return [low, at + i + 1];
      } else {
        let value = BigInt(low);
        for (; i < maxVarint && at + i < end; i++) {
          const next = this.#bytes[at + i];
          value |= BigInt(next & 127) << BigInt(7 * i);
          if (next < 128) return [Number(BigInt.asIntN(64, value)), at + i + 1];
        }
        break;
      }
    }
    throw this.damaged('a number in it has no end');
  }

  /** Where the value of a field begins and ends. @param {number} wire @param {number} at @param {number} end @returns {[number, number]} */
  #extent(wire, at, end) {
    let [begin, stop] = [at, at];
    if (wire === 0) [, stop] = this.varint(at, end);
    else if (wire === 1) stop = at + 8;
    else if (wire === 5) stop = at + 4;
    else if (wire === 2) {
      const [length, start] = this.varint(at, end);
      [begin, stop] = [start, start + length];
      if (length < 0) throw this.damaged('a part of it has a negative length');
    } else throw this.damaged(`it has a field of the unknown type ${wire}`);
    if (stop > end) throw this.damaged('it ends too early');
    return [begin, stop];
  }

  /**
   * @param {Schema} schema @param {number} at @param {number} end @param {number} depth
   * @returns {{ [name: string]: any }}
   */
  message(schema, at, end, depth) {
    if (depth > maxDepth) throw this.damaged(`it has messages within messages, more than ${maxDepth} deep`);
    /** @type {{ [name: string]: any }} */
    const result = {};
    for (const [name] of Object.values(schema)) if (name.endsWith('*')) result[name.slice(0, -1)] = [];
    this.#count(1);
    while (at < end) {
      const [tag, begin] = this.varint(at, end);
      const wire = tag % 8;
      const field = Math.floor(tag / 8);
      if (!(field > 0)) throw this.damaged('it has a field without a number');
      const [from, to] = this.#extent(wire, begin, end);
      const entry = schema[field];
      if (entry) this.#add(result, entry, wire, from, to, depth);
      at = to;
    }
    return result;
  }

  /** @param {{ [name: string]: any }} result @param {Schema[number]} entry @param {number} wire @param {number} from @param {number} to @param {number} depth */
  #add(result, [name, type], wire, from, to, depth) {
    const isList = name.endsWith('*');
    const key = isList ? name.slice(0, -1) : name;
    const put = (/** @type {any} */ value) => {
      this.#count(1);
      if (isList) result[key].push(value);
      else result[key] = value;
    };
    const isNumber = type === 'int' || type === 'float' || type === 'double' || type === 'fixed32';
    if (type === 'packed') put(this.#bytes.subarray(from, to));
    else if (isNumber && isList && wire === 2) {
      for (let at = from; at < to;) {
        const width = type === 'double' ? 8 : 4;
        if (type !== 'int' && at + width > to) throw this.damaged('a list of numbers in it is cut off');
        const [value, next] = type === 'int' ? this.varint(at, to) : [this.#number(type, at), at + width];
        put(value);
        at = next;
      }
    } else if (isNumber) {
      if (wire !== (type === 'int' ? 0 : type === 'double' ? 1 : 5)) throw this.damaged(`“${key}” is of another type`);
      put(type === 'int' ? this.varint(from, to)[0] : this.#number(type, from));
    } else {
      if (wire !== 2) throw this.damaged(`“${key}” is of another type`);
      if (type === 'bytes') put(this.#bytes.subarray(from, to));
      else if (type === 'string') put(text.decode(this.#bytes.subarray(from, to)));
      else put(this.message(typeof type === 'function' ? type() : type, from, to, depth + 1));
    }
  }

  /** @param {'float' | 'double' | 'fixed32'} type @param {number} at */
  #number(type, at) {
    return type === 'fixed32' ? this.#view.getUint32(at, true) : type === 'float' ? this.#view.getFloat32(at, true) : this.#view.getFloat64(at, true);
  }
}

/**
 * Returns a message as an object: its fields by their names; what is missing is undefined, or an empty list.
 * @param {Uint8Array} bytes
 * @param {Schema} schema
 * @param {string} name of the file, for errors
 * @returns {{ [name: string]: any }} errors: import-damaged, import-too-large
 */
export const decodeMessage = (bytes, schema, name) => new Reader(bytes, name).message(schema, 0, bytes.length, 0);

/** Returns the numbers of a list of varints. @param {Uint8Array} bytes @param {string} name */
export function decodeVarints(bytes, name) {
  const reader = new Reader(bytes, name);
  /** @type {number[]} */
  const result = [];
  for (let at = 0; at < bytes.length;) {
    const [value, next] = reader.varint(at, bytes.length);
    result.push(value);
    at = next;
  }
  return result;
}

/** Returns the varint at a place, and where it ends. @param {Uint8Array} bytes @param {number} at @param {string} name @returns {[number, number]} */
export const readVarint = (bytes, at, name) => new Reader(bytes, name).varint(at, bytes.length);

// Damage for the files of other frameworks: bytes anywhere, and what only a reader of the format would meet: the contents of a zip
// archive with right checksums, the header of safetensors with the right length, any value of a JSON.
import { random } from '../web/import/hostile.mjs';
import { zip } from '../web/import/writers.mjs';
import { openZip } from '../../web/import/zip.js';
import { ofBytes } from '../../web/import/files.js';

/** @typedef {{ name: string, data: Uint8Array }} File */

export class Mutator {
  /** @param {number} seed @param {() => Uint8Array} other gives the bytes of some other file */
  constructor(seed, other) {
    this.next = random(seed);
    this.other = other;
  }

  /** Returns a whole number below `count`. @param {number} count */
  below(count) {
    return Math.floor(this.next() * count);
  }

  /** @template T @param {readonly T[]} list @returns {T} */
  of(list) {
    return list[this.below(list.length)];
  }

  /** Damages bytes that nothing is known of. @param {Uint8Array} bytes @returns {Uint8Array} */
  bytes(bytes) {
    let result = Uint8Array.from(bytes);
    for (let count = 1 + this.below(4); count > 0 && result.length > 0; count--) {
      // Headers are at the beginning, directories at the end.
      const place = this.next() < 0.5 ? this.below(result.length) : this.next() < 0.7 ? this.below(Math.min(512, result.length)) : result.length - 1 - this.below(Math.min(512, result.length));
      const piece = () => result.subarray(place, place + 1 + this.below(64));
      switch (this.below(9)) {
        case 0: case 1: result[place] ^= 1 << this.below(8); break;
        case 2: result[place] = this.of([0, 1, 0x7F, 0x80, 0xFF, this.below(256)]); break;
        case 3: result = result.slice(0, place); break;
        case 4: result = joined(result.subarray(0, place), result.subarray(place + this.below(64))); break;
        case 5: result = joined(result.subarray(0, place), piece(), result.subarray(place)); break;
        case 6: result.set(this.of([[255, 255, 255, 255], [255, 255, 255, 127], [0, 0, 0, 128], [0, 0, 0, 0], [255, 255, 255, 255, 255, 255, 255, 127], [255, 255]]).slice(0, result.length - place), place); break;
        case 7: result.set(piece().slice(0, result.length - place), this.below(Math.max(1, result.length - 64))); break;
        default: {
          const others = this.other();
          const from = this.below(others.length);
          result = joined(result.subarray(0, place), others.subarray(from, from + this.below(512)), result.subarray(place));
        }
      }
    }
    return result;
  }

  /** Another value in the place of some value of a JSON. @param {any} value @param {number} [depth] @returns {any} */
  json(value, depth = 0) {
    const isInner = value !== null && typeof value === 'object' && Object.keys(value).length > 0;
    if (isInner && (depth === 0 || this.next() < 0.85)) {
      const key = this.of(Object.keys(value));
      const copy = Array.isArray(value) ? [...value] : { ...value };
      if (this.next() < 0.08) {
        if (Array.isArray(copy)) copy.splice(Number(key), 1);
        else delete copy[key];
      } else if (this.next() < 0.05) {
        if (Array.isArray(copy)) copy.push(copy[Number(key)]);
        else copy[this.of(['__proto__', 'constructor', 'toString', '', `${key} `])] = copy[key];
      } else {
        copy[key] = this.json(value[key], depth + 1);
      }
      return copy;
    }
    // A JSON within a JSON.
    if (typeof value === 'string' && /^[[{]/.test(value) && this.next() < 0.9) {
      try {
        return JSON.stringify(this.json(JSON.parse(value)));
      } catch {
        return value.slice(0, this.below(value.length));
      }
    }
    const others = [null, true, false, 0, 1, 2, -1, 0.5, 1e9, 2 ** 31, 2 ** 53, -(2 ** 53), 1e308, '', 'a', 'constructor', '__proto__', [], {}, [[]], [null], 'x'.repeat(70_000)];
    if (typeof value === 'number') return this.of([value + 1, value - 1, -value, value * 2, value * 1000, ...others]);
    if (typeof value === 'string') return this.of([`${value}0`, value.slice(1), value.toUpperCase(), ...others]);
    let deep = /** @type {any} */ (value);
    for (let i = 0; i < 3000; i++) deep = [deep];
    return this.of([...others, deep]);
  }

  /** A text, in a place of it. @param {Uint8Array} bytes */
  text(bytes) {
    const text = Buffer.from(bytes).toString('latin1');
    const numbers = [...text.matchAll(/-?\d+/g)];
    if (numbers.length === 0 || this.next() < 0.4) return this.bytes(bytes);
    const { index, 0: number } = this.of(numbers);
    const value = this.of(['0', '-1', '1', '99999999', '9007199254740993', '1e999', '', `${number}0`, '()', "'a'"]);
    return new Uint8Array(Buffer.from(text.slice(0, index) + value + text.slice(index + number.length), 'latin1'));
  }

  /** What it can know of a file by its bytes. @param {Uint8Array} bytes @returns {Promise<Uint8Array>} */
  async file(bytes) {
    if (bytes.length === 0 || this.next() < 0.35) return this.bytes(bytes);
    const start = Buffer.from(bytes.subarray(0, 10)).toString('latin1');
    if (start.startsWith('PK\x03\x04')) return this.archive(bytes);
    if (start[0] === '{' || start[0] === '[') {
      try {
        return Buffer.from(JSON.stringify(this.json(JSON.parse(Buffer.from(bytes).toString()))));
      } catch {
        return this.bytes(bytes);
      }
    }
    if (start[8] === '{') return this.safetensors(bytes);
    if (start.startsWith('\x93NUMPY')) {
      const end = 10 + bytes[8] + 256 * bytes[9];
      const header = this.text(bytes.subarray(10, end));
      return joined(bytes.subarray(0, 8), Uint8Array.of(header.length & 255, header.length >> 8), header, bytes.subarray(end));
    }
    return this.bytes(bytes);
  }

  /** @param {Uint8Array} bytes @returns {Promise<Uint8Array>} */
  async archive(bytes) {
    /** @type {{ name: string, data: Uint8Array, method?: number }[]} */
    const entries = [];
    for (const [name, file] of await openZip(ofBytes(bytes, 'archive'))) entries.push({ name, data: await file.read() });
    const entry = this.of(entries);
    switch (this.below(8)) {
      case 0: entries.splice(entries.indexOf(entry), 1); break;
      case 1: entry.name = this.of([`${entry.name}.bin`, `../${entry.name}`, this.of(entries).name, '']); break;
      case 2: entry.data = this.of(entries).data; break;
      default: entry.data = await this.file(entry.data);
    }
    if (this.next() < 0.3) entry.method = 8;
    return zip(entries);
  }

  /** @param {Uint8Array} bytes */
  safetensors(bytes) {
    const length = Math.min(bytes.length - 8, Number(Buffer.from(bytes).readBigUInt64LE(0)));
    let header;
    try {
      header = Buffer.from(JSON.stringify(this.json(JSON.parse(Buffer.from(bytes.subarray(8, 8 + length)).toString()))));
    } catch {
      return this.bytes(bytes);
    }
    const head = Buffer.alloc(8);
    head.writeBigUInt64LE(BigInt(header.length));
    return joined(head, header, bytes.subarray(8 + length));
  }

  /** Damages some of a model's files. @param {File[]} files @returns {Promise<File[]>} */
  async files(files) {
    const result = files.map((file) => ({ ...file }));
    if (result.length > 1 && this.next() < 0.05) result.splice(this.below(result.length), 1);
    if (result.length > 1 && this.next() < 0.05) [result[0].data, result[1].data] = [result[1].data, result[0].data];
    if (this.next() < 0.02) result[0].name = this.of(['model', 'model.h5', 'model.pt', 'model.onnx', 'model.json', 'model.safetensors', 'model.npz']);
    const file = this.of(result);
    file.data = await this.file(file.data);
    return result;
  }
}

/** @param {...Uint8Array} parts */
const joined = (...parts) => new Uint8Array(Buffer.concat(parts));

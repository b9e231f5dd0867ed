// Reads Python's pickles, protocols 0 to 5 (https://docs.python.org/3/library/pickletools.html): a stack machine, of which
// only what builds data is here. A class or function that a pickle names is looked up in a table of builders; all others
// become inert objects that carry their name (pickle-values.js). A pickle is hostile input: its length, its opcodes and what
// its builders copy are limited, nesting needs no recursion.
import { importError } from './errors.js';
import { PickleDict, PickleGlobal, PickleObject } from './pickle-values.js';

/** Bytes of one pickle. A state dict of 100,000 tensors has 10 MB of names and shapes. */
export const kMaxPickleBytes = 64 * 2 ** 20;
/** 30 a tensor. Each makes at most one small value, which bounds the memory. */
const kMaxOpcodes = 1_000_000;
/** What builders copy, in bytes: a list can be given to `set` again and again. */
const kMaxCopied = 2 * kMaxPickleBytes;
const kElementBytes = 16;
/** Digits of an integer in text, and bytes of a long one: the time to read it grows with the square. */
const kMaxDigits = 1024;

/**
 * Makes data of what a class or function was given. `charge` gets the number of bytes that it copies.
 * @typedef {(args: any[], charge: (size: number) => void) => any} Builder
 */

/** @typedef {{ builders?: Map<string, Builder>, persistent?: (id: any) => any, from?: number, what?: string }} PickleOptions */

/** @param {string} message */
const damaged = (message) => importError('import-damaged', message);

/** Latin-1: a character is a byte. @param {Uint8Array} bytes */
export const latin1 = (bytes) => {
  let text = '';
  for (let i = 0; i < bytes.length; i += 8192) text += String.fromCharCode(...bytes.subarray(i, i + 8192));
  return text;
};

/** @param {string} text @param {(size: number) => void} charge */
export function latin1Bytes(text, charge) {
  charge(text.length);
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}

/** @param {any} values @param {(size: number) => void} charge @returns {any[]} */
function copied(values, charge) {
  if (values === undefined) return [];
  if (values instanceof Map || values instanceof Set) charge(kElementBytes * values.size);
  else if (Array.isArray(values)) charge(kElementBytes * values.length);
  else return [];
  return Array.from(values);
}

/** @type {Builder} */
const dict = ([values], charge) => new PickleDict(copied(values, charge).filter((pair) => Array.isArray(pair) && pair.length === 2));
/** @type {Builder} */
const set = ([values], charge) => new Set(copied(values, charge));
/** @type {Builder} */
const list = ([values], charge) => copied(values, charge);
/** @type {Builder} */
const bytes = ([value], charge) => {
  if (typeof value === 'string') return latin1Bytes(value, charge);
  if (Array.isArray(value)) return charge(value.length), Uint8Array.from(value, (byte) => (typeof byte === 'number' ? byte : 0));
  return value instanceof Uint8Array ? value : new Uint8Array();
};

/** Protocols up to 2 make bytes of text. @type {Builder} */
const encode = ([text, encoding], charge) => {
  if (typeof text !== 'string') return null;
  return encoding === 'latin1' || encoding === 'latin-1' ? latin1Bytes(text, charge) : (charge(text.length), new TextEncoder().encode(text));
};

/** Protocols 0 and 1 make an object by `_reconstructor(class, base, content)`. @type {Builder} */
const reconstructor = ([type, , content], charge) => {
  const object = new PickleObject(type instanceof PickleGlobal ? type.name : '?', []);
  if (content instanceof Map) object.entries = new PickleDict(copied(content, charge));
  else if (Array.isArray(content)) object.items = copied(content, charge);
  return object;
};

/** What Python itself has; Python 2's names too. */
const kPython = new Map(/** @type {[string, Builder][]} */ ([
  ['collections.OrderedDict', dict],
  ['collections.Counter', dict],
  ['collections.defaultdict', () => new PickleDict()],
  ['collections.deque', list],
  ['_codecs.encode', encode],
  ...['copyreg._reconstructor', 'copy_reg._reconstructor'].map((name) => /** @type {[string, Builder]} */ ([name, reconstructor])),
  ...['builtins', '__builtin__'].flatMap((module) => /** @type {[string, Builder][]} */ ([
    [`${module}.set`, set], [`${module}.frozenset`, set], [`${module}.list`, list], [`${module}.tuple`, list],
    [`${module}.dict`, dict], [`${module}.bytearray`, bytes], [`${module}.bytes`, bytes]])),
]));

/**
 * Returns the value of the pickle that starts at `from`, and where it ends. `persistent` gives what a persistent id stands
 * for. Errors: import-damaged, import-too-large, import-unsupported (a protocol that is not known).
 * @param {Uint8Array} bytes
 * @param {PickleOptions} [options]
 * @returns {{ value: any, end: number }}
 */
export function readPickle(bytes, options = {}) {
  return new Machine(bytes, options).run();
}

class Machine {
  /** @type {any[]} */
  #stack = [];
  /** @type {number[]} where in the stack the open marks are */
  #marks = [];
  /** @type {Map<number, any>} */
  #memo = new Map();
  #copied = 0;

  /** @param {Uint8Array} bytes @param {PickleOptions} options */
  constructor(bytes, { builders = new Map(), persistent = () => null, from = 0, what = 'This pickle' }) {
    this.bytes = bytes;
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.at = from;
    this.end = Math.min(bytes.length, from + kMaxPickleBytes);
    this.builders = builders;
    this.persistent = persistent;
    this.what = what;
  }

  run() {
    for (let count = 0; ; count++) {
      if (count === kMaxOpcodes) throw importError('import-too-large', `${this.what} has more than a million instructions; a model has some thousands.`);
      const opcode = this.bytes[this.take(1)];
      if (opcode === 0x2e) return { value: this.pop(), end: this.at }; // .
      const run = kOpcodes[opcode];
      if (!run) throw damaged(`${this.what} is damaged: it has an instruction that no pickle has (byte ${this.at - 1}).`);
      run(this);
    }
  }

  /** Returns where the next `size` bytes are. @param {number} size */
  take(size) {
    if (size > this.end - this.at) {
      throw this.end < this.bytes.length ? importError('import-too-large', `${this.what} is longer than 64 MiB.`)
        : damaged(`${this.what} is cut off: it ends in the middle of an instruction.`);
    }
    this.at += size;
    return this.at - size;
  }

  /** @param {number} size */
  slice(size) {
    const from = this.take(size);
    return this.bytes.subarray(from, from + size);
  }

  /** @param {1 | 2 | 4 | 8} width of a length, unsigned */
  length(width) {
    const at = this.take(width);
    if (width === 1) return this.bytes[at];
    if (width === 2) return this.view.getUint16(at, true);
    if (width === 4) return this.view.getUint32(at, true);
    return this.view.getUint32(at, true) + this.view.getUint32(at + 4, true) * 2 ** 32;
  }

  /** @param {number} [longest] in characters */
  line(longest = Infinity) {
    const end = this.bytes.indexOf(0x0a, this.at);
    if (end < 0 || end >= this.end) this.take(Infinity);
    if (end - this.at > longest) throw damaged(`${this.what} is damaged: it has a number of more than ${longest} digits.`);
    const line = this.slice(end - this.at);
    this.at++;
    return latin1(line);
  }

  /** @param {Uint8Array} bytes */
  text(bytes) {
    return kUtf8.decode(bytes);
  }

  /** @param {any} value */
  push(value) {
    this.#stack.push(value);
  }

  pop() {
    if (this.#stack.length === (this.#marks.at(-1) ?? 0)) throw damaged(`${this.what} is damaged: an instruction finds nothing to work on.`);
    return this.#stack.pop();
  }

  top() {
    const value = this.pop();
    this.push(value);
    return value;
  }

  mark() {
    this.#marks.push(this.#stack.length);
  }

  popMark() {
    const from = this.#marks.pop();
    if (from === undefined) throw damaged(`${this.what} is damaged: an instruction finds no mark.`);
    return this.#stack.splice(from);
  }

  popAny() {
    if (this.#marks.at(-1) === this.#stack.length) this.#marks.pop();
    else this.pop();
  }

  /** @param {number} index */
  put(index) {
    this.#memo.set(index, this.top());
  }

  /** @param {number} index */
  get(index) {
    if (!this.#memo.has(index)) throw damaged(`${this.what} is damaged: it refers to a value that it does not have.`);
    this.push(this.#memo.get(index));
  }

  memoize() {
    this.put(this.#memo.size);
  }

  /** @param {number} size */
  charge = (size) => {
    this.#copied += size;
    if (this.#copied > kMaxCopied) throw importError('import-too-large', `${this.what} copies its content again and again.`);
  };

  /** What a class or function makes. @param {any} callable @param {any} args @param {any[]} [more] */
  make(callable, args, more = []) {
    const list = Array.isArray(args) ? args : [];
    const name = callable instanceof PickleGlobal ? callable.name : '?';
    const build = this.builders.get(name) ?? kPython.get(name);
    return build ? build(list, this.charge) : new PickleObject(name, more.length > 0 ? [...list, ...more] : list);
  }

  /** @param {any} state */
  build(state) {
    const target = this.top();
    if (target !== null && typeof target === 'object' && 'build' in target) target.build(state, this.charge);
  }

  /** @param {any[]} values */
  append(values) {
    const target = this.top();
    const list = target instanceof PickleObject ? target.items ??= [] : target;
    if (Array.isArray(list)) for (const value of values) list.push(value);
    else if (target instanceof Set) for (const value of values) target.add(value);
    else throw damaged(`${this.what} is damaged: it appends to what is no list.`);
  }

  /** @param {any[]} values keys and values by turns */
  setItems(values) {
    const target = this.top();
    const map = target instanceof PickleObject ? target.entries ??= new PickleDict() : target;
    if (!(map instanceof Map) || values.length % 2 !== 0) throw damaged(`${this.what} is damaged: it sets items of what is no dict.`);
    for (let i = 0; i < values.length; i += 2) map.set(values[i], values[i + 1]);
  }
}

const kUtf8 = new TextDecoder('utf-8', { ignoreBOM: true });

/** @param {bigint} value */
const integer = (value) => (value >= Number.MIN_SAFE_INTEGER && value <= Number.MAX_SAFE_INTEGER ? Number(value) : value);

/** A long integer: two's complement, little-endian. @param {Uint8Array} bytes */
function longInteger(bytes) {
  if (bytes.length > kMaxDigits) throw damaged(`A pickle has an integer of ${bytes.length} bytes.`);
  const digits = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).reverse().join('');
  return bytes.length === 0 ? 0 : integer(BigInt.asIntN(8 * bytes.length, BigInt(`0x${digits}`)));
}

/** @param {string} line */
function textInteger(line) {
  const digits = line.trim().replace(/L$/, '');
  if (!/^-?\d+$/.test(digits)) throw damaged('A pickle is damaged: it has an integer that is none.');
  return integer(BigInt(digits));
}

/** @param {string} line */
function textFloat(line) {
  const special = /^([+-]?)(inf|nan)$/.exec(line);
  const value = special ? (special[2] === 'nan' ? NaN : special[1] === '-' ? -Infinity : Infinity) : Number(line);
  if (!special && (line === '' || Number.isNaN(value))) throw damaged('A pickle is damaged: it has a number that is none.');
  return value;
}

const kEscapes = new Map([['n', '\n'], ['t', '\t'], ['r', '\r'], ['a', '\x07'], ['b', '\b'], ['f', '\f'], ['v', '\v']]);

/** A Python 2 string in quotes. @param {string} line */
const unquoted = (line) => line.trim().replace(/^(['"])(.*)\1$/s, '$2').replace(/\\(x[0-9a-fA-F]{2}|[0-7]{1,3}|.)/gs, (_, escape) =>
  (/^x../.test(escape) ? String.fromCharCode(parseInt(escape.slice(1), 16))
    : /^[0-7]/.test(escape) ? String.fromCharCode(parseInt(escape, 8) & 255)
      : kEscapes.get(escape) ?? escape));

/** Python's raw-unicode-escape. @param {string} line */
const unescaped = (line) => line.replace(/\\u([0-9a-fA-F]{4})|\\U([0-9a-fA-F]{8})/g, (all, short, long) => {
  const point = parseInt(short ?? long, 16);
  return point <= 0x10ffff ? String.fromCodePoint(point) : all;
});

/** What each opcode does. @type {((machine: Machine) => void)[]} */
const kOpcodes = [];

/** @param {string | number} opcode @param {(machine: Machine) => void} run */
const on = (opcode, run) => void (kOpcodes[typeof opcode === 'string' ? opcode.charCodeAt(0) : opcode] = run);

// frame and protocol
on(0x80, (m) => {
  const version = m.length(1);
  if (version > 5) throw importError('import-unsupported', `${m.what} has protocol ${version}; pickles up to protocol 5 are read. Save it again with pickle_protocol=2.`);
});
on(0x95, (m) => void m.take(8)); // FRAME: only a hint of what to read at once

// the stack and the memo
on('(', (m) => m.mark());
on('0', (m) => m.popAny());
on('1', (m) => void m.popMark());
on('2', (m) => m.push(m.top()));
on('p', (m) => m.put(Number(textInteger(m.line(kMaxDigits)))));
on('q', (m) => m.put(m.length(1)));
on('r', (m) => m.put(m.length(4)));
on('g', (m) => m.get(Number(textInteger(m.line(kMaxDigits)))));
on('h', (m) => m.get(m.length(1)));
on('j', (m) => m.get(m.length(4)));
on(0x94, (m) => m.memoize());

// plain values
on('N', (m) => m.push(null));
on(0x88, (m) => m.push(true));
on(0x89, (m) => m.push(false));
on('I', (m) => {
  const line = m.line(kMaxDigits);
  m.push(line === '01' ? true : line === '00' ? false : textInteger(line));
});
on('L', (m) => m.push(textInteger(m.line(kMaxDigits))));
on('J', (m) => m.push(m.view.getInt32(m.take(4), true)));
on('K', (m) => m.push(m.length(1)));
on('M', (m) => m.push(m.length(2)));
on(0x8a, (m) => m.push(longInteger(m.slice(m.length(1)))));
on(0x8b, (m) => m.push(longInteger(m.slice(m.length(4)))));
on('F', (m) => m.push(textFloat(m.line(kMaxDigits))));
on('G', (m) => m.push(m.view.getFloat64(m.take(8))));

// text and bytes; a Python 2 string is either, so each of its bytes becomes one character
on('S', (m) => m.push(unquoted(m.line())));
on('T', (m) => m.push(latin1(m.slice(m.length(4)))));
on('U', (m) => m.push(latin1(m.slice(m.length(1)))));
on('V', (m) => m.push(unescaped(m.line())));
on('X', (m) => m.push(m.text(m.slice(m.length(4)))));
on(0x8c, (m) => m.push(m.text(m.slice(m.length(1)))));
on(0x8d, (m) => m.push(m.text(m.slice(m.length(8)))));
on('B', (m) => m.push(m.slice(m.length(4))));
on('C', (m) => m.push(m.slice(m.length(1))));
on(0x8e, (m) => m.push(m.slice(m.length(8))));
on(0x96, (m) => m.push(m.slice(m.length(8))));
on(0x97, (m) => { throw importError('import-unsupported', `${m.what} keeps its content outside of itself (a buffer of protocol 5). Save it again with pickle_protocol=2.`); });
on(0x98, () => {}); // READONLY_BUFFER

// containers
on(']', (m) => m.push([]));
on('l', (m) => m.push(m.popMark()));
on('a', (m) => m.append([m.pop()]));
on('e', (m) => m.append(m.popMark()));
on(')', (m) => m.push([]));
on('t', (m) => m.push(m.popMark()));
on(0x85, (m) => m.push([m.pop()]));
on(0x86, (m) => m.push([m.pop(), m.pop()].reverse()));
on(0x87, (m) => m.push([m.pop(), m.pop(), m.pop()].reverse()));
on('}', (m) => m.push(new PickleDict()));
on('d', (m) => {
  const values = m.popMark();
  m.push(new PickleDict());
  m.setItems(values);
});
on('s', (m) => m.setItems([m.pop(), m.pop()].reverse()));
on('u', (m) => m.setItems(m.popMark()));
on(0x8f, (m) => m.push(new Set()));
on(0x90, (m) => m.append(m.popMark()));
on(0x91, (m) => m.push(new Set(m.popMark())));

// names, and what they would make
on('c', (m) => m.push(new PickleGlobal(`${m.line()}.${m.line()}`)));
on(0x93, (m) => {
  const [name, module] = [m.pop(), m.pop()];
  if (typeof name !== 'string' || typeof module !== 'string') throw damaged(`${m.what} is damaged: it names a class by what is no text.`);
  m.push(new PickleGlobal(`${module}.${name}`));
});
on('R', (m) => {
  const [args, callable] = [m.pop(), m.pop()];
  m.push(m.make(callable, args));
});
on(0x81, (m) => {
  const [args, type] = [m.pop(), m.pop()];
  m.push(m.make(type, args));
});
on(0x92, (m) => {
  const [named, args, type] = [m.pop(), m.pop(), m.pop()];
  m.push(m.make(type, args, [named]));
});
on('i', (m) => {
  const type = new PickleGlobal(`${m.line()}.${m.line()}`);
  m.push(m.make(type, m.popMark()));
});
on('o', (m) => {
  const [type, ...args] = m.popMark();
  m.push(m.make(type, args));
});
on('b', (m) => {
  const state = m.pop();
  m.build(state);
});
on('P', (m) => m.push(m.persistent(m.line())));
on('Q', (m) => m.push(m.persistent(m.pop())));
for (const opcode of [0x82, 0x83, 0x84]) {
  on(opcode, (m) => { throw importError('import-unsupported', `${m.what} refers to a registry of Python's (copyreg.add_extension) that is in no file.`); });
}

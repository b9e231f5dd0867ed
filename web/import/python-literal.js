// Python's own notation of data, as str() and repr() write it to a file: "{'\n': 0, ' ': 1}", "['a', 'b']", OrderedDict([…]),
// array(['a' 'b'], dtype='<U1'). Reads data and nothing else: names are kept only where they wrap data.
import { importError } from './errors.js';

/** A vocabulary is at most three deep; the bound is for files that are made to exhaust the stack. */
const MAX_DEPTH = 16;
const escapes = new Map(Object.entries({ n: '\n', t: '\t', r: '\r', a: '\x07', b: '\b', f: '\f', v: '\v', '\\': '\\', "'": "'", '"': '"', '\n': '' }));
const closing = new Map([['[', ']'], ['(', ')'], ['{', '}']]);
const constants = new Map(/** @type {[string, any][]} */ ([['None', null], ['True', true], ['False', false]]));

class Reader {
  /** @param {string} text */
  constructor(text) {
    this.text = text;
    this.at = 0;
  }

  /** @param {RegExp} pattern sticky; returns what it found, or '' */
  take(pattern) {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text)?.[0] ?? '';
    this.at += found.length;
    return found;
  }

  /** @param {string} what @returns {never} */
  fail(what) {
    throw importError('import-damaged', `The list is not what Python writes: ${what} at character ${this.at}.`);
  }

  /** @param {number} depth @returns {any} */
  value(depth = 0) {
    if (depth > MAX_DEPTH) this.fail('it is nested too deeply');
    this.take(/\s*/y);
    const first = this.text[this.at];
    if (closing.has(first)) return this.items(depth);
    if (/['"]/.test(first ?? '')) return this.string('');
    const number = this.take(/[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?/y);
    if (number) return Number(number);
    const name = this.take(/[A-Za-z_][\w.]*/y);
    if (!name) this.fail(this.at < this.text.length ? `${JSON.stringify(first)} is not expected` : 'it ends too early');
    if (/^[urbURB]{1,2}$/.test(name) && /['"]/.test(this.text[this.at] ?? '')) return this.string(name.toLowerCase());
    if (constants.has(name)) return constants.get(name);
    if (this.text[this.at] !== '(') this.fail(`the name ${name.slice(0, 40)} is not expected`);
    // OrderedDict(…), Counter(…), defaultdict(<class 'int'>, …), dict_keys(…), np.int64(…), array(…, dtype=…): what they hold
    // is the one argument that is a list or a dict, or else the first.
    const values = this.items(depth);
    return values.find((/** @type {any} */ value) => value !== null && typeof value === 'object') ?? values[0];
  }

  /** A list, tuple, set or dict. @param {number} depth @returns {any} an array, or a Map for a dict */
  items(depth) {
    const open = this.text[this.at++];
    const close = closing.get(open);
    const values = [];
    /** @type {Map<any, any> | null} */
    let map = null;
    for (;;) {
      this.take(/[\s,]*/y);
      if (this.text[this.at] === close) break;
      if (this.take(/<[^<>\n]{0,80}>/y) || this.take(/[A-Za-z_]\w*\s*=(?!=)\s*/y)) continue;
      const value = this.value(depth + 1);
      this.take(/\s*/y);
      if (open === '{' && this.text[this.at] === ':') {
        this.at++;
        map ??= new Map();
        map.set(value, this.value(depth + 1));
      } else {
        values.push(value);
      }
    }
    this.at++;
    if (map && values.length > 0) this.fail('some entries of a dict have no value');
    if (open === '{' && !map && values.length > 0) {
      throw importError('import-incomplete', "This is Python's set, which has no order: the ids are not in it.");
    }
    return map ?? (open === '{' ? new Map() : values);
  }

  /** @param {string} prefix */
  string(prefix) {
    const quote = this.text[this.at++];
    let result = '';
    for (;;) {
      const plain = this.take(quote === "'" ? /[^'\\]+/y : /[^"\\]+/y);
      result += plain;
      const next = this.text[this.at++];
      if (next === undefined) this.fail('a string does not end');
      if (next === quote) return prefix.includes('b') ? latin(result) : result;
      if (prefix.includes('r')) result += next + (this.text[this.at++] ?? '');
      else result += this.escape();
    }
  }

  /** What follows a backslash. */
  escape() {
    const hex = this.take(/x[\da-fA-F]{2}|u[\da-fA-F]{4}|U[\da-fA-F]{8}/y);
    if (hex) {
      const value = parseInt(hex.slice(1), 16);
      if (value > 0x10ffff) this.fail('no such character');
      return String.fromCodePoint(value);
    }
    const octal = this.take(/[0-7]{1,3}/y);
    if (octal) return String.fromCodePoint(parseInt(octal, 8));
    const next = this.text[this.at++] ?? '';
    return escapes.get(next) ?? `\\${next}`;
  }
}

/** Bytes that are UTF-8, as such. @param {string} text its characters are bytes */
function latin(text) {
  const bytes = Uint8Array.from(text, (character) => character.charCodeAt(0));
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return text;
  }
}

/**
 * Returns the value that `text` writes: an array for a list or tuple, a Map for a dict, strings, numbers, true, false, null.
 * "name = " before it is skipped. Errors: import-damaged, and import-incomplete for a set, which has no order.
 * @param {string} text
 */
export function readPythonLiteral(text) {
  const reader = new Reader(text.trim());
  reader.take(/((const|let|var)\s+)?[A-Za-z_]\w*\s*=\s*(?=[[({'"A-Za-z])/y);
  const value = reader.value();
  reader.take(/[\s;]*/y);
  if (reader.at < reader.text.length) reader.fail('something follows');
  return value;
}

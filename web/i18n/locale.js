// Messages and numbers as a language writes them.
import { isolate } from './isolate.js';
import { messagesOf } from './language.js';

/**
 * Returns the word for what a tokenizer makes, or that for any.
 * @template Word @param {{ other: Word }} words by tokenizer @param {string} tokenizer @returns {Word}
 */
export const wordFor = (words, tokenizer) => /** @type {{ [tokenizer: string]: Word }} */ (words)[tokenizer] ?? words.other;

export class Locale {
  /** @param {string} [language] */
  constructor(language = 'en') {
    this.language = language;
  }

  /**
   * Returns the messages of one part of the pages: messagesOf() this language.
   * @template {keyof import('./language.js').Messages} Part
   * @param {Part} part
   * @param {import('./language.js').Messages[Part]} english
   */
  messages(part, english) {
    return messagesOf(this.language, part, english);
  }

  /** Returns words of others among our own. @param {string} text */
  isolate(text) {
    return isolate(text);
  }

  /** Returns a whole number: 12,345. @param {number} number */
  count(number) {
    return Math.round(number).toLocaleString(this.language);
  }

  /** Returns a number with so many digits after its point. @param {number} number @param {number} digits */
  fixed(number, digits) {
    return number.toLocaleString(this.language, { minimumFractionDigits: digits, maximumFractionDigits: digits, useGrouping: false });
  }

  /** Returns a number in so many digits. @param {number} number @param {number} digits */
  precise(number, digits) {
    return number.toLocaleString(this.language, { minimumSignificantDigits: digits, maximumSignificantDigits: digits, useGrouping: false });
  }

  /** Returns a probability with three digits that mean something: 0.700, 0.0123, 4.5e−7. @param {number} p */
  probability(p) {
    if (p === 0 || p === 1) return String(p);
    return p < 0.0001 ? this.#scientific(p, 1) : this.precise(p, p > 0.9995 ? 5 : 3);
  }

  /** Returns a probability before and after: 0.700 → 0.907. @param {number} before @param {number} after */
  change(before, after) {
    return `${this.probability(before)} → ${this.probability(after)}`;
  }

  /** Returns any number in so many digits at most, as a book sets it: −0.3567, 1.20e−7, −∞. @param {number} x @param {number} [digits] */
  number(x, digits = 4) {
    if (Number.isNaN(x)) return 'nan'; // as NumPy prints it
    const size = Math.abs(x);
    const text = size < Infinity && size !== 0 && (size < 0.0001 || size >= 100000) ? this.#scientific(size, 2)
      : size.toLocaleString(this.language, { maximumSignificantDigits: Number.isInteger(size) ? 6 : digits, useGrouping: false });
    return x < 0 ? `−${text}` : text;
  }

  /** @param {number} x @param {number} digits after its point */
  #scientific(x, digits) {
    const [factor, exponent] = x.toExponential(digits).split('e');
    return `${this.fixed(Number(factor), digits)}e${exponent.replace('-', '−').replace('+', '')}`;
  }

  /** Returns a number with so many digits after its point and a proper minus sign. @param {number} number @param {number} digits */
  signed(number, digits) {
    return this.fixed(number, digits).replace('-', '−');
  }

  /** Returns, for example, "1.3 MB". @param {number} bytes */
  size(bytes) {
    return bytes < 1e6 ? `${this.count(bytes / 1e3)} kB` : `${this.fixed(bytes / 1e6, 1)} MB`;
  }

  /** Returns a model's name as a title: "fairy-tales" is "Fairy tales". @param {string} name */
  title(name) {
    return isolate(name.charAt(0).toLocaleUpperCase(this.language) + name.slice(1).replace(/[-_]/g, ' '));
  }

  /** Returns a share of 1 in percent. @param {number} share @param {number} [digits] */
  percent(share, digits = 0) {
    return share.toLocaleString(this.language, { style: 'percent', minimumFractionDigits: digits, maximumFractionDigits: digits });
  }
}

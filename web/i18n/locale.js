// Messages and numbers as a language writes them.
import { isolate } from './isolate.js';
import { messagesOf } from './language.js';

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
    if (p >= 0.0001) return this.precise(p, p > 0.9995 ? 5 : 3);
    const [digits, exponent] = p.toExponential(1).split('e-');
    return `${this.fixed(Number(digits), 1)}e−${exponent}`;
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

// The language of what a reader sees, and numbers as that language writes them. English comes with the scripts; another
// language is one file, loaded when an element or a page asks for it. To add one: write it beside en.js, name it here.

/** @typedef {typeof import('./en.js')} Messages */

/** @type {{ [language: string]: () => Promise<any> }} */
const others = {};

/** Those that there are, by their first subtag. */
export const languages = ['en', ...Object.keys(others)];

/** What has been loaded. @type {Map<string, Messages>} */
const loaded = new Map();

/** Returns the language of the first of `tags` ('de-CH', 'zh-Hans') that there is. @param {readonly string[]} tags */
export const matchLanguage = (tags) =>
  tags.map((tag) => tag.toLowerCase().split('-')[0]).find((language) => languages.includes(language)) ?? 'en';

/** Returns the language of a node: by the lang that it or what it stands in has, then by the browser. @param {Element} node */
export function languageOf(node) {
  const tags = [...(globalThis.navigator?.languages ?? [])];
  for (let at = /** @type {Element | null} */ (node); at;) {
    const holder = /** @type {Element | null} */ (at.closest('[lang]'));
    if (holder) {
      tags.unshift(holder.getAttribute('lang') ?? '');
      break;
    }
    const root = at.getRootNode();
    at = root instanceof ShadowRoot ? root.host : null;
  }
  return matchLanguage(tags);
}

/** Loads a language; returns null if it is there already. @param {string} language @returns {Promise<void> | null} */
export function loadLanguage(language) {
  if (loaded.has(language) || !Object.hasOwn(others, language)) return null;
  return others[language]().then((messages) => void loaded.set(language, messages), () => {}); // else English
}

/** A language's messages and numbers. */
export class Locale {
  /** @param {string} [language] */
  constructor(language = 'en') {
    this.language = language;
  }

  /**
   * Returns the messages of one part of the pages.
   * @template {keyof Messages} Part
   * @param {Part} part
   * @param {Messages[Part]} english the same part of en.js, which is used until the language has been loaded
   * @returns {Messages[Part]}
   */
  messages(part, english) {
    return loaded.get(this.language)?.[part] ?? english;
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
    return name.charAt(0).toLocaleUpperCase(this.language) + name.slice(1).replace(/[-_]/g, ' ');
  }

  /** Returns a share of 1 in percent. @param {number} share @param {number} [digits] */
  percent(share, digits = 0) {
    return share.toLocaleString(this.language, { style: 'percent', minimumFractionDigits: digits, maximumFractionDigits: digits });
  }
}

// The language of what a reader sees. English comes with the scripts; another language is one file, loaded when an element
// or a page asks for it. To add one: write it beside en.js; the build names here what lies there.

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
  return others[language]().catch(() => ({})).then((messages) => void loaded.set(language, messages)); // else English
}

/**
 * Returns the messages of one part of the pages.
 * @template {keyof Messages} Part
 * @param {string} language
 * @param {Part} part
 * @param {Messages[Part]} english the same part of en.js, which is used until the language has been loaded
 * @returns {Messages[Part]}
 */
export const messagesOf = (language, part, english) => loaded.get(language)?.[part] ?? english;

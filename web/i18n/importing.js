// The words of the import panel, which no page needs before it is opened: in every language a file of their own.
import { importing as english } from './en.js';

/** The build names here what lies there. @type {{ [language: string]: () => Promise<{ importing: typeof english }> }} */
const others = {};

/** @typedef {typeof english} ImportWords */

/** Returns them in a language, or where that does not come in English. @param {string} language @returns {Promise<ImportWords>} */
export async function importWords(language) {
  const words = Object.hasOwn(others, language) ? await others[language]().catch(() => null) : null;
  return words?.importing ?? english;
}

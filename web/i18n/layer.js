// A layer that was found in another framework's file, in words: for the panel and for the command line.

/** @typedef {import('../worker/import.js').Found['layers'][number]} Layer */

/**
 * Returns what a layer is, how many numbers it gives for a token, and the shapes of its weights, as the file that is written has them.
 * @param {Layer} layer @param {import('./importing.js').ImportWords} words @param {import('./locale.js').Locale} locale
 */
export function describeLayer({ kind, size, shapes }, words, locale) {
  const name = Object.hasOwn(words.kinds, kind) ? /** @type {{ [kind: string]: string }} */ (words.kinds)[kind] : kind;
  return words.layer(name, locale.count(size)) +
    (shapes.length > 0 ? ` (${shapes.map((shape) => shape.map((length) => locale.count(length)).join(' × ')).join(', ')})` : '');
}

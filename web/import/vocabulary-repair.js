// Vocabularies of characters that lost some: a program that cleaned its keys left "" or "  " where a letter was. Which letter
// it was can often be inferred: it is the one that is missing.

import { importError } from './errors.js';

/** Letters of English by how often they occur; nearly the same in the languages around. */
const byFrequency = 'etaonihsrdlumcwfgypbvkxjqz';
const alphabets = [byFrequency, byFrequency.toUpperCase()];

/** @param {string} token */
const show = (token) => JSON.stringify(token.slice(0, 20));

/**
 * Returns the tokens with damaged ones (empty but for one that pads, or of several characters) replaced by the letters that
 * are missing, if there are as many of these; noted as a guess. Else they stay as they are, noted too.
 * Errors: import-damaged if that is more than a tenth of the vocabulary.
 * @param {(string | undefined)[]} tokens
 * @param {(token: string) => boolean} isSpecial
 * @param {import('./types.js').Note[]} notes
 */
export function repairCharacters(tokens, isSpecial, notes) {
  const length = (/** @type {string} */ token) => Array.from(token).length;
  const damaged = tokens.flatMap((token, id) => (token !== undefined && length(token) !== 1 && !isSpecial(token) ? [id] : []));
  // One empty token alone is how Keras and others write padding.
  if (damaged.length === 0 || (damaged.length === 1 && tokens[damaged[0]] === '')) return tokens;

  const ids = new Map(tokens.map((token, id) => [token, id]));
  const missing = alphabets.flatMap((alphabet) => {
    const lost = Array.from(alphabet).filter((letter) => !ids.has(letter));
    return lost.length <= 6 ? lost : []; // more: a text without this case, or with a few of its letters
  });
  const order = orderOf(tokens, ids);
  const guesses = missing.length === damaged.length && (order || missing.length === 1) ? placed(damaged, missing, order) : null;
  if (!guesses && damaged.length > 0.1 * tokens.length) {
    throw importError('import-damaged', `This is no vocabulary of characters: ${damaged.slice(0, 5).map((id) =>
      `token ${id} is ${show(tokens[id] ?? '')}`).join(', ')}.`);
  }
  notes.push({
    code: 'vocabulary-damaged', ids: damaged, tokens: damaged.map((id) => tokens[id]), missing,
    ...(guesses ? { guesses: damaged.map((id) => guesses.get(id)) } : {}),
  });
  return tokens.map((token, id) => guesses?.get(id) ?? token);
}

/**
 * How the ids are ordered: 'sorted' by code point, or by 'frequency'; null if neither.
 * @param {(string | undefined)[]} tokens @param {Map<string | undefined, number>} ids
 */
function orderOf(tokens, ids) {
  const rising = tokens.filter((token, id) => id > 0 && token && tokens[id - 1] && /** @type {any} */ (tokens[id - 1]) < token).length;
  if (rising > 0.8 * (tokens.length - 1)) return 'sorted';
  // The letters that every text has most of come before those that it has least of.
  const mean = (/** @type {string} */ letters) => {
    const known = Array.from(letters).flatMap((letter) => ids.get(letter) ?? []);
    return known.reduce((sum, id) => sum + id, 0) / known.length;
  };
  return mean(byFrequency.slice(0, 9)) < 0.6 * mean(byFrequency.slice(13)) ? 'frequency' : null;
}

/** @param {number[]} damaged rising @param {string[]} missing by frequency, lower case before upper @param {string | null} order */
function placed(damaged, missing, order) {
  const letters = order === 'sorted' ? [...missing].sort() : missing;
  return new Map(damaged.map((id, i) => [id, letters[i]]));
}

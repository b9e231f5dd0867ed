// What a search has found, as a vocabulary: ids that no character of the text has are filled in where their place in a
// sorted order tells what they are, else they are special tokens that are never drawn.

/** @typedef {import('./types.js').Vocabulary} Vocabulary */

/** ASCII, by how often texts have it; what is missing between two neighbours is more likely one of the first. */
const usual = ' \neatoinshrdlucmfwygpbvkxjqzEATOINSHRDLUCMFWYGPBVKXJQZ,.\'"-;:?!()0123456789_*[]&$/%+=#@\t<>{}|~^`\\';

/**
 * Returns tokens for ids between two characters of a sorted order.
 * @param {string} from @param {string | undefined} to @param {number} count @param {string} text in which they are not
 */
function between(from, to, count, text) {
  const isLower = text === text.toLowerCase();
  const possible = Array.from(usual).filter((one) => one > from && (to === undefined || one < to) && !text.includes(one) && (!isLower || one === one.toLowerCase()));
  return possible.length >= count ? possible.slice(0, count).sort() : null;
}

/**
 * @param {import('./vocabulary-readings.js').Reading} reading
 * @param {Int32Array} ids by character; -1: none
 * @param {number} loss of the text with them
 * @param {Float64Array | number[]} certainties by character
 * @param {string} order @param {number} size
 * @param {string[]} [list] the tokens, where the order has them all
 * @returns {import('./vocabulary-search.js').FoundVocabulary}
 */
export function tokensOf(reading, ids, loss, certainties, order, size, list) {
  /** @type {(string | undefined)[]} */
  const tokens = new Array(size).fill(undefined);
  const sure = new Array(size).fill(0);
  reading.characters.forEach((character, c) => {
    if (ids[c] < 0) return;
    tokens[ids[c]] = character;
    sure[ids[c]] = certainties[c];
  });
  if (list) list.forEach((token, id) => (tokens[id] ??= token));
  if (order === 'sorted') {
    for (let id = 0; id < size; id++) {
      if (tokens[id] !== undefined) continue;
      let end = id;
      while (end < size && tokens[end] === undefined) end++;
      const guesses = between(id === 0 ? '' : /** @type {string} */ (tokens[id - 1]), tokens[end], end - id, reading.text);
      guesses?.forEach((guess, i) => (tokens[id + i] = guess));
      id = end;
    }
  }
  // A text in long lines has no line breaks to learn from; a model that has one writes it often.
  const free = tokens.map((token, id) => (token === undefined ? reading.oftenOfIds[id] : 0));
  const most = free.indexOf(free.reduce((a, b) => Math.max(a, b), 0));
  if (!tokens.includes('\n') && free[most] > 0.002) tokens[most] = '\n';
  const special = tokens.flatMap((token, id) => (token === undefined ? [id] : []));
  // A model that reads a text at all is less surprised by it than one that knows no more than how often each character is there.
  const single = reading.often.reduce((sum, one) => sum - (one > 0 ? one * Math.log(one) : 0), 0);
  const pair = reading.entropy - single;
  // One that has learned its own text by heart is surprised by every other, but it writes the same pairs.
  const explained = Math.max((single - loss) / Math.max(0.1, single - pair), 1 - reading.distanceOf(ids) / Math.max(0.1, single - pair));
  const trust = Math.max(0, Math.min(1, explained));
  const known = reading.often.reduce((sum, one, c) => sum + one * certainties[c], 0);
  return {
    vocabulary: {
      kind: 'char', from: 'search', tokens: tokens.map((token, id) => token ?? `<unused ${id}>`),
      ...(special.length > 0 && { special }),
    },
    loss, order, certainty: trust * known, certainties: sure.map((one) => trust * one),
  };
}

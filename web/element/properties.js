// What can be said of a text at each of its tokens, once the token is read: is it inside quotation marks, how long is the
// line so far. What the network makes of it is another matter.

/**
 * @typedef {object} Property
 * @property {keyof typeof import('../i18n/en.js').properties} id
 * @property {(texts: string[]) => Float64Array} of returns its value after each token
 */

/**
 * Returns a property that is a state, carried from character to character.
 * @template State
 * @param {State} start
 * @param {(state: State, character: string) => State} step
 * @param {(state: State, text: string) => number | boolean} value after a token
 */
const carried = (start, step, value) => (/** @type {string[]} */ texts) => {
  let state = start;
  return Float64Array.from(texts, (text) => {
    for (const character of text) state = step(state, character);
    return Number(value(state, text));
  });
};

/** Returns a property of the token alone. @param {(text: string) => number | boolean} value */
const own = (value) => (/** @type {string[]} */ texts) => Float64Array.from(texts, (text) => Number(value(text)));

const count = (/** @type {number} */ n) => n;
const isLetter = (/** @type {string} */ character) => /[\p{L}\p{M}]/u.test(character);

/** A straight mark opens and closes; an empty line closes what was forgotten. */
const insideQuotes = carried({ open: false, last: '' }, ({ open, last }, character) => ({
  open: character === '“' || (character === '"' ? !open : open && character !== '”' && !(character === '\n' && last === '\n')),
  last: character,
}), ({ open }) => open);

const insideParentheses = carried(/** @type {number} */ (0), (depth, character) =>
  character === '(' ? depth + 1 : character === ')' ? Math.max(0, depth - 1) : depth, (depth) => depth > 0);

/** The name that a play puts before a speech: a line of its own that ends in a colon. @param {string[]} texts */
function speakerName(texts) {
  const inName = texts.join('').split('\n').flatMap((line) => {
    const is = /^\p{Lu}[\p{L}' ]{0,40}:$/u.test(line);
    return [...Array(line.length).fill(is), false];
  });
  let end = 0;
  return Float64Array.from(texts, (text) => Number(inName[(end += text.length) - 1] ?? false));
}

const linePosition = carried(/** @type {number} */ (0), (n, character) => (character === '\n' ? 0 : n + 1), count);
const afterLineBreak = own((text) => text.endsWith('\n'));
const sentenceEnd = /[.!?]\W*$/;

/** @type {Property[]} */
const ofCharacters = [
  { id: 'line', of: linePosition },
  { id: 'break', of: afterLineBreak },
  { id: 'name', of: speakerName },
  { id: 'word', of: carried(/** @type {number} */ (0), (n, character) => (isLetter(character) ? n + 1 : 0), count) },
  { id: 'space', of: own((text) => text.endsWith(' ')) },
  { id: 'capital', of: own((text) => /^\p{Lu}$/u.test(text)) },
  { id: 'vowel', of: own((text) => /^[aeiou]$/i.test(text)) },
  { id: 'sentence', of: carried(/** @type {number} */ (0), (n, character) => (/[.!?]/.test(character) ? 0 : n + 1), count) },
  { id: 'quotes', of: insideQuotes },
  { id: 'parentheses', of: insideParentheses },
];

/** @type {Property[]} */
const ofWords = [
  { id: 'quotes', of: insideQuotes },
  { id: 'sentence', of(texts) {
    let words = 0;
    return Float64Array.from(texts, (text) => (words = sentenceEnd.test(text) ? 0 : words + 1));
  } },
  { id: 'end', of: own((text) => sentenceEnd.test(text)) },
  { id: 'capitalized', of: own((text) => /^\s*\p{Lu}/u.test(text)) },
  { id: 'letters', of: own((text) => text.trim().length) },
  { id: 'mark', of: own((text) => /^\s*[^\s\p{L}\p{N}]+\s*$/u.test(text)) },
  { id: 'line', of: linePosition },
  { id: 'break', of: afterLineBreak },
  { id: 'parentheses', of: insideParentheses },
];

/** Returns what to look for, the most telling first. @param {{ tokenizer: string }} info */
export const propertiesFor = ({ tokenizer }) => (tokenizer === 'word' ? ofWords : ofCharacters);

// What a training text is made of, counted once: characters and words, in order of appearance, as Python and JavaScript see
// them. The tutorials' orders (vocabulary-text.js) are made of these counts.

/** Token -> how often, in order of appearance. @typedef {Map<string, number>} Counts */

/** Python orders strings by code point, JavaScript by UTF-16 unit: they differ from U+E000 on. @param {string} a @param {string} b */
export function byCodePoint(a, b) {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const [x, y] = [a.charCodeAt(i), b.charCodeAt(i)];
    if (x !== y) return place(x) - place(y);
  }
  return a.length - b.length;
}

/** Surrogates after all other units. @param {number} unit */
const place = (unit) => (unit < 0xd800 ? unit : unit < 0xe000 ? unit + 0x2000 : unit - 0x800);

/** By falling count, ties by appearance, as Counter.most_common() and Keras's Tokenizer do. @param {Counts} counts */
export const byFrequency = (counts) => [...counts].sort(([, a], [, b]) => b - a).map(([token]) => token);

/** @param {Counts} counts @param {string} token @param {number} [times] */
const count = (counts, token, times = 1) => counts.set(token, (counts.get(token) ?? 0) + times);

/** @param {Iterable<string>} tokens @returns {Counts} */
export function countsOf(tokens) {
  const counts = new Map();
  for (const token of tokens) count(counts, token);
  return counts;
}

/** Every token changed into those that `change` gives for it, the counts added up. @param {Counts} counts @param {(token: string) => Iterable<string>} change @returns {Counts} */
export function changed(counts, change) {
  const result = new Map();
  for (const [token, times] of counts) for (const other of change(token)) count(result, other, times);
  return result;
}

/** Where Python's str.split() splits. JavaScript's \s has U+FEFF too, and lacks U+001C to U+001F and U+0085. */
const space = '\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000';
const words = new RegExp(`[^${space}]+`, 'g');
const outer = new RegExp(`^[${space}]+|[${space}]+$`, 'g');

/** text.split() @param {string} text @returns {Iterable<string>} */
export function* splitWords(text) {
  for (const [word] of text.matchAll(words)) yield word;
}

/** text.strip() @param {string} text */
export const strip = (text) => text.replace(outer, '');

/** The words of every line, and "\n" for its end: PyTorch's word_language_model. @param {string} text with "\n" */
export function* splitLines(text) {
  const lines = text.split('\n');
  if (lines.at(-1) === '') lines.pop();
  for (const line of lines) {
    yield* splitWords(line);
    yield '\n';
  }
}

/** Keras's text_to_word_sequence with its defaults. @param {string} text */
export function* kerasWords(text) {
  for (const word of text.toLowerCase().replace(/[!"#$%&()*+,\-./:;<=>?@[\\\]^_`{|}~\t\n]/g, ' ').split(' ')) if (word) yield word;
}

/** TextVectorization's 'lower_and_strip_punctuation', split at white space; for TensorFlow both are ASCII's. @param {string} text */
export const vectorizedWords = (text) =>
  text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase()).replace(/[!"#$%&()*+,\-./:;<=>?@[\\\]^_`{|}~']/g, '').match(/[^\t-\r ]+/g) ?? [];

/** d2l's preprocessing: re.sub('[^A-Za-z]+', ' ', text).lower() @param {string} text */
export const onlyLetters = (text) => text.replace(/[^A-Za-z]+/g, ' ').toLowerCase();

/** str.lower() of single characters; the final sigma needs the whole text. @param {Counts} characters @param {string} text */
export const lowered = (characters, text) =>
  characters.has('Σ') ? countsOf(text.toLowerCase()) : changed(characters, (character) => character.toLowerCase());

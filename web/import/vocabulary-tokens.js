// Tokens by id -> a Vocabulary: which of them are text, which are padding, starts, ends and the unknown token, whether they
// are characters or words, and what about them is damaged. Every token of the result is a unique non-empty text, as a model
// file asks.
import { importError } from './errors.js';
import { repairCharacters } from './vocabulary-repair.js';

/** @typedef {import('./types.js').Vocabulary} Vocabulary */

/** As in cpp/model/limits.h. */
export const MAX_TOKENS = 1_000_000;

/** What tutorials call them, in lower case and without the brackets. */
const padding = new Set(['pad', 'padding', 'mask', 'blank', 'null', 'xxpad', '_pad_', '_']);
export const starts = new Set(['s', 'bos', 'start', 'sos', 'go', 'begin', 'cls', 'bot', 'sot', 'startoftext', 'start_of_text', 'xxbos', 'startseq']);
export const ends = new Set(['/s', 'e', 'eos', 'end', 'stop', 'sep', 'eot', 'eow', 'endoftext', 'end_of_text', 'xxeos', 'endseq']);
const unknowns = new Set(['unk', 'unknown', 'oov', 'xxunk']);
/** What stands for a character that files cannot show, if that character is not a token itself. */
const aliases = new Map([
  ['\\n', '\n'], ['<nl>', '\n'], ['<newline>', '\n'], ['<br>', '\n'], ['<eol>', '\n'], ['<n>', '\n'], ['<lb>', '\n'],
  ['\\t', '\t'], ['<tab>', '\t'], ['\\r', '\r'], ['<space>', ' '], ['<sp>', ' '], ['[space]', ' '],
]);

/** "<PAD>", "[UNK]", "<|endoftext|>" -> 'pad', 'unk', 'endoftext'; other tokens: null. @param {string} token */
export function specialName(token) {
  const bracketed = /^(?:<\|?([^<>|\s]+)\|?>|\[([A-Z_]{2,}|pad|start|end|mask)\])$/.exec(token);
  if (bracketed) return (bracketed[1] ?? bracketed[2]).toLowerCase();
  return /^(xx(pad|bos|eos|unk)|startseq|endseq|PAD|SOS|EOS|BOS|UNK|GO|_PAD_)$/.test(token) ? token.toLowerCase() : null;
}

/** Whether `text` is one character, a code point. @param {string} text */
export const isCharacter = (text) => text.length > 0 && text.length === (/** @type {number} */ (text.codePointAt(0)) > 0xffff ? 2 : 1);

/** @param {string} token as a sentence shows it */
export const quoted = (token) => JSON.stringify(token.length > 40 ? `${token.slice(0, 40)}…` : token);

/** At most five of them, for a sentence. @param {(string | number)[]} items */
export const some = (items) => items.slice(0, 5).join(', ') + (items.length > 5 ? ` and ${items.length - 5} more` : '');

/**
 * Characters if nearly all are; some of several characters are damage or pictures then, and are reported.
 * @param {(string | undefined)[]} tokens
 * @returns {'char' | 'split'}
 */
function kindOf(tokens) {
  let characters = 0;
  let others = 0;
  for (const token of tokens) {
    if (!token || specialName(token)) continue;
    if (isCharacter(aliases.get(token) ?? token.normalize('NFC'))) characters++;
    else others++;
  }
  return others <= Math.max(0.05 * characters, characters > 8 ? 2 : 0) ? 'char' : 'split';
}

/**
 * Returns the Vocabulary of these tokens. A missing id 0 pads; other missing ids, repeated tokens, empty tokens and lone
 * surrogates become special tokens with a name of their own, and are noted. Errors: import-damaged, if that is more than a
 * tenth of them; import-too-large.
 * @param {(string | undefined)[]} given by id; undefined: no token has this id
 * @param {{ from?: string, kind?: 'char' | 'split', notes?: import('./types.js').Note[], count?: number }} [options] count: ids
 *   from here on may be without a token
 * @returns {Vocabulary}
 */
export function makeVocabulary(given, { from = 'list', kind = kindOf(given), notes = [], count = given.length } = {}) {
  if (given.length === 0) throw importError('import-damaged', 'The vocabulary is empty.');
  if (given.length > MAX_TOKENS) {
    throw importError('import-too-large', `The vocabulary has ${given.length} tokens; ${MAX_TOKENS} are the most.`);
  }
  /** @type {(string | undefined)[]} */
  let tokens = Array.from(given);
  /** @type {Map<string, number>} */
  const present = new Map();
  const repeats = new Map();
  tokens.forEach((token, id) => {
    if (token === undefined) return;
    if (present.has(token)) repeats.set(id, token);
    else present.set(token, id);
  });
  tokens = tokens.map((token, id) => (token === undefined || repeats.has(id) ? token : plainOf(token, present)));

  const gaps = tokens.flatMap((token, id) => (token === undefined && id > 0 && id < count ? [id] : []));
  if (gaps.length + repeats.size > 0.1 * tokens.length + 2) {
    throw importError('import-damaged', gaps.length > repeats.size
      ? `The vocabulary has ids up to ${tokens.length - 1}, but no token for ${gaps.length} of them: ${some(gaps)}.`
      : `The vocabulary has ${tokens.length} tokens, but ${repeats.size} of them are there before: ${some([...new Set(repeats.values())].map(quoted))}.`);
  }
  if (gaps.length > 0) notes.push({ code: 'vocabulary-gaps', ids: gaps });
  if (repeats.size > 0) notes.push({ code: 'vocabulary-repeats', tokens: [...repeats.values()] });
  if (kind === 'char') tokens = repairCharacters(tokens, (token) => specialName(token) !== null, notes);

  return { ...name(tokens, repeats, kind), from, ...(notes.length > 0 ? { notes } : {}) };
}

/** A token as the engine reads text: aliases resolved, in Unicode's composed form, unless that is another token. @param {string} token @param {Map<string, number>} present */
function plainOf(token, present) {
  const plain = (aliases.get(token) ?? token).normalize('NFC');
  return plain !== token && !present.has(plain) && !(isCharacter(token) && !isCharacter(plain)) ? plain : token;
}

/** Says what is no text. @param {(string | undefined)[]} tokens @param {Map<number, string>} repeats @param {'char' | 'split'} kind */
function name(tokens, repeats, kind) {
  const special = new Set();
  const end = [];
  /** @type {string[]} */
  const result = [];
  const used = new Set(tokens);
  /** @type {number | undefined} */
  let start;
  /** @type {number | undefined} */
  let unknown;
  const own = (/** @type {string} */ wanted) => {
    let name = wanted;
    for (let i = 2; used.has(name); i++) name = wanted.replace(/>?$/, ` ${i}>`);
    used.add(name);
    return name;
  };
  const isLineEnd = kind === 'split' && marksLineEnds(tokens);
  // makemore's stop, which is also what its names begin with.
  const stop = tokens[0] === '.' && tokens.length > 2 && tokens.every((token, id) => id === 0 || (token !== undefined && /^\p{L}$/u.test(token))) ? 0 : -1;
  tokens.forEach((token, id) => {
    const called = token === undefined ? null : specialName(token);
    if (token === undefined || token === '' || repeats.has(id)) {
      special.add(id);
      result.push(own(repeats.get(id) ? `<${id}>` : id === 0 || token === '' ? '<pad>' : `<${id}>`));
    } else if (/\p{Surrogate}/u.test(token)) {
      special.add(id);
      result.push(own(`<${Array.from(token, (c) => `U+${/** @type {number} */ (c.codePointAt(0)).toString(16).toUpperCase()}`).join(' ')}>`));
    } else if (isLineEnd && called === 'eos') {
      result.push('\n');
    } else {
      result.push(token);
      if (called !== null && unknowns.has(called)) {
        if (unknown === undefined) unknown = id;
        else special.add(id);
      } else if (id === stop || (called !== null && starts.has(called))) {
        special.add(id);
        start ??= id;
      } else if (called !== null && ends.has(called)) {
        special.add(id);
        end.push(id);
      } else if (called !== null && (padding.has(called) || kind === 'char')) {
        special.add(id);
      }
    }
  });
  // A model that knows a start and no end writes text after text: where a new one starts, the one before has ended.
  if (start !== undefined && end.length === 0) end.push(start);
  return {
    kind, tokens: result,
    ...(unknown === undefined ? {} : { unknown }),
    ...(special.size > 0 ? { special: [...special] } : {}),
    ...(end.length > 0 ? { end } : {}),
    ...(start === undefined ? {} : { start: result[start] }),
  };
}

/**
 * Whether "<eos>" is what stands at the end of every line, as in PyTorch's word_language_model and the Penn Treebank: where
 * texts have neither a start nor padding.
 * @param {(string | undefined)[]} tokens
 */
function marksLineEnds(tokens) {
  const names = tokens.map((token) => (token ? specialName(token) : token === '' ? 'pad' : null));
  return names.includes('eos') && !tokens.includes('\n') && tokens[0] !== undefined &&
    !names.some((name) => name !== null && (starts.has(name) || padding.has(name) || (ends.has(name) && name !== 'eos')));
}

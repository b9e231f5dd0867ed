// The vocabulary of an imported model: read from a list, or rebuilt from the training text in the tutorials' own orders.
// (A lost one is found again by vocabulary-search.js.)
import { importError } from './errors.js';
import { findTokens, findTokensInText, fitTokens } from './vocabulary-read.js';
import { makeVocabulary } from './vocabulary-tokens.js';

export { chooseVocabulary, fittingVocabularies, madeOf, vocabulariesOf } from './vocabulary-text.js';
export { makeVocabulary } from './vocabulary-tokens.js';

/** @typedef {import('./types.js').Vocabulary} Vocabulary */
/** @typedef {NonNullable<import('./types.js').Graph['vocabularyHint']>} Hint */

/** Pieces of words, as WordPiece, SentencePiece and GPT-2 mark them. */
const piece = /^(##|▁|Ġ)\S/;

/**
 * Returns the Vocabulary in `value`: one that was made here; a list of tokens; token -> id or id -> token; any object that holds one of these under
 * a usual name (word_index, stoi, char2idx, vocab, …), Keras's tokenizer.to_json() and tokenizers' tokenizer.json; or the text
 * or bytes of a file with any of that in JSON, in Python's notation, or one token a line. With `size`, as many tokens as the
 * model has. What is odd about it is in `notes`.
 * Errors: import-damaged, import-incomplete (a wrong size, several vocabularies), import-unsupported (pieces of words that are
 * not byte pairs as the engine has them),
 * import-too-large.
 * @param {any} value
 * @param {{ size?: number, hint?: Hint, from?: string }} [options]
 * @returns {Vocabulary}
 */
export function readVocabulary(value, { size, hint = {}, from = 'list' } = {}) {
  if (isVocabulary(value) && (size === undefined || value.tokens.length === size)) return structuredClone(value);
  if (value instanceof ArrayBuffer) value = new Uint8Array(value);
  if (value instanceof Uint8Array) value = textOf(value);
  const found = typeof value === 'string' ? findTokensInText(value, size) : findTokens(value, size);
  const { tokens, notes } = size === undefined ? { tokens: found.tokens, notes: [] } : fitTokens(found, size, hint);
  if (found.bpe) {
    const own = tokens.map((token, id) => token ?? `<unused ${id}>`);
    const special = [...found.bpe.special ?? [], ...tokens.flatMap((token, id) => (token === undefined ? [id] : []))];
    return { ...found.bpe, tokens: own, from, ...(special.length > 0 && { special }), ...(notes.length > 0 && { notes }) };
  }
  if (tokens.filter((token) => token && piece.test(token)).length > 0.03 * tokens.length + 2) {
    throw importError('import-unsupported', 'The list has pieces of words, and not how they are joined: give the tokenizer.json of the model.');
  }
  return withHint(makeVocabulary(tokens, { from, kind: hint.kind, notes, count: found.tokens.length }), hint);
}

/**
 * As readVocabulary, from a file of any kind: .json, .txt, .pkl.
 * @param {import('./types.js').ImportFile} file
 * @param {{ size?: number, hint?: Hint, from?: string }} [options]
 */
export async function readVocabularyFile(file, options = {}) {
  const bytes = await file.read();
  // Most vocabularies are no pickles.
  return readVocabulary(isPickle(bytes) ? (await import('./pickle-numpy.js')).readNumpyPickle(bytes, { what: file.name }) : bytes, options);
}

/** One that was made here, as findVocabulary()'s guess. @param {any} value @returns {value is Vocabulary} */
const isVocabulary = (value) => ['char', 'split'].includes(value?.kind) && typeof value.from === 'string' && Array.isArray(value.tokens) &&
  value.tokens.every((/** @type {any} */ token) => typeof token === 'string' && token !== '') && new Set(value.tokens).size === value.tokens.length &&
  [...(value.special ?? []), ...(value.end ?? [])].every((id) => Number.isInteger(id) && id >= 0 && id < value.tokens.length);

/** What ends with "." and begins as protocol 2 or later does, or as a list, tuple or dict of protocols 0 and 1. @param {Uint8Array} bytes */
const isPickle = (bytes) => bytes.at(-1) === 0x2e && ((bytes[0] === 0x80 && bytes[1] >= 2 && bytes[1] <= 5) || bytes[0] === 0x28 || bytes[0] === 0x5d || bytes[0] === 0x7d);

/** UTF-8, or what begins with UTF-16's mark. @param {Uint8Array} bytes */
function textOf(bytes) {
  if (isPickle(bytes)) throw importError('import-unsupported', 'This is a pickle, not a text: use readVocabularyFile().');
  const utf16 = bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : null;
  try {
    return new TextDecoder(utf16 ?? 'utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw importError('import-damaged', 'The vocabulary is not UTF-8: save it as UTF-8, or as JSON.');
  }
}

/** What the format's recipe knows of it goes before what the tokens look like. @param {Vocabulary} vocabulary @param {Hint} hint @returns {Vocabulary} */
export function withHint(vocabulary, { special, end, start, unknown }) {
  const known = Object.fromEntries(Object.entries({ special, end, start, unknown }).filter(([, value]) => value !== undefined));
  return { ...vocabulary, ...known };
}

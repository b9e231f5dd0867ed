// The training text -> the vocabularies that the tutorials would make of it, each with its size, so that the one that a model
// was trained with is recognised by the size alone, and a wrong text at once.
import { importError } from './errors.js';
import { byCodePoint, byFrequency, changed, countsOf, kerasWords, lowered, onlyLetters, splitLines, splitWords, strip, vectorizedWords } from './vocabulary-survey.js';
import { makeVocabulary, quoted } from './vocabulary-tokens.js';

/** @typedef {import('./types.js').Vocabulary} Vocabulary */
/** @typedef {NonNullable<import('./types.js').Graph['vocabularyHint']>} Hint */
/** @typedef {import('./vocabulary-survey.js').Counts} Counts */

/**
 * One order of the tokens of a text.
 * @typedef {object} Candidate
 * @property {string} order characters: 'sorted' (by code point, as Python), 'appearance', 'frequency', 'utf16' (sorted as
 *   JavaScript does), 'units' and 'units-sorted' (UTF-16 units), 'keras-characters', 'd2l-characters',
 *   'd2l-characters-frequency', 'makemore'; of no text: 'printable', 'ascii', 'latin-1', 'letters'; words: 'words-sorted',
 *   'words-appearance', 'words-frequency', 'words-eos' (PyTorch's word_language_model), 'words-ptb', 'keras-words',
 *   'text-vectorization', 'd2l-words', 'd2l-words-frequency'
 * @property {string[]} changes to the text before: 'lower-case', 'crlf', 'no-newline', 'newline-space', 'byte-order-mark',
 *   'nfc', 'nfd'; and the tokens put in front: '[UNK]', …; '+<end>' is one at the end
 * @property {'char' | 'split'} kind
 * @property {number} size
 * @property {() => Vocabulary} make
 */

/** Python's string.printable, string.ascii_letters. */
const digits = '0123456789';
const letters = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';
const marks = '!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~';
const codes = (/** @type {number} */ count) => Array.from({ length: count }, (_, code) => String.fromCodePoint(code));

/** What stands in front: the ids are the same whatever these are called. */
const fronts = [[], ['[UNK]'], ['<pad>', '<unk>']];

/** @param {string} text as it was read: the line ends as they are in the file */
class Orders {
  /** @type {Candidate[]} */
  all = [];

  /** @param {string} text @param {Hint} hint */
  constructor(text, hint) {
    this.text = text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text; // as Python's open() reads
    this.raw = text;
    this.reserved = hint.reserved && !fronts.some((front) => String(front) === String(hint.reserved)) ? [...fronts, hint.reserved] : fronts;
  }

  /**
   * @param {string} order @param {string[]} changes @param {() => string[]} list @param {number} size
   * @param {'char' | 'split'} [kind] @param {string[][]} [reserved]
   */
  add(order, changes, list, size, kind = 'char', reserved = [[]]) {
    for (const front of reserved) {
      this.all.push({
        order, changes: [...changes, ...front], kind, size: size + front.length,
        make: () => makeVocabulary([...front, ...list()], { from: 'text', kind }),
      });
    }
  }

  /** The orders that any set of tokens may have. @param {Counts} counts @param {string[]} changes @param {string} prefix @param {'char' | 'split'} kind */
  addOrders(counts, changes, prefix = '', kind = 'char') {
    const { size } = counts;
    this.add(`${prefix}sorted`, changes, () => [...counts.keys()].sort(byCodePoint), size, kind, this.reserved);
    this.add(`${prefix}sorted`, [...changes, '+<end>'], () => [...[...counts.keys()].sort(byCodePoint), '<end>'], size + 1, kind);
    this.add(`${prefix}frequency`, changes, () => byFrequency(counts), size, kind, this.reserved);
    this.add(`${prefix}appearance`, changes, () => [...counts.keys()], size, kind, this.reserved);
  }

  characters() {
    const { text, raw } = this;
    const plain = countsOf(text);
    const low = lowered(plain, text);
    /** @type {(change: (token: string) => Iterable<string>) => [Counts, Counts]} */
    const both = (change) => [changed(plain, change), changed(low, change)];
    this.addOrders(plain, []);
    this.addOrders(low, ['lower-case']);
    // Beyond U+FFFF the two languages differ; the halves of such characters are tokens where a text was split by split('').
    if (/[\ud800-\udfff]/.test(text)) {
      const units = countsOf(text.split(''));
      this.add('utf16', [], () => [...plain.keys()].sort(), plain.size);
      this.add('units-sorted', [], () => [...units.keys()].sort(), units.size);
      this.add('units', [], () => [...units.keys()], units.size);
    }
    /** @type {[string, (token: string) => Iterable<string>][]} */
    const changes = [['no-newline', (token) => (token === '\n' ? [] : [token])], ['newline-space', (token) => [token === '\n' ? ' ' : token]],
      ['byte-order-mark', (token) => (token === '\ufeff' ? [] : [token])]];
    for (const [name, change] of changes) {
      const [counts, lowCounts] = both(change);
      if (counts.size === plain.size) continue;
      this.addOrders(counts, [name]);
      this.addOrders(lowCounts, [name, 'lower-case']);
    }
    /** @type {[string, string][]} */
    const others = [['crlf', raw], ['nfc', text.normalize('NFC')], ['nfd', text.normalize('NFD')]];
    // What reads a file as text drops the mark in front; Python keeps it.
    if (!plain.has('\ufeff')) others.push(['byte-order-mark', `\ufeff${text}`]);
    for (const [name, other] of others) {
      if (other === text) continue;
      const counts = countsOf(other);
      if (name !== 'byte-order-mark' && counts.size === plain.size) continue;
      this.addOrders(counts, [name]);
      this.addOrders(lowered(counts, other), [name, 'lower-case']);
    }
    for (const [counts, names] of /** @type {[Counts, string[]][]} */ ([[low, ['lower-case']], [plain, []]])) {
      for (const front of [['<pad>'], ['<pad>', '<oov>']]) this.add('keras-characters', names, () => byFrequency(counts), counts.size, 'char', [front]);
    }
    const names = countsOf(text.split('\n').map(strip).join(''));
    this.add('makemore', [], () => [...names.keys()].sort(byCodePoint), names.size, 'char', [['<s>']]);
    const d2l = countsOf(onlyLetters(text));
    this.add('d2l-characters', [], () => ['<unk>', ...d2l.keys()].sort(byCodePoint), d2l.size + 1);
    this.add('d2l-characters-frequency', [], () => byFrequency(d2l), d2l.size, 'char', [['<unk>']]);
    this.add('printable', [], () => [...digits, ...letters, ...marks, ...' \t\n\r\v\f'], 100, 'char', [[], ['[UNK]']]);
    this.add('letters', [], () => [...letters, ...".,;'-".replace(/^/, ' '), '<end>'], 59);
    this.add('ascii', [], () => codes(128), 128);
    this.add('latin-1', [], () => codes(256), 256);
  }

  words() {
    const { text } = this;
    /** @type {(order: string, words: Iterable<string>, front: string[][]) => void} */
    const byCount = (order, tokens, reserved) => {
      const counts = countsOf(tokens);
      this.add(order, [], () => byFrequency(counts), counts.size, 'split', reserved);
    };
    byCount('keras-words', kerasWords(text), [['<pad>'], ['<pad>', '<OOV>']]);
    const plain = countsOf(splitWords(text));
    this.addOrders(plain, [], 'words-', 'split');
    this.addOrders(changed(plain, (word) => [word.toLowerCase()]), ['lower-case'], 'words-', 'split');
    const lines = countsOf(splitLines(text));
    this.add('words-eos', [], () => [...lines.keys()], lines.size, 'split');
    // The Penn Treebank's reader: by falling count, ties in order. Its "<eos>" takes part under this name.
    this.add('words-ptb', [], () => [...lines].map(([word, count]) => /** @type {[string, number]} */ ([word === '\n' ? '<eos>' : word, count]))
      .sort(([a, m], [b, n]) => n - m || byCodePoint(a, b)).map(([word]) => word), lines.size, 'split');
    const vectorized = countsOf(vectorizedWords(text));
    this.add('text-vectorization', [], () => [...vectorized].sort(([a, m], [b, n]) => n - m || byCodePoint(b, a)).map(([word]) => word),
      vectorized.size, 'split', [['', '[UNK]']]);
    const d2l = countsOf(splitWords(onlyLetters(text)));
    this.add('d2l-words', [], () => ['<unk>', ...d2l.keys()].sort(byCodePoint), d2l.size + 1, 'split');
    this.add('d2l-words-frequency', [], () => byFrequency(d2l), d2l.size, 'split', [['<unk>']]);
  }
}

/** How far a candidate is from what the recipe says; 0: it is that. @param {Candidate} candidate @param {Hint} hint */
function distance({ order, changes, kind }, hint) {
  let distance = 0;
  if (hint.kind && kind !== hint.kind) distance += 8;
  if (hint.order && order !== hint.order) distance += 4;
  if (hint.lowerCase !== undefined && changes.includes('lower-case') !== hint.lowerCase) distance += 2;
  if (hint.reserved && !String(changes).endsWith(String(hint.reserved))) distance += 1;
  return distance;
}

/**
 * Returns the vocabularies that the tutorials would make of `text`, the likeliest first: those that `hint` describes, then
 * plain ones before changed ones. Cost: some passes over the text; the lists are made by make().
 * Errors: import-incomplete for an empty text.
 * @param {string} text the training text as it is in its file, line ends included
 * @param {Hint} [hint] what the format's recipe knows; `kind` leaves the other kind out
 * @returns {Candidate[]}
 */
export function vocabulariesOf(text, hint = {}) {
  if (typeof text !== 'string' || text.length === 0) throw importError('import-incomplete', 'The text is empty: give the text that the model was trained with.');
  const orders = new Orders(text, hint);
  if (hint.kind !== 'split') orders.characters();
  if (hint.kind !== 'char') orders.words();
  return orders.all.map((candidate) => ({ candidate, far: distance(candidate, hint) })).sort((a, b) => a.far - b.far)
    .map(({ candidate }) => candidate);
}

/**
 * Returns those of `size` tokens, the likeliest first; none, if none fits. Several have the same size where only the order
 * differs: the model's loss tells them apart (vocabulary-rank.js).
 * @param {string} text @param {number} size of the model @param {Hint} [hint]
 */
export function fittingVocabularies(text, size, hint = {}) {
  const fitting = (/** @type {Hint} */ hint) => vocabulariesOf(text, hint).filter((candidate) => candidate.size === size);
  if (hint.kind) return fitting(hint);
  // Words take much longer to count than characters.
  const characters = fitting({ ...hint, kind: 'char' });
  return characters.length > 0 ? characters : fitting({ ...hint, kind: 'split' });
}

/**
 * Returns the likeliest vocabulary of `size` tokens, with its `order` and `changes`.
 * Errors: import-incomplete, with both numbers and what would fit.
 * @param {string} text @param {number} size of the model @param {Hint} [hint]
 * @returns {Vocabulary & { order: string, changes: string[] }}
 */
export function chooseVocabulary(text, size, hint = {}) {
  const [fitting] = fittingVocabularies(text, size, hint);
  if (!fitting) throw importError('import-incomplete', wrongSize(vocabulariesOf(text, hint), size, hint));
  return madeOf(fitting, hint);
}

/** Returns the vocabulary of a candidate, with what the recipe knows of it. @param {Candidate} candidate @param {Hint} [hint] @returns {Vocabulary & { order: string, changes: string[] }} */
export function madeOf({ order, changes, make }, hint = {}) {
  const known = Object.fromEntries(['special', 'end', 'start', 'unknown'].flatMap((name) => {
    const value = /** @type {any} */ (hint)[name];
    return value === undefined ? [] : [[name, value]];
  }));
  return { ...make(), ...known, order, changes };
}

/** Those that are the same for every text. */
const fixed = ['printable', 'letters', 'ascii', 'latin-1'];

/** @param {Candidate[]} all @param {number} size @param {Hint} hint */
function wrongSize(all, size, hint) {
  const sizeOf = (/** @type {string} */ order, /** @type {string} */ changes = '') =>
    all.find((candidate) => candidate.order === order && String(candidate.changes) === changes)?.size;
  const isWords = hint.kind === 'split' || (hint.kind === undefined && size > 1000);
  const [plain, low] = [sizeOf(isWords ? 'words-sorted' : 'sorted'), sizeOf(isWords ? 'words-sorted' : 'sorted', 'lower-case')];
  const what = isWords ? 'words' : 'characters';
  const ofText = all.filter(({ order, kind }) => !fixed.includes(order) && kind === (isWords ? 'split' : 'char'));
  const nearest = (ofText.length > 0 ? ofText : all).sort((a, b) => Math.abs(a.size - size) - Math.abs(b.size - size))[0];
  const more = size - /** @type {number} */ (plain);
  const says = `This text has ${plain} different ${what} (${low} in lower case), the model ${size}.`;
  if (more > 0 && more <= 4) return `${says} With ${more} more tokens in front (padding, starts, the unknown) it would fit: give their list instead, or the text that the model was trained with.`;
  const near = [nearest.order, ...nearest.changes].filter(Boolean).join(', ');
  return `${says} Nearest is ${quoted(near)} with ${nearest.size}. Give the whole text that the model was trained with, and nothing else.`;
}

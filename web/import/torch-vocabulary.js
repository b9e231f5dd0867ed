// The vocabulary in a checkpoint: a dict in either direction, a list, a text of characters, or any object that has one among
// its attributes. It is recognised by its size, which is the model's.
import { NumpyArray } from './pickle-numpy.js';
import { PickleObject, attributesOf } from './pickle-values.js';
import { fittingVocabularies, readVocabulary, withHint } from './vocabulary.js';

/** @typedef {import('./types.js').Vocabulary} Vocabulary */
/** @typedef {NonNullable<import('./types.js').Graph['vocabularyHint']>} Hint */

const kMaxDepth = 12;
const kMaxValues = 200_000;
/** How many ids may have no token: a padding or an end that stands in no list. */
const kMaxMissing = 3;

/** Where a vocabulary may be called so, one that is not of the model's size is read too. */
const kName = /vocab|tok|char|stoi|itos|word|idx|index|2int|2id|2ix|int2|id2|ix2|alphabet|letter|symbol|dict|chars/i;
const kOthers = /optim|sched|_hooks$|^_parameters$|^_buffers$|^_modules$|grad|history|loss|embedding_matrix/i;

/** @param {any} value @returns {any} what may be a list of tokens, as a list */
function listOf(value) {
  if (Array.isArray(value)) return value;
  if (value instanceof NumpyArray) return value.shape.length === 1 && value.shape[0] <= 1_000_000 && !value.isNumeric ? value.values() : undefined;
  if (value instanceof PickleObject && value.items) return value.items;
  return undefined;
}

/** @param {any} id */
const isId = (id) => typeof id === 'number' && Number.isInteger(id) && id >= 0;

/** Whether a value may be a vocabulary of nearly `size` tokens. @param {any} value @param {number} size @returns {any} it, as readVocabulary takes it */
function candidate(value, size) {
  const isNear = (/** @type {number} */ count) => count <= size && count >= Math.max(2, size - kMaxMissing);
  const list = listOf(value);
  if (list) return isNear(list.length) && list.every((/** @type {any} */ token) => typeof token === 'string' || token === null) ? list : undefined;
  if (typeof value === 'string') {
    const characters = isNear(value.length) || value.length < 2 * size ? Array.from(value) : [];
    return isNear(characters.length) && new Set(characters).size === characters.length ? characters : undefined;
  }
  const dict = value instanceof PickleObject ? value.entries : value;
  if (!(dict instanceof Map) || !isNear(dict.size)) return undefined;
  const pairs = [...dict];
  const isDict = pairs.every(([key, id]) => typeof key === 'string' && isId(id)) || pairs.every(([id, token]) => isId(id) && typeof token === 'string');
  return isDict && Math.max(...pairs.map(([a, b]) => (typeof a === 'number' ? a : b))) < size ? dict : undefined;
}

/**
 * Returns the vocabulary of `size` tokens that stands in what was saved.
 * @param {any} root
 * @param {number} size
 * @param {Hint} [hint]
 * @returns {Vocabulary | undefined}
 */
export function vocabularyIn(root, size, hint = {}) {
  /** @type {{ value: any, rank: number }[]} */
  const found = [];
  const seen = new Set();
  /** @type {[any, string, number][]} */
  const queue = [[root, '', 0]];
  for (let i = 0; i < queue.length && i < kMaxValues; i++) {
    const [value, name, depth] = queue[i];
    if (value === null || (typeof value !== 'object' && typeof value !== 'string') || seen.has(value)) continue;
    if (typeof value === 'object') seen.add(value);
    const own = size > 1 ? candidate(value, size) : undefined;
    if (own) {
      const count = own instanceof Map ? own.size : own.length;
      // A dict has its ids; a list only an order.
      const rank = (count === size ? 0 : 4) + (kName.test(name) ? 0 : 2) + (own instanceof Map ? 0 : 1);
      if (count === size || kName.test(name)) found.push({ value: own, rank });
    }
    if (depth > kMaxDepth || typeof value === 'string' || own) continue;
    for (const [key, child] of childrenOf(value)) {
      if (queue.length >= kMaxValues) break;
      if (child !== null && (typeof child === 'object' || typeof child === 'string') && !kOthers.test(String(key))) queue.push([child, typeof key === 'string' ? key : name, depth + 1]);
    }
  }
  for (const { value } of found.sort((a, b) => a.rank - b.rank)) {
    try {
      return readVocabulary(value, { size, hint, from: 'file' });
    } catch {
      // It is something else that has as many entries.
    }
  }
  return undefined;
}

/** @param {any} value @returns {Iterable<[any, any]>} */
function childrenOf(value) {
  if (value instanceof Map) return [...value, ...attributesOf(value)].filter(([key]) => typeof key === 'string' || typeof key === 'number');
  if (Array.isArray(value)) return value.length <= 100 ? value.entries() : [];
  if (!(value instanceof PickleObject)) return [];
  const attributes = attributesOf(value);
  const state = attributes.size === 0 && Array.isArray(value.state) ? [['state', value.state]] : [];
  return /** @type {[any, any][]} */ ([...attributes, ...state, ...value.args.map((arg) => ['args', arg]), ...(value.entries ? [['entries', value.entries]] : [])]
    .concat(attributes.get('_modules') instanceof Map ? [...attributes.get('_modules')] : []));
}

/** A tutorial's vocabulary that is always the same. @param {Hint} hint @param {number} size @returns {Vocabulary | undefined} */
export function fixedVocabulary(hint, size) {
  const [own] = fittingVocabularies('abcdefghijklmnopqrstuvwxyz ', size, hint);
  return own?.order === hint.order ? withHint({ ...own.make(), from: 'recipe' }, hint) : undefined;
}

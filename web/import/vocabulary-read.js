// A vocabulary as people keep one: a list, a dict in either direction, nested under any usual name, in JSON, in Python's
// notation, or one token a line.
import { importError } from './errors.js';
import { readPythonLiteral } from './python-literal.js';
import { readBpe } from './vocabulary-bpe.js';
import { isCharacter, makeVocabulary, MAX_TOKENS, quoted, some } from './vocabulary-tokens.js';

/** A million tokens of a subword list are 20 MB of JSON; what is larger is something else. */
const MAX_TEXT = 64 * 2 ** 20;
/** How deep a vocabulary may stand in a JSON, and how many values are looked at for it. */
const MAX_DEPTH = 6;
const MAX_VALUES = 5000;

/** Names under which vocabularies stand, without "_", "-" and capitals; the better ones first. */
const names = [
  'wordindex', 'stoi', 'chartoint', 'char2int', 'char2idx', 'chartoidx', 'chartoix', 'char2ix', 'char2id', 'chartoid', 'charindices',
  'char2index', 'chartoindex', 'charindex', 'token2id', 'tokentoid', 'token2idx', 'tokentoidx', 'word2idx', 'wordtoidx', 'word2id', 'wordtoid', 'word2index', 'wordtoix',
  'indexword', 'itos', 'inttochar', 'int2char', 'idx2char', 'idxtochar', 'ixtochar', 'ix2char', 'id2char', 'idtochar', 'indiceschar', 'indicestochar',
  'index2char', 'indextochar', 'id2token', 'idtotoken', 'idx2token', 'idxtotoken', 'idx2word', 'idxtoword', 'id2word', 'index2word', 'ixtoword',
  'vocab', 'vocabulary', 'tokens', 'chars', 'characters', 'charset', 'alphabet', 'words', 'dictionary', 'labels', 'classes',
];

/**
 * What was read: ids that are given, or only an order.
 * @typedef {{ tokens: (string | undefined)[], given: boolean, cut?: number, bpe?: Omit<import('./types.js').Vocabulary, 'from'> }} Found
 *   cut: Keras's num_words; bpe: all of a byte-pair tokenizer
 */

/** @param {any} value */
const entriesOf = (value) => (value instanceof Map ? [...value] : Object.entries(value));
/** @param {any} value */
const isObject = (value) => value !== null && typeof value === 'object' && !ArrayBuffer.isView(value);
/** @param {any} value @returns {any[] | null} */
function listOf(value) {
  if (Array.isArray(value)) return value;
  if (value instanceof Set) return [...value];
  if (ArrayBuffer.isView(value)) return Array.from(/** @type {any} */ (value));
  return Array.isArray(value?.shape) && typeof value.values === 'function' ? value.values() : null; // NumPy's
}
/** Python's bytes are tokens too. @param {any} token */
const textOf = (token) => (token instanceof Uint8Array ? new TextDecoder().decode(token) : String(token));
/** @param {any} value a number, a bigint or digits; -1 if it is no id */
function idOf(value) {
  const id = typeof value === 'string' && /^\d{1,9}$/.test(value) ? Number(value) : typeof value === 'bigint' ? Number(value) : value;
  return Number.isInteger(id) && id >= 0 ? id : -1;
}

/** Ids that are nearly all there, from 0 or from 1. @param {number[]} ids */
function areDense(ids) {
  const largest = ids.reduce((a, b) => Math.max(a, b), 0);
  return largest < 1.1 * ids.length + 3 && largest < MAX_TOKENS + 2;
}

/** @param {[any, any][]} pairs of token and id @returns {Found | null} */
function fromPairs(pairs) {
  const ids = pairs.map(([, id]) => idOf(id));
  if (ids.length === 0 || ids.includes(-1) || !areDense(ids)) return null;
  const tokens = new Array(ids.reduce((a, b) => Math.max(a, b), 0) + 1).fill(undefined);
  // Of several tokens with one id the first stands for it: {'A': 0, 'a': 0}.
  pairs.forEach(([token], i) => (tokens[ids[i]] ??= textOf(token)));
  return { tokens, given: true };
}

/** A dict in one direction or the other. @param {any} value @returns {Found | null} */
function fromDict(value) {
  const entries = entriesOf(value);
  if (entries.length < 2) return null;
  if (entries.every(([, id]) => typeof id === 'number' || typeof id === 'bigint')) return fromPairs(entries);
  if (!entries.every(([, other]) => typeof other === 'string')) return null;
  const keys = entries.map(([key]) => idOf(key));
  if (!keys.includes(-1) && areDense(keys)) return fromPairs(entries.map(([id, token]) => [token, id]));
  return fromPairs(entries); // {"a": "1"}
}

/** @param {any[]} list @returns {Found | null} */
function fromList(list) {
  if (list.length === 0 || list.length > MAX_TOKENS) return null;
  if (list.every((token) => typeof token === 'string')) return { tokens: list, given: false };
  if (list.every((token) => token === null || typeof token === 'string')) {
    return { tokens: list.map((token) => token ?? undefined), given: false };
  }
  // Code points: [10, 32, 33, …]
  if (list.every((code) => Number.isInteger(code) && code >= 0 && code <= 0x10ffff) && new Set(list).size === list.length && list.length > 1) {
    return { tokens: list.map((code) => String.fromCodePoint(code)), given: false };
  }
  // Pairs, of token and id, or of token and count in the order of the ids.
  const pairs = list.map((item) => (Array.isArray(item) ? item : isObject(item) ? Object.values(item) : []));
  const token = (/** @type {any[]} */ pair) => pair.find((part) => typeof part === 'string');
  const number = (/** @type {any[]} */ pair) => pair.find((part) => typeof part !== 'string');
  if (!pairs.every((pair) => pair.length === 2 && typeof token(pair) === 'string' && typeof number(pair) === 'number')) return null;
  return fromPairs(pairs.map((pair) => [token(pair), number(pair)])) ?? { tokens: pairs.map(token), given: false };
}

/** tokenizers' tokenizer.json. @param {any} value @returns {Found | null} */
function fromTokenizers(value) {
  const { model, added_tokens: added, pre_tokenizer: pre } = value;
  if (!isObject(model) || !(isObject(model.vocab) || Array.isArray(model.vocab))) return null;
  const type = String(model.type ?? 'model').slice(0, 20);
  if (Array.isArray(model.vocab)) throw importError('import-unsupported', `The tokenizer is ${type}, which joins pieces of words. Of those that do, only BPE can be read.`);
  const pairs = entriesOf(model.vocab);
  if (Array.isArray(model.merges) && model.merges.length > 0) {
    const bpe = readBpe(value);
    return { tokens: bpe.tokens, given: true, bpe };
  }
  if (type === 'WordPiece' && pairs.some(([token]) => String(token).startsWith(model.continuing_subword_prefix ?? '##'))) {
    throw importError('import-unsupported', `The tokenizer is ${type}, which joins pieces of words. Of those that do, only BPE can be read.`);
  }
  const all = new Map(pairs);
  for (const { content, id } of Array.isArray(added) ? added.filter(isObject) : []) if (typeof content === 'string') all.set(content, id);
  // A byte-level alphabet writes " " as "Ġ" and "\n" as "Ċ".
  const levels = JSON.stringify(pre ?? null).includes('ByteLevel');
  return fromPairs([...all].map(([token, id]) => [levels ? String(token).replaceAll('Ġ', ' ').replaceAll('Ċ', '\n') : token, id]));
}

/** Keras's tokenizer.to_json(), whose dicts are JSON in JSON. @param {any} value @returns {Found | null} */
function fromKerasTokenizer({ config }) {
  const index = typeof config?.word_index === 'string' ? parseJson(config.word_index) : config?.word_index;
  const found = isObject(index) ? fromDict(index) : null;
  return found && Number.isInteger(config.num_words) && config.num_words > 0 ? { ...found, cut: config.num_words } : found;
}

/** @param {string} text */
function parseJson(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/**
 * What is in the value itself.
 * @param {any} value
 * @returns {Found | null}
 */
function readDirectly(value) {
  const list = listOf(value);
  if (list) return fromList(list);
  if (!isObject(value)) return null;
  return fromDict(value) ?? (value.model && fromTokenizers(value)) ?? (value.class_name === 'Tokenizer' ? fromKerasTokenizer(value) : null);
}

/**
 * All vocabularies in `value`, by name, the shallowest first.
 * @param {any} value
 */
function readNested(value) {
  /** @type {{ name: string, rank: number, found: Found }[]} */
  const all = [];
  /** @type {[string, any, number][]} */
  const queue = [['', value, 0]];
  for (let i = 0; i < queue.length && i < MAX_VALUES; i++) {
    const [path, parent, depth] = queue[i];
    for (const [key, raw] of entriesOf(parent)) {
      const child = typeof raw === 'string' && /^\s*[[{]/.test(raw) && raw.length > 8 ? parseJson(raw) ?? raw : raw;
      const rank = names.indexOf(String(key).toLowerCase().replace(/[\s_-]/g, ''));
      // A string of characters, under a name that says so.
      const characters = typeof child === 'string' && rank >= 0 && child.length > 2 ? Array.from(child) : null;
      const found = characters ? fromList(characters) : readDirectly(child);
      if (found) all.push({ name: path + key, rank: rank < 0 ? Infinity : rank, found });
      else if (isObject(child) && !listOf(child) && depth < MAX_DEPTH && queue.length < MAX_VALUES) queue.push([`${path}${key}.`, child, depth + 1]);
    }
  }
  return all.sort((a, b) => a.rank - b.rank);
}

/**
 * Returns the tokens that stand in `value`. Errors: import-damaged if there are none; import-incomplete if there are several
 * that differ and `size` does not tell which.
 * @param {any} value a list, dict, Map or anything that holds one
 * @param {number} [size] of the model
 * @returns {Found}
 */
export function findTokens(value, size) {
  const direct = readDirectly(value);
  if (direct) return direct;
  // A few together, without names: pickle.dump((chars, char_to_int, int_to_char), file).
  let all = isObject(value) && (listOf(value)?.length ?? 0) <= 8 ? readNested(listOf(value) ?? value) : [];
  if (all.some(({ rank }) => rank < Infinity)) all = all.filter(({ rank }) => rank < Infinity);
  else all = all.filter(({ found }) => found.given || found.tokens.length > 8);
  if (all.length > 1 && size !== undefined) {
    const fitting = all.filter(({ found }) => found.tokens.length === size);
    if (fitting.length > 0) all = fitting;
  }
  const others = all.filter(({ found }) => !isSame(found, all[0].found));
  // A list beside a dict is the same without its padding, or a part of it: the dict has the ids.
  const dicts = all.filter(({ found }) => found.given);
  if (others.length > 0 && !(dicts.length > 0 && dicts.every(({ found }) => isSame(found, dicts[0].found)))) {
    throw importError('import-incomplete', `There are several vocabularies here: ${some(all.map(({ name, found }) =>
      `${name.slice(0, 60)} (${found.tokens.length} tokens)`))}. Give the one that the model was trained with.`);
  }
  if (all.length === 0) throw importError('import-damaged', 'There is no vocabulary here: neither a list of tokens nor tokens with their ids (0, 1, 2, …).');
  return (others.length > 0 ? dicts : all)[0].found;
}

/** @param {Found} a @param {Found} b */
const isSame = (a, b) => a.tokens.length === b.tokens.length && a.tokens.every((token, id) => token === b.tokens[id]);

/**
 * Returns the tokens that a text file holds: JSON, Python's notation, or one token a line. Errors: as findTokens.
 * @param {string} text
 * @param {number} [size]
 * @returns {Found}
 */
export function findTokensInText(text, size) {
  if (text.length > MAX_TEXT) throw importError('import-too-large', `The vocabulary's file has ${text.length} characters; ${MAX_TEXT} are the most.`);
  const json = parseJson(text);
  // A JSON in a JSON string: json.dump(tokenizer.to_json(), file).
  const inner = typeof json === 'string' ? parseJson(json) ?? json : json;
  if (isObject(inner)) return findTokens(inner, size);
  if (typeof inner === 'string') return { tokens: Array.from(inner), given: false };
  if (/^\s*(((const|let|var)\s+)?\w+\s*=\s*)?([[{(]|[A-Za-z_.]+\()\s*\S/.test(text) && !/^\s*\[\w+\]\s*$/m.test(text)) {
    try {
      return findTokens(readPythonLiteral(text), size);
    } catch (error) {
      // A list whose first token is "(" or "[" has it alone in its line.
      if (!/^\s*[[{(]\s*\n/.test(text)) throw error;
    }
  }
  return fromLines(text.replace(/\r\n?/g, '\n'));
}

/** Escapes as in a string of Python. @param {string} line */
const unquoted = (line) => readPythonLiteral(/^['"]/.test(line) ? line : `"${line.replaceAll('"', '\\"')}"`);

/** One token a line, or token and id. @param {string} text @returns {Found} */
function fromLines(text) {
  const lines = text.split('\n');
  // The line break as a token leaves two empty lines.
  const lineBreak = lines.findIndex((line, i) => line === '' && lines[i + 1] === '' && i + 2 < lines.length);
  if (lineBreak >= 0) lines.splice(lineBreak, 2, '\n');
  else if (lines.length > 2 && lines.at(-1) === '' && lines.at(-2) === '') lines.splice(-2, 2, '\n');
  if (lines.at(-1) === '') lines.pop();
  if (lines.length > MAX_TOKENS) throw importError('import-too-large', `The list has ${lines.length} lines; ${MAX_TOKENS} are the most.`);
  if (lines.length <= 1) return { tokens: Array.from(lines[0] ?? ''), given: false };

  for (const pattern of [/^(.+?|\n)[\t ,:;|]+(\d{1,9})$/su, /^(\d{1,9})[\t ,:;|]?[\t ]?(.*)$/su]) {
    const pairs = lines.map((line) => pattern.exec(line));
    if (!pairs.every((pair) => pair !== null)) continue;
    const idFirst = pattern.source.startsWith('^(\\d');
    const found = fromPairs(pairs.map(([, a, b]) => (idFirst ? [b, a] : [a, b])));
    if (found && found.tokens.length >= lines.length && new Set(found.tokens).size === found.tokens.length) {
      return { tokens: found.tokens.map((token) => token && unescaped(token)), given: true };
    }
    // Token and count, the most frequent first.
    const counts = pairs.map(([, , b]) => Number(b));
    if (!idFirst && counts.every((count, i) => i === 0 || count <= counts[i - 1]) && counts[0] > counts.length) {
      return { tokens: pairs.map(([, a]) => unescaped(a)), given: false };
    }
  }
  return { tokens: lines.map(unescaped), given: false };
}

/** "'a'" and "\\n" are the token that Python would print so; a quote, a backslash or a word stay what they are. @param {string} line */
function unescaped(line) {
  if (isCharacter(line) || !/^(['"]).+\1$|^(\\([ntrfv0\\'"]|x[\da-f]{2}|u[\da-f]{4}))+$/i.test(line)) return line;
  try {
    return unquoted(line);
  } catch {
    return line;
  }
}

/**
 * As many tokens as the model has ids.
 * @param {Found} found
 * @param {number} size of the model
 * @param {{ reserved?: string[] }} [hint]
 * @returns {{ tokens: (string | undefined)[], notes: import('./types.js').Note[] }}
 */
export function fitTokens({ tokens, given, cut }, size, { reserved = [] } = {}) {
  const count = tokens.length;
  if (count === size) return { tokens, notes: [] };
  if (!given && reserved.length > 0 && count + reserved.length === size) return { tokens: [...reserved, ...tokens], notes: [] };
  // Keras's word_index has all words, whatever num_words leaves of them; they are sorted by frequency.
  if (given && count > size && tokens[0] === undefined && (cut === undefined || Math.abs(cut - size) <= 1)) {
    return { tokens: tokens.slice(0, size), notes: [{ code: 'vocabulary-cut', from: count, to: size }] };
  }
  // Ids that no token has were never trained: Dense(vocab_size + 1), or a rounded size.
  const missing = size - count;
  if (given && missing > 0 && (missing <= Math.max(3, 0.1 * size) || (missing < 64 && size % 64 === 0) || (size >= 500 && size % 100 === 0))) {
    return { tokens: [...tokens, ...new Array(size - count).fill(undefined)], notes: [{ code: 'vocabulary-filled', from: count, to: size }] };
  }
  const last = tokens.at(-1) ?? '';
  throw importError('import-incomplete', count === size - 1
    ? `The list has ${count} tokens, the model ${size}: if id 0 is padding or [UNK], put it in front of the list and give it again.`
    : `The list has ${count} tokens (the last one is ${quoted(last)}), the model ${size}: it is not the list that the model was trained with.`);
}

// The byte-pair tokenizers in tokenizers' tokenizer.json, of the two kinds that the engine has (cpp/text/bpe_tokenizer.h): GPT-2's,
// over bytes, and SentencePiece's, over characters with bytes for the others. What would cut a text otherwise is refused by name.
import { importError } from './errors.js';
import { ends, quoted, specialName, starts } from './vocabulary-tokens.js';

/** @typedef {import('./types.js').Vocabulary} Vocabulary */
/** @typedef {NonNullable<Vocabulary['bpe']>} Bpe */

/** As in cpp/model/limits.h. */
const maxMerges = 2_000_000;
const space = '▁';

/** @param {string} what */
const unsupported = (what) => importError('import-unsupported', `The tokenizer has ${what}, which is not supported. Byte pairs are read with the pre-tokenizer ByteLevel or Metaspace, or with a normalizer that writes ${space} for spaces.`);
/** @param {string} what */
const damaged = (what) => importError('import-damaged', `The tokenizer is damaged: ${what}.`);
/** @param {any} value */
const nameOf = (value) => String(value?.type).slice(0, 40);

/** A step, or those of a sequence. @param {any} step @param {string} key @returns {any[]} */
const stepsOf = (step, key) => (step === null || step === undefined ? [] : step.type === 'Sequence' && Array.isArray(step[key]) ? step[key] : [step]);

/** Returns how a text is read, or throws. @param {any} json @returns {Omit<Bpe, 'merges'>} */
function schemeOf({ normalizer, pre_tokenizer: pre }) {
  let marks = false;
  let prefix = false;
  for (const step of stepsOf(normalizer, 'normalizers')) {
    if (step?.type === 'Prepend' && step.prepend === space) prefix = true;
    else if (step?.type === 'Replace' && step.pattern?.String === ' ' && step.content === space) marks = true;
    else if (step?.type !== 'NFC') throw unsupported(`the normalizer ${nameOf(step)}`); // the engine composes every text (NFC)
  }
  const steps = stepsOf(pre, 'pretokenizers');
  const [step] = steps;
  if (steps.length > 1) throw unsupported(`several pre-tokenizers (${steps.map(nameOf).join(', ')})`);
  if (step?.type === 'ByteLevel' && !marks && !prefix) {
    return { byte_fallback: false, prefix_space: step.add_prefix_space === true ? 'missing' : 'never', split: step.use_regex !== false };
  }
  if (step?.type === 'Metaspace' && step.replacement === space && !marks && !prefix) {
    const scheme = step.prepend_scheme ?? (step.add_prefix_space === false ? 'never' : 'always');
    return { byte_fallback: true, prefix_space: scheme === 'never' ? 'never' : 'missing', split: step.split !== false };
  }
  if (step || !marks) throw unsupported(step ? `the pre-tokenizer ${nameOf(step)}` : 'no pre-tokenizer');
  return { byte_fallback: true, prefix_space: prefix ? 'always' : 'never', split: false };
}

/** The special token that the tokenizer puts in front of a text. @param {any} post @returns {string | null | undefined} undefined: it says nothing */
function startOf(post) {
  const template = stepsOf(post, 'processors').find((step) => step?.type === 'TemplateProcessing');
  if (!template) return undefined;
  return template.single?.[0]?.SpecialToken?.id ?? null;
}

/**
 * Returns the Vocabulary of a tokenizer.json whose model has merges. Errors: import-unsupported, which names what is not
 * supported; import-damaged.
 * @param {any} json
 * @returns {Omit<Vocabulary, 'from'>}
 */
export function readBpe(json) {
  const { model, added_tokens: added } = json;
  for (const name of ['continuing_subword_prefix', 'end_of_word_suffix', 'dropout', 'ignore_merges']) {
    if (model[name]) throw unsupported(`"${name}": ${quoted(String(model[name]))}`);
  }
  const scheme = schemeOf(json);
  if (model.byte_fallback && !scheme.byte_fallback) throw unsupported('"byte_fallback" with the pre-tokenizer ByteLevel');
  /** @type {Map<string, number>} */
  const ids = new Map(Object.entries(model.vocab));
  const find = (/** @type {any} */ token) => {
    const id = ids.get(token);
    if (id === undefined) throw damaged(`its merges have ${quoted(String(token))}, its vocabulary has not`);
    return id;
  };
  if (model.merges.length > maxMerges) throw importError('import-too-large', `The tokenizer has ${model.merges.length} merges; ${maxMerges} are the most.`);
  const special = new Set();
  for (const token of Array.isArray(added) ? added : []) {
    if (typeof token?.content !== 'string' || !Number.isInteger(token.id)) throw damaged('an added token has no text or no id');
    if (!token.special) throw unsupported(`the added token ${quoted(token.content)} that is no special token`);
    if ((ids.get(token.content) ?? token.id) !== token.id) throw damaged(`${quoted(token.content)} has two ids`);
    ids.set(token.content, token.id);
    special.add(token.id);
  }
  /** @type {string[]} */
  const tokens = [];
  for (const [token, id] of ids) {
    if (!Number.isInteger(id) || id < 0 || id >= ids.size || tokens[id] !== undefined) throw damaged(`${quoted(token)} has the id ${id}, and there are ${ids.size} tokens`);
    tokens[id] = token;
  }
  const unknown = model.unk_token ? ids.get(model.unk_token) : undefined;
  const pairs = new Set();
  const merges = model.merges.flatMap((/** @type {any} */ pair) => {
    const two = typeof pair === 'string' ? pair.split(' ') : pair;
    if (!Array.isArray(two) || two.length !== 2) throw damaged('a merge is no pair of tokens');
    const [left, right, merged] = [...two, two.join('')].map(find);
    if (special.has(merged) || merged === unknown) throw damaged(`a merge makes ${quoted(tokens[merged])}, which is no text`);
    if (pairs.size === pairs.add(left * tokens.length + right).size) throw damaged(`it merges ${quoted(two.join(' '))} twice`);
    return [left, right];
  });
  const isWhole = Array.from({ length: 256 }, (_, byte) => ids.has(`<0x${byte.toString(16).toUpperCase().padStart(2, '0')}>`)).every(Boolean);
  if (scheme.byte_fallback && model.fuse_unk && unknown !== undefined && !(model.byte_fallback && isWhole)) throw unsupported('"fuse_unk" without all bytes');
  if (scheme.byte_fallback && isWhole && !model.byte_fallback) throw unsupported('tokens for bytes without "byte_fallback"');
  if (unknown !== undefined) special.delete(unknown);
  const list = [...special].sort((a, b) => a - b);
  const named = (/** @type {Set<string>} */ names) => list.filter((id) => names.has(specialName(tokens[id]) ?? ''));
  const end = named(ends);
  const given = startOf(json.post_processor);
  const start = given === undefined ? tokens[named(starts)[0]] : given !== null && ids.has(given) ? given : undefined;
  return {
    kind: 'bpe', tokens, bpe: { merges, ...scheme },
    ...(unknown !== undefined && { unknown }),
    ...(list.length > 0 && { special: list }),
    ...(end.length > 0 && { end }),
    ...(start !== undefined && { start }),
  };
}

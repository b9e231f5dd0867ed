/** The options: their names, their checks, their way into the module. */
import { LukewarmError } from './errors.js';

/**
 * @typedef {object} SamplingOptions names and meanings are Hugging Face's
 * @property {number} [temperature] 0: greedy; default 1
 * @property {number} [topK] 0: off
 * @property {number} [topP] 1: off
 * @property {number} [minP] 0: off
 * @property {number} [typicalP] 1: off
 * @property {number} [repetitionPenalty] 1: off
 * @property {number} [presencePenalty] 0: off
 * @property {number} [frequencyPenalty] 0: off
 * @property {'temperature-first' | 'temperature-last'} [order] first as in Keras and Hugging Face (default), last as in llama.cpp
 *
 * @typedef {SamplingOptions & { candidates?: number, signal?: AbortSignal, onProgress?: (progress: { loaded: number, total: number }) => void }} DistributionOptions candidates: how many,
 * default all
 *
 * @typedef {{ index: number, id: number }} Choice the token to take at an index, counted from the first generated token
 *
 * @typedef {SamplingOptions & {
 *   seed?: number | bigint,
 *   maxTokens?: number,
 *   end?: 'sentence',
 *   stop?: string | string[],
 *   candidates?: number,
 *   choices?: Choice[],
 *   statistics?: boolean,
 *   signal?: AbortSignal,
 *   onProgress?: (progress: { loaded: number, total: number }) => void,
 * }} GenerateOptions seed: 0 to 2^64 - 1, drawn if missing; maxTokens: default 200; end: after maxTokens the
 * text goes on to the end of a sentence, by a quarter of them at most, where none ends by then to that of a line, else not;
 * stop: ends the text, and stays in it;
 * candidates: how many alternatives every step reports, default 0; choices: tokens that are taken instead of drawn, in
 * any order; statistics: false leaves out the probabilities and entropies of the steps (they are 0), which is faster,
 * default true; onProgress: called, while a long prompt is read, with how many of its tokens are. The token at index n is drawn with the seed's n-th number, whatever was chosen before it.
 */

/** What generate() and complete() know beside the sampling options. */
export const generateOptions = ['seed', 'maxTokens', 'end', 'stop', 'candidates', 'choices', 'statistics', 'signal', 'onProgress'];

/** @param {string} message @returns {never} */
export function refuse(message) {
  throw new LukewarmError('invalid-argument', message);
}

/**
 * Throws if an option has a name that is not known. What was meant the error's explain() says, for which a script is loaded.
 * @param {unknown} options
 * @param {string[]} known
 * @param {typeof import('./explain.js').explainName} [explain] where that script is there, it is said at once
 */
export function checkNames(options, known, explain) {
  if (options === null || typeof options !== 'object') refuse('Options must be an object.');
  for (const [name, value] of Object.entries(options)) {
    if (value === undefined || known.includes(name)) continue;
    throw Object.assign(new LukewarmError('invalid-argument', explain?.(name, known) ?? `There is no option “${name}”.`),
      !explain && { explain: async () => (await import('./explain.js')).explainName(name, known) });
  }
}

/**
 * Returns the options that `defaults` names, each of its default's type; their ranges are checked in C++.
 * @template {object} T
 * @param {T} defaults
 * @param {any} options
 * @param {{ [name: string]: object }} choices what an option that is a string may be, as keys
 * @returns {T}
 */
export function fill(defaults, options, choices) {
  return /** @type {T} */ (Object.fromEntries(Object.entries(defaults).map(([name, fallback]) => {
    const value = options[name] ?? fallback;
    if (typeof value !== typeof fallback) refuse(`${name} must be a ${typeof fallback}.`);
    if (choices[name] && !Object.hasOwn(choices[name], value)) {
      refuse(`${name} must be one of ${Object.keys(choices[name]).join(', ')}.`);
    }
    return [name, value];
  })));
}

/** Returns a seed of 32 bits: short enough to read out. */
export const drawSeed = () => crypto.getRandomValues(new Uint32Array(1))[0];

/**
 * Returns `seed`, or a drawn one.
 * @param {number | bigint} [seed]
 */
export function chooseSeed(seed) {
  if (seed === undefined || seed === null) return drawSeed();
  const fits = typeof seed === 'bigint' ? seed >= 0n && seed < 1n << 64n : Number.isSafeInteger(seed) && seed >= 0;
  return fits ? seed : refuse('seed must be a whole number from 0 to 2^53 - 1, or a BigInt below 2^64.');
}

/**
 * @param {unknown} value
 * @param {string} name
 * @param {number} fallback
 */
export function wholeNumber(value, name, fallback) {
  const number = value ?? fallback;
  return Number.isSafeInteger(number) && Number(number) >= 0
    ? Number(number) : refuse(`${name} must be a whole number from 0 to 2^53 - 1.`);
}

/**
 * Throws unless `id` is a token.
 * @param {number} id
 * @param {number} vocabSize
 */
export function checkToken(id, vocabSize) {
  if (!Number.isInteger(id) || id < 0 || id >= vocabSize) {
    refuse(`There is no token ${id}: this model has 0 to ${vocabSize - 1}.`);
  }
}

/**
 * Returns the choices, sorted by index.
 * @param {Choice[]} choices
 * @param {number} vocabSize
 */
export function sortedChoices(choices, vocabSize) {
  if (!Array.isArray(choices)) refuse('choices must be an array of { index, id }.');
  const sorted = choices.map((choice) => {
    const { index, id } = choice ?? {};
    wholeNumber(index ?? NaN, 'The index of a choice', 0);
    checkToken(id, vocabSize);
    return { index, id };
  }).sort((a, b) => a.index - b.index);
  sorted.forEach(({ index }, i) => {
    if (sorted[i + 1]?.index === index) refuse(`There are two choices for index ${index}.`);
  });
  return sorted;
}

/** @param {unknown} value @param {string} name */
export function string(value, name) {
  return typeof value === 'string' ? value.normalize('NFC') : refuse(`${name} must be a string.`);
}

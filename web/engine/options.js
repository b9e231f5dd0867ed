/** The options of a generation: their defaults, their checks, their way into the module. */
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
 * @typedef {SamplingOptions & { candidates?: number }} DistributionOptions candidates: how many, default all
 *
 * @typedef {{ index: number, id: number }} Choice the token to take at an index, counted from the first generated token
 *
 * @typedef {SamplingOptions & {
 *   seed?: number | bigint,
 *   maxTokens?: number,
 *   stop?: string | string[],
 *   candidates?: number,
 *   choices?: Choice[],
 *   signal?: AbortSignal,
 * }} GenerateOptions seed: 0 to 2^64 - 1, drawn if missing; maxTokens: default 200; stop: ends the text, and stays in it;
 * candidates: how many alternatives every step reports, default 0; choices: tokens that are taken instead of drawn, in
 * any order. The token at index n is drawn with the seed's n-th number, whatever was chosen before it.
 */

const DEFAULTS = {
  temperature: 1, topK: 0, topP: 1, minP: 0, typicalP: 1, repetitionPenalty: 1, presencePenalty: 0, frequencyPenalty: 0,
};

/** @param {string} message @returns {never} */
function refuse(message) {
  throw new LukewarmError('invalid-argument', message);
}

/**
 * @param {import('./runtime.js').Wasm} wasm
 * @param {number} session of the module
 * @param {SamplingOptions} options
 */
export function configure(wasm, session, options) {
  const values = Object.entries(DEFAULTS).map(([name, fallback]) => {
    const value = options[/** @type {keyof typeof DEFAULTS} */ (name)] ?? fallback;
    return typeof value === 'number' ? value : refuse(`${name} must be a number.`);
  });
  const order = options.order ?? 'temperature-first';
  if (!/^temperature-(first|last)$/.test(order)) refuse('order is “temperature-first” or “temperature-last”.');
  if (!wasm.configure(session, ...values, order === 'temperature-last')) fail(wasm);
}

/**
 * Throws what the module's last failed call says.
 * @param {import('./runtime.js').Wasm} wasm
 * @returns {never}
 */
export function fail(wasm) {
  throw new LukewarmError(wasm.errorCode(), wasm.errorMessage());
}

/**
 * Returns `seed`, or a drawn one of 32 bits: short enough to read out.
 * @param {number | bigint} [seed]
 */
export function chooseSeed(seed) {
  if (seed === undefined || seed === null) return crypto.getRandomValues(new Uint32Array(1))[0];
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
  return Number.isInteger(number) && Number(number) >= 0
    ? Number(number) : refuse(`${name} must be a whole number, 0 or more.`);
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
 * Returns the token chosen at each index.
 * @param {Choice[]} choices
 * @param {number} vocabSize
 */
export function choicesByIndex(choices, vocabSize) {
  if (!Array.isArray(choices)) refuse('choices must be an array of { index, id }.');
  /** @type {Map<number, number>} */
  const ids = new Map();
  for (const choice of choices) {
    const { index, id } = choice ?? {};
    wholeNumber(index ?? NaN, 'The index of a choice', 0);
    checkToken(id, vocabSize);
    if (ids.has(index)) refuse(`There are two choices for index ${index}; leave one.`);
    ids.set(index, id);
  }
  return ids;
}

/** @param {unknown} value @param {string} name */
export function string(value, name) {
  return typeof value === 'string' ? value.normalize('NFC') : refuse(`${name} must be a string.`);
}

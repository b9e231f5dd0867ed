// What makes a text: model, prompt, temperature, seed, length. And the link that carries them, after the # so that
// no server sees it.

import { formatChoices, parseChoices } from '../element/choices.js';
import { parseSeed } from '../element/seed.js';

/** @typedef {import('../engine/options.js').SamplingOptions} SamplingOptions */
/** @typedef {import('../element/choices.js').Choice} Choice */
/**
 * @typedef {{ model: string, prompt: string, temperature: number, seed: string, length: number, choices: Choice[] }
 *     & Required<Omit<SamplingOptions, 'temperature'>>} Settings seed: a whole number below 2^64; choices: by index
 */

/** @type {Settings} */
export const defaults = {
  model: 'shakespeare', prompt: 'ROMEO:', temperature: 0.6, seed: '1', length: 600, choices: [],
  topK: 0, topP: 1, minP: 0, typicalP: 1, repetitionPenalty: 1, presencePenalty: 0, frequencyPenalty: 0,
  order: 'temperature-first',
};

/** What numbers may be. */
const ranges = /** @type {const} */ ({
  temperature: [0, 2], length: [1, 1000000], topK: [0, 1000000], topP: [0, 1], minP: [0, 1], typicalP: [0, 1],
  repetitionPenalty: [0.5, 2], presencePenalty: [-2, 2], frequencyPenalty: [-2, 2],
});

/** The ways to choose beside temperature; the defaults are off. */
export const samplers = /** @type {const} */ (['topK', 'topP', 'minP', 'typicalP', 'repetitionPenalty', 'presencePenalty',
  'frequencyPenalty', 'order']);

/** Returns the name in links and in HTML: topK is top-k. @param {string} name */
export const attributeOf = (name) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

/** Returns those of the samplers that are on. @param {Settings} settings @returns {Partial<Settings>} */
export const samplersOf = (settings) =>
  Object.fromEntries(samplers.filter((name) => settings[name] !== defaults[name]).map((name) => [name, settings[name]]));

/** Returns the model's own options. @param {Settings} settings @returns {SamplingOptions} */
export const samplingOf = (settings) => ({ temperature: settings.temperature, ...samplersOf(settings) });

/** Beginnings of models that tell no tales. @type {Record<string, string>} */
const prompts = { tang: '明月', names: 'ma' };

/** Returns the beginning that suits a model. @param {string} model */
export const suggestPrompt = (model) =>
  (model.startsWith(defaults.model) ? defaults.prompt : prompts[model] ?? 'Once upon a time');

/**
 * Returns settings from texts as people type them; what is missing or no number is taken from the defaults.
 * @param {{ [name in Exclude<keyof Settings, 'choices'>]?: string | number | null } & { choices?: Choice[] }} given
 * @returns {Settings}
 */
export function readSettings({ model, prompt, seed, order, choices = [], ...given }) {
  /** @param {keyof typeof ranges} name */
  const number = (name) => {
    const [low, high] = ranges[name];
    const text = String(given[name] ?? '').trim();
    return text && !Number.isNaN(Number(text)) ? Math.min(high, Math.max(low, Number(text))) : defaults[name];
  };
  const numbers = /** @type {(keyof typeof ranges)[]} */ (Object.keys(ranges)).map((name) => [name, number(name)]);
  /** @type {Settings} */
  const settings = {
    ...defaults,
    ...Object.fromEntries(numbers),
    model: model ?? defaults.model,
    prompt: String(prompt ?? defaults.prompt).normalize('NFC'),
    seed: String(parseSeed(String(seed ?? '')) ?? defaults.seed),
    order: order === 'temperature-last' ? order : defaults.order,
    choices,
  };
  settings.length = Math.round(settings.length);
  settings.topK = Math.round(settings.topK);
  return settings;
}

/** Returns the settings in a link's fragment. @param {string} hash */
export const parseLink = (hash) => {
  const given = Object.fromEntries(new URLSearchParams(hash.replace(/^#/, '')));
  const named = Object.fromEntries(samplers.map((name) => [name, given[attributeOf(name)]]));
  return readSettings({ ...given, ...named, choices: parseChoices(given.at ?? '') });
};

/** Returns the fragment that parseLink reads; what is off is left out. @param {Settings} settings */
export function formatLink(settings) {
  const { model, prompt, temperature, seed, length, choices } = settings;
  const on = Object.fromEntries(Object.entries(samplersOf(settings)).map(([name, value]) => [attributeOf(name), value]));
  /** @type {Record<string, any>} */
  const values = { model, prompt, temperature, seed, length, ...on };
  if (choices.length > 0) values.at = formatChoices(choices);
  return `#${new URLSearchParams(values)}`;
}

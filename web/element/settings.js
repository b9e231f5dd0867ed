// What makes a text: the model, the prompt, the options, the seed. An element has each of them as an attribute, a link as
// a parameter, the engine as an option.
import { formatChoices, parseChoices } from './choices.js';

/** @typedef {import('../engine/options.js').SamplingOptions} SamplingOptions */
/** @typedef {import('./choices.js').Choice} Choice */
/**
 * @typedef {{ model: string, prompt: string, temperature: number, seed: number | bigint, maxTokens: number, end: string, choices: Choice[] }
 *     & Required<Omit<SamplingOptions, 'temperature'>>} Settings model: an address or a short name;
 *     end: 'sentence' where the text goes on from maxTokens to there, else ''; choices: by index
 */

/** The sampling options beside the temperature, with the values that switch them off. */
export const samplers = /** @type {const} */ ({
  topK: 0, topP: 1, minP: 0, typicalP: 1, repetitionPenalty: 1, presencePenalty: 0, frequencyPenalty: 0, order: 'temperature-first',
});
const samplerNames = /** @type {(keyof typeof samplers)[]} */ (Object.keys(samplers));

/** Returns the attribute of a property: maxTokens is max-tokens. @param {string} name */
export const attributeOf = (name) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

/** Returns the property of an attribute. @param {string} attribute */
export const propertyOf = (attribute) => attribute.replace(/-(\w)/g, (_, letter) => letter.toUpperCase());

/** The attributes of the samplers, and what they hold. */
export const samplerAttributes = /** @type {{ [attribute: string]: 'number' | 'string' }} */ (Object.fromEntries(
  samplerNames.map((name) => [attributeOf(name), typeof samplers[name]])));

/** Returns those of the samplers that are on. @param {Settings} settings @returns {Partial<Settings>} */
export const samplersOf = (settings) =>
  Object.fromEntries(samplerNames.filter((name) => settings[name] !== samplers[name]).map((name) => [name, settings[name]]));

/** Returns the engine's sampling options. @param {Settings} settings @returns {SamplingOptions} */
export const samplingOf = (settings) => ({ temperature: settings.temperature, ...samplersOf(settings) });

/** Returns the settings that an element's properties hold. @param {{ [property: string]: any }} values @returns {Settings} */
export function settingsOf(values) {
  const { model, prompt, temperature = 1, seed = 0, maxTokens = 200, at = '' } = values; // no rest: an element's are its class's
  const options = Object.fromEntries(samplerNames.map((name) => [name, values[name] || samplers[name]]));
  return { model, prompt, temperature, seed, maxTokens, choices: parseChoices(at),
    end: values.end || (values.maxTokens === undefined ? 'sentence' : ''), .../** @type {any} */ (options) };
}

/** Returns the settings as an element's attributes; what is off is left out. @param {Settings} settings @returns {[name: string, value: string][]} */
export function attributesOf(settings) {
  const { model, prompt, temperature, seed, maxTokens, end, choices } = settings;
  const values = { model, prompt, temperature, seed, maxTokens, ...(end && { end }), ...samplersOf(settings), ...(choices.length && { at: formatChoices(choices) }) };
  return Object.entries(values).map(([name, value]) => [attributeOf(name), String(value)]);
}

/** Returns everything that decides a text, in a word to compare. @param {Settings} settings */
export const keyOf = (settings) => JSON.stringify(attributesOf(settings));

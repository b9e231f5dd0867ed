// The link that carries what makes a text, after the # so that no server sees it. After a ? it is taken too.
import { parseChoices } from '../element/choices.js';
import { parseSeed } from '../element/seed.js';
import { attributeOf, attributesOf, samplers } from '../element/settings.js';

/** @typedef {import('../element/settings.js').Settings} Settings */

/** What the page opens with. @type {Settings} */
export const defaults = { model: 'shakespeare', prompt: 'ROMEO:', temperature: 0.5, seed: 1, maxTokens: 600, end: 'sentence', choices: [], ...samplers };

/** What numbers may be: the lowest, the highest, and whether they are whole. @type {{ [name: string]: [low: number, high: number, whole?: boolean] }} */
const ranges = {
  temperature: [0, Infinity], maxTokens: [0, 1000000, true], topK: [0, 1000000, true], topP: [0, 1], minP: [0, 1], typicalP: [0, 1],
  repetitionPenalty: [0.5, 2], presencePenalty: [-2, 2], frequencyPenalty: [-2, 2],
};

/** Returns the parameter of an option: an attribute's name, and for the length a short one. @param {string} name */
const parameterOf = (name) => (name === 'max-tokens' ? 'length' : name);

/** Returns the settings in a link; what is missing or no number is taken from the defaults. @param {string} link @returns {Settings} */
export function parseLink(link) {
  const given = new URLSearchParams(link.slice(1));
  const numbers = Object.entries(ranges).map(([name, [low, high, whole]]) => {
    const number = Number(given.get(parameterOf(attributeOf(name))) || NaN);
    const value = Number.isNaN(number) ? defaults[/** @type {'topK'} */ (name)] : Math.min(high, Math.max(low, number));
    return [name, whole ? Math.round(value) : value];
  });
  return {
    ...defaults,
    ...Object.fromEntries(numbers),
    model: given.get('model') || defaults.model,
    prompt: /** @type {any} */ (given.get('prompt')?.normalize('NFC')), // without one, the model's own
    seed: parseSeed(given.get('seed') ?? '') ?? defaults.seed,
    end: given.has('length') && given.get('end') !== defaults.end ? '' : defaults.end,
    order: given.get('order') === 'temperature-last' ? 'temperature-last' : defaults.order,
    choices: parseChoices(given.get('at') ?? ''),
  };
}

/** Returns the fragment that parseLink reads; what is off is left out. @param {Settings} settings */
export const formatLink = (settings) =>
  `#${new URLSearchParams(attributesOf(settings).map(([name, value]) => [parameterOf(name), value]))}`;

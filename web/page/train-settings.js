// The settings of a training as a reader types them. No DOM.
import { parseSeed } from '../element/seed.js';
import { LukewarmError } from '../engine/errors.js';

/** @typedef {{ name: string, label: string, value: string }} Field '': left to the plan */

/** Returns the number that a reader means: with a decimal comma, too. @param {string} text */
const parseNumber = (text) => Number(text.replace(',', '.'));

/** @type {{ [name: string]: (text: string) => any }} NaN: not what was asked for */
const parsers = {
  tokenizer: (text) => text,
  heldOut: (text) => Number((parseNumber(text.replace(/\s*%$/, '')) / 100).toPrecision(6)),
  seed: (text) => parseSeed(text) ?? NaN,
};

/**
 * Returns those that are set. Errors: invalid-argument.
 * @param {Field[]} fields @param {import('./train-words.js').Words} words
 * @returns {import('../train/plan.js').Given}
 */
export function readSettings(fields, { say }) {
  return Object.fromEntries(fields.map(({ name, label, value }) => [name, label, value.trim()]).filter(([, , text]) => text !== '')
    .map(([name, label, text]) => {
      const value = (parsers[name] ?? parseNumber)(text);
      if (typeof value !== 'number' || Number.isFinite(value)) return [name, value];
      throw new LukewarmError('invalid-argument', name === 'seed' ? say.notWhole(label) : say.notNumber(label, text));
    }));
}

// The settings of a training, and of a text that it writes, as a reader types them. No DOM.
import { parseSeed } from '../element/seed.js';
import { LukewarmError } from '../engine/errors.js';

/** @typedef {{ name: string, label: string, value: string }} Field */

/** What a number may be, and whether it is whole. @type {{ [name: string]: [from: number, to: number, whole?: boolean] }} */
const ranges = {
  epochs: [1, 1e6, true], batchSize: [1, 4096, true], bpttLength: [1, 16_384, true], learningRate: [1e-6, 10], dropout: [0, 0.99],
  heldOut: [0, 90], length: [1, 100_000, true],
};

/**
 * Returns what a reader means, with a decimal comma or a percent sign, too. Errors: invalid-argument.
 * @param {Field} field @param {import('./train-words.js').Words} words @returns {any}
 */
export function readSetting({ name, label, value }, { say, upTo, locale }) {
  const text = value.trim();
  const range = ranges[name];
  if (range) {
    const [from, to, whole] = range;
    const number = Number(text.replace(',', '.').replace(/\s*%$/, '') || NaN);
    if (number >= from && number <= to && !(whole && number % 1)) return name === 'heldOut' ? Number((number / 100).toPrecision(6)) : number;
    throw new LukewarmError('invalid-argument', whole ? say.notWhole(label, String(from), locale.count(to), text)
      : say.notNumber(label, upTo(from), upTo(to), text));
  }
  const seed = name === 'seed' ? parseSeed(text) : text;
  if (seed === undefined) throw new LukewarmError('invalid-argument', say.notWhole(label, '0', '2⁶⁴ − 1', text));
  return seed;
}

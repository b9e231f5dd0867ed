#!/usr/bin/env node
// Counts how well the model keeps the form of regulated verse, which was never given to it:
//   node models/tang/couplets.mjs [--poems 200] [--temperature 0.8 --temperature 1] [--model FILE]
// A poem is a line of the text: lines of 5 or 7 characters, ， after odd ones, 。 after even ones, and a line break after
// four or eight of them. Poems are drawn with the seeds 1, 2, 3 ..., none left out.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { readArguments } from '../../web/make/arguments.mjs';
import { generate } from '../make/command-line.mjs';
import { models } from '../make/shipped.mjs';

const kLongest = 200;  // tokens; eight lines of seven take 65
const kLengths = [5, 7];

/**
 * @typedef {object} Form
 * @property {number} couplets
 * @property {number} kept couplets of two lines as long as the poem's first line, which has 5 or 7 characters
 * @property {boolean} whole whether all of the poem is such couplets, two or four of them
 */

/**
 * Returns how far a poem keeps the form. What follows the last 。 counts as a couplet that is not kept.
 * @param {string} poem without line breaks
 * @returns {Form}
 */
export function formOf(poem) {
  const couplets = poem.split('。');
  if (couplets[couplets.length - 1] === '') couplets.pop();
  const whole = poem.endsWith('。');
  const first = [...poem.split(/[，。]/)[0]].length;
  const kept = couplets.filter((couplet, index) => {
    const lines = couplet.split('，');
    const closed = whole || index + 1 < couplets.length;
    return closed && kLengths.includes(first) && lines.length === 2 &&
      lines.every((line) => [...line].length === first);
  }).length;
  return { couplets: couplets.length, kept, whole: kept === couplets.length && (kept === 2 || kept === 4) };
}

/**
 * Returns the shares over `poems` poems.
 * @param {string} model file
 * @param {number} poems
 * @param {number} temperature
 */
export function measure(model, poems, temperature) {
  const forms = Array.from({ length: poems }, (_, index) => formOf(generate(model,
    { prompt: '', temperature, tokens: kLongest, seed: index + 1, stop: '\n' }).trim()));
  const sum = (/** @type {(form: Form) => number} */ count) => forms.reduce((total, form) => total + count(form), 0);
  return {
    couplets: sum(({ couplets }) => couplets),
    kept: sum(({ kept }) => kept),
    whole: sum(({ whole }) => (whole ? 1 : 0)),
  };
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { values } = readArguments(import.meta.url, { poems: 200, temperature: [0.8, 1], model: join(models, 'tang/tang.safetensors') });
  const percent = (/** @type {number} */ part, /** @type {number} */ all) => `${(100 * part / all).toFixed(1)} %`;
  console.log('temperature  couplets  kept             poems kept whole');
  for (const temperature of values.temperature) {
    const { couplets, kept, whole } = measure(values.model, values.poems, temperature);
    const share = `${kept} (${percent(kept, couplets)})`;
    console.log(`${String(temperature).padStart(11)}  ${String(couplets).padStart(8)}  ${share.padEnd(17)}` +
      `${whole} of ${values.poems} (${percent(whole, values.poems)})`);
  }
}

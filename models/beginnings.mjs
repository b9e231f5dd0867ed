#!/usr/bin/env node
// Writes what a model makes of a beginning, thirty texts of the seeds 1 to 30, and counts what a script can count:
//   node models/beginnings.mjs NAME --prompt P... --temperature T... [--tokens 600] [--text TEXT] [--counts]
// With TEXT, what the model learned from: how many of its words, or of its pairs of Chinese characters, stand there at least
// twice, in how many texts all do, and of poems how many keep the form of the first. With --counts the texts are left out.
import { readFile } from 'node:fs/promises';
import { readArguments } from '../web/make/arguments.mjs';
import { generate } from './make/command-line.mjs';
import { folders } from './make/shipped.mjs';
import { formOf } from './tang/couplets.mjs';

const kTexts = 30;

/** Returns the words of a text, and of Chinese lines each two characters that stand side by side. @param {string} text */
function units(text) {
  const words = text.toLowerCase().match(/[\p{L}']+/gu) ?? [];
  return words.flatMap((word) => (/\p{Script=Han}/u.test(word) ? Array.from(word.slice(1), (last, at) => word[at] + last) : [word]));
}

const { values, positionals } = readArguments(import.meta.url, { prompt: [''], temperature: [0.5], tokens: 600, text: '', counts: false }, [1, 1]);
const [{ path }] = await folders(positionals);
/** @type {Map<string, number>} */
const seen = new Map();
for (const unit of units(values.text ? await readFile(values.text, 'utf8') : '')) seen.set(unit, (seen.get(unit) ?? 0) + 1);

for (const prompt of values.prompt) {
  for (const temperature of values.temperature) {
    let all = 0, known = 0, whole = 0, formed = 0;
    for (let seed = 1; seed <= kTexts; seed++) {
      const text = generate(path, { prompt, temperature, tokens: values.tokens, seed });
      if (!values.counts) console.log(`[${seed}] ${text}\n`);
      const own = units(text.slice(prompt.length)).slice(0, -1); // the last may be cut
      const here = own.filter((unit) => (seen.get(unit) ?? 0) > 1).length;
      all += own.length;
      known += here;
      whole += Number(here === own.length);
      formed += Number(formOf(text.split('\n')[0]).whole);
    }
    const counts = values.text ? `: ${(100 * known / all).toFixed(1)} % known, all of them in ${whole} of ${kTexts} texts, ${formed} whole poems` : '';
    console.log(`${JSON.stringify(prompt)} at ${temperature}${counts}`);
  }
}

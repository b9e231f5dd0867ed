#!/usr/bin/env node
// Counts how often a person who was named at the beginning of a text comes again by name:
//   node models/little-stories/names.mjs [--texts 30] [--temperature 0.6] [--tokens 120] [--prompt "…"] [--model FILE] [--show]
// Texts are drawn with the seeds 1, 2, 3 …, none left out; --show prints them.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { readArguments } from '../../web/make/arguments.mjs';
import { readModelConfig } from '../../web/make/model-index.mjs';
import { generate } from '../make/command-line.mjs';
import { about, models } from '../make/shipped.mjs';

const kBeginning = 3;  // sentences

/**
 * Returns the names in a sentence: capitalised words that the vocab lacks in lower case, or that follow another word.
 * @param {string} sentence
 * @param {Set<string>} vocab
 */
function namesIn(sentence, vocab) {
  const words = sentence.match(/[\p{L}]+|[^\p{L}\s]+/gu) ?? [];
  return words.filter((word, index) => /^\p{Lu}\p{Ll}+$/u.test(word) &&
    (!vocab.has(word.toLowerCase()) || /^\p{Ll}/u.test(words[index - 1] ?? '')));
}

/**
 * Returns the names that stand in a text's first three sentences, and those of them that come again after the sentence
 * that they first stand in.
 * @param {string} text
 * @param {Set<string>} vocab
 */
export function recurring(text, vocab) {
  const sentences = text.split(/(?<=[.!?]"?)\s+/);
  const named = new Set(), again = new Set();
  sentences.forEach((sentence, index) => {
    const names = namesIn(sentence, vocab);
    for (const name of names) if (named.has(name)) again.add(name);
    if (index < kBeginning) for (const name of names) named.add(name);
  });
  return { named: [...named], again: [...again] };
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { values } = readArguments(import.meta.url, {
    texts: 30, temperature: 0.6, tokens: 120, prompt: about('little-stories').prompt, model: join(models, 'little-stories/little-stories.safetensors'), show: false,
  });
  const { prompt, temperature, tokens } = values;
  const { tokenizer } = await readModelConfig(values.model);
  const vocab = new Set(/** @type {string[]} */ (tokenizer.vocab));
  let named = 0, again = 0;
  for (let seed = 1; seed <= values.texts; seed++) {
    const text = generate(values.model, { prompt, temperature, tokens, seed });
    const found = recurring(text, vocab);
    named += Number(found.named.length > 0);
    again += Number(found.again.length > 0);
    if (values.show) console.log(`${seed}: ${found.named.join(' ') || '-'} / ${found.again.join(' ') || '-'}\n${text}\n`);
  }
  console.log(`${again} of ${values.texts} texts name someone of their first ${kBeginning} sentences again; ${named} name someone there`);
}

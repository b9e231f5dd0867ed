#!/usr/bin/env node
// How much of a lost vocabulary is found again:
//   node tests/bench/vocabulary-search.mjs TEXT FILE...
// FILEs are a model of another framework with its vocabulary, TEXT a text of its kind that it was not trained with. The
// vocabulary is forgotten, searched for, and compared; the losses of both are the engine's, in f32. Needs the built site.
import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { openImport } from '../../web/import/import.js';
import { readArguments } from '../../web/make/arguments.mjs';
import { site } from '../../web/make/site.mjs';

const { positionals: [path, ...files] } = readArguments(import.meta.url, {}, [2, Infinity]);
const { loadModel } = await import(pathToFileURL(join(site, 'lukewarm.js')).href);
const found = await openImport(await Promise.all(files.map(async (file) => ({ name: basename(file), data: await readFile(file) }))));
const own = found.vocabulary;
if (!own) throw new Error('The files have no vocabulary to compare with.');
const hasCase = own.tokens.some((token) => /^[A-Z]$/.test(token));
const all = (await readFile(path, 'utf8')).slice(0, 300_000);
const text = hasCase ? all : all.toLowerCase();

const began = process.cpuUsage();
const guess = await found.findVocabulary(text);
const { user } = process.cpuUsage(began);

const ids = new Map(own.tokens.map((token, id) => [token, id]));
const known = Array.from(text).filter((character) => ids.has(character));
const isRight = (/** @type {string} */ character) => guess.vocabulary.tokens[/** @type {number} */ (ids.get(character))] === character;
const characters = [...new Set(known)];

/** @param {any} vocabulary */
async function lossWith(vocabulary) {
  await found.useVocabulary(vocabulary);
  const model = await loadModel(await found.build(), { precision: 'f32' });
  const { loss } = await model.score(known.slice(20_000, 20_000 + (found.context === 'stateful' ? 10_000 : 2000)).join(''));
  await model.dispose();
  return loss;
}
const [withGuess, withOwn] = [await lossWith(guess.vocabulary), await lossWith(own)];
console.log(`${found.format}, ${found.vocabSize} ids: ${characters.filter(isRight).length} of ${characters.length} characters, ${(100 * known.filter(isRight).length / known.length).toFixed(2)} % of the text; order ${guess.order}, certainty ${guess.certainty.toFixed(2)}; loss ${withGuess.toFixed(3)}, with its own vocabulary ${withOwn.toFixed(3)}; ${(user / 1e6).toFixed(0)} s of one core`);
found.dispose();

#!/usr/bin/env node
// Counts how many of the names that the model writes are new:
//   node models/names/new-names.mjs names.txt names-valid.txt [--names 1000] [--temperature T]... [--model FILE]
// The two texts are census.mjs's. The names are the first lines of one text of seed 1, none left out.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { readArguments } from '../../web/make/arguments.mjs';
import { generate } from '../make/command-line.mjs';
import { models } from '../make/shipped.mjs';

const kLongest = 16;  // tokens that a name takes at most, on the average

/**
 * Returns how many of the names are in which list, and how many different ones there are.
 * @param {string[]} names
 * @param {{ train: Set<string>, valid: Set<string> }} lists
 */
export function countNames(names, { train, valid }) {
  const count = (/** @type {(name: string) => boolean} */ is) => names.filter(is).length;
  return {
    all: names.length,
    train: count((name) => train.has(name)),
    valid: count((name) => valid.has(name)),
    fresh: count((name) => !train.has(name) && !valid.has(name)),
    different: new Set(names).size,
  };
}

/**
 * Returns the first names that a model writes.
 * @param {string} model file
 * @param {number} names how many
 * @param {number} temperature
 */
export function write(model, names, temperature) {
  const lines = generate(model, { prompt: '', temperature, tokens: kLongest * names, seed: 1 }).split('\n');
  if (lines.length <= names) throw new Error(`the model wrote ${lines.length - 1} whole names, not ${names}`);
  return lines.slice(0, names);
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { values, positionals: texts } = readArguments(import.meta.url,
    { names: 1000, temperature: [0.8, 1], model: join(models, 'names/names.safetensors') }, [2, 2]);
  const [train, valid] = await Promise.all(texts.map(async (path) => new Set((await readFile(path, 'utf8')).trim().split('\n'))));
  console.log('temperature  names  in the training text  held out  in neither  different');
  for (const temperature of values.temperature) {
    const counts = countNames(write(values.model, values.names, temperature), { train, valid });
    const row = [[temperature, 11], [counts.all, 5], [counts.train, 20], [counts.valid, 8], [counts.fresh, 10], [counts.different, 9]];
    console.log(row.map(([value, width]) => String(value).padStart(Number(width))).join('  '));
  }
}

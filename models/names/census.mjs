#!/usr/bin/env node
// Makes the two texts of the model, one name a line, from the two lists of first names of the 1990 US census:
//   node models/names/census.mjs dist.male.first dist.female.first FOLDER
// FOLDER/names.txt is to learn from, FOLDER/names-valid.txt is the tenth that is held out. A name of both lists stands once,
// in lower case; the order is that of the names' SHA-256, so it is one of chance and the same everywhere.
import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { readArguments } from '../../web/make/arguments.mjs';

const kHeldOut = 0.1;

/**
 * Returns the names to learn from and those held out.
 * @param {string[]} lists a name, its frequency and two columns more on each line
 */
export function splitNames(lists) {
  const names = lists.flatMap((list) => list.split('\n').map((line) => line.split(/\s/)[0].toLowerCase())).filter(Boolean);
  const keyOf = (/** @type {string} */ name) => createHash('sha256').update(name).digest('hex');
  const ordered = [...new Set(names)].map((name) => ({ name, key: keyOf(name) }))
    .sort((a, b) => (a.key < b.key ? -1 : 1)).map(({ name }) => name);
  const at = Math.floor(ordered.length * (1 - kHeldOut));
  return { train: ordered.slice(0, at), valid: ordered.slice(at) };
}

/** Returns a text of one name a line. @param {string[]} names */
export const linesOf = (names) => names.map((name) => `${name}\n`).join('');

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { positionals: [male, female, folder] } = readArguments(import.meta.url, {}, [3, 3]);
  const { train, valid } = splitNames([await readFile(male, 'utf8'), await readFile(female, 'utf8')]);
  await writeFile(join(folder, 'names.txt'), linesOf(train));
  await writeFile(join(folder, 'names-valid.txt'), linesOf(valid));
  console.log(`${train.length} names to learn from, ${valid.length} held out`);
}

#!/usr/bin/env node
// Measures a model of characters as nanoGPT measures its own: in windows of 256 characters, each from the initial state, the
// loss of those after a first one. nanoGPT takes windows at random places, this script all of them, one after the other:
//   node models/windows.mjs NAME TEXT [--from 0.9] [--length 256]
// The state is carried through the whole text in every other figure of models/README.md, which is an advantage.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { readArguments } from '../web/make/arguments.mjs';
import { site } from '../web/make/site.mjs';
import { folders } from './make/shipped.mjs';

const { values: { from, length }, positionals: [name, path] } = readArguments(import.meta.url, { from: 0.9, length: 256 }, [2, 2]);
const [{ path: file }] = await folders([name]);
const all = [...(await readFile(path, 'utf8')).normalize('NFC')];
const heldOut = all.slice(Math.floor(from * all.length));

const { loadModel } = await import(pathToFileURL(join(site, 'lukewarm.js')).href);
const model = await loadModel(await readFile(file));
let sum = 0;
let count = 0;
for (let at = 0; at + length < heldOut.length; at += length) {
  const scored = (await model.score(heldOut.slice(at, at + length + 1).join(''))).tokens.slice(1);
  for (const { logProbability } of scored) sum -= logProbability;
  count += scored.length;
}
await model.dispose();
console.log(`${name}: ${(sum / count).toFixed(4)} nats per character, in ${count / length} windows of ${length}`);

// What the page may know of the models before it loads one: models/index.json, read from the files' own headers.
import { open, readFile, readdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { defaults } from '../page/link.js';
import { escapeHtml } from './html.mjs';

/**
 * @typedef {object} ModelEntry
 * @property {string} id the folder's name
 * @property {string} file relative to models/
 * @property {number} bytes
 * @property {string} name
 * @property {string} license
 * @property {string} trainingData
 * @property {{ kind: string, size: number }[]} layers those with a size: embedding, recurrent and dense layers
 * @property {number} vocabSize
 * @property {string} tokenizer char, byte or word
 * @property {number} bits of the stored weights
 * @property {object | null} evaluation as the file says it
 * @property {string} prompt one that suits the model
 */

/** Prompts by what the id begins with, chosen by reading (models/README.md), in the order in which pages offer the models. */
const prompts = [
  ['shakespeare', 'ROMEO:'], ['little-stories', 'Once upon a time, there was a'], ['fairytales', "'Why are you crying?' asked the"],
  ['stories', '"Who are you?" said the'], ['tang', '春風'], ['names', 'ma'], ['', 'Once upon a time'],
];

/** Returns the place in `prompts` of a model's. @param {string} id */
const place = (id) => prompts.findIndex(([begin]) => id.startsWith(begin));

const kLongestHeader = 100_000_000;

/**
 * Returns what stands under `__metadata__.lukewarm` in a safetensors file.
 * @param {string} path
 */
export async function readModelConfig(path) {
  const file = await open(path);
  try {
    const length = Number((await file.read(Buffer.alloc(8), 0, 8, 0)).buffer.readBigUInt64LE());
    if (length > kLongestHeader) throw new Error(`${path} is not a safetensors file: its header would be ${length} bytes long`);
    const header = JSON.parse((await file.read(Buffer.alloc(length), 0, length, 8)).buffer.toString('utf8'));
    const config = header.__metadata__?.lukewarm;
    if (config === undefined) throw new Error(`${path} has no lukewarm config in its header`);
    return JSON.parse(config);
  } finally {
    await file.close();
  }
}

/**
 * Returns an entry for each folder of `models` that holds a model, in the order of `prompts`, then by id.
 * @param {string} models the folder
 * @returns {Promise<ModelEntry[]>}
 */
export async function modelIndex(models) {
  const entries = [];
  for (const folder of await readdir(models, { withFileTypes: true })) {
    if (!folder.isDirectory()) continue;
    const id = folder.name;
    const files = (await readdir(join(models, id))).filter((name) => name.endsWith('.safetensors'));
    if (files.length === 0) continue;
    if (files.length > 1) throw new Error(`models/${id} holds ${files.length} model files; one folder is one model`);
    const path = join(models, id, files[0]);
    const { name, license, training_data, layers, tokenizer, quantization, evaluation } = await readModelConfig(path);
    entries.push({
      id,
      file: `${id}/${files[0]}`,
      bytes: (await stat(path)).size,
      name,
      license,
      trainingData: training_data,
      layers: layers.filter((/** @type {any} */ layer) => layer.size ?? layer.units)
        .map((/** @type {any} */ { kind, size, units }) => ({ kind, size: size ?? units })),
      vocabSize: tokenizer.vocab?.length ?? 256,
      tokenizer: tokenizer.kind,
      bits: quantization?.bits ?? 32,
      evaluation: evaluation ?? null,
      prompt: prompts[place(id)][1],
    });
  }
  return entries.sort((a, b) => place(a.id) - place(b.id) || (a.id < b.id ? -1 : 1));
}

/** Puts the models, to choose from, into the site's builder.html. @param {string} site @param {ModelEntry[]} models */
export async function addModelOptions(site, models) {
  const path = join(site, 'builder.html');
  const place = '<!-- models -->';
  const page = await readFile(path, 'utf8');
  if (!page.includes(place)) throw new Error(`builder.html has no ${place}`);
  const options = models.map(({ id, name, prompt }) => `<option value="${id}" data-prompt="${escapeHtml(prompt)}"${id === defaults.model ? ' selected' : ''}>${name.charAt(0).toUpperCase()}${name.slice(1)}</option>`);
  await writeFile(path, page.replace(place, () => options.join('\n        ')));
}

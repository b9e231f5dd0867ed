// What a folder of tests/golden/import promises: its files, opened as a reader drops them, give the probabilities that the
// framework itself gave.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { openImport } from '../../../web/import/import.js';
import { root, site } from '../../../web/make/site.mjs';

const { loadModel } = await import(pathToFileURL(join(site, 'lukewarm.js')).href);

export const golden = join(root, 'tests/golden/import');

/**
 * @typedef {object} Expected expected.json of a fixture
 * @property {string[]} files as they are dropped, by their names in the folder
 * @property {{ [question: string]: any }} [answers]
 * @property {string[] | null} [vocabulary] null: it is in the files
 * @property {number} [tolerance] of a probability, in f32; default 1e-5
 * @property {number} [int8] of a probability, in int8; default 0.05
 * @property {{ prompt: string, probabilities: number[] }[]} cases of the token after the prompt, by id
 * @property {{ prompt: string, text: string, maxTokens?: number }} [greedy]
 */

/** Returns the probabilities by id. @param {any} model @param {string} prompt @returns {Promise<number[]>} */
export async function probabilitiesOf(model, prompt) {
  const candidates = await model.distribution(prompt);
  const result = Array.from({ length: model.info.vocabSize }, () => 0);
  for (const { id, probability } of candidates) result[id] = probability;
  return result;
}

/** Returns the largest difference. @param {number[]} a @param {number[]} b */
export const farthest = (a, b) => a.reduce((most, value, i) => Math.max(most, Math.abs(value - (b[i] ?? 0))), 0);

/**
 * @param {Uint8Array} bytes of a model file
 * @param {Expected} expected
 * @returns {Promise<{ f32: number, int8: number }>} the largest differences of probabilities
 */
export async function checkModel(bytes, { tolerance = 1e-5, int8 = 0.05, cases, greedy }) {
  const exact = await loadModel(bytes, { precision: 'f32' });
  const quantized = await loadModel(bytes);
  const most = { f32: 0, int8: 0 };
  try {
    for (const { prompt, probabilities } of cases) {
      const own = await probabilitiesOf(exact, prompt);
      const far = farthest(probabilities, own);
      assert.ok(far <= tolerance, `after ${JSON.stringify(prompt)} a probability is ${far} away from the framework's; ${tolerance} is allowed`);
      const rounded = farthest(probabilities, await probabilitiesOf(quantized, prompt));
      assert.ok(rounded <= int8, `in int8, after ${JSON.stringify(prompt)} a probability is ${rounded} away; ${int8} is allowed`);
      most.f32 = Math.max(most.f32, far);
      most.int8 = Math.max(most.int8, rounded);
    }
    if (greedy) {
      const { text } = await exact.complete(greedy.prompt, { temperature: 0, maxTokens: greedy.maxTokens ?? [...greedy.text].length });
      assert.equal(text.slice(0, greedy.text.length), greedy.text, 'the greedy text');
    }
  } finally {
    await exact.dispose();
    await quantized.dispose();
  }
  return most;
}

/**
 * Opens a fixture as expected.json says.
 * @param {string} folder in tests/golden/import, or a full path
 * @param {any} [options] of openImport
 */
export async function openFixture(folder, options = {}) {
  const path = folder.startsWith('/') ? folder : join(golden, folder);
  /** @type {Expected} */
  const expected = JSON.parse(await readFile(join(path, 'expected.json'), 'utf8'));
  const files = expected.files.map((name) => ({ name, path: join(path, name) }));
  const sources = await Promise.all(files.map(async ({ name, path }) => ({ name, data: await readFile(path) })));
  const found = await openImport(sources, {
    ...(expected.answers && { answers: expected.answers }), ...(expected.vocabulary && { vocabulary: expected.vocabulary }), ...options });
  return { expected, found };
}

/**
 * Checks a fixture: opened, built, loaded in f32 and int8, compared. Returns what was measured and what was found.
 * @param {string} folder in tests/golden/import, or a full path
 */
export async function checkFixture(folder) {
  const { expected, found } = await openFixture(folder);
  try {
    return { ...await checkModel(await found.build(), expected), found };
  } finally {
    found.dispose();
  }
}

// Imports what a tutorial saved, as a reader does who drops it: answers what is asked, gives the text where the vocabulary is
// missing; then compares the probabilities with the framework's, and lets the model write.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { openImport } from '../../web/import/import.js';
import { makePackage } from '../../web/make/package.mjs';
import { root, site } from '../../web/make/site.mjs';
import { checkModel } from '../web/import/harness.mjs';

const { loadModel } = await import(pathToFileURL(join(site, 'lukewarm.js')).href);

const kTokens = 2000; // that are timed, at most
const kSeconds = 4; // about as long
const kShown = 60; // characters

/**
 * @typedef {object} Result result.json, as common.py writes it
 * @property {number} tutorial
 * @property {string} name
 * @property {string[]} files
 * @property {(string | null)[] | null} tokens
 * @property {string | null} text a path
 * @property {{ [question: string]: any }} answers
 * @property {string | null} recipe
 * @property {string} seed
 * @property {string[] | null} [command]
 * @property {{ prompt: string, probabilities: number[] }[]} cases
 */

/**
 * @typedef {object} Row what the table shows
 * @property {number} tutorial
 * @property {string} name
 * @property {string} dropped
 * @property {number} bytes
 * @property {string | undefined} recipe
 * @property {string} asked
 * @property {number} f32 the largest difference of a probability
 * @property {number} int8
 * @property {number} modelBytes
 * @property {number} rate tokens per second, in int8, on one thread
 * @property {string} text
 */

/**
 * @param {string} folder that has result.json and the files
 * @returns {Promise<Row>}
 */
export async function importResult(folder) {
  /** @type {Result} */
  const result = JSON.parse(await readFile(join(folder, 'result.json'), 'utf8'));
  const sources = await Promise.all(result.files.map(async (name) => ({ name, data: await readFile(join(folder, name)) })));
  const found = await openImport(sources);
  const asked = found.questions.map(({ id }) => id);
  try {
    if (asked.length > 0) {
      const answers = found.questions.map(({ id, suggestion }) => [id, result.answers[id] ?? suggestion]);
      assert.ok(answers.every(([, value]) => value !== undefined), `no answer for ${asked}`);
      await found.answer(Object.fromEntries(answers));
    }
    if (!found.vocabulary) {
      assert.ok(result.text, 'the vocabulary is not in the file, and there is no text');
      await found.useText(await readFile(result.text));
      asked.push('text');
    }
    if (result.recipe) assert.equal(found.recipe, result.recipe, 'the recipe');
    if (result.tokens) {
      const own = found.vocabulary?.tokens ?? [];
      const other = result.tokens.findIndex((token, id) => token !== null && token !== own[id]);
      assert.equal(other, -1, `token ${other} is ${JSON.stringify(own[other])}, not ${JSON.stringify(result.tokens[other])}`);
    }
    const bytes = await found.build();
    if (result.command) await tryCommand(folder, result.command);
    const { f32, int8 } = await checkModel(bytes, { files: result.files, cases: result.cases, int8: 1 });
    return {
      tutorial: result.tutorial, name: result.name, dropped: result.files.join(', '), bytes: sources.reduce((sum, { data }) => sum + data.length, 0),
      recipe: found.recipe, asked: asked.join(', '), f32, int8, modelBytes: bytes.length, ...await write(bytes, result.seed, found.sampling[0]),
    };
  } finally {
    found.dispose();
  }
}

/** @type {Promise<unknown> | undefined} */
let packaged;

/** Types what a guide says into the package's command line, and loads what that writes. @param {string} folder @param {string[]} command */
async function tryCommand(folder, command) {
  const made = join(root, 'build/tutorials/package');
  await (packaged ??= makePackage(made));
  await promisify(execFile)(process.execPath, [join(made, 'lukewarm-cli.js'), ...command], { cwd: folder });
  const model = await loadModel(await readFile(join(folder, command[command.indexOf('-o') + 1])));
  await model.dispose();
}

/** @param {Uint8Array} bytes @param {string} prompt @param {import('../../web/import/types.js').SamplingPreset} [preset] */
async function write(bytes, prompt, { temperature = 0.8, topK } = { id: 'default' }) {
  const model = await loadModel(bytes);
  try {
    const options = { temperature: temperature || 0.8, ...(topK && { topK }), seed: 1, statistics: false };
    const timed = async (/** @type {number} */ maxTokens) => {
      const begin = performance.now();
      const { text, steps } = await model.complete(prompt, { ...options, maxTokens });
      return { text, rate: Math.round(steps.length / (performance.now() - begin) * 1000) };
    };
    const first = await timed(kShown);
    const { text, rate } = await timed(Math.min(kTokens, Math.max(kShown, kSeconds * first.rate)));
    return { rate, text: JSON.stringify((prompt.slice(-20) + text).slice(0, kShown)).slice(1, -1).replaceAll('`', '\'') };
  } finally {
    await model.dispose();
  }
}

// What the shipped models are measured on, and how their samples are made; what the files cannot say themselves.
import { existsSync } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { UsageError } from '../../web/make/arguments.mjs';
import { readModelConfig } from '../../web/make/model-index.mjs';

export const models = dirname(dirname(fileURLToPath(import.meta.url)));
export const root = dirname(models);

/**
 * @typedef {object} Shipped
 * @property {string} text the file that the held-out text is in
 * @property {number} from the fraction of its characters before the held-out part
 * @property {string} heldOut the same in words
 * @property {string} excerpt of the held-out text, in tests/models/excerpts/
 * @property {string} prompt of the samples
 * @property {number} temperature
 * @property {number} tokens
 */

const shakespeare = {
  text: 'tinyshakespeare.txt',
  from: 0.9,
  heldOut: 'the last tenth of Tiny Shakespeare',
  excerpt: 'tinyshakespeare.txt',
  prompt: 'ROMEO:\n',
  temperature: 0.8,
  tokens: 200,
};

/** @type {Record<string, Shipped>} by folder */
export const shipped = {
  shakespeare,
  'shakespeare-plays': shakespeare,
  'shakespeare-small': shakespeare,
  'shakespeare-tiny': shakespeare,
  fairytales: {
    text: 'fairytales-en-valid.txt',
    from: 0,
    heldOut: 'whole tales',
    excerpt: 'fairytales-en.txt',
    prompt: 'Once upon a time',
    temperature: 0.8,
    tokens: 50,
  },
  stories: {
    text: 'stories-en-valid.txt',
    from: 0,
    heldOut: 'whole stories and chapters',
    excerpt: 'stories-en.txt',
    prompt: 'The old house',
    temperature: 0.8,
    tokens: 50,
  },
  'little-stories': {
    text: 'tinystories-sample.txt',
    from: 0.9,
    heldOut: 'the last tenth of the stories',
    excerpt: 'tinystories.txt',
    prompt: 'Once upon a time, there was a',
    temperature: 0.6,
    tokens: 120,
  },
  tang: {
    text: 'tang-regulated.txt',
    from: 0.95,
    heldOut: 'the last twentieth of the poems',
    excerpt: 'tang.txt',
    prompt: '',
    temperature: 0.8,
    tokens: 65,
  },
  names: {
    text: 'names-valid.txt',
    from: 0,
    heldOut: 'a tenth of the names',
    excerpt: 'names.txt',
    prompt: '',
    temperature: 0.8,
    tokens: 65,
  },
};

/**
 * Returns the folders of models/ that hold a model: their names and files' paths.
 * @param {string[]} [names] none: all
 */
export async function folders(names = []) {
  const found = [];
  for (const folder of await readdir(models, { withFileTypes: true })) {
    if (!folder.isDirectory()) continue;
    const files = (await readdir(join(models, folder.name))).filter((name) => name.endsWith('.safetensors'));
    for (const name of files) found.push({ id: folder.name, name, path: join(models, folder.name, name) });
  }
  const unknown = names.find((name) => !found.some(({ id }) => id === name));
  if (unknown !== undefined) throw new UsageError(`models/ has no "${unknown}", but ${found.map(({ id }) => id).join(', ')}`);
  return found.filter(({ id }) => names.length === 0 || names.includes(id)).sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** Returns what the shipped files say of themselves. */
export async function describeAll() {
  return Promise.all((await folders()).map(async ({ id, path }) =>
    ({ id, bytes: (await stat(path)).size, config: await readModelConfig(path) })));
}

/** Returns what is shipped under a name, or says what is missing. @param {string} id */
export function about(id) {
  if (!shipped[id]) throw new Error(`models/make/shipped.mjs says nothing of ${id}: add what it is measured on`);
  return shipped[id];
}

/** Returns the command line's path, LUKEWARM or the one that was built. */
export function program() {
  const path = process.env.LUKEWARM ?? join(root, 'build/native/lukewarm');
  if (!existsSync(path)) throw new UsageError(`${path} is missing: run tests/run or web/demo first, or set LUKEWARM`);
  return path;
}

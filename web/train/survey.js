// A text as a network would read it: in how many tokens, and what of it the model that it begins with does not know.
import { loadModel } from '../engine/model.js';
import { readModelList } from '../engine/model-list.js';
import { readBytes } from '../engine/source.js';
import { heldOutOf, tokenizerOf } from './plan.js';
import { createTrainer } from './trainer.js';

/** The newest model that was asked for. @type {Map<string, Promise<Uint8Array>>} */
const models = new Map();

const listUrl = () => new URL('./models/index.json', import.meta.url);
/** @type {Promise<any[]> | null} */
let list = null;

export async function entries() {
  list ??= readModelList(listUrl());
  list.catch(() => (list = null));
  return list;
}

/** @param {string} id @param {(part: number) => void} onProgress what part of it has come */
export async function modelBytes(id, onProgress) {
  const entry = (await entries()).find((entry) => entry.id === id);
  if (!models.has(id)) {
    models.clear();
    models.set(id, readBytes(new URL(entry.file, listUrl()), {
      onProgress: ({ loaded }) => onProgress(Math.min(1, loaded / entry.bytes)),
    }));
    models.get(id)?.catch(() => models.delete(id));
  }
  return { entry, bytes: await /** @type {Promise<Uint8Array>} */ (models.get(id)) };
}

/**
 * Returns what the trainer makes of a text: how many tokens, and what of it the model does not know.
 * @param {import('./text.js').Text} read @param {import('./plan.js').Given} given
 * @param {string} from the model that it begins with, '' for none @param {(part: number) => void} onProgress of its download
 */
export async function look(read, given, from, onProgress) {
  const model = from ? await modelBytes(from, onProgress) : null;
  const trainer = await createTrainer(read.text, {
    ...tokenizerOf(given, !from), validationFraction: heldOutOf(given, read.characters),
    hidden: [8], embedding: 8, batchSize: 1, bpttLength: 8,
  }, model ? { model: model.bytes } : {});
  const { info, replacements } = trainer;
  trainer.dispose();
  return {
    ...info, characters: read.characters,
    unknown: model?.entry.tokenizer === 'word' ? await unknownWords(model.bytes, read.text) : unknownCharacters(replacements, read),
    shape: model && shapeOf(model.entry.layers),
    tokenizer: model ? model.entry.tokenizer : given.tokenizer ?? 'char',
  };
}

/**
 * @param {{ kind: string, size: number }[]} layers of a model
 * @returns {import('./plan.js').Shape}
 */
function shapeOf(layers) {
  const recurrent = layers.filter(({ kind }) => ['lstm', 'gru', 'rnn'].includes(kind));
  return {
    cell: /** @type {'lstm'} */ (recurrent[0].kind), hidden: recurrent.map(({ size }) => size),
    embedding: layers.find(({ kind }) => kind === 'embedding')?.size ?? 0,
  };
}

/** @typedef {{ from: string, to: string }[]} Replacements */
/**
 * @typedef {{ kind: 'characters' | 'words', count: number, distinct: number, examples: Replacements, skipped: number, characters: number }} Unknown
 *     what a model does not know: `count` of `distinct`, which are read as another or skipped so many times in so many characters
 */
const examples = 5;

/** @param {Replacements} replacements @param {import('./text.js').Text} read @returns {Unknown | null} */
function unknownCharacters(replacements, { counts, characters, distinct }) {
  if (replacements.length === 0) return null;
  const skipped = replacements.reduce((sum, { from, to }) => sum + (to ? 0 : counts.get(from) ?? 0), 0);
  return { kind: 'characters', count: replacements.length, distinct, examples: replacements.slice(0, examples), skipped, characters };
}

const examined = 20_000; // characters whose words are looked up: in a long text the share is the same

/** @param {Uint8Array} bytes of a model of words @param {string} text @returns {Promise<Unknown | null>} */
async function unknownWords(bytes, text) {
  const words = [...new Set(text.slice(0, examined).match(/[\p{L}\p{N}]+/gu))];
  const model = await loadModel(bytes);
  const session = await model.session(words.join(' '));
  const unknown = session.replacements.map(({ from }) => ({ from, to: '' }));
  session.dispose();
  model.dispose();
  if (unknown.length === 0) return null;
  return { kind: 'words', count: unknown.length, distinct: words.length, examples: unknown.slice(0, examples), skipped: 0, characters: text.length };
}

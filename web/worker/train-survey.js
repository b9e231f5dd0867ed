// A text as a network would read it: in how many tokens, and what of it the model that it begins with does not know.
import { loadModel } from '../engine/model.js';
import { readModelList } from '../engine/model-list.js';
import { readBytes } from '../engine/source.js';
import { createTrainer } from '../engine/trainer.js';
import { heldOutOf } from './train-plan.js';
import { count } from './train-words.js';

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
 * Returns what the trainer makes of a text: how many tokens, and, in words, what the model does not know.
 * @param {import('./train-text.js').Text} read @param {import('./train-plan.js').Given} given
 * @param {string} from the model that it begins with, '' for none @param {(part: number) => void} onProgress of its download
 */
export async function look(read, given, from, onProgress) {
  const model = from ? await modelBytes(from, onProgress) : null;
  const isWord = given.tokenizer === 'word' && !from;
  const trainer = await createTrainer(read.text, {
    tokenizer: /** @type {any} */ (given.tokenizer || 'char'), ...(isWord ? { vocab: 8000, minCount: 2 } : {}),
    validationFraction: heldOutOf(given, read.characters), hidden: [8], embedding: 8, batchSize: 1, bpttLength: 8,
  }, model ? { model: model.bytes } : {});
  const { info, replacements } = trainer;
  trainer.dispose();
  return {
    ...info, characters: read.characters,
    unknown: model?.entry.tokenizer === 'word' ? await unknownWords(model.bytes, read.text) : unknownCharacters(replacements, read),
    shape: model && shapeOf(model.entry.layers),
    tokenizer: model ? model.entry.tokenizer : given.tokenizer || 'char',
  };
}

/**
 * @param {{ kind: string, size: number }[]} layers of a model
 * @returns {import('./train-plan.js').Shape}
 */
function shapeOf(layers) {
  const recurrent = layers.filter(({ kind }) => ['lstm', 'gru', 'rnn'].includes(kind));
  return {
    cell: /** @type {'lstm'} */ (recurrent[0].kind), hidden: recurrent.map(({ size }) => size),
    embedding: layers.find(({ kind }) => kind === 'embedding')?.size ?? 0,
  };
}

/** @typedef {{ from: string, to: string }[]} Replacements */

/** @param {Replacements} replacements */
function examplesOf(replacements) {
  const examples = replacements.slice(0, 5).map(({ from, to }) => `“${from}”${to ? ` (read as “${to}”)` : ''}`);
  return examples.join(', ') + (replacements.length > 5 ? ` and ${count(replacements.length - 5)} more` : '');
}

/** @param {Replacements} replacements @param {import('./train-text.js').Text} read */
function unknownCharacters(replacements, { counts, characters, distinct }) {
  if (replacements.length === 0) return '';
  const times = replacements.reduce((sum, { from, to }) => sum + (to ? 0 : counts.get(from) ?? 0), 0);
  return `This model does not know ${count(replacements.length)} of your ${count(distinct)} characters: ` +
    `${examplesOf(replacements)}. ${count(times)} of ${count(characters)} places in the text are skipped.`;
}

const examined = 20_000; // characters whose words are looked up: in a long text the share is the same

/** @param {Uint8Array} bytes of a model of words @param {string} text */
async function unknownWords(bytes, text) {
  const words = [...new Set(text.slice(0, examined).match(/[\p{L}\p{N}]+/gu))];
  const model = await loadModel(bytes);
  const session = await model.session(words.join(' '));
  const unknown = session.replacements.map(({ from }) => ({ from, to: '' }));
  session.dispose();
  model.dispose();
  if (unknown.length === 0) return '';
  return `Of the first ${count(words.length)} different words of your text this model does not know ${count(unknown.length)}: ` +
    `${examplesOf(unknown)}. All of these it reads, and writes, as one unknown word.`;
}

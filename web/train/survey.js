// A text as a network would read it: in how many tokens, and what of it the model that it begins with does not know.
import { loadModel } from '../engine/model.js';
import { readModelList } from '../engine/model-list.js';
import { readBytes } from '../engine/source.js';
import { heldOutOf, tokenizerOf } from './plan.js';
import { count, startOf, sum } from './text.js';
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
  const unknown = model && await findUnknown(model, read);
  let start = startOf(read.text);
  const make = () => createTrainer(read.text, {
    ...tokenizerOf(given, !from), start, validationFraction: heldOutOf(given, read.characters),
    hidden: [8], embedding: 8, batchSize: 1, bpttLength: 8,
  }, model ? { model: model.bytes } : {});
  const trainer = await make().catch((error) => {
    // What it would begin after is not in the vocab.
    if (error.code === 'invalid-argument' && start) return (start = '', make());
    throw error;
  }).catch((error) => {
    if (error.code !== 'text-too-short') throw error;
  });
  trainer?.dispose();
  return {
    characters: read.characters, start, unknown, shape: model && shapeOf(model.entry.layers),
    tokenizer: model ? model.entry.tokenizer : given.tokenizer ?? 'char',
    trainTokens: 0, validTokens: 0, vocabSize: 0, ...trainer?.info,
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

/**
 * @typedef {{ kind: 'unknownCharacters' | 'unknownWords', count: number, distinct: number, examples: { from: string, to: string }[],
 *     share: number }} Unknown what a model does not know: `count` of `distinct`; share: the part of the text that they are,
 *     without what is read as another
 */
const examples = 5;
const examined = 20_000; // characters whose words are looked up: in a long text the share is the same

/**
 * Returns what of a text a model does not know, the most frequent first; null: it knows all.
 * @param {{ entry: any, bytes: Uint8Array }} model @param {import('./text.js').Text} read
 * @returns {Promise<Unknown | null>}
 */
async function findUnknown({ entry, bytes }, { text, counts }) {
  const ofWords = entry.tokenizer === 'word';
  const pieces = ofWords ? count(text.slice(0, examined).match(/[\p{L}\p{N}]+/gu) ?? []) : counts;
  const model = await loadModel(bytes);
  const session = await model.session([...pieces.keys()].join(ofWords ? ' ' : ''));
  const unknown = session.replacements.map(({ from, to }) => ({ from, to: ofWords ? '' : to, times: pieces.get(from) ?? 0 }));
  session.dispose();
  model.dispose();
  if (unknown.length === 0) return null;
  unknown.sort((a, b) => b.times - a.times);
  return {
    kind: ofWords ? 'unknownWords' : 'unknownCharacters', count: unknown.length, distinct: pieces.size, examples: unknown.slice(0, examples),
    share: sum(unknown.map(({ to, times }) => (to ? 0 : times))) / sum(pieces.values()),
  };
}

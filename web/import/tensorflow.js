// TensorFlow: checkpoints (an .index and its .data files), and SavedModel folders. Neither says what the network computes, but
// for SavedModels of Keras 2; the layers' names, order and shapes do.
import { importError } from './errors.js';
import { baseName, readText } from './files.js';
import { readModel } from './keras-model.js';
import { lookupVocabulary } from './keras-text.js';
import { readSavedModel } from './saved-model.js';
import { readCells } from './tensorflow-cells.js';
import { Checkpoint } from './tensorflow-checkpoint.js';
import { layersOf } from './tensorflow-layers.js';
import { isTable } from './tensorflow-table.js';

/** @typedef {import('./types.js').ImportFile} ImportFile */
/** @typedef {import('./types.js').Graph} Graph */
/** @typedef {import('./types.js').ReadOptions} ReadOptions */
/** @typedef {import('./saved-model.js').SavedModel} SavedModel */

export const id = 'tensorflow';

const maxFooter = 48;
/** In bytes: a line for each checkpoint that is kept. */
const maxState = 1 << 20;

/** @param {string} name */
const folderOf = (name) => name.slice(0, name.lastIndexOf('/') + 1);
/** @param {ImportFile} file */
const stemOf = ({ name }) => name.replace(/\.(index|data-\d+-of-\d+)$/i, '');
/** @param {ImportFile} file */
const isShard = ({ name }) => /\.data-\d+-of-\d+$/i.test(name);

/** The latest of several checkpoints: what the file "checkpoint" says, or the highest number. @param {ImportFile[]} indices @param {ImportFile[]} files */
async function latest(indices, files) {
  const state = files.find((file) => baseName(file) === 'checkpoint' && file.size <= maxState);
  const said = state && /^model_checkpoint_path: *"([^"]+)"/m.exec(await readText(state))?.[1];
  const base = said?.slice(said.lastIndexOf('/') + 1);
  const own = indices.find((index) => base && stemOf(index) === folderOf(/** @type {ImportFile} */ (state).name) + base);
  return { index: own ?? indices.toSorted((a, b) => a.name.localeCompare(b.name, 'en', { numeric: true })).at(-1), state };
}

/** @param {ImportFile[]} files */
export async function recognize(files) {
  const graph = files.find((file) => baseName(file) === 'saved_model.pb');
  if (graph) {
    const folder = folderOf(graph.name);
    return [graph, ...files.filter((file) => file !== graph && file.name.startsWith(folder) && /^(keras_metadata\.pb|fingerprint\.pb|variables\/[^/]+|assets\/[^/]+)$/.test(file.name.slice(folder.length)))];
  }
  const indices = [];
  for (const file of files) {
    if (/\.index$/i.test(file.name) && isTable(await file.read(Math.max(0, file.size - maxFooter), file.size))) indices.push(file);
  }
  if (indices.length > 0) {
    const { index, state } = await latest(indices, files);
    const own = /** @type {ImportFile} */ (index);
    return [own, ...files.filter((file) => (isShard(file) && stemOf(file) === stemOf(own)) || file === state)];
  }
  return files.filter((file) => isShard(file) || (/\.index$/i.test(file.name) && files.some((one) => isShard(one) && stemOf(one) === stemOf(file)))).slice(0, 2);
}

/** The checkpoint among the files, or that of a SavedModel. @param {ImportFile[]} files */
async function openCheckpoint(files) {
  const [first] = files;
  const index = files.find((file) => /\.index$/i.test(file.name));
  if (!index) {
    const missing = isShard(first) ? `${stemOf(first).replace(/^.*\//, '')}.index` : 'the folder "variables" with its weights';
    throw importError('import-incomplete', `${first.name} is a part of a model: ${missing} is missing. Drop both together, or the whole folder.`);
  }
  return Checkpoint.open(index, files);
}

/** Texts by their numbers; what has none before them is padding and [UNK]. @param {Map<string, number>} table @param {number} size @returns {string[] | undefined} undefined: they are not of so many tokens */
function listOf(table, size) {
  /** @type {(string | undefined)[]} */
  const list = new Array(size).fill(undefined);
  for (const [token, id] of table) {
    if (!(id < size) || (list[id] !== undefined && list[id] !== token)) return undefined;
    if (id >= 0) list[id] = token;
  }
  const missing = list.findIndex((token) => token !== undefined);
  if (missing < 0 || missing > 2 || list.slice(missing).includes(undefined)) return undefined;
  return /** @type {string[]} */ ([...['', '[UNK]'].slice(2 - missing), ...list.slice(missing)]);
}

/** @param {Graph} graph @param {Checkpoint} checkpoint @param {SavedModel | undefined} saved @param {ImportFile[]} files */
async function addVocabulary(graph, checkpoint, saved, files) {
  const size = graph.nodes.findLast(({ kind }) => kind === 'dense')?.tensors?.weight.shape[0] ?? 0;
  const take = async (/** @type {string} */ kind, /** @type {string[]} */ tokens, /** @type {number} */ missing) => {
    const vocabulary = await lookupVocabulary([{ kind, name: '', config: { vocabulary: tokens, num_oov_indices: missing } }], new Map(), size);
    if (!vocabulary) return;
    graph.vocabulary = vocabulary;
    graph.notes = [...graph.notes ?? [], { code: 'vocabulary-from-file' }];
  };
  for (const table of await checkpoint.tables()) {
    const tokens = listOf(table, size);
    if (tokens) return take('StringLookup', tokens, 0);
  }
  const assets = files.filter(({ name }) => /(^|\/)assets\//.test(name));
  const lists = [...saved?.texts ?? [], ...await Promise.all(assets.map(async (file) => (await readText(file)).replace(/\r?\n$/, '').split(/\r?\n/)))];
  // The tokens alone, with [UNK] before them, or with padding and [UNK].
  for (const [missing, kind] of /** @type {const} */ ([[1, 'StringLookup'], [0, 'StringLookup'], [2, 'TextVectorization']])) {
    const tokens = lists.find((list) => list.length === size - missing && new Set(list).size === list.length);
    if (tokens) return take(kind, tokens, missing);
  }
}

/** Without layers: variables by their names. @param {Checkpoint} checkpoint @param {string} file @returns {Graph} */
function ofTensorFlow1(checkpoint, file) {
  const names = [...checkpoint.entries.keys()].filter((name) => !/\/(Adam|Momentum|RMSProp|Adagrad|ExponentialMovingAverage)(_\d+)?$/i.test(name));
  if (!names.some((name) => /(^|\/)softmax_w$/.test(name))) throw importError('import-unsupported', `${file} has variables and no layers: it is of TensorFlow 1, or of no Keras model. What is read are checkpoints and SavedModels of Keras models, and char-rnn-tensorflow's.`);
  const { nodes } = readCells(names, (name) => checkpoint.tensor(name), file);
  return { format: 'TensorFlow 1 checkpoint', recipe: 'char-rnn-tensorflow', nodes, context: 'stateful', vocabularyHint: { kind: 'char', order: 'frequency' }, sampling: [{ id: 'multinomial', temperature: 1 }],
    notes: [{ code: 'recipe', name: 'char-rnn-tensorflow' }] };
}

/**
 * @param {ImportFile[]} files
 * @param {ReadOptions} [options]
 * @returns {Promise<Graph>}
 */
export async function read(files, { answers = {}, signal } = {}) {
  const [first] = files;
  const saved = baseName(first) === 'saved_model.pb' ? await readSavedModel(first, files.find((file) => baseName(file) === 'keras_metadata.pb')) : undefined;
  signal?.throwIfAborted();
  const checkpoint = await openCheckpoint(files);
  const objects = await checkpoint.objects();
  if (!objects) return ofTensorFlow1(checkpoint, first.name);
  const { layers, tree, isList, hasBoth } = layersOf(checkpoint, objects);
  const format = saved ? `TensorFlow SavedModel${saved.version && ` of ${saved.version}`}` : 'TensorFlow checkpoint';
  const model = saved?.metadata.find(({ class_name: name, config }) => ['Sequential', 'Functional', 'Model'].includes(String(name)) && config?.layers);
  const version = String(model?.keras_version ?? '2').slice(0, 20);
  const common = { format, version, major: 2 };
  if (model) {
    const graph = await readModel({ ...common, config: { class_name: model.class_name, config: model.config }, weights: layers, answers });
    if (!graph.vocabulary) await addVocabulary(graph, checkpoint, saved, files);
    return graph;
  }
  // As nothing says that it reads a window, it is read token by token: one that was trained on windows gives nearly the same.
  const source = { ...common, isWeightsOnly: true, answers: hasBoth ? answers : { window: 'stateful', ...answers }, ...(!isList && { config: { class_name: 'Custom', config: {} } }) };
  const graph = await readModel({ ...source, weights: layers }).catch((error) => {
    if (isList) throw error;
    return readModel({ ...source, weights: tree }); // not in the order in which they were defined
  });
  await addVocabulary(graph, checkpoint, saved, files);
  return graph;
}

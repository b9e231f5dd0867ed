// NumPy: .npz archives, .npy files, and pickles of arrays: the networks that tutorials write without a framework. Which matrix is
// which follows from the names that they give them, and from the shapes.
import { importError } from './errors.js';
import { isNpy, readNpy } from './npy.js';
import { NumpyArray, readNumpyPickle } from './pickle-numpy.js';
import { reshape, rows, stack, transpose } from './tensor.js';
import { findModel } from './torch-content.js';
import { readStateDict } from './torch-networks.js';
import { vocabularyIn } from './torch-vocabulary.js';
import { isZip, openZip } from './zip.js';

/** @typedef {import('./types.js').ImportFile} ImportFile */
/** @typedef {import('./types.js').Node} Node */
/** @typedef {import('./types.js').Graph} Graph */
/** @typedef {import('./tensor.js').Tensor} Tensor */
/** @typedef {{ name?: string, answers?: { [question: string]: any }, hint?: Graph['vocabularyHint'] }} Recipe */

export const id = 'npz';

const maxPickle = 1 << 26;
/** What is kept beside the weights: gradients, Adagrad's and Adam's sums, the state where training stopped. */
const noWeight = /^(h|c|a|s)_?(prev|state|last|next)$|loss|hist|grad|(^|_)(lr|epoch|iter|step|adam|rms)/i;

/** @param {ImportFile} file */
async function isArrayPickle(file) {
  if (!/\.(pkl|pickle|p)$/i.test(file.name) || file.size > maxPickle) return false;
  const start = await file.read(0, Math.min(file.size, 4096));
  return /numpy/.test(new TextDecoder('latin1').decode(start)) && !/torch|sklearn|pandas/.test(new TextDecoder('latin1').decode(start));
}

/** An .npz archive, or else all .npy files, or else a pickle. @param {ImportFile[]} files */
export async function recognize(files) {
  /** @type {ImportFile[]} */
  const arrays = [];
  /** @type {ImportFile[]} */
  const pickles = [];
  for (const file of files) {
    if (await isZip(file)) {
      const isOwn = /\.npz$/i.test(file.name) || await openZip(file).then((entries) => [...entries.keys()].every((name) => name.endsWith('.npy')), () => false);
      if (isOwn) return [file];
    } else if (await isNpy(file)) {
      arrays.push(file);
    } else if (/\.npz$/i.test(file.name)) {
      return [file];
    } else if (await isArrayPickle(file)) {
      pickles.push(file);
    }
  }
  return arrays.length > 0 ? arrays : pickles.slice(0, 1);
}

/** The arrays and values of the files, by their names. @param {ImportFile[]} files @returns {Promise<Map<string, ImportFile>>} */
async function filesOf([file, ...others]) {
  if (await isZip(file)) return new Map([...await openZip(file)].map(([name, entry]) => [name.replace(/\.npy$/, ''), entry]));
  return new Map([file, ...others].map((one) => [one.name.replace(/^.*\/|\.npy$/gi, ''), one]));
}

/** @param {ImportFile[]} files @param {AbortSignal} [signal] */
async function contentOf(files, signal) {
  /** @type {Map<string, Tensor>} */
  const entries = new Map();
  /** @type {Map<string, any>} */
  const values = new Map();
  const addAll = (/** @type {any} */ value) => {
    for (const [name, array] of findModel(value, files[0].name).entries) if (array instanceof NumpyArray && array.type?.kind === 'f') entries.set(name, array.tensor());
  };
  if (await isArrayPickle(files[0])) {
    values.set('', readNumpyPickle(await files[0].read(), { what: `The pickle ${files[0].name}` }));
    addAll(values.get(''));
    return { entries, values };
  }
  const all = await filesOf(files);
  if (all.size === 0) throw importError('import-damaged', `${files[0].name} has no arrays in it.`);
  for (const [name, file] of all) {
    signal?.throwIfAborted();
    if (!(await isNpy(file))) throw importError('import-damaged', `${file.name} in ${files[0].name} is no array of NumPy.`);
    const content = await readNpy(file);
    if (!('read' in content)) values.set(name, content.value);
    else if (content.isWeight) entries.set(name, content);
  }
  // numpy.save of a dict of arrays.
  if (entries.size === 0) for (const value of values.values()) addAll(value);
  return { entries, values };
}

/** Without what is no weight; a bias of one column is a vector. @param {Map<string, Tensor>} entries */
function weightsOf(entries) {
  const isCopy = (/** @type {string} */ name) => /^[mdvs]_?./i.test(name) && entries.has(name.replace(/^._?/, ''));
  /** @type {Map<string, Tensor>} */
  const weights = new Map();
  for (const [name, tensor] of entries) {
    const { shape } = tensor;
    if (shape.length === 0 || noWeight.test(name) || isCopy(name)) continue;
    const isVector = shape.length === 2 && shape.includes(1) && /^b|bias/i.test(name);
    weights.set(name, isVector ? reshape(tensor, [shape[0] * shape[1]]) : tensor);
  }
  return weights;
}

/** Arrays that were saved without names, in the order in which min-char-rnn has them. @param {Map<string, Tensor>} weights */
function named(weights) {
  const all = [...weights];
  if (!all.every(([name]) => /^arr_\d+$/.test(name))) return weights;
  const order = all.map(([, { shape }]) => shape.length).join('');
  const names = { 222: ['Wxh', 'Whh', 'Why'], 22211: ['Wxh', 'Whh', 'Why', 'bh', 'by'], 22121: ['Wxh', 'Whh', 'bh', 'Why', 'by'] }[order]
    ?? (order === '22222' ? ['Wxh', 'Whh', 'Why', 'bh', 'by'] : null);
  if (!names) throw importError('import-unsupported', `The arrays of this file have no names (arr_0, arr_1, …), and their shapes do not tell which is which: ${all.map(([, { shape }]) => `[${shape}]`).slice(0, 8).join(', ')}. Save them with names: numpy.savez(file, Wxh=Wxh, …).`);
  return weightsOf(new Map(all.map(([, tensor], i) => [names[i], tensor])));
}

/** What is known of the tutorials that have these names. @param {Map<string, Tensor>} weights @returns {Recipe} */
function recipeOf(weights) {
  const names = [...weights.keys()].map((name) => name.replaceAll('_', ''));
  const has = (/** @type {string[]} */ ...wanted) => wanted.every((name) => names.includes(name));
  if (has('Wax', 'Waa', 'Wya')) return { name: 'dinosaurus-island', answers: { activation: 'tanh' }, hint: { kind: 'char', order: 'sorted', lowerCase: true } };
  if (has('Wxh', 'Whh', 'Why')) return { name: 'min-char-rnn', answers: { activation: 'tanh' }, hint: { kind: 'char' } };
  if (has('U', 'V', 'W') && names.length === 3) return { name: 'wildml', answers: { activation: 'tanh' }, hint: { kind: 'split' } };
  if (has('Ui', 'Wi', 'V')) return { name: 'wildml', hint: { kind: 'split' } };
  return {};
}

/**
 * Denny Britz's GRUs: U, W [3 layers, units, …] and b [3 layers, units] of the gates z r n of each layer; with an embedding E
 * they are those of his text, without it those of the first version.
 * @param {Map<string, Tensor>} weights
 * @returns {Node[] | undefined}
 */
function packedGru(weights) {
  const [E, U, W, V, b, c] = ['E', 'U', 'W', 'V', 'b', 'c'].map((name) => weights.get(name));
  const out = c ?? weights.get('b2') ?? weights.get('b_V');
  if (U?.shape.length !== 3 || W?.shape.length !== 3 || V?.shape.length !== 2 || b?.shape.length !== 2) return undefined;
  const [gates, units, reads] = U.shape;
  const isSound = gates % 3 === 0 && gates > 0 && units > 0 && String(W.shape) === String([gates, units, units]) && String(b.shape) === String([gates, units])
    && V.shape[1] === units && (gates === 3 || reads === units) && (!E || (E.shape.length === 2 && E.shape[0] === reads));
  if (!isSound) throw importError('import-damaged', `The gates U [${U.shape}], W [${W.shape}] and b [${b.shape}] fit no GRU.`);
  const gate = (/** @type {Tensor} */ tensor, /** @type {number} */ index) => reshape(rows(tensor, index, index + 1), tensor.shape.length === 2 ? [units] : tensor.shape.slice(1));
  const joined = (/** @type {Tensor} */ tensor, /** @type {number} */ layer) => stack([1, 0, 2].map((index) => gate(tensor, 3 * layer + index)));
  const form = E ? { reset: 'before', recurrent_activation: 'hard-sigmoid-keras-2' } : { reset: 'after' };
  return [
    E ? { kind: 'embedding', name: 'E', tensors: { weight: transpose(E) } } : { kind: 'one-hot' },
    ...Array.from({ length: gates / 3 }, (_, layer) => ({
      kind: 'gru', units, name: `GRU layer ${layer + 1}`, ...form, tensors: { weight_ih: joined(U, layer), weight_hh: joined(W, layer), bias_ih: joined(b, layer) },
    })),
    { kind: 'dense', name: 'V', tensors: { weight: V, ...(out && { bias: reshape(out, [out.shape.reduce((a, b) => a * b, 1)]) }) } },
  ];
}

/**
 * @param {ImportFile[]} files
 * @param {import('./types.js').ReadOptions} options
 * @returns {Promise<Graph>}
 */
export async function read(files, { answers, signal }) {
  const { entries, values } = await contentOf(files, signal);
  const weights = named(weightsOf(entries));
  const find = (/** @type {number} */ size, /** @type {Graph['vocabularyHint']} */ hint) => vocabularyIn(values, size, hint);
  /** @type {Partial<Graph>} */
  const shared = { format: 'NumPy', sampling: [{ id: 'multinomial', temperature: 1 }] };
  const gru = packedGru(weights);
  if (gru) {
    const vocabulary = find(/** @type {any} */ (gru.at(-1)?.tensors).weight.shape[0], { kind: 'split' });
    return /** @type {Graph} */ ({ ...shared, nodes: gru, recipe: 'wildml', context: 'stateful', vocabularyHint: { kind: 'split' }, ...(vocabulary && { vocabulary }), notes: [{ code: 'recipe', name: 'wildml' }] });
  }
  const { name, answers: known = {}, hint } = recipeOf(weights);
  const graph = readStateDict(weights, { isColumn: true, answers: { ...known, ...answers }, findVocabulary: (size) => find(size, hint) });
  return {
    ...graph, ...shared,
    ...(name && { recipe: name }),
    ...(hint && { vocabularyHint: hint }),
    questions: graph.questions?.filter((question) => !Object.hasOwn(known, question.id)),
    notes: [...(name ? [{ code: 'recipe', name }] : []), ...(graph.notes ?? []).filter((note) => !name || note.code !== 'weights-only')],
  };
}

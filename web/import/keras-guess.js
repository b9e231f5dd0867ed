// Weights without a config: the model that their shapes and names say, as a config that keras-graph.js reads. Files of Keras
// 1 and 2 keep the layers in order, with those that have no weights; Keras 3's trees do not, and there only one chain of
// widths must be possible. What no shape tells (a window, an activation) is asked for.
import { importError } from './errors.js';
import { LayerWeights, TreeWeights } from './keras-weights.js';

/** @typedef {import('./tensor.js').Tensor} Tensor */
/** @typedef {import('./types.js').Question} Question */
/**
 * A layer by its weights. @typedef {object} Item
 * @property {string} name
 * @property {string} kind
 * @property {{ [option: string]: any }} config
 * @property {Tensor[]} tensors
 * @property {number | null} reads how many numbers; null: ids
 * @property {number | null} gives null: as many as it reads
 */

/** The engine takes 64. */
const maxItems = 64;
/** Of chains that are tried; a model with more possible ones than that cannot be recognised by its widths. */
const maxTries = 20_000;

const recurrentActivations = ['sigmoid', 'hard_sigmoid'];
const hiddenActivations = ['relu', 'linear', 'tanh', 'sigmoid'];

/** @param {string} why */
const needsConfig = (why) => importError('import-incomplete', `${why} Drop the model's config too: a JSON file with what model.to_json() returns. Or save the whole model (model.save("model.keras")).`);

/** @param {Tensor[]} tensors of a recurrent layer @returns {{ kind: string, units: number, gates: number } | null} */
function recurrentOf([kernel, recurrent]) {
  const [units, width] = recurrent?.shape.length === 2 ? recurrent.shape : [];
  if (kernel?.shape.length !== 2 || !(units > 0) || width !== kernel.shape[1]) return null;
  const gates = width / units;
  const kind = gates === 1 ? 'SimpleRNN' : gates === 3 ? 'GRU' : gates === 4 ? 'LSTM' : '';
  return kind ? { kind, units, gates } : null;
}

/** @param {string} name @param {Tensor[]} tensors @param {{ [option: string]: any }} options of recurrent layers @returns {Item} */
function itemOf(name, tensors, options) {
  const [first, second] = tensors;
  const ranks = tensors.map(({ shape }) => shape.length).join('');
  const base = name.split('/').pop() ?? name;
  const item = (/** @type {string} */ kind, /** @type {{ [option: string]: any }} */ config, /** @type {number | null} */ reads, /** @type {number | null} */ gives) =>
    ({ name, kind, config: { name, ...config }, tensors, reads, gives });
  const old = tensors.length === 12 ? 'LSTM' : tensors.length === 9 ? 'GRU' : '';
  if (old && /^(221)+$/.test(ranks)) return item(old, { units: first.shape[1], return_sequences: true, ...options }, first.shape[0], first.shape[1]);
  const [half, other] = [tensors.slice(0, tensors.length / 2), tensors.slice(tensors.length / 2)].map(recurrentOf);
  if (half && other && [4, 6].includes(tensors.length)) {
    const layer = { class_name: half.kind, config: { name: `forward_${base}`, units: half.units, return_sequences: true, use_bias: tensors.length === 6, ...options } };
    return item('Bidirectional', { merge_mode: 'concat', layer }, first.shape[0], 2 * half.units);
  }
  const cell = recurrentOf(tensors);
  if (cell && (tensors.length === 2 || tensors.length === 3)) {
    return item(cell.kind, { units: cell.units, return_sequences: true, use_bias: tensors.length === 3, reset_after: true, ...options }, first.shape[0], cell.units);
  }
  if (ranks === '21' && second.shape[0] === first.shape[1]) return item('Dense', { units: first.shape[1] }, first.shape[0], first.shape[1]);
  if (ranks === '2' && /att/i.test(base) && first.shape[1] === 1) return item('AttentionWeightedAverage', {}, first.shape[0], null);
  if (ranks === '2') return item('Embedding', { input_dim: first.shape[0], output_dim: first.shape[1] }, null, first.shape[1]);
  if (ranks === '11') return item('LayerNormalization', {}, first.shape[0], null);
  if (ranks === '1111') return item('BatchNormalization', {}, first.shape[0], null);
  throw needsConfig(`The layer “${name}” has weights of the shapes ${tensors.slice(0, 12).map(({ shape }) => `[${shape}]`).join(', ')}, which are no layer's that is known.`);
}

/** A matrix alone may be a dense layer's without a bias, if it is not the first. @param {Item} item @returns {Item} */
const asDense = ({ name, tensors }) => ({ name, tensors, kind: 'Dense', config: { name, units: tensors[0].shape[1], use_bias: false }, reads: tensors[0].shape[0], gives: tensors[0].shape[1] });

/** Layers without weights, by the names that Keras gives them. @type {[RegExp, string | null][]} null: not to be known without the config */
const weightless = [
  [/^(.*_)?(spatial_?)?dropout|^gaussian_|^alpha_dropout|^input|^masking|^activity_reg|_input$/, ''],
  [/^flatten/, 'Flatten'], [/^global_average_pooling/, 'GlobalAveragePooling1D'],
  [/^(activation|softmax|re_?lu)/, 'Activation'],
  [/./, null],
];

/** The layers of a file that keeps them in order. @param {LayerWeights} weights @param {{ [option: string]: any }} options @returns {Item[]} */
function inOrder({ groups }, options) {
  /** @type {Item[]} */
  const items = [];
  for (const [name, entries] of groups) {
    if (name === 'top_level_model_weights') continue;
    if (entries.length > 0) {
      const item = itemOf(name, entries.map(({ tensor }) => tensor), options);
      items.push(item.kind === 'Embedding' && items.some(({ tensors }) => tensors.length > 0) ? asDense(item) : item);
      continue;
    }
    const [, kind] = weightless.find(([pattern]) => pattern.test(name)) ?? [];
    if (kind === null || kind === undefined) throw needsConfig(`The layer “${name}” has no weights, and its name does not say what it does.`);
    if (kind) items.push({ name, kind, config: { name }, tensors: [], reads: null, gives: null });
  }
  checkChain(items);
  return items;
}

/** Throws if a layer reads another number of values than the one before it gives: then they have branches. @param {Item[]} items */
function checkChain(items) {
  /** Null: not known, as after a flatten. @type {number | null} */
  let width = null;
  for (const { name, kind, reads, gives } of items) {
    if (width !== null && reads !== null && reads !== width) throw needsConfig(`The layers do not make one chain: “${name}” reads ${reads} numbers, and the layer before it gives ${width}.`);
    width = kind === 'Flatten' ? null : gives ?? width;
  }
}

/** @param {Item} a @param {Item} b */
const isAlike = (a, b) => a.kind === b.kind && a.reads === b.reads && a.gives === b.gives;

/**
 * Returns the order in which each layer reads as many numbers as the one before gives. Layers that could stand for one
 * another stand in the order of their names, as Keras counts them.
 * @param {Item[]} items
 */
function chain(items) {
  /** @type {Item[][]} */
  const found = [];
  let tries = 0;
  const sorted = [...items].sort((a, b) => a.name.localeCompare(b.name, 'en', { numeric: true }));
  const follow = (/** @type {Item[]} */ path, /** @type {number | null} */ width) => {
    if (++tries > maxTries || found.length > 1) return;
    const rest = sorted.filter((item) => !path.includes(item));
    if (rest.length === 0 && path[path.length - 1].kind === 'Dense') found.push(path);
    for (const item of rest.filter((one, i) => !rest.slice(0, i).some((other) => isAlike(one, other)))) {
      const next = item.kind === 'Embedding' && path.length > 0 ? asDense(item) : item;
      if (path.length === 0 || next.reads === width) follow([...path.map((one) => one), next === item ? item : item], next.gives ?? width);
    }
  };
  const starts = sorted.filter(({ kind, name }) => kind === 'Embedding' && /emb|wte|encoder/i.test(name));
  const first = starts.length === 1 ? starts : sorted.filter(({ kind }) => kind !== 'Dense' && !kind.includes('Norm'));
  for (const item of first) follow([item], item.gives);
  if (found.length === 1) return found[0].map((item, i) => (item.kind === 'Embedding' && i > 0 ? asDense(item) : item));
  const shapes = sorted.map(({ name, reads, gives }) => `${name} (${reads ?? 'ids'} to ${gives ?? reads})`).join(', ');
  throw needsConfig(found.length === 0 ? `The layers do not make one chain: ${shapes}.` : `The layers may stand in several orders: ${shapes}.`);
}

/** The layers of a tree, by the paths of their weights. @param {TreeWeights} weights @param {{ [option: string]: any }} options @returns {Item[]} */
function inTree(weights, options) {
  /** @type {Map<string, { path: string, tensor: Tensor }[]>} */
  const layers = new Map();
  for (const { name, tensor } of weights.entries()) {
    const [, path, inner, index] = /^(.*?)((?:\/(?:forward_layer|backward_layer|layer|cell))*)\/vars\/(\d+)$/.exec(`/${name}`) ?? [];
    if (path === undefined) throw needsConfig(`The weights ${name} belong to no layer that is known.`);
    const layer = path.replace(/^\/(layers\/|_layer_checkpoint_dependencies\/)?/, '');
    // Forwards before backwards.
    const order = `${Number(inner.includes('backward'))} ${inner} ${index.padStart(4, '0')}`;
    layers.set(layer, [...layers.get(layer) ?? [], { path: order, tensor }]);
  }
  if (layers.size > maxItems) throw importError('import-too-large', `The file has the weights of ${layers.size} layers. At most ${maxItems} are taken.`);
  const items = [...layers].map(([name, entries]) => itemOf(name, entries.sort((a, b) => (a.path < b.path ? -1 : 1)).map(({ tensor }) => tensor), options));
  return chain(items);
}

/**
 * Keras 2.3 made the sigmoid what the hard sigmoid had been for the gates, and TensorFlow 2.0 for its own Keras; that of
 * TensorFlow 2.0 and 2.1 is called 2.2.4-tf, as is that of 1.13 to 1.15.
 * @param {string} version of Keras: '2.2.4-tf'; '' for Keras 3's trees @param {{ [question: string]: any }} answers
 * @returns {string | undefined} undefined: to be asked for
 */
function recurrentActivation(version, answers) {
  if (recurrentActivations.includes(answers['recurrent-activation'])) return answers['recurrent-activation'];
  if (/^2\.2\..*tf$/.test(version)) return undefined;
  return /^(1|2\.[0-2])\./.test(version) ? 'hard_sigmoid' : 'sigmoid';
}

/** Whether a layer has gates, and not in CuDNN's layout, where they are always sigmoids: CuDNN has two biases in a row. @param {Item} item */
function hasOpenGates({ kind, tensors }) {
  const [first, , bias] = tensors;
  return ['GRU', 'LSTM', 'Bidirectional'].includes(kind) && !(bias?.shape.length === 1 && bias.shape[0] === 2 * first.shape[1]);
}

/**
 * Returns the model that the weights are of, as a config.
 * @param {LayerWeights | TreeWeights} weights
 * @param {string} version of Keras
 * @param {{ [question: string]: any }} answers
 * @returns {{ config: any, weights: LayerWeights, questions: Question[], isTree: boolean }} errors: import-incomplete
 */
export function guessModel(weights, version, answers) {
  /** @type {Question[]} */
  const questions = [];
  const gates = recurrentActivation(version, answers);
  const options = { recurrent_activation: gates ?? recurrentActivations[0] };
  const isTree = weights instanceof TreeWeights;
  const items = isTree ? inTree(weights, options) : inOrder(weights, options);
  if (items.length === 0) throw importError('import-unsupported', 'The file has no weights.');
  if (items.length > maxItems) throw importError('import-too-large', `The file has the weights of ${items.length} layers. At most ${maxItems} are taken.`);
  if (!gates && items.some(hasOpenGates)) questions.push({ id: 'recurrent-activation', choices: recurrentActivations, suggestion: recurrentActivations[0] });

  const last = items.findLastIndex(({ kind }) => kind === 'Dense');
  /** Layers whose activation is to be found. @type {Item[]} */
  const hidden = [];
  items.forEach((item, i) => {
    const hasOwn = items[i + 1]?.kind === 'Activation';
    if (item.kind === 'Dense' && i < last && !hasOwn) hidden.push(item);
    if (item.kind === 'Activation') {
      if (i > last) item.config.activation = 'softmax';
      else hidden.push(item);
    }
  });
  if (hidden.length > 0) {
    const answer = hiddenActivations.find((one) => one === answers.activation);
    if (!answer) questions.push({ id: 'activation', choices: hiddenActivations, suggestion: 'relu' });
    for (const { config } of hidden) config.activation = answer ?? 'relu';
  }
  // Before the first layer that reads one position, the last recurrent one gives it.
  const recurrent = items.filter(({ kind, config }) => kind === 'Bidirectional' || config.units && kind !== 'Dense');
  const final = recurrent[recurrent.length - 1];
  const reduces = items.some(({ kind }) => ['Flatten', 'GlobalAveragePooling1D', 'AttentionWeightedAverage'].includes(kind));
  if (final && !reduces) (final.config.layer?.config ?? final.config).return_sequences = false;

  const window = windowOf(items, answers);
  const [{ kind, reads }] = items;
  const shape = kind === 'Embedding' ? [null, window] : [null, window, reads];
  const config = { class_name: 'Sequential', config: { layers: [
    { class_name: 'InputLayer', config: { name: 'input', batch_shape: shape } },
    ...items.map((item) => ({ class_name: item.kind, config: item.config })),
  ] } };
  return { config, weights: new LayerWeights(new Map(items.map(({ name, tensors }) => [name, tensors.map((tensor) => ({ name, tensor }))]))), questions, isTree };
}

/** A dense layer after a flatten has weights for every position. @param {Item[]} items @param {{ [question: string]: any }} answers */
function windowOf(items, answers) {
  const flat = items.findIndex(({ kind }) => kind === 'Flatten');
  const before = items.slice(0, flat).findLast(({ gives }) => gives)?.gives;
  const reads = items.slice(flat + 1).find((item) => item.reads)?.reads;
  if (flat >= 0 && before && reads && reads % before === 0) return reads / before;
  return Number(answers.window) > 0 ? Number(answers.window) : null;
}

// The layers of a TensorFlow checkpoint: its graph of objects, from the model down to the variables. A Keras layer is an
// object whose variables have the names of one; where it is among others, and their order, is the model's. Optimizers, metrics
// and lists of all variables are passed by.
import { importError } from './errors.js';
import { LayerWeights, TreeWeights } from './keras-weights.js';

/** @typedef {import('./tensor.js').Tensor} Tensor */
/** @typedef {import('./tensorflow-checkpoint.js').Checkpoint} Checkpoint */
/** @typedef {import('./tensorflow-checkpoint.js').ObjectNode} ObjectNode */
/** @typedef {{ path: string, inner: string, role: number, tensor: Tensor }} Variable path: of its layer; inner: in the layer */

/** In the order in which Keras keeps a layer's. */
const roles = ['embeddings', 'kernel', 'recurrent_kernel', 'bias', 'gamma', 'beta', 'moving_mean', 'moving_variance'];
/** Not of the model, or the same variables again. */
const besides = /^(optimizer|variables|trainable_variables|non_trainable_variables|weights|keras_api|metrics|.*_metrics|.*_losses|signatures|save_counter|loss|train_function|seed_generator.*)$/;
/** Keras's own that are looked at, among those that begin with "_". */
const within = /^_(functional|operations|layers|kernel|embeddings)$/;
/** What a layer's parts are called. */
const parts = ['cell', 'layer', 'forward_layer', 'backward_layer'];

const maxObjects = 1_000_000;
const maxDepth = 64;

/** @param {ObjectNode} node @returns {string | undefined} its key, if it is a variable */
const keyOf = ({ attributes }) => attributes.find(({ key }) => key.endsWith('VARIABLE_VALUE'))?.key;

/** @param {string[]} path of what has the variable @returns {{ path: string, inner: string }} */
function layerAt(path) {
  let end = path.length;
  while (end > 1 && parts.includes(path[end - 1])) end--;
  return { path: path.slice(0, end).join('/'), inner: path.slice(end).join('/') };
}

/** @param {ObjectNode[]} nodes @param {Checkpoint} checkpoint @returns {{ found: Variable[], unknown: string[] }} */
function walk(nodes, checkpoint) {
  if (nodes.length > maxObjects) throw importError('import-too-large', `The checkpoint has ${nodes.length} objects. At most ${maxObjects} are read.`);
  const seen = new Set([0]);
  /** @type {Variable[]} */
  const found = [];
  /** @type {string[]} */
  const unknown = [];
  /** Nodes that wait, those to be looked at first last. @type {{ index: number, path: string[] }[]} */
  const waiting = [{ index: 0, path: [] }];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { index, path } = next;
    const inside = [];
    for (const { node, name } of nodes[index]?.children ?? []) {
      const child = nodes[node];
      if (!child || seen.has(node) || besides.test(name) || (name.startsWith('_') && !within.test(name))) continue;
      const key = keyOf(child);
      if (key === undefined) {
        if (path.length < maxDepth) inside.push({ index: node, path: [...path, name] });
        continue;
      }
      seen.add(node);
      const role = roles.indexOf(name.replace(/^_/, ''));
      if (role >= 0 && checkpoint.entries.has(key)) found.push({ ...layerAt(path), role, tensor: checkpoint.tensor(key) });
      else if (checkpoint.isFloat(key) && !/^(total|count|iterations|iter|learning_rate)$/.test(name)) unknown.push([...path, name].join('/'));
    }
    for (const one of inside.reverse()) {
      if (!seen.has(one.index)) waiting.push(one);
    }
    inside.forEach(({ index: own }) => seen.add(own));
  }
  return { found, unknown };
}

/** Variables of a list, by the names that they were made with, as what Keras 3's export() writes. @param {ObjectNode[]} nodes @param {Checkpoint} checkpoint @returns {Variable[]} */
function listed(nodes, checkpoint) {
  const list = nodes[0]?.children.find(({ name }) => name === 'variables');
  return (nodes[list?.node ?? -1]?.children ?? []).flatMap(({ node }) => {
    const key = nodes[node] && keyOf(nodes[node]);
    const [name, ...before] = (nodes[node]?.attributes[0]?.name ?? '').split('/').reverse();
    const role = roles.indexOf(name);
    if (!key || role < 0 || !checkpoint.entries.has(key)) return [];
    const path = before.reverse().map((part, i) => (i > 0 && /_cell$/.test(part) && i === before.length - 1 ? 'cell' : /^(forward|backward)_/.exec(part)?.[1] ? `${part.split('_')[0]}_layer` : part));
    return [{ ...layerAt(path), role, tensor: checkpoint.tensor(key) }];
  });
}

/**
 * Returns the layers with weights.
 * @param {Checkpoint} checkpoint
 * @param {ObjectNode[]} nodes
 * @returns {{ layers: LayerWeights, tree: TreeWeights, isList: boolean, hasBoth: boolean }} layers: in the order of the model;
 *   tree: the same by name alone; isList: a Sequential or functional model's, not a class's with names; hasBoth: one reads
 *   a text from its end too
 */
export function layersOf(checkpoint, nodes) {
  const { found, unknown } = walk(nodes, checkpoint);
  const variables = found.length > 0 ? found : listed(nodes, checkpoint);
  if (unknown.length > 0) throw importError('import-unsupported', `The model has variables that are of no layer known here: ${unknown.slice(0, 5).join(', ').slice(0, 200)}.`);
  if (variables.length === 0) throw importError('import-unsupported', 'The checkpoint has no layer with weights: it is of no Keras model, or of an optimizer alone.');
  /** @type {Map<string, Variable[]>} */
  const groups = new Map();
  for (const variable of variables) groups.set(variable.path, [...groups.get(variable.path) ?? [], variable]);
  const isBackward = (/** @type {Variable} */ { inner }) => Number(inner.startsWith('backward'));
  const sorted = new Map([...groups].map(([path, all]) => [path, all.sort((a, b) => isBackward(a) - isBackward(b) || (a.inner < b.inner ? -1 : Number(a.inner > b.inner)) || a.role - b.role)]));
  const isList = [...sorted.keys()].some((path) => /(^|\/)(layer(_with_weights)?-\d+|\d+)$/.test(path));
  const entries = [...sorted].map(([path, all]) => /** @type {const} */ ([path, all.map(({ inner, tensor }, i) => ({ name: `${path}/${inner ? `${inner}/` : ''}vars/${all.slice(0, i).filter((one) => one.inner === inner).length}`, tensor }))]));
  return {
    layers: new LayerWeights(new Map(entries.map(([path, all]) => [path, [...all]]))),
    tree: new TreeWeights(new Map(entries.flatMap(([, all]) => all.map(({ name, tensor }) => /** @type {const} */ ([name, tensor]))))),
    isList,
    hasBoth: variables.some(({ inner }) => inner.startsWith('backward')),
  };
}

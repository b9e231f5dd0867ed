// The first half of lowering: a Graph's nodes become fewer. What does not reach the output goes, and so do activations and
// batch normalisations that a dense layer can take, and the softmax at the end, which the engine does.
import { importError } from './errors.js';
import { map, sizeOf } from './tensor.js';

/** @typedef {import('./types.js').Node} Node */
/** @typedef {import('./tensor.js').Tensor} Tensor */
/**
 * @typedef {Node & { inputs: number[], tensors: { [name: string]: Tensor }, where: string }} Step a node with its inputs
 *   written out, and what errors call it
 */

export const idKinds = ['embedding', 'one-hot', 'scaled-id'];
export const recurrentKinds = ['rnn', 'gru', 'lstm'];
const kinds = [...idKinds, ...recurrentKinds, 'bidirectional', 'dense', 'activation', 'batch-norm', 'layer-norm', 'concatenate', 'add',
  'flatten', 'last', 'average', 'attention-average'];
export const activations = ['linear', 'tanh', 'sigmoid', 'relu', 'hard-sigmoid', 'hard-sigmoid-keras-2'];
const endings = ['softmax', 'log-softmax'];

/** Of a graph as it is read, before it is made smaller; the engine's limit is 64 layers. */
const maxNodes = 1000;

/** @param {string} where @param {string} what */
export const unsupported = (where, what) => importError('import-unsupported', `${where} ${what}`);

/** @param {Node} node @param {number} index @param {number} count @returns {Step} */
function open(node, index, count) {
  const where = `Layer ${index + 1} (${node.kind}${node.name ? ` “${node.name}”` : ''})`;
  if (!kinds.includes(node.kind)) {
    throw unsupported(where, `is of a kind that is not read here. What is read: ${kinds.join(', ')}.`);
  }
  const inputs = idKinds.includes(node.kind) ? [] : node.inputs ?? [index - 1];
  if (inputs.some((input) => !Number.isInteger(input) || input < 0 || input >= Math.min(index, count))) {
    throw unsupported(where, idKinds.includes(node.kind) ? 'reads what is not there.'
      : 'does not read the output of an earlier layer. The first layer must read token ids: an embedding, one-hot or scaled id.');
  }
  if (inputs.length > 1 && !['concatenate', 'add'].includes(node.kind)) throw unsupported(where, `reads ${inputs.length} layers, and can read one.`);
  const known = node.kind === 'activation' || node.kind === 'dense' ? [...activations, ...endings] : activations;
  for (const part of [node, node.forward, node.backward]) {
    for (const key of ['activation', 'recurrent_activation']) {
      if (part?.[key] !== undefined && !known.includes(part[key])) {
        throw unsupported(where, `has the activation “${part[key]}”, which is not read here. What is read: ${known.join(', ')}.`);
      }
    }
  }
  return { ...node, inputs, tensors: node.tensors ?? {}, where };
}

/** Returns the nodes with an activation layer after each dense layer that ends in softmax. @param {Node[]} nodes @returns {Step[]} */
function openAll(nodes) {
  if (nodes.length === 0) throw importError('import-unsupported', 'The model has no layers.');
  if (nodes.length > maxNodes) throw importError('import-too-large', `The model has ${nodes.length} layers. At most 64 are read.`);
  /** @type {Step[]} */
  const steps = [];
  /** @type {number[]} */
  const places = [];
  for (const [index, node] of nodes.entries()) {
    const step = open(node, index, nodes.length);
    step.inputs = step.inputs.map((input) => places[input]);
    places.push(steps.push(step) - 1);
    if (step.kind === 'dense' && endings.includes(step.activation)) {
      steps[places[index]] = { ...step, activation: 'linear' };
      places[index] = steps.push({ kind: 'activation', activation: step.activation, inputs: [places[index]], tensors: {}, where: step.where }) - 1;
    }
  }
  return steps;
}

/** @param {Step[]} steps @returns {Set<number>} those that the last one reads, through others */
function reached(steps) {
  const found = new Set([steps.length - 1]);
  for (let index = steps.length - 1; index >= 0; index--) {
    if (found.has(index)) steps[index].inputs.forEach((input) => found.add(input));
  }
  return found;
}

/** Returns a dense layer with what a batch normalisation does after it. @param {Step} dense @param {Step} norm @returns {Step} */
function withNorm(dense, norm) {
  const { weight, bias } = dense.tensors;
  const { scale, shift } = norm.tensors;
  const [rows, columns] = weight.shape;
  if (sizeOf(scale.shape) !== rows || sizeOf(shift.shape) !== rows) throw unsupported(norm.where, 'is not as wide as the layer before it.');
  return {
    ...dense,
    tensors: {
      weight: { shape: weight.shape, async read() {
        const factors = await scale.read();
        return (await weight.read()).map((value, i) => value * factors[Math.floor(i / columns)]);
      } },
      bias: { shape: [rows], async read() {
        const [factors, shifts, values] = [await scale.read(), await shift.read(), await bias?.read()];
        return shifts.map((value, i) => value + factors[i] * (values?.[i] ?? 0));
      } },
    },
  };
}

/**
 * Returns the steps that are left, in order, the output last.
 * @param {Node[]} nodes
 * @returns {{ steps: Step[], folded: number }} folded: batch normalisations that went into a dense layer
 */
export function simplify(nodes) {
  const all = openAll(nodes);
  const wanted = reached(all);
  const readers = all.map(() => 0);
  all.forEach((step, index) => wanted.has(index) && step.inputs.forEach((input) => readers[input]++));
  /** @type {Step[]} */
  const steps = [];
  /** By the index in `all`: the step that gives its output. @type {number[]} */
  const place = [];
  /** By the index in `all`: which softmax its output has gone through. @type {Map<number, string>} */
  const ended = new Map();
  let folded = 0;
  for (const [index, step] of all.entries()) {
    if (!wanted.has(index)) continue;
    const [input] = step.inputs;
    const before = input === undefined ? undefined : steps[place[input]];
    const isFree = before && readers[input] === 1;
    const isLinear = isFree && before.kind === 'dense' && (before.activation ?? 'linear') === 'linear';
    const activation = step.kind === 'activation' ? step.activation ?? 'linear' : '';
    const ending = step.inputs.map((one) => ended.get(one)).find((one) => one);
    const isEnding = endings.includes(activation) && ending !== 'softmax'; // softmax(log-softmax(x)) is softmax(x)
    const isNothing = activation === 'linear' || (step.kind === 'last' && ending);
    if (ending && !isEnding && !isNothing) {
      throw unsupported(step.where, 'reads the output of a softmax. Softmax is read at the end of a network only, and once.');
    }
    if (isEnding || ending) ended.set(index, isEnding ? activation : String(ending));
    if (isEnding || isNothing) {
      place[index] = place[input];
    } else if (activation && isLinear) {
      steps[place[input]] = { ...before, activation };
      place[index] = place[input];
    } else if (step.kind === 'batch-norm' && isLinear) {
      steps[place[input]] = withNorm(before, step);
      place[index] = place[input];
      folded++;
    } else if (step.kind === 'last' && isFree && recurrentKinds.includes(before.kind) && before.return_sequences !== false && !before.go_backwards) {
      steps[place[input]] = { ...before, return_sequences: false };
      place[index] = place[input];
    } else {
      place[index] = steps.push({ ...step, inputs: step.inputs.map((one) => place[one]) }) - 1;
    }
  }
  return { steps, folded };
}

/** @param {Tensor} tensor @param {string} where of which layer, for errors @returns {Tensor} the same; reading it fails if a value is none */
export const finite = (tensor, where) => map({
  shape: tensor.shape,
  async read() {
    const values = await tensor.read();
    if (values.length !== sizeOf(tensor.shape)) throw importError('import-damaged', `${where} has ${values.length} weights where its shape needs ${sizeOf(tensor.shape)}. Save the model again.`);
    return values;
  },
}, (value) => {
  if (Math.abs(value) <= 1e9) return value;
  throw importError('import-damaged', `${where} has weights that are not numbers, or beyond 1e9 (${value}): its training went wrong, or the file is damaged. Use an earlier save.`);
});

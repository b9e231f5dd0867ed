// TensorFlow 1's recurrent cells, by the names of their variables: the networks of char-rnn-tensorflow, whose checkpoints
// people have kept, and of ml5's trainer, which is made of it. A cell has one matrix [inputs + units, n units] over the input and
// the state. An LSTM's gates are in the order i g f o, and 1 is added to the forget gate when it runs; a GRU's are r z, its
// candidate is apart, and it resets before the product.
import { importError } from './errors.js';
import { map, permuteBlocks, rows, stack, transpose } from './tensor.js';

/** @typedef {import('./types.js').Node} Node */
/** @typedef {import('./tensor.js').Tensor} Tensor */

/** The engine's. */
const maxLayers = 64;
/** i g f o, and as they are wanted: i f g o. */
const gateOrder = [0, 2, 1, 3];
/** In three generations of TensorFlow. */
const matrixNames = '(kernel|weights|matrix)', biasNames = '(bias|biases)';

/** @param {string} what @param {string} name @param {Tensor | undefined} tensor */
const misfit = (what, name, tensor) => importError('import-unsupported', `${name} ${tensor ? `has the shape [${tensor.shape}], which is no ${what}` : 'has no matrix'}. What is read are TensorFlow's BasicLSTMCell, GRUCell and BasicRNNCell.`);

/** The parts of a matrix over the input and the state, [out, in] each. @param {string} what @param {string} name @param {Tensor} matrix @param {Tensor | undefined} bias @param {number} blocks */
function split(what, name, matrix, bias, blocks) {
  const units = (bias?.shape[0] ?? 0) / blocks;
  const [height, width] = matrix.shape;
  if (matrix.shape.length !== 2 || bias?.shape.length !== 1 || !Number.isInteger(units) || width !== blocks * units || height <= units) throw misfit(what, name, matrix);
  return { units, bias, input: transpose(rows(matrix, 0, height - units)), state: transpose(rows(matrix, height - units, height)) };
}

/**
 * @param {string} name @param {(end: string) => Tensor | undefined} find the variable of this cell whose name ends so
 * @returns {Node}
 */
function cell(name, find) {
  const both = (/** @type {string} */ part) => [find(`${part}${matrixNames}`), find(`${part}${biasNames}`)];
  if (find('(w_[ifo]_diag|projection/.*)')) throw importError('import-unsupported', `${name} has peepholes or a projection, which are not read of TensorFlow 1.`);
  const [gates, gatesBias] = both('gates/(linear/)?');
  const [candidate, candidateBias] = both('candidate/(linear/)?');
  if (gates && candidate) {
    const [two, one] = [split('GRUCell', name, gates, gatesBias, 2), split('GRUCell', name, candidate, candidateBias, 1)];
    if (two.units !== one.units) throw misfit('GRUCell', name, candidate);
    return { kind: 'gru', units: two.units, name, reset: 'before', tensors: {
      weight_ih: stack([two.input, one.input]), weight_hh: stack([two.state, one.state]), bias_ih: stack([two.bias, one.bias]) } };
  }
  const [matrix, bias] = both('');
  if (!matrix) throw misfit('cell', name, matrix);
  if (find(`basic_?rnn_?cell/.*${matrixNames}`)) {
    const { units, input, state, bias: own } = split('BasicRNNCell', name, matrix, bias, 1);
    return { kind: 'rnn', units, name, activation: 'tanh', tensors: { weight_ih: input, weight_hh: state, bias_ih: own } };
  }
  const { units, input, state, bias: own } = split('BasicLSTMCell', name, matrix, bias, 4);
  const ordered = (/** @type {Tensor} */ tensor) => permuteBlocks(tensor, gateOrder);
  return { kind: 'lstm', units, name, tensors: {
    weight_ih: ordered(input), weight_hh: ordered(state), bias_ih: map(ordered(own), (value, i) => (i >= units && i < 2 * units ? value + 1 : value)) } };
}

/**
 * Returns the layers of a network, and how many tokens it has.
 * @param {string[]} names of the variables
 * @param {(name: string) => Tensor} open
 * @param {string} file for errors
 * @returns {{ nodes: Node[], vocabSize: number }} errors: import-unsupported, import-incomplete
 */
export function readCells(names, open, file) {
  const find = (/** @type {RegExp} */ pattern) => {
    const name = names.find((one) => pattern.test(one));
    return name === undefined ? undefined : open(name);
  };
  const embedding = find(/(^|\/)embedding$/);
  /** @type {Node[]} */
  const nodes = [embedding ? { kind: 'embedding', name: 'embedding', tensors: { weight: embedding } } : { kind: 'one-hot' }];
  for (let layer = 0; layer < maxLayers; layer++) {
    const isOwn = new RegExp(`(^|/)cell_?${layer}/`, 'i');
    // A single cell may stand without its number.
    const own = names.filter((name) => isOwn.test(name) || (layer === 0 && /cell\/[^/]+(\/[^/]+){0,2}$/i.test(name) && !/(^|\/)cell_?\d/i.test(name)));
    if (own.length === 0) break;
    nodes.push(cell(`cell_${layer}`, (end) => {
      const name = own.find((one) => new RegExp(`(^|/)${end}$`, 'i').test(one));
      return name === undefined ? undefined : open(name);
    }));
  }
  if (nodes.length === 1) throw importError('import-unsupported', `${file} names no recurrent cell: ${names.slice(0, 8).join(', ')}.`);
  const [weight, bias] = [find(/(^|\/)softmax_w$/), find(/(^|\/)softmax_b$/)];
  if (!weight) throw importError('import-incomplete', `${file} names no softmax_w, the layer that gives the next character.`);
  nodes.push({ kind: 'dense', name: 'softmax', tensors: { weight: transpose(weight), ...(bias && { bias }) } });
  return { nodes, vocabSize: weight.shape[1] };
}

// RNN, GRU and LSTM of ONNX. Weights are [directions, gates * units, in]; gates stand as i o f c (LSTM) and z r h (GRU), of
// which types.js wants i f c o and r z h; the two biases follow one another in one tensor.
import { importError } from './errors.js';
import { add, permuteBlocks, reshape, rows, sizeOf } from './tensor.js';

/** @typedef {import('./types.js').Node} Node */
/** @typedef {import('./tensor.js').Tensor} Tensor */
/** @typedef {import('./onnx-file.js').Operation} Operation */

/** @type {{ [op: string]: { kind: 'rnn' | 'gru' | 'lstm', order: number[] } }} order: of the gates here, by the places there */
export const recurrentOps = { RNN: { kind: 'rnn', order: [0] }, GRU: { kind: 'gru', order: [1, 0, 2] }, LSTM: { kind: 'lstm', order: [0, 2, 3, 1] } };

/** @param {Operation} operation */
export const call = ({ name, op }) => `The operation ${op}${name ? ` “${name.slice(0, 100)}”` : ''}`;

/** @param {Operation} operation @param {string} what */
export const unsupported = (operation, what) => importError('import-unsupported', `${call(operation)} ${what}`);

/** @type {{ [name: string]: string }} */
const activations = { tanh: 'tanh', sigmoid: 'sigmoid', relu: 'relu' };

/** The hard sigmoids that are known, by alpha and beta. @param {number} alpha @param {number} beta */
export function hardSigmoid(alpha, beta) {
  if (Math.abs(beta - 0.5) > 1e-5) return undefined;
  return Math.abs(alpha - 0.2) < 1e-5 ? 'hard-sigmoid-keras-2' : Math.abs(alpha - 1 / 6) < 1e-5 ? 'hard-sigmoid' : undefined;
}

/**
 * Returns the activations of each direction, by their names here.
 * @param {Operation} operation @param {number} directions @param {number} each how many a direction has
 */
function activationsOf(operation, directions, each) {
  const { attributes, op } = operation;
  const otherwise = op === 'RNN' ? ['Tanh'] : op === 'GRU' ? ['Sigmoid', 'Tanh'] : ['Sigmoid', 'Tanh', 'Tanh'];
  const given = attributes.get('activations');
  const names = given?.length > 0 ? given : Array.from({ length: directions }, () => otherwise).flat();
  if (names.length !== directions * each) throw unsupported(operation, `has ${names.length} activations, and needs ${directions * each}.`);
  const [alphas, betas] = ['activation_alpha', 'activation_beta'].map((name) => [...attributes.get(name) ?? []]);
  const known = names.map((/** @type {string} */ name) => {
    const plain = name.toLowerCase();
    const found = plain === 'hardsigmoid' ? hardSigmoid(alphas.shift() ?? 0.2, betas.shift() ?? 0.5) : activations[plain];
    if (!found) throw unsupported(operation, `has the activation ${name.slice(0, 40)}${plain === 'hardsigmoid' ? ' with an alpha or beta of its own' : ''}, which is not read. What is read: Tanh, Sigmoid, Relu, HardSigmoid.`);
    return found;
  });
  return Array.from({ length: directions }, (_, i) => {
    const [first, second, third] = known.slice(i * each, (i + 1) * each);
    if (op === 'LSTM' && second !== third) throw unsupported(operation, `has the activations ${second} and ${third} for its cell, where both must be the same.`);
    return op === 'RNN' ? { activation: first } : { activation: second, recurrent_activation: first };
  });
}

/** @param {Tensor} tensor [directions, …] @param {number} direction @returns {Tensor} […] */
const direct = (tensor, direction) => reshape(rows(tensor, direction, direction + 1), tensor.shape.slice(1));

/**
 * Returns the layer of each direction.
 * @param {Operation} operation
 * @param {{ W: Tensor, R: Tensor, B?: Tensor, h?: Tensor, c?: Tensor }} given h, c: [directions, units], a learned start
 * @returns {{ directions: Node[], units: number, width: number, direction: string }} width: of the input
 */
export function readRecurrent(operation, { W, R, B, h, c }) {
  const { attributes, op } = operation;
  const { kind, order } = recurrentOps[op];
  const direction = attributes.get('direction') || 'forward';
  const count = direction === 'bidirectional' ? 2 : 1;
  const gates = order.length;
  const [, height, width] = W.shape;
  const units = Number(attributes.get('hidden_size') ?? R.shape[2]);
  const fits = W.shape.length === 3 && W.shape[0] === count && height === gates * units && R.shape.join() === [count, gates * units, units].join() && (!B || B.shape.join() === [count, 2 * gates * units].join());
  if (!fits || !['forward', 'reverse', 'bidirectional'].includes(direction)) {
    throw importError('import-damaged', `${call(operation)} has ${units} units and reads ${direction.slice(0, 20)}; its weights have the shapes ${[W, R, B].map((one) => `[${one?.shape ?? ''}]`).join(', ')}, which does not fit together. Export the model again.`);
  }
  if (attributes.get('clip')) throw unsupported(operation, 'cuts its gates off at a largest value (clip), which is not read.');
  if (attributes.get('input_forget')) throw unsupported(operation, 'couples its input and forget gates (input_forget), which is not read.');
  const resetAfter = Boolean(attributes.get('linear_before_reset'));
  const found = activationsOf(operation, count, op === 'RNN' ? 1 : op === 'GRU' ? 2 : 3);
  const half = (/** @type {Tensor} */ bias, /** @type {number} */ part) => permuteBlocks(rows(bias, part * gates * units, (part + 1) * gates * units), order);
  const directions = found.map((own, i) => {
    const bias = B && direct(B, i);
    return {
      kind, name: operation.name.slice(0, 100), units, ...own, return_sequences: true,
      ...(kind === 'gru' && { reset: resetAfter ? 'after' : 'before' }),
      ...(i === 0 && direction === 'reverse' && { go_backwards: true }),
      tensors: {
        weight_ih: permuteBlocks(direct(W, i), order), weight_hh: permuteBlocks(direct(R, i), order),
        // Only a GRU that resets after the product has a use for two.
        ...(bias && (kind === 'gru' && resetAfter ? { bias_ih: half(bias, 0), bias_hh: half(bias, 1) } : { bias_ih: add(half(bias, 0), half(bias, 1)) })),
        ...(h && { start_h: direct(h, i) }), ...(c && { start_c: direct(c, i) }),
      },
    };
  });
  return { directions, units, width, direction };
}

/** Whether all of a tensor's values are 0. @param {Tensor} tensor */
export const isZero = async (tensor) => sizeOf(tensor.shape) <= 2 ** 24 && (await tensor.read()).every((value) => value === 0);

// The operations of ONNX that compute with what a layer gives, mostly by constants: products, sums, activations, normalisation.
import { lengthOf } from './onnx-axes.js';
import { combine } from './onnx-constants.js';
import { combineStatistics } from './onnx-norm.js';
import { hardSigmoid, unsupported } from './onnx-recurrent.js';
import { combineInts } from './onnx-shapes.js';
import { filled, map, reshape, sizeOf, transpose } from './tensor.js';

/** @typedef {import('./tensor.js').Tensor} Tensor */
/** @typedef {import('./onnx-axes.js').Axes} Axes */
/** @typedef {import('./onnx-file.js').Operation} Operation */
/** @typedef {import('./onnx-graph.js').OnnxGraph} OnnxGraph */
/** @typedef {import('./onnx-graph.js').Value} Value */
/** @typedef {import('./onnx-graph.js').Numbers} Numbers */
/** @typedef {import('./onnx-graph.js').Input} Input */
/** @typedef {import('./onnx-graph.js').Constant} Constant */

/** @type {{ [op: string]: string }} */
export const activationOps = { Tanh: 'tanh', Sigmoid: 'sigmoid', Relu: 'relu', Softmax: 'softmax', LogSoftmax: 'log-softmax' };
/** @type {{ [op: string]: (a: number, b: number) => number }} */
export const arithmetic = { Add: (a, b) => a + b, Sub: (a, b) => a - b, Mul: (a, b) => a * b, Div: (a, b) => a / b, Pow: (a, b) => a ** b };

/** The axes of a value's positions, and a new one of so many units. @param {Axes} axes @param {number} size @returns {Axes} */
export const withUnits = (axes, size) => [...axes.slice(0, -1), [{ role: 'features', size }]];

/** @param {OnnxGraph} graph @param {Operation} operation @param {(Value | undefined)[]} given @returns {Numbers | Constant} */
export function product(graph, operation, [a, b, c]) {
  const { op, attributes } = operation;
  if (b?.kind !== 'constant' || b.tensor.shape.length < 2 || sizeOf(b.tensor.shape.slice(0, -2)) !== 1) throw unsupported(operation, 'multiplies by what is no constant matrix, as attention does. What is read: weights.');
  const matrix = reshape(b.tensor, b.tensor.shape.slice(-2));
  const weight = attributes.get('transB') ? matrix : transpose(matrix);
  if (attributes.get('transA') || (c && c.kind !== 'constant' && c.kind !== 'filled')) throw unsupported(operation, 'turns what it reads (transA), or adds what is no constant, which is not read.');
  const value = graph.settled(operation, a, weight.shape[1]);
  if (value.reversed) throw unsupported(operation, 'reads a text that was turned round before.');
  const [alpha, beta] = ['alpha', 'beta'].map((name) => (op === 'Gemm' ? attributes.get(name) ?? 1 : 1));
  const scaled = (/** @type {Tensor} */ tensor, /** @type {number} */ factor) => (factor === 1 ? tensor : map(tensor, (one) => one * factor));
  const units = weight.shape[0];
  const bias = c?.kind === 'constant' ? vectorOf(operation, c.tensor, units) : c?.kind === 'filled' ? filled([units], c.value) : undefined;
  const node = { kind: 'dense', name: operation.name, inputs: [value.node], tensors: { weight: scaled(weight, alpha), ...(bias && { bias: scaled(bias, beta) }) } };
  return graph.add(node, withUnits(value.axes, units));
}

/** Returns a constant as one number for each unit. @param {Operation} operation @param {Tensor} tensor @param {number} size @returns {Tensor} */
export function vectorOf(operation, tensor, size) {
  const length = sizeOf(tensor.shape);
  if (length === size && (tensor.shape[tensor.shape.length - 1] === size || size === 1)) return reshape(tensor, [size]);
  if (length !== 1) throw unsupported(operation, `computes with a constant of the shape [${tensor.shape}], where each of ${size} units has its own number.`);
  return { shape: [size], read: async () => new Float32Array(size).fill((await tensor.read())[0]) };
}

/** @param {Value} value @returns {Promise<Constant | undefined>} */
async function asConstant(value) {
  if (value.kind === 'constant') return value;
  if (value.kind === 'filled') return { kind: 'constant', tensor: filled([], value.value) };
  if (value.kind !== 'ints' || value.items.some((item) => typeof item !== 'number')) return undefined;
  const values = Float32Array.from(/** @type {number[]} */ (value.items));
  return { kind: 'constant', tensor: { shape: value.shape, read: async () => values.slice() } };
}

/** @param {OnnxGraph} graph @param {Operation} operation @param {Value} a @param {Value} b @returns {Promise<Value>} */
export async function combineValues(graph, operation, a, b) {
  const { op } = operation;
  if (a.kind === 'ints' && b.kind === 'ints') return combineInts(operation, [a, b]);
  if (a.kind === 'filled' && b.kind === 'filled') return { kind: 'filled', value: arithmetic[op](a.value, b.value) };
  const [one, other] = [await asConstant(a), await asConstant(b)];
  if (one && other) return { kind: 'constant', tensor: combine(one.tensor, other.tensor, arithmetic[op]) };
  const constant = one ?? other;
  if (a.kind === 'input' && other) return changed(operation, a, other.tensor);
  if (b.kind === 'input' && one && (op === 'Add' || op === 'Mul')) return changed(operation, b, one.tensor);
  const operand = async (/** @type {Value} */ value) => {
    if (!constant || (value !== a && value !== b)) return value;
    const own = value === a ? one : other;
    if (!own) return value;
    const isOne = sizeOf(own.tensor.shape) === 1;
    return { kind: 'vector', tensor: own.tensor, value: isOne ? (await own.tensor.read())[0] : undefined };
  };
  const [left, right] = [await operand(a), await operand(b)];
  if (a.kind === 'numbers' || a.kind === 'statistic' || b.kind === 'numbers' || b.kind === 'statistic') {
    const statistic = combineStatistics(op, left, right);
    if (statistic) return statistic;
  }
  if (constant) return affine(graph, operation, one ? b : a, constant.tensor, Boolean(one));
  if (op !== 'Add') throw unsupported(operation, 'computes with the outputs of two layers. What is read: their sum, and their concatenation.');
  const sum = graph.both(operation, [a, b], 'sum');
  if (sum) return sum;
  const [first, second] = [graph.settled(operation, a), graph.settled(operation, b)];
  if (first.reversed || second.reversed) throw unsupported(operation, 'reads a text that was turned round before.');
  return graph.add({ kind: 'add', name: operation.name, inputs: [first.node, second.node] }, first.axes);
}

/** Whether a value is this number. @param {Value} value @param {number} number */
export async function isNumber(value, number) {
  const constant = await asConstant(value);
  return constant !== undefined && sizeOf(constant.tensor.shape) === 1 && (await constant.tensor.read())[0] === number;
}

/** Ids as numbers; TensorFlow adds to negative ones, of which there are none. @param {Operation} operation @param {Input} input @param {Tensor} tensor @returns {Promise<Value>} */
async function changed({ op, ...operation }, input, tensor) {
  const value = sizeOf(tensor.shape) === 1 ? (await tensor.read())[0] : NaN;
  if (op === 'Mul' && value === 0) return { kind: 'filled', value: 0 };
  if (op === 'Add' || op === 'Sub') return { ...input, ...(value !== 0 && { shifted: true }) };
  const divisor = op === 'Div' ? value : op === 'Mul' ? 1 / value : NaN;
  if (!(divisor > 0)) throw unsupported({ op, ...operation }, 'is read where it divides the model\'s ids by one number alone.');
  const all = (input.divisor ?? 1) * divisor;
  if (all === 1) return input;
  return { ...input, divisor: Math.abs(all - Math.round(all)) < 1e-6 * all ? Math.round(all) : all };
}

/** A constant for each unit that is added, or multiplied by. @param {OnnxGraph} graph @param {Operation} operation @param {Value} value @param {Tensor} constant @param {boolean} isFirst the constant stands first @returns {Numbers} */
function affine(graph, operation, value, constant, isFirst) {
  const { op } = operation;
  const read = graph.settled(operation, value);
  const before = graph.nodes[read.node];
  const size = Number(lengthOf(read.axes[read.axes.length - 1]));
  const vector = vectorOf(operation, constant, size);
  if ((isFirst && op === 'Div') || op === 'Pow') throw unsupported(operation, 'divides by what a layer gives, or raises it to a power, which is not read.');
  const factor = op === 'Mul' ? vector : op === 'Div' ? map(vector, (one) => 1 / one) : isFirst && op === 'Sub' ? filled([size], -1) : undefined;
  const shift = op === 'Add' || (op === 'Sub' && isFirst) ? vector : op === 'Sub' ? map(vector, (one) => -one) : undefined;
  if (before.kind === 'dense' && !before.activation && shift && !factor && !before.tensors?.bias) return graph.add({ ...before, tensors: { ...before.tensors, bias: shift } }, read.axes);
  return graph.add({ kind: 'batch-norm', name: operation.name, inputs: [read.node], tensors: { scale: factor ?? filled([size], 1), shift: shift ?? filled([size], 0) } }, read.axes);
}

/** @param {OnnxGraph} graph @param {Operation} operation @param {Value} given @returns {Value} */
export function activationOf(graph, operation, given) {
  const { op, attributes } = operation;
  const activation = op === 'HardSigmoid' ? hardSigmoid(attributes.get('alpha') ?? 0.2, attributes.get('beta') ?? 0.5) : activationOps[op];
  if (!activation) throw unsupported(operation, 'has an alpha or beta of its own, which is not read.');
  const value = graph.settled(operation, given);
  if (op.endsWith('Softmax')) {
    const axis = attributes.get('axis') ?? (graph.opset < 13 ? 1 : -1);
    if (axis !== -1 && axis !== value.axes.length - 1) throw unsupported(operation, `is taken along the axis ${axis}. What is read: the last one.`);
  }
  return graph.add({ kind: 'activation', name: operation.name, activation, inputs: [value.node] }, value.axes);
}

/** @param {OnnxGraph} graph @param {Operation} operation @param {(Value | undefined)[]} given @returns {Numbers} */
export function layerNorm(graph, operation, [x, weight, bias]) {
  const value = graph.settled(operation, x);
  const axis = operation.attributes.get('axis') ?? -1;
  if (axis !== -1 && axis !== value.axes.length - 1) throw unsupported(operation, `normalises along the axis ${axis}. What is read: the last one.`);
  const size = Number(lengthOf(value.axes[value.axes.length - 1]));
  const tensorOf = (/** @type {Value | undefined} */ one) => (one?.kind === 'constant' ? { tensor: vectorOf(operation, one.tensor, size) } : one?.kind === 'filled' ? { tensor: filled([size], one.value) } : undefined);
  const [scale, shift] = [tensorOf(weight)?.tensor, tensorOf(bias)?.tensor];
  return graph.add({ kind: 'layer-norm', name: operation.name, inputs: [value.node], epsilon: operation.attributes.get('epsilon') ?? 1e-5,
    tensors: { ...(scale && { weight: scale }), ...(shift && { bias: shift }) } }, value.axes);
}

/** @param {OnnxGraph} graph @param {Operation} operation @param {(Value | undefined)[]} given @returns {Numbers} */
export function batchNorm(graph, operation, [x, ...given]) {
  const value = graph.settled(operation, x);
  const tensors = given.map((one) => (one?.kind === 'constant' ? one.tensor : undefined));
  if (value.axes.length !== 2 || tensors.length < 4 || tensors.slice(0, 4).some((one) => !one)) throw unsupported(operation, 'is read where it normalises each unit by constants alone.');
  const [gamma, beta, mean, variance] = /** @type {Tensor[]} */ (tensors);
  const epsilon = operation.attributes.get('epsilon') ?? 1e-5;
  const scale = combine(gamma, variance, (one, other) => one / Math.sqrt(other + epsilon));
  return graph.add({ kind: 'batch-norm', name: operation.name, inputs: [value.node], tensors: { scale, shift: combine(beta, combine(mean, scale, (one, other) => one * other), (one, other) => one - other) } }, value.axes);
}

// What each of Keras's layers computes, in the terms of types.js. Keras keeps matrices as [in, out], an LSTM's gates as
// i f c o (i f g o) and a GRU's as z r h; CuDNN's layers keep them as CuDNN has them.
import { importError } from './errors.js';
import { add, permuteBlocks, reshape, rows, sizeOf, transpose } from './tensor.js';

/** @typedef {import('./types.js').Node} Node */
/** @typedef {import('./tensor.js').Tensor} Tensor */
/** @typedef {{ [key: string]: any }} Config */
/** @typedef {{ kind: string, name: string, config: Config }} Layer kind: Keras's class, without its package */

/** Of what a file names: an object's own names are none of it. @template T @param {{ [name: string]: T }} named */
const lookup = (named) => new Map(Object.entries(named));

/** By Keras's name; others keep theirs, and are refused by it. */
const activations = lookup({ hardSigmoid: 'hard-sigmoid', log_softmax: 'log-softmax', logSoftmax: 'log-softmax', hard_sigmoid: 'hard-sigmoid' });

/** Layers that do nothing when a model is read. */
export const inert = ['Dropout', 'SpatialDropout1D', 'GaussianNoise', 'GaussianDropout', 'AlphaDropout', 'ActivityRegularization', 'Identity',
  'Masking', 'Cast'];

/** Activations that are layers, or functions in a functional model. */
const activationLayers = lookup({ ReLU: 'relu', Relu: 'relu', Softmax: 'softmax', LogSoftmax: 'log_softmax', Sigmoid: 'sigmoid', Tanh: 'tanh', HardSigmoid: 'hard_sigmoid' });

/** TensorFlow's functions in a functional model, which tf.keras keeps as layers of one class, by what they are in Keras 3. */
const operations = lookup({ cast: 'Cast', identity: 'Identity', one_hot: 'OneHot', expand_dims: 'ExpandDims', reshape: 'Reshape', 'math.truediv': 'TrueDivide', 'math.divide': 'Divide',
  'nn.softmax': 'Softmax', 'nn.log_softmax': 'LogSoftmax', 'nn.relu': 'Relu', 'math.tanh': 'Tanh', 'math.sigmoid': 'Sigmoid', 'nn.sigmoid': 'Sigmoid', 'nn.tanh': 'Tanh' });

/** @param {Layer} layer */
export const call = ({ name, kind }) => `The layer “${name}” (${kind})`;

/** @param {Layer} layer @param {string} what */
export const unsupported = (layer, what) => importError('import-unsupported', `${call(layer)} ${what}`);

/** Throws for a layer that computes in integers or in eight bits (Keras 3's model.quantize()). @param {Layer} layer */
export function checkPrecision(layer) {
  const { class_name: policy, config } = Object(layer.config.dtype);
  if (/^(Quantized|Int\d)/.test(policy)) throw unsupported(layer, `is quantised (${String(config?.mode).slice(0, 20)}), which is not read. Save the model as it was before quantize().`);
}

/** Whether the layer is an activation. @param {Layer} layer */
export const isActivation = ({ kind }) => kind === 'Activation' || activationLayers.has(kind);

/**
 * Returns a layer of a config; its class without the package that registered it ("Custom>Attention").
 * @param {any} entry
 * @returns {Layer}
 */
export function layerOf(entry) {
  const { class_name: kind, config } = Object(entry);
  if (typeof kind !== 'string' || (typeof config !== 'object' && config !== undefined)) {
    throw importError('import-damaged', 'The model\'s config has a layer without a class. Save the model again.');
  }
  const plain = kind.slice(kind.lastIndexOf('>') + 1).replace(/^Unified(?=LSTM|GRU)|(?<=LSTM|GRU|Normalization)V[12]$/g, ''); // as TensorFlow 1.13 to 2.0 called them
  const own = config ?? {};
  const operation = plain === 'TFOpLambda' ? operations.get(own.function) : undefined;
  if (operation) return { kind: operation, name: String(own.name ?? operation).slice(0, 200), config: {} };
  return { kind: plain, name: String(own.name ?? entry.name ?? plain).slice(0, 200), config: own };
}

/**
 * Returns the activation that a config names. Keras 2's hard sigmoid is another function than Keras 3's.
 * @param {any} value a name, a function's or a layer's config, null
 * @param {number} version Keras's, 1 to 3, which wrote the file
 */
export function activationOf(value, version) {
  let name = value ?? 'linear';
  if (typeof name === 'object') name = typeof name.config === 'string' ? name.config : activationLayers.get(name.class_name) ?? name.class_name ?? name.name;
  name = String(name).replace(/^.*[.>]/, '').slice(0, 60);
  const known = activations.get(name) ?? name;
  return known === 'hard-sigmoid' && version < 3 ? 'hard-sigmoid-keras-2' : known;
}

/** @param {Layer} layer @param {number} version */
export function activationOfLayer(layer, version) {
  const { kind, config } = layer;
  const limits = [config.max_value, config.negative_slope, config.alpha, config.threshold];
  if (kind === 'ReLU' && limits.some((limit) => limit)) throw unsupported(layer, 'is not a plain ReLU: it has a slope, a threshold or a largest value, which are not read.');
  return activationOf(kind === 'Activation' ? config.activation : activationLayers.get(kind), version);
}

/** @param {Config} config @param {string[]} names old and new @param {any} otherwise */
const option = (config, names, otherwise) => names.map((name) => config[name]).find((value) => value !== undefined) ?? otherwise;

/** @typedef {{ kind: 'rnn' | 'gru' | 'lstm', gates: number, cudnn?: boolean }} Cell */

const recurrent = lookup(/** @type {{ [kind: string]: Cell }} */ ({
  SimpleRNN: { kind: 'rnn', gates: 1 }, SimpleRNNCell: { kind: 'rnn', gates: 1 },
  GRU: { kind: 'gru', gates: 3 }, GRUCell: { kind: 'gru', gates: 3 }, CuDNNGRU: { kind: 'gru', gates: 3, cudnn: true },
  LSTM: { kind: 'lstm', gates: 4 }, LSTMCell: { kind: 'lstm', gates: 4 }, CuDNNLSTM: { kind: 'lstm', gates: 4, cudnn: true },
}));

/** @param {string} kind */
export const isRecurrent = (kind) => recurrent.has(kind);

/** Of cells that are stacked; the engine takes 64 layers. */
const maxCells = 1000;

/**
 * Returns the recurrent layers that a layer stands for, one after the other: itself, or those of an RNN's cells.
 * @param {Layer} layer
 * @returns {Layer[]} errors: import-unsupported
 */
export function cellsOf(layer) {
  const { kind, name, config } = layer;
  if (kind !== 'RNN') return [layer];
  const cell = layerOf(config.cell);
  const cells = cell.kind === 'StackedRNNCells' ? (Array.isArray(cell.config.cells) ? cell.config.cells : []).slice(0, maxCells).map(layerOf) : [cell];
  if (cells.length === 0 || !cells.every((one) => isRecurrent(one.kind))) throw unsupported(layer, `has cells that are not read: ${cells.map((one) => one.kind).join(', ')}.`);
  if (cells.length > 1 && config.go_backwards) throw unsupported(layer, 'reads backwards by several cells (go_backwards), which is not read.');
  const { go_backwards: backwards, time_major: timeMajor } = config;
  return cells.map((one, i) => ({ kind: one.kind, name, config: {
    ...one.config, return_sequences: i < cells.length - 1 || config.return_sequences, go_backwards: backwards, time_major: timeMajor } }));
}

/** Joins Keras 1's matrix for each gate. @param {Tensor[]} parts [in, units] or [units] @returns {Tensor} */
function joinGates(parts) {
  const [first] = parts;
  const shape = [...first.shape.slice(0, -1), parts.length * first.shape[first.shape.length - 1]];
  if (first.shape.length === 1) {
    return { shape, read: async () => Float32Array.from((await Promise.all(parts.map(({ read }) => read()))).flatMap((values) => [...values])) };
  }
  return transpose({ shape: [shape[1], shape[0]], async read() {
    const result = new Float32Array(sizeOf(shape));
    let at = 0;
    for (const part of parts) {
      const values = await transpose(part).read();
      result.set(values, at);
      at += values.length;
    }
    return result;
  } });
}

/** Keras 1 had 12 tensors for an LSTM (i, c, f, o) and 9 for a GRU (z, r, h). @param {Tensor[]} tensors */
function fromKeras1(tensors) {
  const order = tensors.length === 12 ? [0, 2, 1, 3] : [0, 1, 2];
  return [0, 1, 2].map((part) => joinGates(order.map((gate) => tensors[3 * gate + part])));
}

/**
 * CuDNN keeps each gate's matrices the other way round: of the kernel only the shape, so that a block [in, units] has the
 * values of [units, in] one after the other.
 * @param {Tensor} kernel [in, gates units] @param {number} gates @param {boolean} isInput @returns {Tensor} [gates units, in]
 */
function fromCudnn(kernel, gates, isInput) {
  const [size, width] = kernel.shape;
  const units = width / gates;
  return { shape: [width, size], async read() {
    const values = await kernel.read();
    const result = new Float32Array(values.length);
    for (let gate = 0; gate < gates; gate++) {
      for (let row = 0; row < size; row++) {
        for (let column = 0; column < units; column++) {
          const value = values[row * width + gate * units + column];
          const at = isInput ? row * units + column : row * size + column;
          result[gate * units * size + at] = value;
        }
      }
    }
    return result;
  } };
}

/**
 * Returns a recurrent layer.
 * @param {Layer} layer SimpleRNN, GRU, LSTM, their cells, CuDNNGRU, CuDNNLSTM
 * @param {Tensor[]} given kernel, recurrent kernel, bias
 * @param {number} version
 * @returns {Node & { units: number, width: number }} width: of its input
 */
export function recurrentNode(layer, given, version) {
  const { config } = layer;
  const { kind, gates, cudnn } = /** @type {Cell} */ (recurrent.get(layer.kind));
  const tensors = given.length === 3 * gates && gates > 1 ? fromKeras1(given) : given;
  const [kernel, recurrentKernel, bias] = tensors;
  const units = Number(option(config, ['units', 'output_dim'], recurrentKernel?.shape[0]));
  const width = gates * units;
  if (!recurrentKernel || kernel.shape.length !== 2 || kernel.shape[1] !== width || recurrentKernel.shape.join() !== [units, width].join()) {
    throw importError('import-damaged', `${call(layer)} has ${units} units, and weights of the shapes ${tensors.map(({ shape }) => `[${shape}]`).join(', ') || 'nothing'}. The weights are not this model's.`);
  }
  if (config.time_major) throw unsupported(layer, 'reads time before the batch (time_major), which is not read. Save it without.');
  const size = bias ? sizeOf(bias.shape) : 0;
  // Weights in CuDNN's layout may be those of a layer that is called LSTM or GRU: two biases tell, which an LSTM does not
  // have, and a GRU keeps as two rows.
  const isCudnn = cudnn || (size === 2 * width && bias.shape.length === 1);
  const resetAfter = kind === 'gru' && (isCudnn || size === 2 * width || (!bias && Boolean(config.reset_after)));
  if (size !== 0 && size !== width && !(size === 2 * width && (isCudnn || resetAfter))) {
    throw importError('import-damaged', `${call(layer)} has a bias of the shape [${bias.shape}], and ${width} gates. The weights are not this model's.`);
  }
  const order = (/** @type {Tensor} */ tensor) => (kind === 'gru' ? permuteBlocks(tensor, [1, 0, 2]) : tensor);
  const half = (/** @type {number} */ part) => order(rows(reshape(bias, [size]), part * width, (part + 1) * width));
  const recurrentActivation = isCudnn ? 'sigmoid' : activationOf(option(config, ['recurrent_activation', 'inner_activation'], version < 2 ? 'hard_sigmoid' : 'sigmoid'), version);
  return {
    kind, name: layer.name, units, width: kernel.shape[0],
    activation: isCudnn ? 'tanh' : activationOf(option(config, ['activation'], 'tanh'), version),
    ...(kind !== 'rnn' && { recurrent_activation: recurrentActivation }),
    ...(kind === 'gru' && { reset: resetAfter ? 'after' : 'before' }),
    return_sequences: Boolean(config.return_sequences),
    ...(config.go_backwards && { go_backwards: true }),
    tensors: {
      weight_ih: order(isCudnn ? fromCudnn(kernel, gates, true) : transpose(kernel)),
      weight_hh: order(isCudnn ? fromCudnn(recurrentKernel, gates, false) : transpose(recurrentKernel)),
      ...(size > 0 && { bias_ih: size === 2 * width && !resetAfter ? add(half(0), half(1)) : half(0) }),
      ...(size === 2 * width && resetAfter && { bias_hh: half(1) }),
    },
  };
}

/** @param {Layer} layer @param {number} rank of its input, with the batch */
function checkAxis(layer, rank) {
  const { axis = -1, mode = 0 } = layer.config;
  const [only] = [axis].flat();
  if ([axis].flat().length !== 1 || (only !== -1 && only !== rank - 1)) throw unsupported(layer, `normalises another axis (${JSON.stringify(axis)}) than the last one, which is not read.`);
  if (mode) throw unsupported(layer, `has the mode ${mode}, which is not read.`);
}

/** The tensors that the flags leave, by name. @param {Layer} layer @param {Tensor[]} tensors @param {[string, boolean][]} names */
function named(layer, tensors, names) {
  const present = names.filter(([, is]) => is).map(([name]) => name);
  if (tensors.length !== present.length) throw importError('import-damaged', `${call(layer)} has ${tensors.length} tensors, and needs ${present.join(', ') || 'none'}. The weights are not this model's.`);
  return /** @type {{ [name: string]: Tensor | undefined }} */ (Object.fromEntries(present.map((name, i) => [name, tensors[i]])));
}

/** @param {Layer} layer @param {Tensor[]} tensors @param {number} rank @returns {Node & { width: number }} */
export function layerNormNode(layer, tensors, rank) {
  checkAxis(layer, rank);
  const { center = true, scale = true, epsilon = 1e-3, rms_scaling: rms } = layer.config;
  if (rms) throw unsupported(layer, 'scales by the root mean square (rms_scaling), which is not read.');
  const { gamma, beta } = named(layer, tensors, [['gamma', scale], ['beta', center]]);
  return { kind: 'layer-norm', name: layer.name, epsilon, width: sizeOf((gamma ?? beta)?.shape ?? [0]), tensors: { ...(gamma && { weight: gamma }), ...(beta && { bias: beta }) } };
}

/** y = (x - mean) gamma / sqrt(variance + epsilon) + beta. @param {Layer} layer @param {Tensor[]} tensors @param {number} rank @returns {Node & { width: number }} */
export function batchNormNode(layer, tensors, rank) {
  checkAxis(layer, rank);
  const { center = true, scale: hasScale = true, epsilon = 1e-3 } = layer.config;
  const { gamma, beta, mean, variance } = named(layer, tensors, [['gamma', hasScale], ['beta', center], ['mean', true], ['variance', true]]);
  const shape = /** @type {Tensor} */ (mean).shape;
  const values = async () => {
    const [means, variances, gammas, betas] = [await mean?.read() ?? [], await variance?.read() ?? [], await gamma?.read(), await beta?.read()];
    const scales = Array.from(means, (_, i) => (gammas?.[i] ?? 1) / Math.sqrt(variances[i] + epsilon));
    return { scales, shifts: scales.map((one, i) => (betas?.[i] ?? 0) - one * means[i]) };
  };
  return { kind: 'batch-norm', name: layer.name, width: shape[0], tensors: {
    scale: { shape, read: async () => Float32Array.from((await values()).scales) },
    shift: { shape, read: async () => Float32Array.from((await values()).shifts) },
  } };
}

/** @param {Layer} layer @param {Tensor[]} tensors kernel, bias @param {number} version @returns {Node & { width: number, size: number }} */
export function denseNode(layer, tensors, version) {
  const [kernel, bias] = tensors;
  const units = Number(option(layer.config, ['units', 'output_dim'], kernel?.shape[1]));
  if (kernel?.shape.length !== 2 || kernel.shape[1] !== units || tensors.length > 2 || (bias && bias.shape.join() !== `${units}`)) {
    throw importError('import-damaged', `${call(layer)} has ${units} units, and weights of the shapes ${tensors.map(({ shape }) => `[${shape}]`).join(', ') || 'nothing'}. The weights are not this model's.`);
  }
  return {
    kind: 'dense', name: layer.name, width: kernel.shape[0], size: units, activation: activationOf(layer.config.activation, version),
    tensors: { weight: transpose(kernel), ...(bias && { bias }) },
  };
}

/**
 * textgenrnn's own layer: softmax over the positions of x W, and the average that it weights. (Masked positions have none.)
 * @param {Layer} layer @param {Tensor[]} tensors [size, 1] @returns {Node & { width: number }}
 */
export function attentionAverageNode(layer, tensors) {
  const [weight] = tensors;
  if (tensors.length !== 1 || weight.shape.length !== 2 || weight.shape[1] !== 1) {
    throw unsupported(layer, `has weights of the shapes ${tensors.map(({ shape }) => `[${shape}]`).join(', ') || 'nothing'}. textgenrnn's has one [size, 1]; others are not read.`);
  }
  if (layer.config.return_attention) throw unsupported(layer, 'returns its attention too, which is not read.');
  return { kind: 'attention-average', name: layer.name, width: weight.shape[0], tensors: { weight: transpose(weight) } };
}



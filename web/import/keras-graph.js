// The config of a Keras model, sequential, functional or both in one another, -> nodes. keras-layers.js knows the layers.
// A value on its way through the model is its shape and where it comes from; the ids that the model reads become an
// embedding, one-hot vectors or numbers when the first layer reads them, whose weights tell which.
import { importError } from './errors.js';
import { callsOf, endsOf, isRef, takesLast } from './keras-calls.js';
import { activationOfLayer, attentionAverageNode, batchNormNode, call, cellsOf, checkPrecision, denseNode, inert, isActivation, isRecurrent, layerNormNode, layerOf, recurrentNode,
  unsupported } from './keras-layers.js';

/** @typedef {import('./types.js').Node} Node */
/** @typedef {import('./tensor.js').Tensor} Tensor */
/** @typedef {import('./keras-layers.js').Layer} Layer */

/**
 * What a layer gives.
 * @typedef {object} Value
 * @property {'ids' | 'numbers' | 'state' | 'mask'} kind ids: the model's input, as it comes; state: of a recurrent layer
 * @property {number} [at] the node, of numbers
 * @property {number | null} [length] of the window; null: any
 * @property {number} [width] of numbers; of ids that are vectors or numbers
 * @property {boolean} [sequence] it has all positions; else one
 * @property {number} [divisor] of ids
 */

/**
 * Where a layer's tensors are.
 * @typedef {object} Weights
 * @property {(layer: Layer, all: Layer[]) => Weights} of those of one of a model's layers
 * @property {(layer: Layer) => Tensor[]} tensors of the layer itself, in Keras's order
 */

/** Models within models. */
const maxDepth = 8;
/** Layers of all of them; the engine takes 64. */
const maxLayers = 1000;

export const models = ['Sequential', 'Functional', 'Model'];

/** For people: the layers that are read, but for those of rare use. */
const known = 'Embedding, SimpleRNN, GRU, LSTM, RNN with their cells, Bidirectional, Dense, TimeDistributed, Activation, Dropout, LayerNormalization, '
  + 'BatchNormalization, Concatenate, Add, Flatten, GlobalAveragePooling1D';

export class KerasGraph {
  /** @type {Node[]} */
  nodes = [];
  /** Kinds of layers that were left out. @type {Set<string>} */
  ignored = new Set();
  /** @type {number | null} */
  window = null;
  stateful = false;
  /** A layer gives one position of many, so that what it reads has an end. */
  takesOne = false;
  masked = false;
  /** Layers that make ids of text. @type {Layer[]} */
  lookups = [];
  #version;
  #count = 0;
  /** @type {Map<Value, Value>} */
  #read = new Map();

  /** @param {number} version Keras's, which wrote the model */
  constructor(version) {
    this.#version = version;
  }

  /**
   * Adds the nodes of a model.
   * @param {any} entry of the config: { class_name, config }
   * @param {Weights} weights
   */
  add(entry, weights) {
    const [first, ...others] = this.#model(layerOf(entry), weights, null, 0);
    if (others.some(({ kind }) => kind === 'numbers')) {
      throw importError('import-unsupported', 'The model has several outputs. Save one that ends in the next token\'s probabilities alone.');
    }
    if (first?.kind !== 'numbers') throw importError('import-unsupported', 'The model has no layer with weights.');
    if (first.at !== this.nodes.length - 1) this.#node({ kind: 'activation', activation: 'linear' }, /** @type {number} */ (first.at));
    this.#checkEnd(Number(first.width));
  }

  /** @param {number} width */
  #checkEnd(width) {
    const last = this.nodes[this.nodes.length - 1];
    const ending = last.kind === 'dense' || last.kind === 'activation' ? last.activation ?? 'linear' : 'linear';
    if (width < 2 || !['linear', 'softmax', 'log-softmax'].includes(ending)) {
      throw importError('import-unsupported', width < 2 ? 'The model ends in one number, not in the probabilities of the next token: it is no model that writes.'
        : `The model ends in the activation ${ending}. What writes ends in softmax, or in logits.`);
    }
  }

  /** @param {Node} node @param {number} [input] */
  #node(node, input) {
    const { width, size, ...plain } = node;
    return this.nodes.push({ ...plain, ...(input !== undefined && { inputs: [input] }) }) - 1;
  }

  /**
   * @param {Layer} model @param {Weights} weights @param {Value[] | null} given what an inner model reads; null: ids @param {number} depth
   * @returns {Value[]}
   */
  #model(model, weights, given, depth) {
    if (depth > maxDepth) throw importError('import-too-large', `The model has models within models, more than ${maxDepth} deep.`);
    const { config } = model;
    const entries = Array.isArray(config) ? config : config.layers ?? [];
    if (!Array.isArray(entries) || !models.includes(model.kind)) throw unsupported(model, 'is no model that is read here.');
    this.#count += entries.length;
    if (this.#count > maxLayers) throw importError('import-too-large', `The model has ${this.#count} layers. At most 64 are taken.`);
    const layers = entries.map(layerOf);
    return model.kind === 'Sequential' || Array.isArray(config) ? this.#sequence(config, layers, weights, given, depth) : this.#functional(config, entries, layers, weights, given, depth);
  }

  /** @param {any} config @param {Layer[]} layers @param {Weights} weights @param {Value[] | null} given @param {number} depth */
  #sequence(config, layers, weights, given, depth) {
    const shape = layers[0]?.config.batch_shape ?? layers[0]?.config.batch_input_shape ?? config.build_input_shape;
    let values = given ?? [this.#input(shape ?? [null, layers[0]?.config.input_length ?? null])];
    for (const layer of layers) {
      if (layer.kind === 'InputLayer') continue;
      values = this.#layer(layer, weights.of(layer, layers), values.slice(0, 1), [], {}, depth);
    }
    return values;
  }

  /** @param {any} config @param {any[]} entries @param {Layer[]} layers @param {Weights} weights @param {Value[] | null} given @param {number} depth */
  #functional(config, entries, layers, weights, given, depth) {
    /** @type {Map<string, Value[]>} */
    const done = new Map();
    const key = (/** @type {import('./keras-calls.js').Ref} */ { layer, call }) => `${call} ${layer}`;
    const inputs = endsOf(config.input_layers);
    // An inner model keeps the inputs that it was first called with as its own; they count from 0.
    inputs.forEach((ref, i) => {
      const layer = layers.find(({ name }) => name === ref.layer);
      const own = () => this.#input(layer?.config.batch_shape ?? layer?.config.batch_input_shape ?? [null, null], i);
      done.set(key(ref), [given ? given[i] ?? own() : own()]);
    });
    let waiting = layers.flatMap((layer, i) => callsOf({ inbound_nodes: entries[i].inbound_nodes }).map((made, n) => ({ layer, made, n })))
      .filter(({ layer, n }) => !done.has(key({ layer: layer.name, call: n, output: 0 })));
    while (waiting.length > 0) {
      const later = waiting.filter(({ layer, made, n }) => {
        const needed = [...made.inputs.filter(isRef), ...made.states];
        if (!needed.every((ref) => done.has(key(ref)))) return true;
        const valueOf = (/** @type {any} */ ref) => {
          const value = done.get(key(ref))?.[ref.output];
          if (!value) throw importError('import-damaged', `${call(layer)} reads an output that “${ref.layer}” does not have. Save the model again.`);
          return value;
        };
        const read = made.inputs.filter(isRef).map(valueOf);
        const constants = made.inputs.filter((one) => !isRef(one));
        done.set(key({ layer: layer.name, call: n, output: 0 }), this.#layer(layer, weights.of(layer, layers), read, made.states.map(valueOf), { ...made.options, constants }, depth));
        return false;
      });
      if (later.length === waiting.length) throw importError('import-damaged', `${call(later[0].layer)} reads a layer that is not there, or one that reads it. Save the model again.`);
      waiting = later;
    }
    return endsOf(config.output_layers).map((ref) => {
      const value = done.get(key(ref))?.[ref.output];
      if (!value) throw importError('import-damaged', `The model's output is that of “${ref.layer}”, which is not there. Save the model again.`);
      return value;
    });
  }

  /** @param {any} shape with the batch @param {number} [index] @returns {Value} */
  #input(shape, index = 0) {
    const [, length = null, width] = Array.isArray(shape) ? shape : [];
    // Other inputs than the first one are states that the caller keeps.
    if (index > 0) return { kind: 'state' };
    if (this.window === null && Number.isInteger(length)) this.window = length;
    return { kind: 'ids', length: Number.isInteger(length) ? length : null, ...(Number.isInteger(width) && { width }), sequence: true };
  }

  /** Returns a value as numbers that a layer with weights for `width` of them reads (0: any). @param {Layer} layer @param {Value} value @param {number} width @returns {Value} */
  #numbers(layer, value, width) {
    if (value?.kind === 'ids') {
      const known = this.#read.get(value);
      if (known) return known;
      if (width === 0) width = value.width ?? 0;
      if (width === 0 || (value.width === undefined && width > 1 && value.length !== null)) throw unsupported(layer, 'reads ids as numbers of which each has a weight of its own. What is read: an embedding, one-hot vectors, or one number for each position.');
      const node = width === 1 ? { kind: 'scaled-id', ...(value.divisor && { divisor: value.divisor }) } : { kind: 'one-hot' };
      const numbers = { ...value, kind: /** @type {const} */ ('numbers'), at: this.#node(node), width };
      this.#read.set(value, numbers);
      return numbers;
    }
    if (value?.kind !== 'numbers') throw unsupported(layer, 'does not read the output of a layer with weights.');
    if (value.width !== width && width > 0) {
      throw importError('import-damaged', `${call(layer)} has weights for ${width} numbers, and reads ${value.width}. The weights are not this model's.`);
    }
    return value;
  }

  /** Adds a node that reads `value`. @param {Value} value @param {Node} node @param {Partial<Value>} changes @returns {Value} */
  #after(value, node, changes) {
    return { ...value, ...changes, at: this.#node(node, value.at) };
  }

  /**
   * @param {Layer} layer @param {Weights} weights @param {Value[]} values that it reads @param {Value[]} states @param {{ [name: string]: any }} options of the call
   * @param {number} depth
   * @returns {Value[]}
   */
  #layer(layer, weights, values, states, options, depth) {
    const { kind } = layer;
    const [value] = values;
    if (!value) throw importError('import-damaged', `${call(layer)} reads nothing. Save the model again.`);
    checkPrecision(layer);
    if (models.includes(kind)) return this.#model(layer, weights, values, depth + 1);
    if (isRecurrent(kind) || kind === 'RNN') return this.#recurrent(layer, weights, value, [...values.slice(1), ...states]);
    return [this.#one(layer, weights, values, options, depth)];
  }

  /** @param {Layer} layer @param {Weights} weights @param {Value[]} values @param {{ [name: string]: any }} options @param {number} depth @returns {Value} */
  #one(layer, weights, values, options, depth) {
    const { kind, config } = layer;
    const [value] = values;
    const constant = options.constants?.[0];
    if (inert.includes(kind)) {
      if (kind !== 'Cast') this.ignored.add(kind);
      return value;
    }
    if (isActivation(layer)) {
      const activation = activationOfLayer(layer, this.#version);
      return this.#after(this.#numbers(layer, value, 0), { kind: 'activation', activation, name: layer.name }, {});
    }
    const rank = value.sequence ? 3 : 2;
    const norm = (/** @type {Node} */ node) => this.#after(this.#numbers(layer, value, node.width), node, {});
    switch (kind) {
      case 'Embedding': return this.#embedding(layer, weights.tensors(layer), value);
      case 'Dense': case 'TimeDistributedDense': {
        const node = denseNode(layer, weights.tensors(layer), this.#version);
        return this.#after(this.#numbers(layer, value, node.width), node, { width: node.size });
      }
      case 'Bidirectional': return this.#bidirectional(layer, weights, value);
      case 'TimeDistributed': {
        const inner = layerOf(config.layer);
        if (!value.sequence || ['Flatten', 'Reshape', 'Bidirectional', ...models].includes(inner.kind) || isRecurrent(inner.kind)) throw unsupported(layer, `has a ${inner.kind} in it, which is not read there.`);
        // What is in it reads one position as its whole input, and counts its axes so.
        const one = this.#layer(inner, weights, [value.kind === 'ids' ? value : { ...value, sequence: false }], [], {}, depth)[0];
        return { ...one, sequence: true };
      }
      case 'LayerNormalization': return norm(layerNormNode(layer, weights.tensors(layer), rank));
      case 'BatchNormalization': return norm(batchNormNode(layer, weights.tensors(layer), rank));
      case 'AttentionWeightedAverage': {
        this.takesOne = true;
        const node = attentionAverageNode(layer, weights.tensors(layer));
        return this.#after(this.#numbers(layer, value, node.width), node, { sequence: false });
      }
      case 'Concatenate': case 'Merge': case 'Add': return this.#join(layer, values);
      case 'GlobalAveragePooling1D': {
        if (config.data_format === 'channels_first' || config.keepdims) throw unsupported(layer, 'averages over another axis, or keeps it, which is not read.');
        this.takesOne = true;
        return this.#after(this.#numbers(layer, value, 0), { kind: 'average', name: layer.name }, { sequence: false });
      }
      case 'Flatten': return this.#flatten(layer, value);
      case 'Reshape': case 'ExpandDims': return this.#reshape(layer, value, options);
      case 'CategoryEncoding': case 'OneHot': {
        const width = config.num_tokens ?? config.num_classes ?? options.depth;
        if (value.kind !== 'ids' || (config.output_mode ?? 'one_hot') !== 'one_hot' || !Number.isInteger(width)) throw unsupported(layer, 'is read where it makes one-hot vectors of the model\'s ids alone.');
        return { ...value, width };
      }
      case 'Rescaling': case 'TrueDivide': case 'Divide': {
        const divisor = kind === 'Rescaling' ? 1 / config.scale : constant ?? options.y;
        if (value.kind !== 'ids' || !(divisor > 0) || config.offset) throw unsupported(layer, 'is read where it divides the model\'s ids alone.');
        return { ...value, divisor: Math.abs(divisor - Math.round(divisor)) < 1e-6 * divisor ? Math.round(divisor) : divisor };
      }
      case 'NotEqual': return { kind: 'mask' };
      case 'GetItem': case 'SlicingOpLambda': return this.#last(layer, value, kind === 'GetItem' ? constant : options.slice_spec);
      case 'StringLookup': case 'TextVectorization':
        this.lookups.push(layer);
        if (value.kind !== 'ids') throw unsupported(layer, 'is read as the model\'s first layer alone.');
        if (this.window === null && Number.isInteger(config.output_sequence_length)) this.window = config.output_sequence_length;
        return { ...value, length: config.output_sequence_length ?? value.length };
      case 'Lambda': case 'TFOpLambda':
        throw unsupported(layer, `is a piece of Python${config.function && typeof config.function === 'string' && kind === 'TFOpLambda' ? ` (${config.function.slice(0, 40)})` : ''}, which is not run here. Build the model without it, and load the weights into that.`);
      default:
        throw unsupported(layer, `is of a kind that is not read here. What is read: ${known}.`);
    }
  }

  /** @param {Layer} layer @param {Tensor[]} tensors @param {Value} value @returns {Value} */
  #embedding(layer, [table, ...others], value) {
    const { input_length: length, mask_zero: masked } = layer.config;
    if (table?.shape.length !== 2 || others.length > 0) throw importError('import-damaged', `${call(layer)} has no matrix of its own. The weights are not this model's.`);
    if (value.kind !== 'ids' || value.width !== undefined) throw unsupported(layer, 'does not read the model\'s ids.');
    if (this.window === null && Number.isInteger(length)) this.window = length;
    this.masked ||= Boolean(masked);
    const at = this.#node({ kind: 'embedding', name: layer.name, tensors: { weight: table } });
    return { kind: 'numbers', at, width: table.shape[1], length: value.length ?? (Number.isInteger(length) ? length : null), sequence: true };
  }

  /** @param {Layer} layer @param {Weights} weights @param {Value} value @param {Value[]} states that it begins with @returns {Value[]} */
  #recurrent(layer, weights, value, states) {
    const { config } = layer;
    // States that the caller gives and takes are kept from call to call: it reads statefully.
    if (states.some(({ kind, at }) => kind !== 'state' || at !== undefined)) throw unsupported(layer, 'begins in the state of another layer, as an encoder and decoder do, which is not read.');
    if (config.stateful || states.length > 0) this.stateful = true;
    const tensors = weights.tensors(layer);
    const cells = cellsOf(layer);
    let output = value;
    let from = 0;
    cells.forEach((one, i) => {
      const isLast = i === cells.length - 1;
      const to = isLast ? tensors.length : from + (one.config.use_bias === false ? 2 : 3);
      const node = recurrentNode(one, tensors.slice(from, to), this.#version);
      from = to;
      output = this.#after(this.#numbers(layer, output, node.width), node, { width: node.units, sequence: node.return_sequences });
      if (!output.sequence || node.go_backwards) this.takesOne = true;
    });
    /** @type {Value} */
    const state = { kind: 'state', at: output.at };
    return [output, ...(config.return_state ? cells.flatMap(() => [state, state]) : [])];
  }

  /** @param {Layer} layer @param {Weights} weights @param {Value} value @returns {Value} */
  #bidirectional(layer, weights, value) {
    const { config } = layer;
    const inner = layerOf(config.layer);
    const other = config.backward_layer ? layerOf(config.backward_layer) : inner;
    const [forwards, backwards] = [inner, other].map(cellsOf);
    if (![...forwards, ...backwards].every(({ kind }) => isRecurrent(kind))) throw unsupported(layer, `has a ${inner.kind} in it. What is read: SimpleRNN, GRU, LSTM.`);
    if (forwards.length > 1 || backwards.length > 1) throw unsupported(layer, 'has several cells in each direction, which is not read.');
    if (inner.config.return_state) throw unsupported(layer, 'returns its states, which is not read.');
    if (inner.config.go_backwards || (config.backward_layer && !other.config.go_backwards)) throw unsupported(layer, 'reads backwards first (go_backwards), which is not read.');
    const { merge_mode: merge = 'concat' } = config;
    if (!['concat', 'sum', 'ave'].includes(merge)) throw unsupported(layer, `merges its two directions by “${merge}”. What is read: concat, sum, ave.`);
    if (inner.config.stateful) this.stateful = true;
    const tensors = weights.tensors(layer);
    const [forward, backward] = [...forwards, ...backwards].map((one, i) => {
      const half = tensors.slice(i * tensors.length / 2, (i + 1) * tensors.length / 2);
      return { ...recurrentNode({ ...one, name: layer.name }, half, this.#version), go_backwards: false };
    });
    this.takesOne = true;
    const sequence = Boolean(inner.config.return_sequences);
    const width = merge === 'concat' ? 2 * forward.units : forward.units;
    return this.#after(this.#numbers(layer, value, forward.width), { kind: 'bidirectional', name: layer.name, merge, forward, backward }, { width, sequence });
  }

  /** @param {Layer} layer @param {Value[]} values @returns {Value} */
  #join(layer, values) {
    const { axis = -1, mode, concat_axis: old } = layer.config;
    const all = values.map((value) => this.#numbers(layer, value, value.kind === 'ids' ? value.width ?? 0 : 0));
    const [first] = all;
    const isAdd = layer.kind === 'Add' || mode === 'sum';
    if (layer.kind === 'Merge' && !['sum', 'concat'].includes(mode)) throw unsupported(layer, `merges by “${mode}”, which is not read.`);
    if (!isAdd && ![-1, first.sequence ? 2 : 1].includes(old ?? axis)) throw unsupported(layer, `joins along the axis ${old ?? axis}. What is read: the last one.`);
    const width = isAdd ? first.width : all.reduce((sum, one) => sum + Number(one.width), 0);
    const at = this.nodes.push({ kind: isAdd ? 'add' : 'concatenate', name: layer.name, inputs: all.map((one) => Number(one.at)) }) - 1;
    return { ...first, at, width };
  }

  /** @param {Layer} layer @param {Value} value @returns {Value} */
  #flatten(layer, value) {
    const numbers = value.kind === 'ids' ? this.#numbers(layer, value, value.width ?? 0) : value;
    if (!numbers.sequence) return numbers;
    if (numbers.length === null) throw unsupported(layer, 'needs a window of a fixed length, which the model does not say.');
    this.takesOne = true;
    return this.#after(numbers, { kind: 'flatten', name: layer.name }, { sequence: false, width: Number(numbers.length) * Number(numbers.width) });
  }

  /** Ids become numbers, positions one row, or nothing happens. @param {Layer} layer @param {Value} value @param {{ [name: string]: any }} options @returns {Value} */
  #reshape(layer, value, options) {
    const { axis = options.axis, target_shape: target = Array.isArray(options.shape) ? options.shape.slice(1) : undefined } = layer.config;
    const { length, width } = value;
    if (value.kind === 'ids' && width === undefined) {
      const isColumn = layer.kind === 'ExpandDims' ? [-1, 2].includes(axis) : target?.length === 2 && target[1] === 1;
      if (isColumn) return { ...value, width: 1 };
    } else if (layer.kind === 'Reshape' && Array.isArray(target)) {
      const size = value.sequence ? Number(length) * Number(width) : Number(width);
      const isSame = (/** @type {(number | null | undefined)[]} */ shape) => target.length === shape.length && target.every((one, i) => one === shape[i] || one === -1);
      if (isSame(value.sequence ? [length, width] : [width])) return value;
      if (value.sequence && length !== null && isSame([size])) return this.#flatten(layer, value);
    }
    throw unsupported(layer, `makes another shape (${JSON.stringify(target ?? axis)}). What is read: no change, one row of all positions, and ids as a column of numbers.`);
  }

  /** @param {Layer} layer @param {Value} value @param {any} key @returns {Value} */
  #last(layer, value, key) {
    if (!takesLast(key) || !value.sequence) throw unsupported(layer, 'takes a part of what it reads. What is read: the last position ([:, -1]).');
    return this.#after(this.#numbers(layer, value, 0), { kind: 'last', name: layer.name }, { sequence: false });
  }
}

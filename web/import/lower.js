// From a Graph to the layers and tensors of a model file: lower-nodes.js makes its nodes fewer, then each becomes a layer,
// or some. Two layers that are no neighbours here are joined by a concatenation of one. Nothing is read here but what two
// matrices must be compared for: tensors stay unread until the file is written.
import { importError } from './errors.js';
import { finite, idKinds, recurrentKinds, simplify, unsupported } from './lower-nodes.js';
import { lowerBidirectional, lowerRecurrent } from './lower-recurrent.js';
import { add, filled, multiply, reshape, sizeOf, stack } from './tensor.js';

/** @typedef {import('./types.js').Graph} Graph */
/** @typedef {import('./types.js').Note} Note */
/** @typedef {import('./tensor.js').Tensor} Tensor */
/** @typedef {import('./lower-nodes.js').Step} Step */

/**
 * What a step gives: the output of a layer, times `scale`, plus `shift`, which whoever reads it takes into its weights.
 * @typedef {object} Value
 * @property {number} layer by index
 * @property {number} width
 * @property {number} [ids] of one-hot ids: how many the step's readers know; width is that of the whole vocabulary
 * @property {boolean} sequence it has all positions; else one
 * @property {boolean} last only the last position counts, though it has all
 * @property {Tensor} [scale] [width]
 * @property {Tensor} [shift] [width]
 */

/**
 * @typedef {object} Lowered
 * @property {{ [key: string]: any }[]} layers as the model file has them
 * @property {{ [name: string]: Tensor }} tensors as the model file names them
 * @property {number} vocabSize
 * @property {number} inputs ids that the model reads
 * @property {number} outputs ids that it gives a logit
 * @property {NonNullable<Graph['context']>} context
 * @property {{ kind: string, size: number, shapes: number[][] }[]} found the layers as the reader knows them, with the shapes of their weights
 * @property {number} parameters
 * @property {Note[]} notes
 */

// The engine's (cpp/model/limits.h).
const maxLayers = 64, maxWidth = 65_536, maxVocab = 1_000_000, maxWindow = 4096;
/** In bytes: WebAssembly addresses 4 GB, and a model is there twice while it is read. */
const maxBytes = 1 << 30;
/** Of a matrix that is added to hold a diagonal: 16 million weights. */
const maxDiagonal = 4096;
/** The logit of a token that the model never gives: e to this power is 0. */
const never = -10_000;

/** @param {number} size @param {(index: number) => number} value @returns {Tensor} [size, size] */
const diagonal = (size, value) => ({ shape: [size, size], async read() {
  const values = new Float32Array(size * size);
  for (let i = 0; i < size; i++) values[i * size + i] = value(i);
  return values;
} });

/** @param {Tensor} matrix @param {number} columns @returns {Tensor} with columns of 0 after its own */
const widen = ({ shape: [rows, own], read }, columns) => ({ shape: [rows, columns], async read() {
  const values = await read();
  const result = new Float32Array(rows * columns);
  for (let row = 0; row < rows; row++) result.set(values.subarray(row * own, (row + 1) * own), row * columns);
  return result;
} });

/** Returns how many rows must follow. @param {Tensor} tensor @param {number} rows @param {number} value @returns {Tensor} */
const lengthen = (tensor, rows, value) => stack([tensor, filled([rows - tensor.shape[0], ...tensor.shape.slice(1)], value)]);

/** Returns the number of ids that one-hot ids are made for: the width of what reads them; 0: it is not known. @param {Step[]} steps @param {number} index @param {number} window @returns {number} */
function oneHotWidth(steps, index, window) {
  for (const [reader, { kind, inputs, tensors, forward }] of steps.entries()) {
    if (inputs.length !== 1 || inputs[0] !== index) continue;
    const matrix = kind === 'dense' ? tensors.weight : tensors.weight_ih ?? forward?.tensors?.weight_ih;
    const width = matrix ? matrix.shape[1] : kind === 'flatten' ? oneHotWidth(steps, reader, window) / Math.max(1, window)
      : ['average', 'last', 'activation', 'batch-norm'].includes(kind) ? oneHotWidth(steps, reader, window) : 0;
    if (width) return width;
  }
  return 0;
}

export class Lowering {
  /** @type {Lowered['layers']} */
  layers = [];
  /** @type {Lowered['tensors']} */
  tensors = {};
  /** The same, as they were before they are checked. @type {Lowered['tensors']} */
  unchecked = {};
  /** What errors call the layers. @type {string[]} */
  #names = [];
  vocabSize = 0;
  stateful;
  window;

  /** @param {NonNullable<Graph['context']>} context */
  constructor(context) {
    this.stateful = context === 'stateful';
    this.window = context === 'stateful' ? 0 : context.window;
  }

  /**
   * Adds a layer.
   * @param {string} where
   * @param {{ [key: string]: any }} config
   * @param {{ [name: string]: Tensor | undefined }} [tensors] by their names in the layer
   * @returns {number} its index
   */
  layer(where, config, tensors = {}) {
    const index = this.layers.push(config) - 1;
    if (this.layers.length > maxLayers) throw importError('import-too-large', `The model has more than ${maxLayers} layers, which is as many as the engine takes.`);
    this.#names.push(where);
    for (const [name, tensor] of Object.entries(tensors)) {
      if (!tensor) continue;
      this.unchecked[`layers.${index}.${name}`] = tensor;
      this.tensors[`layers.${index}.${name}`] = finite(tensor, where);
    }
    return index;
  }

  /** Throws for a layer that the engine finds too wide, but for the output, and if all together are too large. Returns how many weights there are. */
  checkSizes() {
    for (const [index, { kind, units, size, layer }] of this.layers.entries()) {
      const width = units ?? size ?? layer?.units ?? 1;
      const isOutput = kind === 'dense' && index === this.layers.length - 1;
      if (!(width >= 1 && width <= (isOutput ? maxVocab : maxWidth))) throw unsupported(this.#names[index], `has ${width} units. The engine takes 1 to ${maxWidth}.`);
    }
    const parameters = Object.values(this.tensors).reduce((sum, { shape }) => sum + sizeOf(shape), 0);
    if (!(4 * parameters <= maxBytes)) throw importError('import-too-large', `The model has ${parameters} weights. At most ${maxBytes / 4} are taken.`);
    return parameters;
  }

  /** Has `value` stand just before the next layer, which reads it. @param {Value} value */
  place({ layer }) {
    if (layer !== this.layers.length - 1) this.layer('A layer', { kind: 'concatenate', inputs: [layer] });
  }

  /**
   * Returns a matrix and its bias as they are when the engine's layer gives `value` without its scale and shift.
   * @param {string} where @param {Value} value @param {Tensor} weight [rows, value's width] @param {Tensor} [bias] [rows]
   * @returns {{ weight: Tensor, bias: Tensor | undefined }}
   */
  product(where, value, weight, bias) {
    const [rows, columns] = weight?.shape ?? [];
    if (weight?.shape.length !== 2 || columns !== (value.ids ?? value.width)) {
      throw importError('import-damaged', `${where} has weights of the shape [${weight?.shape}], and reads ${value.ids ?? value.width} numbers. Its file does not fit together.`);
    }
    if (bias && sizeOf(bias.shape) !== rows) throw importError('import-damaged', `${where} has a bias of the shape [${bias.shape}], and needs [${rows}].`);
    if (value.ids !== undefined && value.ids < value.width) return { weight: widen(weight, value.width), bias };
    const { scale, shift } = value;
    if (!scale || !shift) return { weight, bias };
    const moved = multiply(weight, shift);
    return {
      weight: { shape: weight.shape, async read() {
        const factors = await scale.read();
        return (await weight.read()).map((one, i) => one * factors[i % columns]);
      } },
      bias: bias ? add(reshape(bias, [rows]), moved) : moved,
    };
  }

  /** Adds a dense layer. @param {string} where @param {Value} value @param {Tensor} weight @param {Tensor} [bias] @param {string} [activation] @returns {Value} */
  dense(where, value, weight, bias, activation = 'linear') {
    const tensors = this.product(where, value, weight, bias);
    this.place(value);
    const layer = this.layer(where, { kind: 'dense', units: weight.shape[0], ...(activation !== 'linear' && { activation }) }, tensors);
    return { layer, width: weight.shape[0], sequence: value.sequence, last: value.last };
  }

  /** Returns the value as a layer gives it, in need with one that scales it. @param {string} where @param {Value} value @param {string} [activation] */
  plain(where, value, activation = 'linear') {
    if (!value.scale && activation === 'linear') return value;
    const width = value.ids ?? value.width;
    if (width > maxDiagonal) throw unsupported(where, `reads ${width} numbers, and would need a matrix for them. At most ${maxDiagonal} are taken.`);
    return this.dense(where, value, diagonal(width, () => 1), undefined, activation);
  }

  /** Throws for one-hot ids with more of them than the step knows, which only a product reads. @param {string} where @param {Value} value */
  whole(where, { ids, width }) {
    if (ids !== undefined && ids < width) throw unsupported(where, `reads one-hot ids, of which the model reads ${ids} and gives ${width}.`);
  }

  /** Returns one position of a value that has all: a linear recurrent layer that remembers nothing gives its last one. @param {string} where @param {Value} value @returns {Value} */
  onlyLast(where, value) {
    const { width } = value;
    this.whole(where, value);
    if (width > maxDiagonal) throw unsupported(where, `takes the last of positions of ${width} numbers, and at most ${maxDiagonal} are taken.`);
    const { weight, bias } = this.product(where, value, diagonal(width, () => 1));
    this.place(value);
    const layer = this.layer(where, { kind: 'rnn', units: width, activation: 'linear', return_sequences: false },
      { weight_ih: weight, weight_hh: filled([width, width], 0), bias_ih: bias });
    return { layer, width, sequence: false, last: false };
  }

  /** @param {Step} step @returns {Value} */
  ids({ kind, where, tensors, divisor }) {
    if (kind === 'embedding') {
      const { weight } = tensors;
      const missing = this.vocabSize - weight.shape[0];
      const layer = this.layer(where, { kind, size: weight.shape[1] }, { weight: missing > 0 ? lengthen(weight, this.vocabSize, 0) : weight });
      return { layer, width: weight.shape[1], sequence: !this.stateful, last: false };
    }
    if (kind === 'one-hot') {
      return { layer: this.layer(where, { kind }), width: this.vocabSize, ids: this.vocabSize, sequence: !this.stateful, last: false };
    }
    if (divisor !== undefined && !(divisor > 0 && divisor <= 1e9)) throw unsupported(where, `divides ids by ${divisor}.`);
    return { layer: this.layer(where, { kind, ...(divisor !== undefined && { divisor }) }), width: 1, sequence: !this.stateful, last: false };
  }

  /** @param {Step} step @param {Value[]} values @returns {Value} */
  join({ kind, where }, values) {
    const isMixed = values.some(({ sequence }) => sequence) && !values.every(({ sequence }) => sequence);
    const alike = values.map((value) => (isMixed && value.sequence && value.last ? this.onlyLast(where, value) : value));
    if (!alike.every(({ sequence, last }) => sequence === alike[0].sequence && last === alike[0].last)) {
      throw unsupported(where, 'joins layers of which one has all positions and another a single one.');
    }
    alike.forEach((value) => this.whole(where, value));
    const width = alike.reduce((sum, value) => sum + value.width, 0);
    const isScaled = alike.some(({ scale }) => scale);
    const part = (/** @type {Value} */ value, /** @type {'scale' | 'shift'} */ name) => value[name] ?? filled([value.width], name === 'scale' ? 1 : 0);
    /** @type {Value} */
    const joined = {
      layer: this.layer(where, { kind: 'concatenate', inputs: alike.map(({ layer }) => layer) }),
      width, sequence: alike[0].sequence, last: alike[0].last,
      ...(isScaled && { scale: stack(alike.map((value) => part(value, 'scale'))), shift: stack(alike.map((value) => part(value, 'shift'))) }),
    };
    if (kind === 'concatenate') return joined;
    const [{ width: one }] = alike;
    if (alike.some((value) => value.width !== one)) throw unsupported(where, 'adds layers of unlike sizes.');
    return this.sum(where, joined, alike.map(() => 1));
  }

  /** Adds a dense layer that sums the equal parts of a value, each times its factor. @param {string} where @param {Value} value @param {number[]} factors */
  sum(where, value, factors) {
    const size = value.width / factors.length;
    return this.dense(where, value, { shape: [size, value.width], async read() {
      const values = new Float32Array(size * value.width);
      factors.forEach((factor, part) => {
        for (let i = 0; i < size; i++) values[i * value.width + part * size + i] = factor;
      });
      return values;
    } });
  }

  /** Makes one position of all. @param {Step} step @param {Value} value @returns {Value} */
  reduce({ kind, where, tensors }, value) {
    if (!value.sequence || value.last) return value; // of one position they change nothing
    if (kind === 'last') return { ...value, last: true };
    if (kind === 'flatten') {
      this.whole(where, value);
      this.place(value);
      const { scale, shift } = value;
      const repeat = (/** @type {Tensor} */ tensor) => stack(Array.from({ length: this.window }, () => tensor));
      return { layer: this.layer(where, { kind }), width: value.width * this.window, sequence: false, last: false,
        ...(scale && shift && { scale: repeat(scale), shift: repeat(shift) }) };
    }
    // The average of all is that of what is scaled, too; what attention weighs is not.
    const read = kind === 'average' ? value : this.plain(where, value);
    const weight = kind === 'average' ? filled([1, read.width], 0) : tensors.weight;
    if (sizeOf(weight?.shape ?? []) !== read.width) throw importError('import-damaged', `${where} has ${sizeOf(weight?.shape ?? [])} weights, and reads ${read.width} numbers.`);
    this.place(read);
    return { ...read, layer: this.layer(where, { kind: 'attention-average' }, { weight: reshape(weight, [1, read.width]) }), sequence: false, last: false };
  }

  /** @param {Step} step @param {Value} input @returns {Value} */
  norm({ where, tensors, epsilon = 1e-5 }, input) {
    this.whole(where, input);
    const value = this.plain(where, input);
    const { weight = filled([value.width], 1), bias = filled([value.width], 0) } = tensors;
    if (sizeOf(weight.shape) !== value.width || sizeOf(bias.shape) !== value.width) throw importError('import-damaged', `${where} has the shape [${weight.shape}], and reads ${value.width} numbers.`);
    if (!(epsilon > 0 && epsilon <= 1e9)) throw unsupported(where, `has the epsilon ${epsilon}, which must be above 0.`);
    this.place(value);
    const layer = this.layer(where, { kind: 'layer-norm', epsilon }, { weight: reshape(weight, [value.width]), bias: reshape(bias, [value.width]) });
    return { ...value, layer };
  }

  /** @param {Step} step @param {Value} value @returns {Value} */
  scaled({ where, tensors: { scale, shift } }, value) {
    this.whole(where, value);
    if (sizeOf(scale?.shape ?? []) !== value.width || sizeOf(shift?.shape ?? []) !== value.width) {
      throw importError('import-damaged', `${where} has the shape [${scale?.shape}], and reads ${value.width} numbers.`);
    }
    const [factors, shifts] = [reshape(scale, [value.width]), reshape(shift, [value.width])];
    const { scale: before, shift: beforeShift } = value;
    if (!before || !beforeShift) return { ...value, scale: factors, shift: shifts };
    const product = (/** @type {Tensor} */ a, /** @type {Tensor} */ b) => ({ shape: a.shape, async read() {
      const others = await b.read();
      return (await a.read()).map((one, i) => one * others[i]);
    } });
    return { ...value, scale: product(before, factors), shift: add(product(beforeShift, factors), shifts) };
  }

  /** @param {Step} step @param {Value[]} values @returns {Value} */
  step(step, values) {
    const { kind, where, tensors, activation } = step;
    const [value] = values;
    if (idKinds.includes(kind)) return this.ids(step);
    if (recurrentKinds.includes(kind)) return lowerRecurrent(this, step, value);
    switch (kind) {
      case 'bidirectional': return lowerBidirectional(this, step, value);
      case 'dense': return this.dense(where, value, tensors.weight, tensors.bias, activation);
      case 'activation': return this.plain(where, value, activation);
      case 'batch-norm': return this.scaled(step, value);
      case 'layer-norm': return this.norm(step, value);
      case 'concatenate': case 'add': return this.join(step, values);
      default: return this.reduce(step, value);
    }
  }
}

/** Whether two matrices are one: the same tensor, or the same values. @param {Tensor} a @param {Tensor} b */
async function isSame(a, b) {
  if (a === b) return true;
  if (a.shape.join() !== b.shape.join()) return false;
  const [values, others] = [await a.read(), await b.read()];
  return values.every((value, i) => value === others[i]);
}

/**
 * Makes the output layer of the last value: of the dense layer that gives it, or another.
 * @param {Lowering} lowering @param {Step[]} steps @param {Value[]} values theirs @param {number} outputs
 */
async function addOutput(lowering, steps, values, outputs) {
  const { layers, tensors, unchecked, vocabSize } = lowering;
  const value = values[values.length - 1];
  const { kind, activation } = layers[layers.length - 1];
  const isDense = value.layer === layers.length - 1 && kind === 'dense' && !activation && !value.scale;
  const where = 'The output';
  if (!isDense && value.width > maxDiagonal) throw unsupported(where, `is no linear layer, and too wide for another after it: ${value.width} numbers.`);
  const { layer } = isDense ? value : lowering.dense(where, value, diagonal(value.width, () => 1));
  const [weight, bias] = [`layers.${layer}.weight`, `layers.${layer}.bias`];
  let table = -1;
  for (const [index, step] of steps.entries()) {
    if (isDense && table < 0 && step.kind === 'embedding' && await isSame(step.tensors.weight, unchecked[weight])) table = values[index].layer;
  }
  layers[layer] = { kind: 'output', ...(table >= 0 && { tied: table }) };
  if (table >= 0) delete tensors[weight];
  else if (outputs < vocabSize) tensors[weight] = lengthen(tensors[weight], vocabSize, 0);
  if (outputs < vocabSize) tensors[bias] = lengthen(tensors[bias] ?? filled([outputs], 0), vocabSize, never);
}

/** @param {Graph['context']} context @param {number} vocabSize @returns {NonNullable<Graph['context']>} */
function checkContext(context, vocabSize) {
  if (!context) throw importError('import-incomplete', 'How the model reads a text is not known: say how many tokens it reads at once, or that it keeps its state.');
  if (context === 'stateful') return context;
  const { window, pad } = context;
  if (!Number.isInteger(window) || window < 1 || window > maxWindow) throw importError('import-unsupported', `The model reads ${window} tokens at once. The engine reads 1 to ${maxWindow}.`);
  if (pad && !(Number.isInteger(pad.id) && pad.id >= 0 && pad.id < vocabSize)) throw importError('import-damaged', `The padding has the id ${pad.id}, and the model has ${vocabSize} ids.`);
  return context;
}

/** Returns the shapes of a layer's weights, in both directions if it has two. @param {any} step @returns {number[][]} */
const shapesOf = ({ tensors = {}, forward, backward }) => [
  ...Object.values(tensors).filter(Boolean).map(({ shape }) => [...shape]),
  ...(forward ? shapesOf(forward) : []), ...(backward ? shapesOf(backward) : []),
];

/**
 * Makes the layers of a model file of a graph.
 * @param {Graph} graph
 * @returns {Promise<Lowered>} errors: import-unsupported, import-damaged, import-incomplete, import-too-large; those of the
 *   weights' values come when the tensors are read
 */
export async function lower(graph) {
  const { steps, folded } = simplify(graph.nodes);
  const context = checkContext(graph.context, Infinity);
  const lowering = new Lowering(context);
  for (const { kind, where, tensors } of steps) {
    if ((kind === 'embedding' || kind === 'dense') && tensors.weight?.shape.length !== 2) throw importError('import-damaged', `${where} has no matrix of weights.`);
  }
  const last = steps[steps.length - 1];
  const oneHot = steps.map((step, index) => (step.kind === 'one-hot' ? oneHotWidth(steps, index, lowering.window) : 0));
  const known = Math.max(...oneHot, ...steps.map(({ kind, tensors }) => (kind === 'embedding' ? tensors.weight.shape[0] : 0)));
  const given = last.kind === 'dense' ? last.tensors.weight.shape[0] : last.kind === 'bidirectional' || !last.units ? 0 : last.units;
  lowering.vocabSize = Math.max(known, given);
  if (!Number.isInteger(lowering.vocabSize) || lowering.vocabSize < 1) throw importError('import-unsupported', 'The model has no layer that says how many tokens it knows.');
  if (lowering.vocabSize > maxVocab) throw importError('import-too-large', `The model has ${lowering.vocabSize} tokens. The engine takes ${maxVocab}.`);
  /** @type {Value[]} */
  const values = [];
  for (const [index, step] of steps.entries()) {
    const value = lowering.step(step, step.inputs.map((input) => values[input]));
    values.push(oneHot[index] ? { ...value, ids: oneHot[index] } : value);
  }
  const outputs = values[values.length - 1].width;
  if (outputs > lowering.vocabSize) {
    if (known) throw importError('import-unsupported', `The model reads ${known} ids and ends in ${outputs} numbers, without a layer between that is known.`);
    lowering.vocabSize = outputs;
  }
  const inputs = known || outputs;
  checkContext(context, lowering.vocabSize);
  lowering.checkSizes(); // before two of them are compared
  await addOutput(lowering, steps, values, outputs);
  const parameters = lowering.checkSizes();
  const { layers, tensors, vocabSize } = lowering;
  /** @type {Note[]} */
  const notes = [];
  const count = folded + steps.filter(({ kind }) => kind === 'batch-norm').length;
  if (count) notes.push({ code: 'folded-batch-norm', count });
  if (inputs !== outputs) notes.push({ code: 'sizes-differ', inputs, outputs });
  return {
    layers, tensors, vocabSize, inputs, outputs, context, parameters, notes,
    found: steps.map((step, i) => ({ kind: step.kind, size: values[i].ids ?? values[i].width, shapes: shapesOf(step) })),
  };
}

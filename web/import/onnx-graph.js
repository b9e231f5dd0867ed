// An ONNX graph -> nodes. Each operation is done on what is known of its operands: the output of a node and its axes, the
// model's input, constants, lengths, filled tensors. What decides nothing about the logits is not looked at. onnx-axes.js
// knows axes, onnx-shapes.js the operations that only move values, onnx-layers.js those that compute, onnx-recurrent.js the
// weights of recurrent ones.
import { importError } from './errors.js';
import { axisOf, lengthOf } from './onnx-axes.js';
import { isInteger, openTensor, operationOf } from './onnx-file.js';
import { activationOf, activationOps, arithmetic, batchNorm, combineValues, isNumber, layerNorm, product, vectorOf, withUnits } from './onnx-layers.js';
import { changeStatistic } from './onnx-norm.js';
import { call, isZero, readRecurrent, recurrentOps, unsupported } from './onnx-recurrent.js';
import { combineInts, shapeOps } from './onnx-shapes.js';
import { filled, map, reshape, sizeOf } from './tensor.js';

/** @typedef {import('./types.js').Node} Node */
/** @typedef {import('./types.js').ImportFile} ImportFile */
/** @typedef {import('./tensor.js').Tensor} Tensor */
/** @typedef {import('./onnx-axes.js').Axes} Axes */
/** @typedef {import('./onnx-axes.js').Atom} Atom */
/** @typedef {import('./onnx-axes.js').Dim} Dim */
/** @typedef {import('./onnx-file.js').Operation} Operation */
/** @typedef {import('./onnx-file.js').Model} Model */
/** @typedef {import('./onnx-norm.js').Statistic} Statistic */
/** The output of a node. @typedef {{ kind: 'numbers', node: number, axes: Axes, half?: number, reversed?: boolean }} Numbers half: one direction of a bidirectional node */
/** What the caller gives; axes: null, if they are not followed; shifted: a number was added. @typedef {{ kind: 'input', name: string, axes: Axes | null, divisor?: number, shifted?: boolean }} Input */
/** @typedef {{ kind: 'constant', tensor: Tensor }} Constant */
/** Whole numbers, such as shapes. @typedef {{ kind: 'ints', shape: number[], items: Dim[] }} Ints */
/** One value in a shape that does not matter. @typedef {{ kind: 'filled', value: number }} Filled */
/** Values joined along another axis than the last. @typedef {{ kind: 'list', axis: number, items: Numbers[] }} List */
/** @typedef {Numbers | Input | Constant | Ints | Filled | List | Statistic} Value */

/** Whole numbers of a constant that are looked at. */
const maxInts = 1 << 16;

/** Operations that give what they read. */
const identities = ['Identity', 'Dropout', 'Cast', 'CastLike'];
/** @type {{ [op: string]: (a: number) => number }} */
const functions = { Neg: (a) => -a, Sqrt: Math.sqrt, Reciprocal: (a) => 1 / a, Exp: Math.exp, Abs: Math.abs };

/** The names that an operation's branches read. @param {Operation} operation @returns {string[]} */
const readWithin = ({ op, attributes }) => (op === 'If' ? [...attributes.values()].flatMap((graph) => graph?.nodes?.map(operationOf) ?? []) : [])
  .flatMap((inner) => [...inner.inputs, ...readWithin(inner)]);

/** Logits may stand along another axis, as a loss wants them. @param {Value} value @returns {Value} */
function withUnitsLast(value) {
  if (value.kind !== 'numbers') return value;
  const at = value.axes.findIndex((axis) => axis.length === 1 && axis[0].role === 'features');
  return at < 0 ? value : { ...value, axes: [...value.axes.filter((_, i) => i !== at), value.axes[at]] };
}

export class OnnxGraph {
  /** @type {Node[]} */
  nodes = [];
  /** The value of each name; lists are made for operations with several outputs. @type {Map<string, Value>} */
  values = new Map();
  /** Names of the inputs that are read as ids, and as states. */
  ids = new Set();
  states = new Set();
  /** Which of the input's axes has the positions; null: it is of length 1. @type {Atom | null} */
  time = null;
  opset;
  /** @type {Set<Operation>} */
  #done = new Set();
  /** @type {Map<number, number>} */
  #finals = new Map();
  #model;
  #files;
  #name;

  /** @param {Model} model @param {ImportFile[]} files that may have weights @param {string} name of the model's file */
  constructor(model, files, name) {
    this.#model = model;
    this.#files = files;
    this.#name = name;
    this.opset = model.opset;
    for (const { name: own, dims } of model.inputs) this.values.set(own, { kind: 'input', name: own, axes: dims?.map((size) => axisOf('input', size)) ?? null });
  }

  /** Returns the node that gives an output, after all that it needs was done. @param {string} output @returns {Promise<number>} */
  async read(output) {
    const producers = new Map(this.#model.operations.flatMap((operation) => operation.outputs.map((name) => [name, operation])));
    /** @type {Set<Operation>} */
    const needed = new Set();
    const waiting = [output];
    for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
      const operation = producers.get(name);
      if (!operation || needed.has(operation)) continue;
      needed.add(operation);
      waiting.push(...operation.inputs, ...readWithin(operation));
    }
    for (const operation of this.#model.operations) if (needed.has(operation)) await this.#run(operation);
    const value = this.values.get(output);
    if (value?.kind !== 'numbers' && value?.kind !== 'statistic') throw importError('import-unsupported', `The model's output “${output.slice(0, 100)}” is not what a layer gives.`);
    return this.settled({ op: 'the output', domain: '', name: '', inputs: [], outputs: [], attributes: new Map() }, withUnitsLast(value)).node;
  }

  /** @param {Operation} operation */
  async #run(operation) {
    if (this.#done.has(operation)) return;
    this.#done.add(operation);
    const given = [];
    for (const name of operation.inputs) given.push(name ? await this.#value(name, operation) : undefined);
    const results = [await this.#do(operation, given)].flat();
    operation.outputs.forEach((name, i) => name && results[i] && this.values.set(name, results[i]));
  }

  /** @param {string} name @param {Operation} operation that needs it @returns {Promise<Value>} */
  async #value(name, operation) {
    const known = this.values.get(name);
    if (known) return known;
    const proto = this.#model.initializers.get(name);
    if (!proto) throw importError('import-damaged', `${call(operation)} reads “${name.slice(0, 100)}”, which nothing before it gives. Export the model again.`);
    const value = await this.constant(proto);
    this.values.set(name, value);
    return value;
  }

  /** @param {any} proto a TensorProto @returns {Promise<Value>} */
  async constant(proto) {
    const { shape, type, numbers } = openTensor(proto, this.#files, this.#name);
    if (isInteger(type) && sizeOf(shape) <= maxInts) return { kind: 'ints', shape, items: Array.from(await numbers()) };
    return { kind: 'constant', tensor: { shape, async read() {
      const values = await numbers();
      return values instanceof Float32Array ? values : Float32Array.from(values);
    } } };
  }

  /** @param {Operation} operation @param {(Value | undefined)[]} given @returns {Promise<Value | (Value | undefined)[]>} */
  async #do(operation, given) {
    const { op, domain, attributes } = operation;
    const [first, second] = given;
    if (domain !== '') throw unsupported(operation, `is of the domain ${domain.slice(0, 60)}, which is not read. What is read: ONNX's own operations. PyTorch's older exporter writes them: torch.onnx.export(…, dynamo=False).`);
    if (op === 'Constant') return this.#literal(operation);
    if (op in recurrentOps) return this.#recurrent(operation, given);
    if (op === 'If') return this.#branch(operation, first);
    if (!first) throw importError('import-damaged', `${call(operation)} reads nothing. Export the model again.`);
    if (op === 'Gather' && second?.kind === 'input') return this.#embedding(operation, first, second);
    if (op === 'OneHot') return this.#oneHot(operation, first, second);
    if (identities.includes(op)) return this.#identity(operation, first);
    if (op in shapeOps) return shapeOps[op](this, operation, given);
    if (op in arithmetic && second) return combineValues(this, operation, first, second);
    if (op === 'Less' && first.kind === 'input' && second && await isNumber(second, 0)) return { kind: 'ints', shape: [], items: [0] }; // no id is negative
    if (['Equal', 'Where', 'Min', 'Max', 'Not', 'And', 'Or', 'Less', 'Greater'].includes(op)) return combineInts(operation, given);
    if (op === 'MatMul' || op === 'Gemm') return product(this, operation, given);
    if (op in activationOps || op === 'HardSigmoid') return activationOf(this, operation, first);
    if (first.kind === 'statistic') {
      const changed = changeStatistic(op, first);
      if (changed) return changed;
    }
    if (op in functions && first.kind === 'constant') return { kind: 'constant', tensor: map(first.tensor, functions[op]) };
    if (op in functions && first.kind === 'filled') return { kind: 'filled', value: functions[op](first.value) };
    if (op === 'LayerNormalization') return layerNorm(this, operation, given);
    if (op === 'BatchNormalization') return batchNorm(this, operation, given);
    throw unsupported(operation, `is not read${attributes.size > 0 || first.kind !== 'numbers' ? ' here' : ''}. The model must be made of Gather or OneHot, RNN, GRU, LSTM, MatMul, Gemm, and what exporters put between them.`);
  }

  /** Of a choice by what is known, such as whether an axis is of length 1. @param {Operation} operation @param {Value | undefined} condition @returns {Promise<(Value | undefined)[]>} */
  async #branch(operation, condition) {
    const choice = condition?.kind === 'ints' ? condition.items[0] : undefined;
    const branch = operation.attributes.get(choice ? 'then_branch' : 'else_branch');
    if (typeof choice !== 'number' || !branch?.nodes) throw unsupported(operation, 'chooses by what is not known before it runs.');
    for (const proto of branch.initializers) this.values.set(proto.name ?? '', await this.constant(proto));
    for (const node of branch.nodes) await this.#run(operationOf(node));
    return branch.outputs.map((/** @type {any} */ { name }) => this.values.get(name));
  }

  /** @param {Operation} operation @returns {Promise<Value>} */
  async #literal(operation) {
    const { attributes } = operation;
    const ints = attributes.get('value_ints') ?? (attributes.has('value_int') ? attributes.get('value_int') : undefined);
    if (ints !== undefined) return { kind: 'ints', shape: Array.isArray(ints) ? [ints.length] : [], items: [ints].flat() };
    const floats = attributes.get('value_floats') ?? attributes.get('value_float');
    if (floats !== undefined) return { kind: 'constant', tensor: { shape: Array.isArray(floats) ? [floats.length] : [], read: async () => Float32Array.from([floats].flat()) } };
    if (!attributes.get('value')) throw unsupported(operation, 'is a constant that is no tensor, which is not read.');
    return this.constant(attributes.get('value'));
  }

  /** @param {Operation} operation @param {Value} value @returns {Promise<Value>} */
  async #identity({ op, attributes }, value) {
    if (op !== 'Cast') return value;
    const toInteger = isInteger(attributes.get('to'));
    if (value.kind === 'ints' && !toInteger && value.items.every((item) => typeof item === 'number')) {
      const values = Float32Array.from(/** @type {number[]} */ (value.items));
      return { kind: 'constant', tensor: { shape: value.shape, read: async () => values.slice() } };
    }
    if (value.kind === 'constant' && toInteger && sizeOf(value.tensor.shape) <= maxInts) {
      return { kind: 'ints', shape: value.tensor.shape, items: Array.from(await value.tensor.read(), Math.trunc) };
    }
    return value;
  }

  /** Adds a node, and returns its output. @param {Node} node @param {Axes} axes @returns {Numbers} */
  add(node, axes) {
    return { kind: 'numbers', node: this.nodes.push(node) - 1, axes };
  }

  /** @param {Operation} operation @param {Input} input @returns {Axes} */
  #idsOf(operation, { name, axes, shifted }) {
    if (!axes || shifted || this.states.has(name)) throw unsupported(operation, `does not read the ids of the input “${name.slice(0, 100)}” as they are.`);
    this.ids.add(name);
    return axes;
  }

  /** @param {Operation} operation @param {Value} table @param {Input} input @returns {Numbers} */
  #embedding(operation, table, input) {
    if (table.kind !== 'constant' || table.tensor.shape.length !== 2 || (operation.attributes.get('axis') ?? 0) !== 0 || input.divisor) throw unsupported(operation, 'is no embedding: it does not take rows of a constant matrix.');
    const { tensor } = table;
    return this.add({ kind: 'embedding', name: operation.name, tensors: { weight: tensor } }, [...this.#idsOf(operation, input), [{ role: 'features', size: tensor.shape[1] }]]);
  }

  /** @param {Operation} operation @param {Value} ids @param {Value | undefined} depth @returns {Numbers} */
  #oneHot(operation, ids, depth) {
    const axis = operation.attributes.get('axis') ?? -1;
    const size = depth?.kind === 'ints' ? depth.items[0] : undefined;
    if (ids.kind !== 'input' || ids.divisor || typeof size !== 'number') throw unsupported(operation, 'is read where it makes vectors of a known length of the model\'s ids alone.');
    const axes = this.#idsOf(operation, ids);
    if (axis !== -1 && axis !== axes.length) throw unsupported(operation, `puts its vectors along the axis ${axis}. What is read: the last one.`);
    return this.add({ kind: 'one-hot', name: operation.name }, [...axes, [{ role: 'features', size }]]);
  }

  /** Returns a value as numbers with their units in the last axis, that of a node. @param {Operation} operation @param {Value | undefined} value @param {number} [width] of an input that is numbers @returns {Numbers} */
  settled(operation, value, width) {
    if (value?.kind === 'input' && width) return this.#inputNumbers(operation, value, width);
    if (value?.kind === 'statistic' && value.form === 'layer') {
      const { of, epsilon, weight, bias } = value;
      const size = Number(lengthOf(of.axes[of.axes.length - 1]));
      return this.add({ kind: 'layer-norm', name: operation.name, inputs: [of.node], epsilon, tensors: { ...(weight && { weight: vectorOf(operation, weight, size) }), ...(bias && { bias: vectorOf(operation, bias, size) }) } }, of.axes);
    }
    if (value?.kind !== 'numbers') throw unsupported(operation, 'does not read the output of a layer.');
    const own = this.whole(operation, value);
    const last = own.axes[own.axes.length - 1] ?? [];
    if (last.length === 1 && last[0].role !== 'time' && last[0].role !== 'directions') return own;
    const units = last[last.length - 1];
    const [, before] = last.toReversed();
    const isBoth = before?.role === 'directions';
    const others = last.slice(0, isBoth ? -2 : -1);
    const size = Number(units?.size) * (isBoth ? 2 : 1);
    if (units?.role !== 'features' || others.length > 1 || (others.length === 1 && others[0] !== this.time)) throw unsupported(operation, 'reads axes in an order that is not followed here.');
    if (others.length === 0) return { ...own, axes: withUnits(own.axes, size) };
    if (own.reversed || others[0].size === null) throw unsupported(operation, 'reads all positions at once, of which the model does not say how many there are.');
    return this.add({ kind: 'flatten', inputs: [own.node] }, withUnits(own.axes, size * others[0].size));
  }

  /** Vectors or numbers that the caller makes of ids. @param {Operation} operation @param {Input} input @param {number} width @returns {Numbers} */
  #inputNumbers(operation, input, width) {
    const axes = this.#idsOf(operation, input);
    const last = axes[axes.length - 1] ?? [];
    if (axes.length < 2 || last.length !== (width === 1 ? 0 : 1) || (last[0]?.size ?? width) !== width) throw unsupported(operation, `reads the input “${input.name.slice(0, 100)}”, which is neither ids nor one-hot vectors of ${width} numbers.`);
    const node = width === 1 ? { kind: 'scaled-id', ...(input.divisor && { divisor: input.divisor }) } : { kind: 'one-hot' };
    return this.add(node, withUnits(axes, width));
  }

  /** Returns one direction of a node as a node. @param {Operation} operation @param {Numbers} value @returns {Numbers} */
  whole(operation, value) {
    if (value.half === undefined) return value;
    const { forward, backward, inputs } = this.nodes[value.node];
    const isBackward = value.half === 1;
    if (isBackward && backward.return_sequences) throw unsupported(operation, 'takes all positions of the direction that reads backwards, without those of the other.');
    const { half, ...rest } = value;
    return { ...rest, ...this.add({ ...(isBackward ? { ...backward, go_backwards: true } : forward), inputs }, value.axes) };
  }

  /** Returns a recurrent node that gives its last output alone, made of one that gives all. @param {number} node */
  final(node) {
    const known = this.#finals.get(node);
    if (known !== undefined) return known;
    const { forward, backward, ...rest } = this.nodes[node];
    const one = { return_sequences: false };
    const made = this.nodes.push(forward ? { ...rest, forward: { ...forward, ...one }, backward: { ...backward, ...one } } : { ...rest, ...one }) - 1;
    this.#finals.set(node, made);
    return made;
  }

  /** @param {Operation} operation @param {Value[]} values two directions of one layer @param {'concat' | 'sum' | 'ave'} merge @returns {Numbers | null} null: they are none */
  both(operation, values, merge) {
    const [a, b] = values;
    if (values.length !== 2 || a.kind !== 'numbers' || b.kind !== 'numbers' || a.reversed || b.reversed || a.axes.length !== b.axes.length) return null;
    const [one, other] = [this.nodes[a.node], this.nodes[b.node]];
    const size = Number(a.axes[a.axes.length - 1]?.[0]?.size) * (merge === 'concat' ? 2 : 1);
    if (a.node === b.node && a.half === 0 && b.half === 1) return this.add({ ...one, merge }, withUnits(a.axes, size));
    const isPair = a.half === undefined && b.half === undefined && one.kind === other.kind && Object.values(recurrentOps).some(({ kind }) => kind === one.kind)
      && !one.go_backwards && other.go_backwards && String(one.inputs) === String(other.inputs) && one.return_sequences === other.return_sequences;
    if (!isPair) return null;
    const { inputs, ...forward } = one;
    const { inputs: _, go_backwards: __, ...backward } = other;
    return this.add({ kind: 'bidirectional', name: operation.name, merge, forward, backward, inputs }, withUnits(a.axes, size));
  }

  /** Returns what a layer begins with; undefined: zeros, or what the caller keeps. @param {Operation} operation @param {Value | undefined} value @param {number} layout @param {number} units @param {number} count of directions @returns {Promise<Tensor | undefined>} */
  async #start(operation, value, layout, units, count) {
    if (!value || (value.kind === 'filled' && value.value === 0)) return undefined;
    if (value.kind === 'input') {
      if (this.ids.has(value.name)) throw unsupported(operation, 'begins in a state that is made of the ids.');
      this.states.add(value.name);
      return undefined;
    }
    if (value.kind === 'filled') return filled([count, units], value.value);
    if (value.kind !== 'constant') throw unsupported(operation, 'begins in a state that another layer gives, as an encoder and decoder do, which is not read.');
    const { tensor } = value;
    if (await isZero(tensor)) return undefined;
    const [directions, batch] = layout === 1 ? [tensor.shape[1], tensor.shape[0]] : tensor.shape;
    if (tensor.shape.length !== 3 || batch !== 1 || directions !== count) throw unsupported(operation, `begins in a constant state of the shape [${tensor.shape}]. What is read: one of the same for all texts.`);
    return reshape(tensor, [count, units]);
  }

  /** @param {Operation} operation @param {(Value | undefined)[]} given @returns {Promise<(Value | undefined)[]>} */
  async #recurrent(operation, [x, w, r, b, lengths, h, c, peepholes]) {
    const weights = [w, r, b].map((value, i) => {
      if (value?.kind !== 'constant' && !(i === 2 && (!value || (value.kind === 'filled' && value.value === 0)))) throw unsupported(operation, 'has weights that are no constants: they are computed, or the model is quantised.');
      return value?.kind === 'constant' ? value.tensor : undefined;
    });
    if (peepholes && !(peepholes.kind === 'constant' && await isZero(peepholes.tensor))) throw unsupported(operation, 'has peepholes, which are not read.');
    if (lengths && (lengths.kind === 'numbers' || lengths.kind === 'list')) throw unsupported(operation, 'reads texts of lengths that the model computes.');
    const layout = Number(operation.attributes.get('layout') ?? 0);
    const [W, R, B] = /** @type {[Tensor, Tensor, Tensor | undefined]} */ (weights);
    if (W.shape.length !== 3 || R.shape.length !== 3) throw importError('import-damaged', `${call(operation)} has weights of the shapes [${W.shape}] and [${R.shape}]. Export the model again.`);
    const [count, units] = [W.shape[0], R.shape[2]];
    const found = readRecurrent(operation, { W, R, B, h: await this.#start(operation, h, layout, units, count), c: await this.#start(operation, c, layout, units, count) });
    const value = this.settled(operation, x, found.width);
    if (value.axes.length !== 3) throw unsupported(operation, `reads ${value.axes.length} axes. What is read: positions, texts, numbers.`);
    const [timeAxis, batchAxis] = layout === 1 ? [value.axes[1], value.axes[0]] : value.axes;
    this.#mark(operation, timeAxis, batchAxis);
    const inputs = [value.node];
    const sequences = operation.outputs[0] !== undefined && operation.outputs[0] !== '';
    const features = /** @type {Atom} */ ({ role: 'features', size: found.units });
    const directionAxis = /** @type {Axes[0]} */ (axisOf('directions', count));
    /** @param {boolean} all @returns {Node} */
    const node = (all) => {
      const [forward, backward] = found.directions.map((one) => /** @type {Node} */ ({ ...one, return_sequences: all }));
      if (!backward) return { ...forward, ...(Boolean(forward.go_backwards) !== Boolean(value.reversed) ? { go_backwards: true } : { go_backwards: undefined }), inputs };
      return value.reversed ? { kind: 'bidirectional', forward: backward, backward: forward, inputs } : { kind: 'bidirectional', name: operation.name, forward, backward, inputs };
    };
    if (value.reversed && count === 2) throw unsupported(operation, 'reads a text in both directions that was turned round before.');
    const [allAxes, oneAxes] = layout === 1
      ? [[batchAxis, timeAxis, directionAxis, [features]], [batchAxis, directionAxis, [features]]]
      : [[timeAxis, directionAxis, batchAxis, [features]], [directionAxis, batchAxis, [features]]];
    const y = sequences ? { ...this.add(node(true), allAxes), ...(value.reversed && { reversed: true }) } : undefined;
    // The last state is asked for by its name alone where something reads it.
    const last = operation.outputs[1] ? this.add(node(false), oneAxes) : undefined;
    return [y, last];
  }

  /** Says which of the input's axes are time and texts. @param {Operation} operation @param {Atom[]} time @param {Atom[]} batch */
  #mark(operation, time, batch) {
    const isOther = (/** @type {Atom[]} */ axis, /** @type {Atom['role']} */ role) => axis.length > 1 || axis.some((atom) => atom.role !== 'input' && atom.role !== role);
    if (isOther(time, 'time') || isOther(batch, 'batch') || (time[0] && time[0] === batch[0])) {
      throw unsupported(operation, 'reads along another axis than the layer before it: positions and texts are exchanged (batch_first?).');
    }
    time.forEach((atom) => {
      atom.role = 'time';
      this.time = atom;
    });
    batch.forEach((atom) => {
      atom.role = 'batch';
    });
  }


}

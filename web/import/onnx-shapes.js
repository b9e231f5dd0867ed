// The operations of ONNX that compute nothing: they turn, cut and join axes, or compute lengths. Of a layer's output they
// may take the last position, one direction, or join two.
import { importError } from './errors.js';
import { isLastPlace, lengthOf, reshapeAxes, sliceOf, squeezeAxes, unsqueezeAxes } from './onnx-axes.js';
import { cut, expand, joinAlong, permute } from './onnx-constants.js';
import { call, unsupported } from './onnx-recurrent.js';
import { reshape, sizeOf } from './tensor.js';

/** @typedef {import('./onnx-axes.js').Axes} Axes */
/** @typedef {import('./onnx-axes.js').Dim} Dim */
/** @typedef {import('./onnx-file.js').Operation} Operation */
/** @typedef {import('./onnx-graph.js').OnnxGraph} OnnxGraph */
/** @typedef {import('./onnx-graph.js').Value} Value */
/** @typedef {import('./onnx-graph.js').Numbers} Numbers */
/** @typedef {import('./onnx-graph.js').Ints} Ints */
/** @typedef {(graph: OnnxGraph, operation: Operation, given: (Value | undefined)[]) => Value | (Value | undefined)[]} Do */

/** Lengths that a graph computes with; more are none. */
const maxItems = 1 << 16;

/** Whole numbers of an attribute, or of an operand where newer versions have them. @param {Operation} operation @param {string} name @param {Value} [value] @returns {Dim[] | null} null: not given */
function intsOf(operation, name, value) {
  const own = operation.attributes.get(name);
  if (own !== undefined) return [own].flat();
  if (!value) return null;
  if (value.kind !== 'ints') throw unsupported(operation, `computes its ${name} of what is not known.`);
  return value.items;
}

/** The same, without lengths that are not known. @param {Operation} operation @param {string} name @param {Value} [value] @returns {number[] | null} */
function numbersOf(operation, name, value) {
  const items = intsOf(operation, name, value);
  if (items?.some((item) => typeof item !== 'number')) throw unsupported(operation, `computes its ${name} of the input's lengths.`);
  return /** @type {number[] | null} */ (items);
}

/** @param {Value} value @returns {number | null} its rank, where it is known */
const rankOf = (value) => (value.kind === 'constant' ? value.tensor.shape.length : value.kind === 'ints' ? value.shape.length : value.kind === 'statistic' ? value.of.axes.length : 'axes' in value && value.axes ? value.axes.length : null);

/** @param {Operation} operation @param {number} axis @param {number} rank */
function axisIn(operation, axis, rank) {
  const place = axis < 0 ? axis + rank : axis;
  if (!(place >= 0 && place < rank)) throw importError('import-damaged', `${call(operation)} has the axis ${axis}, of ${rank}. Export the model again.`);
  return place;
}

/** @param {Operation} operation @param {string} what */
const notFollowed = (operation, what) => unsupported(operation, `${what}, in a way that is not followed here: only positions and directions are taken apart, units and texts are not.`);

/** The same values with other axes. @param {Operation} operation @param {Value} value @param {(axes: Axes) => Axes | null} change @param {(shape: number[]) => number[] | null} shape of constants @returns {Value} */
function reshaped(operation, value, change, shape) {
  const of = (/** @type {number[]} */ own) => {
    const next = shape(own);
    if (!next || sizeOf(next) !== sizeOf(own)) throw importError('import-damaged', `${call(operation)} makes [${next}] of a constant [${own}], which has another number of values. Export the model again.`);
    return next;
  };
  if (value.kind === 'constant') return { kind: 'constant', tensor: reshape(value.tensor, of(value.tensor.shape)) };
  if (value.kind === 'ints') return { ...value, shape: of(value.shape) };
  if (value.kind === 'filled') return value;
  if (value.kind === 'input') return { ...value, axes: value.axes && change(value.axes) };
  if (value.kind === 'statistic' && operation.op === 'Transpose') return { ...value, of: { ...value.of, axes: change(value.of.axes) ?? value.of.axes } };
  if (value.kind !== 'numbers') throw notFollowed(operation, 'changes the shape of what it reads');
  const axes = change(value.axes);
  if (!axes) throw notFollowed(operation, 'changes the shape of what a layer gives');
  return { ...value, axes };
}

/** One position or direction. @param {OnnxGraph} graph @param {Operation} operation @param {Value} value @param {number} axis @param {Dim} index @param {boolean} keeps the axis stays, with length 1 @returns {Value} */
function pick(graph, operation, value, axis, index, keeps) {
  if (value.kind === 'filled') return value;
  if (value.kind === 'input') return { ...value, axes: null };
  if (value.kind === 'list') {
    const item = typeof index === 'number' && value.axis === axis ? value.items.at(index) : undefined;
    if (!item) throw notFollowed(operation, 'takes a part of several layers\' outputs');
    return keeps ? item : { ...item, axes: item.axes.filter((_, i) => i !== axis) };
  }
  if (value.kind !== 'numbers') throw notFollowed(operation, 'takes a part of what it reads');
  const own = value.axes[axis];
  const axes = keeps ? value.axes.map((one, i) => (i === axis ? [] : one)) : value.axes.filter((_, i) => i !== axis);
  if (own.length === 0 && (index === 0 || index === -1)) return { ...value, axes };
  if (own.length === 1 && own[0] === graph.time) {
    // Where a direction ends: one that reads backwards at the first position, unless its output was turned round.
    const isBackward = value.half === 1 || (value.half === undefined && graph.nodes[value.node].go_backwards);
    const isEnd = Boolean(isBackward) === Boolean(value.reversed) ? isLastPlace(own, index) : index === 0;
    if (isEnd && (isBackward || value.half === 0)) return { kind: 'numbers', axes, node: graph.final(value.node), ...(value.half !== undefined && { half: value.half }) };
    if (isEnd && !value.reversed) return graph.add({ kind: 'last', inputs: [value.node] }, axes);
  }
  if (own.length === 1 && own[0].role === 'batch' && typeof index === 'number') return { ...value, axes };
  if (own.length === 1 && own[0].role === 'directions' && typeof index === 'number' && index >= -2 && index < 2) return { ...value, axes, half: (index + 2) % 2 };
  throw notFollowed(operation, `takes the place ${typeof index === 'number' ? index : 'of a computed number'} of an axis`);
}

/** @param {OnnxGraph} graph @param {Operation} operation @param {Value} value @param {number} axis @param {Dim} start @param {Dim} end @param {Dim} step @returns {Value} */
function sliced(graph, operation, value, axis, start, end, step) {
  if (value.kind === 'filled') return value;
  if (value.kind === 'constant' || value.kind === 'ints') {
    const shape = value.kind === 'ints' ? value.shape : value.tensor.shape;
    const length = shape[axis];
    if (typeof start !== 'number' || typeof end !== 'number' || typeof step !== 'number' || step === 0) throw notFollowed(operation, 'takes a part of a constant');
    const low = step > 0 ? 0 : -1;
    const clamp = (/** @type {number} */ one) => Math.max(low, Math.min(step > 0 ? length : length - 1, one < 0 ? one + length : one));
    const from = Math.max(0, clamp(start));
    const count = Math.max(0, Math.ceil((clamp(end) - from) / step));
    if (value.kind === 'constant') return { kind: 'constant', tensor: cut(value.tensor, axis, from, count, step) };
    if (shape.length !== 1) throw notFollowed(operation, 'takes a part of a table of whole numbers');
    return { kind: 'ints', shape: [count], items: Array.from({ length: count }, (_, i) => value.items[from + i * step]) };
  }
  if (value.kind === 'list' && value.axis === axis && typeof start === 'number' && typeof end === 'number' && step === 1) return { ...value, items: value.items.slice(start, end) };
  if (value.kind === 'input' && !value.axes) return value;
  if ((value.kind !== 'numbers' && value.kind !== 'input') || !value.axes) throw notFollowed(operation, 'takes a part of what it reads');
  const own = value.axes[axis];
  const part = sliceOf(own, start, end, step);
  if (part === 'all') return value;
  if (value.kind === 'input') return { ...value, axes: null };
  if (part === 'reversed' && own.length === 0) return value;
  if (part === 'reversed' && own.length === 1 && (own[0] === graph.time || own[0].role === 'input')) return { ...value, reversed: !value.reversed };
  if (part === 'last') return pick(graph, operation, value, axis, -1, true);
  if (part && typeof part === 'object' && part.to === part.from + 1) return pick(graph, operation, value, axis, part.from, true);
  const half = value.kind === 'numbers' && value.half === undefined && part && typeof part === 'object' ? halfOf(own, part) : -1;
  if (half >= 0) return { ...value, half, axes: value.axes.map((one, i) => (i === axis ? one.slice(1) : one)) };
  throw notFollowed(operation, 'takes a part of an axis');
}

/** Which direction a part of both directions' units is; -1: none. @param {import('./onnx-axes.js').Atom[]} axis @param {{ from: number, to: number }} part */
function halfOf([first, second, ...others], { from, to }) {
  if (first?.role !== 'directions' || second?.role !== 'features' || others.length > 0 || to - from !== second.size || from % second.size !== 0) return -1;
  return from / second.size;
}

/** One after the other along an axis. @param {OnnxGraph} graph @param {Operation} operation @param {Value[]} values @returns {Value} */
function concat(graph, operation, values) {
  const [first] = values;
  const given = operation.attributes.get('axis') ?? 0;
  if (values.every((value) => value.kind === 'ints')) {
    const items = /** @type {Ints[]} */ (values).flatMap((value) => value.items);
    if (items.length > maxItems || /** @type {Ints[]} */ (values).some(({ shape }) => shape.length !== 1)) throw notFollowed(operation, 'joins tables of whole numbers');
    return { kind: 'ints', shape: [items.length], items };
  }
  if (values.every((value) => value.kind === 'constant')) {
    const tensors = values.map((value) => /** @type {any} */ (value).tensor);
    return { kind: 'constant', tensor: joinAlong(tensors, axisIn(operation, given, tensors[0].shape.length)) };
  }
  if (values.every((value) => value.kind === 'filled' && value.value === /** @type {any} */ (first).value)) return first;
  if (values.every((value) => value.kind === 'input')) return { .../** @type {any} */ (first), axes: null };
  if (!values.every((value) => value.kind === 'numbers' || value.kind === 'statistic')) throw notFollowed(operation, 'joins what layers give with what they do not');
  const all = values.map((value) => (value.kind === 'numbers' ? value : graph.settled(operation, value)));
  const rank = all[0].axes.length;
  const axis = axisIn(operation, given, rank);
  if (all.some(({ axes }) => axes.length !== rank)) throw importError('import-damaged', `${call(operation)} joins outputs of several ranks. Export the model again.`);
  if (axis === rank - 1) {
    const both = graph.both(operation, all, 'concat');
    if (both) return both;
    const settled = all.map((value) => graph.settled(operation, value));
    if (settled.some(({ reversed }) => reversed)) throw notFollowed(operation, 'joins texts that were turned round');
    const size = settled.reduce((sum, { axes }) => sum + Number(lengthOf(axes[rank - 1])), 0);
    return graph.add({ kind: 'concatenate', name: operation.name, inputs: settled.map(({ node }) => node) }, [...settled[0].axes.slice(0, -1), [{ role: 'features', size }]]);
  }
  /** @type {Numbers[]} */
  const items = all.flatMap((value) => {
    const [atom] = value.axes[axis];
    if (!atom) return [value];
    if (atom.role !== 'directions') throw notFollowed(operation, 'joins several layers\' outputs');
    const axes = value.axes.map((one, i) => (i === axis ? [] : one));
    return [0, 1].map((half) => ({ ...value, axes, half }));
  });
  return { kind: 'list', axis, items };
}

/** @param {OnnxGraph} graph @param {Operation} operation @param {(Value | undefined)[]} given @returns {Value[]} */
function split(graph, operation, [value, sizes]) {
  const rank = rankOf(/** @type {Value} */ (value));
  const axis = rank === null ? operation.attributes.get('axis') ?? 0 : axisIn(operation, operation.attributes.get('axis') ?? 0, rank);
  const count = operation.outputs.length;
  const own = value?.kind === 'constant' ? value.tensor.shape[axis] : value?.kind === 'ints' ? value.shape[axis] : value && 'axes' in value && value.axes ? lengthOf(value.axes[axis]) : null;
  const even = typeof own === 'number' ? Math.ceil(own / count) : 1;
  const parts = numbersOf(operation, 'split', sizes) ?? Array.from({ length: count }, () => even);
  let at = 0;
  return parts.slice(0, count).map((size) => {
    const part = sliced(graph, operation, /** @type {Value} */ (value), axis, at, at + size, 1);
    at += size;
    return part;
  });
}

/** Lengths that are computed with. @param {Operation} operation @param {(Value | undefined)[]} given @returns {Ints} */
export function combineInts(operation, given) {
  const ints = given.map((value) => {
    if (value?.kind === 'filled') return { kind: /** @type {const} */ ('ints'), shape: [], items: [value.value] };
    if (value?.kind !== 'ints') throw unsupported(operation, 'is read where it computes with lengths alone.');
    return value;
  });
  const longest = ints.reduce((most, value) => (value.items.length > most.items.length ? value : most));
  const shape = ints.reduce((most, value) => (value.shape.length > most.length ? value.shape : most), longest.shape);
  if (ints.some(({ items }) => items.length !== 1 && items.length !== longest.items.length)) throw unsupported(operation, 'computes with lists of lengths that do not fit.');
  return { kind: 'ints', shape, items: longest.items.map((_, i) => compute(operation.op, ints.map(({ items }) => (items.length === 1 ? items[0] : items[i])))) };
}

/** @param {string} op @param {Dim[]} operands @returns {Dim} */
function compute(op, [a, b, c]) {
  if (op === 'Where') return a === null || typeof a === 'object' ? null : a ? b : c;
  if (op === 'Not') return typeof a === 'number' ? Number(!a) : null;
  if (typeof a === 'number' && typeof b === 'number') {
    switch (op) {
      case 'Add': return a + b;
      case 'Sub': return a - b;
      case 'Mul': return a * b;
      case 'Div': return b === 0 ? null : Math.trunc(a / b);
      case 'Equal': return Number(a === b);
      case 'Less': return Number(a < b);
      case 'Greater': return Number(a > b);
      case 'And': return Number(a && b);
      case 'Or': return Number(a || b);
      case 'Min': return Math.min(a, b);
      case 'Max': return Math.max(a, b);
      default: return null;
    }
  }
  if (a === null || b === null) return null;
  if (op === 'Mul' && (a === 1 || b === 1)) return a === 1 ? b : a;
  if (op === 'Div' && b === 1) return a;
  if (op === 'Mul' && typeof a === 'object' && typeof b === 'object' && a.plus === 0 && b.plus === 0) return { atoms: [...a.atoms, ...b.atoms].slice(0, 16), plus: 0 };
  const [length, number] = typeof a === 'object' ? [a, b] : [b, a];
  if (typeof length !== 'object' || length === null || typeof number !== 'number') return null;
  if (op === 'Add') return { ...length, plus: length.plus + number };
  if (op === 'Sub' && length === a) return { ...length, plus: length.plus - number };
  if (op !== 'Equal' || length.plus !== 0) return null;
  if (number < 1) return 0; // no length is
  const [{ role }, ...others] = length.atoms;
  // One text is read at a time, and of any length.
  return number === 1 && others.length === 0 && role !== 'input' ? Number(role === 'batch') : null;
}

/** @param {OnnxGraph} graph @param {Operation} operation @param {Value} value @param {Value} [axesValue] @returns {Value} */
function reduce(graph, operation, value, axesValue) {
  const axes = numbersOf(operation, 'axes', axesValue);
  const keeps = Boolean(operation.attributes.get('keepdims') ?? 1);
  if (value.kind === 'ints' && operation.op === 'ReduceProd') return { kind: 'ints', shape: keeps ? [1] : [], items: [value.items.reduce((a, b) => compute('Mul', [a, b]), 1)] };
  if (value.kind !== 'numbers' || axes?.length !== 1) throw notFollowed(operation, 'reduces axes');
  const axis = axisIn(operation, axes[0], value.axes.length);
  const own = value.axes[axis];
  const rest = keeps ? value.axes.map((one, i) => (i === axis ? [] : one)) : value.axes.filter((_, i) => i !== axis);
  const isMean = operation.op === 'ReduceMean';
  if (own.length === 0) return { ...value, axes: rest };
  if (own.length === 1 && own[0] === graph.time && isMean) return graph.add({ kind: 'average', name: operation.name, inputs: [graph.whole(operation, value).node] }, rest);
  if (own.length === 1 && own[0].role === 'directions' && value.half === undefined && (isMean || operation.op === 'ReduceSum')) {
    return graph.add({ ...graph.nodes[value.node], merge: isMean ? 'ave' : 'sum' }, rest);
  }
  if (isMean && axis === value.axes.length - 1 && keeps) return { kind: 'statistic', form: 'mean', of: graph.settled(operation, value) };
  throw notFollowed(operation, 'reduces an axis');
}

/** @type {Do} */
function mean(graph, operation, [value, axes]) {
  if (!value) throw notFollowed(operation, 'reduces axes');
  return value.kind === 'statistic' && value.form === 'squared' ? { ...value, form: 'variance' } : reduce(graph, operation, value, axes);
}

/** @type {{ [op: string]: Do }} */
export const shapeOps = {
  Shape: (graph, operation, [value]) => {
    const [start, end] = [operation.attributes.get('start') ?? 0, operation.attributes.get('end')];
    const of = () => {
      if (value?.kind === 'constant') return value.tensor.shape;
      if (value?.kind === 'ints') return value.shape;
      if (value && 'axes' in value && value.axes) return value.axes.map(lengthOf);
      throw unsupported(operation, 'asks for the shape of what is not followed here.');
    };
    const items = of().slice(start, end);
    return { kind: 'ints', shape: [items.length], items };
  },
  Transpose: (graph, operation, [value]) => {
    if (!value) throw notFollowed(operation, 'turns nothing');
    if (value.kind === 'filled') return value;
    const rank = rankOf(value);
    if (value.kind === 'input' && rank === null) return value;
    const order = operation.attributes.get('perm')?.length > 0 ? operation.attributes.get('perm') : Array.from({ length: rank ?? 0 }, (_, i) => Number(rank) - 1 - i);
    if (order.length !== rank || new Set(order).size !== rank || order.some((/** @type {number} */ axis) => !(axis >= 0 && axis < Number(rank)))) throw importError('import-damaged', `${call(operation)} has the order [${order.slice(0, 8)}] for ${rank} axes. Export the model again.`);
    if (value.kind === 'constant') return { kind: 'constant', tensor: permute(value.tensor, order) };
    const turn = (/** @type {any[]} */ axes) => order.map((/** @type {number} */ axis) => axes[axis]);
    return reshaped(operation, value, turn, value.kind === 'ints' && value.shape.length > 1 ? () => null : turn);
  },
  Reshape: (graph, operation, [value, shape]) => {
    const target = intsOf(operation, 'shape', shape);
    const zeroIsZero = Boolean(operation.attributes.get('allowzero'));
    if (!target || !value) throw unsupported(operation, 'has no shape.');
    return reshaped(operation, value, (axes) => reshapeAxes(axes, target, zeroIsZero), (own) => {
      const known = target.map((dim, i) => (dim === 0 && !zeroIsZero ? own[i] : dim));
      const rest = known.reduce((/** @type {number} */ product, dim) => (typeof dim === 'number' && dim !== -1 ? product * dim : product), 1);
      return known.some((dim) => typeof dim !== 'number') ? null : /** @type {number[]} */ (known).map((dim) => (dim === -1 ? sizeOf(own) / rest : dim));
    });
  },
  Flatten: (graph, operation, [value]) => {
    const axis = operation.attributes.get('axis') ?? 1;
    const halves = (/** @type {any[]} */ axes, /** @type {(part: any[]) => any} */ join) => [join(axes.slice(0, axis)), join(axes.slice(axis))];
    return reshaped(operation, /** @type {Value} */ (value), (axes) => halves(axes, (part) => part.flat()), (shape) => halves(shape, sizeOf));
  },
  Unsqueeze: (graph, operation, [value, axes]) => {
    const places = numbersOf(operation, 'axes', axes) ?? [];
    return reshaped(operation, /** @type {Value} */ (value), (own) => unsqueezeAxes(own, places), (shape) => unsqueezeAxes(shape.map((length) => [/** @type {any} */ (length)]), places).map((axis) => Number(axis[0] ?? 1)));
  },
  Squeeze: (graph, operation, [value, axes]) => {
    const places = numbersOf(operation, 'axes', axes);
    const rank = rankOf(/** @type {Value} */ (value)) ?? 0;
    const at = places?.map((place) => (place < 0 ? place + rank : place));
    return reshaped(operation, /** @type {Value} */ (value), (own) => squeezeAxes(own, places), (shape) => shape.filter((length, i) => (at ? !at.includes(i) : length !== 1)));
  },
  Gather: (graph, operation, [value, indices]) => {
    if (!value || indices?.kind !== 'ints') throw notFollowed(operation, 'takes places that are computed');
    const { items, shape } = indices;
    const rank = rankOf(value) ?? (value.kind === 'list' ? value.items[0].axes.length : 0);
    const axis = rank === 0 ? 0 : axisIn(operation, operation.attributes.get('axis') ?? 0, rank);
    if (value.kind === 'ints' && value.shape.length === 1) {
      const taken = items.map((item) => (typeof item === 'number' ? value.items.at(item) : null));
      if (taken.includes(undefined)) throw importError('import-damaged', `${call(operation)} takes a place that is not there. Export the model again.`);
      return { kind: 'ints', shape, items: /** @type {Dim[]} */ (taken) };
    }
    if (value.kind === 'constant') {
      const length = value.tensor.shape[axis];
      const places = items.map((item) => (typeof item === 'number' ? (item < 0 ? item + length : item) : -1));
      if (shape.length > 1 || places.length === 0 || places.some((place) => !(place >= 0 && place < length))) throw notFollowed(operation, 'takes places of a constant');
      const tensor = joinAlong(places.map((place) => cut(value.tensor, axis, place, 1, 1)), axis);
      return { kind: 'constant', tensor: shape.length === 1 ? tensor : reshape(tensor, tensor.shape.filter((_, i) => i !== axis)) };
    }
    if (items.length !== 1) throw notFollowed(operation, 'takes several places');
    return pick(graph, operation, value, axis, items[0], shape.length === 1);
  },
  Slice: (graph, operation, [value, starts, ends, axesValue, steps]) => {
    const [from, to] = [intsOf(operation, 'starts', starts) ?? [], intsOf(operation, 'ends', ends) ?? []];
    const rank = rankOf(/** @type {Value} */ (value));
    const axes = numbersOf(operation, 'axes', axesValue) ?? from.map((_, i) => i);
    const by = intsOf(operation, 'steps', steps) ?? from.map(() => 1);
    if (!value || axes.length !== from.length || to.length !== from.length) throw importError('import-damaged', `${call(operation)} has no places to cut at. Export the model again.`);
    return axes.reduce((/** @type {Value} */ cutSoFar, axis, i) => sliced(graph, operation, cutSoFar, rank === null ? axis : axisIn(operation, axis, rank), from[i], to[i], by[i]), value);
  },
  Split: split,
  Concat: (graph, operation, given) => concat(graph, operation, /** @type {Value[]} */ (given.filter((value) => value))),
  Expand: (graph, operation, [value, shape]) => {
    if (value?.kind === 'ints' && shape?.kind === 'ints' && value.items.length === 1 && shape.items.length <= 1 && typeof (shape.items[0] ?? 1) === 'number' && Number(shape.items[0] ?? 1) <= maxItems) {
      const count = Number(shape.items[0] ?? 1);
      return { kind: 'ints', shape: shape.items.length === 0 ? [] : [count], items: Array.from({ length: count }, () => value.items[0]) };
    }
    if (value?.kind === 'ints') return { kind: 'filled', value: typeof value.items[0] === 'number' && value.items.every((item) => item === value.items[0]) ? value.items[0] : NaN };
    // A state that is the same for all texts stays one.
    if (value?.kind === 'constant' && shape?.kind === 'ints' && shape.items.every((dim) => typeof dim === 'number') && shape.items.length > value.tensor.shape.length) {
      return { kind: 'constant', tensor: expand(value.tensor, [...new Array(shape.items.length - value.tensor.shape.length).fill(1), ...value.tensor.shape]) };
    }
    if (!value || value.kind === 'list') throw notFollowed(operation, 'repeats what it reads');
    return value;
  },
  ConstantOfShape: (graph, operation, [shape]) => {
    const proto = operation.attributes.get('value');
    const read = () => {
      if (!proto) return 0;
      const view = proto.raw && new DataView(proto.raw.buffer, proto.raw.byteOffset, proto.raw.byteLength);
      if (proto.type === 1 && view?.byteLength === 4) return view.getFloat32(0, true);
      if (proto.type === 11 && view?.byteLength === 8) return view.getFloat64(0, true);
      if (proto.type === 7 && view?.byteLength === 8) return Number(view.getBigInt64(0, true));
      if (proto.type === 6 && view?.byteLength === 4) return view.getInt32(0, true);
      return undefined;
    };
    const value = read();
    const isInt = proto?.type === 7 || proto?.type === 6;
    if (shape?.kind === 'ints' && isInt && shape.items.length === 1 && typeof shape.items[0] === 'number' && shape.items[0] <= maxItems && value !== undefined) {
      return { kind: 'ints', shape: [shape.items[0]], items: new Array(Math.max(0, shape.items[0])).fill(value) };
    }
    // Other kinds of numbers are read by whoever needs more than zeros.
    if (value === undefined) throw unsupported(operation, 'fills with a value of a type that is not read.');
    return { kind: 'filled', value };
  },
  ReverseSequence: (graph, operation, [value]) => {
    const axis = operation.attributes.get('time_axis') ?? 0;
    const own = value?.kind === 'numbers' ? value.axes[axis] : undefined;
    if (value?.kind !== 'numbers' || !own || own.length > 1) throw notFollowed(operation, 'turns texts round');
    return { ...value, reversed: !value.reversed };
  },
  ReduceMean: mean,
  // Of three axes the last one's mean, too.
  GlobalAveragePool: (graph, operation, [value]) => mean(graph, { ...operation, op: 'ReduceMean', attributes: new Map([['axes', [2]]]) }, [rankOf(/** @type {Value} */ (value)) === 3 ? value : undefined]),
  ReduceSum: (graph, operation, [value, axes]) => reduce(graph, operation, /** @type {Value} */ (value), axes),
  ReduceProd: (graph, operation, [value, axes]) => reduce(graph, operation, /** @type {Value} */ (value), axes),
};

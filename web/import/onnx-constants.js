// Arithmetic on what in a graph is constant: weights, which exporters cut, turn and join on the way to the operation that
// reads them. Nothing is computed before it is read.
import { importError } from './errors.js';
import { sizeOf } from './tensor.js';

/** @typedef {import('./tensor.js').Tensor} Tensor */

/** Of values that are made here; weights beyond are not taken anyway. */
const maxSize = 2 ** 28;

/** @param {number[]} shape */
const checkSize = (shape) => {
  if (!(sizeOf(shape) <= maxSize)) throw importError('import-too-large', `The model makes constants of the shape [${shape}]. At most ${maxSize} values are taken.`);
};

/** @param {number[]} shape @returns {number[]} how far apart neighbours along each axis are */
export function stridesOf(shape) {
  const strides = shape.map(() => 1);
  for (let axis = shape.length - 2; axis >= 0; axis--) strides[axis] = strides[axis + 1] * shape[axis + 1];
  return strides;
}

/** Calls with the place in the source for each place in the result. @param {number[]} shape @param {number[]} strides @param {number} offset @param {(from: number, to: number) => void} each */
function walk(shape, strides, offset, each) {
  const size = sizeOf(shape);
  const place = shape.map(() => 0);
  let from = offset;
  for (let to = 0; to < size; to++) {
    each(from, to);
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      from += strides[axis];
      if (++place[axis] < shape[axis]) break;
      from -= strides[axis] * shape[axis];
      place[axis] = 0;
    }
  }
}

/** Values at regular distances of another's. @param {Tensor} tensor @param {number[]} shape @param {number[]} strides @param {number} [offset] @returns {Tensor} */
export function strided(tensor, shape, strides, offset = 0) {
  checkSize(shape);
  return { shape, async read() {
    const values = await tensor.read();
    const result = new Float32Array(sizeOf(shape));
    walk(shape, strides, offset, (from, to) => {
      result[to] = values[from];
    });
    return result;
  } };
}

/** @param {Tensor} tensor @param {number[]} order */
export function permute(tensor, order) {
  const strides = stridesOf(tensor.shape);
  return strided(tensor, order.map((axis) => tensor.shape[axis]), order.map((axis) => strides[axis]));
}

/** @param {Tensor} tensor @param {number} axis @param {number} from @param {number} count @param {number} step */
export function cut(tensor, axis, from, count, step) {
  const strides = stridesOf(tensor.shape);
  return strided(tensor, tensor.shape.map((length, i) => (i === axis ? count : length)), strides.map((one, i) => (i === axis ? one * step : one)), from * strides[axis]);
}

/** @param {Tensor[]} tensors of the same shape, but for the axis @param {number} axis @returns {Tensor} */
export function joinAlong(tensors, axis) {
  const [{ shape: first }] = tensors;
  const shape = first.map((length, i) => (i === axis ? tensors.reduce((sum, one) => sum + one.shape[axis], 0) : length));
  if (!tensors.every((one) => one.shape.length === first.length && one.shape.every((length, i) => i === axis || length === first[i]))) {
    throw importError('import-damaged', `The model joins constants of the shapes ${tensors.slice(0, 8).map((one) => `[${one.shape}]`).join(', ')}. Export it again.`);
  }
  checkSize(shape);
  return { shape, async read() {
    const result = new Float32Array(sizeOf(shape));
    const inner = sizeOf(shape.slice(axis + 1));
    let begin = 0;
    for (const one of tensors) {
      const values = await one.read();
      const block = one.shape[axis] * inner;
      for (let outer = 0; block > 0 && outer * block < values.length; outer++) result.set(values.subarray(outer * block, (outer + 1) * block), outer * shape[axis] * inner + begin);
      begin += block;
    }
    return result;
  } };
}

/** The shape that two make together, by NumPy's rule. @param {number[]} a @param {number[]} b */
function broadcast(a, b) {
  const rank = Math.max(a.length, b.length);
  return Array.from({ length: rank }, (_, i) => {
    const [one, other] = [a[i - rank + a.length] ?? 1, b[i - rank + b.length] ?? 1];
    if (one !== other && one !== 1 && other !== 1) throw importError('import-damaged', `The model computes with constants of the shapes [${a}] and [${b}], which do not fit. Export it again.`);
    return one === 1 ? other : one;
  });
}

/** @param {Tensor} tensor @param {number[]} shape that it is to have */
export function expand(tensor, shape) {
  const strides = stridesOf(tensor.shape);
  const rank = shape.length - tensor.shape.length;
  return strided(tensor, shape, shape.map((length, i) => (tensor.shape[i - rank] === length ? strides[i - rank] : 0)));
}

/** @param {Tensor} a @param {Tensor} b @param {(a: number, b: number) => number} compute @returns {Tensor} */
export function combine(a, b, compute) {
  const shape = broadcast(a.shape, b.shape);
  const [one, other] = [a, b].map((tensor) => expand(tensor, shape));
  return { shape, async read() {
    const [values, others] = [await one.read(), await other.read()];
    return values.map((value, i) => compute(value, others[i]));
  } };
}

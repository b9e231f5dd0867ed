// Tensors of a file that is being imported: a shape, and values that are read when they are needed, one tensor after the
// other, so that a large file is never in memory as a whole. What is made of tensors here is a tensor too. Values are
// row-major float32; products are computed in float64.

/**
 * @typedef {object} Tensor
 * @property {number[]} shape
 * @property {() => Promise<Float32Array>} read returns the values; whoever calls it may keep and change them
 */

/** @param {number[]} shape */
export const sizeOf = (shape) => shape.reduce((size, length) => size * length, 1);

/** @param {number[]} shape @param {Float32Array} values @returns {Tensor} */
export const tensor = (shape, values) => ({ shape, read: async () => values.slice() });

/** @param {number[]} shape @param {number} value @returns {Tensor} */
export const filled = (shape, value) => ({ shape, read: async () => new Float32Array(sizeOf(shape)).fill(value) });

/** The same values in another shape of as many. @param {Tensor} tensor @param {number[]} shape @returns {Tensor} */
export const reshape = ({ read }, shape) => ({ shape, read });

/** Block by block, of which both sides stay in the cache. @param {Float32Array} values @param {number} rows @param {number} columns */
function transposed(values, rows, columns) {
  const result = new Float32Array(values.length);
  const block = 32;
  for (let top = 0; top < rows; top += block) {
    const bottom = Math.min(rows, top + block);
    for (let left = 0; left < columns; left += block) {
      const right = Math.min(columns, left + block);
      for (let row = top; row < bottom; row++) {
        for (let column = left; column < right; column++) result[column * rows + row] = values[row * columns + column];
      }
    }
  }
  return result;
}

/** @param {Tensor} tensor [a, b] @returns {Tensor} [b, a] */
export const transpose = ({ shape: [rows, columns], read }) => ({
  shape: [columns, rows],
  async read() {
    return transposed(await read(), rows, columns);
  },
});

/** Rows [from, to) along the first axis. @param {Tensor} tensor @param {number} from @param {number} to @returns {Tensor} */
export const rows = ({ shape: [, ...others], read }, from, to) => ({
  shape: [to - from, ...others],
  read: async () => (await read()).subarray(from * sizeOf(others), to * sizeOf(others)),
});

/** Columns [from, to) of a matrix. @param {Tensor} matrix @param {number} from @param {number} to */
export const columns = (matrix, from, to) => transpose(rows(transpose(matrix), from, to));

/**
 * Reads a tensor to its place among others. In a function of its own: what it read is let go before the next one is read.
 * @param {Tensor} tensor @param {Float32Array} target @param {number} at @returns {Promise<number>} how many values there were
 */
export async function readInto({ read }, target, at) {
  const values = await read();
  target.set(values, at);
  return values.length;
}

/** One after the other along the first axis. @param {Tensor[]} tensors @returns {Tensor} */
export function stack(tensors) {
  if (tensors.length === 1) return tensors[0];
  const shape = [tensors.reduce((length, one) => length + one.shape[0], 0), ...tensors[0].shape.slice(1)];
  return {
    shape,
    async read() {
      const result = new Float32Array(sizeOf(shape));
      let offset = 0;
      for (const one of tensors) offset += await readInto(one, result, offset);
      return result;
    },
  };
}

/** The blocks of equal length of the first axis, in another order. @param {Tensor} tensor @param {number[]} order e.g. [1, 0, 2]: z r n becomes r z n */
export function permuteBlocks(tensor, order) {
  const length = tensor.shape[0] / order.length;
  return /** @type {Tensor} */ ({
    shape: tensor.shape,
    async read() {
      const values = await tensor.read();
      const block = length * sizeOf(tensor.shape.slice(1));
      // In place, along the circles of the order, with one block aside.
      const left = new Set(order.keys());
      for (const start of order.keys()) {
        if (!left.delete(start) || order[start] === start) continue;
        const first = values.slice(start * block, (start + 1) * block);
        let to = start;
        for (let from = order[to]; from !== start; to = from, from = order[to]) {
          values.copyWithin(to * block, from * block, (from + 1) * block);
          left.delete(from);
        }
        values.set(first, to * block);
      }
      return values;
    },
  });
}

/** @param {Tensor} tensor @param {(value: number, index: number) => number} change @returns {Tensor} */
export const map = ({ shape, read }, change) => ({
  shape,
  async read() {
    const values = await read();
    for (let i = 0; i < values.length; i++) values[i] = change(values[i], i);
    return values;
  },
});

/** @param {Tensor} a @param {Tensor} b of the same shape */
export const add = (a, b) => /** @type {Tensor} */ ({
  shape: a.shape,
  async read() {
    const [values, others] = [await a.read(), await b.read()];
    for (let i = 0; i < values.length; i++) values[i] += others[i];
    return values;
  },
});

/** The matrix product. @param {Tensor} a [m, k] @param {Tensor} b [k, n] or [k] @returns {Tensor} [m, n] or [m] */
export const multiply = (a, b) => ({
  shape: [a.shape[0], ...b.shape.slice(1)],
  async read() {
    const [left, right] = [await a.read(), await b.read()];
    const [m, k] = a.shape;
    const n = sizeOf(b.shape.slice(1));
    const result = new Float32Array(m * n);
    const sums = new Float64Array(n);
    for (let i = 0; i < m; i++) {
      sums.fill(0);
      for (let l = 0; l < k; l++) {
        const factor = left[i * k + l];
        for (let j = 0; j < n; j++) sums[j] += factor * right[l * n + j];
      }
      result.set(sums, i * n);
    }
    return result;
  },
});

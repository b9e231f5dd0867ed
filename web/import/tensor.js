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

/** @param {Tensor} tensor [a, b] @returns {Tensor} [b, a] */
export const transpose = ({ shape: [rows, columns], read }) => ({
  shape: [columns, rows],
  async read() {
    const values = await read();
    const result = new Float32Array(values.length);
    for (let row = 0; row < rows; row++) {
      for (let column = 0; column < columns; column++) result[column * rows + row] = values[row * columns + column];
    }
    return result;
  },
});

/** Rows [from, to) along the first axis. @param {Tensor} tensor @param {number} from @param {number} to @returns {Tensor} */
export const rows = ({ shape: [, ...others], read }, from, to) => ({
  shape: [to - from, ...others],
  read: async () => (await read()).slice(from * sizeOf(others), to * sizeOf(others)),
});

/** Columns [from, to) of a matrix. @param {Tensor} matrix @param {number} from @param {number} to */
export const columns = (matrix, from, to) => transpose(rows(transpose(matrix), from, to));

/** One after the other along the first axis. @param {Tensor[]} tensors @returns {Tensor} */
export function stack(tensors) {
  const shape = [tensors.reduce((length, one) => length + one.shape[0], 0), ...tensors[0].shape.slice(1)];
  return {
    shape,
    async read() {
      const result = new Float32Array(sizeOf(shape));
      let offset = 0;
      for (const { read } of tensors) {
        const values = await read();
        result.set(values, offset);
        offset += values.length;
      }
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
      const result = new Float32Array(values.length);
      order.forEach((from, to) => result.set(values.subarray(from * block, (from + 1) * block), to * block));
      return result;
    },
  });
}

/** @param {Tensor} tensor @param {(value: number, index: number) => number} change @returns {Tensor} */
export const map = ({ shape, read }, change) => ({ shape, read: async () => (await read()).map(change) });

/** @param {Tensor} a @param {Tensor} b of the same shape */
export const add = (a, b) => /** @type {Tensor} */ ({
  shape: a.shape,
  async read() {
    const [values, others] = [await a.read(), await b.read()];
    return values.map((value, i) => value + others[i]);
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

// The weights of a small network as its file has them: one-hot tokens, one recurrent layer, the output, in 8 bits.

/** @typedef {{ rows: number, columns: number, values: Float32Array }} Matrix by column: values[column * rows + row] */

const names = ['layers.1.weight_ih', 'layers.1.weight_hh', 'layers.2.weight'];

/**
 * Returns every weight, in three matrices: from the token, from the hidden state, to the logits. The last column of each
 * are its biases.
 * @param {{ header: any, rest: ArrayBuffer }} file @returns {Matrix[]}
 */
export function readWeights({ header, rest }) {
  /** @param {string} name */
  const tensor = (name) => {
    const { dtype, data_offsets: [from, to] } = header[name];
    const bytes = rest.slice(from, to);
    return dtype === 'I8' ? new Int8Array(bytes) : new Float32Array(bytes);
  };
  return names.map((name) => {
    const [rows, inputs] = header[name].shape;
    const [weights, scales, biases] = [name, `${name}.scale`, name.replace('weight', 'bias')].map(tensor);
    const values = new Float32Array(rows * (inputs + 1));
    for (let row = 0; row < rows; row++) {
      for (let column = 0; column < inputs; column++) values[column * rows + row] = weights[row * inputs + column] * scales[row];
      values[inputs * rows + row] = biases[row];
    }
    return { rows, columns: inputs + 1, values };
  });
}

/** Returns the index of the value furthest from 0. @param {ArrayLike<number>} values */
export const strongest = (values) => Array.from(values).reduce((best, x, i, all) => (Math.abs(x) > Math.abs(all[best]) ? i : best), 0);

// The arithmetic of network.js: products of matrices, activations, one step of a recurrent cell.

/** @typedef {{ shape: number[], values: Float32Array }} Matrix */

/** @type {{ [kind: string]: number }} */
export const gateCounts = { rnn: 1, gru: 3, lstm: 4 };

/** @type {{ [name: string]: (x: number) => number }} */
const activations = {
  linear: (x) => x,
  tanh: Math.tanh,
  sigmoid: (x) => 1 / (1 + Math.exp(-x)),
  relu: (x) => Math.max(0, x),
  'hard-sigmoid': (x) => Math.min(1, Math.max(0, x / 6 + 0.5)),
  'hard-sigmoid-keras-2': (x) => Math.min(1, Math.max(0, 0.2 * x + 0.5)),
};

/** @param {string} name @param {Float32Array} values which it changes */
export function applyActivation(name, values) {
  const activation = activations[name];
  for (let i = 0; i < values.length; i++) values[i] = activation(values[i]);
}

/**
 * Returns x W^T + b, in tiles of four rows of x and two of W: each number that is loaded is used more than once.
 * @param {Float32Array} x [n, columns] @param {number} columns
 * @param {Matrix} weight [rows, columns] @param {Float32Array} [bias] [rows]
 * @param {number} [fromRow] @param {number} [toRow] of W
 * @returns {Float32Array} [n, toRow - fromRow]
 */
export function product(x, columns, { shape: [all], values: w }, bias, fromRow = 0, toRow = all) {
  const n = x.length / columns;
  const rows = toRow - fromRow;
  const result = new Float32Array(n * rows);
  for (let row = 0; row < rows; row += 2) {
    const pair = row + 1 < rows;
    const w0 = (fromRow + row) * columns;
    const w1 = pair ? w0 + columns : w0;
    const [b0, b1] = bias ? [bias[fromRow + row], pair ? bias[fromRow + row + 1] : 0] : [0, 0];
    let i = 0;
    for (; i + 3 < n; i += 4) {
      const x0 = i * columns;
      const x1 = x0 + columns;
      const x2 = x1 + columns;
      const x3 = x2 + columns;
      let [s00, s01, s10, s11, s20, s21, s30, s31] = [b0, b1, b0, b1, b0, b1, b0, b1];
      for (let k = 0; k < columns; k++) {
        const u = w[w0 + k];
        const v = w[w1 + k];
        const p = x[x0 + k];
        const q = x[x1 + k];
        const r = x[x2 + k];
        const s = x[x3 + k];
        s00 += u * p;
        s01 += v * p;
        s10 += u * q;
        s11 += v * q;
        s20 += u * r;
        s21 += v * r;
        s30 += u * s;
        s31 += v * s;
      }
      const at = i * rows + row;
      result[at] = s00;
      result[at + rows] = s10;
      result[at + 2 * rows] = s20;
      result[at + 3 * rows] = s30;
      if (!pair) continue;
      result[at + 1] = s01;
      result[at + rows + 1] = s11;
      result[at + 2 * rows + 1] = s21;
      result[at + 3 * rows + 1] = s31;
    }
    for (; i < n; i++) {
      let s0 = b0;
      let s1 = b1;
      for (let k = 0; k < columns; k++) {
        s0 += w[w0 + k] * x[i * columns + k];
        s1 += w[w1 + k] * x[i * columns + k];
      }
      result[i * rows + row] = s0;
      if (pair) result[i * rows + row + 1] = s1;
    }
  }
  return result;
}

/**
 * One step of streams side by side: brings h and c up to date.
 * @param {any} layer as the model file has it
 * @param {Float32Array} x W x + b of the input, [streams, gates * units]
 * @param {{ h: Float32Array, c: Float32Array }} state [streams, units]
 * @param {Matrix} weight [gates * units, units] @param {Float32Array} [bias]
 */
export function runCell({ kind, units, activation = 'tanh', recurrent_activation = 'sigmoid', reset = 'after' }, x, state, weight, bias) {
  const { h, c } = state;
  const a = activations[activation];
  const s = activations[recurrent_activation];
  const streams = h.length / units;
  const width = gateCounts[kind] * units;
  const isBefore = kind === 'gru' && reset === 'before';
  const known = isBefore ? 2 * units : width;
  const u = product(h, units, weight, bias, 0, known);
  if (kind === 'rnn') {
    for (let i = 0; i < h.length; i++) h[i] = a(x[i] + u[i]);
    return;
  }
  for (let stream = 0; stream < streams; stream++) {
    const [from, fromX, fromU] = [stream * units, stream * width, stream * known];
    for (let i = 0; i < units; i++) {
      const [at, atX, atU] = [from + i, fromX + i, fromU + i];
      if (kind === 'lstm') {
        const kept = s(x[atX + units] + u[atU + units]) * c[at];
        c[at] = kept + s(x[atX] + u[atU]) * a(x[atX + 2 * units] + u[atU + 2 * units]);
        h[at] = s(x[atX + 3 * units] + u[atU + 3 * units]) * a(c[at]);
      } else {
        const r = s(x[atX] + u[atU]);
        const z = s(x[atX + units] + u[atU + units]);
        if (isBefore) {
          // For the second product: r h now, z and the old h are kept.
          u[atU] = r;
          u[atU + units] = z;
        } else {
          const n = a(x[atX + 2 * units] + r * u[atU + 2 * units]);
          h[at] = (1 - z) * n + z * h[at];
        }
      }
    }
  }
  if (!isBefore) return;
  const reset_h = new Float32Array(h.length);
  for (let stream = 0; stream < streams; stream++) {
    for (let i = 0; i < units; i++) reset_h[stream * units + i] = u[stream * known + i] * h[stream * units + i];
  }
  const candidate = product(reset_h, units, weight, bias, 2 * units, 3 * units);
  for (let stream = 0; stream < streams; stream++) {
    for (let i = 0; i < units; i++) {
      const at = stream * units + i;
      const z = u[stream * known + units + i];
      h[at] = (1 - z) * a(x[stream * width + 2 * units + i] + candidate[at]) + z * h[at];
    }
  }
}

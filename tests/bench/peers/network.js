// An LSTM network in plain loops: the reference in float64, and a contestant in float32.
import { gateRows, inputSize } from '../page/shapes.js';

const sigmoid = (/** @type {number} */ x) => 1 / (1 + Math.exp(-x));

/**
 * Sets out = matrix [rows, cols] x + bias.
 * @typedef {Float32Array | Float64Array} Numbers
 * @param {Numbers} out @param {Float32Array} matrix @param {Numbers} x @param {Numbers} bias may be `out`
 */
function multiply(out, matrix, x, bias) {
  const cols = x.length;
  for (let row = 0, first = 0; row < out.length; row++, first += cols) {
    // Four sums, because one addition waits for the one before it.
    let a = 0;
    let b = 0;
    let c = 0;
    let d = 0;
    let col = 0;
    for (; col + 3 < cols; col += 4) {
      a += matrix[first + col] * x[col];
      b += matrix[first + col + 1] * x[col + 1];
      c += matrix[first + col + 2] * x[col + 2];
      d += matrix[first + col + 3] * x[col + 3];
    }
    for (; col < cols; col++) a += matrix[first + col] * x[col];
    out[row] = a + b + (c + d) + bias[row];
  }
}

/** Turns logits into probabilities. @param {Numbers} values @param {number} temperature */
function softmax(values, temperature) {
  let most = -Infinity;
  for (let i = 0; i < values.length; i++) most = Math.max(most, values[i]);
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i] = Math.exp((values[i] - most) / temperature);
  for (let i = 0; i < values.length; i++) values[i] /= sum;
}

/**
 * @param {import('../page/shapes.js').Shape} shape
 * @param {import('../page/shapes.js').Weights} weights
 * @param {Float32ArrayConstructor | Float64ArrayConstructor} Numbers of the states
 */
export function makeNetwork(shape, weights, Numbers) {
  const { embedding, units, vocab } = shape;
  const rows = gateRows(shape);
  const layers = weights.layers.map((layer) => ({ ...layer, h: new Numbers(units), c: new Numbers(units) }));
  const gates = new Numbers(rows);
  const probabilities = new Numbers(vocab);

  // The columns of the first layer's input matrix, one after another: a one-hot input picks one.
  const columns = embedding ? null : new Float32Array(rows * vocab);
  for (let id = 0; columns && id < vocab; id++) {
    for (let row = 0; row < rows; row++) {
      columns[id * rows + row] = weights.layers[0].input[row * inputSize(shape, 0) + id];
    }
  }

  return {
    reset() {
      for (const { h, c } of layers) {
        h.fill(0);
        c.fill(0);
      }
    },
    /** Reads a token and returns the probabilities of the next one. @param {number} id @param {number} temperature */
    step(id, temperature) {
      /** @type {Numbers | undefined} */
      let x = weights.embedding?.subarray(id * embedding, (id + 1) * embedding);
      for (const { input, recurrent, bias, h, c } of layers) {
        if (x) multiply(gates, input, x, bias);
        else for (let row = 0; row < rows; row++) gates[row] = columns ? columns[id * rows + row] + bias[row] : 0;
        multiply(gates, recurrent, h, gates);
        for (let i = 0; i < units; i++) {
          c[i] = sigmoid(gates[units + i]) * c[i] + sigmoid(gates[i]) * Math.tanh(gates[2 * units + i]);
          h[i] = sigmoid(gates[3 * units + i]) * Math.tanh(c[i]);
        }
        x = h;
      }
      multiply(probabilities, weights.output, layers[layers.length - 1].h, weights.outputBias);
      softmax(probabilities, temperature);
      return probabilities;
    },
  };
}

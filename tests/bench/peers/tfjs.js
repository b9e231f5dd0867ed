// TensorFlow.js, operation by operation: its layers take a quarter to a half longer.
import { setThreadsCount, setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import { inputSize } from '../page/shapes.js';
import { fromSteps, takePart } from './engine.js';
import { transposed } from './onnx-network.js';

/** Returns [1, vocab]; tf.oneHot() of this backend writes integers. @param {number} id @param {number} vocab */
function oneHot(id, vocab) {
  const row = new Float32Array(vocab);
  row[id] = 1;
  return tf.tensor2d(row, [1, vocab]);
}

takePart(async (shape, weights) => {
  setWasmPaths(new URL('./', import.meta.url).href); // they are served beside this script
  setThreadsCount(1);
  if (!await tf.setBackend('wasm')) throw new Error('its backend wasm does not start');
  const { vocab, embedding, units } = shape;
  const matrix = (/** @type {Float32Array} */ values, /** @type {number} */ cols) =>
    tf.tensor2d(transposed(values, cols), [cols, values.length / cols]);
  const layers = weights.layers.map(({ input, recurrent, bias }, layer) => ({
    matrix: tf.tidy(() => tf.concat([matrix(input, inputSize(shape, layer)), matrix(recurrent, units)], 0)),
    bias: tf.tensor1d(bias),
  }));
  const output = { matrix: matrix(weights.output, units), bias: tf.tensor1d(weights.outputBias) };
  const table = weights.embedding && tf.tensor2d(weights.embedding, [vocab, embedding]);

  /** @type {tf.Tensor[]} */
  let state = []; // h and c of each layer
  const reset = () => {
    tf.dispose(state);
    state = layers.flatMap(() => [tf.zeros([1, units]), tf.zeros([1, units])]);
  };
  reset();
  return fromSteps({
    reset,
    step(id, temperature) {
      const before = state;
      const probabilities = tf.tidy(() => {
        /** @type {tf.Tensor} */
        let x = table ? tf.gather(table, tf.tensor1d([id], 'int32')) : oneHot(id, vocab);
        state = layers.flatMap(({ matrix, bias }, layer) => {
          const gates = tf.fused.matMul({ a: tf.concat([x, before[2 * layer]], 1), b: matrix, bias });
          const [i, f, g, o] = tf.split(gates, 4, 1);
          const c = tf.add(tf.mul(tf.sigmoid(f), before[2 * layer + 1]), tf.mul(tf.sigmoid(i), tf.tanh(g)));
          x = tf.mul(tf.sigmoid(o), tf.tanh(c));
          return [tf.keep(x), tf.keep(c)];
        });
        const logits = tf.fused.matMul({ a: x, b: output.matrix, bias: output.bias });
        return tf.softmax(tf.div(logits, temperature));
      });
      tf.dispose(before);
      const values = /** @type {Float32Array} */ (probabilities.dataSync());
      probabilities.dispose();
      return values;
    },
  });
});

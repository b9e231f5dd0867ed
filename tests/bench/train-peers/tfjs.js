// TensorFlow.js, in two ways: `window`, as its example lstm-text-generation has it, a window of characters with a loss
// after its last one; `sequence`, with a loss after every character, which learns more from the same work.
import '@tensorflow/tfjs-backend-cpu';
import { setThreadsCount, setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-core/dist/public/chained_ops/register_all_chained_ops';
import { layers, sequential } from '@tensorflow/tfjs-layers';
import { places, softmax, surprise, takePart } from './contest.js';

const kSparse = 8; // a window is read anew for every character, so that only every eighth is measured

/**
 * @typedef {object} Options
 * @property {'window' | 'sequence'} way
 * @property {'wasm' | 'cpu'} backend
 * @property {number} batch
 * @property {number} length of a window or sequence
 * @property {number} learningRate
 */

/** @param {Pick<Options, 'way' | 'length' | 'learningRate'>} options @param {number} hidden @param {number} vocab */
function makeModel({ way, length, learningRate }, hidden, vocab) {
  const model = sequential();
  if (way === 'window') {
    model.add(layers.lstm({ units: hidden, inputShape: [length, vocab] }));
    model.add(layers.dense({ units: vocab, activation: 'softmax' }));
    model.compile({ optimizer: tf.train.rmsprop(learningRate), loss: 'categoricalCrossentropy' });
  } else {
    model.add(layers.lstm({
      units: hidden, inputShape: [length, vocab], returnSequences: true, recurrentActivation: 'sigmoid',
    }));
    model.add(layers.dense({ units: vocab }));
    model.compile({
      optimizer: tf.train.adam(learningRate),
      loss: (/** @type {tf.Tensor} */ labels, /** @type {tf.Tensor} */ logits) =>
        tf.losses.softmaxCrossEntropy(labels, logits),
    });
  }
  return model;
}

takePart(async ({ train, heldOut, characters, hidden }, /** @type {Options} */ options) => {
  const { way, backend, batch, length } = options;
  setWasmPaths(new URL('./', import.meta.url).href); // they are served beside this script
  setThreadsCount(1);
  if (!await tf.setBackend(backend)) throw new Error(`its backend ${backend} does not start`);
  const vocab = characters.length;
  const model = makeModel(options, hidden, vocab);
  const inSequence = way === 'sequence';
  const place = places(train.length, length + 1);

  /** Returns parts of a text as one-hot rows. @param {number[]} text @param {number[]} starts @param {number} count */
  const oneHot = (text, starts, count) => {
    const rows = new Float32Array(starts.length * count * vocab);
    starts.forEach((start, n) => {
      for (let i = 0; i < count; i++) rows[(n * count + i) * vocab + text[start + i]] = 1;
    });
    return tf.tensor3d(rows, [starts.length, count, vocab]);
  };

  return {
    async step() {
      const starts = Array.from({ length: batch }, place);
      const [xs, ys] = tf.tidy(() => [
        oneHot(train, starts, length),
        inSequence ? oneHot(train, starts.map((start) => start + 1), length)
          : oneHot(train, starts.map((start) => start + length), 1).reshape([batch, vocab]),
      ]);
      const loss = /** @type {number} */ (await model.trainOnBatch(xs, ys));
      tf.dispose([xs, ys]);
      return { targets: inSequence ? batch * length : batch, read: batch * length, loss };
    },

    /** Of a sequence the second half counts, so that each character has some before it; of a window the next one. */
    heldOutLoss() {
      const counted = inSequence ? length >> 1 : 1;
      const stride = inSequence ? counted : kSparse;
      let [sum, count] = [0, 0];
      for (let at = 0; at + length < heldOut.length;) {
        /** @type {number[]} */
        const starts = [];
        for (; starts.length < batch && at + length < heldOut.length; at += stride) starts.push(at);
        const xs = oneHot(heldOut, starts, length);
        const output = /** @type {tf.Tensor} */ (model.predictOnBatch(xs));
        const rows = output.dataSync();
        tf.dispose([xs, output]);
        starts.forEach((start, n) => {
          for (let i = length - counted; i < length; i++) {
            const row = inSequence ? n * length + i : n;
            const values = /** @type {Float32Array} */ (rows.subarray(row * vocab, (row + 1) * vocab));
            if (inSequence) softmax(values);
            sum += surprise(values[heldOut[start + i + 1]]);
            count++;
          }
        });
      }
      return sum / count;
    },
  };
});

// Who takes part, and with which settings: fast ones for each, and those that each was found to learn most with.

/**
 * @typedef {object} Contestant
 * @property {string} name
 * @property {string} script NAME.js of this folder
 * @property {string} [peer] its package, whose version is shown
 * @property {object} options of its script, when its speed is measured
 * @property {object} [learning] those that differ when it learns for a minute; without it, it does not
 */

const tfjs = { script: 'tfjs', peer: '@tensorflow/tfjs-core' };

/** @type {Contestant[]} */
export const contestants = [
  {
    name: 'Lukewarm', script: 'lukewarm',
    options: { embedding: 0, dropout: 0, batchSize: 48, bpttLength: 64, learningRate: 0.006, warmup: 20 },
    learning: { batchSize: 8, dropout: 0.2, warmup: 100, planned: true },
  },
  {
    name: 'TensorFlow.js wasm, a loss at every character', ...tfjs,
    options: { way: 'sequence', backend: 'wasm', batch: 64, length: 64, learningRate: 0.005 },
    learning: { batch: 8, length: 32, learningRate: 0.015 },
  },
  {
    name: 'TensorFlow.js cpu, a loss at every character', ...tfjs,
    options: { way: 'sequence', backend: 'cpu', batch: 16, length: 64, learningRate: 0.005 },
  },
  {
    name: 'TensorFlow.js wasm, windows of 40', ...tfjs,
    options: { way: 'window', backend: 'wasm', batch: 128, length: 40, learningRate: 0.003 },
    learning: { batch: 8, learningRate: 0.01 },
  },
  {
    // In small batches: 128 windows take it half a minute.
    name: 'TensorFlow.js cpu, windows of 40', ...tfjs,
    options: { way: 'window', backend: 'cpu', batch: 16, length: 40, learningRate: 0.003 },
  },
  {
    name: 'recurrent-js', script: 'recurrent', peer: 'recurrent-js',
    options: { length: 64, learningRate: 1.5 }, learning: {},
  },
  {
    name: 'brain.js recurrent.LSTM', script: 'brain', peer: 'brain.js',
    options: { length: 64, learningRate: 0.003 }, learning: {},
  },
];

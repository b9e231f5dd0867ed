// Makes tests/golden/import/keras/tfjs-own*: models that TensorFlow.js itself built and saved, as its save('downloads://')
// writes them, with its own probabilities.
//
//     npm install --prefix FOLDER @tensorflow/tfjs@4.22.0
//     node tests/golden/import/make_tfjs.mjs FOLDER
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readArguments } from '../../../web/make/arguments.mjs';

const tf = createRequire(join(resolve(readArguments(import.meta.url, {}, [1, 1]).positionals[0]), 'package.json'))('@tensorflow/tfjs');
await tf.setBackend('cpu');
const here = join(fileURLToPath(new URL('.', import.meta.url)), 'keras');
const letters = 'abcdef';

/** Weights are random and large, so that probabilities differ; a variance is above 0. @param {any} model @param {number} seed */
function randomize(model, seed) {
  model.setWeights(model.weights.map(({ name, shape }, i) => {
    const values = tf.randomNormal(shape, 0, 0.7, 'float32', seed * 1000 + i);
    return /variance/.test(name) ? values.abs().add(0.5) : values;
  }));
  return model;
}

/** @param {string} name @param {any} model @param {(ids: number[]) => any} input */
async function write(name, model, input) {
  const folder = join(here, name);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  await model.save(tf.io.withSaveHandler(async ({ modelTopology, weightSpecs, weightData, format, generatedBy, convertedBy }) => {
    const weightsManifest = [{ paths: ['./model.weights.bin'], weights: weightSpecs }];
    writeFileSync(join(folder, 'model.json'), JSON.stringify({ modelTopology, format, generatedBy, convertedBy, weightsManifest }));
    writeFileSync(join(folder, 'model.weights.bin'), new Uint8Array(weightData));
    return { modelArtifactsInfo: { dateSaved: new Date(0), modelTopologyType: 'JSON' } };
  }));
  const cases = ['abcabcab', 'fedcba', 'eeeeefab'].map((prompt) => {
    const ids = [...prompt].slice(-5).map((letter) => letters.indexOf(letter));
    return { prompt, probabilities: [...model.predict(input(ids)).dataSync()].map((one) => Number(one.toPrecision(9))) };
  });
  writeFileSync(join(folder, 'expected.json'), `${JSON.stringify({ files: ['model.json', 'model.weights.bin'], vocabulary: [...letters], cases })}\n`);
}

const oneHot = (ids) => tf.oneHot(tf.tensor1d(ids, 'int32'), 6).expandDims(0).toFloat();
const example = tf.sequential();
example.add(tf.layers.lstm({ units: 4, returnSequences: true, inputShape: [5, 6] }));
example.add(tf.layers.lstm({ units: 3 }));
example.add(tf.layers.dense({ units: 6, activation: 'softmax' }));
await write('tfjs-own', randomize(example, 1), oneHot);

const input = tf.input({ shape: [5] });
const table = tf.layers.embedding({ inputDim: 6, outputDim: 3 }).apply(input);
const gru = tf.layers.gru({ units: 4, returnSequences: true, recurrentActivation: 'hardSigmoid' }).apply(table);
const both = tf.layers.bidirectional({ layer: tf.layers.lstm({ units: 3, returnSequences: true, recurrentActivation: 'sigmoid' }), mergeMode: 'ave' }).apply(gru);
const joined = tf.layers.concatenate().apply([tf.layers.dropout({ rate: 0.1 }).apply(table), both]);
const dense = tf.layers.timeDistributed({ layer: tf.layers.dense({ units: 4 }) }).apply(joined);
const normal = tf.layers.activation({ activation: 'relu' }).apply(tf.layers.batchNormalization().apply(dense));
const rnn = tf.layers.rnn({ cell: [tf.layers.simpleRNNCell({ units: 3 }), tf.layers.lstmCell({ units: 4 })], returnSequences: true }).apply(tf.layers.layerNormalization().apply(normal));
const output = tf.layers.dense({ units: 6, activation: 'softmax' }).apply(tf.layers.flatten().apply(rnn));
await write('tfjs-own-functional', randomize(tf.model({ inputs: input, outputs: output }), 2), (ids) => tf.tensor2d([ids]));

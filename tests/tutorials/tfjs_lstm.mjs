// Tutorial 12, TensorFlow.js's lstm-text-generation: windows of 40 one-hot characters, LSTMs, Dense softmax. Trained in Node,
// saved as model.save('downloads://lstm-text-generation') saves in a page.
import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-core/dist/public/chained_ops/register_all_chained_ops';
import { layers, sequential } from '@tensorflow/tfjs-layers';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

const kWindow = 40;
const kBatch = 32;
const kUnits = [64, 64]; // the example's default is one layer of 128; it offers lists

const { values } = parseArgs({ options: { text: { type: 'string' }, out: { type: 'string' }, seconds: { type: 'string' } } });
const textPath = /** @type {string} */ (values.text);
const text = await readFile(textPath, 'utf8');
const chars = [...new Set(text)];
const ids = Array.from(text, (char) => chars.indexOf(char));

const model = sequential();
kUnits.forEach((units, i) => model.add(layers.lstm({ units, returnSequences: i < kUnits.length - 1, ...(i === 0 && { inputShape: [kWindow, chars.length] }) })));
model.add(layers.dense({ units: chars.length, activation: 'softmax' }));
model.compile({ optimizer: tf.train.rmsprop(0.01), loss: 'categoricalCrossentropy' });

/** @param {number[][]} windows */
const oneHot = (windows) => {
  const rows = new Float32Array(windows.length * kWindow * chars.length);
  windows.flat().forEach((id, i) => (rows[i * chars.length + id] = 1));
  return tf.tensor3d(rows, [windows.length, kWindow, chars.length]);
};

const begin = Date.now();
let loss = 0;
let steps = 0;
do {
  const begins = Array.from({ length: kBatch }, () => Math.floor(Math.random() * (ids.length - kWindow - 1)));
  const x = oneHot(begins.map((begin) => ids.slice(begin, begin + kWindow)));
  const y = tf.oneHot(tf.tensor1d(begins.map((begin) => ids[begin + kWindow]), 'int32'), chars.length);
  loss = /** @type {number} */ (await model.trainOnBatch(x, y));
  steps++;
  x.dispose();
  y.dispose();
} while (Date.now() - begin < Number(values.seconds) * 1000);
console.log(`tfjs lstm-text-generation: ${steps} steps, loss ${loss.toFixed(3)}`);

const folder = join(/** @type {string} */ (values.out), 'tfjs');
await mkdir(folder, { recursive: true });
await model.save(tf.io.withSaveHandler(async (artifacts) => {
  const name = 'lstm-text-generation';
  const { modelTopology, format, generatedBy, convertedBy } = artifacts;
  const weightsManifest = [{ paths: [`./${name}.weights.bin`], weights: artifacts.weightSpecs }];
  await writeFile(join(folder, `${name}.json`), JSON.stringify({ modelTopology, format, generatedBy, convertedBy, weightsManifest }));
  await writeFile(join(folder, `${name}.weights.bin`), Buffer.from(/** @type {ArrayBuffer} */ (artifacts.weightData)));
  return { modelArtifactsInfo: { dateSaved: new Date(), modelTopologyType: 'JSON' } };
}));

const characters = Array.from(text);
const cases = [];
for (const at of [100, 5000, 12000]) {
  const prompt = characters.slice(at, at + kWindow + 8);
  const output = /** @type {tf.Tensor} */ (model.predict(oneHot([prompt.slice(-kWindow).map((char) => chars.indexOf(char))])));
  cases.push({ prompt: prompt.join(''), probabilities: Array.from(await output.data()) });
}
await writeFile(join(folder, 'result.json'), JSON.stringify({
  tutorial: 12, name: 'TensorFlow.js lstm-text-generation', files: ['lstm-text-generation.json', 'lstm-text-generation.weights.bin'], tokens: chars,
  text: textPath, answers: {}, recipe: 'tfjs-lstm-text-generation', seed: cases[0].prompt, cases,
}, null, 1));

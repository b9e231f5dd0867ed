// How much memory a large model takes while it is read, and how long:
//   node tests/web/import/large.mjs [--megabytes 100] [FORMAT…]
// Each format's file is written to a temporary folder, and read by a process of its own, whose memory is what it takes beyond
// what a small file of that format has left it with.
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { openImport } from '../../../web/import/import.js';
import { readArguments, UsageError } from '../../../web/make/arguments.mjs';
import { bytesOf, npy, safetensors, torchFile, zip } from './writers.mjs';

/** @typedef {import('./writers.mjs').Tensors} Tensors */

const vocab = 64, size = 512;
const tokens = Array.from({ length: vocab }, (_, id) => String.fromCodePoint(0x100 + id));

/** Small numbers that differ. @param {number[]} shape */
export function tensor(...shape) {
  const data = new Float32Array(shape.reduce((a, b) => a * b, 1));
  for (let i = 0; i < data.length; i++) data[i] = ((i * 2654435761) % 1000) / 10_000 - 0.05;
  return { shape, data };
}

/** Two LSTMs of as many units as make so many MB. @param {number} megabytes */
const unitsFor = (megabytes) => Math.max(4, Math.round(Math.sqrt(megabytes * 1e6 / 4 / 12 + 85 ** 2) - 85));

/** A network of PyTorch. @param {number} megabytes @returns {Tensors} */
function torchTensors(megabytes) {
  const units = unitsFor(megabytes);
  const layer = (/** @type {number} */ index, /** @type {number} */ inputs) => ({
    [`lstm.weight_ih_l${index}`]: tensor(4 * units, inputs), [`lstm.weight_hh_l${index}`]: tensor(4 * units, units),
    [`lstm.bias_ih_l${index}`]: tensor(4 * units), [`lstm.bias_hh_l${index}`]: tensor(4 * units),
  });
  return { 'embedding.weight': tensor(vocab, size), ...layer(0, size), ...layer(1, units), 'fc.weight': tensor(vocab, units), 'fc.bias': tensor(vocab) };
}

/** The same of Keras: its layers' classes, configs and weights. @param {number} megabytes */
function kerasLayers(megabytes) {
  const units = unitsFor(megabytes);
  const lstm = (/** @type {string} */ name, /** @type {number} */ inputs) => ({
    class_name: 'LSTM', cell: 'lstm_cell', config: { name, units, activation: 'tanh', recurrent_activation: 'sigmoid', return_sequences: true, stateful: true, use_bias: true },
    weights: { kernel: tensor(inputs, 4 * units), recurrent_kernel: tensor(units, 4 * units), bias: tensor(4 * units) },
  });
  return [
    { class_name: 'Embedding', cell: '', config: { name: 'embedding', input_dim: vocab, output_dim: size, batch_input_shape: [1, null] }, weights: { embeddings: tensor(vocab, size) } },
    lstm('lstm', size), lstm('lstm_1', units),
    { class_name: 'Dense', cell: '', config: { name: 'dense', units: vocab, activation: 'softmax', use_bias: true }, weights: { kernel: tensor(units, vocab), bias: tensor(vocab) } },
  ];
}

/** @param {ReturnType<typeof kerasLayers>} layers */
const kerasConfig = (layers) => ({ class_name: 'Sequential', config: { name: 'sequential', layers: layers.map(({ class_name, config }) => ({ class_name, config })) } });

/** @param {string} path @param {(file: any) => void} fill */
export async function writeHdf5(path, fill) {
  // @ts-expect-error: by its path, since the package's entry for Node has no types that tsc finds
  const { default: h5wasm } = await import('../../../node_modules/h5wasm/dist/node/hdf5_hl.js');
  await h5wasm.ready;
  const file = new h5wasm.File(path, 'w');
  fill(file);
  file.close();
}

/** @param {any} group @param {string} path @param {{ shape: number[], data: Float32Array }} tensor */
function addDataSet(group, path, { shape, data }) {
  const [first, ...rest] = path.split('/');
  if (rest.length === 0) group.create_dataset({ name: first, data, shape, dtype: '<f' });
  else addDataSet(group.get(first) ?? group.create_group(first), rest.join('/'), { shape, data });
}

/** What writes a model of so many MB, by format; returns the names of its files. @type {{ [format: string]: (folder: string, megabytes: number) => Promise<string[]> }} */
export const writers = {
  async safetensors(folder, megabytes) {
    await writeFile(join(folder, 'model.safetensors'), safetensors(torchTensors(megabytes)));
    return ['model.safetensors'];
  },
  async torch(folder, megabytes) {
    await writeFile(join(folder, 'model.pt'), torchFile(torchTensors(megabytes)));
    return ['model.pt'];
  },
  async npz(folder, megabytes) {
    const units = Math.max(4, Math.round(Math.sqrt(megabytes * 1e6 / 4)) - 64);
    const arrays = { Wxh: tensor(units, vocab), Whh: tensor(units, units), Why: tensor(vocab, units), bh: tensor(units, 1), by: tensor(vocab, 1) };
    await writeFile(join(folder, 'model.npz'), zip(Object.entries(arrays).map(([name, one]) => ({ name: `${name}.npy`, data: npy(one) }))));
    return ['model.npz'];
  },
  async h5(folder, megabytes) {
    const layers = kerasLayers(megabytes);
    await writeHdf5(join(folder, 'model.h5'), (file) => {
      file.create_attribute('model_config', JSON.stringify(kerasConfig(layers)));
      file.create_attribute('keras_version', '2.15.0');
      const all = file.create_group('model_weights');
      all.create_attribute('layer_names', layers.map(({ config }) => config.name));
      for (const { config: { name }, cell, weights } of layers) {
        const group = all.create_group(name);
        const names = Object.keys(weights).map((weight) => [name, cell, `${weight}:0`].filter(Boolean).join('/'));
        group.create_attribute('weight_names', names);
        Object.values(weights).forEach((one, i) => addDataSet(group, names[i], one));
      }
    });
    return ['model.h5'];
  },
  async keras(folder, megabytes) {
    const layers = kerasLayers(megabytes);
    const path = join(folder, 'model.weights.h5');
    await writeHdf5(path, (file) => {
      for (const { config: { name }, cell, weights } of layers) {
        Object.values(weights).forEach((one, i) => addDataSet(file, ['layers', name, cell && 'cell', 'vars', i].filter((part) => part !== '').join('/'), one));
      }
    });
    const { readFile } = await import('node:fs/promises');
    await writeFile(join(folder, 'model.keras'), zip([{ name: 'metadata.json', data: Buffer.from('{"keras_version": "3.5.0"}') },
      { name: 'config.json', data: Buffer.from(JSON.stringify(kerasConfig(layers))) }, { name: 'model.weights.h5', data: await readFile(path) }]));
    await rm(path);
    return ['model.keras'];
  },
  async tfjs(folder, megabytes) {
    const layers = kerasLayers(megabytes);
    const weights = layers.flatMap(({ config: { name }, cell, weights }) => Object.entries(weights).map(([weight, one]) => ({ name: [name, cell, weight].filter(Boolean).join('/'), one })));
    const data = Buffer.concat(weights.map(({ one }) => bytesOf(one)));
    const shard = 1 << 22;
    const paths = Array.from({ length: Math.ceil(data.length / shard) }, (_, i) => `group1-shard${i + 1}of${Math.ceil(data.length / shard)}.bin`);
    for (const [i, path] of paths.entries()) await writeFile(join(folder, path), data.subarray(i * shard, (i + 1) * shard));
    await writeFile(join(folder, 'model.json'), JSON.stringify({ format: 'layers-model', generatedBy: 'keras v2.15.0', modelTopology: { keras_version: '2.15.0', backend: 'tensorflow', model_config: kerasConfig(layers) },
      weightsManifest: [{ paths, weights: weights.map(({ name, one: { shape } }) => ({ name, shape, dtype: 'float32' })) }] }));
    return ['model.json', ...paths];
  },
};

/**
 * @typedef {object} Measured
 * @property {number} file bytes
 * @property {number} model bytes that were made of it
 * @property {number} memory bytes at most, beyond what there was
 * @property {number} seconds
 * @property {number} delay ms that the thread was busy at most
 */

/** @param {string[]} small @param {string[]} paths @returns {Promise<Measured>} */
async function measure(small, paths) {
  const build = async (/** @type {string[]} */ files) => {
    const found = await openImport(files, { vocabulary: tokens });
    const bytes = await found.build();
    found.dispose();
    return { file: found.bytes, model: bytes.length };
  };
  await build(small);
  await build(small);
  /** @type {any} */ (globalThis).gc?.();
  const before = process.memoryUsage().rss;
  const delay = monitorEventLoopDelay({ resolution: 5 });
  delay.enable();
  const start = performance.now();
  const { file, model } = await build(paths);
  const seconds = (performance.now() - start) / 1000;
  await new Promise((resolve) => setImmediate(resolve));
  return { file, model, memory: process.resourceUsage().maxRSS * 1024 - before, seconds, delay: delay.max / 1e6 };
}

/** Returns what a model of so many MB takes. @param {string} format @param {number} megabytes @returns {Promise<Measured>} */
export async function measureFormat(format, megabytes) {
  const folder = await mkdtemp(join(tmpdir(), 'lukewarm-large-'));
  try {
    const [small, large] = await Promise.all([2, megabytes].map(async (size, i) => {
      await mkdir(join(folder, String(i)));
      return (await writers[format](join(folder, String(i)), size)).map((name) => join(folder, String(i), name));
    }));
    for (const path of large) await stat(path);
    const { stdout } = await promisify(execFile)(process.execPath, ['--expose-gc', fileURLToPath(import.meta.url), '--measure', JSON.stringify([small, large])]);
    return JSON.parse(stdout);
  } finally {
    await rm(folder, { recursive: true });
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { values, positionals } = readArguments(import.meta.url, { megabytes: 100, measure: '' }, [0, Infinity]);
  if (values.measure) {
    const [small, large] = JSON.parse(values.measure);
    console.log(JSON.stringify(await measure(small, large)));
  } else {
    const unknown = positionals.find((format) => !(format in writers));
    if (unknown !== undefined) throw new UsageError(`"${unknown}" is no format: ${Object.keys(writers).join(', ')}`);
    console.log('format            file      memory   times the file   seconds   longest slice');
    for (const format of positionals.length > 0 ? positionals : Object.keys(writers)) {
      const { file, memory, seconds, delay } = await measureFormat(format, values.megabytes);
      console.log(`${format.padEnd(12)} ${(file / 1e6).toFixed(1).padStart(6)} MB ${(memory / 1e6).toFixed(0).padStart(8)} MB ${(memory / file).toFixed(2).padStart(16)} ${seconds.toFixed(1).padStart(9)} ${delay.toFixed(0).padStart(12)} ms`);
    }
  }
}

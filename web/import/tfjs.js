// TensorFlow.js layers models: model.json (any name), with the layers in Keras's terms and a list of the weights, and the files
// that hold these one after the other ("shards"), in float32 or in 8 or 16 bits. Written by the converter of Keras 2 or 3, or
// by TensorFlow.js itself.
import { importError } from './errors.js';
import { baseName, readJson } from './files.js';
import { toFloat32 } from './floats.js';
import { readModel } from './keras-model.js';
import { NamedWeights, TreeWeights } from './keras-weights.js';
import { sizeOf } from './tensor.js';

/** @typedef {import('./types.js').ImportFile} ImportFile */
/** @typedef {import('./types.js').Graph} Graph */
/** @typedef {import('./tensor.js').Tensor} Tensor */
/** @typedef {{ name: string, shape: number[], dtype: string, quantization?: { dtype: string, min?: number, scale?: number } }} Weight */

export const id = 'tfjs';

/** In bytes; a graph of 10,000 operations has 10 MB. */
const maxJson = 1 << 26;
/** Of a model's files; the converter makes one for each 4 MB. */
const maxShards = 4096;
/** Of all groups; the engine's layers have 768. */
const maxWeights = 50_000;

/** @type {{ [dtype: string]: number }} in bytes */
const widths = { float32: 4, int32: 4, float16: 2, uint16: 2, uint8: 1, bool: 1 };

/** @param {ImportFile} file @returns {Promise<any>} undefined: it is none */
async function modelOf(file) {
  if (!/\.json$/.test(baseName(file)) || file.size > maxJson) return undefined;
  const json = await readJson(file, maxJson).catch(() => undefined);
  return Array.isArray(json?.weightsManifest) || json?.format === 'graph-model' ? json : undefined;
}

/** The paths that a manifest names. @param {any} json @returns {string[]} */
const pathsOf = ({ weightsManifest }) => (Array.isArray(weightsManifest) ? weightsManifest : [])
  .flatMap((/** @type {any} */ group) => (Array.isArray(group?.paths) ? group.paths : [])).filter((path) => typeof path === 'string');

/** Returns the file of a path: in the model's folder, or where there is but one of that name. @param {ImportFile[]} files @param {string} folder @param {string} path */
function fileOf(files, folder, path) {
  const plain = path.replace(/^(\.\/)+/, '');
  const base = plain.slice(plain.lastIndexOf('/') + 1);
  const alike = files.filter(({ name }) => name.slice(name.lastIndexOf('/') + 1) === base);
  return files.find(({ name }) => name === folder + plain) ?? (alike.length === 1 ? alike[0] : undefined);
}

/** @param {ImportFile} file */
const folderOf = ({ name }) => name.slice(0, name.lastIndexOf('/') + 1);

/** @param {ImportFile[]} files */
export async function recognize(files) {
  for (const file of files) {
    const json = await modelOf(file);
    if (!json) continue;
    const shards = pathsOf(json).slice(0, maxShards).flatMap((path) => fileOf(files, folderOf(file), path) ?? []);
    return [file, ...new Set(shards.filter((one) => one !== file))];
  }
  return [];
}

/** Reads bytes of files that stand one after the other. @param {ImportFile[]} shards @param {number} begin @param {number} end */
async function readAcross(shards, begin, end) {
  const result = new Uint8Array(end - begin);
  let at = 0;
  for (const shard of shards) {
    const [first, last] = [Math.max(begin, at), Math.min(end, at + shard.size)];
    if (first < last) result.set(await shard.read(first - at, last - at), first - begin);
    at += shard.size;
  }
  return result;
}

/** @param {ImportFile[]} shards @param {number} begin @param {number} end @param {string} dtype @param {number} scale @param {number} min */
async function readNumbers(shards, begin, end, dtype, scale, min) {
  const values = toFloat32(await readAcross(shards, begin, end), dtype);
  if (scale !== 1 || min !== 0) for (let i = 0; i < values.length; i++) values[i] = values[i] * scale + min;
  return values;
}

/** @param {any} weight @returns {Weight & { stored: string }} */
function check(weight) {
  const { name, shape, dtype, quantization } = Object(weight);
  const stored = quantization?.dtype ?? dtype;
  if (typeof name !== 'string' || !Array.isArray(shape) || !shape.every((length) => Number.isInteger(length) && length >= 0)) {
    throw importError('import-damaged', 'The list of weights in the model\'s JSON has one without a name or a shape. Convert the model again.');
  }
  if (!Object.hasOwn(widths, stored) || !(dtype === 'float32' || dtype === 'float16' || dtype === 'int32' || dtype === 'bool')) {
    throw importError('import-unsupported', `The weights ${name.slice(0, 100)} are of ${typeof stored === 'string' ? `the type ${stored.slice(0, 20)}` : 'no type'}, which is not read. What is read: float32, float16, and quantised to uint8, uint16 or float16.`);
  }
  return { name, shape, dtype, quantization, stored };
}

/** @param {any} json @param {ImportFile[]} files @param {string} folder @returns {{ name: string, tensor: Tensor }[]} */
function entriesOf(json, files, folder) {
  /** @type {{ name: string, tensor: Tensor }[]} */
  const entries = [];
  const missing = pathsOf(json).slice(0, maxShards).filter((path) => !fileOf(files, folder, path));
  if (missing.length > 0) throw importError('import-incomplete', `The model's weights are in files that are missing: ${missing.slice(0, 5).join(', ')}${missing.length > 5 ? ', …' : ''}. Drop them together with the JSON.`);
  for (const group of json.weightsManifest) {
    const weights = Array.isArray(group?.weights) ? group.weights : [];
    if (entries.length + weights.length > maxWeights) throw importError('import-too-large', `The model has more than ${maxWeights} weights.`);
    const shards = pathsOf({ weightsManifest: [group] }).map((path) => /** @type {ImportFile} */ (fileOf(files, folder, path)));
    const length = shards.reduce((sum, { size }) => sum + size, 0);
    let at = 0;
    for (const weight of weights) {
      const { name, shape, stored, quantization } = check(weight);
      const [begin, end] = [at, at + sizeOf(shape) * widths[stored]];
      if (!(end <= length)) throw importError('import-damaged', `The weights ${name.slice(0, 100)} are beyond the end of ${shards.map((shard) => shard.name).slice(0, 3).join(', ') || 'what is there'}: a file is cut off, or of another model.`);
      const { scale = 1, min = 0 } = stored === 'uint8' || stored === 'uint16' ? quantization ?? {} : {};
      entries.push({ name, tensor: { shape, read: () => readNumbers(shards, begin, end, stored, scale, min) } });
      at = end;
    }
    if (at !== length) throw importError('import-damaged', `The files with the weights have ${length} bytes, and their list needs ${at}: they are of another model.`);
  }
  return entries;
}

/** @param {ImportFile[]} files @param {import('./types.js').ReadOptions} [options] @returns {Promise<Graph>} */
export async function read([file, ...files], { answers } = {}) {
  const json = await modelOf(file);
  if (!Array.isArray(json.weightsManifest) || json.format === 'graph-model' || Array.isArray(json.modelTopology?.node)) {
    throw importError('import-unsupported', `${file.name} is a TensorFlow.js graph model, in which layers are not told apart any more. Drop the Keras model that it was made of, or convert that with --output_format=tfjs_layers_model.`);
  }
  const { modelTopology: topology, generatedBy = '' } = json;
  const written = topology?.model_config ?? topology;
  let config = written;
  try {
    if (typeof written === 'string') config = JSON.parse(written);
  } catch {
    throw importError('import-damaged', `${file.name} has a config that is no JSON. Convert the model again.`);
  }
  if (typeof config?.class_name !== 'string') throw importError('import-damaged', `${file.name} does not say what layers the model has (modelTopology). Save or convert it again.`);
  const version = String(topology.keras_version ?? /keras v?([\d.]+\S*)/i.exec(generatedBy)?.[1] ?? '2').slice(0, 30);
  // TensorFlow.js's own layers are Keras 2's.
  const isTfjs = /tfjs/i.test(version) || /tensorflow\.js/i.test(generatedBy);
  const major = isTfjs ? 2 : Math.min(3, Number.parseInt(version, 10) || 2);
  const by = isTfjs ? '' : ` of Keras ${version}`;
  const entries = entriesOf(json, files, folderOf(file));
  // The converter gives the weights of a .keras file the names of their paths in it.
  const isTree = entries.length > 0 && entries.every(({ name }) => /(^|\/)vars\/\d+$/.test(name));
  const weights = isTree ? new TreeWeights(new Map(entries.map(({ name, tensor }) => [name, tensor]))) : new NamedWeights(entries);
  return readModel({ config, weights, version, major, answers, isTfjs, format: `TensorFlow.js layers model${by}` });
}

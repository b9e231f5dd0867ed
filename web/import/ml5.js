// ml5's charRNN: the folder that training-charRNN writes, with a manifest.json of names, files and shapes, a file of raw
// little-endian float32 for each, and vocab.json. The network is TensorFlow 1's: cells with one matrix [inputs + units, 4 units]
// over the input and the state, gates in the order i g f o, and 1 added to the forget gate when it runs.
import { importError } from './errors.js';
import { baseName, readJson } from './files.js';
import { toFloat32 } from './floats.js';
import { map, permuteBlocks, rows, sizeOf, transpose } from './tensor.js';
import { readVocabularyFile } from './vocabulary.js';

/** @typedef {import('./types.js').ImportFile} ImportFile */
/** @typedef {import('./types.js').Node} Node */
/** @typedef {import('./tensor.js').Tensor} Tensor */
/** @typedef {{ [name: string]: { filename: string, shape: number[] } }} Manifest */

export const id = 'ml5';

/** The engine's. */
const maxLayers = 64;
/** i g f o, and as they are wanted: i f g o. */
const gateOrder = [0, 2, 1, 3];

/** @param {ImportFile} file @returns {Promise<Manifest | null>} null: it is another manifest */
async function readManifest(file) {
  if (baseName(file) !== 'manifest.json' || file.size > 1 << 20) return null;
  const manifest = await readJson(file).catch(() => null);
  const isTensor = (/** @type {any} */ entry) => typeof entry?.filename === 'string' && Array.isArray(entry.shape);
  return manifest && Object.values(manifest).length > 0 && Object.values(manifest).every(isTensor) ? manifest : null;
}

/** @param {string} name */
const folderOf = (name) => name.slice(0, name.lastIndexOf('/') + 1);

/** @param {ImportFile[]} files */
export async function recognize(files) {
  for (const file of files) {
    const manifest = await readManifest(file);
    if (!manifest) continue;
    const folder = folderOf(file.name);
    const names = new Set(Object.values(manifest).map(({ filename }) => folder + filename));
    return [file, ...files.filter((one) => one !== file && (names.has(one.name) || one.name === `${folder}vocab.json`))];
  }
  return [];
}

/** @param {ImportFile[]} files @param {string} folder @param {string} name @param {{ filename: string, shape: number[] }} entry @returns {Tensor} */
function open(files, folder, name, { filename, shape }) {
  if (!shape.every((length) => Number.isInteger(length) && length > 0 && length <= 1 << 24)) {
    throw importError('import-damaged', `manifest.json gives ${name} a shape that no tensor has (${JSON.stringify(shape).slice(0, 60)}). Download the folder again.`);
  }
  const file = files.find((one) => one.name === folder + filename);
  if (!file) throw importError('import-incomplete', `${filename} is missing, which has ${name}. Drop the whole folder.`);
  if (file.size !== 4 * sizeOf(shape)) {
    throw importError('import-damaged', `${filename} has ${file.size} bytes, and ${name} needs ${4 * sizeOf(shape)}. Download the folder again.`);
  }
  return { shape, async read() {
    return toFloat32(await file.read(), 'float32');
  } };
}

/** @param {Tensor} kernel [inputs + units, 4 units] @param {Tensor} bias [4 units] @param {string} name @returns {Node} */
function cell(kernel, bias, name) {
  const units = (bias?.shape[0] ?? 0) / 4;
  if (kernel?.shape.length !== 2 || !Number.isInteger(units) || kernel.shape[1] !== 4 * units || kernel.shape[0] <= units) {
    throw importError('import-unsupported', `${name} has the shape [${kernel?.shape}], which is no BasicLSTMCell. What is read of ml5 is its LSTM.`);
  }
  const inputs = kernel.shape[0] - units;
  const matrix = (/** @type {number} */ from, /** @type {number} */ to) => permuteBlocks(transpose(rows(kernel, from, to)), gateOrder);
  return {
    kind: 'lstm', units, name,
    tensors: {
      weight_ih: matrix(0, inputs),
      weight_hh: matrix(inputs, inputs + units),
      bias_ih: map(permuteBlocks(bias, gateOrder), (value, i) => (i >= units && i < 2 * units ? value + 1 : value)),
    },
  };
}

/** @param {ImportFile[]} files @returns {Promise<import('./types.js').Graph>} */
export async function read(files) {
  const [{ name: manifestName }] = files;
  const manifest = /** @type {Manifest} */ (await readManifest(files[0]));
  const folder = folderOf(manifestName);
  const find = (/** @type {RegExp} */ pattern) => {
    const found = Object.keys(manifest).find((name) => pattern.test(name));
    return found === undefined ? undefined : open(files, folder, found, manifest[found]);
  };
  /** @type {Node[]} */
  const nodes = [];
  const embedding = find(/(^|\/)embedding$/);
  nodes.push(embedding ? { kind: 'embedding', tensors: { weight: embedding } } : { kind: 'one-hot' });
  for (let layer = 0; layer < maxLayers; layer++) {
    // Older versions of TensorFlow write weights and biases. A single cell may stand without its number.
    const at = (/** @type {string} */ what) => find(new RegExp(`(^|/)cell_${layer}/.*(${what})$`))
      ?? (layer === 0 ? find(new RegExp(`^(?!.*cell_\\d).*lstm_cell/(${what})$`)) : undefined);
    const kernel = at('kernel|weights');
    if (!kernel) break;
    nodes.push(cell(kernel, /** @type {Tensor} */ (at('bias|biases')), `cell_${layer}`));
  }
  if (nodes.length === 1) throw importError('import-unsupported', `${manifestName} names no LSTM cell: ${Object.keys(manifest).slice(0, 8).join(', ')}.`);
  const [weight, bias] = [find(/softmax_w$/), find(/softmax_b$/)];
  if (!weight) throw importError('import-incomplete', 'The manifest names no softmax_w, the layer that gives the next character.');
  nodes.push({ kind: 'dense', name: 'softmax', tensors: { weight: transpose(weight), ...(bias && { bias }) } });
  const list = files.find(({ name }) => name === `${folder}vocab.json`);
  const vocabulary = list && await readVocabularyFile(list, { size: weight.shape[1], from: 'file', hint: { kind: 'char' } });
  return {
    format: 'ml5 charRNN',
    recipe: 'ml5',
    nodes,
    context: 'stateful',
    ...(vocabulary && { vocabulary }),
    sampling: [{ id: 'multinomial', temperature: 0.5 }],
  };
}

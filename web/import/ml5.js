// ml5's charRNN: the folder that training-charRNN writes, with a manifest.json of names, files and shapes, a file of raw
// little-endian float32 for each, and vocab.json. The network is TensorFlow 1's.
import { importError } from './errors.js';
import { baseName, readJson } from './files.js';
import { toFloat32 } from './floats.js';
import { sizeOf } from './tensor.js';
import { readCells } from './tensorflow-cells.js';
import { readVocabularyFile } from './vocabulary.js';

/** @typedef {import('./types.js').ImportFile} ImportFile */
/** @typedef {import('./tensor.js').Tensor} Tensor */
/** @typedef {{ [name: string]: { filename: string, shape: number[] } }} Manifest */

export const id = 'ml5';

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

/** @param {ImportFile[]} files @returns {Promise<import('./types.js').Graph>} */
export async function read(files) {
  const [{ name: manifestName }] = files;
  const manifest = /** @type {Manifest} */ (await readManifest(files[0]));
  const folder = folderOf(manifestName);
  const { nodes, vocabSize } = readCells(Object.keys(manifest), (name) => open(files, folder, name, manifest[name]), manifestName);
  const list = files.find(({ name }) => name === `${folder}vocab.json`);
  const vocabulary = list && await readVocabularyFile(list, { size: vocabSize, from: 'file', hint: { kind: 'char' } });
  return {
    format: 'ml5 charRNN',
    recipe: 'ml5',
    nodes,
    context: 'stateful',
    ...(vocabulary && { vocabulary }),
    sampling: [{ id: 'multinomial', temperature: 0.5 }],
  };
}

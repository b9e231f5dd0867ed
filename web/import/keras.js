// Models of Keras 1 to 3: .keras archives (or the folder of one), .h5 and .hdf5 files of whole models or of weights alone,
// .weights.h5, with a config (model.to_json()) or textgenrnn's files beside them. What a file has tells its kind, not its name.
import { importError } from './errors.js';
import { baseName, readJson } from './files.js';
import { isHdf5, openHdf5 } from './hdf5.js';
import { readModel } from './keras-model.js';
import { readTextgenrnn } from './keras-text.js';
import { LayerWeights, TreeWeights } from './keras-weights.js';
import { isZip, openZip } from './zip.js';

/** @typedef {import('./types.js').ImportFile} ImportFile */
/** @typedef {import('./types.js').Graph} Graph */
/** @typedef {import('./types.js').ReadOptions} ReadOptions */

export const id = 'keras';

/** In bytes: that of a model of 1,000 layers. */
const maxConfig = 1 << 24;
const weightsName = 'model.weights.h5';

/** What the optimizer knows is as large as the model, and not read. @param {string} path */
const isOptimizer = (path) => path === '/optimizer' || path === '/optimizer_weights';

/** @param {ImportFile} file */
const head = async (file) => (file.size > 8 ? file.read(0, 8) : new Uint8Array());

/** Throws for a damaged one that is called .keras; others are other formats' to judge. @param {ImportFile} file */
async function isArchive(file) {
  if (!await isZip(file)) return false;
  const files = await openZip(file).catch((error) => {
    if (/\.keras$/.test(baseName(file))) throw error;
    return new Map();
  });
  return files.has('config.json') && (/\.keras$/.test(baseName(file)) || files.has(weightsName));
}

/** @param {any} json a model's config */
const isConfig = (json) => typeof json?.class_name === 'string' && typeof json.config === 'object' && json.config !== null;

/** @param {any} json textgenrnn's */
const isTextgenrnnConfig = (json) => typeof json?.rnn_layers === 'number' && typeof json.rnn_size === 'number';

/** @param {ImportFile} file @returns {Promise<any>} undefined: it is none, or too large */
const jsonOf = async (file) => (/\.json$/.test(baseName(file)) && file.size <= maxConfig ? readJson(file, maxConfig).catch(() => undefined) : undefined);

/** @param {ImportFile[]} files @returns {Promise<ImportFile[]>} configs, and textgenrnn's files */
async function companions(files) {
  const jsons = await Promise.all(files.map(async (file) => ({ file, json: await jsonOf(file) })));
  const configs = jsons.filter(({ json }) => isConfig(json) || isTextgenrnnConfig(json) || typeof json?.keras_version === 'string').map(({ file }) => file);
  return [...configs, ...files.filter((file) => /_vocab\.json$/.test(baseName(file)))];
}

/** @param {ImportFile[]} files */
export async function recognize(files) {
  for (const file of files) {
    if (isHdf5(await head(file)) || await isArchive(file)) return [file, ...await companions(files.filter((one) => one !== file))];
  }
  return [];
}

/** @param {any} value '3.5.0' @returns {number} 1 to 3 */
const majorOf = (value) => Math.min(3, Math.max(1, Number.parseInt(value, 10) || 3));

/**
 * What a config says of its Keras where nothing else does: Keras 3's layers name their module, and no keras_version.
 * @param {any} config
 */
const versionOf = (config) => (typeof config?.keras_version === 'string' ? config.keras_version.slice(0, 20) : 'module' in Object(config) ? '3' : '2');

/** @param {unknown} text @param {string} name @returns {any} */
function parse(text, name) {
  try {
    return JSON.parse(String(text));
  } catch {
    throw importError('import-damaged', `${name} has a config that is no JSON. Save the model again.`);
  }
}

/** @param {Map<string, ImportFile>} files of an archive, or of its folder @param {string} name @param {ReadOptions} options @returns {Promise<Graph>} */
async function readArchive(files, name, { answers }) {
  const config = files.get('config.json');
  const weights = files.get(weightsName);
  if (!config || !weights) {
    const others = [...files.keys()].filter((one) => /weights/.test(one)).join(', ');
    throw importError(others ? 'import-unsupported' : 'import-incomplete', `${name} has no ${config ? weightsName : 'config.json'}${others ? ` (its weights are in ${others}). Save it with Keras's defaults` : ''}.`);
  }
  const metadata = files.get('metadata.json');
  const { keras_version: version = '3' } = Object(metadata && await readJson(metadata, maxConfig));
  const json = await readJson(config, maxConfig);
  return readModel({ config: json, weights: TreeWeights.read(await openHdf5(weights, isOptimizer)), version: String(version).slice(0, 20), major: majorOf(version), answers, assets: files });
}

/** @param {ImportFile} file @param {ImportFile[]} others @param {ReadOptions} options @returns {Promise<Graph>} */
async function readHdf5(file, others, { answers = {} }) {
  const hdf5 = await openHdf5(file, isOptimizer);
  const own = hdf5.attribute('/', 'model_config');
  const root = hdf5.groups.has('/model_weights') ? '/model_weights' : '/';
  const isLegacy = hdf5.list(root, 'layer_names') !== undefined;
  const weights = isLegacy ? LayerWeights.read(hdf5, root) : TreeWeights.read(hdf5);
  if (weights.entries().length === 0) throw importError('import-unsupported', `${file.name} has no weights of Keras in it.`);
  const written = hdf5.attribute('/', 'keras_version') ?? hdf5.attribute(root, 'keras_version');
  const jsons = (await Promise.all(others.map(jsonOf))).filter(isConfig);
  const config = own === undefined ? jsons[0] : parse(own, file.name);
  const textgenrnn = weights instanceof LayerWeights && !config ? await readTextgenrnn(weights, others, answers) : null;
  // Keras 2 wrote its version with the weights from the first; Keras 1 did not, and called a kernel W.
  const unsaid = !isLegacy ? '3' : weights.entries().some(({ name }) => /kernel|embeddings/.test(name)) ? '2.0' : '1.0';
  const version = String(written ?? (config ? versionOf(config) : unsaid)).slice(0, 20);
  return readModel({ config: config ?? textgenrnn?.config, weights, version, major: majorOf(version), answers, isWeightsOnly: own === undefined, textgenrnn });
}

/** @param {ImportFile[]} files @param {ReadOptions} [options] @returns {Promise<Graph>} */
export async function read([file, ...others], options = {}) {
  if (await isZip(file)) return readArchive(await openZip(file), file.name, options);
  // The folder that a .keras archive unpacks to.
  const folder = file.name.slice(0, file.name.lastIndexOf('/') + 1);
  const beside = others.find((one) => one.name === `${folder}config.json`);
  if (file.name === folder + weightsName && beside) {
    return readArchive(new Map([file, ...others].filter((one) => one.name.startsWith(folder)).map((one) => [one.name.slice(folder.length), one])), folder, options);
  }
  return readHdf5(file, others, options);
}

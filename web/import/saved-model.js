// TensorFlow's SavedModel: a folder with saved_model.pb (graphs, and what Keras says of its layers), keras_metadata.pb where
// Keras 2 saved it, variables/ (a checkpoint), and assets/. The graphs are not run: of them only the lists of texts are
// looked at, which are the vocabularies of StringLookup and TextVectorization.
import { importError } from './errors.js';
import { decodeMessage } from './protobuf.js';

/** @typedef {import('./types.js').ImportFile} ImportFile */
/** @typedef {import('./protobuf.js').Schema} Schema */

/** In bytes. Graphs are in it, and with them sometimes weights. */
const maxGraph = 1 << 29;
const stringType = 7;

/** @type {Schema} */
const nodeDef = { 2: ['op', 'string'], 5: ['attributes*', { 1: ['key', 'string'], 2: ['value', { 8: ['tensor', { 1: ['type', 'int'], 8: ['strings*', 'string'] }] }] }] };
/** @type {Schema} */
const savedModel = { 2: ['graphs*', {
  1: ['info', { 5: ['version', 'string'] }],
  2: ['graph', { 1: ['nodes*', nodeDef], 2: ['library', { 1: ['functions*', { 3: ['nodes*', nodeDef] }] }] }],
  7: ['objects', { 1: ['nodes*', { 4: ['user', { 1: ['kind', 'string'], 3: ['metadata', 'string'] }] }] }],
}] };
/** @type {Schema} */
const kerasMetadata = { 1: ['nodes*', { 3: ['path', 'string'], 4: ['kind', 'string'], 5: ['metadata', 'string'] }] };

/** Tuples become lists, as in other files of Keras. @param {string} text @returns {any} */
function parse(text) {
  try {
    return JSON.parse(text, (_, value) => (value?.class_name === '__tuple__' && Array.isArray(value.items) ? value.items : value));
  } catch {
    return undefined;
  }
}

/** @typedef {{ class_name?: string, config?: any, keras_version?: string, backend?: string }} LayerMetadata */
/**
 * @typedef {object} SavedModel
 * @property {string} version TensorFlow's
 * @property {string[][]} texts lists of them, in the graphs
 * @property {LayerMetadata[]} metadata what Keras says of the model (the first) and its layers; none from Keras 3
 */

/**
 * @param {ImportFile} file saved_model.pb
 * @param {ImportFile} [keras] keras_metadata.pb
 * @returns {Promise<SavedModel>} errors: import-damaged, import-too-large
 */
export async function readSavedModel(file, keras) {
  if (file.size > maxGraph || (keras?.size ?? 0) > maxGraph) throw importError('import-too-large', `${file.name} has ${file.size} bytes. At most ${maxGraph} are read.`);
  const { graphs } = decodeMessage(await file.read(), savedModel, file.name);
  const [first] = graphs;
  if (!first) throw importError('import-damaged', `${file.name} has no graph: it is no SavedModel, or is cut off. Save the model again.`);
  const { info, graph, objects } = first;
  const operations = [...graph?.nodes ?? [], ...(graph?.library?.functions ?? []).flatMap((/** @type {any} */ { nodes }) => nodes)];
  const texts = operations.filter(({ op }) => op === 'Const').flatMap(({ attributes }) => attributes).map((/** @type {any} */ { value }) => value?.tensor)
    .filter((/** @type {any} */ tensor) => tensor?.type === stringType && tensor.strings.length > 1).map((/** @type {any} */ { strings }) => strings);
  // Before TensorFlow 2.5 it was in the objects themselves.
  const own = (objects?.nodes ?? []).map((/** @type {any} */ { user }) => user).filter((/** @type {any} */ user) => user?.kind?.startsWith('_tf_keras_'));
  const beside = keras ? decodeMessage(await keras.read(), kerasMetadata, keras.name).nodes : [];
  return {
    version: String(info?.version ?? '').slice(0, 20),
    texts,
    metadata: [...beside, ...own].map(({ metadata }) => parse(metadata ?? '')).filter((one) => typeof one === 'object' && one !== null),
  };
}

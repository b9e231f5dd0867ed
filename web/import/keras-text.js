// Vocabularies that come with Keras's models: those of StringLookup and TextVectorization, in the config or among the assets
// of a .keras file, and textgenrnn's, with its config, beside its weights.
import { importError } from './errors.js';
import { baseName, readJson, readText } from './files.js';
import { makeVocabulary, readVocabulary } from './vocabulary.js';

/** @typedef {import('./types.js').ImportFile} ImportFile */
/** @typedef {import('./types.js').Vocabulary} Vocabulary */
/** @typedef {import('./keras-layers.js').Layer} Layer */
/** @typedef {import('./keras-weights.js').LayerWeights} LayerWeights */

/** One token a line. A line break as a token leaves two empty lines. @param {string} text @param {number} [size] how many tokens it has */
function tokensOf(text, size) {
  const lines = text.replaceAll('\r\n', '\n').split('\n');
  // The first line may be empty: the padding's.
  const lineBreak = lines.findIndex((line, i) => i > 0 && line === '' && lines[i + 1] === '');
  if (lineBreak > 0 && (size === undefined || lines.length > size)) lines.splice(lineBreak, 2, '\n');
  if (size !== undefined && lines.length === size + 1 && lines[lines.length - 1] === '') lines.pop();
  return lines;
}

/** @param {string[]} tokens @param {Layer | undefined} layer */
function withSpecial(tokens, layer) {
  const { oov_token: oov = '[UNK]', num_oov_indices: oovCount = 1, mask_token: mask } = layer?.config ?? {};
  const front = [...(layer?.kind === 'TextVectorization' ? ['', '[UNK]'] : [...(typeof mask === 'string' ? [mask] : []), ...new Array(Math.min(oovCount, 1)).fill(oov)])];
  return front.every((token, i) => tokens[i] === token) ? tokens : [...front, ...tokens];
}

/**
 * Returns the vocabulary of the layers that make ids of text.
 * @param {Layer[]} lookups @param {Map<string, ImportFile>} assets of the .keras file @param {number} size of the model
 * @returns {Promise<Vocabulary | undefined>} undefined: there is none
 */
export async function lookupVocabulary(lookups, assets, size) {
  const layer = lookups.find(({ config }) => !config.invert) ?? lookups[0];
  const own = layer?.config.vocabulary;
  const file = [...assets].find(([name]) => /(^|\/)assets\/.*vocabulary\.txt$/.test(name))?.[1];
  /** @type {string[] | undefined} */
  let tokens;
  if (Array.isArray(own) && own.length > 0 && own.every((token) => typeof token === 'string')) tokens = own;
  else if (file) tokens = tokensOf(await readText(file), layer?.config.vocabulary_size);
  if (!tokens) return undefined;
  const kind = layer?.config.split === 'character' ? 'char' : layer?.config.split ? 'split' : undefined;
  const all = withSpecial(tokens, layer);
  // Ids beyond the vocabulary's were never trained.
  const missing = Math.max(0, Math.min(size - all.length, all.length));
  const vocabulary = makeVocabulary([...all, ...new Array(missing).fill(undefined)], { from: 'file', kind, count: all.length });
  return { ...vocabulary, ...(vocabulary.unknown !== undefined && { special: [...new Set([...vocabulary.special ?? [], vocabulary.unknown])].sort((a, b) => a - b) }) };
}

/** textgenrnn's own defaults. */
const defaults = { max_length: 40, rnn_layers: 2, rnn_bidirectional: false, word_level: false, single_text: false };

/**
 * Returns textgenrnn's config and vocabulary, if the weights are textgenrnn's: by the names that it gives its layers.
 * @param {LayerWeights} weights @param {ImportFile[]} files @param {{ [question: string]: any }} answers
 */
export async function readTextgenrnn({ groups }, files, answers) {
  const rnns = [...groups.keys()].filter((name) => /^rnn_\d+$/.test(name)).sort((a, b) => Number(a.slice(4)) - Number(b.slice(4)));
  if (rnns.length === 0 || !['embedding', 'attention', 'output'].every((name) => groups.get(name)?.length)) return null;
  const jsons = files.filter((file) => /\.json$/.test(baseName(file)));
  const given = jsons.find((file) => /config/.test(baseName(file)));
  const options = { ...defaults, ...(given && await readJson(given, 1 << 20)) };
  const bias = (/** @type {string} */ name) => groups.get(name)?.length ?? 0;
  const lstm = (/** @type {string} */ name) => ({ class_name: 'LSTM', config: { name, return_sequences: true, recurrent_activation: 'sigmoid', activation: 'tanh' } });
  const layers = rnns.map((name, i) => ({
    ...(bias(name) === 6 ? { class_name: 'Bidirectional', config: { name, merge_mode: 'concat', layer: lstm(name) } } : lstm(name)),
    inbound_nodes: [[[i === 0 ? 'embedding' : rnns[i - 1], 0, 0, {}]]],
  }));
  const window = Number(answers.window ?? options.max_length);
  const config = { class_name: 'Model', config: {
    layers: [
      { class_name: 'InputLayer', config: { name: 'input', batch_input_shape: [null, window] }, inbound_nodes: [] },
      { class_name: 'Embedding', config: { name: 'embedding' }, inbound_nodes: [[['input', 0, 0, {}]]] },
      ...layers,
      { class_name: 'Concatenate', config: { name: 'rnn_concat', axis: -1 }, inbound_nodes: [['embedding', ...rnns].map((name) => [name, 0, 0, {}])] },
      { class_name: 'AttentionWeightedAverage', config: { name: 'attention' }, inbound_nodes: [[['rnn_concat', 0, 0, {}]]] },
      { class_name: 'Dense', config: { name: 'output', activation: 'softmax' }, inbound_nodes: [[['attention', 0, 0, {}]]] },
    ],
    input_layers: [['input', 0, 0]], output_layers: [['output', 0, 0]],
  } };
  const file = jsons.find((one) => one !== given);
  return {
    config, window,
    isAssumed: !given && answers.window === undefined,
    vocabulary: file && await textgenrnnVocabulary(file, options, groups.get('embedding')?.[0].tensor.shape[0] ?? 0),
  };
}

/** @param {ImportFile} file @param {typeof defaults} options @param {number} size @returns {Promise<Vocabulary>} */
async function textgenrnnVocabulary(file, { word_level: isWords, single_text: isSingle }, size) {
  const json = await readJson(file);
  const vocabulary = readVocabulary(json, { size, from: 'file', hint: { kind: isWords ? 'split' : 'char' } });
  const start = vocabulary.tokens.indexOf('<s>');
  if (vocabulary.tokens.length !== size) throw importError('import-incomplete', `${file.name} has ${vocabulary.tokens.length} tokens, and the weights ${size}. Drop the vocabulary that was saved with them.`);
  // 0 pads and is never drawn; <s> stands before every text, and ends it.
  const { start: _, end: __, ...plain } = vocabulary;
  return { ...plain, special: [...new Set([0, ...start > 0 ? [start] : [], ...vocabulary.special ?? []])], ...(start > 0 && { end: [start], ...(!isSingle && { start: '<s>' }) }) };
}

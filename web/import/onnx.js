// ONNX: .onnx, and the files beside it that have its weights. As PyTorch's older exporter, tf2onnx and keras2onnx write them.
import { importError } from './errors.js';
import { baseName } from './files.js';
import { externalFiles, readOnnx } from './onnx-file.js';
import { OnnxGraph } from './onnx-graph.js';
import { readVocabulary } from './vocabulary.js';

/** @typedef {import('./types.js').ImportFile} ImportFile */
/** @typedef {import('./types.js').Graph} Graph */
/** @typedef {import('./types.js').Node} Node */
/** @typedef {import('./types.js').ReadOptions} ReadOptions */
/** @typedef {import('./onnx-file.js').Model} Model */

export const id = 'onnx';

/** An unrolled network has thousands. */
const maxOperations = 100_000;
/** A vocabulary of more tokens is of words. */
const mostCharacters = 300;

/** A model begins with its version, then mostly with who made it. @param {ImportFile} file */
async function isOnnx(file) {
  if (file.size < 16) return false;
  const [tag, version, next] = await file.read(0, 3);
  return tag === 0x08 && version >= 3 && version < 64 && (next === 0x12 || (next === 0x3a && /\.(onnx|bin|model)$/.test(baseName(file))));
}

/** @param {ImportFile[]} files */
export async function recognize(files) {
  for (const file of files) {
    if (!/\.onnx$/.test(baseName(file)) && !await isOnnx(file)) continue;
    const names = await readOnnx(file).then(externalFiles, () => new Set());
    const wanted = new Set([...names].map((path) => path.replace(/^.*[\\/]/, '').toLowerCase()));
    return [file, ...files.filter((one) => one !== file && wanted.has(baseName(one)))];
  }
  return [];
}

const howToExport = 'From PyTorch, export it with torch.onnx.export(…, dynamo=False), which keeps its layers; or drop the PyTorch or Keras file itself.';

/** Throws for what no model with recurrent layers has. @param {Model} model */
function refuse({ operations, hasFunctions }) {
  if (operations.length > maxOperations) throw importError('import-too-large', `The model has ${operations.length} operations: its layers are written out step by step. ${howToExport}`);
  const ops = new Set(operations.map(({ op }) => op));
  const named = (/** @type {RegExp} */ pattern) => [...ops].filter((op) => pattern.test(op)).slice(0, 5).map((op) => op.slice(0, 40)).join(', ');
  const quantized = named(/^(.*Quantize.*|QLinear.*|.*Integer(ToFloat)?|MatMulNBits|QAttention)$/);
  if (quantized) throw importError('import-unsupported', `The model is quantised (${quantized}), which is not read. Drop the model that it was made of, in float32: this page quantises by itself.`);
  const loops = named(/^(Loop|Scan|SequenceMap)$/);
  if (loops) throw importError('import-unsupported', `The model runs in a loop (${loops}), in which its layers are not told apart. ${howToExport}`);
  if (operations.some(({ op }) => op === 'RNN' || op === 'GRU' || op === 'LSTM')) return;
  const others = named(/^(Conv.*|.*Attention|Einsum)$/);
  if (others) throw importError('import-unsupported', `The model has no RNN, GRU or LSTM, but ${others}. What is read are recurrent networks.`);
  throw importError('import-unsupported', `The model has no operation RNN, GRU or LSTM: its recurrent layers were unrolled into single steps${hasFunctions ? ' by PyTorch\'s newer exporter (dynamo=True)' : ''}, or it has none. ${howToExport}`);
}

/** @param {Node[]} nodes @param {number} last @returns {Node[]} those that the last one reads, through others */
function reached(nodes, last) {
  const found = new Set([last]);
  for (let index = last; index >= 0; index--) if (found.has(index)) nodes[index].inputs?.forEach((input) => found.add(input));
  return nodes.filter((_, index) => found.has(index));
}

/** Whether a node can give logits. @param {Node} node */
const givesLogits = ({ kind, activation }) => kind === 'dense' || kind === 'batch-norm' || (kind === 'activation' && /softmax/.test(activation));

/** Reads the first output that is the next token's, not a state. @param {OnnxGraph} graph @param {Model} model */
async function readOutput(graph, { outputs }) {
  /** @type {unknown} */
  let failure;
  for (const { name } of outputs) {
    try {
      const node = await graph.read(name);
      if (givesLogits(graph.nodes[node]) || outputs.length === 1) return node;
    } catch (error) {
      failure ??= error;
    }
  }
  throw failure ?? importError('import-unsupported', `None of the model's outputs (${outputs.slice(0, 8).map(({ name }) => name.slice(0, 40)).join(', ')}) is that of a linear layer: none gives the next token.`);
}

/** How it reads: by its states, or the length that it was exported with where one position is taken. @param {OnnxGraph} graph @param {Node[]} nodes @param {any} answer @param {import('./types.js').Question[]} questions @returns {Graph['context']} */
function contextOf(graph, nodes, answer, questions) {
  if (graph.states.size > 0 || answer === 'stateful') return 'stateful';
  if (Number(answer) > 0) return { window: Number(answer) };
  const isBoth = nodes.some(({ kind, go_backwards: backwards }) => kind === 'bidirectional' || backwards);
  const takesOne = nodes.some(({ kind, return_sequences: all }) => all === false || ['last', 'flatten', 'average'].includes(kind));
  const length = graph.time?.size;
  if ((isBoth || takesOne) && length) return { window: length };
  // Zeros are begun with at each call, and all of a text is read: token by token that is the same.
  if (!isBoth) return 'stateful';
  questions.push({ id: 'window', suggestion: 40 });
  return undefined;
}

/** A vocabulary that was written into the model. @param {Model} model @param {number} size */
function vocabularyIn({ metadata }, size) {
  for (const [key, value] of metadata) {
    if (!/vocab|token|char|word|itos|stoi|idx|index/i.test(key)) continue;
    try {
      const vocabulary = readVocabulary(JSON.parse(value), { size, from: 'file' });
      if (vocabulary.tokens.length === size) return vocabulary;
    } catch { /* it is something else */ }
  }
  return undefined;
}

/** pytorch/examples' word_language_model with --onnx-export: its layers keep their names. @param {Model} model @param {Node[]} nodes @returns {Partial<Graph>} */
function recipeOf({ initializers }, nodes) {
  const [{ kind, tensors }] = nodes;
  const isOfWords = kind === 'embedding' && (tensors?.weight.shape[0] ?? 0) > mostCharacters && nodes.at(-1)?.activation === 'log-softmax';
  return isOfWords && initializers.has('encoder.weight') && initializers.has('decoder.bias') ? {
    recipe: 'word_language_model', vocabularyHint: { kind: 'split', order: 'words-eos' }, sampling: [{ id: 'multinomial', temperature: 1 }],
  } : {};
}

/**
 * @param {ImportFile[]} files
 * @param {ReadOptions} [options]
 * @returns {Promise<Graph>}
 */
export async function read([file, ...others], { answers = {}, signal } = {}) {
  const model = await readOnnx(file);
  signal?.throwIfAborted();
  refuse(model);
  const graph = new OnnxGraph(model, others, file.name);
  const last = await readOutput(graph, model);
  if (graph.ids.size !== 1) throw importError('import-unsupported', `The model reads ids from ${graph.ids.size} inputs${graph.ids.size > 0 ? ` (${[...graph.ids].slice(0, 5).join(', ').slice(0, 200)})` : ''}. One text is what this engine reads.`);
  const nodes = graph.nodes.slice(0, last + 1);
  /** @type {import('./types.js').Question[]} */
  const questions = [];
  const context = contextOf(graph, reached(nodes, last), answers.window, questions);
  const size = Math.max(...nodes.map(({ kind, tensors }) => (kind === 'embedding' || kind === 'dense' ? tensors?.weight.shape[0] ?? 0 : 0)));
  const vocabulary = vocabularyIn(model, size);
  return {
    format: `ONNX${model.producer ? ` of ${model.producer}` : ''}`,
    nodes,
    context,
    questions,
    ...recipeOf(model, nodes),
    ...(vocabulary && { vocabulary }),
    notes: vocabulary ? [{ code: 'vocabulary-from-file' }] : [],
  };
}

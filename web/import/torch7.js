// Torch7 (Lua): .t7 of karpathy/char-rnn, whose network is a graph of one time step, and of jcjohnson/torch-rnn, whose network is a
// list of layers.
import { importError } from './errors.js';
import { baseName } from './files.js';
import { add, map, permuteBlocks, rows, stack, transpose } from './tensor.js';
import { readSteps } from './torch7-graph.js';
import { isTorch7, isTorch7Text, readTorch7, Torch7Object, Torch7Tensor } from './torch7-file.js';
import { makeVocabulary } from './vocabulary.js';

/** @typedef {import('./types.js').ImportFile} ImportFile */
/** @typedef {import('./types.js').Node} Node */
/** @typedef {import('./tensor.js').Tensor} Tensor */

export const id = 'torch7';

const maxFile = 2 ** 30;
/** Gates as Torch's LSTMs have them, i f o g, in the order i f g o. */
const gateOrder = [0, 1, 3, 2];

/** @param {ImportFile[]} files */
export async function recognize(files) {
  for (const file of files) {
    const head = await file.read(0, 16);
    if (isTorch7(head)) return [file];
    if (/\.t7$/.test(baseName(file)) && isTorch7Text(head)) {
      throw importError('import-unsupported', `${file.name} was saved as text. Load it in Torch and save it again: torch.save('model.t7', torch.load('${baseName(file)}', 'ascii')).`);
    }
  }
  return [];
}

/** Whether it is an object of this class. @param {any} value @param {RegExp} type */
const isObject = (value, type) => value instanceof Torch7Object && type.test(value.type);

/** Returns the network among what was saved. @param {any} root @returns {Torch7Object | undefined} */
function findNetwork(root) {
  /** @type {any[]} */
  const queue = [root];
  const seen = new Set(queue);
  for (const value of queue) {
    if (isObject(value, /^nn\.(gModule|Sequential|LanguageModel)$/)) return value;
    const map = value instanceof Torch7Object ? value.content : value;
    if (!(map instanceof Map)) continue;
    for (const other of map.values()) {
      if ((other instanceof Map || other instanceof Torch7Object) && !seen.has(other)) queue.push(other);
      seen.add(other);
    }
  }
  return undefined;
}

/** @param {Torch7Object} module @param {string} name @param {number} dimensions @returns {Tensor} */
function tensorOf(module, name, dimensions) {
  const tensor = module.get(name);
  if (!(tensor instanceof Torch7Tensor) || tensor.shape.length !== dimensions) {
    throw importError('import-damaged', `${module.type} has no ${name} of ${dimensions} dimensions. Save or download the file again.`);
  }
  return tensor;
}

/** @param {Torch7Object} linear @returns {{ weight: Tensor, bias?: Tensor }} */
const linearOf = (linear) => ({ weight: tensorOf(linear, 'weight', 2), ...(linear.get('bias') instanceof Torch7Tensor && { bias: tensorOf(linear, 'bias', 1) }) });

/** Of nn.LSTM and nn.VanillaRNN of torch-rnn: one matrix [inputs + units, G units]. @param {Torch7Object} module @returns {Node} */
function torchRnnLayer(module) {
  const kind = /LSTM$/.test(module.type) ? 'lstm' : 'rnn';
  const [weight, bias] = [tensorOf(module, 'weight', 2), tensorOf(module, 'bias', 1)];
  const units = bias.shape[0] / (kind === 'lstm' ? 4 : 1);
  const inputs = weight.shape[0] - units;
  if (!Number.isInteger(units) || inputs < 1 || weight.shape[1] !== bias.shape[0]) {
    throw importError('import-unsupported', `${module.type} has the matrix [${weight.shape}]; torch-rnn's has [inputs + units, gates].`);
  }
  const inOrder = (/** @type {Tensor} */ tensor) => (kind === 'lstm' ? permuteBlocks(tensor, gateOrder) : tensor);
  const matrix = (/** @type {number} */ from, /** @type {number} */ to) => inOrder(transpose(rows(weight, from, to)));
  return { kind, units, name: module.type, tensors: { weight_ih: matrix(0, inputs), weight_hh: matrix(inputs, inputs + units), bias_ih: inOrder(bias) } };
}

/** @param {Torch7Object} network nn.Sequential @returns {Node[]} */
function readSequence(network) {
  const modules = [...network.get('modules') ?? []].sort(([a], [b]) => a - b).map(([, module]) => module).filter((module) => module instanceof Torch7Object);
  return modules.flatMap((module) => {
    const { type } = module;
    if (/^nn\.(View|Dropout|Identity|Contiguous|Copy|Reshape)$/.test(type)) return [];
    if (type === 'nn.LookupTable') return { kind: 'embedding', tensors: { weight: tensorOf(module, 'weight', 2) } };
    if (/^nn\.(LSTM|VanillaRNN)$/.test(type)) return torchRnnLayer(module);
    if (type === 'nn.Linear') return { kind: 'dense', tensors: linearOf(module) };
    if (/^nn\.(LogSoftMax|SoftMax)$/.test(type)) return { kind: 'activation', activation: type === 'nn.SoftMax' ? 'softmax' : 'log-softmax' };
    throw importError('import-unsupported', `The network has a ${type}, which is not taken. Of Torch's layers those of char-rnn and torch-rnn are.`);
  });
}

/**
 * Layers of char-rnn: each step is a matrix of the input and one of the state.
 * @param {Torch7Object} network nn.gModule @returns {Node[]}
 */
function readGraph(network) {
  const { layers, decoder } = readSteps(network);
  const pair = (/** @type {import('./torch7-graph.js').Sum} */ { input, state }) => {
    const [ih, hh] = [linearOf(input), linearOf(state)];
    const bias = ih.bias && hh.bias ? add(ih.bias, hh.bias) : ih.bias ?? hh.bias;
    if (!bias) throw importError('import-damaged', 'A layer of the network has no bias. Save or download the file again.');
    return { weight_ih: ih.weight, weight_hh: hh.weight, bias_ih: bias };
  };
  const nodes = layers.map((layer, i) => {
    const name = `layer ${i + 1}`;
    if (layer.kind === 'gru') {
      // Torch's z is how much of the candidate is taken; here it is how much of the state is kept.
      const [r, z, n] = [pair(layer.reset), pair(layer.update), pair(layer.candidate)];
      const negative = (/** @type {Tensor} */ tensor) => map(tensor, (value) => -value);
      const stacked = (/** @type {keyof typeof r} */ what) => stack([r[what], negative(z[what]), n[what]]);
      return { kind: 'gru', units: n.bias_ih.shape[0], reset: 'before', name, tensors: { weight_ih: stacked('weight_ih'), weight_hh: stacked('weight_hh'), bias_ih: stacked('bias_ih') } };
    }
    const tensors = pair(layer.sum);
    const units = tensors.bias_ih.shape[0] / (layer.kind === 'lstm' ? 4 : 1);
    if (layer.kind === 'rnn') return { kind: 'rnn', units, name, tensors };
    const ordered = Object.fromEntries(Object.entries(tensors).map(([what, tensor]) => [what, permuteBlocks(tensor, gateOrder)]));
    return { kind: 'lstm', units, name, tensors: ordered };
  });
  return [{ kind: 'one-hot' }, ...nodes, { kind: 'dense', name: 'decoder', tensors: linearOf(decoder) }, { kind: 'activation', activation: 'log-softmax' }];
}

/** Characters by numbers from 1. @param {any} pairs [character, number][] @param {number} size */
function vocabularyOf(pairs, size) {
  /** @type {(string | undefined)[]} */
  const tokens = new Array(size).fill(undefined);
  for (const [token, number] of pairs) {
    if (Number.isInteger(number) && number >= 1 && number <= size) tokens[number - 1] = String(token);
  }
  const vocabulary = makeVocabulary(tokens, { from: 'file' });
  // The bytes of characters that the tutorial read byte by byte are no text alone.
  const bytes = vocabulary.tokens.flatMap((token, id) => (/^<0x[89A-F][0-9A-F]>$/.test(token) ? [id] : []));
  return { ...vocabulary, special: [...new Set([...vocabulary.special ?? [], ...bytes])] };
}

/** @param {ImportFile[]} files @returns {Promise<import('./types.js').Graph>} */
export async function read([file]) {
  if (file.size > maxFile) throw importError('import-too-large', `${file.name} has ${file.size} bytes; a model of Torch may have ${maxFile}.`);
  const root = readTorch7(await file.read(), file.name);
  const found = findNetwork(root);
  if (!found) throw importError('import-unsupported', `${file.name} is of Torch7, but has no network of char-rnn or torch-rnn (nn.gModule, nn.Sequential).`);
  const isTorchRnn = found.type === 'nn.LanguageModel';
  const network = isTorchRnn ? found.get('net') : found;
  if (!(network instanceof Torch7Object)) throw importError('import-damaged', `${file.name}: its ${found.type} has no network. Download it again.`);
  const nodes = network.type === 'nn.gModule' ? readGraph(network) : readSequence(network);
  const size = nodes.findLast(({ kind }) => kind === 'dense')?.tensors?.weight.shape[0];
  const [known, list] = [root instanceof Map ? root.get('vocab') : undefined, found.get('idx_to_token')];
  const pairs = known instanceof Map ? [...known] : list instanceof Map ? [...list].map(([number, token]) => [token, number]) : undefined;
  const vocabulary = pairs && size ? vocabularyOf(pairs, size) : undefined;
  const recipe = isTorchRnn ? 'torch-rnn' : known instanceof Map ? 'char-rnn' : undefined;
  return {
    format: 'Torch7',
    recipe,
    notes: [...recipe ? [{ code: 'recipe', name: isTorchRnn ? 'jcjohnson/torch-rnn' : 'karpathy/char-rnn' }] : [], ...vocabulary ? [{ code: 'vocabulary-from-file' }] : []],
    nodes,
    context: 'stateful',
    ...(vocabulary && { vocabulary }),
    sampling: [{ id: 'multinomial', temperature: 1 }],
  };
}

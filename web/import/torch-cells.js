// Recurrent cells that people write by hand, of linear layers or bare matrices, found by the names that tutorials and
// repositories give them. LSTMs need no more than their gates' names; what a GRU's gates do differs, and is known of some
// names and asked of the others.
import { importError } from './errors.js';
import { columns, permuteBlocks, reshape, rows, sizeOf, stack, transpose } from './tensor.js';
import { embeddingUnit, negated, present, some, unsupported } from './torch-units.js';

/** @typedef {import('./tensor.js').Tensor} Tensor */
/** @typedef {import('./torch-units.js').Unit} Unit */
/** @typedef {import('./types.js').Question} Question */
/** @typedef {{ name: string, weight: Tensor, bias?: Tensor, isRaw: boolean, unit?: Unit }} Part a linear layer [out, in], or a bare matrix either way round */
/**
 * @typedef {object} Reader
 * @property {(question: Question) => any} ask
 * @property {(name: RegExp) => boolean} hasModule
 * @property {(count: number) => string[] | undefined} namesOf a list of so many names in the files
 * @property {boolean} isColumn whether bare matrices are [out, in], W x as papers write it, where their shapes do not tell; else [in, out], x W
 * @property {'input-first' | 'state-first'} joins what the rows of a joined matrix mostly begin with
 */
/** @typedef {Map<string, Part>} Gates by the letter: i f g o, r z n, or h of a plain RNN */

/** A name as it is compared: 'W_xi' is 'wxi'. @param {string} name */
const plain = (name) => name.toLowerCase().replace(/[^a-z0-9]/g, '').replace(/(?<=.)(weights?|linear|layer)$|^(linear|lin|fc|dense|gate|weights?)(?=.)/, '');

/** What gates are called. */
const kGates = new Map(Object.entries({
  i: 'i', input: 'i', inputgate: 'i', ingate: 'i', f: 'f', forget: 'f', forgetgate: 'f', o: 'o', output: 'o', outputgate: 'o', outgate: 'o',
  g: 'g', c: 'g', cell: 'g', cellgate: 'g', ctilde: 'g', chat: 'g', cbar: 'g', ccand: 'g', cellcandidate: 'g', modulation: 'g', cellinput: 'g',
  candidate: 'n', cand: 'n', r: 'r', reset: 'r', resetgate: 'r', z: 'z', update: 'z', updategate: 'z', u: 'z', n: 'n', new: 'n', newgate: 'n',
  h: 'h', hidden: 'h', hbar: 'n', htilde: 'n', hhat: 'n', hcand: 'n', hnew: 'n', hiddencandidate: 'n',
}));
const kGate = `(${[...kGates.keys()].sort((a, b) => b.length - a.length).join('|')})`;
const pattern = (/** @type {string} */ text) => new RegExp(`^${text.replace('G', kGate)}$`);

/** What reads the input, and what reads the state. */
const kPairs = [
  ['wxG', 'whG'], ['wiG', 'whG'], ['wGx', 'wGh'], ['wGi', 'wGh'], ['x(?:2|to)?G', 'h(?:2|to)?G'], ['i(?:n|nput)?(?:2|to)G', 'h(?:idden)?(?:2|to)G'], ['iG', 'hG'],
  ['Gx', 'Gh'], ['G(?:in|input)', 'G(?:hidden|rec)'], ['uG', 'vG'], ['wG', 'uG'], ['uG', 'wG'],
].map(([input, state]) => [pattern(input), pattern(state)]);

/** Plain RNNs that have names of their own. */
const kInput = /^(wax|wx|whx|win|winput|in2h|input|inputlayer|inputtohidden|input2hidden|embed2hidden|e2h|x)$/;
const kState = /^(waa|wh|whh|wrec|whidden|rec|recurrent|hiddenlayer|hiddentohidden|hidden2hidden|hidden|h)$/;

/** Over cat(input, state), or the other way round where the name says so. */
const kJoined = [pattern('(?:xh|ih)(?:2|to)G'), pattern('(?:hx|hi)(?:2|to)G'), pattern('wG'), pattern('G'), pattern('(?:x|i|in|input|combined)(?:2|to)G')];

/** Over cat(input, state) it is that of PyTorch's tutorial, over the input alone that of a pair. */
const kStart = /^(start|h0|hinit|inith|inithidden|hidden0|initialstate|initialhidden|startstate)$/;
const kStartCell = /^(c0|cinit|initc|initcell|cell0)$/;
const kOutput = /^(whq|why|who|wya|woh|wyh|hidden(?:2|to)?output|wout|wy|wo|wv|v|out|output|decoder|h2o|whv)$/;
const kEmbedding = /^(c|e|emb|embedding|embeddings|wte|we|embed)$/;

/** @param {string} path */
const parentOf = (path) => path.slice(0, Math.max(0, path.lastIndexOf('.')));
/** @param {string} path */
const nameOf = (path) => path.slice(path.lastIndexOf('.') + 1);

/**
 * Puts a recurrent unit in the place of the linear layers that make one, and makes units of bare matrices before and after it.
 * `left`: the bare tensors that nothing reads, by their names.
 * @param {Map<string, Unit>} units
 * @param {Map<string, Map<string, Tensor>>} rest bare tensors by the path of their module
 * @param {Reader} reader
 * @returns {{ units: Unit[], left: Map<string, Tensor> }}
 */
export function joinCells(units, rest, reader) {
  const parents = new Set([...[...units].filter(([, unit]) => isLinear(unit)).map(([path]) => parentOf(path)), ...rest.keys()]);
  const bare = new Map([...parents].map((parent) => [parent, new BareTensors(parent, rest.get(parent) ?? new Map())]));
  /** @type {Map<Unit, Unit[]>} what stands where a unit stood: a cell, or nothing */
  const places = new Map();
  /** @type {Unit[]} */
  const more = [];
  let size = 0;
  let { isColumn } = reader;
  for (const [parent, tensors] of bare) {
    const linear = [...units].filter(([path, unit]) => parentOf(path) === parent && isLinear(unit))
      .map(([path, unit]) => ({ name: plain(nameOf(path)), weight: /** @type {any} */ (unit.nodes[0].tensors).weight, bias: unit.nodes[0].tensors?.bias, isRaw: false, unit }));
    const cell = findCell([...linear, ...tensors.matrices()], tensors.take, reader, parent);
    if (!cell) continue;
    const stood = cell.parts.flatMap(({ unit }) => unit ?? []);
    stood.forEach((unit, i) => places.set(unit, i === 0 ? [cell.unit] : []));
    if (stood.length === 0) more.push(cell.unit);
    for (const { name } of cell.parts) tensors.drop(name);
    size = cell.unit.outputs;
    isColumn = cell.isColumn ?? isColumn;
  }
  for (const tensors of bare.values()) {
    for (const { name, weight } of tensors.matrices()) {
      if (kEmbedding.test(name)) more.push(embeddingUnit(name, weight));
      else if (size > 0 && kOutput.test(name) && weight.shape.includes(size)) more.push(bareOutput(name, weight, size, isColumn, tensors.take));
      else continue;
      tensors.drop(name);
    }
  }
  return { units: [...[...units.values()].flatMap((unit) => places.get(unit) ?? [unit]), ...more], left: new Map([...bare.values()].flatMap((tensors) => tensors.left())) };
}

/** The tensors of one module that are in none of torch.nn's layers. */
class BareTensors {
  /** @param {string} path @param {Map<string, Tensor>} tensors */
  constructor(path, tensors) {
    this.path = path;
    /** @type {Map<string, { full: string, tensor: Tensor }>} by their names as they are compared */
    this.byName = new Map([...tensors].map(([full, tensor]) => [plain(full), { full, tensor }]));
  }

  /** @returns {Part[]} */
  matrices() {
    return [...this.byName].filter(([name, { tensor }]) => tensor.shape.length === 2 && !kStart.test(name) && !kStartCell.test(name))
      .map(([name, { tensor }]) => ({ name, weight: tensor, isRaw: true }));
  }

  /** Returns the tensor of this name and of so many elements, as a vector, and keeps it no longer. @type {Take} */
  take = (pattern, size) => {
    for (const [name, { tensor }] of this.byName) {
      if (!pattern.test(name) || sizeOf(tensor.shape) !== size) continue;
      this.byName.delete(name);
      return reshape(tensor, [size]);
    }
    return undefined;
  };

  /** @param {string} name */
  drop(name) {
    this.byName.delete(name);
  }

  /** @returns {[string, Tensor][]} */
  left() {
    return [...this.byName.values()].map(({ full, tensor }) => [this.path ? `${this.path}.${full}` : full, tensor]);
  }
}

/**
 * Gives a learned start, a bare tensor, to the recurrent layers that begin with it.
 * @param {Unit[]} units
 * @param {Map<string, Tensor>} left those that are given away are taken out
 */
export function giveStarts(units, left) {
  for (const [name, tensor] of left) {
    const key = kStart.test(plain(nameOf(name))) ? 'start_h' : kStartCell.test(plain(nameOf(name))) ? 'start_c' : null;
    const layers = units.flatMap(({ kind, nodes }) => (kind === 'recurrent' && !nodes.some((node) => node.forward) ? nodes.filter((node) => node.tensors?.weight_hh && !node.tensors[key ?? '']) : []));
    const sizes = layers.map(({ units }) => units);
    if (!key || layers.length === 0 || sizes.reduce((a, b) => a + b, 0) !== sizeOf(tensor.shape)) continue;
    const flat = reshape(tensor, [sizeOf(tensor.shape)]);
    let from = 0;
    for (const layer of layers) {
      layer.tensors = { ...layer.tensors, [key]: rows(flat, from, from + layer.units) };
      from += layer.units;
    }
    left.delete(name);
  }
}

/** @param {Unit} unit */
const isLinear = ({ kind }) => kind === 'linear' || kind === 'either';

/** A bare matrix to the output, either way round. @param {string} name @param {Tensor} weight @param {number} size of the state @param {boolean} isColumn @param {(name: RegExp, size: number) => Tensor | undefined} take @returns {Unit} */
function bareOutput(name, weight, size, isColumn, take) {
  const [rows, columns] = weight.shape;
  const turned = rows === size && (columns !== size || !isColumn) ? transpose(weight) : weight;
  const bias = take(/^b(?:ias)?(q|y|o|v|out|output|ya|hy|hq|oh|ho)?$/, turned.shape[0]);
  return { kind: 'linear', name, inputs: turned.shape[1], outputs: turned.shape[0], nodes: [{ kind: 'dense', name, tensors: present({ weight: turned, bias }) }] };
}

/** @typedef {(name: RegExp, size: number) => Tensor | undefined} Take */
/** @typedef {{ unit: Unit, parts: Part[], isColumn?: boolean }} Cell isColumn: which way round its bare matrices are, where a shape tells */

/** @param {Part[]} parts @param {Take} take @param {Reader} reader @param {string} path @returns {Cell | undefined} */
function findCell(parts, take, reader, path) {
  return findPair(parts, take, reader, path) ?? findJoined(parts, take, reader, path);
}

/** @param {Part[]} parts @param {RegExp} name @returns {Gates} */
function gatesOf(parts, name) {
  /** @type {Gates} */
  const gates = new Map();
  for (const part of parts) {
    const gate = kGates.get(name.exec(part.name)?.[1] ?? '');
    if (gate) gates.set(gate, part);
  }
  return gates;
}

/**
 * The gates in the order of the engine, if these are those of a cell.
 * @param {Gates} gates
 * @returns {{ kind: 'rnn' | 'gru' | 'lstm', parts: Part[] } | undefined}
 */
function inOrder(gates) {
  const get = (/** @type {string[]} */ ...letters) => letters.map((letter) => gates.get(letter)).find((part) => part);
  const lists = { lstm: [get('i'), get('f'), get('g', 'n', 'h'), get('o')], gru: [get('r'), get('z'), get('n', 'h', 'g')], rnn: [get('h')] };
  for (const kind of /** @type {('lstm' | 'gru' | 'rnn')[]} */ (['lstm', 'gru', 'rnn'])) {
    const list = lists[kind];
    if (list.every((part) => part) && (kind !== 'rnn' || !get('i', 'f', 'z', 'r'))) return { kind, parts: /** @type {Part[]} */ (list) };
  }
  return undefined;
}

/** Matrices for the input, and others for the state. @param {Part[]} parts @param {Take} take @param {Reader} reader @param {string} path @returns {Cell | undefined} */
function findPair(parts, take, reader, path) {
  for (const [input, state] of kPairs) {
    const [inputs, states] = [inOrder(gatesOf(parts, input)), inOrder(gatesOf(parts, state))];
    if (!inputs || inputs.kind !== states?.kind) continue;
    const cell = pairCell(inputs.kind, inputs.parts, states.parts, take, reader, path);
    if (cell) return cell;
  }
  const named = (/** @type {RegExp} */ name) => parts.find((part) => name.test(part.name));
  const [w, u] = [named(/^w$/), named(/^u$/)];
  // tanh(W x + U h), as Keras and the papers on LSTMs write it; with a V to the output tanh(U x + W h), as the Deep Learning book does.
  const pairs = [[named(kInput), named(kState)], ...(named(/^v$/) ? [[u, w], [w, u]] : [[w, u], [u, w]])];
  for (const [input, state] of pairs) {
    const cell = input && state && pairCell('rnn', [input], [state], take, reader, path);
    if (cell) return cell;
  }
  return undefined;
}

/** The way round in which a matrix has `rows` rows, if it has. A linear layer's is [out, in], a bare one mostly [in, out]. @param {Part} part @param {number} rows @param {boolean} isColumn of square ones */
function turned({ weight, isRaw }, rows, isColumn) {
  const [a, b] = weight.shape;
  if (isRaw && b === rows && !(a === rows && isColumn)) return transpose(weight);
  return a === rows ? weight : undefined;
}

/**
 * @param {'rnn' | 'gru' | 'lstm'} kind @param {Part[]} inputs @param {Part[]} states of each gate
 * @param {Take} take @param {Reader} reader @param {string} path
 * @returns {Cell | undefined}
 */
function pairCell(kind, inputs, states, take, reader, path) {
  const square = states[0].weight.shape;
  // One matrix for all gates: [4 units, units] or the other way round.
  const packed = kind === 'rnn' ? Math.max(...square) / Math.min(...square) : 1;
  if (![1, 3, 4].includes(packed) || (packed > 1 && square[0] < square[1] && !states[0].isRaw)) return undefined;
  const units = Math.min(...square);
  const rows = packed * units;
  // All are the same way round: that of one that is not square.
  const told = inputs.concat(states).find(({ isRaw, weight: { shape: [a, b] } }) => isRaw && a !== b && (a === rows || b === rows));
  const isColumn = told && told.weight.shape[0] === rows;
  const [inputWeights, stateWeights] = [inputs, states].map((parts) => parts.map((part) => turned(part, rows, isColumn ?? reader.isColumn)));
  const reads = inputWeights[0]?.shape[1] ?? 0;
  if (!inputWeights.every((weight) => weight?.shape[1] === reads) || !stateWeights.every((weight) => weight?.shape[1] === units)) return undefined;
  const all = [...inputs, ...states];
  const letters = { lstm: ['i', 'f', '[cg]', 'o'], gru: ['r', '[zu]', '[hngc]'], rnn: ['(?:[ah]|hidden)?'] }[kind];
  const biases = (/** @type {Part[]} */ parts, /** @type {string} */ side) => {
    const own = parts.map(({ bias }, gate) => bias ?? take(new RegExp(`^b(?:ias)?${side}${letters[gate]}$`), rows));
    return own.some((bias) => bias) ? own : undefined;
  };
  const shared = packed > 1 ? [take(/^b(ias)?$/, rows)] : undefined;
  const inputBiases = shared?.[0] ? shared : biases(inputs, '(?:x|i)?');
  const stateBiases = biases(states, 'h?');
  const isDocumented = kind !== 'gru' || packed > 1 || all.every(({ name }) => /^w[ih][rzn]$/.test(name));
  const scratch = kind === 'gru' && all.every(({ name }) => /^w[xh][rzh]$/.test(name));
  const form = kind !== 'gru' ? {} : isDocumented ? { reset: 'after', renews: false } : scratch ? { reset: 'before', renews: false } : askForm(reader);
  // Which gate is which row of one matrix for all of them is in the code alone.
  const blocks = packed > 1 ? askGates(reader, packed, all) : undefined;
  const inRows = (/** @type {(Tensor | undefined)[] | undefined} */ list) => (blocks ? list?.map((tensor) => tensor && permuteBlocks(tensor, blocks)) : list);
  const isScratch = kind === 'rnn' && packed === 1 && all.every(({ name, isRaw }) => isRaw && /^w[xh]h$/.test(name));
  const actual = packed === 3 ? 'gru' : packed === 4 ? 'lstm' : kind;
  return makeCell(actual, { inputs: /** @type {Tensor[]} */ (inRows(inputWeights)), states: /** @type {Tensor[]} */ (inRows(stateWeights)), inputBiases: inRows(inputBiases), stateBiases: inRows(stateBiases) },
    { ...form, ...(actual === 'rnn' && activationOf(reader, isScratch || isTutorial(inputs[0], states[0]) ? 'tanh' : undefined)) }, all, path, units, reads, isColumn);
}

/** PyTorch's tutorial since 2024: tanh(i2h(input) + h2h(hidden)). @param {Part} input @param {Part} state */
const isTutorial = (input, state) => input.name === 'i2h' && state.name === 'h2h';

/** One matrix over the input and the state for each gate. @param {Part[]} parts @param {Take} take @param {Reader} reader @param {string} path @returns {Cell | undefined} */
function findJoined(parts, take, reader, path) {
  for (const name of kJoined) {
    const found = inOrder(gatesOf(parts, name));
    if (!found) continue;
    const { kind, parts: gates } = found;
    const units = gates[0].bias?.shape[0] ?? Math.min(...gates[0].weight.shape);
    const weights = gates.map((part) => turned(part, units, reader.isColumn));
    const width = weights[0]?.shape[1] ?? 0;
    if (width <= units || !weights.every((weight) => weight?.shape[1] === width)) continue;
    // PyTorch's tutorial has a second linear layer over the same numbers.
    const second = kind === 'rnn' ? parts.find(({ name, weight }) => /^i(?:n|nput)?(?:2|to)o(?:ut|utput)?$/.test(name) && weight.shape[1] === width) : undefined;
    if (second) return tutorialCell(gates[0], second, parts.find(({ name }) => /^o(?:ut|utput)?(?:2|to)o(?:ut|utput)?$/.test(name)), reader, path);
    const known = name === kJoined[0] ? 'input-first' : name === kJoined[1] ? 'state-first' : kind === 'rnn' && /2h/.test(gates[0].name) ? 'input-first' : undefined;
    const order = known ?? reader.ask({ id: 'order', choices: ['input-first', 'state-first'], suggestion: reader.joins });
    const reads = width - units;
    const [inputFrom, stateFrom] = order === 'state-first' ? [units, 0] : [0, reads];
    const all = /** @type {Tensor[]} */ (weights);
    const isMakemore = gates.every(({ name }) => /^xhto/.test(name));
    const letters = { lstm: ['i', 'f', '[cg]', 'o'], gru: ['r', '[zu]', '[hngc]'], rnn: ['[ah]?'] }[kind];
    const biases = gates.map(({ bias }, gate) => bias ?? take(new RegExp(`^b(?:ias)?${letters[gate]}$`), units));
    return makeCell(kind, {
      inputs: all.map((weight) => columns(weight, inputFrom, inputFrom + reads)), states: all.map((weight) => columns(weight, stateFrom, stateFrom + units)),
      inputBiases: biases.some((bias) => bias) ? biases : undefined, stateBiases: undefined,
    }, kind === 'gru' ? (isMakemore ? { reset: 'before', renews: true } : askForm(reader)) : kind === 'rnn' ? activationOf(reader, isMakemore ? 'tanh' : undefined) : {},
    gates, path, units, reads, gates[0].isRaw ? weights[0] === gates[0].weight : undefined);
  }
  return undefined;
}

/** What a GRU's gates do, where names do not tell. @param {Reader} reader */
const askForm = (reader) => ({
  reset: reader.ask({ id: 'reset', choices: ['before', 'after'], suggestion: 'before' }),
  renews: reader.ask({ id: 'update', choices: ['renews', 'keeps'], suggestion: 'renews' }) === 'renews',
});

/**
 * Returns where the blocks of the engine's gates are in one matrix for all gates. With x2h and h2h it is PyTorch's order.
 * @param {Reader} reader @param {number} packed how many gates @param {Part[]} parts
 */
function askGates(reader, packed, parts) {
  const choices = packed === 4 ? ['i f g o', 'i f o g', 'f i o g', 'f i g o', 'i o f g', 'i g f o'] : ['r z n', 'z r n'];
  const isKnown = parts.every(({ name }) => /^[xih]2?h$/.test(name));
  const order = isKnown ? choices[0] : String(reader.ask({ id: 'gates', choices, suggestion: choices[0] }));
  if (order.split(' ').sort().join() !== choices[0].split(' ').sort().join()) throw importError('import-incomplete', `The order of the gates is one of ${choices.join(', ')}; "${order}" is none of them.`);
  return choices[0].split(' ').map((gate) => order.split(' ').indexOf(gate));
}

/** The activation of a plain RNN: known, or a module of the network, or asked for. @param {Reader} reader @param {string | undefined} known */
function activationOf(reader, known) {
  const found = ['tanh', 'relu', 'sigmoid'].filter((name) => reader.hasModule(new RegExp(`(^|\\.)${name}$`, 'i')));
  return { activation: known ?? (found.length === 1 ? found[0] : reader.ask({ id: 'activation', choices: ['tanh', 'relu', 'sigmoid', 'linear'], suggestion: 'tanh' })) };
}

/**
 * @param {'rnn' | 'gru' | 'lstm'} kind
 * @param {{ inputs: Tensor[], states: Tensor[], inputBiases?: (Tensor | undefined)[], stateBiases?: (Tensor | undefined)[] }} weights of each gate, in order
 * @param {{ reset?: string, renews?: boolean, activation?: string }} form renews: h = (1 - z) h + z n
 * @param {Part[]} parts @param {string} path @param {number} units @param {number} reads @param {boolean} [isColumn]
 * @returns {Cell}
 */
function makeCell(kind, { inputs, states, inputBiases, stateBiases }, { reset, renews, activation }, parts, path, units, reads, isColumn) {
  const all = (/** @type {(Tensor | undefined)[] | undefined} */ list) => {
    if (!list) return undefined;
    if (list.some((tensor) => !tensor)) throw unsupported(`The cell ${path} has a bias for some of its gates only: ${some(parts.map(({ name }) => name))}.`);
    // The engine's z keeps; 1 - sigmoid(x) is sigmoid(-x).
    return stack(/** @type {Tensor[]} */ (list).map((tensor, gate) => (renews && gate === 1 ? negated(tensor) : tensor)));
  };
  const tensors = present({
    weight_ih: all(inputs), weight_hh: all(states), bias_ih: all(inputBiases), bias_hh: all(stateBiases),
  });
  const name = path || parts.map(({ unit, name }) => unit?.name ?? name).join(' + ');
  const node = { kind, units, name, tensors, ...(kind === 'gru' && { reset }), ...(kind === 'rnn' && { activation }) };
  return { parts, isColumn, unit: { kind: 'recurrent', name, inputs: reads, outputs: units, nodes: [node] } };
}

/**
 * PyTorch's char_rnn_generation_tutorial: hidden and output are linear in cat(category, input, hidden), and o2o reads both.
 * That is a linear RNN whose state is hidden and output; the category, which is the same for a whole text, goes into its bias.
 * Without categories it is the RNN of the tutorial on classification, made to generate.
 * @param {Part} hidden i2h @param {Part} output i2o @param {Part | undefined} last o2o @param {Reader} reader @param {string} path
 * @returns {Cell}
 */
function tutorialCell(hidden, output, last, reader, path) {
  const [units, width] = hidden.weight.shape;
  const [vocab] = output.weight.shape;
  const categories = Math.max(0, width - units - vocab);
  const reads = width - units - categories;
  const name = path || [hidden, output].map(({ unit, name }) => unit?.name ?? name).join(' + ');
  const { activation } = activationOf(reader, reader.hasModule(/(^|\.)(tanh|relu)$/i) ? undefined : 'linear');
  if (activation !== 'linear') throw unsupported(`${name}: its output reads the state before the last (i2o over input and hidden), and the state has the activation ${activation}, which no layer of this engine does.`);
  const both = stack([hidden.weight, output.weight]);
  const category = categories === 0 ? -1 : askCategory(reader, categories);
  const size = units + vocab;
  const bias = { shape: [size], async read() {
    const biases = hidden.bias && output.bias ? await stack([hidden.bias, output.bias]).read() : new Float32Array(size);
    if (category < 0) return biases;
    const values = await both.read();
    return biases.map((value, row) => value + values[row * width + category]);
  } };
  const state = { shape: [size, size], async read() {
    const values = await both.read();
    const result = new Float32Array(size * size);
    for (let row = 0; row < size; row++) result.set(values.subarray(row * width + width - units, (row + 1) * width), row * size);
    return result;
  } };
  const select = { shape: [vocab, size], read: async () => Float32Array.from({ length: vocab * size }, (_, i) => Number(i % size === units + Math.floor(i / size))) };
  return {
    parts: [hidden, output, ...(last ? [last] : [])],
    unit: {
      kind: 'recurrent', name, inputs: reads, outputs: vocab,
      nodes: [
        { kind: 'rnn', units: size, activation: 'linear', name, tensors: { weight_ih: columns(both, categories, categories + reads), weight_hh: state, bias_ih: bias } },
        { kind: 'dense', name: last?.unit?.name ?? name, tensors: last ? present({ weight: last.weight, bias: last.bias }) : { weight: select } },
      ],
    },
  };
}

/** Returns which of the categories a text is of. @param {Reader} reader @param {number} count */
function askCategory(reader, count) {
  const names = reader.namesOf(count) ?? (count === kCategories.length ? kCategories : undefined);
  const choices = names ?? Array.from({ length: count }, (_, index) => index);
  const answer = reader.ask({ id: 'category', choices, suggestion: names === kCategories ? 'English' : choices[0] });
  const index = names?.includes(answer) ? names.indexOf(answer) : answer === '' ? -1 : Number(answer);
  if (!Number.isInteger(index) || index < 0 || index >= count) throw importError('import-incomplete', `The model has ${count} categories, from 0 to ${count - 1}; "${answer}" is none of them.`);
  return index;
}

/** The files of the tutorial's data/names, by the alphabet. */
export const kCategories = ['Arabic', 'Chinese', 'Czech', 'Dutch', 'English', 'French', 'German', 'Greek', 'Irish', 'Italian', 'Japanese', 'Korean',
  'Polish', 'Portuguese', 'Russian', 'Scottish', 'Spanish', 'Vietnamese'];

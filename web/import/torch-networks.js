// A PyTorch state dict -> a Graph. A state dict says which layers there are, and not in which order they are run: that follows
// from their shapes (each reads as many numbers as the one before gives), and where shapes allow several, from the order in
// which they were defined. What tutorials are known by is in torch-recipes.js.
import { importError } from './errors.js';
import { giveStarts, joinCells } from './torch-cells.js';
import { recipeOf } from './torch-recipes.js';
import { fixedVocabulary } from './torch-vocabulary.js';
import { embeddingUnit, groupEntries, refuseOthers, some, unitsOf, unsupported } from './torch-units.js';

/** @typedef {import('./types.js').Graph} Graph */
/** @typedef {import('./types.js').Node} Node */
/** @typedef {import('./types.js').Question} Question */
/** @typedef {import('./tensor.js').Tensor} Tensor */
/** @typedef {import('./torch-units.js').Unit} Unit */
/** @typedef {import('./torch-units.js').Module} Module */

/**
 * What is known beside the tensors; all of it may be missing.
 * @typedef {object} StateDictExtras
 * @property {string} [format] for people
 * @property {{ [question: string]: any }} [answers]
 * @property {boolean} [isOrdered] whether the entries stand in the order of definition (default); else by name
 * @property {boolean} [isColumn] whether the matrices are for columns, W x, as NumPy's tutorials write them
 * @property {Map<string, Module>} [modules] by their paths, where whole modules were saved
 * @property {string[]} [paths] of modules, also of those without weights
 * @property {Map<string, any>} [options] hyperparameters that were saved beside the weights
 * @property {(size: number, hint?: Graph['vocabularyHint']) => import('./types.js').Vocabulary | undefined} [findVocabulary] one of so many tokens, in the files
 * @property {import('./types.js').Note[]} [notes]
 */

/** How many layers are put in order, and how many ways of doing so are tried. */
const kMaxUnits = 64;
const kMaxSteps = 20_000;
/** The ids of an embedding and the logits may differ by padding, starts and ends. */
const kMaxUnlike = 8;

/**
 * @param {Map<string, Tensor>} entries
 * @param {StateDictExtras} [extras]
 * @returns {Graph} errors: import-unsupported (the sentence names what is not for this engine), import-damaged, import-too-large
 */
export function readStateDict(entries, extras = {}) {
  const { answers = {}, modules = new Map(), paths = [], isOrdered = true, isColumn = false, notes = [] } = extras;
  const groups = groupEntries(isOrdered ? entries : byName(entries));
  if (groups.size === 0) throw unsupported('This file holds no weights.');
  refuseOthers(groups);
  /** @type {Question[]} */
  const questions = [];
  const ask = (/** @type {Question} */ question) => {
    if (!questions.some(({ id }) => id === question.id)) questions.push(question);
    return Object.hasOwn(answers, question.id) ? answers[question.id] : question.suggestion;
  };
  const hasModule = (/** @type {RegExp} */ name) => paths.some((path) => name.test(path)) || [...modules.values()].some(({ type }) => name.test(type));
  const moduleAt = (/** @type {string} */ path) => modules.get(path) ?? [...modules].find(([own]) => own.endsWith(`.${path}`))?.[1];
  const found = unitsOf(groups, moduleAt);
  const isKnown = [...found.units.values()].some(({ kind }) => kind === 'recurrent');
  // Linear layers beside an nn.LSTM are no cell, whatever they are called.
  const { units, left: bare } = isKnown ? { units: [...found.units.values()], left: leftOf(found.rest) } : joinCells(found.units, found.rest, { ask, hasModule, namesOf: (count) => extras.findVocabulary?.(count)?.tokens, isColumn, joins: isColumn ? 'state-first' : 'input-first' });
  giveStarts(units, bare);
  const left = [...bare].map(([name, { shape }]) => `${name} [${shape}]`);
  if (units.length > kMaxUnits) throw importError('import-too-large', `The model has ${units.length} layers; at most ${kMaxUnits} are read.`);
  if (!units.some(({ kind }) => kind === 'recurrent')) {
    throw unsupported(`This model has no recurrent layer that is known here: ${some([...units.map(describe), ...left])}. This engine runs RNN, GRU and LSTM, and cells written by hand under their usual names.`);
  }
  if (left.length > 0) throw unsupported(`This model has weights that are in no layer known here: ${some(left)}.`);

  const chain = findChain(isOrdered ? units : byKind(units));
  const recipe = recipeOf({ chain, entries, extras });
  const nodes = nodesOf(chain, { ask, hasModule, recipe });
  const { name, hint, sampling, window, isFixed } = recipe;
  const inFile = extras.findVocabulary?.(chain.vocab, hint && { ...hint, order: undefined });
  const vocabulary = inFile ?? (isFixed && hint ? fixedVocabulary(hint, chain.vocab) : undefined);
  return {
    format: extras.format ?? 'PyTorch state dict',
    nodes,
    ...(name && { recipe: name }),
    context: contextOf(answers.window, window, nodes, ask),
    ...(vocabulary && { vocabulary }),
    ...(hint && { vocabularyHint: hint }),
    ...(sampling && { sampling }),
    questions,
    notes: [...notes, ...(name ? [{ code: 'recipe', name }] : modules.size === 0 ? [{ code: 'weights-only' }] : []), ...(inFile ? [{ code: 'vocabulary-from-file' }] : []),
      ...(window && answers.window === undefined ? [{ code: 'assumed-window', window }] : [])],
  };
}

/**
 * What is not said is read token by token: a network that was trained on windows gives nearly the same so. One that reads a
 * text from its end too is asked for its window.
 * @param {any} answer @param {number | undefined} window the tutorial's @param {Node[]} nodes
 * @param {(question: Question) => any} ask @returns {Graph['context']}
 */
function contextOf(answer, window, nodes, ask) {
  const given = answer === undefined || answer === '' ? window : Number(answer);
  if (given !== undefined && given > 0) return { window: given };
  if (nodes.every(({ kind }) => kind !== 'bidirectional')) return 'stateful';
  ask({ id: 'window', suggestion: 40 });
  return undefined;
}

/** Numbers in names count: "lstm10" comes after "lstm9". @param {Map<string, Tensor>} entries */
const byName = (entries) => new Map([...entries].sort(([a], [b]) => a.localeCompare(b, 'en', { numeric: true })));

/** The usual order: what reads ids, what is recurrent, norms, linear layers. @param {Unit[]} units */
const byKind = (units) => {
  const order = ['embedding', 'either', 'recurrent', 'norm', 'linear', 'tied'];
  return units.toSorted((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind));
};

/** @param {Map<string, Map<string, Tensor>>} rest */
const leftOf = (rest) => new Map([...rest].flatMap(([path, group]) => [...group].map(([name, tensor]) => /** @type {[string, Tensor]} */ ([path ? `${path}.${name}` : name, tensor]))));

/** @param {Unit} unit */
function describe({ kind, name, inputs, outputs, nodes }) {
  const what = kind === 'recurrent' ? (nodes[0].forward ?? nodes[0]).kind.toUpperCase() : kind === 'either' ? 'matrix' : kind;
  return `${what} ${name} (${inputs} → ${outputs})`;
}

/**
 * The layers in the order in which they are run.
 * @typedef {object} Chain
 * @property {'embedding' | 'one-hot' | 'scaled-id'} input
 * @property {Unit[]} units after the ids; an embedding is the first
 * @property {number} vocab as many ids as are read
 * @property {number} logits
 * @property {boolean} isTied the output's matrix is the embedding's
 */

/** @param {Unit[]} units @returns {Chain} */
function findChain(units) {
  const embeddings = units.filter(({ kind }) => kind === 'embedding');
  if (embeddings.length > 1) {
    throw unsupported(`This model reads ids in ${embeddings.length} ways (${some(embeddings.map(describe))}): an encoder with a decoder, or words with something beside them. A model that reads one text and goes on with it is what this engine runs.`);
  }
  const plain = units.map((unit) => (unit.kind === 'either' ? { ...unit, kind: /** @type {const} */ ('linear') } : unit));
  // A matrix without a bias may be either: what is called an embedding first, then in the order of definition.
  const likely = /(^|[._])(emb\w*|wte|encoder|lookup\w*|word_\w+|char_\w+|e|c)$/i;
  const either = units.filter(({ kind }) => kind === 'either').toSorted((a, b) => Number(likely.test(b.name)) - Number(likely.test(a.name)));
  const budget = { steps: kMaxSteps };
  for (const first of embeddings.length > 0 ? embeddings : either) {
    const weight = first.nodes[0].tensors?.weight;
    const embedding = first.kind === 'embedding' || !weight ? first : embeddingUnit(first.name, weight);
    const others = plain.filter((_, i) => units[i] !== first);
    const chain = chainFrom('embedding', embedding.outputs, embedding.inputs, others, budget, embedding);
    if (chain) return { ...chain, units: [embedding, ...chain.units] };
  }
  if (embeddings.length === 0) {
    // One-hot ids: whoever reads as many numbers as the last layer gives. The last one to be defined first: a linear layer
    // before the recurrent one closes a circle, which could begin anywhere. One number: ids that were scaled.
    for (const vocab of new Set(plain.filter(({ kind }) => kind === 'linear' || kind === 'recurrent').map(({ outputs }) => outputs).reverse())) {
      const chain = plain.some(({ inputs }) => inputs === vocab) && chainFrom('one-hot', vocab, vocab, plain, budget);
      if (chain) return chain;
    }
    const last = plain.findLast(({ kind }) => kind === 'linear');
    const chain = last && plain.some(({ kind, inputs }) => kind === 'recurrent' && inputs === 1) && chainFrom('scaled-id', 1, last.outputs, plain, budget);
    if (chain) return chain;
  }
  throw explain(units);
}

/**
 * Returns an order in which all units follow one another, from so many numbers to as many logits as there are ids.
 * @param {Chain['input']} input @param {number} width @param {number} vocab @param {Unit[]} units @param {{ steps: number }} budget @param {Unit} [embedding]
 * @returns {Chain | undefined}
 */
function chainFrom(input, width, vocab, units, budget, embedding) {
  const tied = units.find(({ kind }) => kind === 'tied');
  const others = units.filter((unit) => unit !== tied);
  const isEnd = (/** @type {number} */ reached, /** @type {Unit | undefined} */ last) => {
    if (tied) return embedding !== undefined && reached === embedding.outputs && tied.outputs === vocab;
    return last !== undefined && givesLogits(last) && (reached === vocab || (embedding !== undefined && last.kind === 'linear' && Math.abs(reached - vocab) <= kMaxUnlike));
  };
  /** @type {Unit[]} */
  const order = [];
  const used = new Set();
  const go = (/** @type {number} */ reached) => {
    if (order.length === others.length) return isEnd(reached, order.at(-1));
    if (budget.steps-- <= 0) return false;
    for (const unit of others) {
      if (used.has(unit) || unit.inputs !== reached) continue;
      used.add(unit);
      order.push(unit);
      if (go(unit.outputs)) return true;
      order.pop();
      used.delete(unit);
    }
    return false;
  };
  if (!go(width)) return undefined;
  return { input, units: tied ? [...order, tied] : order, vocab, logits: order.at(-1)?.outputs ?? 0, isTied: tied !== undefined };
}

/** A linear layer, or a recurrent one with one in it. @param {Unit} unit */
const givesLogits = ({ kind, nodes }) => kind === 'linear' || nodes.at(-1)?.kind === 'dense' || nodes.at(-1)?.tensors?.weight_hr !== undefined;

/** Why the layers make no network. @param {Unit[]} units */
function explain(units) {
  const first = units.find(({ kind }) => kind === 'embedding') ?? units.find(({ kind }) => kind === 'either');
  const all = units.map((unit) => (unit === first && unit.kind === 'either' && unit.nodes[0].tensors ? embeddingUnit(unit.name, unit.nodes[0].tensors.weight) : unit));
  const list = some(all.map(describe), 8);
  const ids = (first ? all[units.indexOf(first)] : all.find(({ kind }) => kind === 'recurrent'))?.inputs ?? 0;
  const isLinear = (/** @type {Unit} */ { kind }) => kind === 'linear' || kind === 'either';
  const last = all.findLast(isLinear);
  if (!last && all.every(({ kind }) => kind !== 'tied')) {
    return importError('import-incomplete', `This file has no layer that gives the next token: ${list}. Was only a part of the model saved (an encoder)? Save all of it: torch.save(model.state_dict(), 'model.pt').`);
  }
  if (last && last.outputs < ids - kMaxUnlike && all.every((unit) => !isLinear(unit) || unit.outputs !== ids)) {
    return unsupported(`This model reads ${ids} ${first ? 'tokens' : 'numbers'} and gives ${last.outputs} (${last.name}): it classifies or measures, and does not write text.`);
  }
  return unsupported(`The layers of this model do not follow one another: ${list}. One that reads several others (a concatenation, a skip connection, attention) cannot be found in a state dict: export the model to ONNX instead.`);
}

/**
 * The nodes of a chain. Between linear layers a state dict says nothing of activations: the modules of the network do, or a
 * recipe, or the reader.
 * @param {Chain} chain
 * @param {{ ask: (question: Question) => any, hasModule: (name: RegExp) => boolean, recipe: import('./torch-recipes.js').Recipe }} reader
 * @returns {Node[]}
 */
function nodesOf({ input, units, vocab, isTied }, { ask, hasModule, recipe }) {
  /** @type {Node[]} */
  const nodes = input === 'embedding' ? [] : [input === 'one-hot' ? { kind: 'one-hot' } : { kind: 'scaled-id', divisor: vocab }];
  const [embedding] = units;
  units.forEach((unit, index) => {
    if (unit.kind === 'recurrent') nodes.push(...unit.nodes.map((node) => withActivation(node, recipe.activation, ask)));
    else if (unit.kind === 'tied') nodes.push({ ...unit.nodes[0], tensors: { weight: /** @type {any} */ (embedding.nodes[0].tensors).weight, .../** @type {any} */ (unit.nodes[0].tensors) } });
    else nodes.push(...unit.nodes);
    const isHidden = unit.kind === 'linear' && index < units.length - 1;
    const next = units[index + 1];
    if (!isHidden || (isTied && next?.kind === 'tied')) return;
    const activation = recipe.denseActivation ?? activationAmong(hasModule) ?? ask({ id: 'dense-activation', choices: ['relu', 'tanh', 'sigmoid', 'linear'], suggestion: next?.kind === 'recurrent' ? 'linear' : 'relu' });
    if (activation !== 'linear') nodes.push({ kind: 'activation', activation, name: unit.name });
  });
  return nodes;
}

/** The activation that the network has a module of, if it is one. @param {(name: RegExp) => boolean} hasModule */
function activationAmong(hasModule) {
  const found = ['relu', 'tanh', 'sigmoid'].filter((name) => hasModule(new RegExp(`(^|[._])${name}\\d*$`, 'i')));
  return found.length === 1 ? found[0] : undefined;
}

/** nn.RNN's activation is not in a state dict. @param {Node} node @param {string | undefined} known @param {(question: Question) => any} ask @returns {Node} */
function withActivation(node, known, ask) {
  if (node.forward) return { ...node, forward: withActivation(node.forward, known, ask), backward: withActivation(node.backward, known, ask) };
  if (node.kind !== 'rnn' || node.activation) return node;
  return { ...node, activation: known ?? ask({ id: 'activation', choices: ['tanh', 'relu'], suggestion: 'tanh' }) };
}

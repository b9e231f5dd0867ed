// A Keras model's config (or none) and its weights -> a Graph: nodes, how it reads, its tutorial, its vocabulary.
import { importError } from './errors.js';
import { KerasGraph, models } from './keras-graph.js';
import { guessModel } from './keras-guess.js';
import { layerOf } from './keras-layers.js';
import { recognizeRecipe } from './keras-recipes.js';
import { lookupVocabulary } from './keras-text.js';
import { LayerWeights, NamedWeights, TreeWeights } from './keras-weights.js';

/** @typedef {import('./types.js').Graph} Graph */
/** @typedef {import('./types.js').Note} Note */
/** @typedef {import('./types.js').Question} Question */

/** Names of tensors in a note. */
const mostNamed = 8;

/**
 * @typedef {object} Source
 * @property {any} [config] { class_name, config }
 * @property {LayerWeights | TreeWeights | NamedWeights} weights
 * @property {string} version of Keras, as it says it
 * @property {number} major
 * @property {{ [question: string]: any }} [answers]
 * @property {Map<string, import('./types.js').ImportFile>} [assets]
 * @property {boolean} [isWeightsOnly] the file itself has no config
 * @property {{ config: any, window: number, isAssumed: boolean, vocabulary?: import('./types.js').Vocabulary } | null} [textgenrnn]
 * @property {string} [format] for people; default Keras and its version
 * @property {boolean} [isTfjs] TensorFlow.js itself saved it
 */

/** Notes which tensors are read. @param {import('./keras-graph.js').Weights} weights @param {Set<any>} used @returns {import('./keras-graph.js').Weights} */
const watched = (weights, used) => ({
  of: (layer, layers) => watched(weights.of(layer, layers), used),
  tensors(layer) {
    const tensors = weights.tensors(layer);
    tensors.forEach((tensor) => used.add(tensor));
    return tensors;
  },
});

/** @param {Source} source @returns {{ entry: any, weights: import('./keras-graph.js').Weights, questions: Question[], isSubclass: boolean, isGuess: boolean }} */
function topologyOf({ config, weights, version, answers = {} }) {
  // A class of the reader's own may be a functional or sequential model with more methods.
  const { kind } = config ? layerOf(config) : { kind: '' };
  const { layers, input_layers: inputs } = Object(config?.config);
  const own = models.includes(kind) ? config.class_name : inputs ? 'Functional' : 'Sequential';
  if (layers || (models.includes(kind) && Array.isArray(config.config))) return { entry: { ...config, class_name: own }, weights, questions: [], isSubclass: false, isGuess: false };
  // Or its config has no layers; its weights have.
  if (weights instanceof NamedWeights) throw importError('import-unsupported', 'The model is of a class of its own, which is not read without its layers. Save it as a Sequential or functional model.');
  const guess = guessModel(weights, weights instanceof TreeWeights ? '' : version, answers);
  const isSubclass = Boolean(config) || (weights instanceof TreeWeights && ![...weights.entries()].some(({ name }) => /^(layers|_layer_checkpoint_dependencies)\//.test(name)));
  return { entry: guess.config, weights: guess.weights, questions: guess.questions, isSubclass, isGuess: true };
}

/**
 * @param {KerasGraph} graph @param {Source} source @param {{ isSubclass: boolean, isGuess: boolean }} facts
 * @param {ReturnType<typeof recognizeRecipe>} recipe @param {Note[]} notes @param {Question[]} questions
 * @returns {Graph['context']}
 */
function contextOf(graph, { answers = {}, textgenrnn }, { isSubclass, isGuess }, recipe, notes, questions) {
  const answer = answers.window;
  if (graph.stateful || answer === 'stateful') return 'stateful';
  const given = Number(answer) > 0 ? Number(answer) : graph.window;
  const window = given ?? recipe?.window;
  if (!window) {
    // A model of any length that gives all positions reads on from where it was. A class of its own may do either, but with
    // a window it would say so in its config.
    if (!graph.takesOne || (isSubclass && recipe?.recipe === 'tensorflow-text-generation')) return 'stateful';
    const looksAhead = graph.nodes.some(({ kind, go_backwards: backwards }) => backwards || ['bidirectional', 'average', 'attention-average'].includes(kind));
    questions.push({ id: 'window', suggestion: isGuess || graph.masked || looksAhead ? 40 : 'stateful' });
    return undefined;
  }
  if (!given) notes.push({ code: 'assumed-window', window });
  if (textgenrnn) return { window, pad: { id: 0, masked: false } };
  if (graph.masked) return { window, pad: { id: 0, masked: true } };
  if (recipe?.pad) notes.push({ code: 'assumed-pad', ...recipe.pad });
  return { window, ...(recipe?.pad && { pad: recipe.pad }) };
}

/**
 * @param {Source} source
 * @returns {Promise<Graph>} errors: import-unsupported, import-damaged, import-incomplete, import-too-large
 */
export async function readModel(source) {
  const { version, major, answers = {}, assets = new Map(), isWeightsOnly = false, textgenrnn, isTfjs = false, format } = source;
  const { entry, weights, questions, isSubclass, isGuess } = topologyOf(source);
  const graph = new KerasGraph(major);
  const used = new Set();
  graph.add(entry, watched(weights, used));
  const { nodes, ignored, lookups } = graph;

  /** @type {Note[]} */
  const notes = [];
  const mayBeWindow = !graph.stateful && answers.window !== 'stateful' && (graph.window !== null || Number(answers.window) > 0 || (graph.takesOne && !isSubclass));
  const recipe = textgenrnn ? undefined : recognizeRecipe(nodes, { isWindow: mayBeWindow, isSubclass, isTfjs });
  if (textgenrnn || recipe) notes.push({ code: 'recipe', name: textgenrnn ? 'textgenrnn' : recipe?.name });
  if (isWeightsOnly && isGuess) notes.push({ code: 'weights-only' });
  if (textgenrnn?.isAssumed) notes.push({ code: 'assumed-window', window: textgenrnn.window });
  if (ignored.size > 0) notes.push({ code: 'ignored-layers', kinds: [...ignored] });
  const unused = source.weights.entries().filter(({ tensor }) => !used.has(tensor)).map(({ name }) => name);
  if (unused.length > 0) notes.push({ code: 'unused-tensors', names: unused.slice(0, mostNamed), count: unused.length });

  const context = contextOf(graph, source, { isSubclass, isGuess }, recipe, notes, questions);
  const size = Math.max(...nodes.map(({ kind, tensors }) => (kind === 'embedding' || kind === 'dense' ? tensors?.weight.shape[0] ?? 0 : 0)));
  const vocabulary = textgenrnn?.vocabulary ?? await lookupVocabulary(lookups, assets, size);
  if (vocabulary) notes.push({ code: 'vocabulary-from-file' });
  const masksZero = graph.masked && !recipe?.vocabularyHint?.reserved;
  return {
    format: format ?? `Keras ${version}`, nodes, context, notes, questions,
    ...(textgenrnn ? { recipe: 'textgenrnn', sampling: [{ id: 'textgenrnn', temperature: 0.5 }], vocabularyHint: { reserved: ['<pad>'], special: [0] } }
      : recipe && { recipe: recipe.recipe, sampling: recipe.sampling, vocabularyHint: recipe.vocabularyHint }),
    ...(masksZero && { vocabularyHint: { ...recipe?.vocabularyHint, reserved: ['<pad>'], special: [0] } }),
    ...(vocabulary && { vocabulary }),
  };
}

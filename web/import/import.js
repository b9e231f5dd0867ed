// Opens what was dropped: finds its format, reads it into a Graph, asks what is missing, and writes a model file. Runs in a
// worker (web/worker/import.js) or in Node.
import { importError } from './errors.js';
import { openFiles } from './files.js';
import { formats } from './formats.js';
import { lower } from './lower.js';
import { writeModelFile } from './model-file.js';

/** @typedef {import('./types.js').ImportFile} ImportFile */
/** @typedef {import('./types.js').Graph} Graph */
/** @typedef {import('./types.js').Vocabulary} Vocabulary */
/** @typedef {{ [question: string]: any }} Answers */
/** @typedef {{ signal?: AbortSignal, onProgress?: (progress: { loaded: number, total: number }) => void }} Work */

/**
 * Returns the first format that knows the files, and those that it reads.
 * @param {ImportFile[]} files
 * @param {AbortSignal} [signal]
 */
async function recognize(files, signal) {
  const isLikely = (/** @type {typeof formats[0]} */ { likely }) => files.some(({ name }) => likely.test(name));
  for (const format of [...formats.filter(isLikely), ...formats.filter((one) => !isLikely(one))]) {
    signal?.throwIfAborted();
    const module = await format.load();
    const own = await module.recognize(files);
    if (own.length > 0) return { module, own };
  }
  const names = files.slice(0, 4).map(({ name }) => name).join(', ') + (files.length > 4 ? ', …' : '');
  throw importError('import-unrecognized', files.length === 0 ? 'There is no file.'
    : `${names}: this is no model that is known here. What is read: ${formats.map(({ name }) => name).join(', ')}.`);
}

/** @param {string} name */
const titleOf = (name) => name.slice(name.lastIndexOf('/') + 1).replace(/\.[^.]*$/, '') || 'model';

/** @param {Graph['context'] | number | string | undefined} given @returns {Graph['context']} */
function contextOf(given) {
  if (given === undefined || given === 'stateful' || typeof given === 'object') return given;
  return Number(given) > 0 ? { window: Number(given) } : 'stateful';
}

/**
 * What was found in the files. Its own properties say what; answer(), useText() and useVocabulary() bring them up to date.
 */
export class Import {
  #module;
  #files;
  /** @type {Answers} */
  #answers = {};
  /** @type {Graph} */
  #graph = { format: '', nodes: [] };
  /** @type {import('./lower.js').Lowered | null} null while questions are open */
  #lowered = null;
  /** What the reader gave. @type {Vocabulary | null} */
  #given = null;

  /** For people: 'Keras 3.5.0'. */
  format = '';
  /** The tutorial that was recognised. @type {string | undefined} */
  recipe;
  /** @type {{ kind: string, size: number }[]} */
  layers = [];
  /** How many weights. */
  parameters = 0;
  /** Of the files that were read. */
  bytes = 0;
  /** @type {Graph['context'] | undefined} */
  context;
  vocabSize = 0;
  /** Null while it is missing. @type {Vocabulary | null} */
  vocabulary = null;
  /** @type {import('./types.js').Note[]} */
  notes = [];
  /** Those without an answer. @type {import('./types.js').Question[]} */
  questions = [];
  /** @type {import('./types.js').SamplingPreset[]} */
  sampling = [];

  /** @param {import('./types.js').Format} module @param {ImportFile[]} files */
  constructor(module, files) {
    this.#module = module;
    this.#files = files;
    this.bytes = files.reduce((sum, { size }) => sum + size, 0);
  }

  /** The same, as plain data. */
  #fields() {
    return Object.fromEntries(Object.entries(this));
  }

  /** @internal @param {Answers} answers @param {Work} [work] */
  async _read(answers, { signal, onProgress } = {}) {
    this.#answers = { ...this.#answers, ...answers };
    const graph = await this.#module.read(this.#files, { answers: this.#answers, signal, onProgress });
    signal?.throwIfAborted();
    graph.context ??= contextOf(this.#answers.window);
    const questions = [...graph.questions ?? []];
    if (!graph.context && !questions.some(({ id }) => id === 'window')) questions.push({ id: 'window', suggestion: 'stateful' });
    this.questions = questions.filter(({ id }) => !Object.hasOwn(this.#answers, id));
    this.#graph = graph;
    // A graph with a question open need not be whole; what of it is known is shown.
    const isWhole = this.questions.length === 0;
    this.#lowered = isWhole ? await lower(graph) : await lower({ ...graph, context: graph.context ?? { window: 1 } }).catch(() => null);
    this.#describe();
    return this.#fields();
  }

  #describe() {
    const graph = this.#graph;
    const lowered = this.#lowered;
    this.format = graph.format;
    this.recipe = graph.recipe;
    this.layers = lowered?.found ?? [];
    this.parameters = lowered?.parameters ?? 0;
    this.context = graph.context;
    this.vocabSize = lowered?.vocabSize ?? 0;
    this.sampling = graph.sampling ?? [];
    this.notes = [...graph.notes ?? [], ...lowered?.notes ?? []];
    const vocabulary = this.#given ?? graph.vocabulary ?? null;
    this.vocabulary = vocabulary && lowered ? this.#fit(vocabulary, lowered) : vocabulary;
  }

  /** Returns a vocabulary of as many tokens as the model has. @param {Vocabulary} vocabulary @param {import('./lower.js').Lowered} lowered */
  #fit(vocabulary, { vocabSize, inputs, outputs }) {
    const { tokens, special = [] } = vocabulary;
    if (tokens.length === vocabSize) return vocabulary;
    if (tokens.length !== Math.min(inputs, outputs)) {
      throw importError('import-incomplete', `The vocabulary has ${tokens.length} tokens, and the model has ${vocabSize}. Give the list or the text that it was trained with.`);
    }
    const missing = Array.from({ length: vocabSize - tokens.length }, (_, i) => tokens.length + i);
    return { ...vocabulary, tokens: [...tokens, ...missing.map((id) => `<unused ${id}>`)], special: [...special, ...missing] };
  }

  /**
   * Takes answers to the questions.
   * @param {Answers} answers by the questions' ids; `window` is a number of tokens, or 'stateful'
   * @param {Work} [work]
   */
  async answer(answers, work) {
    return this._read(answers, work);
  }

  /** Takes a list of tokens, or JSON that has one. @param {any} tokens */
  async useVocabulary(tokens) {
    const list = typeof tokens === 'string' ? JSON.parse(tokens) : tokens;
    const given = Array.isArray(list) ? { kind: /** @type {'char' | 'split'} */ (list.every((token) => [...token].length === 1) ? 'char' : 'split'), tokens: list, from: 'list' } : list;
    const before = this.#given;
    this.#given = given;
    try {
      this.#describe();
    } catch (error) {
      this.#given = before;
      throw error;
    }
    return this.#fields();
  }

  /**
   * Returns the bytes of a model file, f32.
   * @param {{ name?: string } & Work} [options]
   * @returns {Promise<Uint8Array>} errors: import-incomplete while questions or the vocabulary are open
   */
  async build({ name, signal, onProgress } = {}) {
    if (this.questions.length > 0 || !this.#lowered) {
      throw importError('import-incomplete', `Something about the model must be said first: ${this.questions.map(({ id }) => id).join(', ')}.`);
    }
    if (!this.vocabulary) {
      throw importError('import-incomplete', `The file has no vocabulary. The model has ${this.vocabSize} tokens: give their list, or the text that it was trained with.`);
    }
    const { layers, tensors, context } = this.#lowered;
    return writeModelFile({ name: name ?? titleOf(this.#files[0].name), recipe: `imported: ${this.format}`, layers, tensors, context, vocabulary: this.vocabulary }, { signal, onProgress });
  }

  /** Lets go of the files. */
  dispose() {
    this.#files = [];
    this.#lowered = null;
  }
}

/**
 * Opens the files of a model.
 * @param {import('./files.js').ImportSource | Iterable<import('./files.js').ImportSource>} files
 * @param {{ answers?: Answers, vocabulary?: any } & Work} [options]
 * @returns {Promise<Import>}
 */
export async function openImport(files, { signal, onProgress, answers = {}, vocabulary } = {}) {
  signal?.throwIfAborted();
  const opened = await openFiles(files, { signal });
  const { module, own } = await recognize(opened, signal);
  const found = new Import(module, own);
  await found._read(answers, { signal, onProgress });
  if (vocabulary) await found.useVocabulary(vocabulary);
  return found;
}

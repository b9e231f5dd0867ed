// Opens what was dropped: finds its format, reads it into a Graph, asks what is missing, and writes a model file. Runs in a
// worker (web/worker/import.js) or in Node.
import { LukewarmError } from '../engine/errors.js';
import { foreseen, importError } from './errors.js';
import { openFiles } from './files.js';
import { formats } from './formats.js';
import { lower } from './lower.js';
import { writeModelFile } from './model-file.js';

/** @typedef {import('./types.js').ImportFile} ImportFile */
/** @typedef {import('./types.js').Graph} Graph */
/** @typedef {import('./types.js').Vocabulary} Vocabulary */
/** @typedef {{ [question: string]: string | number }} Answers */
/**
 * Tokens: a list, what JSON or Python has for them (a dict in either direction, or something that holds one), or a file of one.
 * @typedef {Exclude<import('./files.js').ImportSource, string | URL> | readonly string[] | { [name: string]: unknown }} VocabularySource
 */
/**
 * @typedef {object} ImportOptions
 * @property {AbortSignal} [signal]
 * @property {(progress: { loaded: number, total: number }) => void} [onProgress]
 * @property {Answers} [answers] to questions that are known before, by their ids
 * @property {VocabularySource} [vocabulary]
 * @property {string | Blob | ArrayBuffer | ArrayBufferView} [text] that the model was trained with
 * @typedef {Pick<Import, 'format' | 'recipe' | 'layers' | 'parameters' | 'bytes' | 'context' | 'vocabSize' | 'vocabulary' | 'notes' | 'questions' | 'sampling'>} Found
 */
/** @typedef {{ signal?: AbortSignal, onProgress?: (progress: { loaded: number, total: number }) => void }} Work */

/** What a download may be in a model's place, by how it begins. @type {[RegExp, string][]} */
const instead = [
  [/^version https:\/\/git-lfs/, 'is what Git LFS keeps in the file\'s place, not the file. Download that: by “Download raw file” on its page, or by git lfs pull.'],
  [/^\s*<(!doctype html|html)/i, 'is a web page, not a model. Download the file itself: by “Download raw file” or the like on its page.'],
];

/** Throws for a download that is another thing than the file. @param {ImportFile[]} files that no format knows */
async function checkDownloads(files) {
  for (const file of files.slice(0, 8)) {
    const begin = new TextDecoder().decode(await file.read(0, Math.min(file.size, 64)));
    const [, what] = instead.find(([pattern]) => pattern.test(begin)) ?? [];
    if (what) throw importError('import-unrecognized', `${file.name} ${what}`);
  }
}

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
    const own = await foreseen(files[0]?.name ?? 'The file', () => module.recognize(files), signal);
    if (own.length > 0) return { module, own };
  }
  await checkDownloads(files);
  const names = files.slice(0, 4).map(({ name }) => name).join(', ') + (files.length > 4 ? ', …' : '');
  throw importError('import-unrecognized', files.length === 0 ? 'There is no file.'
    : `${names}: this is no model that is known here. What is read: ${formats.map(({ name }) => name).join(', ')}.`);
}

/** Returns what a model may be called: a file's name, or its folder's where it is what all are called. @param {string} path */
function titleOf(path) {
  const [name, folder] = path.split('/').reverse();
  const title = name.replace(/\.[^.]*$/, '');
  return (/^(manifest|model|weights|config|checkpoint|saved_model)$/i.test(title) && folder) || title || 'model';
}

/** Returns a vocabulary of as many tokens as the model has, or null. @param {Vocabulary} vocabulary @param {import('./lower.js').Lowered} lowered */
function fit(vocabulary, { vocabSize, inputs, outputs }) {
  const { tokens, special = [] } = vocabulary;
  if (tokens.length === vocabSize) return vocabulary;
  if (tokens.length !== Math.min(inputs, outputs)) return null;
  const missing = Array.from({ length: vocabSize - tokens.length }, (_, i) => tokens.length + i);
  return { ...vocabulary, tokens: [...tokens, ...missing.map((id) => `<unused ${id}>`)], special: [...special, ...missing] };
}

/** @param {Graph['context'] | number | string | undefined} given @returns {Graph['context']} */
function contextOf(given) {
  if (given === undefined || given === 'stateful' || typeof given === 'object') return given;
  return Number(given) > 0 ? { window: Number(given) } : 'stateful';
}

/** What may be a vocabulary or a text among files that are no model's. */
const besides = /\.(json|txt|text|csv|tsv|vocab|pkl|pickle|py|md)$|(^|\/)[^.]+$/i;
/** In nats per token: how much worse than chance a model must be with a vocabulary for that to be reported. */
const doubtful = 0.3;
/** In bytes: a text of 64 MB is 20 times the Bible. */
const maxText = 1 << 26;

/** Returns a text; what is not UTF-8 is read as Latin-1. @param {string | ImportFile} given */
async function textOf(given) {
  if (typeof given === 'string') return given;
  if (given.size > maxText) throw importError('import-too-large', `${given.name} is too large for a text: ${given.size} bytes. A part of it will do.`);
  const bytes = await given.read();
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('latin1').decode(bytes);
  }
}

/** Returns the file in a Blob, bytes or { name, data }; other values as they are. @param {any} given */
async function opened(given) {
  const isFile = ArrayBuffer.isView(given) || given instanceof ArrayBuffer || typeof given?.arrayBuffer === 'function' || given?.data !== undefined && given?.name !== undefined;
  return isFile ? (await openFiles(given))[0] : given;
}

/**
 * What was found in the files. Its own properties say what; answer(), useText() and useVocabulary() bring them up to date,
 * and return them.
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
  /** @type {import('./lower.js').Lowered['found']} */
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

  /** The same, as plain data. @returns {Found} */
  #fields() {
    return /** @type {any} */ (Object.fromEntries(Object.entries(this)));
  }

  /** @internal @param {Answers} answers @param {Work} [work] */
  async _read(answers, { signal, onProgress } = {}) {
    const all = { ...this.#answers, ...answers };
    const name = this.#files[0]?.name ?? 'The file';
    const graph = await foreseen(name, () => this.#module.read(this.#files, { answers: all, signal, onProgress }), signal);
    signal?.throwIfAborted();
    graph.context ??= contextOf(all.window);
    const questions = [...graph.questions ?? []];
    if (!graph.context && !questions.some(({ id }) => id === 'window')) questions.push({ id: 'window', suggestion: 'stateful' });
    const open = questions.filter(({ id }) => !Object.hasOwn(all, id));
    // A graph with a question open need not be whole; what of it is known is shown.
    const lowered = open.length === 0 ? await foreseen(name, () => lower(graph), signal) : await lower({ ...graph, context: graph.context ?? { window: 1 } }).catch(() => null);
    this.#answers = all;
    this.#graph = graph;
    this.#lowered = lowered;
    this.questions = open;
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
    this.vocabulary = vocabulary && lowered ? fit(vocabulary, lowered) : vocabulary;
    if (vocabulary && !this.vocabulary) this.notes.push({ code: 'vocabulary-size', from: vocabulary.tokens.length, to: this.vocabSize });
    this.notes.push(.../** @type {any} */ (this.vocabulary)?.notes ?? []);
  }

  /** Returns the model; throws while questions are open. */
  #known() {
    if (this.#lowered) return this.#lowered;
    throw importError('import-incomplete', `Answer the questions first, so that the number of tokens is known: ${this.questions.map(({ id }) => id).join(', ')}.`);
  }

  /** Returns what `make` makes for the number of tokens that the model has, or of those that it both reads and gives. @param {(size: number) => Vocabulary | Promise<Vocabulary>} make */
  async #sized(make) {
    const { vocabSize, inputs, outputs } = this.#known();
    try {
      return await make(vocabSize);
    } catch (error) {
      if (Math.min(inputs, outputs) === vocabSize) throw error;
      return Promise.resolve(make(Math.min(inputs, outputs))).catch(() => {
        throw error;
      });
    }
  }

  /** @param {Vocabulary} vocabulary */
  #take(vocabulary) {
    this.#given = vocabulary;
    this.#describe();
    return this.#fields();
  }

  /**
   * Takes answers to the questions.
   * @param {Answers} answers by the questions' ids; `window` is a number of tokens, or 'stateful'
   * @param {Work} [work]
   */
  async answer(answers, work) {
    return this._read(answers, work);
  }

  /**
   * Takes a list of tokens, or JSON or a file that has one in any usual form.
   * @param {any} given
   * @returns {Promise<Found>} errors: import-incomplete, if it has another number of tokens
   */
  async useVocabulary(given) {
    const { readVocabulary, readVocabularyFile } = await import('./vocabulary.js');
    const value = await opened(given);
    const hint = this.#graph.vocabularyHint;
    return this.#take(await this.#sized((size) => (typeof value?.read === 'function' ? readVocabularyFile(value, { size, hint }) : readVocabulary(value, { size, hint }))));
  }

  /**
   * Makes the vocabulary of the text that the model was trained with, in the order of those that tutorials use under which
   * the model expects the text.
   * @param {string | Blob | ArrayBuffer | ArrayBufferView | ImportFile} given
   * @param {Work} [work]
   * @returns {Promise<Found & { tried: { order: string, size: number }[] }>} errors: import-incomplete, if none has the
   *   model's number of tokens
   */
  async useText(given, work = {}) {
    const { chooseVocabulary, fittingVocabularies, madeOf, vocabulariesOf } = await import('./vocabulary.js');
    const text = await textOf(await opened(given));
    const hint = this.#graph.vocabularyHint;
    const lowered = this.#known();
    const found = this.#take(await this.#sized(async (size) => {
      const first = chooseVocabulary(text, size, hint);
      const { rankVocabularies } = await import('./vocabulary-rank.js');
      const [best] = await rankVocabularies(lowered, text, fittingVocabularies(text, size, hint), work);
      if (!best) return first;
      const { candidate, loss, chance } = best;
      const vocabulary = madeOf(candidate, hint);
      return loss < chance + doubtful ? vocabulary : { ...vocabulary, notes: [...vocabulary.notes ?? [], { code: 'vocabulary-doubtful', loss, chance }] };
    }));
    const tried = vocabulariesOf(text, hint).map(({ order, changes, size }) => ({ order: [order, ...changes].join(', '), size }));
    return { ...found, tried };
  }

  /**
   * Finds the order of characters under which the model finds a text of its kind most likely: a guess, which useVocabulary()
   * takes. Takes up to a minute.
   * @param {string | Blob | ArrayBuffer | ArrayBufferView | ImportFile} given not the text that it was trained with
   * @param {Work} [work]
   * @returns {Promise<import('./vocabulary-search.js').FoundVocabulary>} errors: import-unsupported for words,
   *   import-incomplete for a short text
   */
  async findVocabulary(given, work = {}) {
    const { searchVocabulary } = await import('./vocabulary-search.js');
    const lowered = this.#known();
    return searchVocabulary(lowered, await textOf(await opened(given)), { ...work, hint: this.#graph.vocabularyHint });
  }

  /** Looks for a missing vocabulary in files that are not the model's. @internal @param {ImportFile[]} files @param {AbortSignal} [signal] */
  async _tryOthers(files, signal) {
    // Beside a tokenizer.json lie parts of it (vocab.json, merges.txt), and what has no vocabulary (config.json).
    const rank = (/** @type {ImportFile} */ { name }) => [/(^|\/)tokenizer\.json$/i, /vocab[^/]*$/i, /^/].findIndex((pattern) => pattern.test(name));
    const likely = files.filter(({ name, size }) => besides.test(name) && size <= maxText).sort((a, b) => rank(a) - rank(b));
    for (const file of likely) {
      if (this.vocabulary || !this.#lowered) return;
      try {
        // What is no text has no other use.
        await this.useVocabulary(file).catch((error) => (/\.(json|vocab|pkl|pickle)$/i.test(file.name) ? Promise.reject(error) : this.useText(file)));
        this.notes.push({ code: 'vocabulary-from-file', name: file.name });
      } catch (/** @type {any} */ { message }) {
        signal?.throwIfAborted();
        this.notes.push({ code: 'vocabulary-refused', name: file.name, reason: message });
      }
    }
  }

  /**
   * Returns the bytes of a model file.
   * @param {{ name?: string, bits?: 32 | 8 | 4 } & Work} [options] bits: in which the weights are stored, default 32
   * @returns {Promise<Uint8Array>} errors: import-incomplete while questions or the vocabulary are open
   */
  async build({ name, bits = 32, signal, onProgress } = {}) {
    if (![32, 8, 4].includes(bits)) throw new LukewarmError('invalid-argument', 'bits must be 32, 8 or 4.');
    if (this.questions.length > 0 || !this.#lowered) {
      throw importError('import-incomplete', `Something about the model must be said first: ${this.questions.map(({ id }) => id).join(', ')}.`);
    }
    if (!this.vocabulary) {
      const refused = this.notes.find(({ code }) => code === 'vocabulary-refused');
      throw importError('import-incomplete', `The file has no vocabulary. The model has ${this.vocabSize} tokens: give their list, or the text that it was trained with.${refused ? ` ${refused.name} was not taken: ${refused.reason}` : ''}`);
    }
    const { layers, tensors, context } = this.#lowered;
    const model = { name: name ?? titleOf(this.#files[0].name), recipe: `imported: ${this.format}`, layers, tensors, context, vocabulary: this.vocabulary };
    const file = await foreseen(this.#files[0].name, () => writeModelFile(model, { signal, onProgress }), signal);
    return bits === 32 ? file : (await import('../engine/training-module.js')).quantize(file, bits);
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
 * @param {ImportOptions} [options]
 * @returns {Promise<Import>}
 */
export async function openImport(files, { signal, onProgress, answers = {}, vocabulary, text } = {}) {
  signal?.throwIfAborted();
  const all = await openFiles(files, { signal });
  const { module, own } = await recognize(all, signal);
  const found = new Import(module, own);
  await found._read(answers, { signal, onProgress });
  if (vocabulary) await found.useVocabulary(vocabulary);
  if (text) await found.useText(text, { signal });
  await found._tryOthers(all.filter((file) => !own.includes(file)), signal);
  return found;
}

/** Other frameworks' models, opened in a worker of their own, which ends when the last of them is disposed of. */
import { asset, assetsFolder, resolve } from '../engine/assets.js';
import { Connection, Remote, openPort } from './client.js';

/**
 * @typedef {import('../import/import.js').Import} Opened what is on the other side
 * @typedef {import('../import/import.js').ImportOptions} ImportOptions
 * @typedef {import('../import/import.js').Found} Found
 * @typedef {import('../import/import.js').Answers} Answers
 * @typedef {import('../import/import.js').VocabularySource} VocabularySource
 * @typedef {import('../import/files.js').ImportSource} ImportSource
 * @typedef {{ signal?: AbortSignal, onProgress?: (progress: import('./client.js').Progress) => void }} Work
 */

/** How long the worker is kept that nobody uses, in ms. */
const idleMs = 1000;

const here = import.meta.url; // not written so that a bundler takes the worker for a file to copy

async function makeWorker() {
  const address = asset('import-worker.js', (name) => new URL(name, here));
  const isForeign = address.protocol.startsWith('http') && address.origin !== origin;
  if (isForeign) return (await import('./copy-worker.js')).copyWorker(address.href, false);
  // Written out as bundlers look for it.
  return assetsFolder() ? new Worker(address, { type: 'module' }) : new Worker(new URL('./import-worker.js', import.meta.url), { type: 'module' });
}

/** @type {Connection | undefined} */
let connection;

function openWorker() {
  if (connection && !connection.ended) return connection;
  const canWork = 'document' in globalThis && typeof Worker === 'function';
  const mine = new Connection(() => openPort(canWork ? makeWorker : null, async () => (await import('./import-local.js')).open()),
    () => (canWork ? setTimeout(() => mine.idle && mine.close(), idleMs) : mine.close()));
  connection = mine;
  return mine;
}

/** What was found in the files: see import/import.js, which is the same on the other side. */
export class Import extends Remote {
  /** @param {Connection} connection @param {import('./client.js').Made} made */
  constructor(connection, made) {
    super(connection, made);
    /** For people: 'Keras 3.5.0'. @type {string} */
    this.format = '';
    /** The tutorial that was recognised. @type {string | undefined} */
    this.recipe = undefined;
    /** @type {Found['layers']} */
    this.layers = [];
    /** How many weights. */
    this.parameters = 0;
    /** Of the files that were read. */
    this.bytes = 0;
    /** How it reads. @type {Found['context']} */
    this.context = undefined;
    this.vocabSize = 0;
    /** Null while it is missing. @type {Found['vocabulary']} */
    this.vocabulary = null;
    /** What was recognised and assumed. @type {Found['notes']} */
    this.notes = [];
    /** What must be answered before build(). @type {Found['questions']} */
    this.questions = [];
    /** As the tutorial samples. @type {Found['sampling']} */
    this.sampling = [];
    Object.assign(this, made.fields);
  }

  /**
   * Takes answers to the questions, and brings the fields up to date.
   * @param {Answers} answers @param {Work} [options] @returns {Promise<Found>}
   */
  answer(answers, options) {
    return update(this, 'answer', [answers], options);
  }

  /**
   * Makes the vocabulary of the text that the model was trained with, in the orders that tutorials use.
   * @param {string | Blob | ArrayBuffer | ArrayBufferView} text @param {Work} [options]
   * @returns {Promise<Found & { tried: { order: string, size: number }[] }>} errors: import-incomplete, if none has the model's size
   */
  useText(text, options) {
    return update(this, 'useText', [text], options);
  }

  /**
   * Takes a list of tokens, or JSON or a file that has one in any usual form.
   * @param {VocabularySource} vocabulary @param {Work} [options] @returns {Promise<Found>}
   */
  useVocabulary(vocabulary, options) {
    return update(this, 'useVocabulary', [vocabulary], options);
  }

  /**
   * Finds a lost vocabulary again, from the weights and a text of the kind: a guess, to be confirmed by useVocabulary().
   * @param {string | Blob | ArrayBuffer | ArrayBufferView} text @param {Work} [options] @returns {ReturnType<Opened['findVocabulary']>}
   */
  findVocabulary(text, options) {
    return this._call('findVocabulary', [text], options);
  }

  /**
   * Returns the bytes of a model file.
   * @param {{ name?: string, bits?: 32 | 8 | 4 } & Work} [options] bits: in which the weights are stored, default 32
   * @returns {Promise<Uint8Array>} errors: import-incomplete while questions or the vocabulary are open
   */
  build(options) {
    return this._call('build', [], options);
  }
}

/** Calls what brings the fields up to date. @param {Import} self @param {string} method @param {any[]} args @param {any} [options] */
async function update(self, method, args, options) {
  const { tried, ...fields } = await self._call(method, args, options);
  Object.assign(self, fields);
  return { ...fields, ...(tried && { tried }) };
}

/** @param {any} source */
const isMany = (source) => typeof source !== 'string' && !ArrayBuffer.isView(source) && typeof source?.[Symbol.iterator] === 'function';

/** Returns a source that passes a port with its name: a file of a folder forgets its path. @param {any} source */
function named(source) {
  const address = resolve(source);
  if (typeof address === 'string') return address;
  return source?.webkitRelativePath ? { name: source.webkitRelativePath, data: source } : source;
}

/**
 * Opens the files of another framework's model.
 * @param {ImportSource | Iterable<ImportSource>} files Files, Blobs, bytes, with names of their own as { name, data }, a FileList,
 *     addresses, and in Node paths, also of folders; one of these or several
 * @param {ImportOptions} [options]
 * @returns {Promise<Import>} errors: import-unrecognized, import-unsupported, import-damaged, import-incomplete, import-too-large
 */
export async function openImport(files, options) {
  const given = /** @type {any} */ (files);
  const worker = openWorker();
  return new Import(worker, await worker.call(0, 'openImport', [isMany(given) ? Array.from(given, named) : named(given)], options));
}

/**
 * loadModel() of what the engine does not know: returns the model that is in other frameworks' files.
 * @template T
 * @param {any} error the engine's, which is thrown if nobody else knows them
 * @param {any} source
 * @param {any} options
 * @param {(bytes: Uint8Array, options: any) => Promise<T>} load a model file
 * @returns {Promise<T>}
 */
export async function loadForeign(error, source, options, load) {
  const isList = isMany(source) || source?.data;
  const isForeign = error.code.startsWith('file-') || (isList && error.code === 'invalid-argument') || /EISDIR/.test(error.message);
  if (!isForeign) throw error;
  const { answers, vocabulary, text, ...others } = options ?? {};
  const { signal, onProgress } = others;
  try {
    const found = await openImport(source, { signal, onProgress, answers, vocabulary, text });
    try {
      return await load(await found.build({ signal }), others);
    } finally {
      found.dispose();
    }
  } catch (/** @type {any} */ other) {
    if (other.code === 'import-unrecognized' && !isList) throw error;
    // The class that the caller knows: this script may have one of its own.
    throw typeof other.code === 'string' && other.constructor.name === error.constructor.name ? new error.constructor(other.code, other.message) : other;
  }
}

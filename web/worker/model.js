/// <reference lib="esnext.disposable" preserve="true" />
/** A model, and the texts that it writes: the same in a worker, on the caller's thread and in Node. */
import { asset, assetsFolder, resolve } from '../engine/assets.js';
import { drawSeed } from '../engine/options.js';
import { Connection, Remote, Stream, openPort } from './client.js';

/**
 * @typedef {import('../engine/model.js').ModelInfo} ModelInfo
 * @typedef {import('../engine/options.js').GenerateOptions} GenerateOptions
 * @typedef {import('../engine/options.js').DistributionOptions} DistributionOptions
 * @typedef {import('../engine/session.js').Candidate} Candidate
 * @typedef {import('../engine/session.js').Replacement} Replacement
 * @typedef {import('../engine/session.js').Step} Step
 * @typedef {import('./client.js').Progress} Progress
 * @typedef {Parameters<typeof import('../engine/model.js').loadModel>[0]} Source
 * @typedef {Parameters<typeof import('../engine/model.js').loadModel>[1]} LoadOptions
 * @typedef {import('../engine/model.js').Model} EngineModel
 */

/** How long a worker is kept that nobody uses, in ms: whoever changes models disposes of one and then loads the next. */
const idleMs = 1000;

/** Steps as they come. @template [T=Step] @extends {Stream<T>} */
export class Generation extends Stream {
  /** @param {any} stream @param {any} options */
  constructor(stream, options) {
    super(stream);
    /** The seed that makes this text again. @type {number | bigint} */
    this.seed = options?.seed;
  }

  /** What of the prompt the model does not know; known once the first step has come. @returns {Replacement[]} */
  get replacements() {
    return this._fields().replacements ?? [];
  }
}

/** A text in the making: read the distribution, draw or choose the next token, fork. Calls are carried out in their order. */
export class Session extends Remote {
  /** @param {Connection} connection @param {import('./client.js').Made} made */
  constructor(connection, made) {
    super(connection, made);
    /** @type {number | bigint} */
    this.seed = made.fields.seed;
  }

  /** What of the text fed so far the model does not know. @returns {Replacement[]} */
  get replacements() {
    return this._fields().replacements;
  }

  /** Feeds more text. @param {string} text @param {{ signal?: AbortSignal }} [options] aborted, it may have fed a part of the text */
  async feed(text, options) {
    this._fields().replacements = await this._call('feed', [text], options);
  }

  /**
   * The next token's distribution, the most probable first; with `candidates`, only so many of them.
   * @param {DistributionOptions} [options] @returns {Promise<Candidate[]>}
   */
  distribution(options) {
    return this._call('distribution', [], options);
  }

  /** Draws, feeds and returns the next token. @param {GenerateOptions} [options] @returns {Promise<Step>} */
  step(options) {
    return this._call('step', [], options);
  }

  /**
   * Continues to options.maxTokens or a stop string and returns what that added; the session stays open for more. The
   * seed is the session's own, and the indices of choices count from here.
   * @param {GenerateOptions} [options] @returns {Promise<{ text: string, steps: Step[] }>}
   */
  complete(options) {
    return this._call('complete', [], options);
  }

  /** Feeds token `id` as if it had been drawn. @param {number} id @returns {Promise<Step>} */
  choose(id) {
    return this._call('choose', [id]);
  }

  /** Returns an independent copy, at the same place in the text and in the random numbers. @returns {Promise<Session>} */
  fork() {
    return this._make(Session, 'fork', []);
  }
}

export class Model extends Remote {
  /** @param {Connection} connection @param {import('./client.js').Made} made */
  constructor(connection, made) {
    super(connection, made);
    /** @type {ModelInfo} */
    this.info = made.fields.info;
  }

  /**
   * Continues `prompt`, token by token. Nothing runs before the first step is asked for.
   * @param {string} prompt @param {GenerateOptions} [options] @returns {Generation}
   */
  generate(prompt, options) {
    return this._stream(Generation, 'generate', [prompt], withSeed(options));
  }

  /**
   * Continues `prompt` several times from one seed, side by side, which takes less time than one after the other. Each
   * step is an array with a step of each text, or null where that has ended.
   * @param {string} prompt
   * @param {GenerateOptions[]} each the options of each text, beside those of all
   * @param {GenerateOptions} [options] of all
   * @returns {Generation<(Step | null)[]>}
   */
  generateEach(prompt, each, options) {
    return this._stream(Generation, 'generateEach', [prompt, each], withSeed(options));
  }

  /**
   * Continues `prompt` to the end; `text` is what was added to it.
   * @param {string} prompt @param {GenerateOptions} [options]
   * @returns {Promise<{ text: string, seed: number | bigint, steps: Step[], replacements: Replacement[] }>}
   */
  complete(prompt, options) {
    return this._call('complete', [prompt], options);
  }

  /**
   * The distribution of the token after `prompt`, the most probable first.
   * @param {string} prompt @param {DistributionOptions} [options] @returns {Promise<Candidate[]>}
   */
  distribution(prompt, options) {
    return this._call('distribution', [prompt], options);
  }

  /**
   * How probable `text` is, per token and in all. The first token is predicted after what the model's file names as the
   * start of every text, or after a line break.
   * @param {string} text @param {{ signal?: AbortSignal }} [options] @returns {ReturnType<EngineModel['score']>}
   */
  score(text, options) {
    return this._call('score', [text], options);
  }

  /**
   * What the network computes inside while it reads `text` from its start, token by token, layer by layer. At most
   * 8,388,608 values at once (tokens times the sizes of what is asked for).
   * @param {string} text @param {import('../engine/activations.js').ActivationOptions} [options]
   * @returns {ReturnType<EngineModel['activations']>}
   */
  activations(text, options) {
    return this._call('activations', [text], options);
  }

  /**
   * Opens a session after `prompt`, which outlives its model.
   * @param {string} [prompt] @param {import('../engine/model.js').SessionOptions} [options] @returns {Promise<Session>}
   */
  session(prompt = '', options) {
    return this._make(Session, 'session', [prompt], options);
  }

  /** A token's own text. @param {number} id @returns {Promise<string>} */
  tokenText(id) {
    return this._call('tokenText', [id]);
  }
}

/** @param {any} options */
const withSeed = (options = {}) => (options && typeof options === 'object' ? { ...options, seed: options.seed ?? drawSeed() } : options);

/** Returns, once, the worker that the page's first script has started. */
function takeEarlyWorker() {
  const page = /** @type {any} */ (globalThis);
  const worker = page.lukewarmWorker;
  page.lukewarmWorker = undefined;
  return worker;
}

const here = import.meta.url; // not written so that a bundler takes the worker for a file to copy

/** @returns {any} a worker, or a promise of one */
function makeWorker() {
  const address = asset('worker.js', (name) => new URL(name, here));
  const isForeign = address.protocol.startsWith('http') && address.origin !== origin;
  if (isForeign) return import('./copy-worker.js').then(({ copyWorker }) => copyWorker(address.href, !assetsFolder()));
  const early = takeEarlyWorker();
  // Written out as bundlers look for it.
  if (early || !assetsFolder()) return early ?? new Worker(new URL('./worker.js', import.meta.url), { type: 'module' });
  return new Worker(address, { type: 'module' });
}

/** @type {Connection | undefined} */
let engine;

/** Returns the engine, which all models share, and which ends some time after the last of them. */
function openEngine() {
  if (engine && !engine.ended) return engine;
  // A worker of Deno or Bun would keep them from ending, and one of a worker is no use.
  const canWork = 'document' in globalThis && typeof Worker === 'function';
  const mine = new Connection(() => openPort(canWork ? makeWorker : null, async () => (await import('./local.js')).open(assetsFolder())),
    () => (canWork ? setTimeout(() => mine.idle && mine.close(), idleMs) : mine.close()));
  engine = mine;
  return mine;
}

/**
 * Loads a model file, or another framework's model: the file, or all its files. What a file does not say is in the options.
 * @param {Source | import('../import/files.js').ImportSource[]} source
 * @param {LoadOptions & import('../import/import.js').ImportOptions} [options]
 * @returns {Promise<Model>}
 */
export async function loadModel(source, options) {
  const connection = openEngine();
  try {
    return new Model(connection, await connection.call(0, 'loadModel', [resolve(source)], options));
  } catch (/** @type {any} */ error) {
    if (!/^[fi]/.test(error.code)) throw error; // file-…, of several files invalid-argument, of a folder io
    return (await import('./import.js')).loadForeign(error, source, options, loadModel);
  }
}

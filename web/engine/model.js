/** A loaded model and everything that can be asked of it, where the engine runs; web/worker/model.js is what users have. */
import { Generation } from './generation.js';
import { Handle } from './module.js';
import { checkNames, checkToken, chooseSeed, refuse, string } from './options.js';
import { loadRest, more, runtime } from './runtime.js';
import { Session } from './session.js';
import { readBytes } from './source.js';

/**
 * @typedef {{ kind: string, size: number }} LayerInfo kind: as in the model file ('embedding', 'lstm', …); size: how many
 * numbers it gives for a token
 *
 * @typedef {object} ModelInfo
 * @property {string} name
 * @property {string} license
 * @property {string} trainingData
 * @property {LayerInfo[]} layers
 * @property {number} window how many tokens are read for each; 0: stateful
 * @property {number} vocabSize
 * @property {'char' | 'byte' | 'word' | 'bpe'} tokenizer
 * @property {number} bytes of the file
 * @property {number} bits of the stored weights
 * @property {{ split: string, loss: number, lossF32?: number } | null} evaluation loss in nats per token
 * @property {string} kernel that computes: 'relaxed-simd', 'relaxed-simd-split', 'simd128' or 'scalar'
 *
 * @typedef {object} ScoredToken
 * @property {number} id
 * @property {string} text
 * @property {number} logProbability natural logarithm
 * @property {number} rank 1: the most probable
 * @property {number} entropy of the distribution that it was drawn from, in nats
 *
 * @typedef {{ seed?: number | bigint, signal?: AbortSignal, onProgress?: (progress: { loaded: number, total: number }) => void }} SessionOptions
 *
 * @typedef {{ tokens: ScoredToken[], loss: number, perplexity: number, bitsPerCharacter: number }} Score loss in nats per token
 */

/**
 * Loads a model file.
 * @param {string | URL | Blob | ArrayBuffer | ArrayBufferView} source
 * @param {object} [options]
 * @param {AbortSignal} [options.signal]
 * @param {(progress: import('./source.js').Progress) => void} [options.onProgress]
 * @param {'int8' | 'f32'} [options.precision] f32 keeps float weights, to compare with
 * @param {string} [options.kernel] forces one, for tests and benchmarks
 * @returns {Promise<Model>}
 */
export async function loadModel(source, options = {}) {
  // The last three are for other frameworks' files (worker/import.js).
  checkNames(options, ['signal', 'onProgress', 'precision', 'kernel', 'answers', 'vocabulary', 'text']);
  const { signal, onProgress, precision = 'int8', kernel } = options;
  if (precision !== 'int8' && precision !== 'f32') refuse('precision must be one of int8, f32.');
  const [wasm, bytes] = await Promise.all([runtime(kernel), readBytes(source, { signal, onProgress })]);
  signal?.throwIfAborted();
  return new Model(wasm, wasm.call((module) => module._loadModel(bytes, precision === 'f32')));
}

/** @param {any} info as cpp/bindings has it @param {string} kernel @returns {ModelInfo} */
function describe({ evaluation, hasEvaluation, ...info }, kernel) {
  return {
    ...info,
    evaluation: hasEvaluation ? { ...evaluation, lossF32: evaluation.lossF32 || undefined } : null,
    kernel,
  };
}

/** Whether the first part of the module is enough for a generation. @param {any} options */
const isPlain = ({ temperature = 1, seed, maxTokens, end, stop, statistics, signal, onProgress, choices = [], ...others }) =>
  temperature > 0 && choices?.length === 0 && Object.values(others).every((value) => value === undefined);

export class Model {
  #engine;
  #handle;

  /**
   * @param {import('./module.js').Wasm} wasm
   * @param {any} object the module's model, which this object owns
   */
  constructor(wasm, object) {
    this.#handle = new Handle(wasm, object, 'model');
    /** @type {ModelInfo} */
    this.info = describe(this.#handle.call('_info'), wasm.module.kernel());
    this.#engine = { wasm, defaults: wasm.module.samplingDefaults(), vocabSize: this.info.vocabSize };
  }

  /**
   * Continues `prompt`, token by token. The result also has `seed` and `replacements`.
   * @param {string} prompt
   * @param {import('./options.js').GenerateOptions} [options]
   */
  async generate(prompt, options = {}) {
    if (!isPlain(options ?? {})) await loadRest(options?.signal);
    const session = this.#open(prompt, options?.seed);
    try {
      return new Generation(session, options);
    } catch (error) {
      session.dispose();
      throw error;
    }
  }

  /**
   * Continues `prompt` several times from one seed, side by side, which takes less time than one after the other. Each
   * step is an array with a step of each text, or null where that has ended.
   * @param {string} prompt
   * @param {import('./options.js').GenerateOptions[]} each the options of each text, beside those of all
   * @param {import('./options.js').GenerateOptions} [options] of all
   */
  async generateEach(prompt, each, options = {}) {
    const { SideBySide } = await more(options?.signal);
    const session = this.#open(prompt, options?.seed);
    try {
      const texts = new SideBySide(session, this.#engine, this.#handle.call('_group'), each);
      return new Generation(/** @type {any} */ (texts), options);
    } catch (error) {
      session.dispose();
      throw error;
    }
  }

  /**
   * Continues `prompt` to the end; `text` is what was added to it.
   * @param {string} prompt
   * @param {import('./options.js').GenerateOptions} [options]
   */
  async complete(prompt, options = {}) {
    return (await this.generate(prompt, options)).complete();
  }

  /**
   * The distribution of the token after `prompt`, the most probable first.
   * @param {string} prompt
   * @param {import('./options.js').DistributionOptions} [options]
   */
  async distribution(prompt, options = {}) {
    await loadRest(options?.signal);
    const session = this.#open(prompt, 0);
    try {
      await session._ready(options);
      return session.distribution(options);
    } finally {
      session.dispose();
    }
  }

  /**
   * How probable `text` is, per token and in all. The first token is predicted after what the
   * model's file names as the start of every text, or after a line break.
   * @param {string} text
   * @param {{ signal?: AbortSignal }} [options]
   * @returns {Promise<Score>}
   */
  async score(text, options = {}) {
    const { score } = await more(options?.signal);
    return score(this.#engine, this.#handle, text, options);
  }

  /**
   * What the network computes inside while it reads `text` from its start, token by token, layer by layer. At most
   * 8,388,608 values at once (tokens times the sizes of what is asked for).
   * @param {string} text
   * @param {import('./activations.js').ActivationOptions} [options]
   * @returns {Promise<{ tokens: { id: number, text: string }[], layers: import('./activations.js').LayerActivations[] }>}
   */
  async activations(text, options = {}) {
    const { activations } = await more(options?.signal);
    return activations(this.#engine, this.#handle, this.info, text, options);
  }

  /**
   * Opens a session after `prompt`.
   * @param {string} [prompt]
   * @param {SessionOptions} [options]
   */
  async session(prompt = '', options = {}) {
    checkNames(options, ['seed', 'signal', 'onProgress']);
    await loadRest(options.signal);
    const session = this.#open(prompt, options.seed);
    try {
      await session._ready(options);
      return session;
    } catch (error) {
      session.dispose();
      throw error;
    }
  }

  /**
   * A token's own text.
   * @param {number} id
   */
  async tokenText(id) {
    await loadRest();
    checkToken(id, this.info.vocabSize);
    return /** @type {string} */ (this.#handle.call('_tokenText', id));
  }

  /** Frees the model's memory, once no session of it is open: those keep working. */
  dispose() {
    this.#handle.free();
  }

  /** Opens a session that has read `prompt`, and has yet to feed it. @param {string} prompt @param {number | bigint} [wanted] */
  #open(prompt, wanted) {
    string(prompt, 'The prompt');
    const seed = chooseSeed(wanted);
    const session = new Session(this.#engine, this.#handle.call('_session', BigInt(seed)), seed);
    session._read(prompt);
    return session;
  }
}

/** A loaded model and everything that can be asked of it. No DOM: runs on a page, in a worker and in Node. */
import { LukewarmError } from './errors.js';
import { Generation } from './generation.js';
import { fail } from './options.js';
import { runtime } from './runtime.js';
import { Session } from './session.js';
import { readBytes } from './source.js';

/**
 * @typedef {object} ModelInfo
 * @property {string} name
 * @property {string} license
 * @property {string} trainingData
 * @property {'lstm' | 'gru' | 'rnn'} cell
 * @property {number} layers
 * @property {number} hiddenSize of the last layer
 * @property {number[]} hiddenSizes
 * @property {number} embeddingSize 0: one-hot
 * @property {number} vocabSize
 * @property {'char' | 'byte' | 'word'} tokenizer
 * @property {number} bytes of the file
 * @property {number} bits of the stored weights
 * @property {{ split: string, loss: number, lossF32?: number } | null} evaluation loss in nats per token
 * @property {string} kernel that computes: 'relaxed-simd', 'relaxed-simd-split', 'simd128' or 'scalar'
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
export async function loadModel(source, { signal, onProgress, precision = 'int8', kernel } = {}) {
  const [wasm, bytes] = await Promise.all([runtime(kernel), readBytes(source, { signal, onProgress })]);
  signal?.throwIfAborted();
  const pointer = wasm.loadModel(bytes, precision === 'f32');
  if (!pointer) fail(wasm);
  return new Model(wasm, pointer, describe(bytes, wasm.kernel()));
}

/**
 * Reads the description out of a file that the module has found sound.
 * @param {Uint8Array} bytes
 * @param {string} kernel
 * @returns {ModelInfo}
 */
function describe(bytes, kernel) {
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  const header = new TextDecoder().decode(bytes.subarray(8, 8 + Number(view.getBigUint64(0, true))));
  const config = JSON.parse(JSON.parse(header).__metadata__.lukewarm);
  const { cell, hidden_sizes: hiddenSizes, vocab_size: vocabSize, embedding_size: embeddingSize = 0 } = config.architecture;
  const evaluation = config.evaluation;
  return {
    name: config.name ?? '',
    license: config.license ?? '',
    trainingData: config.training_data ?? '',
    cell,
    layers: hiddenSizes.length,
    hiddenSize: hiddenSizes.at(-1),
    hiddenSizes,
    embeddingSize,
    vocabSize,
    tokenizer: config.tokenizer.kind,
    bytes: bytes.length,
    bits: config.quantization?.bits ?? 32,
    evaluation: evaluation
      ? { split: evaluation.split, loss: evaluation.loss, lossF32: evaluation.loss_f32 } : null,
    kernel,
  };
}

export class Model {
  #wasm;
  #pointer;
  /** @type {Map<number, string>} */
  #texts = new Map();

  /**
   * @param {import('./runtime.js').Wasm} wasm
   * @param {number} pointer to the module's model, which this object owns
   * @param {ModelInfo} info
   */
  constructor(wasm, pointer, info) {
    this.#wasm = wasm;
    this.#pointer = pointer;
    this.info = info;
  }

  /**
   * Continues `prompt`, token by token. The result also has `seed` and `replacements`.
   * @param {string} prompt
   * @param {import('./options.js').GenerateOptions} [options]
   * @returns {Generation}
   */
  generate(prompt, options = {}) {
    const session = this.session(prompt, options);
    try {
      return new Generation(session, options);
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
    return this.generate(prompt, options).complete();
  }

  /**
   * The distribution of the token after `prompt`, the most probable first; `adjusted` is what is drawn from.
   * @param {string} prompt
   * @param {import('./options.js').DistributionOptions} [options]
   */
  async distribution(prompt, options = {}) {
    const session = this.session(prompt, { seed: 0 });
    try {
      return session.distribution(options);
    } finally {
      session.dispose();
    }
  }

  /**
   * How probable `text` is, per token and in all. The first token is predicted after what the
   * model's file names as the start of every text, or after a line break.
   * @param {string} text
   */
  async score(text) {
    const session = this.session('', { seed: 0 });
    try {
      const tokens = session.score(text);
      const sum = tokens.reduce((total, token) => total - token.logProbability, 0);
      const loss = sum / tokens.length;
      const characters = Array.from(text.normalize('NFC')).length;
      return { tokens, loss, perplexity: Math.exp(loss), bitsPerCharacter: sum / Math.LN2 / characters };
    } finally {
      session.dispose();
    }
  }

  /**
   * What the network computes inside while it reads `text` from its start, token by token, layer by layer. At most
   * 8,388,608 values at once (tokens times the sizes of what is asked for).
   * @param {string} text
   * @param {import('./activations.js').ActivationOptions} [options]
   */
  async activations(text, options = {}) {
    const session = this.session('', { seed: 0 });
    try {
      return session.activations(text, options);
    } finally {
      session.dispose();
    }
  }

  /**
   * Opens a session after `prompt`.
   * @param {string} [prompt]
   * @param {{ seed?: number | bigint }} [options]
   */
  session(prompt = '', { seed } = {}) {
    return Session.open(this, this.#wasm, this.#open(), prompt, seed);
  }

  /**
   * A token's own text.
   * @param {number} id
   */
  tokenText(id) {
    let text = this.#texts.get(id);
    if (text === undefined) {
      text = /** @type {string} */ (this.#wasm.tokenText(this.#open(), id));
      this.#texts.set(id, text);
    }
    return text;
  }

  #open() {
    if (this.#pointer) return this.#pointer;
    throw new LukewarmError('disposed', 'This model was disposed of.');
  }

  /** Frees the model's memory. Open sessions go on until they are disposed of. */
  dispose() {
    if (this.#pointer) this.#wasm.freeModel(this.#pointer);
    this.#pointer = 0;
  }
}

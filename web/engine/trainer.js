/// <reference lib="esnext.disposable" preserve="true" />
/**
 * Training in WebAssembly: a text to a model, step by step, so that the caller can show progress and stop whenever it
 * likes. The same text, options and seed give the same weights as `lukewarm train --threads 1`, bit for bit. No DOM.
 */
// @ts-ignore: the build makes it
import createModule from './lukewarm-train-wasm.js';
import { LukewarmError } from './errors.js';
import { Handle, startModule } from './module.js';
import { checkNames, chooseSeed, fill, refuse } from './options.js';
import { readBytes } from './source.js';

/**
 * @typedef {object} TrainOptions the names are those of `lukewarm train`, and so are the defaults
 * @property {'char' | 'byte' | 'word'} [tokenizer]
 * @property {number} [vocab] largest vocab; 0: no limit
 * @property {number} [minCount] rarer tokens are unknown
 * @property {number} [validationFraction] held out at the end of the text
 * @property {'lstm' | 'gru' | 'rnn'} [cell]
 * @property {number[]} [hidden] units of each layer
 * @property {number} [embedding] 0: one-hot
 * @property {boolean} [tied] the output uses the embedding's weights
 * @property {number} [passes] through the text
 * @property {number} [streams] parts of the text read side by side
 * @property {number} [length] tokens of a BPTT chunk
 * @property {number} [dropout] of each layer's output
 * @property {number} [embeddingDropout]
 * @property {number} [recurrentDropout] of the hidden-to-hidden weights
 * @property {number} [stateResets] chance that a stream forgets its state before a chunk
 * @property {number} [learningRate]
 * @property {number} [warmup] steps
 * @property {'constant' | 'linear' | 'cosine'} [decay] of the learning rate
 * @property {number} [weightDecay]
 * @property {number} [clip] largest norm of the gradient; 0: none
 * @property {number} [average] exponential average of the weights, per step; 0: none
 * @property {number} [weightBits] 8 or 4: learn weights that stand being stored so; 32: do not care
 * @property {number} [evaluateEvery] steps between measurements on the held-out text; 0: after each pass
 * @property {number} [patience] measurements without a better loss, then stop; 0: never
 * @property {number | bigint} [seed]
 *
 * @typedef {object} TrainInfo
 * @property {number} parameters
 * @property {number} vocabSize
 * @property {number} trainTokens
 * @property {number} validTokens
 * @property {number} charactersPerToken
 * @property {number} stepsPerPass
 * @property {number} stepsTotal
 * @property {number} tokensPerStep
 *
 * @typedef {object} TrainStep
 * @property {number} pass from 1
 * @property {number} passes
 * @property {number} step of the pass, from 1
 * @property {number} stepsPerPass
 * @property {number} tokens learned from in this step
 * @property {number} loss nats per token, with dropout
 * @property {number} gradientNorm before clipping
 * @property {number} learningRate
 * @property {{ trainLoss: number, validLoss: number | null, best: boolean } | null} evaluation where one was due;
 *     nats per token, trainLoss as the mean of the steps since the last one
 */

/** @typedef {'running' | 'done' | 'stopped-early' | 'diverged'} TrainStatus */

/** @type {Promise<import('./module.js').Wasm> | null} */
let started = null;

async function start() {
  if (typeof WebAssembly !== 'object') {
    throw new LukewarmError('wasm-unavailable', 'This browser has no WebAssembly, or a setting forbids it.');
  }
  const bytes = await readBytes(new URL('./lukewarm-train.wasm', import.meta.url));
  return startModule(createModule, bytes, () => (started = null));
}

/** Returns the options for the module. @param {any} module @param {any} options */
function complete({ trainDefaults, Tokenizer, Cell, Decay }, options) {
  const defaults = trainDefaults();
  checkNames(options, Object.keys(defaults));
  const seed = BigInt(chooseSeed(options.seed ?? defaults.seed));
  const filled = fill(defaults, { ...options, seed }, { tokenizer: Tokenizer, cell: Cell, decay: Decay });
  const { hidden } = filled;
  if (!Array.isArray(hidden) || !hidden.every((units) => typeof units === 'number')) refuse('hidden must be an array of numbers.');
  return filled;
}

/**
 * Starts a training.
 * @param {string} text
 * @param {TrainOptions} [options]
 * @param {{ model?: Uint8Array, checkpoint?: Uint8Array }} [from] model: a model file to start from, whose architecture
 *     and tokenizer are kept; checkpoint: of a training of the same text, options and model, continued bit for bit
 */
export async function createTrainer(text, options = {}, { model, checkpoint } = {}) {
  started ??= start();
  const wasm = await started.catch((error) => {
    started = null;
    throw error;
  });
  const none = new Uint8Array();
  return new Trainer(wasm, wasm.call((module) =>
    module._createTrainer(text.normalize('NFC'), complete(module, options), model ?? none, checkpoint ?? none)));
}

export class Trainer {
  #wasm;
  #handle;

  /** @param {import('./module.js').Wasm} wasm @param {any} object the module's trainer, which this object owns */
  constructor(wasm, object) {
    this.#wasm = wasm;
    this.#handle = new Handle(this, wasm, object, 'trainer');
    /** @type {TrainInfo} */
    this.info = this.#handle.call('_info');
    /** What the tokenizer of the model does not know; `to` is empty for what is skipped. @type {{ from: string, to: string }[]} */
    this.replacements = this.#handle.call('_replacements');
  }

  /** @type {TrainStatus} */
  get status() {
    return this.#handle.call('_status');
  }
  /** Steps of all passes so far. @type {number} */
  get stepsDone() {
    return this.#handle.call('_stepsDone');
  }
  /** The best held-out loss, nats per token; null before the first measurement, or with nothing held out. @type {number | null} */
  get bestLoss() {
    return this.#handle.call('_bestLoss') ?? null;
  }

  /** Learns from one chunk of every stream. @returns {TrainStep} */
  step() {
    if (this.status !== 'running') refuse(`This training has ended (${this.status}).`);
    try {
      const { evaluation, ...step } = this.#handle.call('_step');
      return { ...step, evaluation: evaluation ? { ...evaluation, validLoss: evaluation.validLoss ?? null } : null };
    } catch (error) {
      const { code, message } = /** @type {any} */ (error);
      const { status } = /** @type {{ status: TrainStatus }} */ (this);
      throw code === 'invalid-argument' && status === 'diverged' ? new LukewarmError('diverged', message) : error;
    }
  }

  /**
   * Returns a model file of the best weights so far, or of the latest.
   * @param {{ latest?: boolean, bits?: 32 | 8 | 4, name?: string, license?: string, trainingData?: string }} [options]
   */
  modelBytes(options = {}) {
    checkNames(options, ['latest', 'bits', 'name', 'license', 'trainingData']);
    const { latest = false, bits = 8, name = '', license = '', trainingData = '' } = options;
    return this.#take(this.#handle.call('_model', latest, bits, name, license, trainingData));
  }

  /** Returns all that is needed to continue later. */
  checkpoint() {
    return this.#take(this.#handle.call('_checkpoint'));
  }

  dispose() {
    this.#handle.free();
  }

  [Symbol.dispose]() {
    this.dispose();
  }

  /** Returns a copy of the module's bytes, and frees those. @param {any} object */
  #take(object) {
    const bytes = new Handle({}, this.#wasm, object, 'file');
    try {
      return /** @type {Uint8Array<ArrayBuffer>} */ (bytes.call('_view').slice());
    } finally {
      bytes.free();
    }
  }
}

/// <reference lib="esnext.disposable" preserve="true" />
/**
 * Training in WebAssembly: a text to a model, step by step, so that the caller can show progress and stop whenever it
 * likes. The same text, options and seed give the same weights as `lukewarm train --threads 1`, bit for bit. No DOM.
 */
import { LukewarmError } from '../engine/errors.js';
import { explainName } from '../engine/explain.js';
import { Handle } from '../engine/module.js';
import { checkNames, chooseSeed, fill, refuse } from '../engine/options.js';
import { take, trainingModule } from '../engine/training-module.js';

/**
 * @typedef {object} TrainOptions the names are those of `lukewarm train`, and so are the defaults
 * @property {'char' | 'byte' | 'word'} [tokenizer]
 * @property {number} [vocab] largest vocab; 0: no limit
 * @property {number} [minCount] rarer tokens are unknown
 * @property {string} [start] text that the model reads before every text it writes, of what the vocab has; empty: that of the
 *     model that training starts from, or none
 * @property {number} [validationFraction] held out at the end of the text
 * @property {string} [layers] in order, for instance 'embedding 64, lstm 512, layer-norm, dense 64 activation=relu';
 *     replaces cell, hidden and embedding
 * @property {'lstm' | 'gru' | 'rnn'} [cell]
 * @property {number[]} [hidden] units of each recurrent layer
 * @property {number} [embedding] 0: one-hot
 * @property {boolean} [tied] the output uses the embedding's weights
 * @property {number} [epochs] times that the text is read
 * @property {number} [batchSize] parts of the text that are read in parallel
 * @property {number} [bpttLength] tokens of a BPTT chunk
 * @property {number} [dropout] of the output of each recurrent layer
 * @property {number} [embeddingDropout]
 * @property {number} [tokenDropout] of whole rows of the embedding; one mask for a chunk
 * @property {number} [stateDropout] of the hidden state; one mask for a chunk
 * @property {boolean} [lockedDropout] dropout has one mask for all positions of a chunk
 * @property {number} [weightDropout] of the hidden-to-hidden weights
 * @property {number} [stateResetProbability] chance that a sequence starts a chunk from the initial state
 * @property {number} [learningRate]
 * @property {number} [warmup] steps
 * @property {'constant' | 'linear' | 'cosine' | 'plateau'} [decay] of the learning rate
 * @property {number} [plateauFactor] decay 'plateau': what the rate is divided by after a measurement that is not the best so far
 * @property {'adam' | 'adamw' | 'sgd'} [optimizer]
 * @property {number} [beta1] decay of Adam's mean gradient, per step
 * @property {number} [beta2] decay of Adam's mean squared gradient, per step
 * @property {number} [weightDecay]
 * @property {number} [maxGradNorm] largest norm of the gradient; 0: none
 * @property {number} [emaDecay] of the exponential average of the weights, per step; 0: no average
 * @property {number} [averagePatience] measurements without improvement, then the mean of the weights is used (NT-ASGD); 0: never
 * @property {number} [weightBits] train for weights stored in 8 or 4 bits; 32: as they are
 * @property {number} [evaluateEvery] steps between measurements on the held-out text; 0: after each epoch
 * @property {number} [patience] measurements without a better loss, then stop; 0: never
 * @property {number | bigint} [seed]
 *
 * @typedef {object} TrainInfo
 * @property {number} parameters
 * @property {number} vocabSize
 * @property {number} trainTokens
 * @property {number} validTokens
 * @property {number} charactersPerToken
 * @property {number} stepsPerEpoch
 * @property {number} stepsTotal
 * @property {number} tokensPerStep
 *
 * @typedef {object} TrainStep
 * @property {number} epoch from 1
 * @property {number} epochs
 * @property {number} step of the epoch, from 1
 * @property {number} stepsPerEpoch
 * @property {number} tokens learned from in this step
 * @property {number} loss nats per token, with dropout
 * @property {number} gradientNorm before clipping
 * @property {number} learningRate
 * @property {{ trainLoss: number, validLoss: number | null, best: boolean, averaging: boolean } | null} evaluation where one was due;
 *     nats per token, trainLoss as the mean of the steps since the last one; averaging: the mean of the weights is used
 */

/** @typedef {'running' | 'done' | 'stopped-early' | 'diverged'} TrainStatus */

/** Returns the options for the module. @param {any} module @param {any} options */
function complete({ trainDefaults, Tokenizer, Cell, Decay, Optimizer }, options) {
  const defaults = trainDefaults();
  checkNames(options, Object.keys(defaults), explainName);
  const seed = BigInt(chooseSeed(options.seed ?? defaults.seed));
  const filled = fill(defaults, { ...options, seed }, { tokenizer: Tokenizer, cell: Cell, decay: Decay, optimizer: Optimizer });
  const { hidden } = filled;
  if (!Array.isArray(hidden) || !hidden.every((units) => typeof units === 'number')) refuse('hidden must be an array of numbers.');
  return filled;
}

/**
 * Starts a training.
 * @param {string} text
 * @param {TrainOptions} [options]
 * @param {{ model?: Uint8Array, checkpoint?: Uint8Array }} [from] model: a model file to start from, whose layers
 *     and tokenizer are kept; checkpoint: of a training of the same text, options and model, continued bit for bit
 */
export async function createTrainer(text, options = {}, { model, checkpoint } = {}) {
  const wasm = await trainingModule();
  const none = new Uint8Array();
  return new Trainer(wasm, wasm.call((module) =>
    module._createTrainer(text.normalize('NFC'), complete(module, options), model ?? none, checkpoint ?? none)));
}

export class Trainer {
  #wasm;
  #handle;

  /** @param {import('../engine/module.js').Wasm} wasm @param {any} object the module's trainer, which this object owns */
  constructor(wasm, object) {
    this.#wasm = wasm;
    this.#handle = new Handle(wasm, object, 'trainer');
    /** @type {TrainInfo} */
    this.info = this.#handle.call('_info');
    /** What the tokenizer of the model does not know; `to` is empty for what is skipped. @type {{ from: string, to: string }[]} */
    this.replacements = this.#handle.call('_replacements');
  }

  /** @type {TrainStatus} */
  get status() {
    return this.#handle.call('_status');
  }
  /** Steps of all epochs so far. @type {number} */
  get stepsDone() {
    return this.#handle.call('_stepsDone');
  }
  /** The best held-out loss, nats per token; null before the first measurement, or with nothing held out. @type {number | null} */
  get bestLoss() {
    return this.#handle.call('_bestLoss') ?? null;
  }

  /** Learns from one chunk of the batch. @returns {TrainStep} */
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
    checkNames(options, ['latest', 'bits', 'name', 'license', 'trainingData'], explainName);
    const { latest = false, bits = 8, name = '', license = '', trainingData = '' } = options;
    return take(this.#wasm, this.#handle.call('_model', latest, bits, name, license, trainingData));
  }

  /** Returns all that is needed to continue later. */
  checkpoint() {
    return take(this.#wasm, this.#handle.call('_checkpoint'));
  }

  dispose() {
    this.#handle.free();
  }

  [Symbol.dispose]() {
    this.dispose();
  }
}

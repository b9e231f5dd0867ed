/**
 * Training in WebAssembly: a text to a model, step by step, so that the caller can show progress and stop whenever it
 * likes. The same text, options and seed give the same weights as `lukewarm train --threads 1`, bit for bit. No DOM.
 */
// @ts-ignore: the build makes it
import createModule from './lukewarm-train-wasm.js';
import { LukewarmError } from './errors.js';
import { startModule } from './module.js';
import { chooseSeed, fail } from './options.js';
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

/** What cpp/bindings/web_trainer.cc writes, in its order. */
const FACTS = ['parameters', 'vocabSize', 'trainTokens', 'validTokens', 'charactersPerToken', 'stepsPerPass', 'stepsTotal',
  'tokensPerStep', 'stepsDone', 'status', 'bestLoss', 'bestStep', 'pass', 'passes', 'step', 'loss', 'gradientNorm', 'learningRate',
  'trainLoss', 'validLoss', 'best'];

/** Choices, as their enum in C++ lists them. @type {{ [option: string]: string[] }} */
const CHOICES = {
  tokenizer: ['char', 'byte', 'word'],
  cell: ['rnn', 'gru', 'lstm'],
  decay: ['constant', 'linear', 'cosine'],
};

/** @type {TrainStatus[]} */
const STATUS = ['running', 'done', 'stopped-early', 'diverged'];
/** @typedef {'running' | 'done' | 'stopped-early' | 'diverged'} TrainStatus */

/** @type {Promise<import('./module.js').Wasm> | null} */
let started = null;

async function start() {
  if (typeof WebAssembly !== 'object') {
    throw new LukewarmError('wasm-unavailable', 'This browser has no WebAssembly, or a setting forbids it.');
  }
  return startModule(createModule, await readBytes(new URL('./lukewarm-train.wasm', import.meta.url)));
}

/** @param {any} wasm @param {number} settings @param {string} name @param {any} value */
function setOption(wasm, settings, name, value) {
  /** @param {string} key @param {number} number */
  const set = (key, number) => {
    if (!wasm.set(settings, key, number)) {
      throw new LukewarmError('invalid-argument', `There is no training option “${name}”.`);
    }
  };
  if (name === 'seed') {
    const bits = BigInt(chooseSeed(value));
    set('seedLow', Number(bits & 0xffffffffn));
    set('seedHigh', Number(bits >> 32n));
  } else if (name === 'hidden') {
    for (const units of value) set('layer', units);
  } else if (CHOICES[name]) {
    const index = CHOICES[name].indexOf(value);
    if (index < 0) throw new LukewarmError('invalid-argument', `${name} is one of ${CHOICES[name].join(', ')}.`);
    set(name, index);
  } else {
    set(name, Number(value));
  }
}

/**
 * Starts a training.
 * @param {string} text
 * @param {TrainOptions} [options]
 * @param {{ model?: Uint8Array, checkpoint?: Uint8Array }} [from] model: a model file to go on from, whose architecture
 *     and tokenizer then rule; checkpoint: of a training of the same text, options and model, which goes on bit for bit
 */
export async function createTrainer(text, options = {}, { model, checkpoint } = {}) {
  started ??= start();
  const wasm = await started.catch((error) => {
    started = null;
    throw error;
  });
  const none = new Uint8Array();
  return guard(() => {
    const settings = wasm.newSettings();
    for (const [name, value] of Object.entries({ hidden: [512], ...options })) {
      if (value !== undefined) setOption(wasm, settings, name, value);
    }
    const pointer = wasm.newTrainer(settings, text.normalize('NFC'), model ?? none, checkpoint ?? none);
    if (!pointer) fail(wasm);
    return new Trainer(wasm, pointer);
  });
}

/** Runs `use`; where the module breaks off, it has run out of memory, and has to be started anew. @template T @param {() => T} use */
function guard(use) {
  try {
    return use();
  } catch (error) {
    if (!(error instanceof WebAssembly.RuntimeError)) throw error;
    started = null;
    throw new LukewarmError('out-of-memory',
      'There is not enough memory for this training: take a smaller network, fewer streams or a shorter text.');
  }
}

export class Trainer {
  #wasm;
  #pointer;
  /** @type {{ [name: string]: number }} */
  #facts = {};

  /** @param {import('./module.js').Wasm} wasm @param {number} pointer which this object owns */
  constructor(wasm, pointer) {
    this.#wasm = wasm;
    this.#pointer = pointer;
    this.#read();
    const { parameters, vocabSize, trainTokens, validTokens, charactersPerToken, stepsPerPass, stepsTotal, tokensPerStep } = this.#facts;
    /** @type {TrainInfo} */
    this.info = { parameters, vocabSize, trainTokens, validTokens, charactersPerToken, stepsPerPass, stepsTotal, tokensPerStep };
    const replaced = /** @type {string} */ (wasm.replacements(pointer)).split('\u0001');
    /** What the tokenizer of the model does not know; `to` is empty for what is skipped. @type {{ from: string, to: string }[]} */
    this.replacements = [];
    for (let i = 0; i + 1 < replaced.length; i += 2) this.replacements.push({ from: replaced[i], to: replaced[i + 1] });
  }

  #read() {
    const bytes = this.#wasm.bytesAt(this.#wasm.facts(this.#pointer));
    const numbers = new Float64Array(bytes.slice().buffer);
    this.#facts = Object.fromEntries(FACTS.map((name, index) => [name, numbers[index]]));
  }

  get status() {
    return STATUS[this.#facts.status];
  }
  /** Steps of all passes so far. */
  get stepsDone() {
    return this.#facts.stepsDone;
  }
  /** The best held-out loss, nats per token; null before the first measurement, or with nothing held out. */
  get bestLoss() {
    return Number.isNaN(this.#facts.bestLoss) ? null : this.#facts.bestLoss;
  }

  /** Learns from one chunk of every stream. @returns {TrainStep} */
  step() {
    const learned = guard(() => this.#wasm.step(this.#pointer));
    const before = this.#facts.status;
    this.#read();
    if (!learned) {
      if (this.status !== 'diverged' || before === this.#facts.status) fail(this.#wasm);
      throw new LukewarmError('diverged', this.#wasm.errorMessage());
    }
    const { pass, passes, step, stepsPerPass, tokensPerStep: tokens, loss, gradientNorm, learningRate, trainLoss, validLoss, best } = this.#facts;
    return {
      pass, passes, step, stepsPerPass, tokens, loss, gradientNorm, learningRate,
      evaluation: Number.isNaN(trainLoss) ? null
        : { trainLoss, validLoss: Number.isNaN(validLoss) ? null : validLoss, best: best === 1 },
    };
  }

  /** @param {number} pointer */
  #take(pointer) {
    if (!pointer) fail(this.#wasm);
    const bytes = this.#wasm.bytesAt(pointer).slice();
    this.#wasm.releaseBytes();
    return /** @type {Uint8Array<ArrayBuffer>} */ (bytes);
  }

  /**
   * Returns a model file of the best weights so far, or of the latest.
   * @param {{ latest?: boolean, bits?: 32 | 8 | 4, name?: string, license?: string, trainingData?: string }} [options]
   */
  modelBytes({ latest = false, bits = 8, name = '', license = '', trainingData = '' } = {}) {
    return this.#take(guard(() => this.#wasm.modelBytes(this.#pointer, latest, bits, name, license, trainingData)));
  }

  /** Returns all that is needed to go on later. */
  checkpoint() {
    return this.#take(guard(() => this.#wasm.checkpoint(this.#pointer)));
  }

  dispose() {
    if (this.#pointer) this.#wasm.freeTrainer(this.#pointer);
    this.#pointer = 0;
  }
}

/** A text in the making: read the distribution, draw or choose the next token, fork. */
import { Generation } from './generation.js';
import { Handle } from './module.js';
import { checkNames, checkToken, fill, generateOptions, refuse, sortedChoices, string, wholeNumber } from './options.js';
import { inSlices } from './slices.js';
import { candidatesFrom, stepsFrom, textOf } from './steps.js';

/**
 * @typedef {import('./steps.js').Candidate} Candidate
 * @typedef {import('./steps.js').Step} Step
 *
 * @typedef {{ from: string, to: string }} Replacement what the model does not know, and how it was read; '': skipped
 *
 * @typedef {object} Engine what a session shares with its model
 * @property {import('./module.js').Wasm} wasm
 * @property {import('./options.js').SamplingOptions} defaults
 * @property {number} vocabSize
 */

export class Session {
  #engine;
  #handle;
  /** Its calls must run one after the other (web/worker/serve.js). */
  _inOrder = true;
  /** What of the text fed so far the model does not know. @type {Replacement[]} */
  replacements = [];
  /** Of the generation that was started, by index, and how many are through. @type {import('./options.js').Choice[]} */
  #choices = [];
  #chosen = 0;
  /** How many tokens it has, and how many candidates it reports. */
  #made = 0;
  #candidates = 0;

  /**
   * @param {Engine} engine
   * @param {any} object the module's session, which this object owns
   * @param {number | bigint} seed
   */
  constructor(engine, object, seed) {
    this.#engine = engine;
    this.#handle = new Handle(engine.wasm, object, 'session');
    this.seed = seed;
  }

  /**
   * Feeds more text; returns the replacements.
   * @param {string} text
   * @param {{ signal?: AbortSignal }} [options] aborted, it has fed a part of the text
   */
  async feed(text, options = {}) {
    checkNames(options, ['signal']);
    this._read(text);
    await this._ready(options);
    return this.replacements;
  }

  /**
   * Draws, feeds and returns the next token.
   * @param {import('./options.js').GenerateOptions} [options]
   * @returns {Step}
   */
  step(options = {}) {
    this._begin({ ...options, maxTokens: 1 }, true);
    return this._run(1)[0];
  }

  /**
   * Continues to options.maxTokens or a stop string and returns what that added; the session stays open for more. The
   * seed is the session's own, and the indices of choices count from here.
   * @param {import('./options.js').GenerateOptions} [options]
   * @returns {Promise<{ text: string, steps: Step[] }>}
   */
  async complete(options = {}) {
    return new Generation(this, options, { keepOpen: true }).complete();
  }

  /**
   * Feeds token `id` as if it had been drawn.
   * @param {number} id
   * @returns {Step}
   */
  choose(id) {
    checkToken(id, this.#engine.vocabSize);
    const [step] = stepsFrom(this.#handle.call('_choose', id));
    return { ...step, chosen: true };
  }

  /**
   * The next token's distribution, the most probable first; with `candidates`, only so many of them.
   * @param {import('./options.js').DistributionOptions} [options]
   */
  distribution(options = {}) {
    const sampling = this.#sampling(options, ['candidates', 'signal', 'onProgress']);
    const { vocabSize } = this.#engine;
    const count = wholeNumber(options.candidates, 'candidates', vocabSize);
    return candidatesFrom(this.#handle.call('_distribution', sampling, Math.min(count, vocabSize)));
  }

  /** Returns an independent copy, at the same place in the text and in the random numbers. */
  fork() {
    const copy = new Session(this.#engine, this.#handle.call('_fork'), this.seed);
    copy.replacements = [...this.replacements];
    return copy;
  }

  dispose() {
    this.#handle.free();
  }

  /** Takes a text that _ready() feeds. @param {string} text */
  _read(text) {
    const { text: parts, textEnds } = this.#handle.call('_read', string(text, 'The text'));
    for (let i = 0; i < textEnds.length; i += 2) {
      this.replacements.push({ from: textOf(parts, textEnds, i), to: textOf(parts, textEnds, i + 1) });
    }
  }

  /** Feeds what was read. @param {Parameters<typeof inSlices>[1]} [options] */
  _ready(options) {
    return inSlices((count) => this.#handle.call('_feed', count), options);
  }

  /**
   * Starts a generation, for _run().
   * @param {import('./options.js').GenerateOptions} options
   * @param {boolean} keepOpen afterwards: an unfinished character at the end waits for the rest of its bytes
   */
  _begin(options, keepOpen) {
    const sampling = this.#sampling(options, generateOptions);
    this.#candidates = Math.min(wholeNumber(options.candidates, 'candidates', 0), this.#engine.vocabSize);
    this.#choices = sortedChoices(options.choices ?? [], this.#engine.vocabSize);
    this.#chosen = 0;
    this.#made = 0;
    const maxTokens = Math.min(wholeNumber(options.maxTokens, 'maxTokens', 200), 2 ** 32 - 1);
    const stop = [options.stop ?? []].flat().map((text) => string(text, 'stop'));
    for (const text of stop) this.#handle.call('_stopAt', text);
    const statistics = options.statistics ?? true;
    if (typeof statistics !== 'boolean') refuse('statistics must be a boolean.');
    this.#handle.call('_begin', { sampling, maxTokens, keepOpen, statistics });
  }

  /** Lets its generation run with those of a group. @param {any} group the module's */
  _join(group) {
    this.#handle.call('_join', group);
  }

  /** Generates up to `count` tokens; fewer come at the end. @param {number} count */
  _run(count) {
    /** @type {Step[]} */
    const steps = [];
    while (steps.length < count) {
      // A call ends before the next token that is chosen.
      const chosen = this.#choices[this.#chosen]?.index === this.#made ? this.#choices[this.#chosen++] : null;
      const next = this.#choices[this.#chosen]?.index ?? Infinity;
      const wanted = Math.min(count - steps.length, next - this.#made);
      const made = stepsFrom(this.#handle.call('_run', wanted, this.#candidates, chosen?.id ?? -1));
      if (chosen && made.length > 0) made[0].chosen = true;
      for (const step of made) steps.push(step);
      this.#made += made.length;
      if (made.length < wanted) break;
    }
    return steps;
  }

  /** @param {any} options @param {string[]} others that are known beside the sampling options */
  #sampling(options, others) {
    const { defaults, wasm } = this.#engine;
    checkNames(options, [...Object.keys(defaults), ...others]);
    return fill(defaults, options, { order: wasm.module.Order });
  }
}

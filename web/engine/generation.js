/** A generation as an async iterator: runs in slices, so that a page stays alive and a signal is heard. */
import { refuse } from './options.js';
import { more } from './runtime.js';
import { Pace, nextTask } from './slices.js';

/** @typedef {import('./session.js').Step} Step */

/** @implements {AsyncIterableIterator<Step>} */
export class Generation {
  #session;
  #options;
  /** @type {Step[]} */
  #steps = [];
  #next = 0;
  #pace = new Pace();
  #ended = false;
  #started = false;
  /** @type {Promise<void> | null} */
  #refilling = null;
  #keepOpen;
  /** Of a text that goes on to the end of a sentence. @type {import('./sentence.js').Ending | undefined} */
  #ending;

  /**
   * @param {import('./session.js').Session} session which this object owns
   * @param {import('./options.js').GenerateOptions} options
   * @param {{ keepOpen?: boolean }} [how] keepOpen: the session is its opener's and continues after this
   */
  constructor(session, options, { keepOpen = false } = {}) {
    const { end, maxTokens = 200 } = options ?? {}; // which session._begin() refuses
    if (end) {
      if (end !== 'sentence' || keepOpen) refuse("end must be 'sentence'.");
      this.#ending = { left: maxTokens, most: maxTokens >> 2 };
      options = { ...options, maxTokens: maxTokens + (maxTokens >> 2) };
    }
    session._begin(options, keepOpen);
    this.#session = session;
    this.#options = options;
    this.#keepOpen = keepOpen;
    /** The seed that makes this text again. */
    this.seed = session.seed;
    /** What of the prompt the model does not know. */
    this.replacements = session.replacements;
  }

  [Symbol.asyncIterator]() {
    return this;
  }

  /** @returns {Promise<IteratorResult<Step>>} */
  async next() {
    while (this.#next === this.#steps.length && !this.#ended) {
      this.#refilling ??= this.#refill().finally(() => (this.#refilling = null));
      await this.#refilling;
    }
    if (this.#next === this.#steps.length) return this.return();
    return { done: false, value: this.#steps[this.#next++] };
  }

  /** @returns {Promise<IteratorResult<Step>>} */
  async return() {
    this.#ended = true;
    this.#steps = [];
    this.#next = 0;
    if (!this.#keepOpen) this.#session.dispose();
    return { done: true, value: undefined };
  }

  /** Runs to the end. `text` is that of all steps. */
  async complete() {
    /** @type {Step[]} */
    const steps = [];
    for await (const step of this) steps.push(step);
    return { text: steps.map((step) => step.text).join(''), seed: this.seed, steps, replacements: this.replacements };
  }

  async #refill() {
    try {
      // The first slice comes at once; from then on the page has its turn before each.
      if (this.#started) await nextTask();
      else await this.#session._ready(this.#options);
      this.#started = true;
      this.#options.signal?.throwIfAborted();
      if (this.#ended) return;
      const wanted = this.#pace.count;
      this.#steps = this.#pace.time((count) => this.#session._run(count));
      this.#next = 0;
      this.#ended = this.#steps.length < wanted;
      if (this.#ending && (this.#ending.left -= this.#steps.length) < 0) this.#ended = (await import('./sentence.js')).cut(this.#ending, this.#steps, this.#ended);
      if (!this.#ended) return;
      more().catch(() => {}); // whoever needs it will ask again
    } catch (error) {
      this.return();
      throw error;
    }
  }
}

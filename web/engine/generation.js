/** A generation as an async iterator: runs in short batches, so that a page stays alive and a signal is heard. */
import { wholeNumber } from './options.js';

/** How long a batch may take, in ms: half of a frame at 60 Hz. */
const BATCH_TIME = 8;

/** Resolves in a task of its own, without the 4 ms that a nested setTimeout waits. */
export function nextTask() {
  if (typeof setImmediate === 'function') return new Promise((resolve) => setImmediate(resolve));
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve(undefined);
    };
    port2.postMessage(0);
  });
}

/** @typedef {import('./session.js').Step} Step */

/** @implements {AsyncIterableIterator<Step>} */
export class Generation {
  #session;
  #signal;
  #candidates;
  /** @type {Step[]} */
  #steps = [];
  #next = 0;
  #batch = 1;
  #ended = false;
  #release;

  /**
   * @param {import('./session.js').Session} session which this object owns
   * @param {import('./options.js').GenerateOptions} options
   * @param {{ goesOn?: boolean }} [how] goesOn: the session is its opener's and goes on after this
   */
  constructor(session, options, { goesOn = false } = {}) {
    this.#session = session;
    this.#signal = options.signal;
    this.#candidates = wholeNumber(options.candidates, 'candidates', 0);
    this.#release = goesOn ? () => {} : () => session.dispose();
    session.begin(options, goesOn);
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
    if (this.#next === this.#steps.length && !this.#ended) await this.#refill();
    if (this.#next === this.#steps.length) return this.return();
    return { done: false, value: this.#steps[this.#next++] };
  }

  /** @returns {Promise<IteratorResult<Step>>} */
  async return() {
    this.#ended = true;
    this.#steps = [];
    this.#next = 0;
    this.#release();
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
    // The first batch comes at once; from then on the page has its turn in between.
    if (this.#steps.length > 0) await nextTask();
    if (this.#signal?.aborted) {
      this.return();
      this.#signal.throwIfAborted();
    }
    const began = performance.now();
    this.#steps = this.#session.run(this.#batch, this.#candidates);
    this.#next = 0;
    if (this.#steps.length < this.#batch) this.#ended = true;
    const took = performance.now() - began;
    if (took < BATCH_TIME / 2) this.#batch = Math.min(2 * this.#batch, 4096);
    else if (took > BATCH_TIME) this.#batch = Math.max(1, this.#batch >> 1);
  }
}

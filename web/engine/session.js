/** A text in the making: read the distribution, draw or choose the next token, fork. */
import { LukewarmError } from './errors.js';
import { chooseSeed, configure, fail, string } from './options.js';

/**
 * @typedef {{ id: number, text: string, probability: number, adjusted: number }} Candidate
 * @typedef {object} Step one token
 * @property {number} id
 * @property {string} text what it adds to the text; may be empty
 * @property {number} probability the model's own, before temperature
 * @property {number} logProbability its natural logarithm
 * @property {number} uniform the number in [0, 1) that drew it; 0 if it was chosen
 * @property {Candidate[]} [candidates] most probable first; adjusted: after temperature and truncation
 *
 * @typedef {{ from: string, to: string }} Replacement what the model does not know, and how it was read; '': skipped
 */

export class Session {
  #model;
  #wasm;
  #session;
  #seed;
  /** @type {Replacement[]} */
  #replacements = [];

  /**
   * @param {import('./model.js').Model} model
   * @param {import('./runtime.js').Wasm} wasm
   * @param {any} session of the module; this object owns it
   * @param {number | bigint} seed
   */
  constructor(model, wasm, session, seed) {
    this.#model = model;
    this.#wasm = wasm;
    this.#session = session;
    this.#seed = seed;
  }

  /**
   * @param {import('./model.js').Model} model
   * @param {import('./runtime.js').Wasm} wasm
   * @param {any} pointer the module's model
   * @param {string} prompt
   * @param {number | bigint} [wanted]
   */
  static open(model, wasm, pointer, prompt, wanted) {
    const text = string(prompt, 'The prompt');
    const seed = chooseSeed(wanted);
    const bits = BigInt(seed);
    const raw = new wasm.Session(pointer, Number(bits & 0xffffffffn), Number(bits >> 32n));
    const session = new Session(model, wasm, raw, seed);
    session.feed(text);
    return session;
  }

  get seed() { return this.#seed; }
  /** What of the text fed so far the model does not know. */
  get replacements() { return this.#replacements; }

  /** The module's session, or an error after dispose(). */
  get raw() {
    return this.#session ?? closed();
  }

  /**
   * Feeds more text.
   * @param {string} text
   */
  feed(text) {
    if (!this.raw.feed(string(text, 'The text'))) fail(this.#wasm);
    const parts = this.raw.replacements();
    const list = parts ? parts.split('\u0001') : [];
    for (let i = 0; i < list.length; i += 2) this.#replacements.push({ from: list[i], to: list[i + 1] });
  }

  /**
   * Draws, feeds and returns the next token.
   * @param {import('./options.js').GenerateOptions} [options]
   * @returns {Step}
   */
  step(options = {}) {
    configure(this.#wasm, this.raw, options);
    this.raw.begin(1, '');
    return this.run(1, options.candidates ?? 0)[0];
  }

  /**
   * Feeds token `id` as if it had been drawn.
   * @param {number} id
   * @returns {Step}
   */
  choose(id) {
    if (!Number.isInteger(id) || id < 0 || id >= this.#model.info.vocabSize) {
      throw new LukewarmError('invalid-argument', `There is no token ${id}.`);
    }
    this.raw.choose(id);
    return this.#steps(1, 0)[0];
  }

  /**
   * The next token's distribution, the most probable first.
   * @param {import('./options.js').SamplingOptions} [options]
   */
  distribution(options = {}) {
    configure(this.#wasm, this.raw, options);
    this.raw.distribution();
    const ids = Array.from(this.raw.ids());
    const logits = Array.from(this.raw.logits());
    const probabilities = Array.from(this.raw.probabilities());
    const adjusted = Array.from(this.raw.adjusted());
    return ids.map((id, i) => ({
      id, text: this.#model.tokenText(id), logit: logits[i], probability: probabilities[i], adjusted: adjusted[i],
    }));
  }

  /** Returns an independent copy, at the same place in the text and in the random numbers. */
  fork() {
    const copy = new Session(this.#model, this.#wasm, this.raw.fork(), this.#seed);
    copy.#replacements = [...this.#replacements];
    return copy;
  }

  dispose() {
    this.#session?.delete();
    this.#session = null;
  }

  /**
   * Runs what raw.begin() started for up to `count` tokens; fewer come at the end.
   * @param {number} count
   * @param {number} candidates
   */
  run(count, candidates) {
    return this.#steps(this.raw.run(count, candidates), candidates);
  }

  /**
   * @param {number} count
   * @param {number} candidates
   * @returns {Step[]}
   */
  #steps(count, candidates) {
    const raw = this.raw;
    const text = raw.text();
    const ids = raw.ids();
    const ends = raw.textEnds();
    const probabilities = raw.probabilities();
    const logProbabilities = raw.logProbabilities();
    const uniforms = raw.uniforms();
    /** @type {Step[]} */
    const steps = [];
    for (let i = 0, begin = 0; i < count; begin = ends[i++]) {
      steps.push({
        id: ids[i],
        text: text.slice(begin, ends[i]),
        probability: probabilities[i],
        logProbability: logProbabilities[i],
        uniform: uniforms[i],
      });
    }
    if (candidates > 0 && count > 0) {
      const candidateIds = Array.from(raw.candidateIds());
      const before = Array.from(raw.candidateProbabilities());
      const after = Array.from(raw.candidateAdjusted());
      const each = candidateIds.length / count;
      steps.forEach((step, i) => {
        step.candidates = Array.from({ length: each }, (_, j) => {
          const at = i * each + j;
          const id = candidateIds[at];
          return { id, text: this.#model.tokenText(id), probability: before[at], adjusted: after[at] };
        });
      });
    }
    return steps;
  }
}

/** @returns {never} */
function closed() {
  throw new LukewarmError('disposed', 'This session or its model was disposed of.');
}

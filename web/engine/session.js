/** A text in the making: read the distribution, draw or choose the next token, fork. */
import { cutIntoLayers, whatToRead } from './activations.js';
import { LukewarmError } from './errors.js';
import { Generation } from './generation.js';
import { checkToken, chooseSeed, choicesByIndex, configure, fail, string, wholeNumber } from './options.js';

/**
 * @typedef {{ id: number, text: string, probability: number, adjusted: number }} Candidate
 * @typedef {object} Step one token
 * @property {number} id
 * @property {string} text what it adds to the text; may be empty
 * @property {number} probability the model's own, before temperature
 * @property {number} logProbability its natural logarithm
 * @property {number} uniform the number in [0, 1) that drew it; 0 if it was chosen
 * @property {number} entropy of the model's own distribution at this place, in nats
 * @property {true} [chosen] it was not drawn; absent otherwise
 * @property {Candidate[]} [candidates] most probable first; adjusted: after temperature and truncation
 *
 * @typedef {{ from: string, to: string }} Replacement what the model does not know, and how it was read; '': skipped
 */

/** The module's columns of results (cpp/bindings/web_session.h, in its order) and how to read each. */
const COLUMNS = /** @type {const} */ ([
  ['ids', Int32Array], ['textEnds', Int32Array], ['ranks', Int32Array], ['candidateIds', Int32Array],
  ['floats', Float32Array], ['probabilities', Float64Array], ['logProbabilities', Float64Array],
  ['uniforms', Float64Array], ['adjusted', Float64Array], ['entropies', Float64Array],
  ['candidateProbabilities', Float64Array], ['candidateAdjusted', Float64Array],
]);

/** @param {string} text @param {number[]} ends @param {number} i */
const between = (text, ends, i) => text.slice(i > 0 ? ends[i - 1] : 0, ends[i]);

export class Session {
  #model;
  #wasm;
  /** Of the module; 0 after dispose(). */
  #pointer;
  #seed;
  /** @type {Replacement[]} */
  #replacements = [];
  /** Of the generation that begin() started. @type {Map<number, number>} */
  #choices = new Map();
  /** How many tokens it has. */
  #made = 0;

  /**
   * @param {import('./model.js').Model} model
   * @param {import('./runtime.js').Wasm} wasm
   * @param {number} pointer to the module's session, which this object owns
   * @param {number | bigint} seed
   */
  constructor(model, wasm, pointer, seed) {
    this.#model = model;
    this.#wasm = wasm;
    this.#pointer = pointer;
    this.#seed = seed;
  }

  /**
   * @param {import('./model.js').Model} model
   * @param {import('./runtime.js').Wasm} wasm
   * @param {number} modelPointer
   * @param {string} prompt
   * @param {number | bigint} [wanted]
   */
  static open(model, wasm, modelPointer, prompt, wanted) {
    const text = string(prompt, 'The prompt');
    const seed = chooseSeed(wanted);
    const bits = BigInt(seed);
    const pointer = wasm.openSession(modelPointer, Number(bits & 0xffffffffn), Number(bits >> 32n));
    const session = new Session(model, wasm, pointer, seed);
    session.feed(text);
    return session;
  }

  get seed() { return this.#seed; }
  /** What of the text fed so far the model does not know. */
  get replacements() { return this.#replacements; }

  /** The module's session. */
  get pointer() {
    if (this.#pointer) return this.#pointer;
    throw new LukewarmError('disposed', 'This session was disposed of.');
  }

  /**
   * Feeds more text.
   * @param {string} text
   */
  feed(text) {
    if (!this.#wasm.feed(this.pointer, string(text, 'The text'))) fail(this.#wasm);
    const parts = this.#wasm.replacements(this.pointer);
    const list = parts ? parts.split('\u0001') : [];
    for (let i = 0; i < list.length; i += 2) this.#replacements.push({ from: list[i], to: list[i + 1] });
  }

  /**
   * Draws, feeds and returns the next token.
   * @param {import('./options.js').GenerateOptions} [options]
   * @returns {Step}
   */
  step(options = {}) {
    this.begin({ ...options, maxTokens: 1 }, true);
    return this.run(1, wholeNumber(options.candidates, 'candidates', 0))[0];
  }

  /**
   * Goes on to options.maxTokens or a stop string and returns what that added; the session stays open for more. The
   * seed is the session's own, and the indices of choices count from here.
   * @param {import('./options.js').GenerateOptions} [options]
   * @returns {Promise<{ text: string, steps: Step[] }>}
   */
  async complete(options = {}) {
    return new Generation(this, options, { goesOn: true }).complete();
  }

  /**
   * Feeds token `id` as if it had been drawn.
   * @param {number} id
   * @returns {Step}
   */
  choose(id) {
    checkToken(id, this.#model.info.vocabSize);
    this.#wasm.choose(this.pointer, id);
    return this.#steps(0, true)[0];
  }

  /**
   * The next token's distribution, the most probable first; with `candidates`, only so many of them.
   * @param {import('./options.js').DistributionOptions} [options]
   */
  distribution(options = {}) {
    configure(this.#wasm, this.pointer, options);
    const { vocabSize } = this.#model.info;
    const count = wholeNumber(options.candidates, 'candidates', vocabSize);
    this.#wasm.distribution(this.pointer, Math.min(count, vocabSize));
    const { ids, floats: logits, probabilities, adjusted } = this.#read('ids', 'floats', 'probabilities', 'adjusted');
    return ids.map((id, i) => ({
      id, text: this.#model.tokenText(id), logit: logits[i], probability: probabilities[i], adjusted: adjusted[i],
    }));
  }

  /**
   * Scores `text`, whatever was fed before.
   * @param {string} text
   */
  score(text) {
    const normal = string(text, 'The text');
    if (!this.#wasm.score(this.pointer, normal)) fail(this.#wasm);
    const { ids, textEnds, logProbabilities, ranks, entropies } =
      this.#read('ids', 'textEnds', 'logProbabilities', 'ranks', 'entropies');
    return ids.map((id, i) => ({
      id,
      text: between(normal, textEnds, i),
      logProbability: logProbabilities[i],
      rank: ranks[i],
      entropy: entropies[i],
    }));
  }

  /**
   * Reads `text` from its start, whatever was fed before.
   * @param {string} text
   * @param {import('./activations.js').ActivationOptions} options
   */
  activations(text, options) {
    const { info } = this.#model;
    const normal = string(text, 'The text');
    const asked = whatToRead(info, options);
    if (!this.#wasm.activations(this.pointer, normal, asked.layer, asked.bits)) fail(this.#wasm);
    const { ids, textEnds } = this.#read('ids', 'textEnds');
    return {
      tokens: ids.map((id, i) => ({ id, text: between(normal, textEnds, i) })),
      layers: cutIntoLayers(info, asked, ids.length, /** @type {Float32Array} */ (this.#column('floats'))),
    };
  }

  /** Returns an independent copy, at the same place in the text and in the random numbers. */
  fork() {
    const copy = new Session(this.#model, this.#wasm, this.#wasm.forkSession(this.pointer), this.#seed);
    copy.#replacements = [...this.#replacements];
    return copy;
  }

  dispose() {
    if (this.#pointer) this.#wasm.freeSession(this.#pointer);
    this.#pointer = 0;
  }

  /**
   * Starts a generation, for run().
   * @param {import('./options.js').GenerateOptions} options
   * @param {boolean} goesOn afterwards: an unfinished character at the end waits for the rest of its bytes
   */
  begin(options, goesOn) {
    this.#choices = choicesByIndex(options.choices ?? [], this.#model.info.vocabSize);
    this.#made = 0;
    const stop = [options.stop ?? []].flat().map((text) => string(text, 'stop'));
    const maxTokens = wholeNumber(options.maxTokens, 'maxTokens', 200);
    configure(this.#wasm, this.pointer, options);
    this.#wasm.begin(this.pointer, maxTokens, stop.join('\u0001'), goesOn);
  }

  /**
   * Generates up to `count` tokens; fewer come at the end.
   * @param {number} count
   * @param {number} candidates
   */
  run(count, candidates) {
    const most = Math.min(candidates, this.#model.info.vocabSize);
    const end = this.#made + count;
    // Where a token is chosen, a run of the module begins.
    const starts = [...this.#choices.keys()].filter((index) => index > this.#made && index < end).sort((a, b) => a - b);
    /** @type {Step[]} */
    const steps = [];
    for (const next of [...starts, end]) {
      const chosen = this.#choices.get(this.#made);
      const wanted = next - this.#made;
      const made = this.#wasm.run(this.pointer, wanted, most, chosen ?? -1);
      steps.push(...this.#steps(most, chosen !== undefined));
      this.#made += made;
      if (made < wanted) break;
    }
    return steps;
  }

  /**
   * Copies columns out of the module, whose memory moves when it grows.
   * @template {typeof COLUMNS[number][0]} Name
   * @param {Name[]} names
   * @returns {Record<Name, number[]>}
   */
  #read(...names) {
    return /** @type {Record<Name, number[]>} */ (
      Object.fromEntries(names.map((name) => [name, Array.from(this.#column(name))])));
  }

  /**
   * A column in the module's memory, good until the next call.
   * @param {typeof COLUMNS[number][0]} name
   */
  #column(name) {
    const index = COLUMNS.findIndex(([column]) => column === name);
    const address = this.#wasm.columnAddress(this.pointer, index);
    const size = this.#wasm.columnSize(this.pointer, index);
    return new COLUMNS[index][1](this.#wasm.HEAPU8.buffer, address, size);
  }

  /**
   * @param {number} candidates that each token has, at most the vocab
   * @param {boolean} chosen the first token was
   * @returns {Step[]}
   */
  #steps(candidates, chosen) {
    const text = this.#wasm.text(this.pointer);
    const { ids, textEnds, probabilities, logProbabilities, uniforms, entropies } =
      this.#read('ids', 'textEnds', 'probabilities', 'logProbabilities', 'uniforms', 'entropies');
    /** @type {Step[]} */
    const steps = ids.map((id, i) => ({
      id,
      text: between(text, textEnds, i),
      probability: probabilities[i],
      logProbability: logProbabilities[i],
      uniform: uniforms[i],
      entropy: entropies[i],
    }));
    if (chosen && steps.length > 0) steps[0].chosen = true;
    if (candidates > 0) {
      const { candidateIds, candidateProbabilities, candidateAdjusted } =
        this.#read('candidateIds', 'candidateProbabilities', 'candidateAdjusted');
      const all = candidateIds.map((id, i) => ({
        id, text: this.#model.tokenText(id), probability: candidateProbabilities[i], adjusted: candidateAdjusted[i],
      }));
      steps.forEach((step, i) => { step.candidates = all.slice(i * candidates, (i + 1) * candidates); });
    }
    return steps;
  }
}

/** The names and ways of ml5's charRNN, over a model of this engine. Knows nothing of addresses, pages or ml5's files. */

/**
 * @typedef {import('./model.js').Model} Model
 * @typedef {import('./model.js').Session} Session
 * @typedef {import('./model.js').Replacement} Replacement
 *
 * @typedef {object} CharRNNOptions numbers may be strings, as a slider's value is one
 * @property {string} [seed] the text before; default 'a', and with `stateful` nothing
 * @property {number | string} [length] how many tokens, which are characters in ml5's models; default 20
 * @property {number | string} [temperature] 0: always the most probable; default 0.5
 * @property {boolean} [stateful] continue from the state that feed() and generate() have left; default false
 * @property {number} [randomSeed] makes the same text again, unless `stateful`; ml5 has no such option
 *
 * @typedef {{ sample: string, state: CharRNNState, replacements: Replacement[] }} CharRNNResult
 *   replacements: characters of the seed that the model does not know, and how they were read
 * @typedef {{ sample: string, probabilities: { char: string, probability: number }[] }} CharRNNPrediction probabilities by id
 */

/** @template T @typedef {(error: any, result?: T) => void} Callback */

/** A place in a text, from getState() for setState(). It stays as it is, whatever the model reads after it. */
export class CharRNNState {
  /** @param {Promise<Session>} session */
  constructor(session) {
    /** @internal */
    this._session = session;
    session.catch(() => {}); // whoever uses it gets the error
    Object.defineProperty(this, '_session', { enumerable: false });
  }
}

/** @param {any} value @param {number} fallback */
function number(value, fallback) {
  const wanted = value === '' || value === null || typeof value === 'boolean' ? NaN : Number(value);
  return Number.isNaN(wanted) || wanted < 0 ? fallback : wanted;
}

/** Calls back with the error, or with undefined and the result. @template T @param {Promise<T>} promise @param {Callback<T>} [callback] */
export function callBack(promise, callback) {
  // What the callback throws is the page's own error, which is reported as such.
  if (typeof callback === 'function') promise.then((result) => callback(undefined, result), callback);
  return promise;
}

/** A loaded or loading model. Calls are carried out in their order, whether or not they are awaited. */
export class CharRNN {
  /** @type {Promise<Model>} */
  #model;
  /** The state: a session that is advanced only if nobody else holds it. @type {Session | undefined} */
  #session;
  #isHeld = false;
  /** The last call. @type {Promise<unknown>} */
  #last = Promise.resolve();

  /** What generate() takes for what it is not given. */
  defaults = { seed: 'a', length: 20, temperature: 0.5, stateful: false };
  /** How many tokens the model knows; 0 until it is loaded. */
  vocabSize = 0;
  /** How many recurrent layers it has. */
  cellsAmount = 0;

  /** @param {Promise<Model>} model @param {Callback<CharRNN>} [callback] called once it is loaded, or with why it is not */
  constructor(model, callback) {
    this.#model = model;
    /** Settles once the model is loaded. @type {Promise<CharRNN>} */
    this.ready = callBack(this.#start(), callback);
    if (callback) this.ready.catch(() => {}); // it has got the error
  }

  async #start() {
    const { info } = await this.#model;
    this.vocabSize = info.vocabSize;
    this.cellsAmount = info.layers.filter(({ kind }) => /lstm|gru|rnn/.test(kind)).length;
    return this;
  }

  /** Runs after the calls before it. @template T @param {(model: Model) => Promise<T>} work @returns {Promise<T>} */
  #inOrder(work) {
    const result = this.#last.then(async () => work(await this.#model));
    this.#last = result.catch(() => {});
    return result;
  }

  /** Makes another session the state. @param {Session | undefined} session @param {boolean} [isHeld] by a CharRNNState too */
  #take(session, isHeld = false) {
    if (!this.#isHeld && this.#session !== session) this.#session?.dispose();
    this.#session = session;
    this.#isHeld = isHeld;
  }

  /** Returns the state, to read it. @param {Model} model */
  async #current(model) {
    if (!this.#session) this.#take(await model.session());
    return /** @type {Session} */ (this.#session);
  }

  /** Returns the state, to advance it. @param {Model} model */
  async #own(model) {
    const session = await this.#current(model);
    if (this.#isHeld) this.#take(await session.fork());
    return /** @type {Session} */ (this.#session);
  }

  /** @param {Session} session as it is now */
  #hold(session) {
    this.#isHeld = true;
    return new CharRNNState(Promise.resolve(session));
  }

  /**
   * Returns the distribution at a temperature, by id, and a token that was drawn from it. The draw is made here: a state
   * that is set again would bring its random numbers along, and with them the same text.
   * @param {Session} session @param {number} temperature
   */
  async #draw(session, temperature) {
    const candidates = await session.distribution({ temperature });
    let left = Math.random();
    // The sum may fall short of 1 by rounding: then it is the most probable one.
    const drawn = candidates.find(({ samplingProbability }) => (left -= samplingProbability) < 0) ?? candidates[0];
    return { drawn, candidates: candidates.sort((a, b) => a.id - b.id) };
  }

  /**
   * Continues a text. It begins anew, unless `stateful`; the state is that after the whole text, and predict(), feed() and
   * a stateful generate() go on from there.
   * @param {CharRNNOptions | Callback<CharRNNResult>} [options]
   * @param {Callback<CharRNNResult>} [callback]
   * @returns {Promise<CharRNNResult>}
   */
  generate(options, callback) {
    if (typeof options === 'function') return this.generate({}, options);
    const given = options ?? {};
    const stateful = given.stateful ?? this.defaults.stateful;
    const length = Math.floor(number(given.length, this.defaults.length));
    const temperature = number(given.temperature, this.defaults.temperature);
    const seed = given.seed !== undefined && given.seed !== null && given.seed !== '' ? String(given.seed) : stateful ? '' : this.defaults.seed;
    return callBack(this.#inOrder(async (model) => {
      if (stateful) return this.#continue(await this.#own(model), seed, length, temperature);
      this.#take(await model.session(seed, { seed: given.randomSeed }));
      const session = /** @type {Session} */ (this.#session);
      const replacements = session.replacements;
      const { text } = length > 0 ? await session.complete({ maxTokens: length, temperature, statistics: false }) : { text: '' };
      return { sample: text, state: this.#hold(session), replacements };
    }), callback);
  }

  /** @param {Session} session @param {string} seed @param {number} length @param {number} temperature */
  async #continue(session, seed, length, temperature) {
    const before = session.replacements.length;
    if (seed) await session.feed(seed);
    const replacements = session.replacements.slice(before);
    let sample = '';
    for (let i = 0; i < length; i++) {
      const { drawn } = await this.#draw(session, temperature);
      sample += (await session.choose(drawn.id)).text;
    }
    return { sample, state: this.#hold(session), replacements };
  }

  /**
   * Reads a text into the state. Returns the characters that the model does not know, and how they were read.
   * @param {string} inputSeed
   * @param {(error?: any) => void} [callback]
   * @returns {Promise<Replacement[]>}
   */
  feed(inputSeed, callback) {
    const result = this.#inOrder(async (model) => {
      const session = await this.#own(model);
      const before = session.replacements.length;
      await session.feed(String(inputSeed));
      return session.replacements.slice(before);
    });
    return callBack(result, callback && ((error) => callback(error)));
  }

  /**
   * Draws what may come next, and leaves the state as it is: feed() what was drawn, to go on.
   * @param {number | string} [temperature] 0: the most probable; default 0.1, as in ml5
   * @param {(sample: string) => void} [callback] which is given the sample alone, as in ml5
   * @returns {Promise<CharRNNPrediction>}
   */
  predict(temperature, callback) {
    const result = this.#inOrder(async (model) => {
      const { drawn, candidates } = await this.#draw(await this.#current(model), number(temperature, 0.1));
      return {
        sample: drawn.text,
        probabilities: candidates.map(({ text, samplingProbability }) => ({ char: text, probability: samplingProbability })),
      };
    });
    result.then((prediction) => callback?.(prediction.sample), () => {});
    return result;
  }

  /** Forgets what was read. */
  reset() {
    this.#inOrder(async () => this.#take(undefined)).catch(() => {});
  }

  /** Forgets what was read: ml5's other name for it. */
  resetState() {
    this.reset();
  }

  /** Returns the state as it is after the calls so far. @returns {CharRNNState} */
  getState() {
    return new CharRNNState(this.#inOrder(async (model) => {
      const session = await this.#current(model);
      this.#isHeld = true;
      return session;
    }));
  }

  /** Goes back to a state. @param {CharRNNState} state from getState(), or of a result */
  setState(state) {
    if (!(state instanceof CharRNNState)) throw new TypeError('setState() takes what getState() has returned.');
    this.#inOrder(async () => this.#take(await state._session, true)).catch(() => {});
  }

  get state() {
    return this.getState();
  }

  set state(state) {
    this.setState(state);
  }

  /** Frees the model, once the calls so far are through. */
  async dispose() {
    await this.#inOrder(async (model) => {
      this.#take(undefined);
      await model.dispose();
    }).catch(() => {});
  }
}

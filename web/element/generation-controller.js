// One text in the making: loads the model, runs the generation, counts, keeps the choices and their undoing. It shows
// nothing: a view takes the steps, and events tell the rest.
import { forgetStopped, holdModel, releaseModels } from './engine.js';
import { keyOf, samplingOf } from './settings.js';

/** @typedef {import('./settings.js').Settings} Settings */
/** @typedef {import('./engine.js').Model} Model */
/** @typedef {{ begin(prompt: string): void, append(step: any): void, clear(): void, end(): void }} View */

/** Says whether an error only means that something was given up. @param {any} error */
export const isAborted = (error) => error?.name === 'AbortError';

/** @param {AbortSignal} signal @returns {Promise<never>} */
const whenAborted = (signal) =>
  new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason), { once: true }));

/**
 * Events: 'progress' (detail: { loaded, total } in bytes), 'load' (detail: the model's info), 'begin',
 * 'reading' (detail: { loaded, total }, of a long prompt, in tokens), 'replaced' (detail:
 * what of the prompt the model does not know), 'finish' (a text is complete, or was stopped after its first token), 'stop',
 * 'failure' (detail: the error), 'end' (of a run, however it ended).
 */
export class GenerationController extends EventTarget {
  #view;
  /** @type {AbortController | null} */
  #run = null;
  #held = ''; // the address of the model
  /** What the model is; null until it is loaded. @type {Model['info'] | null} */
  info = null;
  /** The settings that give the text as it stands. @type {Settings | null} */
  written = null;
  /** What of the prompt the model does not know. @type {{ from: string, to: string }[]} */
  replacements = [];
  /** Of the model's download, in bytes. @type {import('./engine.js').Progress | null} */
  progress = null;
  /** Why there is no text. @type {any} */
  failure = null;
  /** Of the newest text; seconds since its first token. */
  counts = { tokens: 0, characters: 0, seconds: 0 };

  /** @param {View} view */
  constructor(view) {
    super();
    this.#view = view;
  }

  get busy() {
    return this.#run !== null;
  }

  /** Whether `settings` give the text as it stands. @param {Settings} settings */
  isWritten(settings) {
    return this.written !== null && keyOf(settings) === keyOf(this.written);
  }

  /**
   * Writes a text; one that is being written gives way. Rejects if there is none: the events say why.
   * @param {Settings} settings
   * @param {() => string | Promise<string>} [addressOf] where the model lies, if not where the settings say
   */
  async generate(settings, addressOf = () => settings.model) {
    this.#run?.abort();
    const run = (this.#run = new AbortController());
    const { signal } = run;
    this.counts = { tokens: 0, characters: 0, seconds: 0 };
    this.failure = null;
    this.#view.begin(settings.prompt);
    this.#tell('begin');
    try {
      const address = await addressOf();
      signal.throwIfAborted();
      const model = await Promise.race([this.load(address), whenAborted(signal)]);
      signal.throwIfAborted();
      const choices = settings.choices.filter(({ id }) => id < model.info.vocabSize);
      const { prompt, seed, maxTokens, end } = /** @type {any} */ (settings);
      const began = performance.now();
      const steps = model.generate(prompt, { ...samplingOf(settings), choices, seed, maxTokens, end, signal, onProgress: (progress) => this.#tell('reading', progress) });
      for await (const step of steps) {
        signal.throwIfAborted(); // a step that was on its way when the run was given up
        if (this.counts.tokens++ === 0) this.#setReplacements(steps.replacements);
        this.counts.characters += [...step.text].length;
        this.counts.seconds = (performance.now() - began) / 1000;
        this.#view.append(step);
      }
      if (this.counts.tokens === 0) {
        this.#setReplacements(steps.replacements);
        this.#view.clear();
      }
      this.#finish(settings);
    } catch (error) {
      if (run !== this.#run) throw error;
      if (!isAborted(error)) {
        forgetStopped(error);
        this.failure = error;
        if (this.counts.tokens > 0) this.written = this.#cut(settings);
        this.#tell('failure', error);
      } else {
        if (this.counts.tokens > 0) this.#finish(this.#cut(settings));
        this.#tell('stop');
      }
      throw error;
    } finally {
      if (run === this.#run) {
        this.#run = null;
        this.#view.end();
        this.#tell('end');
      }
    }
  }

  /** Ends what is being written; what has come stays. A download that nobody else on the page waits for ends too. */
  stop() {
    if (this.#run && !this.info) this.release();
    this.#run?.abort();
  }

  /** Returns the model, held until another one is loaded, or release(). @param {string} address @returns {Promise<Model>} */
  async load(address) {
    if (address !== this.#held) this.release();
    this.#held = address;
    const model = await holdModel(address, this, (progress) => this.info || this.#tell('progress', (this.progress = progress)));
    if (this.#held === address && this.info !== model.info) {
      this.info = model.info;
      this.#tell('load', model.info);
    }
    return model;
  }

  /** Lets go of the model. @param {number} [keptFor] how long it is kept for others, in ms */
  release(keptFor) {
    releaseModels(this, keptFor);
    this.#held = '';
    this.info = this.progress = null;
  }

  /** @param {{ from: string, to: string }[]} replacements */
  #setReplacements(replacements) {
    this.replacements = replacements;
    this.#tell('replaced', replacements);
  }

  /** Returns the settings of what has come of a text. @param {Settings} settings @returns {Settings} */
  #cut(settings) {
    return { ...settings, maxTokens: this.counts.tokens, end: '' };
  }

  /** @param {Settings} settings that give the text as it now stands */
  #finish(settings) {
    this.#view.end();
    this.written = settings;
    this.#tell('finish');
  }

  /** @param {string} type @param {any} [detail] */
  #tell(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }
}

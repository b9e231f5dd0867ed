/** Several texts after one prompt, written side by side: the network reads its weights once for all of them. */
import { Handle } from './module.js';
import { refuse } from './options.js';
import { stepsFrom } from './steps.js';

/** @typedef {import('./options.js').GenerateOptions} GenerateOptions */

/** What a Generation takes for a session; each step is an array, with null for a text that has ended. */
export class SideBySide {
  #session;
  /** @type {import('./session.js').Session[]} */
  #texts = [];
  /** The module's group, and what owns it. @type {any} */
  #group;
  #handle;
  #each;
  #keepOpen = false;

  /**
   * @param {import('./session.js').Session} session which has read the prompt, and which this object owns
   * @param {import('./session.js').Engine} engine
   * @param {any} group the module's, which this object owns
   * @param {GenerateOptions[]} each text's own options, beside those of all
   */
  constructor(session, engine, group, each) {
    this.#session = session;
    this.#group = group;
    this.#handle = new Handle(engine.wasm, group, 'group');
    this.#each = each;
    if (!Array.isArray(each) || each.length === 0) refuse('Texts side by side need an array of options, one for each text.');
    if (each.some((own) => own?.seed !== undefined || own?.signal)) refuse('seed and signal are options of all texts, not of one.');
  }

  get seed() { return this.#session.seed; }
  get replacements() { return this.#session.replacements; }

  /** @param {GenerateOptions} options of all texts @param {boolean} keepOpen */
  _begin(options, keepOpen) {
    this.#keepOpen = keepOpen;
    const given = (/** @type {GenerateOptions} */ own) => Object.fromEntries(Object.entries(own ?? {}).filter(([, value]) => value !== undefined));
    this.#each = this.#each.map((own) => ({ ...options, ...given(own) }));
    for (const own of this.#each) {
      if (own.candidates || own.choices?.length || own.end) refuse('Texts side by side have no candidates, no choices and no end.');
      this.#session._begin(own, keepOpen); // checks the others
    }
  }

  /** @param {GenerateOptions} [options] */
  async _ready(options) {
    await this.#session._ready(options);
    for (const own of this.#each) {
      const text = this.#session.fork();
      this.#texts.push(text);
      text._begin(own, this.#keepOpen);
      text._join(this.#group);
    }
  }

  /** Generates up to `count` tokens of each text; fewer come at the end. @param {number} count */
  _run(count) {
    const columns = this.#handle.call('_run', count).map(stepsFrom);
    const longest = Math.max(...columns.map((/** @type {any[]} */ steps) => steps.length));
    return Array.from({ length: longest }, (_, i) => columns.map((/** @type {any[]} */ steps) => steps[i] ?? null));
  }

  dispose() {
    this.#handle.free();
    for (const session of [this.#session, ...this.#texts]) session.dispose();
  }
}

// What the reader does to a <lukewarm-text>, here and in its panels, and how it is undone. A text is what its settings give,
// so that what is kept of the one before are its settings.
import { formatChoices } from './choices.js';
import { keyOf } from './settings.js';

/** @typedef {import('./settings.js').Settings} Settings */
const pause = 1500; // ms, after which a slider moves anew

/** @typedef {{ quiet?: boolean, series?: string }} How quiet: it is not read out; series: what moves step by step, a slider, and is undone as one */

export class TextActions {
  #content;
  /** The newest last. @type {Settings[]} */
  #before = [];
  #series = '';
  #moved = 0;

  /** @param {any} content of the text */
  constructor(content) {
    this.#content = content;
  }

  get canUndo() {
    return this.#before.length > 0;
  }

  /** Forgets what was before: the page has set another text. */
  forget() {
    this.#before = [];
  }

  /** Sets options and writes anew; choices that are not among them are given up. @param {Partial<Settings>} changes @param {How} [how] */
  async set(changes, { quiet, series = '' } = {}) {
    const before = this.#put(changes);
    const now = performance.now();
    if (before && !(series && series === this.#series && now - this.#moved < pause)) {
      this.#before.push(before);
      this.#leave();
    }
    this.#series = series;
    this.#moved = now;
    this.#content.frame.checkValues(); // what is set now is right
    await this.#content.ask(quiet);
  }

  /** Takes another token in place of one, and writes on from there. @param {import('./choices.js').Choice} choice */
  take(choice) {
    const { choices } = this.#content.settings;
    return this.set({ choices: [...choices.filter((/** @type {import('./choices.js').Choice} */ { index }) => index < choice.index), choice] }, { quiet: true });
  }

  /** Brings back the text before. */
  undo() {
    const before = this.#before.pop();
    if (!before) return;
    this.#put(before);
    this.#series = '';
    this.#leave();
    this.#content.ask();
  }

  /** Sets options; returns what gives the text that stood there, if they give another. @param {Partial<Settings>} changes */
  #put({ choices = [], ...changes }) {
    const { values, controller, settings } = this.#content;
    Object.assign(values, changes, { at: formatChoices(choices) });
    if (keyOf(this.#content.settings) === keyOf(settings)) return null;
    return controller.busy ? settings : controller.written ?? settings; // one that was stopped is shorter than was set
  }

  /** Tells the page, whose history may have a place for what was before. */
  #leave() {
    this.#content.controller.dispatchEvent(new Event('leave'));
  }
}

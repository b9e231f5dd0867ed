// A place in a text to look at the next token's distribution: after its last blank, where a word begins and the model has
// most to choose from. It stays while samplers and temperature are tried, though the text changes.
import { isolate } from '../i18n/isolate.js';
import { showBlanks } from './visible.js';

/** @typedef {import('./engine.js').Model} Model */
/** @typedef {{ model: Model, session: Awaited<ReturnType<Model['session']>>, shown: string }} Place */

const longest = 1000; // characters that are read before the place
const named = 24; // and those that name it

/** Returns the end of `text` in a few words, its blanks made visible at the end. @param {string} text */
export function nameEnd(text) {
  const symbols = [...text];
  const end = symbols.slice(-named).join('').replace(/\n/g, '⏎');
  return isolate(`${symbols.length > named ? '…' : ''}${end.replace(/\s+$/, showBlanks)}`);
}

/** Returns the text up to the place. @param {string} text @param {string} tokenizer */
export function cutText(text, tokenizer) {
  const isLetters = tokenizer === 'char' || tokenizer === 'byte';
  const place = isLetters ? text.slice(0, text.search(/\s\S*$/) + 1) || text : text.trimEnd();
  return place.slice(-longest);
}

export class TextPlace {
  #panel;
  /** @type {Promise<Place> | null} */
  #place = null;
  #key = '';

  /** @param {import('./panel.js').PanelContent} panel of whose text it is a place */
  constructor(panel) {
    this.#panel = panel;
  }

  /** Returns where it is, and a session there. @returns {Promise<Place>} */
  get() {
    if (!this.#place) {
      // Before there is a text, what is there serves until it is finished.
      this.#key = this.#panel.text.controller.busy ? '' : this.#keyNow;
      const place = (this.#place = this.#find());
      place.catch(() => this.#place === place && (this.#place = null));
    }
    return this.#place;
  }

  /** Goes to the end of the text if it is another one; says whether it did. */
  move() {
    if (this.#place && this.#keyNow === this.#key) return false;
    this.leave();
    return true;
  }

  leave() {
    this.#place?.then(({ session }) => session.dispose()).catch(() => {});
    this.#place = null;
  }

  get #keyNow() {
    const { model, prompt, seed } = this.#panel.settings;
    return [model, prompt, seed].join('\n');
  }

  async #find() {
    const model = await this.#panel.loadModel();
    const text = cutText(this.#panel.wholeText || this.#panel.settings.prompt, model.info.tokenizer);
    return { model, shown: nameEnd(text), session: await model.session(text, { seed: 0 }) };
  }
}

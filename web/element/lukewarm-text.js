import { LukewarmError } from '../engine/errors.js';
import { LukewarmElement, propertyOf } from './base.js';
import { parseChoices } from './choices.js';
import { make } from './dom.js';
import { forgetStopped } from './engine.js';
import { drawSeed, parseSeed } from './seed.js';
import { TextControls, textControlsCss } from './text-controls.js';
import { tokenViewCss } from './token-style.js';
import { TokenView } from './token-view.js';

/** @typedef {import('../engine/model.js').ModelInfo} ModelInfo */
/** @typedef {import('../worker/client.js').Progress} Progress */

/** Attributes that the model's own options are named after. */
const samplers = /** @type {const} */ ({
  'top-k': 'number', 'top-p': 'number', 'min-p': 'number', 'typical-p': 'number', 'repetition-penalty': 'number',
  'presence-penalty': 'number', 'frequency-penalty': 'number', order: 'string',
});
const readOutLength = 1000; // texts up to this length are read out when finished

const css = textControlsCss + tokenViewCss + `
.text { font-size: var(--lukewarm-text-size, 1.1875rem); line-height: 1.6; }
.status { margin: 0; color: var(--soft); font-style: italic; }
.failure { border-inline-start: 3px solid var(--accent); padding-inline-start: 1rem; overflow-wrap: anywhere; }
progress { display: block; appearance: none; border: 0; height: 3px; width: min(100%, 12rem); margin-block: 0.5rem; background: var(--line); color: var(--accent); }
progress::-webkit-progress-bar { background: var(--line); }
progress::-webkit-progress-value { background: var(--accent); }
progress::-moz-progress-bar { background: var(--accent); }
`;

/** @param {AbortSignal} signal @returns {Promise<never>} */
const whenAborted = (signal) =>
  new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason), { once: true }));

/**
 * A text that a model writes in the reader's browser: the same text for the same model, prompt, options and seed.
 * What stands in the element shows until the text is there, and where it cannot be.
 *
 * @element lukewarm-text
 * @attr {string} model - address of a model file, or a short name: NAME is models/NAME/NAME.safetensors beside the module
 * @attr {string} prompt - what the text begins with
 * @attr {number} temperature - 0 is greedy; 1 unless told
 * @attr {string} seed - a whole number below 2^64; drawn unless told
 * @attr {number} max-tokens - how many characters or words; 200 unless told
 * @attr {number} top-k - only the k likeliest tokens; 0 is off
 * @attr {number} top-p - only the likeliest tokens that share this much probability; 1 is off
 * @attr {number} min-p - only tokens with this share of the likeliest one's probability; 0 is off
 * @attr {number} typical-p - only the most typical tokens that share this much probability; 1 is off
 * @attr {number} repetition-penalty - divides the logits of what has come; 1 is off
 * @attr {number} presence-penalty - lowers the logits of what has come; 0 is off
 * @attr {number} frequency-penalty - lowers them by each time; 0 is off
 * @attr {string} order - "temperature-first" (the default) or "temperature-last": before or after the others
 * @attr {string} at - tokens taken instead of the drawn ones: "12.345_40.9" takes token 345 at 12 and token 9 at 40
 * @attr {boolean} shaded - shades every token by how surprising it was to the model
 * @attr {boolean} controls - lets the reader write a beginning, move the temperature, generate, vary and stop
 * @attr {string} loading - "eager": at once, not when the element comes into sight
 * @prop {string} text - what the model has added to the prompt
 * @prop {ModelInfo | null} info - what the model is, once it is loaded
 * @fires load - the model is there; detail: its info
 * @fires progress - a part of the model has come; detail: { loaded, total } in bytes
 * @fires error - there is no text; detail: { code, message }
 * @fires ended - the text is complete; detail: { text, seed }
 * @fires lukewarm-input - the reader set something; detail: { name, value }
 * @fires lukewarm-generate - the reader asked for a text; detail: { prompt, temperature, seed }
 * @fires lukewarm-stop - the reader stopped it
 * @slot - what shows without JavaScript, before the text and where there is an error
 * @csspart controls - all the controls
 * @csspart temperature - the slider with its label
 * @csspart button - each button
 * @csspart text - the text, prompt included
 * @csspart prompt - the prompt in the text
 * @csspart progress - the bar of the download
 * @csspart status - what the element says of itself
 * @cssprop --lukewarm-text - the typeface of text
 * @cssprop --lukewarm-text-size - the size of the generated text
 * @cssprop --lukewarm-numbers - the typeface of numbers
 * @cssprop --lukewarm-paper - the background, of which buttons are made
 * @cssprop --lukewarm-ink - the colour of text
 * @cssprop --lukewarm-soft - the colour of notes
 * @cssprop --lukewarm-line - the colour of lines
 * @cssprop --lukewarm-accent - the colour of the temperature
 */
export class LukewarmText extends LukewarmElement {
  /** @type {import('./base.js').Attributes} */
  static attributes = {
    model: 'string', prompt: 'string', temperature: 'number', seed: 'string', 'max-tokens': 'number', ...samplers,
    at: 'string', shaded: 'boolean', controls: 'boolean', loading: 'string',
  };
  static css = css;

  /** @type {AbortController | null} */
  #run = null;
  #written = ''; // the settings of the newest text
  #address = ''; // of the model that is held
  #drawn = drawSeed();
  /** @type {ModelInfo | null} */
  #info = null;
  /** @type {TextControls | undefined} */
  #controls;
  #slot = make('slot');
  #status = make('p', { className: 'status', part: 'status', role: 'status' });
  #progress = make('progress', { part: 'progress', hidden: true, max: 1, 'aria-label': 'Model download' });
  #text = make('div', { className: 'text', part: 'text', hidden: true, role: 'group', 'aria-label': 'Generated text' });
  #view = new TokenView(this.#text);

  constructor() {
    super();
    this.root.append(this.#slot, this.#text, this.#progress, this.#status);
  }

  /** What the model has added to the prompt, so far. */
  get text() {
    return this.#view.text;
  }

  /** The seed of the text: the attribute's, else a drawn one. @returns {number | bigint} */
  get seed() {
    return parseSeed(this.getAttribute('seed') ?? '') ?? Number(this.#drawn);
  }

  set seed(seed) {
    this.setAttribute('seed', String(seed));
  }

  /** What the model is; null until it is loaded. */
  get info() {
    return this.#info;
  }

  /** Writes the text anew. Resolves when it is complete. @returns {Promise<{ text: string, seed: number | bigint }>} */
  async generate() {
    if (!this.startNow()) throw new LukewarmError('disposed', 'A <lukewarm-text> writes while it is on a page; put it there.');
    const { prompt } = this.values;
    const seed = this.seed;
    this.#run?.abort();
    const run = (this.#run = new AbortController());
    const { signal } = run;
    this.#written = this.#wanted;
    this.#say();
    this.#setBusy(true);
    try {
      const model = await Promise.race([this.#load(), whenAborted(signal)]);
      this.#view.begin(prompt);
      const choices = parseChoices(this.values.at).filter(({ id }) => id < model.info.vocabSize);
      for await (const step of model.generate(prompt, { ...this.#options, choices, seed, signal })) {
        signal.throwIfAborted();
        this.#view.append(step);
        this.#showText();
      }
      this.#showText();
      this.emit('ended', { text: this.text, seed });
      return { text: this.text, seed };
    } catch (/** @type {any} */ error) {
      forgetStopped(error);
      if (run === this.#run && error?.name !== 'AbortError') this.#fail(error);
      throw error;
    } finally {
      if (run === this.#run) {
        this.#run = null;
        this.#setBusy(false);
      }
    }
  }

  /** Ends what is being written; what has come stays. A download that nobody else on the page waits for ends too. */
  stop() {
    if (this.#run && !this.#info) {
      this.releaseModels();
      this.#address = '';
      this.#progress.hidden = true;
    }
    this.#run?.abort();
  }

  start() {
    this.#written = this.#address = '';
    this.update();
  }

  update() {
    const temperature = this.values.temperature ?? 1;
    this.#view.shading = this.values.shaded;
    if (this.controls && !this.#controls) this.root.prepend((this.#controls = this.#makeControls()).element);
    if (this.#controls) {
      this.#controls.element.hidden = !this.controls;
      this.#controls.prompt = this.values.prompt;
      this.#controls.temperature = temperature;
      this.#showAction();
    }
    this.style.setProperty('--heat', String(Math.min(1, temperature / 2)));
    if (this.#wanted !== this.#written) this.generate().catch(() => {});
  }

  /** @returns {boolean} */
  get controls() {
    return this.hasAttribute('controls');
  }

  set controls(shown) {
    this.toggleAttribute('controls', shown);
  }

  /** Everything that decides the text, in a word to compare. */
  get #wanted() {
    return JSON.stringify([this.values.model, this.values.prompt, this.values.at, String(this.seed), this.#options]);
  }

  get #options() {
    const names = ['temperature', 'max-tokens', ...Object.keys(samplers)].map(propertyOf);
    return Object.fromEntries(names.map((name) => [name, this.values[name]])
      .filter(([, value]) => value !== undefined && value !== ''));
  }

  async #load() {
    const { model: address } = this.values;
    if (!address) throw new LukewarmError('invalid-argument', 'A <lukewarm-text> needs a model: the address of a model file.');
    if (address !== this.#address) {
      this.releaseModels();
      this.#info = null;
    }
    this.#address = address;
    const isNew = this.#info === null;
    const model = await this.holdModel(address, this.#showProgress);
    if (this.#address === address) {
      this.#progress.hidden = true;
      this.#info = model.info;
      if (isNew) this.emit('load', model.info);
    }
    return model;
  }

  /** @param {Progress} progress */
  #showProgress = ({ loaded, total }) => {
    this.#progress.hidden = this.#info !== null;
    if (total) this.#progress.value = loaded / total;
    else this.#progress.removeAttribute('value');
    this.emit('progress', { loaded, total });
  };

  #showText() {
    this.#slot.hidden = true;
    this.#text.hidden = false;
  }

  /** @param {boolean} busy */
  #setBusy(busy) {
    if (!busy) this.#view.end();
    this.#text.setAttribute('aria-busy', String(busy));
    if (!this.#controls) return;
    this.#controls.busy = busy;
    this.#showAction();
  }

  /** @param {string} [text] @param {string} [unseen] read out and not shown */
  #say(text = '', unseen = '') {
    this.#status.classList.remove('failure');
    this.#status.replaceChildren(...(text ? [make('span', {}, text)] : []), make('span', { className: 'unseen' }, unseen));
  }

  /** @param {{ code?: string, message?: string }} error */
  #fail({ code = 'internal', message = 'Something went wrong.' }) {
    this.#progress.hidden = true;
    const isEmpty = !this.textContent?.trim() && this.childElementCount === 0;
    // Where the page has put something in the text's place, that says enough.
    if (this.controls || isEmpty) {
      this.#say(message);
      this.#status.classList.add('failure');
    }
    this.emit('error', { code, message });
  }

  // --- what the reader does

  #makeControls() {
    return new TextControls(this, {
      input: (name) => {
        const value = /** @type {TextControls} */ (this.#controls)[name];
        this.emit('lukewarm-input', { name, value });
        if (name === 'temperature') this.#take();
        else this.#showAction();
      },
      generate: () => this.#ask(),
      vary: () => {
        this.seed = /** @type {any} */ (drawSeed());
        this.#ask();
      },
      stop: () => {
        if (!this.#run) return;
        this.stop();
        this.#say('Stopped.');
        this.emit('lukewarm-stop');
      },
    });
  }

  /** Makes what the reader set the element's own, which writes anew. */
  #take() {
    const controls = /** @type {TextControls} */ (this.#controls);
    this.values.prompt = controls.prompt;
    this.values.temperature = controls.temperature;
  }

  async #ask() {
    this.#take();
    const { prompt, temperature } = this.values;
    this.emit('lukewarm-generate', { prompt, temperature, seed: this.seed });
    try {
      const { text } = await this.generate();
      this.#say('', `Finished. ${text.length <= readOutLength ? text : ''}`);
    } catch {
      // It has been said.
    }
  }

  #showAction() {
    const controls = /** @type {TextControls} */ (this.#controls);
    controls.again = this.#wanted === this.#written && controls.prompt === this.values.prompt;
  }
}

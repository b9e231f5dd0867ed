import { LukewarmError } from '../engine/errors.js';
import { text as english } from '../i18n/en.js';
import { messagesOf } from '../i18n/language.js';
import { make } from './dom.js';
import { Content, contentOf, LukewarmElement } from './element.js';
import { addressOf, isShort, keptMs } from './engine.js';
import { GenerationController } from './generation-controller.js';
import { findModel } from './model-list.js';
import { drawSeed } from './seed.js';
import { keyOf, samplerAttributes, settingsOf } from './settings.js';
import { tokenViewCss } from './token-style.js';
import { TokenView } from './token-view.js';

/** @typedef {import('../engine/model.js').ModelInfo} ModelInfo */
/** @typedef {import('./settings.js').Settings} Settings */

const css = tokenViewCss + `
.text { font-size: var(--lukewarm-text-size, 1em); line-height: 1.6; font-variant-numeric: normal; }
/* The places of the controls and of the line over the text, until they are there. */
.detailed > .place { min-height: 27rem; }
.detailed .head { min-height: 4rem; margin-bottom: 1.25rem; border-bottom: 1px solid var(--line); }
.detailed .text { min-height: 12rem; }
.detailed.wide { display: grid; grid-template-columns: 20rem minmax(0, 1fr); column-gap: clamp(3.5rem, 100% - 53rem, 5.5rem); align-items: start; }
.wide .head { min-height: 2.25rem; }
.wide .text { min-height: 28rem; }
`;

/** The text and what decides it. What stands around it, controls and reports, is a TextFrame's. */
class TextContent extends Content {
  static css = css;

  /** The settings of the newest text, and the model's name in them. */
  #asked = '';
  #model = '';
  #attempt = 0; // of the address that is wanted: past a cache that holds a damaged file
  #wanted = '';
  /** The models that there are to choose from. @type {import('./model-list.js').Entry[]} */
  list = [];
  /** @type {import('./text-frame.js').TextFrame | undefined} */
  frame;
  /** The frame's: what the reader does. @type {import('./text-actions.js').TextActions | undefined} */
  actions;
  /** The frame's, which sets numbers. @type {import('../i18n/locale.js').Locale | undefined} */
  locale;
  /** Resolves when that is there; null if it did not come. @type {Promise<void> | null | undefined} */
  framed;
  /** Whether the newest text is not to be read out. */
  quiet = false;
  #t = messagesOf(this.language, 'text', english);
  /** Where the frame puts what it has. */
  place = make('div', { className: 'place' });
  head = make('div', { className: 'head' });
  #slot = make('slot');
  #text = make('div', { id: 'text', className: 'text', part: 'text', hidden: true, role: 'group', 'aria-label': this.#t.text });
  view = new TokenView(this.#text, () => this.#onPaint());
  controller = new GenerationController(this.view);

  start() {
    const { controller } = this;
    /** @param {string} type @param {(detail: any) => void} listener */
    const on = (type, listener) => controller.addEventListener(type, (event) => listener(/** @type {CustomEvent} */ (event).detail));
    on('progress', (progress) => {
      if (this.framed !== null) this.#loadFrame();
      this.emit('progress', progress);
    });
    on('load', (info) => {
      this.#loadFrame();
      this.emit('load', info);
    });
    on('finish', () => {
      this.#loadFrame();
      this.#showText();
      this.emit('lukewarm-finish', { text: this.view.text, seed: controller.written?.seed });
    });
    on('failure', (error) => {
      this.#loadFrame();
      this.emitError(error ?? {});
    });
    this.view.expected = this.fallback;
    this.root.replaceChildren(this.place, make('div', { className: 'sheet' }, this.head, this.#slot, this.#text));
    this.update();
  }

  stop() {
    this.controller.release(keptMs); // first: what stops also ends a download
    this.controller.stop();
    this.view.dispose();
  }

  update() {
    const { values } = this;
    if (values.seed === undefined) this.given.set('seed?', drawSeed());
    this.root.classList.toggle('detailed', values.detailed);
    this.#showSettings();
    if (keyOf(this.settings) === this.#asked) return;
    this.actions?.forget();
    this.generate().catch(() => {});
  }

  /** What is set. */
  get settings() {
    const settings = settingsOf(this.values);
    settings.prompt ??= this.suggested;
    return settings;
  }

  /** What the text begins with by default: a prompt that suits the model, by the list of models. */
  get suggested() {
    return this.list.find(({ id }) => id === this.values.model)?.prompt ?? '';
  }

  /** Whether the reader has a part in it. */
  get isControlled() {
    return this.values.controls || this.values.detailed;
  }

  /** What the page has put in the text's place. */
  get fallback() {
    const own = [...this.host.childNodes].filter((/** @type {any} */ node) => !node.slot && node.nodeType !== Node.COMMENT_NODE);
    return own.map((node) => node.textContent).join('').trim();
  }

  /** Returns the model that is set, loaded. */
  async loadModel() {
    return this.controller.load(await this.#address());
  }

  /** Writes anew, past a cache that may hold a damaged file. */
  retry() {
    this.#attempt++;
    this.ask();
  }

  /** Writes for the reader, and shows the error if that fails. @param {boolean} [quiet] not read out */
  async ask(quiet = false) {
    this.#showSettings();
    await this.generate(quiet).catch(() => {});
  }

  /** Writes the text anew. Resolves when it is complete. @param {boolean} [quiet] not read out */
  async generate(quiet = !this.isControlled) {
    const { prompt, model, models } = this.values;
    if (prompt === undefined && (models || isShort(model))) await this.#find().catch(() => {}); // what is wrong with it, #address() finds too
    const { settings, controller } = this;
    this.#asked = keyOf(settings);
    this.quiet = quiet;
    if (settings.model !== this.#model) controller.dispatchEvent(new Event('model'));
    this.#model = settings.model;
    await controller.generate(settings, () => this.#address());
    return { text: this.view.text, seed: settings.seed };
  }

  /** Returns where the model lies. */
  async #address() {
    const { model, models } = this.values;
    if (!model) throw new LukewarmError('invalid-argument', this.#t.noModel);
    let address = addressOf(model);
    if (models) address = await this.#find();
    if (address !== this.#wanted) [this.#wanted, this.#attempt] = [address, 0];
    if (!this.#attempt || !address.startsWith('http')) return address;
    const url = new URL(address);
    url.searchParams.set('attempt', String(this.#attempt));
    return url.href;
  }

  /** Returns where the list of models has the model. */
  #find() {
    const { model, models } = this.values;
    return findModel(models, model, (list) => {
      if (this.list === list) return; // what the reader has begun to write stays
      this.list = list;
      this.#showSettings();
    });
  }

  #showText() {
    this.#slot.hidden = true;
    this.#text.hidden = false;
  }

  #onPaint() {
    if (this.controller.counts.tokens === 0) return;
    if (this.#text.hidden) this.#showText();
    this.frame?.showFigures();
  }

  /** Once the model comes, or something fails: the first characters do not wait for it. */
  #loadFrame() {
    this.framed ??= import('./text-frame.js').then(({ TextFrame }) => {
      if (this.signal.aborted) return;
      this.frame = new TextFrame(this);
      if (this.isControlled && !this.root.querySelector('.token-cursor')) this.#text.tabIndex = 0; // until an inspector has its cursor there
      this.#showSettings();
    }, () => {
      this.framed = null; // the next event tries again
      this.emitError({ code: 'network', message: 'The controls did not load.' });
    });
  }

  #showSettings() {
    const { shaded, detailed } = this.values;
    this.heat = this.settings.temperature;
    this.frame?.show();
    this.view.shading = shaded || (detailed && this.frame?.controls?.shaded !== false);
  }
}

/**
 * A text that a model writes in the reader's browser: the same text for the same model, prompt, options and seed.
 * What stands in the element shows until the text is there, and where it cannot be.
 *
 * @element lukewarm-text
 * @attr {string} model - address of a model file, or a short name: NAME is models/NAME/NAME.safetensors beside the module
 * @attr {string} prompt - what the text begins with; without it, what its list of models suggests for the model
 * @attr {number} [temperature=1] - 0 is greedy
 * @attr {number | bigint} seed - a whole number below 2^64; drawn if there is none
 * @attr {number} [max-tokens=200] - how many characters or words; without it about 200, to the end of a sentence
 * @attr {'sentence'} end - the text goes on from max-tokens to the end of a sentence, by a quarter at most
 * @attr {number} [top-k=0] - only the k most probable tokens; 0 is off
 * @attr {number} [top-p=1] - only the most probable tokens that share this much probability; 1 is off
 * @attr {number} [min-p=0] - only tokens with this share of the most probable one's probability; 0 is off
 * @attr {number} [typical-p=1] - only the most typical tokens that share this much probability; 1 is off
 * @attr {number} [repetition-penalty=1] - divides the logits of what has come; 1 is off
 * @attr {number} [presence-penalty=0] - lowers the logits of what has come; 0 is off
 * @attr {number} [frequency-penalty=0] - lowers them by each time; 0 is off
 * @attr {'temperature-first' | 'temperature-last'} [order=temperature-first] - before or after the others
 * @attr {string} at - tokens taken instead of the drawn ones: "12.345_40.9" takes token 345 at 12 and token 9 at 40
 * @attr {boolean} shaded - shades every token by how surprising it was to the model
 * @attr {boolean} controls - lets the reader write a prompt, move the temperature, have another text or one of the same seed, and stop
 * @attr {boolean} detailed - with the controls also the seed, the length, figures, copying, shading
 * @attr {string} models - address of a list of models (index.json of the site), from which the reader may choose
 * @prop {string} text - what the model has added to the prompt
 * @prop {ModelInfo | null} info - what the model is, once it is loaded
 * @fires {CustomEvent<ModelInfo>} load - the model is there
 * @fires {CustomEvent<{ loaded: number, total: number }>} progress - a part of the model has come, in bytes
 * @fires {CustomEvent<{ code: string, message: string }>} error - there is no text
 * @fires {CustomEvent<{ text: string, seed: number | bigint }>} lukewarm-finish - the text is complete, or was stopped
 * @fires {CustomEvent<{ name: string, value: string | number }>} lukewarm-input - the reader set something
 * @fires {CustomEvent<{ prompt: string, temperature: number, seed: number | bigint }>} lukewarm-generate - the reader asked for a text
 * @fires {CustomEvent<undefined>} lukewarm-stop - the reader stopped it
 * @slot - what shows without JavaScript, before the text and where there is an error
 * @slot controls - after the controls
 * @slot actions - beside the buttons over the text
 * @csspart controls - all the controls
 * @csspart temperature - the slider with its label
 * @csspart button - each button
 * @csspart text - the text, prompt included
 * @csspart prompt - the prompt in the text
 * @csspart progress - the bar of the download, or of a long prompt that is read
 * @csspart status - what the element says of itself
 * @cssprop --lukewarm-text-size - the size of the generated text, else that of the page's where the element stands
 */
export class LukewarmText extends LukewarmElement {
  /** @type {import('./element.js').Attributes} */
  static attributes = {
    model: 'string', prompt: 'prompt', temperature: 'number', seed: 'seed', 'max-tokens': 'number', end: 'string', ...samplerAttributes,
    at: 'string', shaded: 'boolean', controls: 'boolean', detailed: 'boolean', models: 'string', loading: 'string',
  };
  static Content = TextContent;

  /** What the model has added to the prompt, so far. @returns {string} */
  get text() {
    return contentOf(this)?.view.text ?? '';
  }

  /** What the model is; null until it is loaded. @returns {ModelInfo | null} */
  get info() {
    return contentOf(this)?.controller.info ?? null;
  }

  /** Writes the text anew. Resolves when it is complete. @returns {Promise<{ text: string, seed: number | bigint }>} */
  async generate() {
    const content = await LukewarmElement.begin(this);
    if (!content) throw new LukewarmError('disposed', 'Put the <lukewarm-text> on a page first.');
    return content.generate();
  }

  /** Ends what is being written; what has come stays. A download that nobody else on the page waits for ends too. */
  stop() {
    contentOf(this)?.controller.stop();
  }
}

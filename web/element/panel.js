// What the panels share: each belongs to a <lukewarm-text>, shows more of it, follows it while it is in sight and rests
// while it is not. One that has an attribute `model` can do without a text.
import { panel as english } from '../i18n/en.js';
import { Locale } from '../i18n/locale.js';
import { settleIn } from './at-home.js';
import { make } from './dom.js';
import { Content, contentOf, LukewarmElement, starts } from './element.js';
import { forgetStopped, releaseModels } from './engine.js';
import { hideFailure, showFailure } from './failure.js';
import { fieldsCss } from './fields.js';
import { latest } from './latest.js';
import { loadShown } from './load-shown.js';
import { LukewarmText } from './lukewarm-text.js';
import { Reading } from './progress.js';

/** @typedef {import('./engine.js').Model} Model */
/** @typedef {import('./settings.js').Settings} Settings */

/** Attributes that every panel has. */
export const panelAttributes = /** @type {const} */ ({ for: 'string', loading: 'string' });

export class PanelContent extends Content {
  static watches = true;
  static css = fieldsCss + `
.panel { display: grid; grid-template-columns: minmax(0, 1fr); gap: 1.25rem; min-width: 0; }
/* A sentence runs as its own language does, whatever the page's. */
.panel :is(p, h3, button, button > span, summary, caption) { unicode-bidi: plaintext; }
`;

  locale = new Locale(this.language);
  /** How far its model, or a long prompt, has come; to be put where it is shown. */
  reading = new Reading(this.locale);
  /** The content of the text that it belongs to, if any. @type {any} */
  text;
  #built = false;
  #bound = this.#wanted;
  #held = ''; // the address of its own model
  #failure = make('div', { className: 'failure', role: 'alert', hidden: true });
  #refresh = latest((signal) => {
    hideFailure(this.#failure);
    return this.refresh(signal).finally(() => this.reading.hide());
  }, (error) => this.#fail(error));

  async start() {
    settleIn(this);
    if (!this.standsAlone) {
      await this.#findText();
      if (this.signal.aborted) return;
      this.#follow(this.text);
    }
    this.root.replaceChildren(make('div', { className: 'panel' }, this.#failure, ...this.build()));
    this.#built = true;
    this.watch();
  }

  /** Whether it does without a text, with a model of its own. @returns {boolean} */
  get standsAlone() {
    return Boolean(this.values.model) && !this.values.for;
  }

  /** Which text it belongs to; true for none. */
  get #wanted() {
    return this.standsAlone || this.values.for;
  }

  update() {
    if (this.#wanted !== this.#bound) LukewarmElement.restart(this.host); // what it shows, and holds, is of the one before
  }

  /** @param {any} text */
  #follow({ controller, signal: life }) {
    const { signal } = this;
    life.addEventListener('abort', () => LukewarmElement.restart(this.host), { signal });
    const showHeat = () => (this.heat = this.settings.temperature);
    showHeat();
    controller.addEventListener('begin', () => {
      showHeat();
      this.settingsChanged();
    }, { signal });
    controller.addEventListener('finish', () => this.visible && this.textChanged(), { signal });
    controller.addEventListener('model', () => this.modelChanged(), { signal });
  }

  watch() {
    if (this.visible) this.refreshSoon();
    else this.rest();
  }

  stop() {
    this.rest();
  }

  /** Returns what it shows, to be filled by refresh(). @returns {Node[]} */
  build() {
    return [];
  }

  /** Brings it up to date; runs once at a time. @param {AbortSignal} _signal that this is no longer wanted */
  async refresh(_signal) {}

  /** Has refresh() run, now or after the one that runs. */
  refreshSoon() {
    if (this.visible && this.#built) this.#refresh();
  }

  /** Something was set, and a text begins. */
  settingsChanged() {}
  /** A text is finished or was stopped. */
  textChanged() {
    this.refreshSoon();
  }
  /** Another model is chosen, and the one before it is disposed of. */
  modelChanged() {
    this.rest();
  }
  /** Gives up what it does. */
  rest() {
    this.#refresh.abort();
    this.root.ariaBusy = 'false';
  }

  /** What is set. @returns {Settings} */
  get settings() {
    return this.text.settings;
  }

  /** The text that stands there, prompt included. @returns {string} */
  get wholeText() {
    const { prompt, text } = this.text.view;
    return prompt + text;
  }

  /** Returns the model that is set: the text's, or its own. @returns {Promise<Model>} */
  async loadModel() {
    this.signal.throwIfAborted(); // nobody would let go of it
    if (this.text) return this.text.loadModel();
    const { model } = this.values;
    if (model !== this.#held) releaseModels(this);
    this.#held = model;
    return loadShown(this, model);
  }

  /** Waits for the text that `for` names, or that it stands in. */
  async #findText() {
    const { host, signal, values: { for: id } } = this;
    const note = make('p', { className: 'note' }, this.locale.messages('panel', english).noText);
    await customElements.whenDefined('lukewarm-text');
    while (!signal.aborted) {
      const found = id ? /** @type {Document} */ (host.getRootNode()).getElementById(id) : host.closest('lukewarm-text');
      if ((note.hidden = found instanceof LukewarmText)) {
        // One that is there before it is in sight does not hurry its text.
        this.text = /** @type {typeof Content} */ (this.constructor).eager ? contentOf(found) : await LukewarmElement.begin(found);
      }
      this.root.append(note);
      if (this.text) return;
      await new Promise((resolve) => starts.addEventListener('start', resolve, { once: true, signal }));
    }
  }

  /** @param {any} error */
  #fail(error) {
    forgetStopped(error);
    this.rest(); // what it holds may be of an engine that is gone
    // A model that was disposed of meanwhile has a successor, which is asked next.
    if (error?.code === 'disposed') return;
    showFailure(this.#failure, error, this.locale, () => this.#refresh());
    this.emitError(error);
  }
}

// What the panels share: each belongs to a <lukewarm-text>, shows more of it, follows it while it is in sight and rests
// while it is not. One that has an attribute `model` can do without a text.
import { panel as english } from '../i18n/en.js';
import { Locale } from '../i18n/locale.js';
import { make } from './dom.js';
import { Content, LukewarmElement } from './element.js';
import { forgetStopped } from './engine.js';
import { showFailure } from './failure.js';
import { fieldsCss } from './fields.js';
import { latest } from './latest.js';
import { LukewarmText } from './lukewarm-text.js';

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
  /** The content of the text that it belongs to, if any. @type {any} */
  text;
  #built = false;
  #held = ''; // the address of its own model
  #failure = make('div', { className: 'failure', role: 'alert', hidden: true });
  #refresh = latest((signal) => {
    this.#failure.hidden = true;
    return this.refresh(signal);
  }, (error) => this.#fail(error));

  async start() {
    if (!this.standsAlone) {
      const target = await this.#findText();
      if (this.signal.aborted) return;
      if (!target) return this.root.append(make('p', { className: 'note' }, this.locale.messages('panel', english).noText));
      this.text = await LukewarmElement.begin(target);
      if (this.signal.aborted || !this.text) return;
      this.#follow(this.text.controller);
    }
    this.root.replaceChildren(make('div', { className: 'panel' }, this.#failure, ...this.build()));
    this.#built = true;
    this.watch();
  }

  /** Whether it does without a text, with a model of its own. @returns {boolean} */
  get standsAlone() {
    return Boolean(this.values.model) && !this.values.for;
  }

  /** @param {EventTarget} controller */
  #follow(controller) {
    const { signal } = this;
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
  loadModel() {
    if (this.text) return this.text.loadModel();
    const { model } = this.values;
    if (model !== this.#held) this.releaseModels();
    this.#held = model;
    return this.holdModel(model, (progress) => this.onProgress(progress));
  }

  /** A part of its own model has come. @param {import('./engine.js').Progress} progress */
  onProgress(progress) {
    this.emit('progress', progress);
  }

  /** Returns the text that `for` names, or that it stands in, once it is one. */
  async #findText() {
    await customElements.whenDefined('lukewarm-text');
    const { for: id } = this.values;
    const root = /** @type {Document | ShadowRoot} */ (this.host.getRootNode());
    const found = id ? root.getElementById(id) : this.host.closest('lukewarm-text');
    return found instanceof LukewarmText ? found : null;
  }

  /** @param {any} error */
  #fail(error) {
    forgetStopped(error);
    // A model that was disposed of meanwhile has a successor, which is asked next.
    if (error?.code === 'disposed') return;
    showFailure(this.#failure, error, this.locale, () => this.#refresh());
    this.emitError(error);
  }
}

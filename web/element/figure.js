// What the figures of the lesson share: the fallback until they start, a frame with a caption, a model, its failures.
import { Locale } from '../i18n/locale.js';
import { make } from './dom.js';
import { Content } from './element.js';
import { forgetStopped } from './engine.js';
import { showFailure } from './failure.js';
import { figureCss, figureWords, makeFigure } from './figure-frame.js';
import { isAborted } from './generation-controller.js';

/** Attributes that every figure has. */
export const figureAttributes = /** @type {const} */ ({ temperature: 'number', loading: 'string' });

export class FigureContent extends Content {
  static css = figureCss;

  locale = new Locale(this.language);
  /** What every figure says: these, and its own. */
  shared = figureWords(this.locale);
  /** Its messages. label: what the figure is, to who cannot see it; caption: shown unless the page has its own, slot="caption". */
  t = { label: '', caption: '' };
  #failure = make('div', { className: 'failure', role: 'alert', hidden: true });
  #loading = make('p', { className: 'note', hidden: true });

  /** Fills the figure. @param {(Node | string)[]} content */
  frame(...content) {
    const { label, caption } = this.t;
    this.root.replaceChildren(makeFigure(this, label, caption, () => this.settings(), ...content, this.#loading, this.#failure));
  }

  /** Returns the model of the attribute, and says meanwhile how much of it has come. */
  async loadModel() {
    const model = await this.holdModel(this.values.model, ({ loaded, total }) => {
      this.#loading.hidden = false;
      this.#loading.textContent = this.shared.loading(this.locale.percent(loaded / total));
      this.emit('progress', { loaded, total });
    });
    this.#loading.hidden = true;
    return model;
  }

  /**
   * Does what may fail and says so if it does; what was given up is no failure.
   * @param {() => Promise<void>} work
   */
  async attempt(work) {
    this.#failure.hidden = true;
    try {
      await work();
    } catch (error) {
      this.#loading.hidden = true;
      forgetStopped(error);
      if (this.signal.aborted || isAborted(error)) return;
      showFailure(this.#failure, error, this.locale, () => this.attempt(work));
      this.emitError(error);
    }
  }

  /** What the reader has set, as attributes. @returns {{ [attribute: string]: string | number }} */
  settings() {
    return {};
  }
}

// What the figures of the lesson share: the fallback until they start, a frame with a caption, a model, its failures.
import { Locale } from '../i18n/locale.js';
import { settleIn } from './at-home.js';
import { make } from './dom.js';
import { Content } from './element.js';
import { forgetStopped } from './engine.js';
import { hideFailure, showFailure } from './failure.js';
import { withLabel } from './fields.js';
import { figureCss, figureMessages, makeFigure } from './figure-frame.js';
import { isAborted } from './generation-controller.js';
import { loadShown } from './load-shown.js';
import { Reading } from './progress.js';
import { parseSeed } from './seed.js';
import { suggestedPrompt } from './suggested-prompt.js';
import { TemperatureSlider } from './temperature-slider.js';

/** Attributes that every figure has. */
export const figureAttributes = /** @type {const} */ ({ temperature: 'number', loading: 'string' });

export class FigureContent extends Content {
  static css = figureCss;

  locale = new Locale(this.language);
  /** What every figure says: these, and its own. */
  shared = figureMessages(this.locale);
  /** Its messages. label: what the figure is, to who cannot see it; caption: shown unless the page has its own, slot="caption". */
  t = { label: '', caption: '' };
  #failure = make('div', { className: 'failure', role: 'alert', hidden: true });
  /** How far its model, or a long prompt, has come. */
  reading = new Reading(this.locale);

  /** Fields of those that show them. */
  prompt = make('input', { type: 'text', id: 'prompt', dir: 'auto', autocomplete: 'off' });
  seed = make('input', { type: 'number', id: 'seed', min: '0', step: '1' });

  /** Its slider of the temperature, where it has one. @type {TemperatureSlider | undefined} */
  slider;
  #run = new AbortController();
  #hasPrompt = true;

  /** The seed that is set. @returns {number | bigint} */
  get seedValue() {
    return parseSeed(this.seed.value) ?? 0;
  }

  /** Sets its fields as the attributes have them. @param {number} [temperature] the default */
  showAttributes(temperature = 1) {
    const { values } = this;
    this.prompt.value = values.prompt ?? '';
    this.#hasPrompt = values.prompt !== undefined;
    this.seed.value = String(values.seed ?? 1);
    if (this.slider) this.slider.value = values.temperature ?? temperature;
  }

  /** Gives up what it did before; returns the signal of what it does now. */
  begin() {
    this.#run.abort();
    return (this.#run = new AbortController()).signal;
  }

  stop() {
    this.#run.abort();
  }

  /** Returns the prompt's field with its label. @param {string} label */
  promptField(label) {
    return withLabel(this.prompt, label);
  }

  /** Returns the seed's field with its label. */
  seedField() {
    return make('label', {}, this.shared.seed, ' ', this.seed);
  }

  /** Returns a button that goes on to the next seed. @param {() => void} onSeed */
  nextButton(onSeed) {
    const onclick = () => {
      this.seed.value = String((this.seed.valueAsNumber || 0) + 1);
      onSeed();
    };
    return make('button', { className: 'main', onclick }, this.shared.another);
  }

  /** Returns radio buttons. @param {string} label of all @param {[key: string, label: string][]} choices @param {(key: string) => void} onChoose */
  choice(label, choices, onChoose) {
    return make('fieldset', { className: 'row', 'aria-label': label }, ...choices.map(([value, label]) => make('label', { className: 'check' },
      make('input', { type: 'radio', name: 'choice', value, onchange: () => onChoose(value) }), label)));
  }

  /** Marks one of them. @param {HTMLElement} choice @param {string} key */
  choose(choice, key) {
    for (const input of choice.querySelectorAll('input')) input.checked = input.value === key;
  }

  /** Returns a slider, whose every move the page hears of. @param {() => void} onInput @param {{ label?: string }} [options] */
  temperatureSlider(onInput, options) {
    return new TemperatureSlider(this, (temperature) => {
      onInput();
      this.emit('lukewarm-temperature', { temperature });
    }, options);
  }

  /** Fills the figure. @param {(Node | string)[]} content */
  frame(...content) {
    const { label, caption } = this.t;
    settleIn(this);
    this.root.replaceChildren(makeFigure(this, label, caption, () => this.settings(), ...content, this.reading.element, this.#failure));
  }

  /** Returns the model of the attribute, and says meanwhile how much of it has come. Where no prompt is given, it suggests one. */
  async loadModel() {
    if (!this.#hasPrompt) {
      const prompt = await suggestedPrompt(this.values.model);
      if (!this.#hasPrompt) this.prompt.value ||= prompt;
      this.#hasPrompt = true;
    }
    return loadShown(this, this.values.model);
  }

  /**
   * Does what may fail and says so if it does; what was given up is no failure.
   * @param {() => Promise<void>} work
   */
  async attempt(work) {
    hideFailure(this.#failure);
    try {
      await work();
    } catch (error) {
      forgetStopped(error);
      if (this.signal.aborted || isAborted(error)) return;
      showFailure(this.#failure, error, this.locale, () => this.attempt(work));
      this.emitError(error);
    } finally {
      this.reading.hide();
    }
  }

  /** What the reader has set, as attributes. @returns {{ [attribute: string]: string | number }} */
  settings() {
    const { prompt, seed, slider } = this;
    return {
      ...(prompt.isConnected && { prompt: prompt.value }), ...(slider && { temperature: slider.value }), ...(seed.isConnected && { seed: seed.value }),
    };
  }
}

import { truncation as english } from '../i18n/en.js';
import { LukewarmElement } from './element.js';
import { figureAttributes, FigureContent } from './figure.js';
import { Bars, wideBarsCss } from './bars.js';
import { make } from './dom.js';
import { number, setWithNumbers } from './numbers.js';
import { Slider, sliderCss } from './slider.js';

/** @type {Record<string, { option: string, min: number, max: number, step: number, start: number }>} */
const cuts = {
  'top-k': { option: 'topK', min: 1, max: 40, step: 1, start: 5 },
  'top-p': { option: 'topP', min: 0.05, max: 1, step: 0.05, start: 0.9 },
  'min-p': { option: 'minP', min: 0, max: 0.5, step: 0.01, start: 0.1 },
};

class TruncationContent extends FigureContent {
  static css = wideBarsCss + sliderCss + `
.bars { --label-width: 5rem; }
`;

  t = this.locale.messages('truncation', english);
  #choice = this.choice(this.t.choice, Object.keys(cuts).map((name) => [name, name]), (key) => this.#choose(key));
  #name = make('span');
  #value = new Slider({ id: 'value', label: this.#name, max: 1, step: 1, describe: (value) => [number(this.locale.number(value))] }, () => this.#ask());
  #says = make('p');
  #note = make('p', { className: 'note', role: 'status' });
  #bars = new Bars(this.locale);
  slider = this.temperatureSlider(() => this.#ask());
  #cut = 'top-k';

  start() {
    this.prompt.oninput = () => this.#ask();
    this.update();
    this.frame(this.promptField(this.shared.prompt),
      this.slider.element, this.#choice,
      this.#value.element, this.#says, this.#bars.element, this.#note);
  }

  update() {
    this.showAttributes();
    this.#choose(Object.hasOwn(cuts, this.values.cut) ? this.values.cut : 'top-p', this.values.value);
  }

  /** @param {string} key @param {number} [value] */
  #choose(key, value) {
    const { min, max, step, start } = cuts[(this.#cut = key)];
    this.choose(this.#choice, key);
    Object.assign(this.#value.input, { min, max, step });
    this.#value.value = value ?? start;
    this.#name.textContent = key;
    this.#says.textContent = this.t.kinds[/** @type {'top-k'} */ (key)];
    this.#ask();
  }

  /** Asks the model. */
  #ask() {
    const signal = this.begin();
    return this.attempt(async () => {
      const model = await this.loadModel();
      signal.throwIfAborted();
      const options = { temperature: this.slider.value, [cuts[this.#cut].option]: this.#value.value, signal, onProgress: this.reading.showReading };
      /** @type {import('../engine/steps.js').Candidate[]} */
      const all = await model.distribution(this.prompt.value, options);
      signal.throwIfAborted();
      this.#bars.showCandidates(all.slice(0, this.values.candidates ?? 12));
      const kept = all.filter(({ samplingProbability }) => samplingProbability > 0).length;
      setWithNumbers(this.#note, this.t.left(this.locale.count(kept), this.locale.count(all.length)));
    });
  }

  /** @returns {{ [attribute: string]: string | number }} */
  settings() {
    return { ...super.settings(), cut: this.#cut, value: this.#value.value };
  }
}

/**
 * What top-k, top-p and min-p cut off a real model's next-token distribution.
 * @element lukewarm-truncation
 * @attr {string} model - address of a model file
 * @attr {string} prompt - what the model has read; without it, what suits the model
 * @attr {'top-k' | 'top-p' | 'min-p'} [cut=top-p] - which one
 * @attr {number} value - its k or p
 * @attr {number} [temperature=1] - applied before the cut
 * @attr {number} [candidates=12] - how many tokens are shown
 * @fires {CustomEvent<{ temperature: number }>} lukewarm-temperature - the reader moved the temperature
 * @fires {CustomEvent<{ loaded: number, total: number }>} progress - a part of the model has come, in bytes
 * @fires {CustomEvent<{ code: string, message: string }>} error - the model could not be loaded, or the work failed
 * @slot caption - in place of the figure's own caption
 * @csspart figure - the whole
 * @csspart caption - the caption and the embed button
 * @csspart embed - the button that shows the code to embed the figure
 * @csspart temperature - the slider with its label
 * @csspart value - the slider of the cut with its label
 */
export class LukewarmTruncation extends LukewarmElement {
  /** @type {import('./element.js').Attributes} */
  static attributes = {
    ...figureAttributes, model: 'string', prompt: 'prompt', cut: 'string', value: 'number', candidates: 'number',
  };
  static Content = TruncationContent;
}

import { truncation as english } from '../i18n/en.js';
import { LukewarmElement } from './element.js';
import { figureAttributes, FigureContent } from './figure.js';
import { Bars, wideBarsCss } from './bars.js';
import { make } from './dom.js';
import { setWithNumbers } from './numbers.js';
import { sliderCss } from './slider.js';
import { showBlanks } from './visible.js';

/** @type {Record<string, { option: string, min: number, max: number, step: number, start: number }>} */
const cuts = {
  'top-k': { option: 'topK', min: 1, max: 40, step: 1, start: 5 },
  'top-p': { option: 'topP', min: 0.05, max: 1, step: 0.05, start: 0.9 },
  'min-p': { option: 'minP', min: 0, max: 0.5, step: 0.01, start: 0.1 },
};

class TruncationContent extends FigureContent {
  static css = wideBarsCss + sliderCss + `
.bars { --label-width: 5rem; }
.cut-value { display: grid; grid-template-columns: auto 1fr 3rem; gap: 0.75rem; align-items: center; max-width: 34rem; }
.cut-value input { accent-color: var(--accent); min-width: 0; height: 1.75rem; }
.cut-value output { text-align: end; }
`;

  t = this.locale.messages('truncation', english);
  #choice = this.choice(this.t.choice, Object.keys(cuts).map((name) => [name, name]), (key) => this.#choose(key));
  #range = make('input', { type: 'range', id: 'value' });
  #output = make('output', { className: 'number', for: 'value' });
  #name = make('span');
  #says = make('p');
  #note = make('p', { className: 'note', role: 'status' });
  #bars = new Bars(this.locale);
  slider = this.temperatureSlider(() => this.#ask());
  #cut = 'top-k';
  #asked = 0;

  start() {
    this.prompt.oninput = this.#range.oninput = () => this.#ask();
    this.update();
    this.frame(this.promptField(this.shared.prompt),
      this.slider.element, this.#choice,
      make('label', { className: 'cut-value' }, this.#name, this.#range, this.#output),
      this.#says, this.#bars.element, this.#note);
  }

  update() {
    this.showAttributes();
    this.#choose(Object.hasOwn(cuts, this.values.cut) ? this.values.cut : 'top-p', this.values.value);
  }

  /** @param {string} key @param {number} [value] */
  #choose(key, value) {
    const { min, max, step, start } = cuts[(this.#cut = key)];
    this.choose(this.#choice, key);
    Object.assign(this.#range, { min: String(min), max: String(max), step: String(step) });
    this.#range.value = String(value ?? start);
    this.#name.textContent = key.at(-1) ?? '';
    this.#says.textContent = this.t.kinds[/** @type {'top-k'} */ (key)];
    this.#ask();
  }

  /** Asks the model; an older answer never takes the place of a newer one. */
  #ask() {
    const asked = ++this.#asked;
    const value = this.#range.valueAsNumber;
    this.#output.textContent = this.locale.number(value);
    return this.attempt(async () => {
      const model = await this.loadModel();
      if (asked !== this.#asked) return;
      const options = { temperature: this.slider.value, [cuts[this.#cut].option]: value, signal: this.signal };
      /** @type {{ text: string, probability: number, samplingProbability: number }[]} */
      const all = await model.distribution(this.prompt.value, options);
      if (asked !== this.#asked) return;
      this.#bars.show(all.slice(0, this.values.candidates ?? 12).map(({ text, probability, samplingProbability }) => ({
        label: showBlanks(text), value: samplingProbability, before: probability, cut: samplingProbability === 0,
        text: this.locale.change(probability, samplingProbability),
      })));
      const kept = all.filter(({ samplingProbability }) => samplingProbability > 0).length;
      setWithNumbers(this.#note, this.t.left(this.locale.count(kept), this.locale.count(all.length)));
    });
  }

  /** @returns {{ [attribute: string]: string | number }} */
  settings() {
    return { ...super.settings(), cut: this.#cut, value: this.#range.valueAsNumber };
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
 */
export class LukewarmTruncation extends LukewarmElement {
  /** @type {import('./element.js').Attributes} */
  static attributes = {
    ...figureAttributes, model: 'string', prompt: 'prompt', cut: 'string', value: 'number', candidates: 'number',
  };
  static Content = TruncationContent;
}

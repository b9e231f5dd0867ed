import { distribution as english } from '../i18n/en.js';
import { LukewarmElement } from './element.js';
import { figureAttributes, FigureContent } from './figure.js';
import { Bars, wideBarsCss } from './bars.js';
import { make } from './dom.js';
import { reweight } from '../engine/reweight.js';
import { sliderCss } from './slider.js';
import { formatWords, WordList, wordListCss } from './word-list.js';
import { showBlanks } from './visible.js';

class DistributionContent extends FigureContent {
  static css = wideBarsCss + sliderCss + wordListCss;

  t = this.locale.messages('distribution', english);
  /** @type {{ label: string, probability: number }[]} */
  #shown = [];
  /** @type {number[]} all that temperature changes, of which some are shown, first those */
  #probabilities = [];
  #bars = new Bars(this.locale);
  #words = new WordList(this.locale, () => this.#takeWords());
  #note = make('p', { className: 'note' });
  slider = this.temperatureSlider(() => this.#draw());

  start() {
    this.prompt.oninput = () => this.#ask();
    this.update();
    const field = this.values.model
      ? this.promptField(this.shared.prompt)
      : this.#words.element;
    this.frame(field, this.slider.element, this.#bars.element, this.#note);
  }

  update() {
    this.showAttributes();
    if (this.values.model) {
      this.#ask();
    } else {
      this.#words.show(this.values.probabilities);
      this.#takeWords();
    }
  }

  /** Reads the fields. */
  #takeWords() {
    const { words } = this.#words;
    const all = words.reduce((sum, { probability }) => sum + probability, 0);
    this.#shown = words.map(({ word, probability }) => ({ label: word, probability: probability / all }));
    this.#probabilities = this.#words.probabilities;
    this.#draw();
  }

  /** Asks the model. */
  #ask() {
    const signal = this.begin();
    return this.attempt(async () => {
      const model = await this.loadModel();
      /** @type {{ text: string, probability: number }[]} */
      const all = await model.distribution(this.prompt.value, { signal, onProgress: this.reading.showReading });
      signal.throwIfAborted();
      this.#shown = all.slice(0, this.values.candidates ?? 8)
        .map(({ text, probability }) => ({ label: showBlanks(text), probability }));
      this.#probabilities = all.map(({ probability }) => probability);
      this.#draw();
    });
  }

  #draw() {
    if (this.#probabilities.length === 0) return;
    const after = reweight(this.#probabilities, this.slider.value);
    this.#bars.show(this.#shown.map(({ label, probability }, i) => ({
      label, value: after[i], before: probability, text: this.locale.change(probability, after[i]),
    })));
    const rest = this.#probabilities.length - this.#shown.length;
    const left = after.slice(this.#shown.length).reduce((sum, p) => sum + p, 0);
    this.#note.textContent = rest > 0 ? this.t.others(this.locale.count(rest), this.locale.probability(left)) : '';
    this.#note.hidden = rest === 0;
  }

  /** @returns {{ [attribute: string]: string | number }} */
  settings() {
    return { ...(!this.values.model && { probabilities: formatWords(this.#words.words) }), ...super.settings() };
  }
}

/**
 * A distribution over words before and after temperature: of a toy whose probabilities can be edited, or of a real
 * model's next token.
 * @element lukewarm-distribution
 * @attr {string} probabilities - words and their probabilities: "cat 0.7, dog 0.1, frog 0.2"
 * @attr {number} [temperature=1] - divides the logits; 0 is greedy
 * @attr {string} model - address of a model file; its next token's distribution is shown instead of a toy's
 * @attr {string} prompt - what the model has read; without it, what suits the model
 * @attr {number} [candidates=8] - how many tokens of a model are shown, the most probable ones
 * @fires {CustomEvent<{ temperature: number }>} lukewarm-temperature - the reader moved the temperature
 * @slot caption - in place of the figure's own caption
 * @csspart figure - the whole
 * @csspart caption - the caption and the embed button
 * @csspart embed - the button that shows the code to embed the figure
 * @csspart temperature - the slider with its label
 * @csspart words - the fields of the probabilities
 */
export class LukewarmDistribution extends LukewarmElement {
  /** @type {import('./element.js').Attributes} */
  static attributes = {
    ...figureAttributes, probabilities: 'string', model: 'string', prompt: 'prompt', candidates: 'number',
  };
  static Content = DistributionContent;
}

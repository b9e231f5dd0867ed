import { greedy as english } from '../i18n/en.js';
import { wordFor } from '../i18n/locale.js';
import { LukewarmElement } from './element.js';
import { figureAttributes, FigureContent } from './figure.js';
import { Bigram, bigramCss } from './bigram.js';
import { make } from './dom.js';
import { tableCss } from './logits-table.js';
import { loopedTextCss, showLooped } from './looped-text.js';
import { uniforms } from '../engine/rng.js';
import { sliderCss } from './slider.js';

class GreedyContent extends FigureContent {
  static css = sliderCss + tableCss + bigramCss + loopedTextCss + `
.pair { display: flex; flex-wrap: wrap; gap: 1.5rem 2.5rem; }
.pair > * { flex: 1 1 17rem; min-width: 0; }
.pair h3 { margin-bottom: 0.25rem; }
.pair .text { min-height: 6rem; }
.pair .note { margin-top: 0.5rem; }
.bigram { max-width: 24rem; }
`;

  t = this.locale.messages('greedy', english);
  #bigram = new Bigram(this.locale, this.t, () => this.#write());
  slider = this.temperatureSlider(() => this.#write(), { label: this.t.temperature });
  #columns = /** @type {const} */ (['greedy', 'sampled']).map((part) => ({
    part, text: make('p', { className: 'text', part, dir: 'auto', translate: false }), note: make('p', { className: 'note' }),
  }));

  start() {
    this.prompt.oninput = this.seed.oninput = () => this.#write();
    this.update();
    this.frame(this.values.model ? this.promptField(this.t.prompt) : make('div', { className: 'scroll' }, this.#bigram.element),
      this.slider.element,
      make('div', { className: 'row' }, this.nextButton(() => this.#write()), this.seedField()),
      make('div', { className: 'pair' }, ...this.#columns.map(({ part, text, note }) =>
        make('div', {}, make('h3', {}, this.t.titles[part]), text, note))));
  }

  update() {
    this.showAttributes();
    this.#write();
  }

  /** Writes both anew. */
  #write() {
    const signal = this.begin();
    const seed = this.seedValue;
    if (!this.values.model) {
      const length = this.values.maxTokens ?? 30;
      const [first] = this.#bigram.words;
      this.#show(0, first, this.#bigram.write(length, 0, uniforms(seed)), 'word');
      this.#show(1, first, this.#bigram.write(length, this.slider.value, uniforms(seed)), 'word');
      return;
    }
    this.attempt(async () => {
      const model = await this.loadModel();
      signal.throwIfAborted();
      const texts = await Promise.all([0, this.slider.value].map((temperature, i) => this.#stream(i, model, { temperature, seed, signal })));
      this.emit('lukewarm-finish', { greedy: texts[0], sampled: texts[1] });
    });
  }

  /**
   * @param {number} column
   * @param {import('./engine.js').Model} model
   * @param {{ temperature: number, seed: number | bigint, signal: AbortSignal }} options
   */
  async #stream(column, model, { temperature, seed, signal }) {
    const prompt = this.prompt.value;
    const { tokenizer } = model.info;
    /** @type {string[]} */
    const items = [];
    let frame = 0;
    const { text } = this.#columns[column];
    text.ariaBusy = 'true';
    for await (const step of model.generate(prompt, { temperature, seed, maxTokens: this.values.maxTokens ?? 400, signal, ...(column && { onProgress: this.reading.showReading }) })) {
      signal.throwIfAborted();
      items.push(step.text);
      frame ||= requestAnimationFrame(() => {
        frame = 0;
        if (!signal.aborted) this.#show(column, prompt, items, tokenizer);
      });
    }
    this.#show(column, prompt, items, tokenizer);
    text.ariaBusy = 'false';
    return items.join('');
  }

  /** @param {number} column @param {string} prompt @param {string[]} items @param {string} tokenizer */
  #show(column, prompt, items, tokenizer) {
    const { text, note } = this.#columns[column];
    const loop = showLooped(text, prompt, items);
    const { t, locale } = this;
    note.textContent = loop
      ? t[loop.period === 1 ? 'loopOfOne' : 'loop'](locale.number(loop.start + 1), wordFor(t.token, tokenizer), wordFor(t.tokens, tokenizer), locale.number(loop.period))
      : t.noLoop;
  }
}

/**
 * Greedy search and sampling side by side, on a toy of three words or, with a model, on a real network; where a text has
 * begun to repeat itself, that is marked.
 * @element lukewarm-greedy
 * @attr {string} model - address of a model file; without it, the toy writes
 * @attr {string} prompt - what a model begins with; without it, what suits the model
 * @attr {number} [temperature=1] - of the sampling
 * @attr {number} [seed=1] - of the sampling
 * @attr {number} max-tokens - how much is written; default 400 by a model, 30 by the toy
 * @fires {CustomEvent<{ temperature: number }>} lukewarm-temperature - the reader moved the temperature
 * @fires {CustomEvent<{ greedy: string, sampled: string }>} lukewarm-finish - both texts are written
 * @fires {CustomEvent<{ loaded: number, total: number }>} progress - a part of the model has come, in bytes
 * @fires {CustomEvent<{ code: string, message: string }>} error - the model could not be loaded, or the work failed
 * @slot caption - in place of the figure's own caption
 * @csspart figure - the whole
 * @csspart caption - the caption and the embed button
 * @csspart embed - the button that shows the code to embed the figure
 * @csspart temperature - the slider with its label
 * @csspart greedy - the greedy text
 * @csspart sampled - the sampled text
 */
export class LukewarmGreedy extends LukewarmElement {
  /** @type {import('./element.js').Attributes} */
  static attributes = { ...figureAttributes, model: 'string', prompt: 'prompt', seed: 'number', 'max-tokens': 'number' };
  static Content = GreedyContent;
}

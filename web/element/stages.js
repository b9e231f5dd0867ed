import { asset } from '../engine/assets.js';
import { stages as english } from '../i18n/en.js';
import { loadModel } from '../worker/model.js';
import { LukewarmElement } from './element.js';
import { figureAttributes, FigureContent } from './figure.js';
import { Bars, barsCss } from './bars.js';
import { make } from './dom.js';
import { loopedTextCss } from './looped-text.js';
import { fetchModel } from './model-bytes.js';
import { number } from './numbers.js';
import { Slider, sliderCss } from './slider.js';

/** @typedef {{ steps: number, loss: number, bytes: Uint8Array, model?: Promise<import('./engine.js').Model> }} Stage */

class StagesContent extends FigureContent {
  static css = barsCss + sliderCss + loopedTextCss + `
.text { min-height: 12rem; }
.bars { --label-width: 4.5rem; }
.bars .now { color: var(--accent); }
`;

  t = this.locale.messages('stages', english);
  #stage = new Slider({
    id: 'stage', label: this.t.steps, max: 0, step: 1,
    describe: (i) => [number(this.locale.count(this.#stages[i]?.steps ?? 0))],
  }, () => this.#write());
  slider = this.temperatureSlider(() => this.#write());
  #text = make('p', { className: 'text', part: 'text', dir: 'auto', translate: false });
  #bars = new Bars(this.locale);
  /** @type {Stage[]} */
  #stages = [];

  start() {
    this.prompt.oninput = this.seed.oninput = () => this.#write();
    this.update();
    this.frame(this.promptField(this.shared.prompt), this.#stage.element, this.#text,
      this.slider.element, this.seedField(), this.#bars.element);
  }

  update() {
    this.showAttributes(0.7);
    this.#write(this.values.steps ?? 0);
  }

  stop() {
    super.stop();
    for (const { model } of this.#stages) model?.then((model) => model.dispose(), () => {});
  }

  /** @param {number} [steps] goes to the stage after so many, or the next one */
  #write(steps) {
    const signal = this.begin();
    return this.attempt(async () => {
      if (this.#stages.length === 0) await this.#load();
      if (steps !== undefined) this.#stage.value = Math.max(0, this.#stages.findIndex((stage) => stage.steps >= steps));
      signal.throwIfAborted();
      const stage = this.#stages[this.#stage.value];
      const model = await (stage.model ??= loadModel(stage.bytes));
      const options = { temperature: this.slider.value, seed: this.seedValue, maxTokens: this.values.maxTokens ?? 200, signal, onProgress: this.reading.showReading };
      const { text } = await model.complete(this.prompt.value, options);
      signal.throwIfAborted();
      this.#text.replaceChildren(make('b', {}, this.prompt.value), text);
      [...this.#bars.element.children].forEach((row, i) => row.classList.toggle('now', i === this.#stage.value));
      this.emit('lukewarm-finish', { steps: stage.steps, loss: stage.loss, text });
    });
  }

  get #address() {
    const { src } = this.values;
    if (src) return new URL(src, document.baseURI).href;
    return asset('models/stages/stages.bin', () => new URL('./models/stages/stages.bin', import.meta.url)).href;
  }

  async #load() {
    const { header, rest } = await fetchModel(this.#address, this.signal);
    let at = 0;
    this.#stages = header.stages.map((/** @type {{ steps: number, loss: number, bytes: number }} */ { steps, loss, bytes }) =>
      ({ steps, loss, bytes: new Uint8Array(rest.slice(at, (at += bytes))) }));
    this.#stage.input.max = String(this.#stages.length - 1);
    const most = Math.max(...this.#stages.map(({ loss }) => loss));
    this.#bars.show(this.#stages.map(({ steps, loss }) => ({ label: this.locale.count(steps), value: loss / most, text: this.locale.fixed(loss, 2) })));
  }

  settings() {
    return { ...super.settings(), steps: this.#stages[this.#stage.value]?.steps ?? 0 };
  }
}

/**
 * What a network writes after more and more training steps, the same prompt and seed each time, and its held-out loss.
 * @element lukewarm-stages
 * @attr {string} src - address of a file of stages; default models/stages/stages.bin of Lukewarm
 * @attr {string} prompt - what every text begins with
 * @attr {number} [steps=0] - the stage that is shown first: that after so many training steps, or the next one
 * @attr {number} [temperature=0.7] - divides the logits; 0 is greedy
 * @attr {number} [seed=1] - of every text
 * @attr {number} [max-tokens=200] - how much is written
 * @fires {CustomEvent<{ temperature: number }>} lukewarm-temperature - the reader moved the temperature
 * @fires {CustomEvent<{ steps: number, loss: number, text: string }>} lukewarm-finish - a text is written; loss: in nats per token
 * @fires {CustomEvent<{ code: string, message: string }>} error - the file could not be loaded, or the work failed
 * @slot caption - in place of the figure's own caption
 * @csspart figure - the whole
 * @csspart caption - the caption and the embed button
 * @csspart embed - the button that shows the code to embed the figure
 * @csspart stage - the slider of the training steps
 * @csspart temperature - the slider with its label
 * @csspart text - the text
 */
export class LukewarmStages extends LukewarmElement {
  /** @type {import('./element.js').Attributes} */
  static attributes = { ...figureAttributes, src: 'string', prompt: 'string', steps: 'number', seed: 'number', 'max-tokens': 'number' };
  static Content = StagesContent;
}

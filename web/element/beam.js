import { beam as english } from '../i18n/en.js';
import { LukewarmElement } from './element.js';
import { FigureContent } from './figure.js';
import { searchBeams } from './beam-search.js';
import { make } from './dom.js';
import { setWithNumbers } from './numbers.js';

const kinds = /** @type {const} */ (['greedy', 'beam', 'sampled']);

class BeamContent extends FigureContent {
  static css = `
dl, dt, dd { margin: 0; }
dl { display: grid; gap: 1rem; }
dt { color: var(--soft); font-style: italic; }
dd { white-space: pre-wrap; overflow-wrap: anywhere; unicode-bidi: plaintext; text-align: start; }
dd b { font-weight: inherit; color: var(--accent); }
dd.figures { white-space: normal; color: var(--soft); font-size: 0.9375rem; }
.row input { width: 4.5rem; }
`;

  t = this.locale.messages('beam', english);
  #width = make('input', { type: 'number', min: '1', max: '16', step: '1' });
  #length = make('input', { type: 'number', min: '1', max: '200', step: '1' });
  #lines = kinds.map(() => ({ text: make('dd', { dir: 'auto', translate: false }), figures: make('dd', { className: 'figures' }) }));
  #said = make('p', { role: 'status' });

  start() {
    const again = () => this.#search();
    for (const field of [this.prompt, this.#width, this.#length, this.seed]) field.oninput = again;
    this.update();
    this.frame(this.promptField(this.t.prompt),
      make('div', { className: 'row' }, make('label', {}, this.t.width, ' ', this.#width), make('label', {}, this.t.length, ' ', this.#length),
        this.seedField(), this.nextButton(again)),
      make('dl', {}, ...kinds.map((kind, i) =>
        make('div', {}, make('dt', {}, this.t.titles[kind]), this.#lines[i].text, this.#lines[i].figures))),
      this.#said);
  }

  update() {
    this.#width.value = String(this.values.width ?? 4);
    this.#length.value = String(this.values.length ?? 40);
    this.showAttributes();
    this.#search();
  }

  #search() {
    const signal = this.begin();
    const seed = this.seedValue;
    const [width, length] = [this.#width, this.#length].map((field) => {
      const isWrong = !(field.validity.valid && field.valueAsNumber > 0);
      field.ariaInvalid = String(isWrong);
      return isWrong ? NaN : field.valueAsNumber;
    });
    this.#said.textContent = Number.isNaN(width + length) ? this.t.limits : '';
    if (this.#said.textContent) return undefined;
    return this.attempt(async () => {
      const model = await this.loadModel();
      signal.throwIfAborted();
      const prompt = this.prompt.value;
      const onProgress = this.reading.showReading;
      /** @param {number} temperature */
      const write = async (temperature) => {
        const { steps } = await model.complete(prompt, { temperature, seed, maxTokens: length, signal, onProgress });
        return {
          text: steps.map((/** @type {{ text: string }} */ { text }) => text).join(''),
          logProbability: steps.reduce((/** @type {number} */ sum, /** @type {any} */ step) => sum + step.logProbability, 0),
        };
      };
      const [greedy, sampled] = [await write(0), await write(1)];
      this.#show(0, prompt, greedy);
      this.#show(2, prompt, sampled);
      const [beam] = await searchBeams(model, prompt, {
        width, length, signal, onProgress, onStep: ([best]) => !signal.aborted && this.#show(1, prompt, best),
      });
      this.#show(1, prompt, beam);
      /** How many times as probable, as a power of e. @param {import('./beam-search.js').Found} other */
      const times = (other) => make('span', {}, make('i', {}, 'e'), make('sup', {}, this.locale.number(Number((beam.logProbability - other.logProbability).toFixed(1)))));
      if (beam.text === greedy.text) this.#said.textContent = this.t.nothing;
      else this.#said.replaceChildren(...this.t.times(times(greedy), times(sampled)));
      this.emit('lukewarm-finish', { greedy, beam, sampled });
    });
  }

  /** @param {number} line @param {string} prompt @param {import('./beam-search.js').Found} found */
  #show(line, prompt, { text, logProbability }) {
    const { text: target, figures } = this.#lines[line];
    target.replaceChildren(make('b', {}, prompt), text);
    setWithNumbers(figures, this.t.logProbability(this.locale.number(Number(logProbability.toFixed(2)))));
  }

  settings() {
    return { width: this.#width.value, length: this.#length.value, ...super.settings() };
  }
}

/**
 * Three continuations of one beginning, by greedy search, by beam search and by sampling, with their log-probabilities.
 * @element lukewarm-beam
 * @attr {string} model - address of a model file
 * @attr {string} prompt - what all three begin with; without it, what suits the model
 * @attr {number} [width=4] - how many beginnings the beam search keeps
 * @attr {number} [length=40] - of each continuation, in tokens
 * @attr {number} [seed=1] - of the sampling
 * @fires {CustomEvent<Record<'greedy' | 'beam' | 'sampled', { text: string, logProbability: number }>>} lukewarm-finish - the search is over
 * @fires {CustomEvent<{ loaded: number, total: number }>} progress - a part of the model has come, in bytes
 * @fires {CustomEvent<{ code: string, message: string }>} error - the model could not be loaded, or the work failed
 * @slot caption - in place of the figure's own caption
 * @csspart figure - the whole
 * @csspart caption - the caption and the embed button
 * @csspart embed - the button that shows the code to embed the figure
 */
export class LukewarmBeam extends LukewarmElement {
  /** @type {import('./element.js').Attributes} */
  static attributes = { model: 'string', prompt: 'prompt', width: 'number', length: 'number', seed: 'number', loading: 'string' };
  static Content = BeamContent;
}

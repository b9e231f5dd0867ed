import { beam as english } from '../i18n/en.js';
import { LukewarmElement } from './element.js';
import { FigureContent } from './figure.js';
import { searchBeams } from './beam-search.js';
import { make, setWithNumbers } from './dom.js';

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
  #fields = Object.fromEntries(['width', 'length', 'seed'].map((name) => [name,
    make('input', { type: 'number', min: name === 'seed' ? '0' : '1', max: { width: '16', length: '200' }[name] ?? '', step: '1' })]));
  #prompt = make('input', { type: 'text', id: 'prompt', dir: 'auto', autocomplete: 'off' });
  #lines = kinds.map(() => ({ text: make('dd', { dir: 'auto', translate: false }), figures: make('dd', { className: 'figures' }) }));
  #said = make('p', { role: 'status' });
  #run = new AbortController();

  start() {
    const again = () => this.#search();
    for (const field of [this.#prompt, ...Object.values(this.#fields)]) field.oninput = again;
    const another = make('button', { type: 'button', className: 'main' }, this.shared.another);
    another.onclick = () => {
      this.#fields.seed.value = String((this.#fields.seed.valueAsNumber || 0) + 1);
      again();
    };
    this.update();
    const names = { width: this.t.width, length: this.t.length, seed: this.shared.seed };
    this.frame(
      make('div', { className: 'field' }, make('label', { for: 'prompt' }, this.t.prompt), this.#prompt),
      make('div', { className: 'row' }, ...Object.entries(names).map(([name, label]) => make('label', {}, label, ' ', this.#fields[name])), another),
      make('dl', {}, ...kinds.map((kind, i) =>
        make('div', {}, make('dt', {}, this.t.titles[kind]), this.#lines[i].text, this.#lines[i].figures))),
      this.#said);
  }

  update() {
    for (const [name, otherwise] of /** @type {const} */ ([['width', 4], ['length', 40], ['seed', 1]])) {
      this.#fields[name].value = String(this.values[name] ?? otherwise);
    }
    this.#prompt.value = this.values.prompt;
    this.#search();
  }

  stop() {
    this.#run.abort();
  }

  #search() {
    this.#run.abort();
    const run = (this.#run = new AbortController());
    const { signal } = run;
    /** @param {string} name @param {number} low @param {number} high */
    const value = (name, low, high) => Math.min(high, Math.max(low, Math.round(this.#fields[name].valueAsNumber) || low));
    const [width, length, seed] = [value('width', 1, 16), value('length', 1, 200), value('seed', 0, Number.MAX_SAFE_INTEGER)];
    const prompt = this.#prompt.value;
    return this.attempt(async () => {
      const model = await this.loadModel();
      signal.throwIfAborted();
      /** @param {number} temperature */
      const write = async (temperature) => {
        const { steps } = await model.complete(prompt, { temperature, seed, maxTokens: length, signal });
        return {
          text: steps.map((/** @type {{ text: string }} */ { text }) => text).join(''),
          logProbability: steps.reduce((/** @type {number} */ sum, /** @type {any} */ step) => sum + step.logProbability, 0),
        };
      };
      const [greedy, sampled] = [await write(0), await write(1)];
      this.#show(0, prompt, greedy);
      this.#show(2, prompt, sampled);
      const [beam] = await searchBeams(model, prompt, {
        width, length, signal, onStep: ([best]) => !signal.aborted && this.#show(1, prompt, best),
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
    return { prompt: this.#prompt.value, ...Object.fromEntries(Object.entries(this.#fields).map(([name, { value }]) => [name, value])) };
  }
}

/**
 * Three continuations of one beginning, by greedy search, by beam search and by sampling, with their log-probabilities.
 * @element lukewarm-beam
 * @attr {string} model - address of a model file
 * @attr {string} prompt - what all three begin with
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
  static attributes = { model: 'string', prompt: 'string', width: 'number', length: 'number', seed: 'number', loading: 'string' };
  static Content = BeamContent;
}

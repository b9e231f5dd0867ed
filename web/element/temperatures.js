import { LukewarmElement } from './element.js';
import { FigureContent } from './figure.js';
import { formatNumber, make, number } from './dom.js';
import { tableCss } from './logits-table.js';
import { distinctShare } from './loop.js';
import { Tradeoff, tradeoffCss } from './tradeoff.js';

const seeds = 3; // texts per temperature
const defaultTemperatures = '0, 0.25, 0.5, 0.75, 1, 1.25, 1.5';

class TemperaturesContent extends FigureContent {
  static label = 'Quality against variety at several temperatures';
  static css = tableCss + tradeoffCss + `
td button { min-height: 1.75rem; min-width: 3.5rem; padding: 0 0.5rem; border-color: transparent; }
td button[aria-pressed="true"] { border-color: var(--accent); color: var(--accent); }
td:first-child { text-align: start; padding-inline-start: 0; }
.text { white-space: pre-wrap; overflow-wrap: anywhere; unicode-bidi: plaintext; text-align: start; max-height: 14rem; overflow-y: auto; border-inline-start: 3px solid var(--accent); padding-inline-start: 1rem; }
.text b { font-weight: inherit; color: var(--accent); }
`;

  #prompt = make('input', { type: 'text', id: 'prompt', dir: 'auto', autocomplete: 'off' });
  #seed = make('input', { type: 'number', id: 'seed', min: '0', step: '1' });
  #chart = new Tradeoff();
  #rows = make('tbody');
  #text = make('p', { className: 'text warm', part: 'text', dir: 'auto', tabIndex: 0, role: 'region', hidden: true });
  #said = make('p', { className: 'note' });
  #run = new AbortController();
  /** The temperature whose text is shown. */
  #chosen = 0.5;

  start() {
    this.#prompt.onchange = () => this.#measure();
    this.#seed.onchange = () => this.#measure();
    this.update();
    this.frame('Quality: the mean log-probability that the model, at temperature 1, gives to a token of the text. Variety: the share of runs of four characters, or two words, that are different. Three texts at each temperature; choose one to read.',
      make('div', { className: 'field' }, make('label', { for: 'prompt' }, 'Every text begins with'), this.#prompt),
      make('label', {}, 'Seed ', this.#seed),
      this.#chart.element, this.#said,
      make('table', {}, make('thead', {}, make('tr', {}, ...['T', 'quality', 'variety'].map((name) => make('th', { scope: 'col' }, name)))), this.#rows),
      this.#text);
  }

  update() {
    this.#prompt.value = this.values.prompt;
    this.#seed.value = String(this.values.seed ?? 1);
    this.#measure();
  }

  stop() {
    this.#run.abort();
  }

  #measure() {
    this.#run.abort();
    const run = (this.#run = new AbortController());
    const { signal } = run;
    const temperatures = (this.values.temperatures || defaultTemperatures).split(',').map(Number).filter((/** @type {number} */ t) => t >= 0);
    const first = Math.max(0, Math.round(this.#seed.valueAsNumber) || 0);
    const prompt = this.#prompt.value;
    this.#rows.replaceChildren();
    return this.attempt(async () => {
      const model = await this.loadModel();
      signal.throwIfAborted();
      const { evaluation, tokenizer } = model.info;
      const unit = tokenizer === 'word' ? 'word' : 'character';
      const written = evaluation ? -evaluation.loss : undefined;
      this.#chart.begin(written);
      this.#said.textContent = written === undefined ? 'The dots are temperatures.'
        : `The dots are temperatures, the line is text as people wrote it, which the network has never read: ${formatNumber(Number(written.toFixed(2)))} nats per ${unit}.`;
      const results = [];
      for (const temperature of temperatures) {
        const texts = [];
        // Greedy is the same for every seed.
        for (let i = 0; i < (temperature === 0 ? 1 : seeds); i++) {
          const { steps } = await model.complete(prompt, { temperature, seed: first + i, maxTokens: this.values.maxTokens ?? 500, signal });
          signal.throwIfAborted();
          texts.push(steps);
        }
        const means = texts.map((steps) => steps.reduce((/** @type {number} */ sum, /** @type {any} */ step) => sum + step.logProbability, 0) / steps.length);
        const items = texts.map((steps) => steps.map((/** @type {{ text: string }} */ { text }) => text));
        const shares = items.map((all) => distinctShare(all, unit === 'word' ? 2 : 4));
        /** @param {number[]} numbers */
        const mean = (numbers) => numbers.reduce((a, b) => a + b, 0) / numbers.length;
        const result = { temperature, quality: mean(means), variety: mean(shares) };
        results.push(result);
        this.#chart.add(result);
        this.#addRow(result, prompt, items[0].join(''));
      }
      this.emit('lukewarm-finish', { results });
    });
  }

  /** @param {import('./tradeoff.js').Result} result @param {string} prompt @param {string} text */
  #addRow({ temperature, quality, variety }, prompt, text) {
    const button = make('button', { type: 'button', className: 'warm number', 'aria-label': `Temperature ${temperature}: read a text` }, String(temperature));
    button.style.setProperty('--heat', String(Math.min(1, temperature / 2)));
    const choose = () => {
      this.#chosen = temperature;
      this.#rows.querySelectorAll('button').forEach((other) => other.setAttribute('aria-pressed', String(other === button)));
      this.#text.hidden = false;
      this.#text.style.setProperty('--heat', String(Math.min(1, temperature / 2)));
      this.#text.setAttribute('aria-label', `A text at temperature ${temperature}`);
      this.#text.replaceChildren(make('b', {}, prompt), text);
    };
    button.setAttribute('aria-pressed', 'false');
    button.onclick = choose;
    this.#rows.append(make('tr', {}, make('td', {}, button), make('td', {}, number(formatNumber(Number(quality.toFixed(3))))),
      make('td', {}, number(variety.toFixed(3)))));
    if (temperature === this.#chosen) choose();
  }

  settings() {
    return { prompt: this.#prompt.value, seed: this.#seed.value };
  }
}

/**
 * Quality against variety, measured on a real model: for each temperature, how probable the model itself finds what it
 * writes, and how much of that is different. Both move against each other; where written text lies is drawn beside it.
 * @element lukewarm-temperatures
 * @attr {string} model - address of a model file
 * @attr {string} prompt - what every text begins with
 * @attr {string} [temperatures=0, 0.25, 0.5, 0.75, 1, 1.25, 1.5] - those measured
 * @attr {number} [seed=1] - of the first of three texts at each; the others follow it
 * @attr {number} [max-tokens=500] - of each text
 * @fires {CustomEvent<{ results: { temperature: number, quality: number, variety: number }[] }>} lukewarm-finish - all is measured
 * @fires {CustomEvent<{ loaded: number, total: number }>} progress - a part of the model has come, in bytes
 * @fires {CustomEvent<{ code: string, message: string }>} error - the model could not be loaded, or the work failed
 * @slot caption - in place of the figure's own caption
 * @csspart figure - the whole
 * @csspart caption - the caption and the embed button
 * @csspart embed - the button that shows the code to embed the figure
 * @csspart text - one of the texts
 */
export class LukewarmTemperatures extends LukewarmElement {
  /** @type {import('./element.js').Attributes} */
  static attributes = {
    model: 'string', prompt: 'string', temperatures: 'string', seed: 'number', 'max-tokens': 'number', loading: 'string',
  };
  static Content = TemperaturesContent;
}

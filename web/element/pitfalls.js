import { pitfalls as english } from '../i18n/en.js';
import { LukewarmElement } from './element.js';
import { FigureContent } from './figure.js';
import { make } from './dom.js';
import { exp } from '../engine/math.js';
import { tableCss, tableHead } from './logits-table.js';
import { number } from './numbers.js';
import { refusal, runLines } from './sample-lines.js';
import { toyWords } from './word-list.js';

/** @type {Record<string, { logits: number[], temperature: number, float64: boolean }>} */
const pitfalls = {
  zero: { logits: [0, -2, -110], temperature: 20, float64: true },
  sum: { logits: [0, -2, -110], temperature: 1, float64: false },
  tiny: { logits: [1.2, -0.7, 0], temperature: 0.0004, float64: true },
};

class PitfallsContent extends FigureContent {
  static css = tableCss + `
td input[type] { width: 4.5rem; text-align: end; }
tbody th { font-size: 0.9375rem; }
tbody tr.head th { color: var(--soft); font-style: italic; border-bottom: 0; padding-top: 1rem; }
tr.verdict td { text-align: start; padding-inline-start: 0; }
tr.verdict td.failed { color: var(--accent); }
#temperature { width: 6rem; }
.narrow :is(th, td) { padding-inline-start: 0.25rem; }
.narrow td input[type] { width: 3.5rem; }
.narrow tbody th { white-space: nowrap; }
.narrow td .number { font-size: 0.75rem; }
`;

  t = this.locale.messages('pitfalls', english);
  #toy = toyWords(this.locale);
  #choice = this.choice(this.t.choice, Object.entries(this.t.kinds).map(([key, [name]]) => [key, name]), (key) => this.#choose(key));
  #temperature = make('input', { type: 'number', id: 'temperature', min: '0', step: 'any' });
  #float64 = make('input', { type: 'checkbox' });
  #logits = this.#toy.map((word) => make('input', { type: 'number', step: 'any', 'aria-label': this.t.logit(word) }));
  #rows = make('tbody');
  #says = make('p', { role: 'status' });

  start() {
    const { t } = this;
    for (const input of [this.#temperature, this.#float64, ...this.#logits]) input.oninput = () => this.#show();
    this.update();
    this.frame(this.#choice, this.#says,
      make('div', { className: 'row' },
        make('label', {}, make('var', {}, 'T'), ' = ', this.#temperature),
        make('label', { className: 'check' }, this.#float64, make('code', { className: 'code' }, ".astype('float64')"))),
      make('div', { className: 'scroll' }, make('table', {},
        tableHead(this.#toy),
        make('tbody', {}, make('tr', {}, make('th', { scope: 'row' }, t.logits, ' ', make('var', {}, 'z')),
          ...this.#logits.map((input) => make('td', {}, input)))),
        this.#rows)));
  }

  update() {
    this.#choose(Object.hasOwn(pitfalls, this.values.pitfall) ? this.values.pitfall : 'zero');
  }

  /** @param {string} key */
  #choose(key) {
    const { logits, temperature, float64 } = pitfalls[key];
    this.choose(this.#choice, key);
    this.#logits.forEach((input, i) => (input.value = String(logits[i])));
    this.#temperature.value = String(temperature);
    this.#float64.checked = float64;
    this.#says.textContent = this.t.kinds[/** @type {'zero'} */ (key)][1];
    this.#show();
  }

  #show() {
    const { t, locale } = this;
    const logits = this.#logits.map((input) => input.valueAsNumber || 0);
    const temperature = Math.max(0, this.#temperature.valueAsNumber || 0);
    const largest = Math.max(...logits);
    // As a network gives them: softmax in single precision.
    const powers = logits.map((z) => Math.fround(exp(Math.fround(z - largest))));
    const total = powers.reduce((sum, x) => Math.fround(sum + x), 0);
    const given = powers.map((x) => Math.fround(x / total));
    const naive = runLines(given, temperature, this.#float64.checked ? 'float64' : 'float32');
    const shifted = logits.map((z) => z - largest);
    const scaled = shifted.map((z) => (z === 0 ? 0 : z / temperature));
    const safe = scaled.map(exp);
    const sum = safe.reduce((sum, x) => sum + x, 0);
    const error = refusal(naive.preds);
    /** @param {string} name @param {number[]} array */
    const row = (name, array) => make('tr', {}, make('th', { scope: 'row' }, name),
      ...array.map((x) => make('td', { title: String(x) }, number(locale.number(x)))));
    /** @param {string} name */
    const head = (name) => make('tr', { className: 'head' }, make('th', { colSpan: 4, scope: 'colgroup' }, name));
    /** @param {string} text @param {boolean} failed */
    const verdict = (text, failed) => make('tr', { className: 'verdict' },
      make('td', { colSpan: 4, className: failed ? 'failed' : '' }, failed ? make('code', { className: 'code' }, text) : text));
    const over = naive.preds.slice(0, -1).reduce((sum, p) => sum + p, 0) - 1;
    this.#rows.replaceChildren(
      row('softmax', given),
      head('sample()'),
      row('log', naive.logs), row('/ T', naive.scaled), row('exp', naive.exps), row('/ sum', naive.preds),
      verdict(!error ? t.draws : over > 0 ? t.over(error, locale.number(over)) : error, error !== ''),
      head(t.onLogits),
      row(t.largest, shifted), row('/ T', scaled), row('exp', safe), row('/ sum', safe.map((x) => x / sum)),
      verdict(t.always, false));
  }
}

/**
 * What goes wrong in the helper, beside the same on logits: a zero, a sum over 1, a tiny temperature.
 * @element lukewarm-pitfalls
 * @attr {'zero' | 'sum' | 'tiny'} [pitfall=zero] - the one shown first
 * @slot caption - in place of the figure's own caption
 * @csspart figure - the whole
 * @csspart caption - the caption and the embed button
 * @csspart embed - the button that shows the code to embed the figure
 */
export class LukewarmPitfalls extends LukewarmElement {
  /** @type {import('./element.js').Attributes} */
  static attributes = { pitfall: 'string', loading: 'string' };
  static Content = PitfallsContent;
}

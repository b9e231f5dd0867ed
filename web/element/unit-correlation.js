// The units that follow a property of the text: a list of them with their correlations, over a sample that the model
// writes for the purpose.
import { properties as englishNames } from '../i18n/en.js';
import { wordFor } from '../i18n/locale.js';
import { bestUnits, correlate, varies } from './correlation.js';
import { make } from './dom.js';
import { withLabel } from './fields.js';
import { number, setWithNumbers } from './numbers.js';
import { propertiesFor } from './properties.js';

/** @typedef {import('./panel.js').Model} Model */

export const unitCorrelationCss = `
.correlation ol { list-style: none; margin: 0; padding: 0; }
.correlation ol button { width: 100%; display: grid; grid-template-columns: 6rem 1fr 4rem; gap: 1rem; align-items: center; text-align: start; text-decoration: none; }
.correlation ol button[aria-pressed="true"] { color: var(--ink); font-style: italic; }
.correlation .bar { height: 0.625rem; background: linear-gradient(var(--line), var(--line)) 0 100% / 100% 1px no-repeat; }
.correlation .bar i { display: block; height: 100%; background: var(--warm); }
.correlation .bar .cold { background: var(--cold); }
.correlation .value { text-align: end; }
@media (forced-colors: active) { .correlation .bar { --warm: CanvasText; --cold: LinkText; --full: 100%; } }
`;

const sampleTokens = 4000;
const sampleTemperature = 0.8;
const sampleSeed = 1;
const weak = 0.4; // r below which half of nothing is explained: r² = 0.16

/** A text that the model wrote, and what it computed over it. */
class Sample {
  /** @type {{ model: Model, prompt: string, text: Promise<string> } | undefined} */
  #written;
  /** @type {{ key: string, read: any }} */
  #latest = { key: '', read: null };

  /**
   * Returns the tokens' texts, the values of one part of a layer, [tokens, size], and the prompt of the sample: the one
   * of the first reading of this model.
   * @param {Model} model @param {string} prompt @param {number} layer @param {string} part @param {AbortSignal} signal
   */
  async read(model, prompt, layer, part, signal) {
    if (this.#written?.model !== model) {
      const options = { temperature: sampleTemperature, seed: sampleSeed, maxTokens: sampleTokens, signal };
      const text = model.complete(prompt, options).then(({ text }) => prompt + text);
      const mine = (this.#written = { model, prompt, text });
      this.#latest = { key: '', read: null };
      text.catch(() => this.#written === mine && (this.#written = undefined));
    }
    const { prompt: begun, text } = this.#written;
    const key = `${layer} ${part}`;
    if (this.#latest.key !== key) {
      const { tokens, layers: [activations] } = await model.activations(await text, { layer, what: [part], signal });
      this.#latest = { key, read: { texts: tokens.map((/** @type {any} */ { text }) => text), activations, prompt: begun } };
    }
    return this.#latest.read;
  }
}

export class UnitCorrelation {
  /** To be put where it is shown. */
  element;
  #t;
  #names;
  #locale;
  #select = make('select', { id: 'property' });
  #list = make('ol');
  #finding = make('p', { role: 'status' });
  #note = make('p', { className: 'note' });
  #sample = new Sample();
  #onUnit;
  #tokenizer = '';

  /**
   * @param {import('../i18n/locale.js').Locale} locale
   * @param {typeof import('../i18n/en.js').activations} t its messages
   * @param {(unit: number) => void} onUnit @param {() => void} onProperty
   */
  constructor(locale, t, onUnit, onProperty) {
    this.#locale = locale;
    this.#t = t;
    this.#names = locale.messages('properties', englishNames);
    this.#onUnit = onUnit;
    this.#select.onchange = onProperty;
    this.element = make('div', { className: 'correlation' }, make('h3', {}, t.follow),
      withLabel(this.#select, t.property), this.#finding, this.#list, this.#note);
  }

  /**
   * Lists the units that follow the chosen property best, and returns the best one, or -1.
   * @param {Model} model @param {string} prompt of a sample @param {number} layer @param {string} part
   * @param {(activations: any) => Float32Array} valuesOf @param {AbortSignal} signal
   */
  async find(model, prompt, layer, part, valuesOf, signal) {
    const { tokenizer } = model.info;
    const [all, t, locale] = [propertiesFor(model.info), this.#t, this.#locale];
    if (this.#tokenizer !== tokenizer) this.#select.replaceChildren(...all.map(({ id }) => new Option(this.#names[id], id)));
    this.#tokenizer = tokenizer;
    if (!this.#list.hasChildNodes()) this.#finding.textContent = t.writing;
    const { texts, activations, prompt: begun } = await this.#sample.read(model, prompt, layer, part, signal);
    signal.throwIfAborted();
    const series = all.map(({ of }) => of(texts));
    const chosen = this.#select.selectedIndex;
    const occurs = series.map(varies);
    const best = occurs[chosen] ? bestUnits(correlate(valuesOf(activations), activations.size, series[chosen])) : [];
    this.#list.replaceChildren(...best.map((found) => this.#row(found)));
    const r = best[0]?.r ?? 0;
    setWithNumbers(this.#finding, !occurs[chosen] ? t.absent(this.#names[all[chosen].id]) : Math.abs(r) < weak ? t.weak(locale.signed(r, 3)) : '');
    const missing = all.filter((_, i) => !occurs[i]).map(({ id }) => this.#names[id]);
    const method = t.method(locale.count(texts.length), wordFor(t.tokens, tokenizer), begun, locale.fixed(sampleTemperature, 1), String(sampleSeed));
    setWithNumbers(this.#note, missing.length ? `${method} ${t.missing(missing.join(', '))}` : method);
    return best[0]?.unit ?? -1;
  }

  /** @param {{ unit: number, r: number }} found */
  #row({ unit, r }) {
    const bar = make('i', { className: r < 0 ? 'cold' : '' });
    bar.style.width = `${100 * Math.abs(r)}%`;
    const name = make('span');
    setWithNumbers(name, this.#t.unitOf(String(unit)));
    return make('li', {}, make('button', { className: 'quiet', part: 'button', value: String(unit), onclick: () => this.#onUnit(unit) },
      name, make('span', { className: 'bar', 'aria-hidden': 'true' }, bar), make('span', { className: 'value' }, number(this.#locale.signed(r, 3)))));
  }

  /** Shows which of the listed is chosen. @param {number} unit */
  mark(unit) {
    for (const button of this.#list.querySelectorAll('button')) button.ariaPressed = String(button.value === String(unit));
  }
}

// "Find the units that follow a property of the text": a list of units with their correlations, over a sample that the
// model writes for the purpose.
import { make } from '../element/dom.js';
import { unitOf } from './about.js';
import { bestUnits, correlate, varies } from './correlation.js';
import { count, setWithNumbers } from './elements.js';
import { propertiesFor } from './properties.js';
import { suggestPrompt } from './settings.js';

export const followCss = `
.follow ol { list-style: none; margin: 0; padding: 0; }
.follow ol button { width: 100%; display: grid; grid-template-columns: 5rem 1fr 4rem; gap: 1rem; align-items: center; text-align: start; text-decoration: none; }
.follow ol button[aria-pressed="true"] { color: var(--ink); font-style: italic; }
.follow ol .bar { height: 0.625rem; background: linear-gradient(var(--line), var(--line)) 0 100% / 100% 1px no-repeat; }
.follow ol .bar i { display: block; height: 100%; background: rgb(208 96 70 / 0.72); }
.follow ol .bar i.cold { background: rgb(62 134 206 / 0.72); }
.follow ol .value { text-align: end; }
`;

const sampleTokens = 4000;
const sampleTemperature = 0.8;
const sampleSeed = 1;
const weak = 0.4; // r below which half of nothing is explained: r² = 0.16

/** A text that the model wrote, and what it computed over it. */
class Sample {
  /** @type {{ model: any, text: Promise<string> } | undefined} */
  #written;
  /** @type {{ key: string, read: any }} */
  #latest = { key: '', read: null };

  /**
   * Returns the tokens' texts and the values of one part of a layer, [tokens, size].
   * @param {import('./models.js').Model} model @param {string} prompt @param {number} layer @param {string} part
   * @param {AbortSignal} signal
   */
  async read(model, prompt, layer, part, signal) {
    if (this.#written?.model !== model) {
      const options = { temperature: sampleTemperature, seed: sampleSeed, maxTokens: sampleTokens, signal };
      const text = model.complete(prompt, options).then(({ text }) => prompt + text);
      const mine = (this.#written = { model, text });
      this.#latest = { key: '', read: null };
      text.catch(() => this.#written === mine && (this.#written = undefined));
    }
    const key = `${layer} ${part}`;
    if (this.#latest.key !== key) {
      const { tokens, layers: [activations] } = await model.activations(await this.#written.text, { layer, what: [part], signal });
      this.#latest = { key, read: { texts: tokens.map((/** @type {any} */ { text }) => text), activations } };
    }
    return this.#latest.read;
  }
}

export class Follow {
  element;
  #select = make('select', { id: 'follow-property' });
  #list = make('ol');
  #finding = make('p', { role: 'status' });
  #note = make('p', { className: 'note' });
  #sample = new Sample();
  #onUnit;
  #kind = '';

  /** @param {(unit: number) => void} onUnit @param {() => void} onProperty */
  constructor(onUnit, onProperty) {
    this.#onUnit = onUnit;
    this.#select.onchange = onProperty;
    this.element = make('div', { className: 'follow' }, make('h3', {}, 'Which units follow the text?'),
      make('p', { className: 'field' }, make('label', { htmlFor: 'follow-property' }, 'Find those that follow'), this.#select),
      this.#finding, this.#list, this.#note);
  }

  /**
   * Lists the units that follow the chosen property best, and returns the best one, or -1.
   * @param {import('./models.js').Model} model @param {string} id its name in the list of models
   * @param {number} layer @param {string} part @param {(activations: any) => Float32Array} valuesOf @param {AbortSignal} signal
   */
  async find(model, id, layer, part, valuesOf, signal) {
    const { info } = model;
    const all = propertiesFor(info);
    if (this.#kind !== info.tokenizer) this.#select.replaceChildren(...all.map(({ id, name }) => new Option(name, id)));
    this.#kind = info.tokenizer;
    const prompt = suggestPrompt(id);
    if (!this.#list.hasChildNodes()) this.#finding.textContent = 'The model is writing a sample to look at.';
    const { texts, activations } = await this.#sample.read(model, prompt, layer, part, signal);
    signal.throwIfAborted();
    const series = all.map(({ of }) => of(texts));
    const chosen = this.#select.selectedIndex;
    const occurs = series.map(varies);
    const best = occurs[chosen] ? bestUnits(correlate(valuesOf(activations), activations.size, series[chosen])) : [];
    this.#list.replaceChildren(...best.map((found) => this.#row(found)));
    setWithNumbers(this.#finding, !occurs[chosen] ? `“${all[chosen].name}” does not occur in the sample, so nothing can be said of it.`
      : Math.abs(best[0]?.r ?? 0) < weak ? `No unit follows it closely: the best has r = ${signed(best[0]?.r ?? 0)}.` : '');
    const missing = all.filter((_, i) => !occurs[i]).map(({ name }) => name);
    setWithNumbers(this.#note, 'r is the correlation of a unit with the property: 1 in step with it, −1 against it, 0 neither. ' +
      `It is computed here, over ${count(texts.length)} ${unitOf(info)} that the model has written for the purpose, after “${prompt}” ` +
      `at temperature ${sampleTemperature} with seed ${sampleSeed}. ` + (missing.length ? `Not found in them: ${missing.join(', ')}.` : ''));
    return best[0]?.unit ?? -1;
  }

  /** @param {{ unit: number, r: number }} found */
  #row({ unit, r }) {
    const bar = make('i', { className: r < 0 ? 'cold' : '' });
    bar.style.width = `${100 * Math.abs(r)}%`;
    const [name, value] = [make('span'), make('span', { className: 'number value' }, signed(r))];
    setWithNumbers(name, `unit ${unit}`);
    return make('li', {}, make('button', { type: 'button', className: 'quiet', value: String(unit), onclick: () => this.#onUnit(unit) },
      name, make('span', { className: 'bar', 'aria-hidden': 'true' }, bar), value));
  }

  /** Shows which of the listed is chosen. @param {number} unit */
  mark(unit) {
    for (const button of this.#list.querySelectorAll('button')) button.setAttribute('aria-pressed', String(button.value === String(unit)));
  }
}

/** @param {number} r */
const signed = (r) => r.toFixed(3).replace('-', '−');

// What the units of a network compute while it reads a text, as a heat map and, for one of them, as shades of the text.
import { activations as english } from '../i18n/en.js';
import { wordFor } from '../i18n/locale.js';
import { make } from './dom.js';
import { LukewarmElement } from './element.js';
import { withLabel } from './fields.js';
import { HeatMap, heatMapCss } from './heat-map.js';
import { setWithNumbers } from './numbers.js';
import { panelAttributes, PanelContent } from './panel.js';
import { ShadedText, shadedTextCss } from './shaded-text.js';
import { UnitCorrelation, unitCorrelationCss } from './unit-correlation.js';
import { ValueTable, valueTableCss } from './value-table.js';
import { nameToken } from './visible.js';

/** @typedef {import('./panel.js').Model} Model */

/** What can be looked at, by the layer's kind. */
const parts = /** @type {Record<string, string[]>} */ ({
  lstm: ['state', 'hidden', 'input', 'forget', 'candidate', 'output'],
  gru: ['hidden', 'reset', 'update', 'candidate'],
  rnn: ['hidden'],
});
const gates = ['input', 'forget', 'output', 'reset', 'update']; // from 0 to 1; all else has a sign
const mostTokens = 1000;
const longestPrompt = 300; // characters, of a sample, whose activations are all held at once
const charactersOf = /** @type {Record<string, number>} */ ({ word: 5000 }); // that hold so many tokens, about

class ActivationsContent extends PanelContent {
  static css = shadedTextCss + heatMapCss + unitCorrelationCss + valueTableCss + `
.panel { --warm: rgb(208 96 70); --cold: rgb(62 134 206); --full: 72%; }
.panel > div, .columns > div { min-width: 0; }
.columns, .columns > div { display: grid; gap: 1rem; align-content: start; }
.columns { grid-template-columns: repeat(auto-fit, minmax(min(100%, 24rem), 1fr)); gap: 1.25rem 5rem; }
.choices { display: grid; grid-template-columns: repeat(auto-fit, minmax(8rem, 1fr)); gap: 1rem; max-width: 34rem; }
.choices :is(input, select) { min-height: 2.375rem; width: 100%; }
.intro { max-width: 44rem; }
.readout { color: var(--soft); min-height: 1.5em; }
`;

  t = this.locale.messages('activations', english);
  #layer = make('select', { id: 'layer' });
  #part = make('select', { id: 'part' });
  #field = make('input', { id: 'unit', type: 'number', min: '0', step: '1', value: '0', autocomplete: 'off' });
  #layerField = withLabel(this.#layer, this.t.layer);
  #map = new HeatMap(this.t.map, (unit, token) => this.#choose(unit, token));
  #text = new ShadedText(this.t.shaded, (token) => this.#describe(token), (token, scroll) => this.#choose(this.#unit, token, scroll));
  #readout = make('p', { className: 'readout' });
  #extent = make('p', { className: 'note', role: 'status' });
  #low = make('span');
  #high = make('span');
  #scale = make('i', { 'aria-hidden': 'true' });
  #table = new ValueTable(this.t);
  #correlation = new UnitCorrelation(this.locale, this.t, (unit) => this.#choose(unit, this.#text.chosen), () => this.#refreshBest());
  /** What is shown. @type {{ texts: string[], values: Float32Array, size: number, part: string, tokenizer: string }} */
  #shown = { texts: [], values: new Float32Array(), size: 1, part: '', tokenizer: 'char' };
  #unit = 0;
  #isBestWanted = true; // the unit that the search finds is to be chosen
  #listed = ''; // the model whose layers and parts are offered
  /** @type {string[]} */
  #kinds = [];

  build() {
    const { t } = this;
    this.#layer.onchange = () => {
      this.#offerParts();
      this.#refreshBest();
    };
    this.#part.onchange = () => this.#refreshBest();
    this.#field.oninput = () => {
      const unit = Number(this.#field.value);
      if (this.#field.value !== '' && Number.isInteger(unit) && unit >= 0 && unit < this.#shown.size) this.#choose(unit, this.#text.chosen);
    };
    this.#field.onchange = () => (this.#field.value = String(this.#unit));
    return [
      make('p', { className: 'intro' }, t.intro),
      make('div', { className: 'choices' }, this.#layerField, withLabel(this.#part, t.part), withLabel(this.#field, t.unit)),
      this.#map.element, this.#extent,
      make('div', { className: 'columns' },
        make('div', {}, make('h3', {}, t.shaded), make('p', { className: 'shade-scale' }, this.#low, this.#scale, this.#high),
          this.#text.element, this.#readout, this.#table.element),
        this.#correlation.element),
    ];
  }

  #refreshBest() {
    this.#isBestWanted = true;
    this.refreshSoon();
  }

  /** @param {AbortSignal} signal */
  async refresh(signal) {
    const model = await this.loadModel();
    signal.throwIfAborted();
    const { info } = model;
    this.#offerLayers(info);
    const [layer, part] = [this.#layer.selectedIndex, this.#part.value];
    const whole = this.wholeText;
    const read = whole.slice(0, charactersOf[info.tokenizer] ?? mostTokens);
    const { tokens, layers: [activations] } = await model.activations(read, { layer, what: [part], signal });
    signal.throwIfAborted();
    const texts = tokens.slice(0, mostTokens).map((/** @type {any} */ { text }) => text);
    if (texts.length === 0) return void (this.#extent.textContent = this.t.noText);
    const { size } = activations;
    const { tokenizer } = info;
    this.#shown = { texts, values: valuesOf(activations, part).subarray(0, texts.length * size), size, part, tokenizer };
    this.#unit = Math.min(this.#unit, size - 1);
    this.#field.max = String(size - 1);
    const isCut = texts.reduce((/** @type {number} */ sum, /** @type {string} */ text) => sum + text.length, 0) < whole.length;
    const extent = this.t.extent(this.locale.count(size), this.locale.count(texts.length), wordFor(this.t.token, tokenizer), wordFor(this.t.tokens, tokenizer), isCut);
    setWithNumbers(this.#extent, part === 'state' ? `${extent} ${this.t.unbounded}` : extent);
    this.#map.show(this.#shown.values, texts.length, size, (unit) => this.#limitOf(unit));
    const token = Math.max(0, Math.min(this.#text.chosen, texts.length - 1));
    this.#text.show(texts, []);
    this.#showUnit();
    this.#text.choose(token, false);
    const best = await this.#correlation.find(model, this.settings.prompt.slice(-longestPrompt), layer, part, (all) => valuesOf(all, part), signal);
    if (this.#isBestWanted && best >= 0) this.#choose(best, this.#text.chosen, false);
    this.#isBestWanted = false;
    this.#correlation.mark(this.#unit);
  }

  /** @param {Model['info']} info */
  #offerLayers({ name, layers }) {
    if (this.#listed === name) return;
    this.#listed = name;
    this.#kinds = layers.map((/** @type {{ kind: string }} */ { kind }) => kind).filter((/** @type {string} */ kind) => kind in parts);
    const { length } = this.#kinds;
    this.#layer.replaceChildren(...this.#kinds.map((_, i) =>
      new Option(this.t.layerOf(String(i + 1), String(length)), String(i), i === length - 1, i === length - 1)));
    this.#layerField.hidden = length === 1;
    this.#offerParts();
    this.#isBestWanted = true;
  }

  /** Offers the parts of the layer that is chosen. */
  #offerParts() {
    const chosen = this.#part.value;
    const kind = this.#kinds[this.#layer.selectedIndex] ?? 'rnn';
    this.#part.replaceChildren(...parts[kind].map((name) => {
      const label = /** @type {any} */ (this.t.parts)[name];
      return new Option(label[kind] ?? label, name, false, name === chosen);
    }));
  }

  /** @param {number} unit @param {number} token @param {boolean} [scroll] whether the token is to be brought into sight */
  #choose(unit, token, scroll = true) {
    const changed = unit !== this.#unit;
    this.#unit = unit;
    if (changed) this.#showUnit();
    // Each of the two tells of the token; the other one follows.
    if (this.#text.chosen !== token) return this.#text.choose(token, scroll);
    const said = this.#describe(token);
    setWithNumbers(this.#readout, said);
    if (changed) this.#text.say();
    this.#map.mark(unit, token, said, scroll);
  }

  #showUnit() {
    const { texts, part } = this.#shown;
    const limit = this.#limitOf(this.#unit);
    this.#field.value = String(this.#unit);
    this.#text.shade(Float32Array.from(texts, (_, token) => this.#valueAt(token) / limit));
    const hasSign = !gates.includes(part);
    this.#scale.classList.toggle('both', hasSign);
    const bound = Number.isInteger(limit) ? String(limit) : this.locale.precise(limit, 3);
    setWithNumbers(this.#low, hasSign ? `−${bound}` : '0');
    setWithNumbers(this.#high, bound);
    this.#table.show(this.t.unitOf(String(this.#unit)), texts, (token) => this.locale.signed(this.#valueAt(token), 3));
    this.#correlation.mark(this.#unit);
  }

  /** The chosen unit's value after a token. @param {number} token */
  #valueAt(token) {
    return this.#shown.values[token * this.#shown.size + this.#unit];
  }

  /** Returns the value at which a unit's colour is full: what has no bound is measured by its own largest. @param {number} unit */
  #limitOf(unit) {
    const { part, values, size } = this.#shown;
    let most = part === 'state' ? 0 : 1;
    for (let at = unit; at < values.length; at += size) most = Math.max(most, Math.abs(values[at]));
    return most || 1;
  }

  /** @param {number} token */
  #describe(token) {
    const { texts, tokenizer } = this.#shown;
    return this.t.value(String(this.#unit), wordFor(this.t.token, tokenizer), this.locale.count(token + 1), nameToken(texts[token]), this.locale.signed(this.#valueAt(token), 3));
  }
}

/** Returns one part of a layer. @param {any} activations @param {string} part @returns {Float32Array} */
const valuesOf = (activations, part) => activations[part] ?? activations.gates?.[part];

/**
 * What the units of a recurrent layer compute while the network reads a text: their states and gates as a heat map, one
 * unit as shades of the text, and which units follow a property of the text.
 *
 * @element lukewarm-activations
 * @attr {string} for - id of the <lukewarm-text> whose text is read; default: the one that the panel stands in
 * @attr {string} loading - "eager": at once, not when the element comes into sight
 * @fires {CustomEvent<{ code: string, message: string }>} error - there is nothing to show
 * @slot - what shows without JavaScript
 * @csspart button - each button
 */
export class LukewarmActivations extends LukewarmElement {
  /** @type {import('./element.js').Attributes} */
  static attributes = { ...panelAttributes };
  static Content = ActivationsContent;
}

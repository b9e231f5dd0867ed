import { weights as english } from '../i18n/en.js';
import { LukewarmElement } from './element.js';
import { figureAttributes, FigureContent } from './figure.js';
import { make } from './dom.js';
import { addressOf, holdModel } from './engine.js';
import { HeatMap, heatMapCss } from './heat-map.js';
import { loopedTextCss } from './looped-text.js';
import { fetchModel } from './model-bytes.js';
import { setWithNumbers } from './numbers.js';
import { showBlanks } from './visible.js';
import { readWeights, strongest } from './weight-maps.js';

const pauseMs = 350; // between two letters
const longest = 300; // letters

class WeightsContent extends FigureContent {
  static css = heatMapCss + loopedTextCss + `
.maps { display: flex; flex-wrap: wrap; gap: 1rem 1.5rem; align-items: start; }
.maps h3 { max-width: 9rem; min-height: 3.9em; line-height: 1.3; font-size: 0.9375rem; }
.text { min-height: 4.5rem; }
.readout { min-height: 1.5em; color: var(--soft); }
`;

  t = this.locale.messages('weights', english);
  #maps = this.t.maps.map((label, i) => new HeatMap(label, (row, column) => this.#choose(i, row, column)));
  #text = make('p', { className: 'text', part: 'text', dir: 'auto', translate: false });
  #readout = make('p', { className: 'readout' });
  #count = make('p', { className: 'note' });
  #play = make('button', { className: 'main', onclick: () => this.#toggle() });
  /** @type {import('./weight-maps.js').Matrix[]} */
  #weights = [];
  /** The tokens' texts, and those that are written: first what every text starts with. @type {string[]} */
  #vocab = [];
  /** @type {number[]} */
  #ids = [];
  /** @type {import('../worker/model.js').Session | undefined} */
  #session;
  #timer = 0;
  #isBusy = false;

  start() {
    this.seed.oninput = () => this.#begin();
    const once = make('button', { onclick: () => this.#pause() || this.#step() }, this.t.once);
    this.update();
    this.frame(make('div', { className: 'row' }, this.#play, once, this.seedField()), this.#text,
      make('div', { className: 'maps' }, ...this.#maps.map(({ element }, i) => make('div', {}, make('h3', {}, this.t.maps[i]), element))),
      this.#readout, this.#count);
  }

  update() {
    this.showAttributes();
    this.heat = this.#temperature;
    this.#begin();
  }

  stop() {
    clearTimeout(this.#timer);
  }

  get #source() {
    return this.values.src || 'names';
  }

  get #written() {
    return this.#ids.map((id) => this.#vocab[id]).join('');
  }

  get #temperature() {
    return this.values.temperature ?? 0.8;
  }

  /** Forgets what was written. */
  #begin() {
    this.#pause();
    this.#session?.dispose();
    this.#session = undefined;
    this.#ids = [];
    this.#text.textContent = '';
    return this.attempt(async () => {
      if (this.#weights.length > 0) return;
      const file = await fetchModel(addressOf(this.#source), this.signal);
      const { tokenizer } = JSON.parse(file.header.__metadata__.lukewarm);
      this.#vocab = tokenizer.vocab;
      this.#weights = readWeights(file);
      this.#weights.forEach(({ rows, columns, values }, i) => {
        const limit = Math.abs(values[strongest(values)]);
        this.#maps[i].show(values, columns, rows, () => limit);
      });
      const all = this.#weights.reduce((sum, { values }) => sum + values.length, 0);
      setWithNumbers(this.#count, this.t.count(this.locale.count(all)));
    });
  }

  /** Returns false. */
  #pause() {
    clearTimeout(this.#timer);
    this.#timer = 0;
    this.#play.textContent = this.t.play;
    return false;
  }

  #toggle() {
    if (this.#timer) return this.#pause();
    this.#play.textContent = this.t.pause;
    const next = async () => {
      await this.#step();
      if (this.#timer && this.#ids.length < longest && !this.signal.aborted) this.#timer = window.setTimeout(next, pauseMs);
      else this.#pause();
    };
    this.#timer = window.setTimeout(next);
  }

  /** Writes a letter, and shows through which weights. */
  #step() {
    if (this.#isBusy || this.#weights.length === 0) return undefined;
    this.#isBusy = true;
    return this.attempt(async () => {
      const model = await holdModel(this.#source, this);
      const session = (this.#session ??= await model.session('', { seed: this.seedValue }));
      const read = this.#ids.at(-1) ?? this.#vocab.indexOf('\n'); // what every name begins after
      // It has read the start of every text before this one.
      const { layers: [{ hidden = new Float32Array(), size }] } = await model.activations(this.#written, { what: ['hidden'] });
      const step = await session.step({ temperature: this.#temperature });
      if (session !== this.#session) return; // begun anew meanwhile
      this.#ids.push(step.id);
      this.#text.textContent = this.#written;
      this.#mark(0, read);
      if (hidden.length === 0) return;
      const state = hidden.subarray(-size);
      const unit = strongest(state);
      this.#mark(1, unit);
      this.#mark(2, unit, step.id);
      this.#maps[3].show(hidden, hidden.length / size, size, () => 1);
      setWithNumbers(this.#readout, `${this.#token(read)} → ${this.t.unit(String(unit))}: ${this.locale.signed(state[unit], 2)} → ${this.#token(step.id)}: ${this.locale.probability(step.probability)}`);
    }).finally(() => (this.#isBusy = false));
  }

  /** @param {number} id */
  #token(id) {
    return showBlanks(this.#vocab[id]);
  }

  /** Marks a weight, by default the strongest of its column; returns what it is. @param {number} i of the map @param {number} column @param {number} [row] */
  #mark(i, column, row) {
    const { rows, columns, values } = this.#weights[i];
    row ??= strongest(values.subarray(column * rows, (column + 1) * rows));
    const { gates } = this.t;
    const units = rows / gates.length;
    const from = column === columns - 1 ? this.t.bias : i === 0 ? this.#token(column) : this.t.unit(String(column));
    const to = i === 2 ? this.#token(row) : `${gates[Math.floor(row / units)]}, ${this.t.unit(String(row % units))}`;
    const said = `${from} → ${to}: ${this.locale.signed(values[column * rows + row], 3)}`;
    this.#maps[i].mark(row, column, said, false);
    return said;
  }

  /** @param {number} i @param {number} row @param {number} column */
  #choose(i, row, column) {
    this.#pause();
    if (i < 3) setWithNumbers(this.#readout, this.#mark(i, column, row));
  }
}

/**
 * Every weight of a very small network, while it writes letter by letter: which are used by the letter that it reads, by
 * its most active unit, and for the letter that is drawn.
 * @element lukewarm-weights
 * @attr {string} src - address or short name of a model file of one-hot characters, one GRU and 8 bits; default names
 * @attr {number} [temperature=0.8] - divides the logits; 0 is greedy
 * @attr {number} [seed=1] - of the text
 * @fires {CustomEvent<{ code: string, message: string }>} error - the model could not be loaded, or the work failed
 * @slot caption - in place of the figure's own caption
 * @csspart figure - the whole
 * @csspart caption - the caption and the embed button
 * @csspart embed - the button that shows the code to embed the figure
 * @csspart text - the text
 */
export class LukewarmWeights extends LukewarmElement {
  /** @type {import('./element.js').Attributes} */
  static attributes = { ...figureAttributes, src: 'string', seed: 'number' };
  static Content = WeightsContent;
}

import { temperatures as english } from '../i18n/en.js';
import { wordFor } from '../i18n/locale.js';
import { make } from './dom.js';
import { LukewarmElement } from './element.js';
import { withLabel } from './fields.js';
import { figureCss, makeFigure } from './figure-frame.js';
import { panelAttributes, PanelContent } from './panel.js';
import { Repetition } from './repetition.js';
import { parseSeed } from './seed.js';
import { keyOf, samplingOf, settingsOf } from './settings.js';
import { suggestedPrompt } from './suggested-prompt.js';
import { describeTemperature } from './temperature-slider.js';
import { Tradeoff, tradeoffCss } from './tradeoff.js';

/** @typedef {import('../engine/session.js').Step} Step */
/** @typedef {'entropy' | 'surprise' | 'repetition' | 'quality' | 'variety'} Measure */

const defaultTemperatures = '0, 0.2, 0.5, 1, 1.5';

/** By the kind of token: how long a text is at most, and the length of the runs that may be repeated. */
const limits = {
  char: { most: 400, run: 6 }, byte: { most: 400, run: 6 }, word: { most: 120, run: 3 }, other: { most: 200, run: 4 },
};

/** One temperature's text and its measures. */
class Column {
  temperature;
  element;
  #content;
  #use;
  #prompt = make('b');
  #written = document.createTextNode('');
  /** @type {Partial<Record<Measure, HTMLElement>>} */
  #values = {};
  #frame = 0;
  #text = '';
  #nextPrompt = '';
  #begun = 0; // texts
  #tokens = 0;
  #entropy = 0;
  #logProbability = 0;
  #scale = 1;
  #repetition = new Repetition(1);

  /** @param {TemperaturesContent} content @param {number} temperature */
  constructor(content, temperature) {
    this.#content = content;
    this.temperature = temperature;
    const { t, locale, text } = content;
    const heading = make('h3', { id: `column-${temperature}` }, ...describeTemperature(temperature, locale));
    const list = make('dl', {}, ...content.measures.map((name) =>
      make('div', {}, make('dt', {}, t.measures[name]), (this.#values[name] = make('dd', { className: 'number' })))));
    this.#use = make('button', { className: 'quiet', part: 'button', 'aria-describedby': heading.id, hidden: !text, onclick: () => text.actions.set({ temperature }) });
    const written = make('p', {
      className: 'text', part: 'text', dir: 'auto', translate: false,
      // In a figure it is as high as the others, and scrolls.
      ...(!text && { tabIndex: 0, role: 'region', 'aria-label': t.textAt(locale.fixed(temperature, 2)) }),
    }, this.#prompt, this.#written);
    this.element = make('article', { className: 'warm', 'aria-labelledby': heading.id }, heading, list, this.#use, written);
    this.element.style.setProperty('--heat', String(Math.min(1, temperature / 2)));
  }

  /** @param {boolean} used it is the temperature that is set */
  mark(used) {
    this.#use.ariaDisabled = String(used);
    this.#use.textContent = this.#content.t[used ? 'used' : 'use'];
  }

  /** Makes place for other texts. @param {string} prompt @param {number} run @param {number} scale the largest entropy, in nats */
  begin(prompt, run, scale) {
    this.#nextPrompt = prompt;
    this.#scale = scale;
    this.#text = '';
    this.#begun = this.#tokens = this.#entropy = this.#logProbability = 0;
    this.#repetition = new Repetition(run);
    this.element.ariaBusy = 'true';
  }

  /** Another text begins, of which only the first is shown. */
  beginText() {
    this.#begun++;
    this.#repetition.begin();
  }

  /** @param {Step} step */
  add(step) {
    this.#prompt.textContent = this.#nextPrompt;
    if (this.#begun === 1) this.#text += step.text;
    this.#tokens++;
    this.#entropy += step.entropy;
    this.#logProbability += step.logProbability;
    this.#repetition.add(step.id);
    this.#frame ||= requestAnimationFrame(() => this.#paint());
  }

  end() {
    this.#paint();
    this.element.ariaBusy = 'false';
  }

  /** @returns {import('./tradeoff.js').Result} */
  get result() {
    const { temperature } = this;
    return { temperature, quality: this.#logProbability / Math.max(1, this.#tokens), variety: 1 - this.#repetition.share };
  }

  #paint() {
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
    this.#written.data = this.#text;
    const { t, locale } = this.#content;
    const { quality, variety } = this.result;
    const bits = (/** @type {number} */ nats) => t.bits(locale.fixed(nats / Math.LN2, 2));
    const entropy = this.#entropy / Math.max(1, this.#tokens);
    this.#show('entropy', bits(entropy), entropy / this.#scale);
    this.#show('surprise', bits(-quality), -quality / this.#scale);
    this.#show('repetition', locale.percent(1 - variety), 1 - variety);
    this.#show('quality', locale.fixed(quality, 3).replace('-', '−'), 1 + quality / this.#scale);
    this.#show('variety', locale.fixed(variety, 3), variety);
  }

  /** @param {Measure} name @param {string} text @param {number} share of the widest bar */
  #show(name, text, share) {
    const bar = make('i', { 'aria-hidden': 'true' });
    bar.style.width = `${100 * Math.max(0, Math.min(1, share))}%`;
    // A list of descriptions takes groups of dt and dd, and nothing beside them; so the bar is the value's own.
    this.#values[name]?.replaceChildren(text, bar);
  }
}

class TemperaturesContent extends PanelContent {
  static css = figureCss + tradeoffCss + `
.columns { display: grid; grid-auto-flow: column; grid-auto-columns: minmax(11rem, 1fr); gap: 1.75rem; padding: 0.25rem 0.25rem 0.75rem; overflow-x: auto; scroll-snap-type: x proximity; }
.columns > article { scroll-snap-align: start; display: grid; grid-template-rows: auto auto auto 1fr; gap: 0.75rem; align-content: start; min-width: 0; border-top: 3px solid var(--accent); padding-top: 0.5rem; }
.columns h3 { color: var(--accent); }
.columns h3 .number { font-style: normal; font-size: 1.25rem; margin-inline-end: 0.375rem; }
dl { margin: 0; display: grid; gap: 0.25rem; font-size: 0.9375rem; }
dl > div { display: grid; grid-template-columns: 1fr auto; background: linear-gradient(var(--line), var(--line)) 0 100% / 100% 1px no-repeat; padding-bottom: 0.25rem; position: relative; }
dt { color: var(--soft); }
dd { margin: 0; }
dl i { position: absolute; inset-block-end: 0; inset-inline-start: 0; height: 3px; background: var(--accent); }
.columns button { justify-self: start; }
.text { white-space: pre-wrap; overflow-wrap: anywhere; unicode-bidi: plaintext; text-align: start; font-variant-numeric: normal; }
figure .text { height: 18rem; overflow-y: auto; }
.text b { font-weight: inherit; color: var(--accent); text-decoration: underline; text-decoration-thickness: 1px; text-underline-offset: 0.25em; }
/* On paper nothing scrolls. */
@media print {
  .columns { grid-auto-flow: row; grid-template-columns: repeat(auto-fill, minmax(11rem, 1fr)); overflow: visible; }
  figure .text { height: auto; }
}
`;

  t = this.locale.messages('temperatures', english);
  /** What is said of a text. @type {Measure[]} */
  measures = this.standsAlone ? ['quality', 'variety'] : ['entropy', 'surprise', 'repetition'];
  /** @type {Column[]} */
  #columns = [];
  #key = ''; // of what the columns show, or are to show
  #isWhole = false; // they show it
  #hasPrompt = true;
  #list = make('div', { className: 'columns', tabIndex: 0, role: 'group', 'aria-label': this.t.columns });
  #note = make('p', { className: 'note' });
  #status = make('p', { className: 'unseen', role: 'status' });
  #chart = new Tradeoff(this.locale, this.t);
  #prompt = make('input', { type: 'text', id: 'prompt', dir: 'auto', autocomplete: 'off', onchange: () => this.#restart() });
  #seed = make('input', { id: 'seed', inputMode: 'numeric', autocomplete: 'off', maxLength: 20, onchange: () => this.#restart() });

  build() {
    if (!this.standsAlone) return [make('p', {}, this.t.intro), this.reading.element, this.#list, this.#note, this.#status];
    this.#showOwn();
    return [makeFigure(this, this.t.label, this.#note, () => ({ prompt: this.#prompt.value, seed: String(this.settings.seed) }),
      withLabel(this.#prompt, this.t.prompt),
      withLabel(this.#seed, this.t.seed),
      this.reading.element, this.#chart.element, this.#list, this.#status)];
  }

  update() {
    super.update();
    this.#showOwn();
    this.#restart();
  }

  #showOwn() {
    this.#hasPrompt = !this.standsAlone || this.values.prompt !== undefined;
    this.#prompt.value = this.values.prompt ?? '';
    this.#seed.value = String(this.values.seed ?? 1);
  }

  get settings() {
    if (this.text) return super.settings;
    const { model, maxTokens } = this.values;
    return settingsOf({ model, maxTokens, prompt: this.#prompt.value, seed: parseSeed(this.#seed.value) ?? 1 });
  }

  watch() {
    // A figure that has begun goes on out of sight, as others do: it is written once.
    if (this.text || this.visible) super.watch();
  }

  settingsChanged() {
    this.#mark();
    if (this.#keyOf(this.settings) !== this.#key) this.rest();
  }

  #restart() {
    this.rest();
    this.refreshSoon();
  }

  /** @returns {number[]} */
  get #temperatures() {
    return (this.values.temperatures || defaultTemperatures).split(',').map(Number).filter((/** @type {number} */ t) => t >= 0);
  }

  /** The text's temperature and choices have no part in it. @param {import('./settings.js').Settings} settings */
  #keyOf(settings) {
    return JSON.stringify([keyOf({ ...settings, temperature: 0, choices: [] }), this.#temperatures, this.values.seeds]);
  }

  #mark() {
    for (const column of this.#columns) column.mark(column.temperature === this.settings.temperature);
  }

  /** @param {AbortSignal} signal */
  async refresh(signal) {
    if (!this.#hasPrompt) this.#prompt.value ||= await suggestedPrompt(this.values.model);
    this.#hasPrompt = true;
    const { settings, t, locale } = this;
    const key = this.#keyOf(settings);
    const temperatures = this.#temperatures;
    if (temperatures.join() !== this.#columns.map(({ temperature }) => temperature).join()) {
      this.#columns = temperatures.map((temperature) => new Column(this, temperature));
      this.#list.replaceChildren(...this.#columns.map(({ element }) => element));
    }
    this.#mark();
    if (key === this.#key && this.#isWhole) return;
    this.#key = key;
    this.#isWhole = false;
    const model = await this.loadModel();
    signal.throwIfAborted();
    const { evaluation, tokenizer, vocabSize } = model.info;
    const { most, run } = wordFor(limits, tokenizer);
    const written = this.standsAlone && evaluation ? -evaluation.loss : undefined;
    const seeds = Math.max(1, this.values.seeds ?? 1);
    this.#status.textContent = '';
    this.#note.textContent = this.standsAlone
      ? [t.about(wordFor(t.runs, tokenizer)), seeds > 1 ? t.seeds(locale.count(seeds)) : '', written === undefined ? '' : t.line(locale.fixed(-written, 2), wordFor(t.units, tokenizer))].join(' ')
      : t.note(wordFor(t.runs, tokenizer));
    const maxTokens = this.values.maxTokens ?? (this.text ? Math.min(settings.maxTokens, most) : most);
    for (const column of this.#columns) column.begin(settings.prompt, run, Math.log(vocabSize));
    for (let i = 0; i < seeds; i++) {
      for (const column of this.#columns) column.beginText();
      const texts = model.generateEach(settings.prompt, temperatures.map((temperature) => ({ temperature })), {
        ...samplingOf(settings), seed: BigInt.asUintN(64, BigInt(settings.seed) + BigInt(i)), maxTokens, signal, onProgress: this.reading.showReading,
      });
      for await (const steps of texts) {
        signal.throwIfAborted();
        steps.forEach((step, column) => step && this.#columns[column].add(step));
      }
      this.#chart.show(this.#columns.map(({ result }) => result), written);
    }
    for (const column of this.#columns) column.end();
    this.#isWhole = true;
    this.#status.textContent = t.finished(locale.count(temperatures.length));
    this.emit('lukewarm-finish', { results: this.#columns.map(({ result }) => result) });
  }
}

/**
 * The same prompt and seed at several temperatures, side by side, and what can be measured of the texts. With `for` it
 * follows a <lukewarm-text>, whose temperature the reader may set from here; with a model of its own it draws quality
 * against variety, and where text that people wrote lies.
 *
 * @element lukewarm-temperatures
 * @attr {string} for - id of the text; without it, and without a model, the text that the panel stands in
 * @attr {string} model - address or short name of a model file, in place of a text
 * @attr {string} prompt - what every text begins with, where there is a model; without it, what suits that
 * @attr {string} seed - of the first texts, where there is a model; default 1
 * @attr {string} [temperatures="0, 0.2, 0.5, 1, 1.5"] - those that are shown
 * @attr {number} [seeds=1] - how many texts are measured at each, of seeds that follow one another; the first is shown
 * @attr {number} max-tokens - of each text; default 400 characters or 120 words, and no more than the text's own
 * @attr {string} loading - "eager": at once, not when the element comes into sight
 * @fires {CustomEvent<{ results: { temperature: number, quality: number, variety: number }[] }>} lukewarm-finish - all is
 *     written; quality: the mean log-probability of a token in nats, variety: 0 to 1
 * @fires {CustomEvent<{ loaded: number, total: number }>} progress - a part of its own model has come, in bytes
 * @fires {CustomEvent<{ code: string, message: string }>} error - the texts could not be written
 * @slot - what shows without JavaScript
 * @slot caption - in place of the figure's own caption
 * @csspart figure - the whole, where there is a model
 * @csspart caption - the caption and the embed button
 * @csspart embed - the button that shows the code to embed the figure
 * @csspart text - each text
 * @csspart button - the buttons that set a temperature
 */
export class LukewarmTemperatures extends LukewarmElement {
  /** @type {import('./element.js').Attributes} */
  static attributes = {
    ...panelAttributes, model: 'string', prompt: 'prompt', seed: 'seed', temperatures: 'string', seeds: 'number', 'max-tokens': 'number',
  };
  static Content = TemperaturesContent;
}

import { samplers as english } from '../i18n/en.js';
import { wordFor } from '../i18n/locale.js';
import { Bars, barsCss } from './bars.js';
import { CutPicture, pictureCss } from './cut-picture.js';
import { make } from './dom.js';
import { LukewarmElement } from './element.js';
import { number } from './numbers.js';
import { panelAttributes, PanelContent } from './panel.js';
import { attributeOf, samplers, samplersOf, samplingOf } from './settings.js';
import { Slider, sliderCss } from './slider.js';
import { TextPlace } from './text-place.js';
import { showBlanks } from './visible.js';

/** @typedef {import('./settings.js').Settings} Settings */
/** @typedef {import('../engine/steps.js').Candidate} Candidate */
/** @typedef {keyof typeof english.sliders} Name */

const rows = 8;

/** Where top-k's slider ends: off, as everything is kept at the right end of each. */
const noTopK = 101;

/** Ends and step of each slider. @type {[Name, min: number, max: number, step: number][]} */
const sliders = [
  ['topK', 1, noTopK, 1], ['topP', 0.01, 1, 0.01], ['minP', 0, 0.5, 0.01], ['typicalP', 0.01, 1, 0.01],
  ['repetitionPenalty', 1, 2, 0.05], ['presencePenalty', 0, 2, 0.05], ['frequencyPenalty', 0, 2, 0.05],
];

/** A sampler's slider, sentence and picture. */
class SamplerView {
  name;
  /** Whether it leaves tokens out; the others make them less probable. */
  cuts;
  picture = new CutPicture();
  #slider;
  #effect = make('p', { className: 'note' });

  /** @param {SamplersContent} content @param {typeof sliders[number]} slider @param {(value: number) => void} onInput */
  constructor({ t, locale }, [name, min, max, step], onInput) {
    this.name = name;
    this.cuts = !name.endsWith('Penalty');
    const id = attributeOf(name);
    const [label, sentence] = t.sliders[name];
    const describe = (/** @type {number} */ at) => (this.#isOff(at) ? [t.off] : [number(locale.fixed(at, String(at).split('.')[1]?.length ?? 0))]);
    this.#slider = new Slider({ id, label, min, max, step, describe }, (at) => onInput(this.#isOff(at) ? samplers[name] : at));
    this.#slider.input.setAttribute('aria-describedby', `${id}-note`);
    this.#slider.input.before(make('p', { id: `${id}-note`, className: 'note' }, sentence));
    this.element = make('div', { className: 'sampler' }, this.#slider.element, this.picture.element, this.#effect);
  }

  /** @param {number} at */
  #isOff(at) {
    return at === (this.name === 'topK' ? noTopK : samplers[this.name]);
  }

  /** @param {Settings} settings */
  set(settings) {
    const value = settings[this.name];
    this.#slider.value = this.name === 'topK' ? value || noTopK : value;
    this.#slider.off = value === samplers[this.name];
  }

  /** Says in words what the picture shows. @param {string} text */
  say(text) {
    this.#effect.textContent = text;
  }
}

class SamplersContent extends PanelContent {
  static css = sliderCss + barsCss + pictureCss + `
.panel { --label-width: 3.5rem; }
.sampler { display: grid; grid-template-columns: minmax(0, 1fr); gap: 0.125rem; max-width: 34rem; }
.slider .note { grid-column: 1 / -1; }
.slider output .number { margin: 0; }
.sampler .note { font-size: 0.8125rem; }
.sampler .bars { margin-block: 0.375rem; font-size: 0.9375rem; }
label { font-style: italic; }
.panel > button { justify-self: start; }
`;

  t = this.locale.messages('samplers', english);
  #place = new TextPlace(this);
  #views = sliders.map((slider) => new SamplerView(this, slider, (value) => this.#set({ [slider[0]]: value })));
  #where = make('p', { className: 'note' });
  #order = make('select', { id: 'order', autocomplete: 'off', oninput: () => this.#set({ order: /** @type {Settings['order']} */ (this.#order.value) }) },
    ...Object.entries(this.t.orders).map(([value, label]) => new Option(label, value)));
  #bars = new Bars(this.locale);
  #kept = make('p', { className: 'note' });
  // It stays when nothing is left to switch off: it has the focus.
  #reset = make('button', { part: 'button', onclick: () => this.#set(samplers) }, this.t.reset);

  build() {
    const { t } = this;
    return [
      this.#where, ...this.#views.map(({ element }) => element),
      make('div', { className: 'sampler' }, make('label', { for: 'order' }, t.order), this.#order, make('p', { className: 'note' }, t.orderNote)),
      make('div', { className: 'sampler' }, make('p', { className: 'note' }, t.together), this.#bars.element, this.#kept), this.#reset,
    ];
  }

  /** @param {Partial<Settings>} change */
  #set(change) {
    const [[name, value], ...others] = Object.entries(change);
    if (others.length === 0) this.emit('lukewarm-input', { name, value });
    if (others.length === 0 || Object.keys(samplersOf(this.settings)).length > 0) this.text.actions.set(change, { series: name });
  }

  settingsChanged() {
    this.#showSettings();
    this.refreshSoon();
  }

  textChanged() {
    if (this.#place.move()) this.refreshSoon();
  }

  rest() {
    super.rest();
    this.#place.leave();
  }

  #showSettings() {
    const { settings } = this;
    for (const view of this.#views) view.set(settings);
    this.#order.value = settings.order;
    this.#reset.ariaDisabled = String(Object.keys(samplersOf(settings)).length === 0);
  }

  /** @param {AbortSignal} signal */
  async refresh(signal) {
    const { t, locale, settings } = this;
    this.#showSettings();
    this.root.ariaBusy = 'true';
    // Greedy draws nothing, so that there would be nothing to cut: the pictures are then as learned.
    const temperature = settings.temperature || 1;
    const { session, shown, model } = await this.#place.get();
    const unit = wordFor(t.units, model.info.tokenizer);
    /** @param {any} options @returns {Promise<Candidate[]>} */
    const distribution = (options) => session.distribution({ ...options, signal });
    const base = await distribution({ temperature });
    for (const view of this.#views) {
      const isOn = settings[view.name] !== samplers[view.name];
      const after = isOn ? await distribution({ temperature, order: settings.order, [view.name]: settings[view.name] }) : base;
      view.picture.show(base, after, view.cuts);
      const [n, say] = view.cuts ? [after.filter(isPossible).length, t.keeps] : [countLower(base, after), t.lowers];
      view.say(isOn ? say(locale.count(n), locale.count(base.length), unit) : '');
    }
    const all = await distribution(samplingOf(settings));
    all.sort((a, b) => b.samplingProbability - a.samplingProbability); // those of equal chance, none, stay as the model has them
    this.#bars.show(all.slice(0, rows).map(({ text, probability, samplingProbability }) => ({
      label: showBlanks(text), value: samplingProbability, before: probability, cut: samplingProbability === 0,
    })));
    const left = all.filter(isPossible);
    const share = left.reduce((sum, { probability }) => sum + probability, 0);
    this.#kept.textContent = t.kept(locale.count(left.length), locale.count(all.length), unit, locale.percent(share, 1));
    this.#where.textContent = t.place(shown) + (settings.temperature ? '' : ` ${t.greedy}`);
    this.root.ariaBusy = 'false';
  }
}

/** @param {Candidate} candidate */
const isPossible = ({ samplingProbability }) => samplingProbability > 0;

/** How many are less probable than before. @param {Candidate[]} before @param {Candidate[]} after */
function countLower(before, after) {
  const left = new Map(after.map(({ id, samplingProbability }) => [id, samplingProbability]));
  return before.filter(({ id, samplingProbability }) => (left.get(id) ?? 0) < samplingProbability).length;
}

/**
 * The samplers of a <lukewarm-text> beside its temperature: a slider for each, with a sentence and a picture of what it
 * does to the distribution of the next token, and what is drawn from when all act together.
 *
 * @element lukewarm-samplers
 * @attr {string} for - id of the text; without it the text that the panel stands in
 * @attr {string} loading - "eager": at once, not when the element comes into sight
 * @fires {CustomEvent<{ name: string, value: string | number }>} lukewarm-input - the reader set a sampler
 * @fires {CustomEvent<{ code: string, message: string }>} error - the distributions could not be computed
 * @slot - what shows without JavaScript
 * @csspart top-k - its slider with the label
 * @csspart top-p - its slider with the label
 * @csspart min-p - its slider with the label
 * @csspart typical-p - its slider with the label
 * @csspart repetition-penalty - its slider with the label
 * @csspart presence-penalty - its slider with the label
 * @csspart frequency-penalty - its slider with the label
 * @csspart button - the button that switches all of them off
 */
export class LukewarmSamplers extends LukewarmElement {
  static attributes = panelAttributes;
  static Content = SamplersContent;
}

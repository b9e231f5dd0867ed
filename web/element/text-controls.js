// The controls of <lukewarm-text>: a prompt, a temperature, the buttons that write anew, vary and stop; and, where it is
// detailed, the model, the seed and the length.
import { make } from './dom.js';
import { sliderCss } from './slider.js';
import { TemperatureSlider } from './temperature-slider.js';

export const textControlsCss = sliderCss + `
.controls { display: grid; gap: 0.75rem; margin-bottom: 1.25rem; padding-bottom: 1.25rem; border-bottom: 1px solid var(--line); align-content: start; }
.controls :is(textarea, select) { width: 100%; font-size: 1.125em; line-height: 1.4; min-height: 2.375rem; }
.controls textarea { display: block; max-height: 12rem; resize: vertical; overflow-wrap: anywhere; }
@supports (field-sizing: content) { .controls textarea { field-sizing: content; resize: none; } }
.controls select { cursor: pointer; }
.controls .buttons { display: flex; flex-wrap: wrap; gap: 0.75rem; }
.buttons .main { flex: 1; max-width: 24rem; }
.numbers { display: grid; grid-template-columns: 1fr 1fr; gap: 0.375rem 1.5rem; }
.numbers input { width: 100%; }
.numbers .note { grid-column: 1 / -1; font-size: 0.8125rem; }
`;

/**
 * @typedef {object} Wishes what the controls ask for
 * @property {(name: 'model' | 'prompt' | 'temperature' | 'seed' | 'maxTokens') => void} input something was set
 * @property {() => void} generate
 * @property {() => void} vary
 * @property {() => void} stop
 */

export class TextControls {
  /** To be put where they are shown. */
  element;
  #t;
  #locale;
  #slider;
  #generate = make('button', { type: 'button', id: 'generate', className: 'main', part: 'button' });
  #stop = make('button', { type: 'button', id: 'stop', part: 'button', 'aria-keyshortcuts': 'Escape' });
  #model = make('select', { id: 'model', autocomplete: 'off' });
  #prompt = make('textarea', { id: 'prompt', rows: 1, dir: 'auto', autocomplete: 'off', autocapitalize: 'off', spellcheck: false,
    'aria-keyshortcuts': 'Control+Enter Meta+Enter' });
  #seed = make('input', { id: 'seed', inputMode: 'numeric', autocomplete: 'off', maxLength: 20, 'aria-describedby': 'seed-note' });
  #length = make('input', { id: 'length', inputMode: 'numeric', autocomplete: 'off', maxLength: 7 });
  #lengthLabel = make('label', { for: 'length' });
  #modelField;
  #numbers;

  /** @param {import('./element.js').Content} content @param {typeof import('../i18n/en.js').text} t its messages @param {Wishes} wishes */
  constructor(content, t, wishes) {
    this.#t = t;
    this.#locale = content.locale;
    this.#slider = new TemperatureSlider(content, () => wishes.input('temperature'));
    this.#slider.element.append(make('span', { className: 'ends', 'aria-hidden': 'true' }, ...t.ends.map((end) => make('span', {}, end))));
    this.#stop.textContent = t.stop;
    this.units = t.units.char;
    const field = (/** @type {HTMLElement} */ input, /** @type {Node} */ label) => make('div', { className: 'field' }, label, input);
    const label = (/** @type {string} */ id, /** @type {string} */ text) => make('label', { for: id }, text);
    this.#modelField = field(this.#model, label('model', t.model));
    this.#numbers = make('div', { className: 'numbers' }, field(this.#seed, label('seed', t.seed)), field(this.#length, this.#lengthLabel),
      make('p', { id: 'seed-note', className: 'note' }, t.seedNote));
    // No form: a sandboxed frame forbids to submit one.
    this.element = make('div', { className: 'controls', part: 'controls', role: 'group', 'aria-label': t.controls },
      this.#modelField, field(this.#prompt, label('prompt', t.prompt)), this.#slider.element,
      make('div', { className: 'buttons' }, this.#generate,
        make('button', { type: 'button', id: 'vary', part: 'button', onclick: wishes.vary }, t.vary), this.#stop),
      this.#numbers, make('slot', { name: 'controls' }));
    this.#generate.onclick = wishes.generate;
    this.#stop.onclick = wishes.stop;
    this.#model.onchange = () => wishes.input('model');
    this.#prompt.oninput = () => wishes.input('prompt');
    this.#seed.oninput = () => wishes.input('seed');
    this.#length.oninput = () => wishes.input('maxTokens');
    this.element.onkeydown = (event) => {
      const { key, target } = event;
      if (key === 'Escape') wishes.stop();
      if (key !== 'Enter' || !(event.ctrlKey || event.metaKey || target === this.#seed || target === this.#length)) return;
      event.preventDefault();
      wishes.generate();
    };
  }

  /** Offers the models of a list. @param {{ id: string, name: string }[]} models */
  set models(models) {
    this.#model.replaceChildren(...models.map(({ id, name }) => new Option(this.#locale.title(name), id)));
  }

  /** Shows the fields of a detailed text. @param {boolean} shown @param {boolean} models there is a list of them */
  detail(shown, models) {
    this.#numbers.hidden = !shown;
    this.#modelField.hidden = !models;
  }

  get model() { return this.#model.value; }
  set model(model) { this.#model.value = model; }
  get prompt() { return this.#prompt.value; }
  set prompt(prompt) {
    if (this.#prompt.value !== prompt) this.#prompt.value = prompt; // setting it anew would move the caret
  }
  get temperature() { return this.#slider.value; }
  set temperature(temperature) { this.#slider.value = temperature; }
  get seed() { return this.#seed.value; }
  set seed(seed) {
    if (this.#seed.value !== seed) this.#seed.value = seed;
  }
  get maxTokens() { return this.#length.value; }
  set maxTokens(length) {
    if (this.#length.value !== length) this.#length.value = length;
  }
  /** @param {string} units what the length is counted in */
  set units(units) { this.#lengthLabel.textContent = this.#t.length(units); }

  /** Says that the same text will come. @param {boolean} again */
  set again(again) { this.#generate.textContent = again ? this.#t.again : this.#t.generate; }

  /** @param {boolean} busy something can be stopped */
  set busy(busy) { this.#stop.setAttribute('aria-disabled', String(!busy)); }
}

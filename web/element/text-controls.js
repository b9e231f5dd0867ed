// The controls of <lukewarm-text>: a prompt, a temperature, the buttons that write a new text, write with the same seed and
// stop; and, where it is detailed, the model, the seed, the length, copying, shading. They come once the model does, which the text's first
// characters are not to wait for.
import { controls as english } from '../i18n/en.js';
import { wordFor } from '../i18n/locale.js';
import { make } from './dom.js';
import { fieldsCss, withLabel } from './fields.js';
import { hasFocus } from './reader.js';
import { drawSeed, parseSeed } from './seed.js';
import { keyOf } from './settings.js';
import { sliderCss } from './slider.js';
import { TemperatureSlider } from './temperature-slider.js';

/** @typedef {import('./settings.js').Settings} Settings */
/** @typedef {'model' | 'prompt' | 'temperature' | 'seed' | 'maxTokens'} Name */

const liveLength = 3000; // texts up to this length follow the slider while it moves
const longest = 1000000;

export const textControlsCss = fieldsCss + sliderCss + `
.controls { display: grid; gap: 0.75rem; margin-bottom: 1.25rem; padding-bottom: 1.25rem; border-bottom: 1px solid var(--line); align-content: start; }
.controls :is(textarea, select) { width: 100%; font-size: 1.125em; line-height: 1.4; min-height: 2.375rem; }
/* A long beginning in plaintext, which dir=auto would have, holds the page up for seconds. */
.controls textarea { unicode-bidi: normal; display: block; max-height: 12rem; resize: vertical; overflow-wrap: anywhere; }
@supports (field-sizing: content) { .controls textarea { field-sizing: content; resize: none; } }
.controls select { cursor: pointer; }
.steering { display: grid; gap: inherit; }
.controls .buttons { display: flex; flex-wrap: wrap; gap: 0.5rem; }
.buttons > button { padding-inline: 0.5rem; }
.buttons .main { flex: 1; max-width: 24rem; white-space: nowrap; }
.numbers { display: grid; grid-template-columns: repeat(2, minmax(max-content, 1fr)); gap: 0.375rem 1.5rem; }
.numbers [aria-invalid="true"] { border-bottom: 2px solid var(--accent); }
.numbers :is(input, .note) { width: 0; min-width: 100%; } /* as wide as the labels make it */
.numbers ::placeholder { color: var(--soft); opacity: 1; }
.numbers .note { grid-column: 1 / -1; font-size: 0.8125rem; }
.detailed .controls { gap: 1rem; }
.narrow .buttons { gap: 0.25rem; }
.narrow .buttons > button { padding-inline: 0.25rem; }
/* Where it is over the text, its lines would move that, more in one language than in the other. */
.detailed:not(.wide) .numbers:not(:has([aria-invalid="true"])) .note { display: none; }
/* On a phone the slider and the buttons stay above the text that they change. */
@media (min-height: 30em) {
  .detailed:not(.wide) { display: grid; grid-template-columns: minmax(0, 1fr); gap: 0.75rem; }
  .detailed:not(.wide) .controls { display: contents; }
  .detailed:not(.wide) .steering { position: sticky; top: 0; z-index: 1; overflow-anchor: none; gap: 0.25rem; padding-block: 0.25rem 0.5rem; border-bottom: 1px solid var(--line); background: var(--paper); }
  .detailed:not(.wide) .sheet * { scroll-margin-top: 9.5rem; }
}
.shading { display: flex; flex-wrap: wrap; gap: 0.25rem 1.25rem; align-items: center; margin-top: 1.5rem; color: var(--soft); font-size: 0.875rem; min-height: 1.75rem; }
.shading label { display: flex; gap: 0.5rem; align-items: center; min-height: 1.75rem; cursor: pointer; }
#shades { display: flex; flex-wrap: wrap; gap: 0.25rem; list-style: none; margin: 0; padding: 0; }
#shades li { padding: 0.125rem 0.5rem; }
`;

export class TextControls {
  #content;
  #t;
  #slider;
  #generate;
  #stop = make('button', { id: 'stop', part: 'button', 'aria-keyshortcuts': 'Escape' });
  #model = make('select', { id: 'model', autocomplete: 'off' });
  #prompt = make('textarea', { id: 'prompt', rows: 1, dir: 'auto', autocomplete: 'off', autocapitalize: 'off', spellcheck: false,
    'aria-keyshortcuts': 'Control+Enter Meta+Enter' });
  #seed = make('input', { id: 'seed', inputMode: 'numeric', autocomplete: 'off', maxLength: 20, 'aria-describedby': 'seed-note' });
  #length = make('input', { id: 'length', inputMode: 'numeric', autocomplete: 'off', maxLength: 9, 'aria-describedby': 'seed-note' });
  #lengthLabel = make('span');
  #note = make('p', { id: 'seed-note', className: 'note' });
  /** What was shown last: the models, and the text of each field. */
  #list = '';
  #shown = new Map();
  #modelField;
  #numbers;
  #undo;
  #copy;
  #shaded = make('input', { id: 'shaded', type: 'checkbox', checked: true, autocomplete: 'off' });
  /** To be put where they are shown: before the text, over it, under it. */
  element;
  actions;
  shading;

  /** @param {any} content of the text */
  constructor(content) {
    this.#content = content;
    const t = (this.#t = content.locale.messages('controls', english));
    const { view } = content;
    const button = (/** @type {string} */ id, /** @type {string} */ text, /** @type {() => void} */ onclick, properties = {}) =>
      make('button', { id, className: 'quiet', onclick, ...properties }, text);

    this.#generate = button('generate', t.generate, () => this.generate(), { className: 'main', part: 'button' });
    this.#slider = new TemperatureSlider(content, () => this.#input('temperature'));
    this.#slider.input.onchange = () => content.frame.bringIntoSight();
    this.#slider.element.append(make('span', { className: 'ends', 'aria-hidden': 'true' }, ...t.ends.map((/** @type {string} */ end) => make('span', {}, end))));
    this.#modelField = withLabel(this.#model, t.model);
    this.#numbers = make('div', { className: 'numbers' }, withLabel(this.#seed, t.seed), withLabel(this.#length, this.#lengthLabel), this.#note);
    this.#stop.textContent = t.stop;
    // No form: a sandboxed frame forbids to submit one.
    this.element = make('div', { className: 'controls', part: 'controls', role: 'group', 'aria-label': t.controls },
      this.#modelField, withLabel(this.#prompt, t.prompt),
      make('div', { className: 'steering' }, this.#slider.element,
        make('div', { className: 'buttons' }, this.#generate, button('same', t.same, () => this.generate(true), { className: '', part: 'button' }), this.#stop)),
      this.#numbers, make('slot', { name: 'controls' }));

    this.#undo = button('undo', t.undo, () => content.actions.undo(), { hidden: true, 'aria-keyshortcuts': 'Control+Z Meta+Z' });
    this.#copy = button('copy-text', t.copy, () => content.frame.copy(view.prompt + view.text, t.copied, t.notCopied));
    this.actions = make('div', { className: 'actions' }, this.#undo, this.#copy, make('slot', { name: 'actions' }));

    const shades = make('ol', { id: 'shades', 'aria-label': t.shades },
      ...[2, 4, 16, 128, 1024].map((n, i) => make('li', { className: `shade shade-${i + 1} number` }, t.oneIn(String(n)))));
    this.shading = make('div', { className: 'shading' }, make('label', {}, this.#shaded, t.shade), shades);
    this.#shaded.onchange = () => {
      shades.hidden = !this.#shaded.checked;
      content.update();
    };

    this.#stop.onclick = () => this.#end();
    this.#model.onchange = () => this.#input('model');
    this.#prompt.oninput = () => this.#input('prompt');
    this.#seed.oninput = () => this.#input('seed');
    this.#length.oninput = () => this.#input('maxTokens');
    content.root.onkeydown = (/** @type {KeyboardEvent} */ event) => this.#key(event);
    this.#listen();
  }

  /** Whether tokens are shaded. */
  get shaded() {
    return this.#shaded.checked;
  }

  /** Takes the focus from what is about to be hidden. */
  focus = () => this.#generate.focus();

  /** Shows what is set, and what there is to set. */
  show() {
    const { settings, values, locale, actions: { canUndo } } = this.#content;
    const list = this.#models;
    const { model, prompt, temperature, seed, maxTokens, end } = settings;
    const named = JSON.stringify(list);
    if (this.#list !== named) {
      this.#list = named;
      this.#model.replaceChildren(...list.map((/** @type {any} */ { id, name }) => new Option(locale.title(name ?? id), id)));
    }
    this.#model.value = model;
    this.#slider.value = temperature;
    const texts = /** @type {[HTMLInputElement | HTMLTextAreaElement, string][]} */ ([[this.#prompt, prompt], [this.#seed, String(seed)], [this.#length, end ? '' : String(maxTokens)]]);
    this.#length.placeholder = this.#t.about(locale.count(maxTokens));
    for (const [field, text] of texts) {
      if (this.#shown.get(field) === text) continue; // what the reader types stays until it is taken
      this.#shown.set(field, text);
      field.value = text;
    }
    this.element.hidden = !values.controls && !values.detailed;
    this.#modelField.hidden = !values.models;
    this.#numbers.hidden = this.#copy.hidden = this.shading.hidden = !values.detailed;
    if (!canUndo && hasFocus(this.#undo)) this.focus();
    this.#undo.hidden = !canUndo;
    this.#check();
  }

  /** What there is to choose from: the site's, and what the reader imported. @returns {any[]} */
  get #models() {
    return [...this.#content.list, ...this.#content.kept ?? []];
  }

  /**
   * Takes what the controls hold, and writes. With another seed, unless the reader has typed one, or there is no text yet.
   * @param {boolean} [isSame] with the seed that is set
   */
  generate(isSame = false) {
    const { settings, controller, frame, actions } = this.#content;
    const wishes = this.#wishes;
    if (!isSame && controller.written && wishes.seed === settings.seed) wishes.seed = drawSeed();
    const { prompt, temperature, seed, maxTokens } = wishes;
    const wrong = this.#check();
    if (wrong) return frame.say(wrong);
    this.#content.emit('lukewarm-generate', { prompt, temperature, seed });
    // Another length is another end of the same text, with the same choices.
    const isAlike = keyOf({ ...settings, ...wishes, maxTokens: 0, end: '' }) === keyOf({ ...settings, maxTokens: 0, end: '' });
    actions.set({ ...wishes, ...(isAlike && { choices: settings.choices }) });
    frame.bringIntoSight();
  }

  /** What the controls hold; a number is undefined if it is none. */
  get #wishes() {
    const length = this.#length.value.trim();
    return {
      prompt: this.#prompt.value.normalize('NFC'), temperature: this.#slider.value, seed: parseSeed(this.#seed.value),
      maxTokens: !length ? this.#content.settings.maxTokens : /^\d+$/.test(length) && Number(length) <= longest ? Number(length) : undefined,
      end: length ? '' : 'sentence', // whoever tells no number has whole sentences
    };
  }

  /** The same without what is no number. */
  get #valid() {
    return /** @type {Partial<Settings>} */ (Object.fromEntries(Object.entries(this.#wishes).filter(([, value]) => value !== undefined)));
  }

  #listen() {
    const t = this.#t;
    const { controller, signal } = this.#content;
    const showUnits = () => {
      this.#lengthLabel.textContent = t.length(wordFor(t.units, controller.info?.tokenizer ?? 'char'));
    };
    const showBusy = () => { this.#stop.ariaDisabled = String(!controller.busy); };
    controller.addEventListener('load', showUnits, { signal });
    for (const type of ['begin', 'end', 'finish']) controller.addEventListener(type, showBusy, { signal });
    showUnits();
    showBusy();
  }

  /** @param {Name} name of what the reader set */
  #input(name) {
    const content = this.#content;
    const { settings } = content;
    const value = { model: this.#model.value, prompt: this.#prompt.value, temperature: this.#slider.value, seed: this.#seed.value, maxTokens: this.#length.value }[name];
    content.emit('lukewarm-input', { name, value });
    if (name === 'temperature' && !content.controller.failure && settings.maxTokens <= liveLength) content.actions.set(this.#valid, { quiet: true, series: name });
    else if (name === 'model') {
      // A prompt that the reader wrote stays.
      const prompt = this.#prompt.value === content.suggested ? undefined : this.#prompt.value;
      content.actions.set({ ...this.#valid, model: value, prompt });
    } else this.#check();
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const { key, target, ctrlKey, metaKey, shiftKey } = event;
    const isField = target instanceof Element && target.matches('input, textarea, select');
    if (key === 'Escape') this.#end() && event.preventDefault();
    else if (key === 'z' && (ctrlKey || metaKey) && !shiftKey && this.#content.actions.canUndo && !isField) {
      event.preventDefault();
      this.#content.actions.undo();
    } else if (key === 'Enter' && (ctrlKey || metaKey || target === this.#seed || target === this.#length)) {
      event.preventDefault();
      this.generate(!ctrlKey && !metaKey);
    }
  }

  /** Says whether there was something to stop. */
  #end() {
    const { controller } = this.#content;
    if (!controller.busy) return false;
    controller.stop();
    this.#content.emit('lukewarm-stop');
    return true;
  }

  /** Says under the fields what of them cannot be taken; returns it. */
  #check() {
    const t = this.#t;
    const { seed, maxTokens } = this.#wishes;
    this.#seed.ariaInvalid = String(seed === undefined);
    this.#length.ariaInvalid = String(maxTokens === undefined);
    const wrong = seed === undefined ? t.badSeed : maxTokens === undefined ? t.badLength : '';
    this.#note.textContent = wrong || t.seedNote;
    return wrong;
  }
}

// A slider: label, value, range. The temperature's is coloured from cold to warm.
import { make } from './dom.js';

export const sliderCss = `
.slider { display: grid; grid-template-columns: 1fr auto; align-items: baseline; column-gap: 1rem; max-width: 34rem; }
.slider label { font-style: italic; }
.slider output { color: var(--accent); text-align: end; font-style: italic; }
.slider output.off { color: var(--soft); }
.slider output .number { font-style: normal; font-size: 1.0625rem; margin-inline-end: 0.25rem; }
.slider input { grid-column: 1 / -1; appearance: none; width: 100%; height: 2rem; margin: 0; background: transparent; cursor: pointer; touch-action: pan-y; }
/* One rule for each engine, since it drops a rule that names another's part. */
.slider input::-webkit-slider-runnable-track { height: 3px; border-radius: 2px; background: var(--track, var(--edge)); }
.slider input::-moz-range-track { height: 3px; border-radius: 2px; background: var(--track, var(--edge)); }
.slider input::-webkit-slider-thumb { appearance: none; box-sizing: border-box; width: 1.375rem; height: 1.375rem; margin-top: calc(1.5px - 0.6875rem); border: 3px solid var(--paper); border-radius: 50%; background: var(--accent); }
.slider input::-moz-range-thumb { box-sizing: border-box; width: 1.375rem; height: 1.375rem; border: 3px solid var(--paper); border-radius: 50%; background: var(--accent); }
.slider .ends { grid-column: 1 / -1; display: grid; grid-template-columns: 1fr auto 1fr; color: var(--soft); font-size: 0.8125rem; font-style: italic; }
.ends :nth-child(2) { text-align: center; }
.ends :nth-child(3) { text-align: end; }
@supports (color: oklch(0 0 0)) {
  .heat input { --at: calc(0.55 + 0.15 * var(--dark)); --track: linear-gradient(var(--towards, to right), oklch(var(--at) 0.13 250), oklch(var(--at) 0.1 286), oklch(var(--at) 0.07 322), oklch(var(--at) 0.1 357), oklch(var(--at) 0.13 393)); }
}
@media (forced-colors: active) { .heat input { --track: var(--edge); } }
`;

/** @typedef {{ id: string, label: string | Node, min?: number, max: number, step: number,
 *     describe: (value: number) => (Node | string)[], onSet?: (value: number) => void }} SliderOptions describe: returns
 *     what stands beside the label; onSet: called with every new value */

export class Slider {
  /** To be put where it is shown. */
  element;
  input;
  #output;
  #describe;
  #onSet;
  #value = 0;

  /** @param {SliderOptions} options @param {(value: number) => void} onInput */
  constructor({ id, label, min = 0, max, step, describe, onSet = () => {} }, onInput) {
    this.#describe = describe;
    this.#onSet = onSet;
    this.input = make('input', { type: 'range', id, min, max, step, autocomplete: 'off' });
    this.#output = make('output', { for: id, 'aria-live': 'off' }); // the range says it itself
    this.element = make('div', { className: 'slider', part: id }, make('label', { for: id }, label), this.#output, this.input);
    this.input.oninput = () => {
      this.value = Number(this.input.value);
      onInput(this.value);
    };
  }

  get value() {
    return this.#value;
  }

  /** May lie beyond the slider's end. */
  set value(value) {
    this.#value = value;
    this.input.value = String(Math.min(Number(this.input.max), value));
    this.#output.replaceChildren(...this.#describe(value));
    this.input.ariaValueText = this.#output.textContent ?? '';
    this.#onSet(value);
  }

  /** Shows the value as one that has no effect. @param {boolean} off */
  set off(off) {
    this.#output.classList.toggle('off', off);
  }
}

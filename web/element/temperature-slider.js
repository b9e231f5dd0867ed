// A temperature slider: label, value, range from 0 to 2, coloured from cold to warm.
import { make } from './dom.js';

export const temperatureSliderCss = `
.temperature { display: grid; grid-template-columns: 1fr auto; align-items: baseline; column-gap: 1rem; max-width: 34rem; }
.temperature label { color: var(--soft); font-style: italic; }
.temperature output { color: var(--accent); font-family: var(--numbers); font-variant-numeric: tabular-nums lining-nums; }
.temperature input { grid-column: 1 / -1; appearance: none; width: 100%; height: 2rem; margin: 0; background: transparent; cursor: pointer; touch-action: pan-y; }
.temperature input::-webkit-slider-runnable-track { height: 3px; border-radius: 2px; background: var(--track, var(--line)); }
.temperature input::-moz-range-track { height: 3px; border-radius: 2px; background: var(--track, var(--line)); }
.temperature input::-webkit-slider-thumb { appearance: none; box-sizing: border-box; width: 1.375rem; height: 1.375rem; margin-top: calc(1.5px - 0.6875rem); border: 3px solid var(--paper); border-radius: 50%; background: var(--accent); }
.temperature input::-moz-range-thumb { box-sizing: border-box; width: 1.375rem; height: 1.375rem; border: 3px solid var(--paper); border-radius: 50%; background: var(--accent); }
@supports (color: oklch(0 0 0)) {
  .temperature input { --track: linear-gradient(to right, oklch(0.6 0.13 250), oklch(0.6 0.1 286), oklch(0.6 0.07 322), oklch(0.6 0.1 357), oklch(0.6 0.13 393)); }
}
`;

export class TemperatureSlider {
  /** To be put where it is shown; the element's host gets its --heat. */
  element;
  #input;
  #output;
  #host;
  #value = 0;

  /**
   * @param {HTMLElement} host the custom element whose colour follows
   * @param {(temperature: number) => void} onInput
   * @param {{ label?: string, step?: number, max?: number }} [options]
   */
  constructor(host, onInput, { label = 'Temperature', step = 0.05, max = 2 } = {}) {
    this.#host = host;
    this.#input = make('input', { type: 'range', id: 'temperature', min: '0', max: String(max), step: String(step) });
    this.#output = make('output', { for: 'temperature' });
    this.element = make('div', { className: 'temperature', part: 'temperature' },
      make('label', { for: 'temperature' }, label), this.#output, this.#input);
    this.#input.oninput = () => {
      this.value = Number(this.#input.value);
      onInput(this.value);
    };
  }

  get value() {
    return this.#value;
  }

  /** May lie beyond the slider's end. */
  set value(temperature) {
    this.#value = temperature;
    this.#input.value = String(Math.min(Number(this.#input.max), temperature));
    const text = temperature === 0 ? '0, greedy' : temperature === Infinity ? '∞' : temperature.toFixed(2);
    this.#output.textContent = text;
    this.#input.setAttribute('aria-valuetext', text);
    this.#host.style.setProperty('--heat', String(Math.min(1, this.value / 2)));
  }
}

// The controls of <lukewarm-text>: a beginning, a temperature, and the buttons that write anew, vary and stop.
import { make } from './dom.js';
import { TemperatureSlider, temperatureSliderCss } from './temperature-slider.js';

export const textControlsCss = temperatureSliderCss + `
.controls { display: grid; gap: 0.75rem; margin-bottom: 1.25rem; padding-bottom: 1.25rem; border-bottom: 1px solid var(--line); }
.controls .field { display: grid; gap: 0.125rem; min-width: 0; }
.controls .field label { color: var(--soft); font-style: italic; }
.controls textarea { display: block; width: 100%; font: inherit; font-size: 1.125em; line-height: 1.4; color: inherit; background: transparent; border: 0; border-bottom: 1px solid var(--edge); border-radius: 0; padding: 0.25rem 0; min-height: 2.25rem; max-height: 12rem; resize: vertical; overflow-wrap: anywhere; }
@supports (field-sizing: content) { .controls textarea { field-sizing: content; resize: none; } }
.controls .buttons { display: flex; flex-wrap: wrap; gap: 0.75rem; }
`;

/**
 * @typedef {object} Wishes what the controls ask for
 * @property {(name: 'prompt' | 'temperature') => void} input something was set
 * @property {() => void} generate
 * @property {() => void} vary
 * @property {() => void} stop
 */

export class TextControls {
  /** To be put where they are shown. */
  element;
  #prompt = make('textarea', { id: 'prompt', rows: 1, dir: 'auto', autocomplete: 'off', spellcheck: false });
  #slider;
  #generate = make('button', { type: 'button', className: 'main', part: 'button' });
  #stop = make('button', { type: 'button', part: 'button' }, 'Stop');

  /** @param {HTMLElement} host @param {Wishes} wishes */
  constructor(host, wishes) {
    this.#slider = new TemperatureSlider(host, () => wishes.input('temperature'));
    const vary = make('button', { type: 'button', part: 'button' }, 'Vary');
    // No form: a sandboxed frame forbids to submit one.
    const element = make('div', { className: 'controls', part: 'controls', role: 'group', 'aria-label': 'What to write' },
      make('div', { className: 'field' }, make('label', { for: 'prompt' }, 'Beginning with'), this.#prompt),
      this.#slider.element,
      make('div', { className: 'buttons' }, this.#generate, vary, this.#stop));
    this.#prompt.oninput = () => wishes.input('prompt');
    this.#generate.onclick = wishes.generate;
    vary.onclick = wishes.vary;
    this.#stop.onclick = wishes.stop;
    element.onkeydown = (event) => {
      if (event.key === 'Escape') wishes.stop();
      if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      wishes.generate();
    };
    this.element = element;
  }

  get prompt() {
    return this.#prompt.value;
  }

  set prompt(prompt) {
    if (this.#prompt.value !== prompt) this.#prompt.value = prompt; // setting it anew would move the caret
  }

  get temperature() {
    return this.#slider.value;
  }

  set temperature(temperature) {
    this.#slider.value = temperature;
  }

  /** Says that the same text will come. @param {boolean} again */
  set again(again) {
    this.#generate.textContent = again ? 'Regenerate' : 'Generate';
  }

  /** @param {boolean} busy something can be stopped */
  set busy(busy) {
    this.#stop.setAttribute('aria-disabled', String(!busy));
  }
}

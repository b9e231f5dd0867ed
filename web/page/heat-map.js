// Activations as a heat map: tokens across, units down, cold below zero and warm above it. It is one stop for the
// keyboard, a slider whose value is a unit: up and down go from unit to unit, left and right from token to token.
import { make } from '../element/dom.js';

const warm = [208, 96, 70];
const cold = [62, 134, 206];

export const heatMapCss = `
.heat-map { position: relative; overflow: auto hidden; max-width: 100%; width: fit-content; border: 1px solid var(--line); cursor: crosshair; touch-action: pan-x pan-y; }
.heat-map canvas { display: block; image-rendering: pixelated; forced-color-adjust: none; }
.heat-map i { position: absolute; pointer-events: none; inset-block-start: 0; inset-inline-start: 0; box-shadow: 0 0 0 1px var(--ink); }
`;

const tokenWidth = 4; // CSS pixels
const mapHeight = 512;
const tallestRow = 8;

/** How far the keys go: in units, in tokens. */
const strides = /** @type {Record<string, [number, number]>} */ ({
  ArrowDown: [1, 0], ArrowUp: [-1, 0], ArrowRight: [0, 1], ArrowLeft: [0, -1], PageDown: [16, 0], PageUp: [-16, 0],
  Home: [-Infinity, 0], End: [Infinity, 0],
});

export class HeatMap {
  /** To be put where it is shown. */
  element;
  #canvas = make('canvas', { 'aria-hidden': 'true' });
  #row = make('i');
  #column = make('i');
  #tokens = 0;
  #units = 0;
  #rowHeight = 1;
  #unit = 0;
  #token = 0;
  #onChoose;

  /** @param {string} label @param {(unit: number, token: number) => void} onChoose what the reader chose */
  constructor(label, onChoose) {
    this.#onChoose = onChoose;
    // Left to right whatever the text's script is: time runs along it.
    this.element = make('div', { className: 'heat-map', role: 'slider', tabIndex: 0, dir: 'ltr', 'aria-label': label,
      'aria-orientation': 'vertical', 'aria-valuemin': '0' }, this.#canvas, this.#row, this.#column);
    this.element.onkeydown = (event) => {
      const stride = strides[event.key];
      if (!stride || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      this.#choose(this.#unit + stride[0], this.#token + stride[1]);
    };
    this.element.onclick = ({ clientX, clientY }) => {
      const box = this.#canvas.getBoundingClientRect();
      this.#choose(Math.floor((clientY - box.top) / this.#rowHeight), Math.floor((clientX - box.left) / tokenWidth));
    };
  }

  /** @param {number} unit @param {number} token */
  #choose(unit, token) {
    this.#onChoose(Math.max(0, Math.min(this.#units - 1, unit)), Math.max(0, Math.min(this.#tokens - 1, token)));
  }

  /**
   * @param {Float32Array} values [tokens, units] @param {number} tokens @param {number} units
   * @param {(unit: number) => number} limitOf the value at which a unit's colour is full
   */
  show(values, tokens, units, limitOf) {
    [this.#tokens, this.#units] = [tokens, units];
    this.#rowHeight = units > mapHeight ? mapHeight / units : Math.min(tallestRow, Math.floor(mapHeight / units));
    Object.assign(this.#canvas, { width: tokens, height: units });
    Object.assign(this.#canvas.style, { width: `${tokens * tokenWidth}px`, height: `${units * this.#rowHeight}px` });
    this.element.setAttribute('aria-valuemax', String(units - 1));
    const image = new ImageData(Math.max(1, tokens), Math.max(1, units));
    const { data } = image;
    for (let unit = 0, at = 0; unit < units; unit++) {
      const scale = 255 / limitOf(unit);
      for (let token = 0; token < tokens; token++, at += 4) {
        const value = values[token * units + unit];
        const hue = value < 0 ? cold : warm;
        data[at] = hue[0];
        data[at + 1] = hue[1];
        data[at + 2] = hue[2];
        data[at + 3] = Math.abs(value) * scale; // the array clamps and rounds
      }
    }
    this.#canvas.getContext('2d')?.putImageData(image, 0, 0); // the paper shows through
  }

  /** Marks a unit and a token. @param {number} unit @param {number} token @param {string} said @param {boolean} scroll */
  mark(unit, token, said, scroll) {
    [this.#unit, this.#token] = [unit, token];
    const [left, top] = [token * tokenWidth, unit * this.#rowHeight];
    Object.assign(this.#row.style, { top: `${top}px`, width: `${this.#tokens * tokenWidth}px`, height: `${this.#rowHeight}px` });
    Object.assign(this.#column.style, { left: `${left}px`, width: `${tokenWidth}px`, height: `${this.#units * this.#rowHeight}px` });
    this.element.setAttribute('aria-valuenow', String(unit));
    this.element.setAttribute('aria-valuetext', said);
    if (!scroll) return; // to ask where it stands would lay the page out
    const { scrollLeft, clientWidth } = this.element;
    if (left < scrollLeft || left + tokenWidth > scrollLeft + clientWidth) this.element.scrollLeft = left - clientWidth / 2;
  }
}

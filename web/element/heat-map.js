// Activations as a heat map: tokens across, units down, cold below zero and warm above it. A click chooses a unit and a
// token, and so does the keyboard, with a cursor: up and down go from unit to unit, left and right from token to token.
import { make } from './dom.js';
import { TokenCursor } from './token-cursor.js';

const warm = [208, 96, 70];
const cold = [62, 134, 206];

export const heatMapCss = `
.heat-map { position: relative; overflow: auto hidden; max-width: 100%; width: fit-content; border: 1px solid var(--line); cursor: crosshair; touch-action: pan-x pan-y; }
.heat-map:focus-within { outline: 2px solid var(--accent); outline-offset: 3px; }
.heat-map canvas { display: block; image-rendering: pixelated; forced-color-adjust: none; }
.heat-map i { position: absolute; pointer-events: none; inset-block-start: 0; inset-inline-start: 0; outline: 1px solid var(--ink); }
`;

const tokenWidth = 4; // CSS pixels
const mapHeight = 512;
const tallestRow = 8;

export class HeatMap {
  /** To be put where it is shown. */
  element;
  #canvas = make('canvas', { 'aria-hidden': 'true', width: 0 }); // as wide as what it shows
  #row = make('i');
  #column = make('i');
  #tokens = 0;
  #units = 0;
  #rowHeight = 1;
  #cursor;

  /** @param {string} label @param {(unit: number, token: number) => void} onChoose what the reader chose */
  constructor(label, onChoose) {
    // The cursor goes along the rows, as through the lines of a text.
    const count = () => this.#tokens * this.#units;
    this.#cursor = new TokenCursor(label, {
      count, numbered: false,
      onMove: (index) => onChoose(Math.floor(index / this.#tokens), index % this.#tokens),
      lineFrom: (index, direction) => {
        const next = index + direction * this.#tokens;
        return next >= 0 && next < count() ? next : index;
      },
    });
    // Left to right whatever the text's script is: time runs along it.
    this.element = make('div', { className: 'heat-map', dir: 'ltr' }, this.#canvas, this.#row, this.#column, this.#cursor.element);
    this.#canvas.onclick = ({ clientX, clientY }) => {
      const box = this.#canvas.getBoundingClientRect();
      const [unit, token] = [Math.floor((clientY - box.top) / this.#rowHeight), Math.floor((clientX - box.left) / tokenWidth)];
      onChoose(Math.max(0, Math.min(this.#units - 1, unit)), Math.max(0, Math.min(this.#tokens - 1, token)));
      this.#cursor.element.focus({ preventScroll: true });
    };
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
    const [left, top] = [token * tokenWidth, unit * this.#rowHeight];
    Object.assign(this.#row.style, { top: `${top}px`, width: `${this.#tokens * tokenWidth}px`, height: `${this.#rowHeight}px` });
    Object.assign(this.#column.style, { left: `${left}px`, width: `${tokenWidth}px`, height: `${this.#units * this.#rowHeight}px` });
    this.#cursor.show(unit * this.#tokens + token, said);
    if (!scroll) return; // to ask where it stands would lay the page out
    Object.assign(this.#cursor.element.style, { left: `${left}px`, top: `${top}px` });
    const { scrollLeft, clientWidth } = this.element;
    if (left < scrollLeft || left + tokenWidth > scrollLeft + clientWidth) this.element.scrollLeft = left - clientWidth / 2;
  }
}

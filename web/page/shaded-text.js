// A text whose tokens are shaded, each by a number from -1 (cold) to 1 (warm). It is one stop for the keyboard: a slider
// along the text, whose arrow keys go from token to token and whose value is what the room says of that token. Pointing at
// a token does the same.
import { make } from '../element/dom.js';

export const shadedTextCss = `
.shaded { --warm: 208 96 70; --cold: 62 134 206; --full: 0.72; white-space: pre-wrap; overflow-wrap: anywhere; font-size: 1.125rem; line-height: 1.7; max-height: 22rem; overflow-y: auto; outline-offset: 6px; cursor: default; font-variant-numeric: normal; touch-action: pan-y; }
.shaded span { background: rgb(var(--warm) / calc(var(--shade) * var(--full))); padding-block: 0.125rem; border-radius: 1px; }
.shaded span.cold { background: rgb(var(--cold) / calc(var(--shade) * var(--full))); }
.shaded span.chosen { outline: 2px solid var(--ink); outline-offset: 0; }
.shade-scale { display: flex; gap: 0.75rem; align-items: center; color: var(--soft); font-size: 0.875rem; }
.shade-scale i { --warm: 208 96 70; --cold: 62 134 206; --full: 0.72; flex: 0 1 10rem; height: 0.625rem; background: linear-gradient(to right, rgb(var(--warm) / 0), rgb(var(--warm) / var(--full))); border: 1px solid var(--line); }
.shade-scale i.both { background: linear-gradient(to right, rgb(var(--cold) / var(--full)), rgb(var(--cold) / 0) 50%, rgb(var(--warm) / 0) 50%, rgb(var(--warm) / var(--full))); }
@media (prefers-color-scheme: dark) {
  .shaded, .shade-scale i { --warm: 216 98 72; --cold: 72 138 214; }
}
@media (forced-colors: active) { .shaded span, .shade-scale i { forced-color-adjust: none; } }
`;

/** How far a key goes; Home and End go all the way. */
const strides = /** @type {Record<string, number>} */ ({
  ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1, PageDown: 20, PageUp: -20, Home: -Infinity, End: Infinity,
});

export class ShadedText {
  /** To be put where it is shown. */
  element;
  /** @type {HTMLElement[]} */
  #spans = [];
  #chosen = 0;
  #describe;
  #onChoose;

  /**
   * @param {string} label
   * @param {(index: number) => string} describe what is to be said of a token
   * @param {(index: number, scroll: boolean) => void} onChoose scroll: whether it was brought into sight
   */
  constructor(label, describe, onChoose) {
    this.#describe = describe;
    this.#onChoose = onChoose;
    this.element = make('div', { className: 'shaded', role: 'slider', tabIndex: 0, dir: 'auto', 'aria-label': label,
      'aria-valuemin': '1' });
    this.element.onkeydown = (event) => {
      const stride = strides[event.key];
      if (stride === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      this.choose(Math.min(this.#spans.length - 1, Math.max(0, this.#chosen + stride)));
    };
    this.element.onpointerover = this.element.onpointerdown = ({ target }) => {
      const index = this.#spans.indexOf(/** @type {HTMLElement} */ (target));
      if (index >= 0) this.choose(index, false);
    };
  }

  /** Shows `texts`, the first one chosen. @param {string[]} texts @param {ArrayLike<number>} shades */
  show(texts, shades) {
    this.#spans = texts.map((textContent) => make('span', { textContent }));
    this.shade(shades);
    this.element.replaceChildren(...this.#spans);
    this.element.scrollTop = 0;
    this.element.setAttribute('aria-valuemax', String(texts.length));
    this.#chosen = 0;
  }

  /** @param {ArrayLike<number>} shades */
  shade(shades) {
    this.#spans.forEach((span, i) => {
      span.style.setProperty('--shade', Math.min(1, Math.abs(shades[i] ?? 0)).toFixed(3));
      span.classList.toggle('cold', shades[i] < 0);
    });
  }

  get chosen() {
    return this.#chosen;
  }

  /** @param {number} index @param {boolean} [scroll] whether the token is to be brought into sight */
  choose(index, scroll = true) {
    const span = this.#spans[index];
    if (!span) return;
    this.#spans[this.#chosen]?.classList.remove('chosen');
    this.#chosen = index;
    span.classList.add('chosen');
    this.element.setAttribute('aria-valuenow', String(index + 1));
    this.say();
    if (scroll) this.#bringIntoSight(span);
    this.#onChoose(index, scroll);
  }

  /** Says anew what is to be said of the chosen token. */
  say() {
    this.element.setAttribute('aria-valuetext', this.#describe(this.#chosen));
  }

  /** Scrolls the text alone, never the page. @param {HTMLElement} span */
  #bringIntoSight(span) {
    const [box, own] = [this.element.getBoundingClientRect(), span.getBoundingClientRect()];
    if (own.top < box.top) this.element.scrollTop -= box.top - own.top;
    else if (own.bottom > box.bottom) this.element.scrollTop += own.bottom - box.bottom;
  }
}

// A text whose tokens are shaded, each by a number from -1 (cold) to 1 (warm). Pointing at a token chooses it, and so
// does the keyboard, with a cursor.
import { make } from './dom.js';
import { TokenCursor } from './token-cursor.js';

export const shadedTextCss = `
/* Ink unless the owner sets --warm, --cold and the greatest strength, --full. */
.shaded, .shade-scale { --high: var(--warm, var(--strong)); --low: var(--cold, var(--strong)); --most: var(--full, calc(36% - 11% * var(--dark))); }
.shaded { position: relative; margin: -2px; padding: 2px; max-height: 22rem; overflow-y: auto; outline-offset: 6px; touch-action: pan-y; }
.shaded > [role="group"] { color: var(--strong); white-space: pre-wrap; overflow-wrap: anywhere; font-size: 1.125rem; line-height: 1.7; cursor: default; font-variant-numeric: normal; }
.shaded:focus-within { outline: 2px solid var(--accent); }
.shaded span { --tone: var(--high); background: color-mix(in srgb, var(--tone) calc(var(--shade) * var(--most)), transparent); padding-block: 0.125rem; border-radius: 1px; }
.shaded .cold { --tone: var(--low); }
.shaded .chosen { outline: 2px solid var(--ink); }
.shade-scale { display: flex; gap: 0.75rem; align-items: center; color: var(--soft); font-size: 0.875rem; white-space: nowrap; direction: ltr; }
.shade-scale i { flex: 0 1 10rem; height: 0.625rem; border: 1px solid var(--line); background: linear-gradient(to right, transparent, color-mix(in srgb, var(--high) var(--most), transparent)); }
.shade-scale .both { background: linear-gradient(to right, color-mix(in srgb, var(--low) var(--most), transparent), transparent, color-mix(in srgb, var(--high) var(--most), transparent)); }
/* A bar under each token, as strong as its shade would be: behind it the text could not be read. */
@media (forced-colors: active) {
  .shaded, .shade-scale { --high: CanvasText; --low: LinkText; --most: 100%; }
  .shaded span { forced-color-adjust: none; color: CanvasText; background: linear-gradient(var(--tone) 0 0) 0 100% / 100% calc(var(--shade) * 0.375em) no-repeat; padding-bottom: 0.375em; }
  .shaded .chosen { outline-color: Highlight; }
}
`;

export class ShadedText {
  /** To be put where it is shown. */
  element;
  #text;
  #cursor;
  /** @type {HTMLElement[]} */
  #spans = [];
  #describe;
  #onChoose;

  /**
   * @param {string} label
   * @param {(index: number) => string} describe returns what is read out of a token
   * @param {(index: number, scroll: boolean) => void} onChoose scroll: whether it was brought into sight
   */
  constructor(label, describe, onChoose) {
    this.#describe = describe;
    this.#onChoose = onChoose;
    this.#text = make('div', { role: 'group', 'aria-label': label, translate: false });
    this.#cursor = new TokenCursor(label, { count: () => this.#spans.length, onMove: (index) => this.choose(index) });
    // The cursor stands in what scrolls, after the text, whose direction is that of the whole.
    this.element = make('div', { className: 'shaded', dir: 'auto' }, this.#text, this.#cursor.element);
    let pointer = '';
    this.#text.onpointermove = this.#text.onpointerdown = ({ target, screenX, screenY }) => {
      const index = this.#spans.indexOf(/** @type {HTMLElement} */ (target));
      // A text that is scrolled under the pointer is not pointed at.
      if (index >= 0 && index !== this.chosen && pointer !== `${screenX} ${screenY}`) this.choose(index, false);
      pointer = `${screenX} ${screenY}`;
    };
    this.#text.onclick = () => getSelection()?.isCollapsed !== false && this.#cursor.element.focus({ preventScroll: true });
  }

  /** Shows `texts`, the first one chosen. @param {string[]} texts @param {ArrayLike<number>} shades */
  show(texts, shades) {
    this.#spans = texts.map((textContent) => make('span', { textContent }));
    this.shade(shades);
    this.#text.replaceChildren(...this.#spans);
    this.element.scrollTop = 0;
    this.#cursor.index = 0;
  }

  /** @param {ArrayLike<number>} shades */
  shade(shades) {
    this.#spans.forEach((span, i) => {
      span.style.setProperty('--shade', Math.min(1, Math.abs(shades[i] ?? 0)).toFixed(3));
      span.classList.toggle('cold', shades[i] < 0);
    });
  }

  get chosen() {
    return this.#cursor.index;
  }

  /** @param {number} index @param {boolean} [scroll] whether the token is to be brought into sight */
  choose(index, scroll = true) {
    const span = this.#spans[index];
    if (!span) return;
    this.#spans[this.chosen]?.classList.remove('chosen');
    span.classList.add('chosen');
    this.#cursor.show(index, this.#describe(index));
    if (scroll) this.#bringIntoSight(span);
    this.#onChoose(index, scroll);
  }

  /** Says anew what is to be said of the chosen token. */
  say() {
    this.#cursor.show(this.chosen, this.#describe(this.chosen));
  }

  /** Scrolls the text alone, never the page. @param {HTMLElement} span */
  #bringIntoSight(span) {
    // Where it is focused next, and where a magnifier looks.
    Object.assign(this.#cursor.element.style, { left: `${span.offsetLeft}px`, top: `${span.offsetTop}px` });
    const [box, own] = [this.element.getBoundingClientRect(), span.getBoundingClientRect()];
    if (own.top < box.top) this.element.scrollTop -= box.top - own.top;
    else if (own.bottom > box.bottom) this.element.scrollTop += own.bottom - box.bottom;
  }
}

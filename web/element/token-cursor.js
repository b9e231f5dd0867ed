// The keyboard's place among the tokens of a text: arrow keys, Home and End go from one to another, and what is said of
// it is read out. It is a list box with a single option. A screen reader that browses keeps the arrow keys for itself
// unless a widget has the focus; a slider would be one too, but it promises a value that can be set. The text itself stays
// plain text. PageUp, PageDown and Space are left to scroll what the cursor stands in.
import { make } from './dom.js';

/**
 * @typedef {object} CursorOptions
 * @property {() => number} count how many tokens there are
 * @property {(index: number) => void} onMove the reader goes to a token, which show() is then to be called for
 * @property {(index: number, direction: 1 | -1) => number} [lineFrom] returns the token a line below (1) or above; default the next
 * @property {(index: number) => void} [onEnter]
 * @property {() => void} [onEscape] default: the cursor loses the focus
 * @property {(index: number) => string} [directionOf] returns the direction of a token's line, 'rtl' or 'ltr'; default the cursor's own
 * @property {boolean} [numbered] whether “3 of 120” is read out too; default true
 */

let made = 0;

export class TokenCursor {
  /** Has the focus; to be put where it scrolls what it goes through. Hidden until show(). */
  element;
  /** Where it stands; -1 before show(). */
  index = -1;
  #options;

  /** @param {string} label @param {CursorOptions} options */
  constructor(label, options) {
    this.#options = options;
    this.element = make('div', { className: 'token-cursor', role: 'listbox', tabIndex: 0, hidden: true, 'aria-label': label,
      'aria-orientation': 'horizontal', onkeydown: (/** @type {KeyboardEvent} */ event) => this.#key(event) });
    // In whatever root it is put; nothing of it is seen.
    Object.assign(this.element.style, { position: 'absolute', width: '1px', height: '1em', overflow: 'hidden', whiteSpace: 'nowrap', opacity: 0, pointerEvents: 'none' });
  }

  /** Stands at a token. @param {number} index @param {string} text what is read out */
  show(index, text) {
    this.index = index;
    // A new option each time: not every screen reader hears of another text in the same one.
    const option = make('div', { id: `token-${++made}`, role: 'option', 'aria-selected': 'true' }, text);
    if (this.#options.numbered ?? true) {
      option.ariaPosInSet = String(index + 1);
      option.ariaSetSize = String(this.#options.count());
    }
    this.element.replaceChildren(option);
    this.element.setAttribute('aria-activedescendant', option.id);
    this.element.hidden = false;
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const { count, onMove, onEnter, onEscape = () => this.element.blur(), lineFrom = (index, direction) => index + direction,
      directionOf = () => getComputedStyle(this.element).direction } = this.#options;
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey || this.index < 0) return;
    const { index } = this;
    const right = directionOf(index) === 'rtl' ? -1 : 1;
    const last = count() - 1;
    const go = (/** @type {number} */ to) => onMove(Math.max(0, Math.min(last, to)));
    const action = {
      ArrowRight: () => go(index + right),
      ArrowLeft: () => go(index - right),
      ArrowDown: () => go(lineFrom(index, 1)),
      ArrowUp: () => go(lineFrom(index, -1)),
      Home: () => go(0),
      End: () => go(last),
      Enter: onEnter && (() => onEnter(index)),
      Escape: onEscape,
    }[event.key];
    if (!action) return;
    if (event.key !== 'Escape') event.preventDefault(); // others may have something to stop
    action();
  }
}

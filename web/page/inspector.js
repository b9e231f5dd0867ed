// What else could have come at a token: the candidates before and after temperature, the drawn number on the cumulative
// line, and the way to take another one. Pointing shows it, a click or Enter holds it; nothing is kept of a text to do
// so: the engine writes it again up to that token, which takes milliseconds.
import { barsCss } from '../element/bars.js';
import { make } from '../element/dom.js';
import { boxesOf, tokenAtPoint } from '../element/token-places.js';
import { count } from './elements.js';
import { isAborted } from './failures.js';
import { InspectorPanel, inspectorPanelCss } from './inspector-panel.js';
import { lookInto, mostBefore } from './look-into.js';
import { addStyle } from './room-style.js';

/** @typedef {import('../element/token-view.js').TokenView} TokenView */

const css = `${barsCss}${inspectorPanelCss}
.cursor { position: absolute; pointer-events: none; border: 2px solid var(--accent); border-radius: 2px; margin: -2px; min-width: 5px; }
`;

export class Inspector {
  #text;
  #view;
  #subject;
  #panel;
  /** @type {HTMLElement[]} */
  #cursor = [];
  #index = -1;
  #held = false;
  #byKeyboard = false;
  /** Where the pointer was on the screen. @type {string | null} */
  #pointer = null;
  #taken = -1; // the token that was just replaced
  #wanted = new AbortController();

  /** @param {HTMLElement} text @param {TokenView} view @param {import('./inspection.js').Subject} subject */
  constructor(text, view, subject) {
    addStyle(css);
    this.#text = text;
    this.#view = view;
    this.#subject = subject;
    this.#panel = new InspectorPanel((id) => this.#take(id));
    text.after(this.#panel.element);
    this.#panel.element.onkeydown = (event) => {
      if (event.key !== 'Escape') return;
      event.stopPropagation();
      this.#release();
      text.focus();
    };
    document.addEventListener('pointerdown', ({ target }) => {
      if (this.#held && !this.#isOurs(/** @type {Node} */ (target))) this.leave();
    });
    addEventListener('resize', () => this.leave());
  }

  /** @param {Event} event on the text */
  handle(event) {
    if (this.#text.getAttribute('aria-busy') === 'true') return;
    if (event instanceof KeyboardEvent) this.#key(event);
    else if (event.type === 'focus') this.#focus();
    else if (event.type === 'blur') this.#held || this.leave();
    else if (event instanceof PointerEvent || event instanceof MouseEvent) this.#point(event);
  }

  /** Shows nothing any more. */
  leave() {
    this.#wanted.abort();
    this.#index = -1;
    this.#held = false;
    this.#panel.hide();
    this.#cursor.forEach((box) => box.remove());
    this.#cursor = [];
  }

  /** @param {Node} node */
  #isOurs(node) {
    return this.#text.contains(node) || this.#panel.element.contains(node);
  }

  /** @param {MouseEvent} event */
  #point(event) {
    const { type, clientX, clientY } = event;
    if (type === 'click') {
      if (getSelection()?.isCollapsed === false) return;
      const index = tokenAtPoint(this.#view, clientX, clientY);
      if (index < 0) return this.leave();
      this.#held = true;
      if (index === this.#index) this.#panel.hold(); // what is still to come will hold itself
      else this.#show(index);
    } else if (type === 'pointerleave') {
      if (!this.#held && !this.#isOurs(/** @type {Node} */ (event.relatedTarget))) this.leave();
    } else if (!this.#held && this.#hasMoved(event) && /** @type {PointerEvent} */ (event).pointerType !== 'touch') {
      const index = tokenAtPoint(this.#view, clientX, clientY);
      if (index >= 0 && index !== this.#index) this.#show(index);
    }
  }

  /** Says whether the pointer itself moved: a page that scrolls under it by keyboard is no pointing. @param {MouseEvent} event */
  #hasMoved({ screenX, screenY }) {
    const place = `${screenX} ${screenY}`;
    const isStill = this.#pointer === null || this.#pointer === place;
    this.#pointer = place;
    if (this.#byKeyboard && isStill) return false;
    this.#byKeyboard = false;
    return true;
  }

  #focus() {
    // A click focuses too, and says itself which token is meant.
    if (!this.#text.matches(':focus-visible') || this.#view.count === 0) return;
    this.#show(this.#taken >= 0 ? this.#taken : Math.max(0, this.#index), true);
    this.#taken = -1;
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || this.#view.count === 0) return;
    const last = this.#view.count - 1;
    const now = this.#index;
    const next = {
      ArrowRight: now + 1, ArrowLeft: now - 1, ArrowDown: this.#lineFrom(now, 1), ArrowUp: this.#lineFrom(now, -1),
      Home: 0, End: last,
    }[event.key];
    if (next !== undefined) {
      event.preventDefault();
      this.#byKeyboard = true;
      this.#held = false;
      this.#show(Math.min(last, Math.max(0, next)), true);
    } else if (event.key === 'Enter' && now >= 0) {
      event.preventDefault();
      this.#held = true;
      this.#panel.hold();
    } else if (event.key === 'Escape') {
      this.leave();
    }
  }

  #release() {
    this.#held = false;
    this.#panel.release();
  }

  /** Returns the token a line below or above. @param {number} index @param {1 | -1} direction */
  #lineFrom(index, direction) {
    const [box] = boxesOf(this.#view, index);
    if (!box) return 0;
    const [x, middle] = [(box.left + box.right) / 2, (box.top + box.bottom) / 2];
    for (let step = 1; step <= 3; step++) {
      const found = tokenAtPoint(this.#view, x, middle + direction * step * box.height * 0.9);
      if (found >= 0 && found !== index) return found;
    }
    return index + direction;
  }

  /** @param {number} index @param {boolean} [aloud] whether it is read out and brought into sight */
  async #show(index, aloud = false) {
    this.#index = index;
    this.#wanted.abort();
    const { signal } = (this.#wanted = new AbortController());
    this.#mark(index, aloud);
    if (index >= mostBefore) {
      return this.#panel.showSentence(this.#place(), `Tokens are looked into up to the ${count(mostBefore)}th: what comes later would take too long to write again.`);
    }
    try {
      const model = await this.#subject.model();
      const found = await lookInto(model, this.#subject.settings(), index, signal);
      if (signal.aborted) return;
      this.#panel.show(this.#place(), { text: this.#view.textOf(index), ...found, held: this.#held }, aloud);
      if (this.#held) {
        this.#panel.hold();
        this.#keepInSight();
      }
    } catch (error) {
      if (!signal.aborted && !isAborted(error)) this.#panel.showSentence(this.#place(), String(/** @type {Error} */ (error).message));
    }
  }

  /** @param {number} index @param {boolean} scroll */
  #mark(index, scroll) {
    const host = /** @type {HTMLElement} */ (this.#text.parentElement);
    this.#cursor.forEach((box) => box.remove());
    const { left, top } = host.getBoundingClientRect();
    this.#cursor = boxesOf(this.#view, index).map((box) => {
      const mark = make('i', { className: 'cursor' });
      mark.style.left = `${box.left - left}px`;
      mark.style.top = `${box.top - top}px`;
      mark.style.width = `${box.width}px`;
      mark.style.height = `${box.height}px`;
      return mark;
    });
    host.append(...this.#cursor);
    if (scroll) this.#cursor[0]?.scrollIntoView({ block: 'nearest' });
  }

  /** On a phone the panel lies over the foot of the window: a token under it is moved up. */
  #keepInSight() {
    const panel = this.#panel.element.getBoundingClientRect();
    const box = this.#cursor[0]?.getBoundingClientRect();
    if (box && box.bottom > panel.top && box.top < panel.bottom) scrollBy({ top: box.bottom - panel.top + 24 });
  }

  /** Returns where the panel goes: under the token. */
  #place() {
    const host = /** @type {HTMLElement} */ (this.#text.parentElement).getBoundingClientRect();
    const boxes = boxesOf(this.#view, this.#index);
    const box = boxes[boxes.length - 1] ?? this.#text.getBoundingClientRect();
    return { x: box.left - host.left, y: box.bottom - host.top, width: host.width };
  }

  /** @param {number} id */
  #take(id) {
    const index = this.#index;
    this.leave();
    this.#taken = index;
    this.#subject.take({ index, id });
    this.#text.focus();
  }
}

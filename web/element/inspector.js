import { inspector as english } from '../i18n/en.js';
import { barsCss } from './bars.js';
import { make } from './dom.js';
import { LukewarmElement } from './element.js';
import { isAborted } from './generation-controller.js';
import { InspectorPanel, inspectorPanelCss } from './inspector-panel.js';
import { panelAttributes, PanelContent } from './panel.js';
import { Progress } from './progress.js';
import { hasFocus } from './reader.js';
import { mostReplayed, replay } from './replay.js';
import { TokenCursor } from './token-cursor.js';
import { boxesOf, tokenAtPoint } from './token-places.js';
import { showBlanks } from './visible.js';

/** @typedef {import('./token-view.js').TokenView} TokenView */

const css = `${barsCss}${inspectorPanelCss}
.panel { position: relative; }
.cursor { position: absolute; pointer-events: none; border: 2px solid var(--accent); border-radius: 2px; margin: -2px; min-width: 5px; }
@media print { .panel { display: none; } }
`;

/**
 * What else could have come at a token: the candidates before and after temperature, the drawn number on the cumulative
 * line, and the way to take another one. Nothing is kept of a text to do so: it is written again up to the token.
 */
class InspectorContent extends PanelContent {
  static css = css;
  static eager = true;

  #t = this.locale.messages('inspector', english);
  #progress = new Progress(this.locale, (text) => this.#say(text));
  #panel = new InspectorPanel(this.locale, this.#t, (id) => this.#take(id), this.#progress);
  #key = new TokenCursor(this.#t.cursor, {
    count: () => this.#view.count,
    onMove: (index) => {
      this.#byKeyboard = true;
      this.#held = false;
      this.#show(index, true);
    },
    lineFrom: (index, direction) => this.#lineFrom(index, direction),
    directionOf: (index) => getComputedStyle(this.#view.blockAt(this.#view.extent(index)[0])?.element ?? this.#view.element).direction,
    onEnter: () => {
      this.#held = true;
      this.#panel.hold();
    },
    onEscape: () => this.#leave(),
  });
  /** Boxes around the token. @type {HTMLElement[]} */
  #boxes = [];
  #index = -1;
  #held = false;
  #byKeyboard = false;
  /** Where the pointer was on the screen. @type {string | null} */
  #pointer = null;
  #wanted = new AbortController();

  /** @returns {TokenView} */
  get #view() {
    return this.text.view;
  }

  build() {
    const { element } = this.#view;
    const { signal } = this;
    for (const type of ['pointermove', 'pointerleave', 'click']) {
      element.addEventListener(type, (event) => this.#point(/** @type {MouseEvent} */ (event)), { signal });
    }
    this.#key.element.onfocus = () => this.#focus();
    this.#key.element.onblur = () => this.#held || this.#leave();
    const isFocused = hasFocus(element);
    element.removeAttribute('tabindex'); // which until now had the cursor's place
    element.after(this.#key.element);
    this.#rest();
    if (isFocused) queueMicrotask(() => this.#takeFocus()); // once the panel is in its place
    this.#panel.element.onkeydown = (event) => {
      if (event.key !== 'Escape') return;
      event.stopPropagation();
      this.#held = false;
      this.#panel.release();
      this.#takeFocus();
    };
    document.addEventListener('pointerdown', (event) => {
      if (this.#held && !event.composedPath().some((node) => node === element || node === this.host)) this.#leave();
    }, { signal });
    addEventListener('resize', () => this.#leave(), { signal });
    return [this.#panel.element];
  }

  stop() {
    super.stop();
    this.#leave();
    this.#key.element.remove();
  }

  settingsChanged() {
    this.heat = this.settings.temperature;
    this.#leave();
  }

  textChanged() {
    this.#rest();
  }

  /** The keyboard's cursor stands where it was, if that is in the text. */
  #rest() {
    if (this.#view.count === 0) return;
    const index = Math.min(Math.max(0, this.#key.index), this.#view.count - 1);
    this.#key.show(index, showBlanks(this.#view.textOf(index)));
  }

  /** Shows nothing any more. */
  #leave() {
    this.#wanted.abort();
    this.#progress.hide();
    this.#index = -1;
    this.#held = false;
    this.#panel.hide();
    this.#boxes.forEach((box) => box.remove());
    this.#boxes = [];
  }

  /** @param {MouseEvent} event */
  #point(event) {
    if (this.text.controller.busy) return;
    const { type, clientX, clientY } = event;
    if (type === 'click') {
      if (this.#selection?.isCollapsed === false) return;
      const index = tokenAtPoint(this.#view, clientX, clientY);
      if (index < 0) return this.#leave();
      this.#held = true;
      if (index === this.#index) this.#panel.hold(); // what is still to come will hold itself
      else this.#show(index);
    } else if (type === 'pointerleave') {
      if (!this.#held && event.relatedTarget !== this.host) this.#leave();
    } else if (!this.#held && this.#hasMoved(event) && /** @type {PointerEvent} */ (event).pointerType !== 'touch') {
      const index = tokenAtPoint(this.#view, clientX, clientY);
      if (index >= 0 && index !== this.#index) this.#show(index);
    }
  }

  /** What is selected in the text: Chromium tells a shadow root of it, other browsers the document. @returns {Selection | null} */
  get #selection() {
    const root = /** @type {any} */ (this.#view.element.getRootNode());
    return root.getSelection?.() ?? getSelection();
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

  /** Gives the cursor the focus. It stands under the text: to scroll to it would lead away from the token. */
  #takeFocus() {
    this.#key.element.focus({ preventScroll: true });
  }

  #focus() {
    // A click focuses too, and says itself which token is meant.
    if (this.#key.element.matches(':focus-visible') && !this.text.controller.busy) this.#show(this.#key.index, true);
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
    const { written } = this.text.controller;
    if (!written) return; // the first text is still being written
    this.#index = index;
    this.#wanted.abort();
    const { signal } = (this.#wanted = new AbortController());
    this.#mark(index, aloud);
    this.#key.show(index, showBlanks(this.#view.textOf(index)));
    this.#progress.hide();
    if (index >= mostReplayed) return this.#say(this.#t.tooFar(this.locale.count(mostReplayed)));
    try {
      const found = await replay(await this.loadModel(), written, index, signal, this.#progress.showReading);
      if (signal.aborted) return;
      this.#progress.hide();
      const said = this.#panel.show(this.#place(), { text: this.#view.textOf(index), ...found, held: this.#held });
      if (aloud) this.#key.show(index, said);
      if (!this.#held) return;
      this.#panel.hold();
      this.#keepInSight();
    } catch (error) {
      if (!signal.aborted && !isAborted(error)) this.#say(String(/** @type {Error} */ (error).message));
    }
  }

  /** Says something in place of what is there. @param {string} sentence */
  #say(sentence) {
    this.#panel.showSentence(this.#place(), sentence);
    this.#key.show(this.#index, sentence);
  }

  /** @param {number} index @param {boolean} scroll */
  #mark(index, scroll) {
    this.#boxes.forEach((box) => box.remove());
    const { left, top } = this.#frame;
    this.#boxes = boxesOf(this.#view, index).map((box) => {
      const mark = make('i', { className: 'cursor' });
      Object.assign(mark.style, { left: `${box.left - left}px`, top: `${box.top - top}px`, width: `${box.width}px`, height: `${box.height}px` });
      return mark;
    });
    this.#panel.element.before(...this.#boxes);
    if (scroll) this.#boxes[0]?.scrollIntoView({ block: 'nearest' });
  }

  /** What places are counted from. */
  get #frame() {
    return /** @type {HTMLElement} */ (this.#panel.element.parentElement).getBoundingClientRect();
  }

  /** In a narrow column the panel lies over the foot of the window: a token under it is moved up. */
  #keepInSight() {
    const panel = this.#panel.element.getBoundingClientRect();
    const box = this.#boxes[0]?.getBoundingClientRect();
    if (box && box.bottom > panel.top && box.top < panel.bottom) scrollBy({ top: box.bottom - panel.top + 24 });
  }

  /** Returns where the panel goes: under the token, or in a narrow column under that, at the window's lower edge. */
  #place() {
    const frame = this.#frame;
    const boxes = boxesOf(this.#view, this.#index);
    const box = boxes[boxes.length - 1] ?? this.#view.element.getBoundingClientRect();
    const isNarrow = this.root.classList.contains('narrow');
    this.#panel.element.style.width = isNarrow ? `${frame.width}px` : '';
    if (isNarrow) return { x: frame.left + 24, y: 0, width: innerWidth };
    return { x: box.left - frame.left, y: box.bottom - frame.top, width: frame.width };
  }

  /** @param {number} id */
  #take(id) {
    const index = this.#index;
    this.#leave();
    this.text.actions.take({ index, id });
    this.#takeFocus();
  }
}

/**
 * What else could have come at each token of a text: pointing at one, or going there by keyboard, shows the candidates,
 * how they were weighed and which number drew; a click or Enter takes another.
 *
 * @element lukewarm-inspector
 * @attr {string} for - the id of the <lukewarm-text> that it belongs to; without it, the one that it stands in
 * @fires {CustomEvent<{ code: string, message: string }>} error - something could not be shown
 * @slot - what shows without JavaScript
 */
export class LukewarmInspector extends LukewarmElement {
  /** @type {import('./element.js').Attributes} */
  static attributes = panelAttributes;
  static Content = InspectorContent;
}

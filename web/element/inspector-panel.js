// The panel of the inspector: what it shows of one token.
import { Bars } from './bars.js';
import { make } from './dom.js';
import { number } from './numbers.js';
import { hasFocus } from './reader.js';
import { nameToken } from './visible.js';

export const inspectorPanelCss = `
.inspector { position: absolute; z-index: 2; width: min(27rem, 100%); margin-top: 0.5rem; padding: 0.875rem 1rem; background: var(--paper); border: 1px solid var(--edge); border-radius: 3px; box-shadow: 0 2px 12px rgb(0 0 0 / 0.14); font-size: 1rem; line-height: 1.4; }
.inspector:not(.held) { pointer-events: none; } /* until then it must not take a click that means the text */
.inspector > * + * { margin-top: 0.625rem; }
.inspector > :is(p, ol):empty { display: none; }
.inspector .bars { --label-width: 4.5rem; --number-width: 11rem; gap: 0.125rem; }
.inspector .bars button { min-height: 1.625rem; }
.inspector .bars .number { white-space: nowrap; font-size: 0.8125rem; }
.inspector .bars [aria-current] .label { color: var(--accent); font-weight: bold; }
.inspector .line { position: relative; height: 1.75rem; direction: ltr; forced-color-adjust: none; }
.inspector .line i { position: absolute; top: 0.625rem; height: 0.75rem; border-inline-end: 1px solid var(--paper); background: var(--edge); overflow: hidden; }
.inspector .line i.drawn { background: var(--accent); }
.inspector .line b { position: absolute; top: 0; margin-left: -0.375rem; border: 0.375rem solid transparent; border-top-color: var(--ink); }
.narrow .inspector { position: fixed; inset-block: auto 0 !important; border-bottom: 0; padding-bottom: max(1rem, env(safe-area-inset-bottom)); max-height: 70vh; overflow-y: auto; } /* at the window's lower edge */
`;

const mostShown = 8;
const thinnest = 0.004; // of the cumulative line: what is thinner is drawn with its neighbours

/** @typedef {import('../engine/steps.js').Candidate} Candidate */
/** @typedef {{ text: string, candidates: Candidate[], drawn: number, uniform: number, taken: number | undefined, isGreedy: boolean, held: boolean }} Found */

export class InspectorPanel {
  #t;
  #locale;
  #head = make('p');
  #line = make('div', { className: 'line', 'aria-hidden': 'true' });
  #under = make('p', { className: 'note' });
  #bars;
  #foot = make('p', { className: 'note' });
  element;
  /** @type {Candidate[]} */
  #shown = [];

  /**
   * @param {import('../i18n/locale.js').Locale} locale
   * @param {typeof import('../i18n/en.js').inspector} t
   * @param {(id: number) => void} take
   * @param {import('./progress.js').Progress} progress
   */
  constructor(locale, t, take, { bar, figures }) {
    this.#locale = locale;
    this.#t = t;
    this.#bars = new Bars(locale, (row) => take(this.#shown[row].id));
    this.element = make('div', { className: 'inspector', role: 'group', 'aria-label': t.panel, translate: false, hidden: true },
      this.#head, this.#line, this.#under, this.#bars.element, this.#foot, bar, figures);
  }

  /** Returns what is to be read out. @param {{ x: number, y: number, width: number }} place @param {Found} found */
  show(place, found) {
    const { text, candidates, drawn, uniform, taken, isGreedy } = found;
    const t = this.#t;
    const here = taken ?? drawn;
    const own = candidates.find(({ id }) => id === here);
    this.#shown = candidates.slice(0, mostShown);
    if (own && !this.#shown.includes(own)) this.#shown[mostShown - 1] = own;
    const bits = own ? -Math.log2(own.probability) : 0;
    this.#head.replaceChildren(...t.head(nameToken(text), number(this.#locale.probability(own?.probability ?? 0)), number(this.#locale.fixed(bits, 1)), bits));
    this.#line.hidden = isGreedy;
    if (!isGreedy) this.#drawLine(candidates, drawn, uniform);
    const name = nameToken(candidates.find(({ id }) => id === drawn)?.text ?? '');
    const pointer = number(this.#locale.fixed(uniform, 4));
    this.#under.replaceChildren(...(taken === undefined
      ? isGreedy ? [t.greedy] : t.drawn(pointer, name)
      : isGreedy ? [t.takenGreedy(name)] : t.taken(pointer, name)));
    this.#bars.showCandidates(this.#shown);
    this.#shown.forEach((candidate, row) => {
      const button = /** @type {HTMLElement} */ (this.#bars.element.children[row].firstChild);
      button.toggleAttribute('aria-current', candidate === own);
    });
    const others = candidates.length - this.#shown.length;
    this.#foot.textContent = `${t.arrow} ${others > 0 ? t.more(this.#locale.count(others)) : ''} ${t.choose}`;
    this.element.classList.toggle('held', found.held);
    this.#open(place);
    return [own, ...this.#shown.filter((candidate) => candidate !== own).slice(0, 3)]
      .map((candidate) => candidate && `“${nameToken(candidate.text)}” ${this.#locale.probability(candidate.probability)}`).join(', ');
  }

  /** @param {{ x: number, y: number, width: number }} place @param {string} sentence */
  showSentence(place, sentence) {
    this.#shown = [];
    this.#head.textContent = sentence;
    this.#bars.show([]);
    this.#line.hidden = true;
    this.#under.textContent = this.#foot.textContent = '';
    this.#open(place);
  }

  hide() {
    this.element.hidden = true;
  }

  /** Goes into the panel by keyboard. */
  hold() {
    this.element.classList.add('held');
    if (hasFocus(this.element)) return; // what comes late does not take the reader back
    /** @type {HTMLElement | null} */ (this.element.querySelector('button[aria-current]') ?? this.element.querySelector('button'))?.focus();
  }

  /** The panel stays, and takes no clicks. */
  release() {
    this.element.classList.remove('held');
  }

  /** @param {{ x: number, y: number, width: number }} place */
  #open({ x, y, width }) {
    this.element.hidden = false;
    this.element.style.left = `${Math.max(0, Math.min(x - 24, width - this.element.offsetWidth))}px`;
    this.element.style.top = `${y}px`;
  }

  /** Draws the cumulative line, in the order in which the engine adds up: by token id. @param {Candidate[]} candidates @param {number} drawn @param {number} uniform */
  #drawLine(candidates, drawn, uniform) {
    /** @type {HTMLElement[]} */
    const parts = [];
    let [from, to] = [0, 0];
    const close = (/** @type {string} */ className) => {
      if (to > from) {
        const part = make('i', { className });
        part.style.left = `${100 * from}%`;
        part.style.width = `${100 * (to - from)}%`;
        parts.push(part);
      }
      from = to;
    };
    for (const { id, samplingProbability } of [...candidates].sort((a, b) => a.id - b.id)) {
      if (id === drawn || samplingProbability >= thinnest) close('');
      to += samplingProbability;
      if (id === drawn || to - from >= thinnest) close(id === drawn ? 'drawn' : '');
    }
    close('');
    const pointer = make('b');
    pointer.style.left = `${100 * uniform}%`;
    this.#line.replaceChildren(...parts, pointer);
  }
}

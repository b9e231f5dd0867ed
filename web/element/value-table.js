// A unit's values as a table, for those to whom colours say nothing. It is filled when it is opened.
import { make } from './dom.js';
import { number } from './numbers.js';
import { showBlanks } from './visible.js';

export const valueTableCss = `
.scroll { max-height: 18rem; overflow-y: auto; }
table { border-collapse: collapse; width: 100%; max-width: 20rem; }
caption { text-align: start; color: var(--soft); font-style: italic; }
th { font-weight: normal; text-align: start; color: var(--soft); }
:is(th, td) { padding: 0.125rem 0.5rem 0.125rem 0; border-bottom: 1px solid var(--line); }
:is(th, td):last-child { text-align: end; padding-inline-end: 0.5rem; }
`;

export class ValueTable {
  /** To be put where it is shown. */
  element;
  #t;
  #table = make('table');
  #fill = () => {};

  /** @param {typeof import('../i18n/en.js').activations} t its messages */
  constructor(t) {
    this.#t = t;
    this.element = make('details', { className: 'values', ontoggle: () => this.#fill() }, make('summary', {}, t.table),
      make('div', { className: 'scroll', tabIndex: 0, role: 'region', 'aria-label': t.values }, this.#table));
  }

  /** @param {string} caption @param {string[]} texts @param {(index: number) => string} valueAt */
  show(caption, texts, valueAt) {
    this.#fill = () => {
      if (!this.element.open) return;
      const head = [this.#t.after, this.#t.valueHead].map((name) => make('th', { scope: 'col' }, name));
      const rows = texts.map((text, i) => make('tr', {}, make('td', { translate: false }, showBlanks(text)), make('td', {}, number(valueAt(i)))));
      this.#table.replaceChildren(make('caption', {}, caption), make('thead', {}, make('tr', {}, ...head)), make('tbody', {}, ...rows));
    };
    this.#fill();
  }
}

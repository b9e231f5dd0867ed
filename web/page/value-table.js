// A unit's values as a table, for those to whom colours say nothing. It is filled when it is opened.
import { make, showBlanks } from '../element/dom.js';

export const valueTableCss = `
.values .scroll { max-height: 18rem; overflow-y: auto; }
.values table { border-collapse: collapse; width: 100%; max-width: 20rem; }
.values caption { text-align: start; color: var(--soft); font-style: italic; }
.values th { font-weight: normal; text-align: start; color: var(--soft); }
.values :is(th, td) { padding: 0.125rem 0.5rem 0.125rem 0; border-bottom: 1px solid var(--line); }
.values :is(th, td):last-child { text-align: end; padding-inline-end: 0.5rem; }
`;

export class ValueTable {
  element;
  #table = make('table');
  #fill = () => {};

  constructor() {
    const scroll = make('div', { className: 'scroll', tabIndex: 0, role: 'region', 'aria-label': 'The unit’s values' }, this.#table);
    this.element = make('details', { className: 'values' }, make('summary', {}, 'Its values as a table'), scroll);
    this.element.ontoggle = () => this.#fill();
  }

  /** @param {string} caption @param {string[]} texts @param {(index: number) => string} valueAt */
  show(caption, texts, valueAt) {
    this.#fill = () => {
      if (!this.element.open) return;
      const rows = texts.map((text, i) => make('tr', {}, make('td', {}, showBlanks(text)), make('td', { className: 'number' }, valueAt(i))));
      this.#table.replaceChildren(make('caption', {}, caption),
        make('thead', {}, make('tr', {}, make('th', { scope: 'col' }, 'After'), make('th', { scope: 'col' }, 'Value'))),
        make('tbody', {}, ...rows));
    };
    this.#fill();
  }
}

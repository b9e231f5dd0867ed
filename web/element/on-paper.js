// What was not in sight when the page is printed: a figure that needs no file stands there at once. What needs a model says where it
// is (element.js): a model comes too late for the paper, and would cost every reader megabytes if it came before.
import { LukewarmElement } from './element.js';
import { figures } from './figures.js';

globalThis.addEventListener?.('beforeprint', () => {
  for (const name in figures) {
    for (const figure of /** @type {NodeListOf<any>} */ (document.querySelectorAll(`${name}:not([model], [src])`))) LukewarmElement.begin(figure);
  }
});

// The panels of index.html, which come when the first of them is opened.
import { contentOf, define, LukewarmElement } from '../element/element.js';
import { panels } from '../element/panels.js';

for (const [name, panel] of Object.entries(panels)) define(name, panel);

/** Has the inspector take what happened at the text before it was there. @param {Element} text @param {{ [type: string]: Event }} events */
export async function inspect(text, events) {
  if (!await LukewarmElement.begin(/** @type {LukewarmElement} */ (document.querySelector('lukewarm-inspector')))) return;
  for (const event of Object.values(events)) {
    if (event instanceof PointerEvent) contentOf(text).view.element.dispatchEvent(new PointerEvent(event.type, event));
  }
}

// The example that stands on the page until the model has arrived: the very text that it is about to write, put there
// when the site was made. The live text inks it in: what has not come yet stays, softly, behind what has.
import { element } from './elements.js';
import { defaults, formatLink } from './settings.js';

/** @type {HTMLElement} */
const text = element('text');
/** @type {HTMLElement | null} */
let rest = text.querySelector('.example');
const whole = rest?.textContent ?? '';

if (document.documentElement.classList.contains('linked')) {
  text.replaceChildren();
  rest = null;
}

/** Ends the example unless it is what these settings give. @param {import('./settings.js').Settings} settings */
export function keepExampleFor(settings) {
  if (formatLink(settings) !== formatLink(defaults)) rest = null;
}

/** Lets the example go on behind the live text. @param {string} live what has come of it */
export function followExample(live) {
  if (!rest) return;
  rest.textContent = whole.startsWith(live) ? whole.slice(live.length) : '';
  text.lastElementChild?.append(rest);
}

/** Takes away what is left of the example. */
export function endExample() {
  // What nothing has been written over may stay: it says of itself what it is.
  if (rest?.textContent !== whole) rest?.remove();
  rest = null;
}

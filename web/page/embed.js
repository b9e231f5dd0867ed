// embed.html, for pages that take an iframe and no script: shows the one element that the address asks for, with the
// attributes that it asks for, and tells the page around it how high it is. Where the frame is sandboxed, the engine
// runs on the frame's own thread, and the host must let others read its files (Access-Control-Allow-Origin: *).
import { elements } from '../lukewarm-elements.js';

const frame = /** @type {HTMLElement} */ (document.querySelector('#frame'));

/**
 * Returns the element that an address's query asks for: ?element=NAME (lukewarm-text unless told) and its attributes.
 * @param {URLSearchParams} query
 */
function make(query) {
  const name = query.get('element') ?? 'lukewarm-text';
  if (!Object.hasOwn(elements, name)) {
    const note = document.createElement('p');
    note.textContent = `There is no element “${name}”. These can be shown: ${Object.keys(elements).join(', ')}.`;
    return note;
  }
  const element = document.createElement(name);
  for (const [attribute, kind] of Object.entries(elements[name].attributes)) {
    const value = query.get(attribute);
    if (value === null || (kind === 'boolean' && value === 'false')) continue;
    element.setAttribute(attribute, value);
  }
  return element;
}

const query = new URLSearchParams(location.search);
const scheme = query.get('scheme');
if (scheme === 'light' || scheme === 'dark') document.documentElement.style.colorScheme = scheme;
// In a frame the page around it shines through; alone it has the browser's own paper.
if (parent === globalThis.window) document.documentElement.style.background = 'Canvas';
frame.append(make(query));

let announced = 0;
new ResizeObserver(() => {
  const height = Math.ceil(frame.getBoundingClientRect().height);
  if (height === announced || parent === globalThis.window) return;
  announced = height;
  // A number that anyone may know; nothing that the reader writes leaves the frame.
  parent.postMessage({ type: 'lukewarm-height', height }, '*');
}).observe(frame);

// embed.html, for pages that take an iframe and no script: shows the one element that the address asks for, with the
// attributes that it asks for, and tells the page around it how high it is. Where the frame is sandboxed, the engine
// runs on the frame's own thread, and the host must let others read its files (Access-Control-Allow-Origin: *).
import './define.js';
import { elements } from '../element/index.js';
import { embed as english } from '../i18n/en.js';
import { isolate } from '../i18n/isolate.js';
import { loadLanguage, matchLanguage, messagesOf } from '../i18n/language.js';

const frame = /** @type {HTMLElement} */ (document.querySelector('#frame'));
const query = new URLSearchParams(location.search);

/** Of ?lang=…, else of the browser: elements look for it there. */
const language = (document.documentElement.lang = matchLanguage([query.get('lang') ?? '', ...navigator.languages]));
await loadLanguage(language);
const t = messagesOf(language, 'embed', english);

/**
 * Returns where a model that the address asks for would come from, if that is neither this site nor one that the host
 * names in data-models of #frame ("*" or origins): a link must not make a reader fetch from elsewhere, and show that
 * under the host's name.
 */
function foreignOrigin() {
  const allowed = (frame.dataset.models ?? '').split(/\s+/);
  const origins = ['model', 'models'].filter((name) => query.has(name)).map((name) => {
    try {
      const { origin, protocol } = new URL(query.get(name) ?? '', document.baseURI);
      return origin === 'null' ? protocol : origin;
    } catch {
      return location.origin; // no address: the element says so
    }
  });
  return allowed.includes('*') ? undefined : origins.find((origin) => origin !== location.origin && !allowed.includes(origin));
}

/** Returns the element that the address asks for: ?element=NAME (lukewarm-text unless told) and its attributes; or why not. */
function make() {
  const name = query.get('element') ?? 'lukewarm-text';
  const foreign = foreignOrigin();
  if (!Object.hasOwn(elements, name) || foreign) {
    const note = document.createElement('p');
    note.textContent = foreign ? t.foreign(isolate(foreign)) : t.noElement(isolate(name), Object.keys(elements).join(', '));
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

document.title = t.title;
/** @type {HTMLElement} */ (frame.querySelector('h1')).textContent = t.title;
const scheme = query.get('scheme');
if (scheme === 'light' || scheme === 'dark') document.documentElement.style.colorScheme = scheme;
// In a frame the page around it shines through; alone it has the browser's own paper.
if (parent === globalThis.window) document.documentElement.style.background = 'Canvas';
frame.append(make());

let announced = 0;
new ResizeObserver(() => {
  const height = Math.ceil(frame.getBoundingClientRect().height);
  if (height === announced || parent === globalThis.window) return;
  announced = height;
  // A number that anyone may know; nothing that the reader writes leaves the frame.
  parent.postMessage({ type: 'lukewarm-height', height }, '*');
}).observe(frame);

// embed.html, for pages that take an iframe and no script: shows the one element that the address asks for, with the
// attributes and the look that it asks for, and tells the page around it how high it is. Where the frame is sandboxed, the
// engine runs on the frame's own thread, and the host must let others read its files (Access-Control-Allow-Origin: *).
import './define.js';
import { elements } from '../element/index.js';
import { isBright } from '../element/ink.js';
import { embed as english } from '../i18n/en.js';
import { isolate } from '../i18n/isolate.js';
import { Locale } from '../i18n/locale.js';
import { loadLanguage, matchLanguage, messagesOf } from '../i18n/language.js';

const frame = /** @type {HTMLElement} */ (document.querySelector('#frame'));
const query = new URLSearchParams(location.search || location.hash.slice(1));

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

/** Returns the element that the address asks for: ?element=NAME (default lukewarm-text) and its attributes; or why not. */
function make() {
  const name = query.get('element') ?? 'lukewarm-text';
  const foreign = foreignOrigin();
  if (!Object.hasOwn(elements, name) || foreign) {
    const note = document.createElement('p');
    note.textContent = foreign ? t.foreign(isolate(foreign)) : t.noElement(isolate(name), Object.keys(elements).join(', '));
    return note;
  }
  const element = document.createElement(name);
  const { attributes } = elements[name];
  const isTaken = (/** @type {string} */ name, /** @type {string} */ value) => !value || name in attributes || /^(element|lang)$/.test(name) ||
    (name === 'scheme' ? /^(normal|light|dark)\b/.test(value) : looks[name]?.some((property) => CSS.supports(property, value)));
  const wrong = [...query].filter(([name, value]) => !isTaken(name, value));
  if (wrong.length > 0) import('../element/mistakes.js').then(({ sayWrong }) => frame.prepend(sayWrong(wrong, usual, true, new Locale(language))), () => {});
  for (const [attribute, kind] of Object.entries(attributes)) {
    const value = query.get(attribute);
    if (value === null || (kind === 'boolean' && value === 'false')) continue;
    element.setAttribute(attribute, value);
  }
  return element;
}

document.title = t.title;
/** @type {HTMLElement} */ (frame.querySelector('h1')).textContent = t.title;

/** What of the address is its look, beside the scheme, and the properties that take it. @type {{ [name: string]: string[] }} */
const looks = { color: ['color'], background: ['background-color'], font: ['font', 'font-size', 'font-family'] };

/** How it looks by default: the background is the frame's own, since nobody can know what would shine through. */
const usual = { scheme: 'normal', color: 'CanvasText', background: 'Canvas' };
/** @type {{ [name: string]: any }} */
const look = { background: usual.background, ...Object.fromEntries(query) };

/** Takes what `look` has of scheme, color, background and font; what is none is left out. */
function dress() {
  const { scheme, color, background, font } = look;
  const { documentElement: { style }, body } = document;
  style.background = 'Canvas';
  style.backgroundColor = background;
  body.style.color = '';
  body.style.color = color;
  if (font) for (const name of looks.font) body.style.setProperty(name, font); // it is one of them
  // Where no scheme is given, it is the one that suits the colours.
  style.colorScheme = '';
  if (scheme) style.colorScheme = scheme;
  else if (color) style.colorScheme = isBright(color, body) ? 'dark' : 'light';
  else if (!['Canvas', 'transparent'].includes(background)) style.colorScheme = isBright(background, body) ? 'light' : 'dark';
}

dress();
addEventListener('message', ({ source, data }) => {
  if (source !== parent || data?.type !== 'lukewarm-style') return; // whoever frames it decides how it looks
  Object.assign(look, data);
  dress();
});
frame.append(make());

let announced = 0;
new ResizeObserver(() => {
  const height = Math.ceil(frame.getBoundingClientRect().height);
  if (height === announced || parent === globalThis.window) return;
  announced = height;
  // A number that anyone may know; nothing that the reader writes leaves the frame.
  parent.postMessage({ type: 'lukewarm-height', height }, '*');
}).observe(frame);

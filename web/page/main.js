// index.html: its text and the panels that belong to it. What a reader does happens in the elements; the page keeps the
// address bar, its own colour, and what it loads when.
import { languageOf, loadLanguage } from '../i18n/language.js';
import { formatChoices } from '../element/choices.js';
import { contentOf, define, LukewarmElement } from '../element/element.js';
import { LukewarmText } from '../element/lukewarm-text.js';
import { attributeOf, samplersOf } from '../element/settings.js';
import { findLink } from './find-link.js';
import { formatLink, parseLink } from './link.js';

/** @type {LukewarmText} */
const text = /** @type {any} */ (document.querySelector('lukewarm-text'));
const content = () => contentOf(text);
const samplers = /** @type {HTMLDetailsElement} */ (document.querySelector('#samplers'));

let link = '';

function readLink() {
  link = findLink();
  const { choices, ...settings } = parseLink(link);
  Object.assign(text, settings, { at: formatChoices(choices) });
  if (Object.keys(samplersOf(/** @type {any} */ (settings))).length > 0) samplers.open = true;
}

readLink();
await loadLanguage(languageOf(text)); // so that the text starts at once
define('lukewarm-text', LukewarmText);
document.querySelector('#old-browser')?.remove();

function showSettings() {
  const { settings } = content();
  document.documentElement.style.setProperty('--heat', String(settings.temperature / 2));
  /** @type {HTMLElement} */ (samplers.querySelector('.on')).textContent =
    Object.entries(samplersOf(settings)).map(([name, value]) => `${attributeOf(name).replace('-penalty', '')} ${value}`).join(', ');
}
showSettings();
content().controller.addEventListener('begin', showSettings);
content().controller.addEventListener('finish', () => {
  try {
    history.replaceState(null, '', (link[0] === '?' ? location.pathname : '') + formatLink(content().controller.written));
  } catch {
    // Safari allows 100 in 30 s; the next one brings the address up to date.
  }
});
addEventListener('popstate', readLink); // also where a link was put into the address bar


// --- what comes later

let isPartMissing = false;
/** Has first.js say that a part did not load. */
const miss = () => {
  isPartMissing = true;
  document.dispatchEvent(new Event('error'));
  /** @type {any} */ (globalThis).lukewarmError = true; // though an element's error came first, which tells itself as a rule
};

for (const type of ['load', 'error']) {
  text.addEventListener(type, () => {
    if (content().framed) import('./framed.js').then(({ framed }) => framed(content(), formatLink, link)).catch(miss);
    else miss(); // what would tell the reader of an error did not load
  });
}
text.addEventListener('lukewarm-finish', () => import('./offline.js').then(({ keep }) => keep(content().settings.model), () => {}), { once: true });

/** @returns {Promise<any>} */
const loadPanels = () => import('../element/panels.js').then(({ panels }) => {
  for (const [name, panel] of Object.entries(panels)) define(name, panel);
  return true;
}, miss);
for (const details of document.querySelectorAll('details')) {
  details.addEventListener('toggle', () => details.open && loadPanels());
  if (details.open) loadPanels();
}

/** The newest event at the text, of each kind, until the inspector is there to take it. @type {{ [type: string]: Event } | null} */
let waiting = {};
for (const type of ['pointermove', 'click', 'focusin']) {
  text.addEventListener(type, async (event) => {
    if (!waiting || isPartMissing && type === 'pointermove') return; // a click or the focus tries again
    waiting[type] = event;
    const [{ inspect }, isThere] = await Promise.all([import('./framed.js'), loadPanels()]);
    if (!isThere || !waiting) return;
    inspect(content(), LukewarmElement.begin, waiting);
    waiting = null;
  });
}

// index.html: its text and the panels that belong to it. What a reader does happens in the elements; the page keeps the
// address bar, its own colour, and what it loads when.
import { page as english } from '../i18n/en.js';
import { messagesOf } from '../i18n/language.js';
import { copyText } from '../element/copy.js';
import { formatChoices } from '../element/choices.js';
import { contentOf, define, LukewarmElement } from '../element/element.js';
import { LukewarmText } from '../element/lukewarm-text.js';
import { attributeOf, samplersOf } from '../element/settings.js';
import { formatLink, parseLink } from './link.js';

/** @type {LukewarmText} */
const text = /** @type {any} */ (document.querySelector('lukewarm-text'));
const content = () => contentOf(text);
const samplers = /** @type {HTMLDetailsElement} */ (document.querySelector('#samplers'));

function readLink() {
  const { choices, ...settings } = parseLink(location.hash);
  Object.assign(text, settings, { at: formatChoices(choices) });
  if (Object.keys(samplersOf(/** @type {any} */ (settings))).length > 0) samplers.open = true;
}

readLink();
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
    history.replaceState(null, '', formatLink(content().controller.written));
  } catch {
    // Safari allows 100 in 30 s; the next one brings the address up to date.
  }
});
addEventListener('hashchange', readLink);

/** @type {HTMLElement} */ (document.querySelector('#copy-link')).onclick = async () => {
  const { controller, language } = content();
  const t = messagesOf(language, 'page', english);
  const link = new URL(controller.written ? formatLink(controller.written) : location.hash, location.href).href;
  content().frame?.say(await copyText(link) ? t.linkCopied : t.linkNotCopied);
};
document.onkeydown = (event) => {
  if (event.key === 'Escape') text.stop();
  if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && !event.defaultPrevented) {
    event.preventDefault();
    (content().frame?.controls ?? content()).generate();
  }
};

// --- what comes later

text.addEventListener('load', async () => {
  const [{ describeModel }] = await Promise.all([import('./about.js'), content().framed]);
  const about = document.querySelector('#about');
  if (about && text.info) about.textContent = describeModel(text.info, content().locale);
});
text.addEventListener('lukewarm-finish', async () => (await import('./offline.js')).keep(content().settings.model), { once: true });

const loadPanels = () => import('./panels.js').catch(() => document.dispatchEvent(new Event('error'))); // first.js says so; the next event tries again
for (const details of document.querySelectorAll('details')) {
  details.addEventListener('toggle', () => details.open && loadPanels());
  if (details.open) loadPanels();
}

/** The newest event at the text, of each kind, before the inspector is there to take it. @type {Map<string, Event>} */
const waiting = new Map();
for (const type of ['pointermove', 'click', 'focusin']) {
  text.addEventListener(type, async (event) => {
    const inspector = /** @type {LukewarmElement} */ (document.querySelector('lukewarm-inspector'));
    if (contentOf(inspector)) return;
    waiting.set(type, event);
    if (waiting.size > 1) return;
    await loadPanels();
    await LukewarmElement.begin(inspector);
    waiting.forEach((event) => event instanceof PointerEvent && content().view.element.dispatchEvent(new PointerEvent(event.type, event)));
    waiting.clear();
  });
}

// What index.html does once there is more than its text: what the model is, the link to copy, the keys. It is given what the page's
// start has loaded, of which importing it would make further files.
import { page as english } from '../i18n/en.js';
import { describeModel } from './about.js';

/** The link whose values have been checked. */
let checked = '';

/** Gives the text before a place of its own in the browser's history, to which Back goes. */
const leave = () => {
  try {
    history.pushState(null, '');
  } catch {
    // Safari allows 100 in 30 s.
  }
};

/**
 * Called each time that a model has been loaded, or not. Fails where the text's frame did not load.
 * @param {any} content of the text
 * @param {typeof import('./link.js').formatLink} formatLink
 * @param {string} link that the page was opened with
 */
export async function framed(content, formatLink, link) {
  await content.framed;
  const { host, controller, frame, locale } = content;
  const t = locale.messages('page', english);
  controller.addEventListener('leave', leave);
  const check = (/** @type {string} */ link) => frame.checkValues(new URLSearchParams(link.slice(1)), true);
  if (link !== checked) check(checked = link);
  onpopstate = () => check(location.hash);
  // A model that was imported elsewhere: its files are asked for.
  if (controller.failure?.code === 'no-model' && host.model.startsWith('imported:')) {
    const panel = /** @type {HTMLDetailsElement} */ (document.querySelector('#import'));
    panel.open = true;
    panel.scrollIntoView();
  }
  const about = document.querySelector('#about');
  // The site's models are described in English; in what language another one is, nobody says.
  const lang = content.list.some((/** @type {any} */ { id }) => id === host.model) ? 'en' : '';
  if (about && host.info) {
    about.replaceChildren(...describeModel(host.info, locale).map((textContent, i) =>
      (i % 2 ? Object.assign(document.createElement('span'), { lang, textContent }) : textContent)));
  }
  /** @type {HTMLElement} */ (document.querySelector('#copy-link')).onclick = () =>
    frame.copy(new URL(controller.written ? formatLink(controller.written) : location.hash, location.href).href, t.linkCopied, t.linkNotCopied);
  document.onkeydown = (event) => {
    if (event.key === 'Escape') host.stop();
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && !event.defaultPrevented) {
      event.preventDefault();
      frame.controls.generate();
    }
  };
}

/**
 * Has the inspector take what happened at the text before it was there.
 * @param {any} content of the text @param {(element: any) => Promise<any>} begin @param {{ [type: string]: Event }} events
 */
export async function inspect({ view }, begin, events) {
  if (!await begin(document.querySelector('lukewarm-inspector'))) return;
  for (const event of Object.values(events)) {
    if (event instanceof PointerEvent) view.element.dispatchEvent(new PointerEvent(event.type, event));
  }
}

// The same text in another language, or to be put on a page.
for (const link of /** @type {NodeListOf<HTMLAnchorElement>} */ (document.querySelectorAll('.languages a, #to-builder'))) {
  link.onclick = () => void (link.hash = location.hash);
}

// Files that are dropped or pasted anywhere; where a text is written, what programs copy as one is often a picture too.
for (const type of ['dragover', 'drop', 'paste']) {
  addEventListener(type, (/** @type {any} */ event) => {
    const data = event.dataTransfer ?? event.clipboardData;
    if (!data?.types.includes('Files') || type === 'paste' && 'value' in event.composedPath()[0]) return;
    event.preventDefault();
    const given = [...data.items].map((item) => [item.webkitGetAsEntry(), item.getAsFile()]); // while they are there
    import('./import-drop.js').then(({ take }) => take(given), () => document.dispatchEvent(new Event('error')));
  });
}

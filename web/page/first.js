// The first script of every page, a classic one, which runs where modules do not. It says before the first paint whether
// the link asks for something else than the example, goes to the page in the browser's language, starts the worker, and
// says why a page does not start.
// It keeps its name: a page whose other scripts are gone, since the site has changed, still finds it. What belongs to one
// version is therefore not in here but in the attributes of its tag.
import { findLink } from './find-link.js';

const { src, dataset: { link, worker, ...pages } } = /** @type {HTMLScriptElement} */ (document.currentScript);
const page = /** @type {any} */ (globalThis);
/** Whether the reader comes from another page of the site. Firefox loses the referrer at times where a service worker answers. */
let isFollowed = document.referrer.startsWith(location.origin);
try {
  isFollowed ||= 'page' in sessionStorage;
  sessionStorage.page = '';
} catch {
  // A browser may forbid it.
}
/** The page in the browser's language, where that is another one; a reader who comes from another page has chosen this one. */
const other = !isFollowed && !/[?&]lang=/.test(location.search) && pages[navigator.language.split('-')[0]];

if (link && ![link, ''].includes(findLink())) document.documentElement.className = 'linked';

try {
  // Where a page must say which addresses become scripts, those of its own site do.
  page.trustedTypes?.createPolicy('default', {
    createScriptURL: (/** @type {string} */ url) => (new URL(url, document.baseURI).origin === location.origin ? url : null),
  });
} catch {
  // The policy allows none.
}

/** Says why the page does not start, or what of it is missing. @param {any} error */
function explain(error) {
  if (page.lukewarmError) return;
  page.lukewarmError = error || true;
  document.head.append(Object.assign(document.createElement('script'), { src: new URL('start-error.js', src || location.href) }));
}

if (src && location.protocol === 'file:') explain('file');
else if (other) location.replace(other + location.search + location.hash);
else {
  // Those of scripts and of what they import, and those of elements, which tell the reader themselves what has failed.
  addEventListener('error', (event) => {
    const { target, detail } = /** @type {any} */ (event);
    if (detail?.message || target === document || target.type === 'module' && target.src.startsWith(location.origin)) explain(detail);
  }, true);
  // It starts meanwhile; worker/model.js takes it over, and asks what it has said.
  if (worker) {
    try {
      const early = page.lukewarmWorker = /** @type {any} */ (new Worker(worker, { type: 'module' }));
      for (const event of ['onmessage', 'onerror']) early[event] = () => (early.said = event);
    } catch {
      // Then there is none, and the engine runs on the page's thread.
    }
  }
}

// The first script of every page, a classic one, which runs where modules do not. It says before the first paint whether
// the link asks for something else than the example, starts the worker, and says why a page does not start.
// It keeps its name: a page whose other scripts are gone, since the site has changed, still finds it. What belongs to one
// version is therefore not in here but in the attributes of its tag.
import { start as words } from '../i18n/en.js';

const { src, dataset: { link, worker } } = /** @type {HTMLScriptElement} */ (document.currentScript);
const page = /** @type {any} */ (globalThis);

if (link && location.hash.length > 1 && location.hash !== link) document.documentElement.className = 'linked';

try {
  // Where a page must say which addresses become scripts, those of its own site do.
  page.trustedTypes?.createPolicy('default', {
    createScriptURL: (/** @type {string} */ url) => (new URL(url, document.baseURI).origin === location.origin ? url : null),
  });
} catch {
  // The policy allows none.
}

/** Shows a sentence and what to do about it. @param {string} text @param {HTMLElement} action */
function tell(text, action) {
  if (document.readyState === 'loading') {
    addEventListener('DOMContentLoaded', () => tell(text, action));
    return;
  }
  const old = /** @type {HTMLElement | null} */ (document.querySelector('#old-browser, .update'));
  const note = old ?? document.createElement('p');
  note.role = 'status';
  note.style.animation = 'none'; // by which #old-browser comes after some seconds, with another text
  note.replaceChildren(`${text} `, action);
  if (old) return;
  note.className = 'update';
  document.body.append(note);
}

/** Says that a part of the page is missing, and whether that is because the site has changed. @param {boolean} isSaid that a part is missing */
async function explain(isSaid) {
  const version = /** @type {HTMLMetaElement | null} */ (document.querySelector('[name=version]'))?.content;
  const now = await fetch(location.href, { cache: 'no-store' }).then((answer) => (answer.ok ? answer.text() : ''), () => '');
  const isNewer = now.includes('name="version"') && !now.includes(`"${version}"`);
  if (isSaid && !isNewer) return;
  const button = document.createElement('button');
  button.type = 'button';
  button.onclick = async () => {
    // A page that is loaded anew has from WebKit's memory what did not load.
    const parts = /** @type {any[]} */ ([...document.querySelectorAll('[type=module], [rel=modulepreload]')]);
    await Promise.all(parts.map(({ src, href }) => fetch(src ?? href, { cache: 'reload' }))).catch(() => {});
    location.reload();
  };
  button.textContent = isNewer ? words.load : words.again;
  tell(isNewer ? words.newer : words.missing, button);
}

if (src && location.protocol === 'file:') {
  const standalone = document.createElement('a');
  standalone.href = standalone.textContent = 'lukewarm-standalone.html';
  tell(words.file, standalone);
} else {
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

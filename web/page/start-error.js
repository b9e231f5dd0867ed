// Why a page does not start, and that there is a newer one, in words: a classic script that first.js and offline.js load
// when it is needed. It keeps its name, as first.js does.
import { start as english } from '../i18n/en.js';
import { languageOf, loadLanguage, messagesOf } from '../i18n/language.js';

/** Shows a sentence and what to do about it. @param {string} text @param {HTMLElement} action */
function tell(text, action) {
  if (document.readyState === 'loading') {
    addEventListener('DOMContentLoaded', () => tell(text, action));
    return;
  }
  // A page that starts after all takes #old-browser away, and with it what it would say.
  document.querySelector('#old-browser, .update')?.remove();
  const note = Object.assign(document.createElement('p'), { className: 'update', role: 'status' });
  note.append(`${text} `, action);
  document.body.append(note);
}

/** Returns the sentences, in the page's language if that can be loaded. */
async function findWords() {
  const language = languageOf(document.documentElement);
  await loadLanguage(language);
  return messagesOf(language, 'start', english);
}

/** @param {string} text @param {() => void} onclick */
const makeButton = (text, onclick) => Object.assign(document.createElement('button'), { type: 'button', textContent: text, onclick });

/** Says that a part of the page is missing, and whether that is because the site has changed. @param {boolean} isSaid that a part is missing */
async function explain(isSaid) {
  const version = /** @type {HTMLMetaElement | null} */ (document.querySelector('[name=version]'))?.content;
  const now = await fetch(location.href, { cache: 'no-store' }).then((answer) => (answer.ok ? answer.text() : ''), () => '');
  const isNewer = now.includes('name="version"') && !now.includes(`"${version}"`);
  if (isSaid && !isNewer) return;
  const words = await findWords();
  tell(isNewer ? words.newer : words.missing, makeButton(isNewer ? words.load : words.again, async () => {
    // A page that is loaded anew has from WebKit's memory what did not load.
    const parts = /** @type {any[]} */ ([...document.querySelectorAll('[type=module], [rel=modulepreload]')]);
    await Promise.all(parts.map(({ src, href }) => fetch(src ?? href, { cache: 'reload' }))).catch(() => {});
    location.reload();
  }));
}

/** @param {() => void} update goes over to the newer version */
async function offer(update) {
  const words = await findWords();
  tell(words.newer, makeButton(words.load, update));
}

const page = /** @type {any} */ (globalThis);
const { lukewarmError: error } = page;
if (error === 'file') {
  const standalone = document.createElement('a');
  standalone.href = standalone.textContent = 'lukewarm-standalone.html';
  tell(english.file, standalone); // a file loads no language
} else {
  (typeof error === 'function' ? offer(error) : explain(error !== true)).finally(() => (page.lukewarmError = undefined));
}

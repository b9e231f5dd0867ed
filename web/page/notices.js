// What the page tells the reader: a status that is also read out, figures that are not, failures.
import { create, element, setWithNumbers, size } from './elements.js';

const [status, figures, progress, failureBox, replaced] = ['status', 'figures', 'progress', 'failure', 'replaced'].map(element);

/** @param {string} text @param {string} [unseen] read out, and not shown @param {boolean} [quiet] not read out */
export function say(text, unseen = '', quiet = false) {
  status.setAttribute('aria-live', quiet ? 'off' : 'polite');
  status.replaceChildren(text && create('span', { textContent: text }), create('span', { className: 'unseen', textContent: unseen }));
}

/** @param {string} text */
export const showFigures = (text) => setWithNumbers(figures, text);

/** Shows how much has come; without arguments: nothing comes. @param {number} [loaded] @param {number} [total] */
export function showProgress(loaded = 0, total = 0) {
  progress.hidden = total === 0;
  progress.value = total && loaded / total;
  showFigures(total ? `${size(loaded)} of ${size(total)}, ${Math.min(100, Math.floor((100 * loaded) / total))} %` : '');
}

/** The error that is shown. @type {any} */
let failing = null;

/** @param {any} error @param {() => void} again */
export async function showFailure(error, again) {
  failing = error;
  say('');
  failureBox.dispatchEvent(new CustomEvent('error', { detail: error })); // first.js asks whether the site has changed
  const [what, advice, retry] = await import('./trouble.js').then(({ wordsFor }) => wordsFor(error),
    () => ['The connection broke.', 'Check it, then try again.', true]); // which is why the words do not come
  if (failing !== error) return;
  const lines = [what, advice, error?.message ?? error].map((textContent) => create('p', { textContent }));
  lines[2].className = 'note';
  failureBox.replaceChildren(...lines);
  if (retry) failureBox.append(create('button', { type: 'button', textContent: 'Try again', onclick: again }));
  failureBox.hidden = false;
}

export function hideFailure() {
  failing = null;
  failureBox.hidden = true;
}
export const isFailing = () => failing !== null;

/** @param {{ from: string, to: string }[]} replacements what of the prompt the model does not know */
export async function showReplaced(replacements) {
  replaced.hidden = replacements.length === 0;
  if (replaced.hidden) return;
  replaced.textContent = await import('./trouble.js').then(({ nameUnknown }) => nameUnknown(replacements), () => '');
}

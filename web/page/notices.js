// What the page tells the reader: a status that is also read out, figures that are not, failures.
import { element, setWithNumbers, size } from './elements.js';
import { describe } from './failures.js';

const [status, figures, progress, failureBox, replaced] = ['status', 'figures', 'progress', 'failure', 'replaced'].map(element);

/** @param {string} text @param {string} [unseen] read out, and not shown @param {boolean} [quiet] not read out */
export function say(text, unseen = '', quiet = false) {
  const hidden = Object.assign(document.createElement('span'), { className: 'unseen', textContent: unseen });
  status.setAttribute('aria-live', quiet ? 'off' : 'polite');
  status.replaceChildren(text && Object.assign(document.createElement('span'), { textContent: text }), hidden);
}

/** @param {string} text */
export const showFigures = (text) => setWithNumbers(figures, text);

/** Shows how much has come; without arguments: nothing comes. @param {number} [loaded] @param {number} [total] */
export function showProgress(loaded = 0, total = 0) {
  progress.hidden = total === 0;
  progress.value = total && loaded / total;
  showFigures(total ? `${size(loaded)} of ${size(total)}, ${Math.min(100, Math.floor((100 * loaded) / total))} %` : '');
}

/** @param {any} error @param {() => void} again */
export function showFailure(error, again) {
  const { what, advice, retry, detail } = describe(error);
  const lines = [what, advice, detail].map((text) => Object.assign(document.createElement('p'), { textContent: text }));
  lines[2].className = 'note';
  const button = Object.assign(document.createElement('button'), { type: 'button', textContent: 'Try again', onclick: again });
  failureBox.replaceChildren(...lines, ...(retry ? [button] : []));
  failureBox.hidden = false;
  say('');
}

export const hideFailure = () => (failureBox.hidden = true);
export const isFailing = () => !failureBox.hidden;

const mostNamed = 6;

/** @param {{ from: string, to: string }[]} replacements what of the prompt the model does not know */
export function showReplaced(replacements) {
  const read = replacements.slice(0, mostNamed).map(({ from, to }) => (to ? `“${from}” (read as “${to}”)` : `“${from}” (skipped)`));
  if (replacements.length > mostNamed) read.push(`and ${replacements.length - mostNamed} more`);
  replaced.hidden = read.length === 0;
  replaced.textContent = `This model does not know ${read.join(', ')}.`;
}

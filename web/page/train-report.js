// Where a training stands: numbers, the loss curve, what they mean, how it wrote before.
import { make } from '../element/dom.js';
import { setWithNumbers } from '../element/numbers.js';
import { element } from './elements.js';
import { words } from './train-language.js';

const curve = element('curve');
const lines = ['training', 'valid', 'dots'].map((name, i) => [name, curve.children[i]]);

/** What was shown last, by place: what is as it was is left alone. @type {Map<string, string>} */
const shown = new Map();

/** @param {string} id @param {any} value @param {() => Node[]} build */
function rebuild(id, value, build) {
  const now = JSON.stringify(value);
  if (shown.get(id) === now) return;
  shown.set(id, now);
  element(id).replaceChildren(...build());
}

/** @param {string} id @param {string} text */
function show(id, text) {
  if (element(id).textContent !== text) setWithNumbers(element(id), text);
}

/** @param {import('../train/report.js').Report} report */
export function showReport(report) {
  const { rows, samples, levels, summary, ...texts } = words.report(report);
  for (const [id, text] of Object.entries(texts)) show(id, text);
  element('progress').value = report.part;
  element('run').dataset.steps = report.steps;
  for (const [name, line] of lines) line.setAttribute('d', /** @type {any} */ (report.curve)[name]);
  curve.setAttribute('aria-label', summary);
  rebuild('levels', levels, () => levels.map(({ y, label, name }) => {
    const level = make('span', { className: name ? 'note' : 'number' }, label);
    level.style.top = `${y}%`;
    return level;
  }));
  rebuild('rows', rows, () => rows.map((row) => make('tr', {}, ...row.map((cell) => make('td', {}, cell)))));
  rebuild('samples', samples, () => samples.map(({ when, text }) => {
    const note = make('p', { className: 'note' });
    setWithNumbers(note, when);
    return make('li', {}, note, make('p', { dir: 'auto' }, `${text}…`));
  }));
}

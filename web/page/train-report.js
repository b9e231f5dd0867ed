// What the worker reports of a training: numbers, the loss curve, what they mean, how it wrote before.
import { make } from '../element/dom.js';
import { element, setWithNumbers } from './elements.js';

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

/** @param {any} report */
export function showReport({ status, part, steps, pace, loss, verdict, facts, curve: drawing, reach, rows, samples }) {
  show('status', status);
  show('pace', pace);
  show('loss', loss);
  show('verdict', verdict);
  show('facts', facts);
  show('reach', reach);
  element('progress').value = part;
  element('run').dataset.steps = steps;
  for (const [name, line] of lines) line.setAttribute('d', drawing[name]);
  curve.setAttribute('aria-label', drawing.summary);
  rebuild('levels', drawing.levels, () => drawing.levels.map((/** @type {any} */ { y, label, note }) => {
    const level = make('span', { className: note ? 'note' : 'number' }, label || note);
    level.style.top = `${y}%`;
    return level;
  }));
  rebuild('rows', rows, () => rows.map((/** @type {string[]} */ row) =>
    make('tr', {}, ...row.map((cell) => make('td', {}, cell)))));
  rebuild('samples', samples, () => samples.map((/** @type {any} */ sample) => {
    const when = make('p', { className: 'note' });
    setWithNumbers(when, [sample.when, sample.loss].filter(Boolean).join(', '));
    return make('li', {}, when, make('p', { dir: 'auto' }, `${sample.text}…`));
  }));
}

// The training page: what the reader sets, and what the worker reports. All else is the worker's.
import { openTraining } from '../worker/train-client.js';
import { element, title as nameOf } from './elements.js';
import { showReport } from './train-report.js';
import { takeText, untilRead } from './train-text.js';
import { endWriting, follow, live, showSample } from './train-writing.js';

const [start, run, failure, trainButton, pauseButton] = ['start', 'run', 'failure', 'train', 'pause'].map(element);
const settings = /** @type {NodeListOf<HTMLInputElement>} */ (document.querySelectorAll('.settings [name]'));
let phase = '';
const { title } = document;

/** @param {any} error */
function showFailure({ message }) {
  failure.textContent = message;
  failure.hidden = false;
}

/** What the worker tells unasked. @type {{ [event: string]: (event: any) => void }} */
const hear = {
  report: showPhase,
  sample: showSample,
  kept({ kept, steps }) {
    element('kept').hidden = kept;
    run.dataset.kept = steps;
  },
  download({ part }) {
    element('estimate').textContent = `Loading the model: ${Math.floor(100 * part)} %`;
  },
  failure: showFailure,
};

const leaving = new Promise((resolve) => {
  onpagehide = () => {
    if (phase === 'running') call('copy');
    resolve(0);
  };
});
const call = openTraining((event) => hear[event.event]?.(event), leaving);

/** Asks the worker, and shows what goes wrong. @param {string} method @param {any[]} args */
async function ask(method, ...args) {
  if (method !== 'sample') failure.hidden = true;
  try {
    return await call(method, ...args);
  } catch (error) {
    showFailure(error);
  }
}

// --- what is set

const wishes = () => ({
  from: element('from').value,
  size: /** @type {HTMLInputElement} */ (document.querySelector('[name=size]:checked')).value,
  given: Object.fromEntries([...settings].map(({ name, value }) => [name, value])),
});

let planned = 0;
async function plan() {
  const mine = ++planned;
  const { from } = wishes();
  element('sizes').hidden = element('tokenizer').disabled = from !== '';
  const answer = await ask('plan', wishes());
  if (mine !== planned) return;
  trainButton.setAttribute('aria-disabled', String(!answer?.time));
  element('unknown').textContent = answer?.unknown ?? '';
  element('estimate').textContent = answer?.time ? `It takes ${answer.time} on this machine.` : '';
  if (answer?.warning) element('source-warning').textContent = answer.warning;
  for (const [size, { time, detail }] of Object.entries(/** @type {{ [size: string]: any }} */ (answer?.sizes ?? {}))) {
    const label = document.querySelector(`[value=${size}]`)?.parentElement;
    /** @type {any} */ (label?.querySelector('.time')).textContent = time;
    /** @type {any} */ (label?.querySelector('small')).textContent = detail;
  }
  for (const field of settings) field.placeholder = String(answer?.defaults?.[field.name] ?? '');
}

start.onchange = (/** @type {Event} */ { target }) => [element('source'), element('file')].includes(target) || plan();
takeText(ask, plan);
call('models').then((entries) => {
  for (const { id, name, tokenizer } of entries) {
    const reads = tokenizer === 'word' ? 'words' : 'characters';
    element('from').append(new Option(`${nameOf(name)}, which reads ${reads}`, id));
  }
}, () => {});

// --- a training

/** @param {any} report */
function showPhase(report) {
  const runs = report.phase === 'running';
  document.title = runs ? `${Math.floor(100 * report.part)} %: ${title}` : title;
  showReport(report);
  // Only where it changes: WebKit loses a click on a button whose text is set anew before it is released.
  if (report.phase === phase) return;
  phase = report.phase;
  const ended = !runs && phase !== 'paused';
  const focused = /** @type {any} */ (document.activeElement);
  start.hidden = element('found').hidden = true;
  run.hidden = false;
  pauseButton.textContent = runs ? 'Pause' : 'Go on';
  pauseButton.hidden = phase === 'done' || phase === 'diverged';
  element('stop').hidden = ended;
  element('anew').hidden = runs;
  if (focused?.hidden) element(ended ? 'anew' : 'pause').focus();
  follow(ask, report, ended);
}

start.onsubmit = async (/** @type {Event} */ event) => {
  event.preventDefault();
  await untilRead();
  if (trainButton.getAttribute('aria-disabled') === 'true') return element('source').focus();
  trainButton.setAttribute('aria-disabled', 'true');
  endWriting();
  await ask('start', { ...wishes(), live: live() });
  trainButton.setAttribute('aria-disabled', 'false');
  if (phase) pauseButton.focus();
};
pauseButton.onclick = () => ask(phase === 'running' ? 'pause' : 'resume');
element('stop').onclick = () => ask('stop');
element('anew').onclick = () => {
  phase = '';
  run.hidden = true;
  start.hidden = false;
  element('source').focus();
  offer();
};

// --- what is kept

/** Offers to go on with what there is. */
const offer = () => call('found').then((found) => {
  if (!found || phase) return;
  element('found').hidden = false;
  element('found-text').textContent = found;
}, () => {});
offer();
element('restore').onclick = () => ask('restore', live()).then(() => pauseButton.focus());
element('discard').onclick = async () => {
  element('found').hidden = true;
  await ask('discard');
};
document.onvisibilitychange = () => phase === 'running' && call('copy');
// One that comes back after it was left has given its training out of its hands.
onpageshow = ({ persisted }) => persisted && location.reload();
element('old-browser').remove();

// The training page: what the reader sets, and what the worker reports.
import { openTraining } from '../train/client.js';
import { element } from './elements.js';
import { readFields } from './train-fields.js';
import { words } from './train-language.js';
import { showReport } from './train-report.js';
import { takeText, unnamed, untilRead } from './train-text.js';
import { endWriting, follow, live, showSample } from './train-writing.js';

const [start, run, failure, trainButton, pauseButton] = ['start', 'run', 'failure', 'train', 'pause'].map(element);
const settings = /** @type {NodeListOf<HTMLInputElement>} */ (document.querySelectorAll('.settings [name]'));
let phase = '';
const { title } = document;

/** @param {number} part */
const percent = (part) => words.locale.percent(Math.floor(100 * part) / 100);

/** @param {{ code: string, message: string }} error */
function showFailure(error) {
  failure.textContent = words.failure(error);
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
    element('estimate').textContent = words.say.loadingModel(percent(part));
  },
  failure: showFailure,
};

const keep = () => phase === 'running' && call('run', 'copy').catch(() => {});
const leaving = new Promise((resolve) => {
  onpagehide = () => {
    keep();
    resolve(0);
  };
});
const call = openTraining((event) => hear[event.event]?.(event), leaving);
// Earlier than the last: the worker has the time until the next page answers.
addEventListener('beforeunload', keep);

/** Asks the worker, and shows what goes wrong. @param {string} method @param {any[]} args */
async function ask(method, ...args) {
  if (method !== 'plan' && args[0] !== 'sample') failure.hidden = true;
  try {
    return await call(method, ...args);
  } catch (error) {
    showFailure(/** @type {any} */ (error));
  }
}

// --- what is set

const wishes = () => ({
  from: element('from').value,
  size: /** @type {HTMLInputElement} */ (document.querySelector('[name=size]:checked')).value,
  given: readFields(settings).given,
});

let planned = 0;
async function plan() {
  const mine = ++planned;
  element('estimate').textContent = words.say.measuring;
  element('sizes').hidden = element('tokenizer').disabled = element('from').value !== '';
  const answer = readFields(settings).wrong ? null : await ask('plan', wishes());
  if (mine !== planned) return;
  const options = answer?.options;
  const unknown = answer?.unknown;
  const cannotRead = words.cannotRead(unknown?.share);
  trainButton.setAttribute('aria-disabled', String(!options));
  element('unknown').textContent = unknown ? cannotRead + words.unknown(unknown) : '';
  element('unknown').classList.toggle('warning', cannotRead !== '');
  element('estimate').textContent = options ? words.say.estimate(words.duration(answer.seconds)) : '';
  if (answer && !options && !cannotRead) element('source-warning').textContent = words.say.tooShort;
  for (const [size, plan] of Object.entries(/** @type {{ [size: string]: any }} */ (answer?.sizes ?? {}))) {
    const label = document.querySelector(`[value=${size}]`)?.parentElement;
    const { time, detail } = words.size(plan);
    /** @type {any} */ (label?.querySelector('.time')).textContent = time;
    /** @type {any} */ (label?.querySelector('small')).textContent = detail;
  }
  for (const field of settings) field.placeholder = words.setting(field.name, options);
}

start.onchange = (/** @type {Event} */ { target }) => {
  if ([element('source'), element('file')].includes(target)) return;
  failure.hidden = true;
  plan();
};
const take = takeText(ask, plan);
call('models').then((entries) => {
  for (const { id, name, tokenizer } of entries) {
    element('from').append(new Option(words.say.modelOf(words.locale.title(name), words.unit(tokenizer)[1]), id));
  }
}, () => {});

// --- a training

/** @param {any} report */
function showPhase(report) {
  const runs = report.phase === 'running';
  document.title = runs ? `${percent(report.part)}: ${title}` : title;
  showReport(report);
  // Only where it changes: WebKit loses a click on a button whose text is set anew before it is released.
  if (report.phase === phase) return;
  phase = report.phase;
  const { ended } = report;
  const focused = document.activeElement; // which a browser may forget once it is hidden
  start.hidden = element('found').hidden = true;
  run.hidden = false;
  pauseButton.textContent = words.say[runs ? 'pause' : 'resume'];
  pauseButton.hidden = phase === 'done' || phase === 'diverged';
  element('stop').hidden = ended;
  element('anew').hidden = runs;
  if (focused?.closest('[hidden]')) element(ended ? 'anew' : 'pause').focus();
  follow((...args) => ask('run', ...args), report);
}

start.onsubmit = async (/** @type {Event} */ event) => {
  event.preventDefault();
  await untilRead();
  if (trainButton.getAttribute('aria-disabled') === 'true') {
    const { wrong } = readFields(settings);
    element('more').open ||= wrong !== null;
    return (wrong ?? element('source')).focus();
  }
  trainButton.setAttribute('aria-disabled', 'true');
  endWriting();
  await ask('start', { ...wishes(), live: live() });
  trainButton.setAttribute('aria-disabled', 'false');
};
pauseButton.onclick = () => (phase === 'running' ? ask('run', 'pause', 'paused') : ask('run', 'resume'));
element('stop').onclick = () => ask('run', 'pause', 'stopped');
element('anew').onclick = async () => {
  phase = '';
  run.hidden = true;
  start.hidden = false;
  document.title = title;
  element('found').hidden = false;
  element('source').focus();
  element('found').scrollIntoView();
  if (!element('source').value) take(ask('read', await ask('run', 'text'), unnamed));
};

// --- what is kept

/** @param {boolean} [asked] for the training, whatever text is newer */
const restore = (asked) => call('restore', live(), asked).then((text) => {
  if (!text) return;
  element('found').hidden = !text.found;
  take(text);
}, (error) => {
  showFailure(error);
  element('found').hidden = false;
});
restore();
element('restore').onclick = () => restore(true).then(() => pauseButton.focus());
element('discard').onclick = async () => {
  await ask('discard');
  element('found').hidden = true;
  element('source').focus();
};
document.onvisibilitychange = keep;
// One that comes back after it was left has given its training out of its hands.
onpageshow = ({ persisted }) => persisted && location.reload();
document.querySelector('#old-browser')?.remove();

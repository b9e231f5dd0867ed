// The page: what the reader sets, and what happens then.
import { drawSeed } from '../element/seed.js';
import { TokenView } from '../element/token-view.js';
import { copy } from './copy.js';
import { count, element, setWithNumbers } from './elements.js';
import { endExample, followExample, keepExampleFor } from './example.js';
import { isAborted } from './failures.js';
import { Inspection } from './inspection.js';
import { distrustCaches, forgetModel, stopLoading, useModel } from './models.js';
import { hideFailure, isFailing, say, showFailure, showFigures, showReplaced } from './notices.js';
import { furnish } from './rooms.js';
import { formatLink, parseLink, readSettings, samplersOf, samplingOf, suggestPrompt } from './settings.js';
import { colourPage, nameTemperature } from './temperature.js';

const [form, prompt, temperature, seed, length, picker] = ['controls', 'prompt', 'temperature', 'seed', 'length', 'model'].map(element);
const [generateButton, stopButton, undoButton] = ['generate', 'stop', 'undo'].map(element);
const liveLength = 3000; // texts up to this length follow the slider while it moves
const readOutLength = 1000; // and up to this one are read out when finished

/** @type {AbortController | null} */
let run = null;
let model = ''; // the one asked for, which the list may not have
/** @type {Partial<import('./settings.js').Settings>} */
let samplers = {}; // those that are on; their room has the controls
let shown = ''; // the link of the text on the page
/** @type {import('./settings.js').Choice[]} */
let choices = []; // tokens that the reader took instead of the drawn ones
/** @type {import('./settings.js').Choice[][]} */
const undone = []; // the choices before each of them
const events = new EventTarget(); // what the rooms listen to: text, settings, model

// --- what is set

const settingsNow = () =>
  readSettings({ model, prompt: prompt.value, temperature: temperature.value, seed: seed.value, length: length.value, choices, ...samplers });

/** @param {import('./settings.js').Settings} settings */
function showSettings(settings) {
  model = settings.model;
  const on = samplersOf(settings);
  // A link's samplers are in sight.
  if (Object.keys(on).length > Object.keys(samplers).length) element('samplers').open = true;
  samplers = on;
  choices = settings.choices;
  undoButton.hidden = undone.length === 0;
  for (const name of /** @type {const} */ (['prompt', 'temperature', 'seed', 'length'])) {
    // Setting a text anew would move the caret.
    if (element(name).value !== String(settings[name])) element(name).value = settings[name];
  }
  const name = nameTemperature(Number(temperature.value));
  setWithNumbers(element('temperature-value'), name);
  temperature.setAttribute('aria-valuetext', name);
  colourPage(Number(temperature.value));
}

/** "Regenerate" says that the same text will come. */
function showAction() {
  generateButton.textContent = formatLink(settingsNow()) === shown ? 'Regenerate' : 'Generate';
}

// --- a text

let made = { tokens: 0, characters: 0, began: 0, told: 0 };
const view = new TokenView(element('text'), () => {
  followExample(view.text);
  if (made.tokens > 0 && performance.now() - made.told > 250) tell();
});

function tell() {
  made.told = performance.now();
  const seconds = (made.told - made.began) / 1000;
  const speed = count(Math.round(made.characters / seconds));
  showFigures(`${count(made.characters)} characters in ${seconds.toFixed(2)} s, ${speed} per second`);
}

const inspection = new Inspection(element('text'), view, {
  settings: () => parseLink(shown),
  model: () => useModel(model),
  take(choice) {
    undone.push(choices);
    choices = [...choices.filter(({ index }) => index < choice.index), choice];
    generate({ quiet: true });
  },
});

function undo() {
  choices = undone.pop() ?? choices;
  generate();
}

/** Choices are of one text: another one has none. */
function forgetChoices() {
  choices = [];
  undone.length = 0;
}

/** Generates from what is set; a run that still goes on gives way. quiet: without reading it out. */
async function generate({ quiet = false } = {}) {
  const settings = settingsNow();
  showSettings(settings);
  run?.abort();
  const mine = (run = new AbortController());
  const { signal } = mine;
  hideFailure();
  stopButton.setAttribute('aria-disabled', 'false');
  keepExampleFor(settings);
  inspection.end();
  view.begin(settings.prompt);
  made = { tokens: 0, characters: 0, began: 0, told: 0 };
  try {
    const loaded = await useModel(settings.model);
    signal.throwIfAborted();
    made.began = made.told = performance.now();
    const known = settings.choices.filter(({ id }) => id < loaded.info.vocabSize);
    const options = { ...samplingOf(settings), choices: known, seed: BigInt(settings.seed), maxTokens: settings.length, signal };
    const steps = loaded.generate(settings.prompt, options);
    for await (const step of steps) {
      signal.throwIfAborted(); // a step that was on its way when the run was given up
      if (made.tokens++ === 0) showReplaced(steps.replacements);
      made.characters += [...step.text].length;
      view.append(step);
    }
    finish(settings);
    say('', `Finished. ${view.text.length <= readOutLength ? view.text : ''}`, quiet);
  } catch (error) {
    if (mine !== run) return;
    if (!isAborted(error)) {
      if (/** @type {any} */ (error)?.code === 'engine-stopped') forgetModel();
      showFailure(error, () => {
        distrustCaches();
        generate();
      });
    } else {
      if (made.tokens > 0) finish({ ...settings, length: made.tokens });
      say('Stopped.');
    }
  } finally {
    if (mine === run) {
      run = null;
      stopButton.setAttribute('aria-disabled', 'true');
      view.end();
      endExample();
    }
  }
}

/** @param {import('./settings.js').Settings} settings that give the text as it now stands */
function finish(settings) {
  view.end();
  tell();
  shown = formatLink(settings);
  showAction();
  events.dispatchEvent(new Event('text'));
  try {
    history.replaceState(null, '', shown);
  } catch {
    // Safari allows 100 in 30 s; the next one brings the address up to date.
  }
}

// --- what the reader does

function stop() {
  stopLoading();
  run?.abort();
}

form.onsubmit = (/** @type {Event} */ event) => {
  event.preventDefault();
  generate();
};
form.oninput = (/** @type {Event} */ { target }) => {
  if (target !== length) forgetChoices();
  showAction();
  events.dispatchEvent(new Event('settings'));
};
temperature.oninput = () => {
  forgetChoices();
  showSettings({ ...settingsNow(), temperature: temperature.value });
  if (shown && !isFailing() && settingsNow().length <= liveLength) generate({ quiet: true });
};
picker.onchange = () => {
  // A beginning that the reader wrote stays.
  if (prompt.value === suggestPrompt(model)) prompt.value = suggestPrompt(picker.value);
  model = picker.value;
  forgetChoices();
  events.dispatchEvent(new Event('model'));
  generate();
};
element('vary').onclick = () => {
  seed.value = drawSeed();
  forgetChoices();
  generate();
};
stopButton.onclick = stop;
undoButton.onclick = undo;
element('copy-text').onclick = () => copy(view.prompt + view.text, 'Text copied.', 'Select the text to copy it.');
element('copy-link').onclick = () => copy(new URL(shown, location.href).href, 'Link copied.', 'The link is in the address bar.');
document.onkeydown = (event) => {
  const inField = event.target instanceof Element && event.target.matches('input, textarea, select');
  if (event.key === 'z' && (event.ctrlKey || event.metaKey) && !event.shiftKey && undone.length > 0 && !inField) {
    event.preventDefault();
    undo();
  }
  if (event.key === 'Escape') stop();
  if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    generate();
  }
};
addEventListener('hashchange', () => {
  const before = model;
  undone.length = 0;
  showSettings(parseLink(location.hash));
  if (model !== before) events.dispatchEvent(new Event('model'));
  generate();
});

events.addEventListener('text', () => import('./offline.js').then(({ keep }) => keep(model), () => {}), { once: true });

element('old-browser').remove();
element('shaded').onchange = () => {
  view.shading = element('shaded').checked;
  element('shades').hidden = !view.shading;
};
showSettings(parseLink(location.hash));
generate();
furnish({
  settings: settingsNow,
  model: () => useModel(model),
  text: () => view.prompt + view.text,
  write(settings) {
    forgetChoices();
    showSettings({ ...settings, choices });
    events.dispatchEvent(new Event('settings'));
    generate();
  },
  events,
});

// The page: what the reader sets, and what happens then.
import { copy } from './copy.js';
import { count, element, setWithNumbers } from './elements.js';
import { endExample, followExample, keepExampleFor } from './example.js';
import { isAborted } from './failures.js';
import { distrustCaches, stopLoading, useModel } from './models.js';
import { hideFailure, isFailing, say, showFailure, showFigures, showReplaced } from './notices.js';
import { furnish } from './rooms.js';
import { formatLink, parseLink, readSettings, samplersOf, samplingOf, suggestPrompt } from './settings.js';
import { colourPage, nameTemperature } from './temperature.js';
import { drawSeed } from '../element/seed.js';
import { TextView } from '../element/text-view.js';

const [form, prompt, temperature, seed, length, picker] = ['controls', 'prompt', 'temperature', 'seed', 'length', 'model'].map(element);
const [generateButton, stopButton] = [element('generate'), element('stop')];
const liveLength = 3000; // texts up to this length follow the slider while it moves
const readOutLength = 1000; // and up to this one are read out when finished

/** @type {AbortController | null} */
let run = null;
let model = ''; // the one asked for, which the list may not have
/** @type {Partial<import('./settings.js').Settings>} */
let samplers = {}; // those that are on; their room has the controls
let shown = ''; // the link of the text on the page
const events = new EventTarget(); // what the rooms listen to: text, settings, model

// --- what is set

const settingsNow = () =>
  readSettings({ model, prompt: prompt.value, temperature: temperature.value, seed: seed.value, length: length.value, ...samplers });

/** @param {import('./settings.js').Settings} settings */
function showSettings(settings) {
  model = settings.model;
  const on = samplersOf(settings);
  // A link's samplers are in sight.
  if (Object.keys(on).length > Object.keys(samplers).length) element('samplers').open = true;
  samplers = on;
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
const view = new TextView(element('text'), () => {
  followExample(view.text);
  if (made.tokens > 0 && performance.now() - made.told > 250) tell();
});

function tell() {
  made.told = performance.now();
  const seconds = (made.told - made.began) / 1000;
  const speed = count(Math.round(made.characters / seconds));
  showFigures(`${count(made.characters)} characters in ${seconds.toFixed(2)} s, ${speed} per second`);
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
  view.begin(settings.prompt);
  made = { tokens: 0, characters: 0, began: 0, told: 0 };
  try {
    const loaded = await useModel(settings.model);
    signal.throwIfAborted();
    made.began = made.told = performance.now();
    const options = { ...samplingOf(settings), seed: BigInt(settings.seed), maxTokens: settings.length, signal };
    const steps = loaded.generate(settings.prompt, options);
    for await (const { text } of steps) {
      signal.throwIfAborted(); // a step that was on its way when the run was given up
      if (made.tokens++ === 0) showReplaced(steps.replacements);
      made.characters += /[\ud800-\udfff]/.test(text) ? [...text].length : text.length;
      view.append(text);
    }
    finish(settings);
    say('', `Finished. ${view.text.length <= readOutLength ? view.text : ''}`, quiet);
  } catch (error) {
    if (mine !== run) return;
    if (!isAborted(error)) {
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
form.oninput = () => {
  showAction();
  events.dispatchEvent(new Event('settings'));
};
temperature.oninput = () => {
  showSettings({ ...settingsNow(), temperature: temperature.value });
  if (shown && !isFailing() && settingsNow().length <= liveLength) generate({ quiet: true });
};
picker.onchange = () => {
  // A beginning that the reader wrote stays.
  if (prompt.value === suggestPrompt(model)) prompt.value = suggestPrompt(picker.value);
  model = picker.value;
  events.dispatchEvent(new Event('model'));
  generate();
};
element('vary').onclick = () => {
  seed.value = drawSeed();
  generate();
};
stopButton.onclick = stop;
element('copy-text').onclick = () => copy(view.prompt + view.text, 'Text copied.', 'Select the text to copy it.');
element('copy-link').onclick = () => copy(new URL(shown, location.href).href, 'Link copied.', 'The link is in the address bar.');
document.onkeydown = (event) => {
  if (event.key === 'Escape') stop();
  if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    generate();
  }
};
addEventListener('hashchange', () => {
  const before = model;
  showSettings(parseLink(location.hash));
  if (model !== before) events.dispatchEvent(new Event('model'));
  generate();
});

events.addEventListener('text', () => import('./offline.js').then(({ keep }) => keep(model), () => {}), { once: true });

element('old-browser').remove();
showSettings(parseLink(location.hash));
generate();
furnish({
  settings: settingsNow,
  model: () => useModel(model),
  text: () => view.prompt + view.text,
  write(settings) {
    showSettings(settings);
    events.dispatchEvent(new Event('settings'));
    generate();
  },
  events,
});

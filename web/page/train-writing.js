// What the network writes: a few lines every few seconds while it learns; afterwards as long a text as one likes, the
// model's file, and the lines that put it elsewhere.
import { make } from '../element/dom.js';
import { drawSeed, parseSeed } from '../element/seed.js';
import { element, setWithNumbers, size } from './elements.js';
import { latest } from '../element/latest.js';
import { colourPage, nameTemperature } from './temperature.js';

const [text, temperature, prompt, seed, length, name, bits] =
  ['text', 'temperature', 'prompt', 'write-seed', 'write-length', 'name', 'bits'].map(element);

/** @type {(method: string, ...args: any[]) => Promise<any>} */
let ask = async () => {};
let finished = false;

/** @param {{ prompt: string, text: string }} sample */
function show(sample) {
  text.replaceChildren(make('b', {}, sample.prompt), sample.text);
}

/** @param {{ prompt: string, text: string }} sample */
export const showSample = (sample) => finished || show(sample);

/** What the live samples are. */
export const live = () => ({ prompt: prompt.value.normalize('NFC'), temperature: Number(temperature.value) });

const write = latest(async () => {
  if (!finished) return ask('sample', live());
  seed.value = String(parseSeed(seed.value) ?? drawSeed());
  const maxTokens = Math.min(100_000, Math.max(1, parseInt(length.value, 10) || 600));
  const writing = { ...live(), seed: BigInt(seed.value), maxTokens };
  const written = await ask('write', writing);
  if (written === undefined) return;
  show({ prompt: writing.prompt, text: written });
  showCode();
}, () => {});

/** What puts the model elsewhere. */
async function showCode() {
  const called = name.value || 'my-model';
  const figure = document.createElement('lukewarm-text');
  const attributes = {
    model: `${called}.safetensors`, prompt: prompt.value, temperature: temperature.value, seed: seed.value,
    'max-tokens': length.value,
  };
  for (const [key, value] of Object.entries(attributes)) figure.setAttribute(key, value);
  figure.textContent = text.textContent.slice(0, 2000);
  const script = new URL('lukewarm-elements.js', document.baseURI);
  element('embed').value = `<script type="module" src="${script}"></script>\n${figure.outerHTML}`;
  const { lines, note } = await ask('command', called);
  element('command').value = lines;
  element('command-note').textContent = note;
}

/** @param {BlobPart} part @param {string} file */
function save(part, file) {
  const href = URL.createObjectURL(new Blob([part]));
  make('a', { href, download: file }).click();
  setTimeout(() => URL.revokeObjectURL(href), 60_000); // some browsers begin to read late
}

/** @param {string} field @param {string} done */
async function copy(field, done) {
  const node = element(field);
  const note = element('downloaded');
  try {
    await navigator.clipboard.writeText(node.value ?? node.textContent);
    note.textContent = done;
  } catch {
    node.select?.();
    note.textContent = 'The browser does not let this page copy. Select the text to copy it.';
  }
}

function showTemperature() {
  const word = nameTemperature(Number(temperature.value));
  setWithNumbers(element('temperature-value'), word);
  temperature.setAttribute('aria-valuetext', word);
  colourPage(Number(temperature.value));
}

/**
 * A training has begun, or come into another phase.
 * @param {typeof ask} asked @param {any} report @param {boolean} ended
 */
export function follow(asked, report, ended) {
  ask = asked;
  finished = ended && report.useful;
  document.querySelectorAll('.finished').forEach((part) => part.toggleAttribute('hidden', !finished));
  text.classList.toggle('live', !finished);
  element('writing-title').textContent = finished ? 'What it writes' : 'What it writes now';
  if (!name.value) name.value = report.name;
  if (finished || report.phase === 'paused') write();
}

/** Another training begins. */
export function endWriting() {
  finished = false;
  name.value = '';
  element('downloaded').textContent = '';
  text.replaceChildren();
}

temperature.oninput = () => {
  showTemperature();
  write();
};
name.oninput = showCode;
element('write').onsubmit = (/** @type {Event} */ event) => {
  event.preventDefault();
  write();
};
element('vary').onclick = () => {
  seed.value = drawSeed();
  write();
};
element('copy-text').onclick = () => copy('text', 'Text copied.');
element('copy-embed').onclick = () => copy('embed', 'Code copied.');
element('copy-command').onclick = () => copy('command', 'Command copied.');
element('download').onclick = async () => {
  const bytes = await ask('file', Number(bits.value), name.value);
  if (!bytes) return;
  const file = `${name.value || 'my-model'}${bits.value === '32' ? '-f32' : ''}.safetensors`;
  save(bytes, file);
  element('downloaded').textContent = `${file}, ${size(bytes.length)}.`;
};
element('download-text').onclick = async () => save(await ask('text'), `${name.value || 'my-model'}.txt`);
showTemperature();

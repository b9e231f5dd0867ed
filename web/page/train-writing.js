// What the network writes: a few lines every few seconds while it learns; afterwards as long a text as one likes, the
// model's file, and the lines that put it elsewhere.
import { make } from '../element/dom.js';
import { elementCode } from '../element/embed-code.js';
import { latest } from '../element/latest.js';
import { copyText } from '../element/reader.js';
import { save } from '../element/save.js';
import { drawSeed } from '../element/seed.js';
import { describeTemperature } from '../element/temperature-slider.js';
import { commandLine } from '../train/command.js';
import { element } from './elements.js';
import { readFields } from './train-fields.js';
import { words } from './train-language.js';

const [text, temperature, prompt, seed, length, name, bits] =
  ['text', 'temperature', 'prompt', 'write-seed', 'write-length', 'name', 'bits'].map(element);

/** Asks the training. @type {(method: string, ...args: any[]) => Promise<any>} */
let ask = async () => {};
/** Of the newest phase. @type {import('../train/report.js').Report} */
let report;
/** What the text is. @type {any} */
let writing;
let finished = false;

/** @param {{ prompt: string, text: string }} sample */
function show(sample) {
  text.replaceChildren(make('b', {}, sample.prompt), sample.text);
}

/** @param {{ prompt: string, text: string }} sample */
export const showSample = (sample) => finished || show(sample);

/** What the live samples are. */
export const live = () => ({ prompt: prompt.value.normalize('NFC') || prompt.placeholder, temperature: Number(temperature.value) });

const read = () => readFields([seed, length]);

const write = latest(async () => {
  if (!finished) return ask('sample', live());
  seed.value ||= drawSeed();
  // To the end of a sentence, unless a length is given.
  const { given, wrong } = read();
  if (wrong) return;
  const size = given.length ? { maxTokens: given.length } : { maxTokens: Number(length.placeholder), end: 'sentence' };
  writing = { ...live(), seed: BigInt(given.seed), ...size };
  const written = await ask('write', writing);
  if (written === undefined) return;
  show({ prompt: writing.prompt, text: written });
  showCode();
}, reportError);

const called = () => name.value || 'my-model';

/** What puts the model elsewhere. */
function showCode() {
  const { maxTokens, ...others } = writing;
  element('embed').value = elementCode('lukewarm-text', { model: `${called()}.safetensors`, ...others, 'max-tokens': maxTokens }, text.textContent);
  element('command').value = commandLine(report.options, report.from, called());
  element('command-note').textContent = words.command(report);
}

/** @param {'text' | 'embed' | 'command'} field */
async function copy(field) {
  const node = element(field);
  const done = await copyText(node.value ?? node.textContent);
  if (!done) node.select?.();
  element('downloaded').textContent = done ? words.say.copied[field] : words.say.notCopied;
}

function showTemperature() {
  const output = element('temperature-value');
  output.replaceChildren(...describeTemperature(temperature.valueAsNumber, words.locale));
  temperature.setAttribute('aria-valuetext', output.textContent);
  document.documentElement.style.setProperty('--heat', String(temperature.value / 2));
}

/** A training has begun, or come into another phase. @param {typeof ask} run @param {typeof report} newest */
export function follow(run, newest) {
  [ask, report] = [run, newest];
  prompt.placeholder = report.prompt;
  finished = report.ended && report.useful;
  document.querySelectorAll('.finished').forEach((part) => part.toggleAttribute('hidden', !finished));
  text.classList.toggle('live', !finished);
  element('writing-title').textContent = words.say[finished ? 'writes' : 'writesNow'];
  if (!name.value) name.value = report.name;
  if (finished || report.phase === 'paused') write();
}

/** Another training begins. */
export function endWriting() {
  finished = false;
  name.value = prompt.placeholder = '';
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
  read().wrong?.focus();
  write();
};
element('vary').onclick = () => {
  seed.value = drawSeed();
  write();
};
for (const field of /** @type {const} */ (['text', 'embed', 'command'])) element(`copy-${field}`).onclick = () => copy(field);
element('download').onclick = async () => {
  const bytes = await ask('file', Number(bits.value), name.value);
  if (!bytes) return;
  const file = `${called()}${bits.value === '32' ? '-f32' : ''}.safetensors`;
  save(bytes, file);
  element('downloaded').textContent = `${file}, ${words.locale.size(bytes.length)}.`;
};
element('download-text').onclick = async () => save(await ask('text'), `${called()}.txt`);
showTemperature();

// The text to learn from: typed, pasted, dropped, from a file, or the example.
import { element } from './elements.js';
import { words } from './train-language.js';

const [source, file, clear, example] = ['source', 'file', 'clear', 'example'].map(element);
const patience = 300; // ms without a change before a text is read
const longPaste = 100_000; // characters that a field need not lay out

let due = 0;
/** @type {Promise<any>} */
let reading = Promise.resolve();
let read = () => {};

/** Resolves when what stands in the field has been read. */
export function untilRead() {
  if (due) read();
  return reading;
}

/**
 * Returns what takes a text as if it were typed.
 * @param {(method: string, ...args: any[]) => Promise<any>} ask the worker
 * @param {() => Promise<void>} then when a text is read
 */
export function takeText(ask, then) {
  let newest = 0;

  /** @param {string | File | null} text null: the example @param {string} [name] @param {boolean} [shown] already */
  async function take(text, name = 'my-text', shown = false) {
    clearTimeout(due);
    due = 0;
    const mine = ++newest;
    element('estimate').textContent = words.say.reading;
    const answer = await ask('read', text, name);
    if (mine !== newest || !answer) return;
    const { excerpt } = answer;
    const { note, warning } = words.text(answer);
    element('source-note').textContent = note;
    element('source-warning').textContent = warning;
    if (!shown) source.value = excerpt ?? answer.text;
    source.readOnly = excerpt !== null && !shown;
    clear.hidden = source.value === '';
    await then();
  }

  /** @param {File | undefined} dropped */
  const takeFile = (dropped) => {
    const name = dropped?.name.replace(/\.\w+$/, '').replace(/[^\p{L}\p{N}]+/gu, '-');
    if (dropped) reading = take(dropped, name || undefined);
  };

  read = () => (reading = take(source.value, undefined, true));
  source.oninput = () => {
    clearTimeout(due);
    due = window.setTimeout(read, patience);
  };
  source.onpaste = (/** @type {ClipboardEvent} */ event) => {
    const pasted = event.clipboardData?.getData('text') ?? '';
    if (pasted.length < longPaste) return;
    event.preventDefault();
    reading = take(pasted);
  };
  source.onkeydown = (/** @type {KeyboardEvent} */ event) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) source.form.requestSubmit();
  };
  clear.onclick = () => {
    reading = take('');
    source.focus();
  };
  example.onclick = () => (reading = take(null, 'fables'));
  element('open').onclick = () => file.click();
  file.onchange = () => {
    takeFile(file.files[0]);
    file.value = '';
  };
  document.ondragover = (event) => event.preventDefault();
  document.ondrop = (event) => {
    if (!event.dataTransfer?.files.length) return;
    event.preventDefault();
    if (!element('start').hidden) takeFile(event.dataTransfer.files[0]);
  };
  // What a browser has put back after a reload.
  if (source.value) read();
  return take;
}

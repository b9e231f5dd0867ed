// The text to learn from: typed, pasted, dropped, from a file, or the example.
import { element } from './elements.js';
import { words } from './train-language.js';

const [source, file, clear, example] = ['source', 'file', 'clear', 'example'].map(element);
const patience = 300; // ms without a change before a text is read
/** The name of a text that has none. */
export const unnamed = 'my-text';
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
 * Returns what shows a text that the worker has read.
 * @param {(method: string, ...args: any[]) => Promise<any>} ask the worker
 * @param {() => Promise<void>} then when a text is read
 */
export function takeText(ask, then) {
  let newest = 0;

  /** @param {Promise<any>} asked of the worker @param {boolean} [shown] already */
  async function take(asked, shown = false) {
    clearTimeout(due);
    due = 0;
    const mine = ++newest;
    element('estimate').textContent = words.say.reading;
    const answer = await asked;
    if (mine !== newest) return;
    // Where a file cannot be read, the text before it stays.
    if (answer) {
      const { excerpt } = answer;
      const { note, warning } = words.text(answer);
      element('source-note').textContent = note;
      element('source-warning').textContent = warning;
      if (!shown) source.value = excerpt ?? answer.text;
      source.readOnly = excerpt !== null && !shown;
      clear.hidden = source.value === '';
    }
    await then();
  }

  /** Several are one text. @param {FileList} files */
  const takeFiles = (files) => {
    const name = files[0]?.name.replace(/\.\w+$/, '').replace(/[^\p{L}\p{N}]+/gu, '-');
    if (files[0]) reading = take(ask('read', new Blob([...files]), name || unnamed));
  };

  read = () => (reading = take(ask('read', source.value, unnamed), true));
  source.oninput = () => {
    clearTimeout(due);
    due = /** @type {any} */ (setTimeout(read, patience));
  };
  source.onpaste = (/** @type {ClipboardEvent} */ event) => {
    const pasted = event.clipboardData?.getData('text') ?? '';
    if (pasted.length < longPaste) return;
    event.preventDefault();
    reading = take(ask('read', pasted, unnamed));
  };
  source.onkeydown = (/** @type {KeyboardEvent} */ event) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) source.form.requestSubmit();
  };
  clear.onclick = () => {
    reading = take(ask('read', '', unnamed));
    source.focus();
  };
  example.onclick = () => (reading = take(ask('read', null, 'fables')));
  element('open').onclick = () => file.click();
  file.onchange = () => {
    takeFiles(file.files);
    file.value = '';
  };
  document.ondragover = (event) => event.preventDefault();
  document.ondrop = (event) => {
    if (!event.dataTransfer?.files.length) return;
    event.preventDefault();
    if (!element('start').hidden) takeFiles(event.dataTransfer.files);
  };
  return take;
}

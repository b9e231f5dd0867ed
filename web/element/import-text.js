// A text of the reader's: typed, pasted, or a file, which is not laid out.
import { make } from './dom.js';
import { filesIn, shortName } from './import-files.js';

const longPaste = 100_000; // characters that a field need not lay out

export class TextSource {
  /** To be put where it is shown. */
  element;
  field;
  #file = /** @type {File | null} */ (null);
  #t;
  #locale;
  #clear;
  #open;

  /** @param {string} id @param {string} label @param {import('./import-found.js').Words} t @param {import('../i18n/locale.js').Locale} locale */
  constructor(id, label, t, locale) {
    this.#t = t;
    this.#locale = locale;
    this.field = make('textarea', { id, rows: 3, dir: 'auto', spellcheck: false, autocomplete: 'off' });
    const file = make('input', { type: 'file', id: `${id}-file`, hidden: true, 'aria-label': t.openText });
    file.onchange = () => this.#take(file.files?.[0] ?? null);
    this.#open = make('button', { className: 'quiet', part: 'button', onclick: () => file.click() }, t.openText);
    this.#clear = make('button', { className: 'quiet', part: 'button', hidden: true, onclick: () => {
      file.value = '';
      this.#take(null);
      this.field.focus();
    } }, t.clear);
    this.element = make('div', { className: 'field' }, make('label', { for: id }, label), this.field, make('p', { className: 'buttons' }, this.#open, this.#clear, file));
    this.field.ondragover = (event) => event.dataTransfer?.types.includes('Files') && event.preventDefault();
    this.field.ondrop = (event) => {
      const dropped = event.dataTransfer?.files[0];
      if (!dropped) return;
      event.preventDefault();
      event.stopPropagation();
      this.#take(dropped);
    };
    this.field.onpaste = (event) => {
      const { clipboardData } = event;
      const pasted = clipboardData?.getData('text') ?? '';
      const [given] = clipboardData ? filesIn(clipboardData) : [];
      if (pasted ? pasted.length < longPaste : !(given instanceof File)) return;
      event.preventDefault();
      event.stopPropagation();
      this.#take(pasted || !(given instanceof File) ? new File([pasted], '…') : given);
    };
  }

  /** @param {File | null} file */
  #take(file) {
    this.#file = file;
    this.field.readOnly = file !== null;
    this.field.value = file ? this.#t.textFile(this.#locale.isolate(shortName(file)), this.#locale.size(file.size)) : '';
    this.#clear.hidden = !file;
    this.#open.hidden = file !== null;
    if (file) this.#clear.focus();
  }

  /** The text, or the file that has it; '' for none. @returns {string | File} */
  get value() {
    return this.#file ?? (this.field.value.trim() && this.field.value);
  }

  /** Takes another's text. @param {TextSource} other */
  copy(other) {
    if (this.value || !other.value) return;
    if (typeof other.value === 'string') this.field.value = other.value;
    else this.#take(other.value);
  }

  /** Returns so many characters at most. @param {number} most */
  async read(most) {
    const { value } = this;
    const text = typeof value === 'string' ? value : await value.slice(0, 4 * most).text(); // of UTF-8, four bytes at most
    return text.slice(0, most).replace(/[\ud800-\udbff]$/, '');
  }
}

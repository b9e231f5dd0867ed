// How far what takes long has come, a model's download or the reading of a long prompt: a bar, and figures beside it.
import { frame as english } from '../i18n/en.js';
import { make } from './dom.js';
import { setWithNumbers } from './numbers.js';

const readingAfter = 500; // ms, from which on it is said that the prompt is read

/** Returns what is said of a text. Each importer of en.js has a copy of its own, so this is the only one. @param {import('../i18n/locale.js').Locale} locale */
export const frameMessages = (locale) => locale.messages('frame', english);

export class Progress {
  /** To be put where they are shown. */
  bar = make('progress', { id: 'progress', hidden: true, max: 1 });
  figures = make('p', { id: 'figures', className: 'figures' });
  #locale;
  #t;
  #say;
  /** Since when the prompt is read. */
  #since = 0;

  /** @param {import('../i18n/locale.js').Locale} locale @param {(text: string) => void} say that a long prompt is read */
  constructor(locale, say) {
    this.#locale = locale;
    this.#t = frameMessages(locale);
    this.#say = say;
  }

  /** @param {{ loaded: number, total: number }} progress in bytes */
  showDownload(progress) {
    this.#show(progress, this.#t.download, (n) => this.#locale.size(n));
  }

  /** Says once that a long prompt is read, and shows how far. @param {{ loaded: number, total: number }} progress in tokens */
  showReading = (progress) => {
    this.#since ||= performance.now();
    if (performance.now() - this.#since < readingAfter) return;
    if (this.bar.hidden) this.#say(this.#t.reading);
    this.#show(progress, this.#t.reading, (n) => this.#locale.count(n));
  };

  /** Says whether it was shown. */
  hide() {
    this.#since = 0;
    if (this.bar.hidden) return false;
    this.figures.textContent = '';
    return (this.bar.hidden = true);
  }

  /** @param {{ loaded: number, total: number }} progress @param {string} label @param {(n: number) => string} write */
  #show({ loaded, total }, label, write) {
    this.bar.ariaLabel = label;
    this.bar.hidden = false;
    if (!total) return this.bar.removeAttribute('value');
    this.bar.value = loaded / total;
    setWithNumbers(this.figures, this.#t.loaded(write(loaded), write(total), String(Math.min(100, Math.floor((100 * loaded) / total)))));
  }
}

/** The same with words, for an element that says nothing else there. */
export class Reading extends Progress {
  #said = make('p', { role: 'status' });
  element = make('div', { className: 'reading note' }, this.#said, this.bar, this.figures);

  /** @param {import('../i18n/locale.js').Locale} locale */
  constructor(locale) {
    super(locale, (text) => { this.#said.textContent = text; });
  }

  /** @param {{ loaded: number, total: number }} progress in bytes */
  showDownload(progress) {
    const isFirst = this.bar.hidden;
    super.showDownload(progress);
    if (isFirst) this.#said.textContent = this.bar.ariaLabel;
  }

  hide() {
    this.#said.textContent = '';
    return super.hide();
  }
}

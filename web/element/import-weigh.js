// What fewer bits for each weight cost, on a text of the reader's: the loss in nats per token, and the size; which of them is
// kept, and each as a file.
import { make } from './dom.js';
import { TextSource } from './import-text.js';
import { setWithNumbers } from './numbers.js';
import { save } from './save.js';

/** @typedef {import('./import-view.js').ImportView} ImportView */
/** @typedef {32 | 8 | 4} Bits */

/** @type {Bits[]} */
const all = [32, 8, 4];
const longest = 5000; // characters

/** Returns what a file is called. @param {string} name @param {Bits} bits */
export const fileName = (name, bits) => `${name.replace(/[\\/:*?"<>|\s]+/g, '-')}${{ 32: '-f32', 8: '', 4: '-int4' }[bits]}.safetensors`;

export class Weighing {
  /** To be put where it is shown. */
  element;
  source;
  #view;
  #build;
  /** @type {Record<Bits, { keep: HTMLInputElement, loss: HTMLElement, size: HTMLElement }>} */
  #rows = /** @type {any} */ ({});

  /**
   * @param {ImportView} view
   * @param {(bits: Bits, work?: any) => Promise<Uint8Array>} build returns a model file
   * @param {{ name: () => string, bits: Bits, onKeep: (bits: Bits) => Promise<void> }} model name: what it is called now
   */
  constructor(view, build, { name, bits: kept, onKeep }) {
    this.#view = view;
    this.#build = build;
    const { t, locale } = view;
    this.source = new TextSource('loss-text', t.lossText, t, locale);
    const rows = all.map((bits) => {
      const label = t.bits[bits];
      const keep = make('input', { type: 'radio', name: 'bits', value: String(bits), id: `keep-${bits}`, checked: bits === kept, onchange: () => onKeep(bits) });
      const download = make('button', { id: `download-${bits}`, className: 'quiet', part: 'button', 'aria-label': t.downloadThis(label),
        onclick: () => this.#download(bits, name()) }, t.download);
      const row = (this.#rows[bits] = { keep, loss: make('td', { className: 'number' }, '–'), size: make('td', { className: 'number' }, '–') });
      return make('tr', {}, make('th', { scope: 'row' }, make('label', { for: keep.id }, keep, label)), row.loss, row.size, make('td', {}, download));
    });
    const head = [t.table.weights, t.table.loss, t.table.size, t.table.file].map((text) => make('th', { scope: 'col' }, text));
    const note = make('p', { className: 'note' });
    setWithNumbers(note, t.weighNote);
    const cut = make('p', { className: 'note' });
    setWithNumbers(cut, t.lossCut(locale.count(longest)));
    this.element = make('section', { className: 'weigh' }, make('h3', {}, t.weigh), note, this.source.element, cut,
      make('p', { className: 'buttons' }, make('button', { id: 'measure', part: 'button', onclick: () => this.#measure() }, t.measure)),
      make('table', {}, make('thead', {}, make('tr', {}, ...head)), make('tbody', {}, ...rows)));
  }

  /** @param {Bits} bits @param {string} name */
  #download(bits, name) {
    const { t, locale } = this.#view;
    return this.#view.work(t.quantizing(t.bits[bits]), async (work) => {
      const bytes = await this.#build(bits, work);
      this.#showSize(bits, bytes);
      const file = fileName(name, bits);
      save(bytes, file);
      this.#view.say(t.downloaded(locale.isolate(file), locale.size(bytes.length)));
    });
  }

  /** @param {Bits} bits @param {Uint8Array} bytes */
  #showSize(bits, bytes) {
    this.#rows[bits].size.textContent = this.#view.locale.size(bytes.length);
  }

  /** Marks what is kept. @param {Bits} bits @param {Uint8Array} [bytes] */
  keep(bits, bytes) {
    this.#rows[bits].keep.checked = true;
    if (bytes) this.#showSize(bits, bytes);
  }

  async #measure() {
    const { t, locale, tools } = this.#view;
    const text = await this.source.read(longest);
    if (!text.trim()) {
      this.#view.say(t.noText);
      return this.source.field.focus();
    }
    await this.#view.work(t.measuring(t.bits[32], locale.percent(0)), async ({ signal, onProgress }) => {
      const losses = [];
      for (const [i, bits] of all.entries()) {
        this.#view.tell(t.measuring(t.bits[bits], locale.percent(i / all.length)));
        onProgress({ loaded: i, total: all.length });
        const bytes = await this.#build(bits, { signal });
        this.#showSize(bits, bytes);
        const model = await tools.loadModel(bytes, { signal, precision: bits === 32 ? 'f32' : 'int8' });
        try {
          const { tokens } = await model.score(text, { signal });
          const loss = -tokens.reduce((/** @type {number} */ sum, { logProbability }) => sum + logProbability, 0) / tokens.length;
          this.#rows[bits].loss.textContent = locale.fixed(loss, 4);
          losses.push(`${t.bits[bits]}: ${locale.fixed(loss, 4)}`);
        } finally {
          model.dispose();
        }
      }
      this.#view.say(t.measured(losses.join(', ')));
    });
  }
}


// The models that were imported and stay in this browser: each can write again, be downloaded, or be discarded.
import { make } from './dom.js';
import { fileName } from './import-weigh.js';
import { save } from './save.js';

/** @typedef {import('./import-view.js').ImportView} ImportView */
/** @typedef {import('./import-kept.js').KeptModel} KeptModel */

export class KeptList {
  /** To be put where it is shown. */
  element;
  #view;
  #heading;
  #list = make('ul', { className: 'kept' });
  #shown = '';

  /** @param {ImportView} view */
  constructor(view) {
    this.#view = view;
    const { t } = view;
    this.#heading = make('h3', { tabIndex: -1 }, t.kept);
    this.element = make('section', { hidden: true }, this.#heading, make('p', { className: 'note' }, t.keptNote), this.#list);
  }

  /** @param {KeptModel[]} models @param {string} current the one that writes */
  show(models, current) {
    const named = JSON.stringify([models, current]);
    if (named === this.#shown) return;
    this.#shown = named;
    this.element.hidden = models.length === 0;
    const { t, locale } = this.#view;
    this.#list.replaceChildren(...models.map((model) => {
      const name = locale.isolate(model.name);
      const button = (/** @type {string} */ text, /** @type {() => void} */ onclick) =>
        make('button', { className: 'quiet', part: 'button', 'aria-label': `${text}: ${name}`, onclick }, text);
      return make('li', { 'aria-current': String(model.id === current) }, make('span', { className: 'name' }, name),
        make('span', { className: 'note' }, `${locale.isolate(model.format)}, ${t.bits[model.bits]}, ${locale.size(model.bytes)}`),
        make('span', { className: 'buttons' },
          button(t.write, () => this.#view.writeWith(model)),
          button(t.download, () => this.#download(model)),
          button(t.discard, () => this.#discard(model))));
    }));
  }

  /** @param {KeptModel} model */
  #download(model) {
    const { t, locale, tools } = this.#view;
    return this.#view.work(t.quantizing(t.bits[model.bits]), async () => {
      const bytes = await tools.kept.loadKept(model.id, {}, async (bytes) => bytes);
      const file = fileName(model.name, model.bits);
      save(bytes, file);
      this.#view.say(t.downloaded(locale.isolate(file), locale.size(bytes.length)));
    });
  }

  /** @param {KeptModel} model */
  async #discard(model) {
    const { t, locale } = this.#view;
    await this.#view.discard(model.id);
    this.#view.say(t.discarded(locale.isolate(model.name)));
    (this.element.hidden ? this.#view.choose : this.#heading).focus();
  }
}

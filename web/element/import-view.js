// What <lukewarm-import> shows: where files are given, what was found in them, what is still to be said, and then the model,
// which the text writes with.
import { importWords } from '../i18n/importing.js';
import { openImport } from '../worker/import.js';
import { make } from './dom.js';
import { collectFiles, filesIn, modelName, shortName } from './import-files.js';
import { listFacts, listTokens, tellNotes } from './import-found.js';
import { KeptList } from './import-list.js';
import { LostVocabulary } from './import-lost.js';
import { suggestPrompt } from './import-prompt.js';
import { askQuestions } from './import-questions.js';
import { importCss } from './import-style.js';
import { fileName, Weighing } from './import-weigh.js';
import { setWithNumbers } from './numbers.js';
import { copyText, hasFocus } from './reader.js';
import { attributesOf, samplers } from './settings.js';

/** @typedef {import('../worker/import.js').Import} Import */
/** @typedef {import('./import-found.js').Words} Words */
/** @typedef {import('./import-weigh.js').Bits} Bits */
/** @typedef {import('./import-kept.js').KeptModel} KeptModel */
/** @typedef {import('../import/types.js').SamplingPreset} Preset */
/** @typedef {import('./importing.js').Tools & { kept: typeof import('./import-kept.js') }} Tools */
/** @typedef {{ signal: AbortSignal, onProgress: (progress: { loaded: number, total: number }) => void }} Work */

/** What is written in HDF5 inside, and what is not but may be a vocabulary or a text. */
const hdf5 = /\.(keras|h5|hdf5?|he5)$/i, besides = /\.(json|txt|text|csv|tsv|vocab|pkl|pickle|py|md)$/i;

/** Of the library that reads HDF5, in bytes as they are sent: tests/browser/import.test.mjs weighs it. */
export const librarySize = 1e6;
/** Whether it is here. */
let hasLibrary = false;

export class ImportView {
  t;
  locale;
  tools;
  #content;
  /** @type {AbortController | null} */
  #work = null;
  /** What is open. @type {Import | null} */
  #found = null;
  /** @type {any[]} */
  #files = [];
  /** Whether files were missing. */
  #incomplete = false;
  /** @type {LostVocabulary | null} */
  #lost = null;
  /** @type {Weighing | null} */
  #weighing = null;
  /** Of what is open, once it writes. */
  #id = '';
  /** @type {Bits} */
  #bits = 32;

  #status = make('p', { id: 'import-status', className: 'status', role: 'status' });
  #progress = make('progress', { max: 1 });
  #cancel;
  #doing = make('div', { className: 'doing', hidden: true });
  #failure = make('div', { className: 'failure', role: 'alert', hidden: true });
  #result = make('div', { className: 'result', hidden: true });
  #name = make('input', { id: 'import-name', autocomplete: 'off', maxLength: 80, spellcheck: false });
  #write;
  #presets = make('section', { className: 'presets', hidden: true });
  #take = make('section', { className: 'take', hidden: true });
  #kept;
  /** Where files are chosen. */
  choose;
  /** To be put where it is shown. */
  element;

  /** @param {any} content of the panel @param {Words} words @param {Tools} tools */
  constructor(content, words, tools) {
    this.#content = content;
    this.t = words;
    this.locale = content.locale;
    this.tools = tools;
    const { t } = this;
    const button = (/** @type {string} */ id, /** @type {string} */ text, /** @type {() => void} */ onclick, className = '') =>
      make('button', { id, className, part: 'button', onclick }, text);
    const input = (/** @type {string} */ id, /** @type {any} */ properties) => {
      const field = make('input', { type: 'file', multiple: true, hidden: true, id, 'aria-label': t.files, ...properties });
      field.onchange = () => {
        const files = [...field.files ?? []];
        field.value = ''; // the same ones may be chosen again
        if (files.length > 0) this.open(files);
      };
      return field;
    };
    const [files, folder] = [input('import-files', {}), input('import-folder', { webkitdirectory: true })];
    this.choose = button('choose-files', t.choose, () => files.click(), 'main');
    this.#cancel = button('cancel', t.cancel, () => this.#work?.abort());
    this.#progress.ariaLabel = t.progress;
    this.#doing.append(this.#progress, this.#cancel);
    this.#write = button('write', t.write, () => this.#build(this.#bits), 'main');
    this.#kept = new KeptList(this);
    const drop = make('div', { className: 'drop' }, make('p', {}, t.intro), make('p', { className: 'buttons' }, this.choose, button('choose-folder', t.folder, () => folder.click()), files, folder),
      make('p', { className: 'note' }, t.formats), make('p', { className: 'note' }, t.stays));
    this.element = make('div', { className: 'import' }, drop, this.#status, this.#doing, this.#failure, this.#result, this.#presets, this.#take, this.#kept.element);
    this.#takeDrops();
    content.signal.addEventListener('abort', () => {
      this.#work?.abort();
      this.#found?.dispose();
    });
  }

  /** Files may be dropped on the whole panel, or pasted. */
  #takeDrops() {
    const { element } = this;
    const hasFiles = (/** @type {DataTransfer | null} */ data) => data?.types.includes('Files') && data;
    element.ondragover = (event) => {
      if (!hasFiles(event.dataTransfer)) return;
      event.preventDefault();
      element.classList.add('over');
    };
    element.ondragleave = ({ relatedTarget }) => {
      if (!(relatedTarget instanceof Node && element.contains(relatedTarget))) element.classList.remove('over');
    };
    const take = (/** @type {Event} */ event, /** @type {DataTransfer | null} */ given) => {
      element.classList.remove('over');
      const data = hasFiles(given);
      if (!data || event.defaultPrevented) return;
      event.preventDefault();
      event.stopPropagation();
      this.open(filesIn(data));
    };
    element.ondrop = (event) => take(event, event.dataTransfer);
    // Pasted anywhere, but for where a text is written: what programs copy as a text is often a picture too.
    document.addEventListener('paste', (event) => {
      if (this.#content.visible && !('value' in event.composedPath()[0])) take(event, event.clipboardData);
    }, { signal: this.#content.signal });
  }

  // --- work that takes time

  /** @param {string} text */
  say(text) {
    setWithNumbers(this.#status, text);
  }

  /** Says what is done now, which is not read out each time. @param {string} text */
  tell(text) {
    this.#progress.ariaValueText = text;
    this.#doing.dataset.now = text;
  }

  /**
   * Does what takes time, with a progress bar and a button that cancels it; what was being done gives way. Returns undefined
   * where it was cancelled or has failed, which is shown.
   * @template T
   * @param {string} doing what is said
   * @param {(work: Work) => Promise<T>} task
   */
  async work(doing, task) {
    this.#work?.abort();
    const mine = (this.#work = new AbortController());
    const { signal } = mine;
    this.#failure.hidden = true;
    this.#doing.hidden = false;
    this.#progress.removeAttribute('value');
    this.tell('');
    this.say(doing);
    this.#content.root.ariaBusy = 'true';
    try {
      const result = await task({ signal, onProgress: ({ loaded, total }) => {
        if (mine !== this.#work || !total) return;
        this.#progress.value = loaded / total;
        this.#content.emit('progress', { loaded, total });
      } });
      if (mine === this.#work && this.#status.textContent === doing) this.say('');
      return result;
    } catch (error) {
      if (mine !== this.#work || this.#content.signal.aborted) return;
      if (signal.aborted) this.say(this.t.cancelled);
      else this.#fail(error);
    } finally {
      if (mine === this.#work) {
        if (hasFocus(this.#cancel)) this.choose.focus();
        this.#work = null;
        this.#doing.hidden = true;
        this.#content.root.ariaBusy = 'false';
      }
    }
  }

  /** @param {any} error */
  #fail(error) {
    this.say('');
    const lines = /** @type {{ [code: string]: string[] }} */ (this.t.failures)[error?.code];
    if (lines) {
      this.#failure.replaceChildren(...[...lines, this.locale.isolate(String(error.message))].map((line) => make('p', {}, line)));
      this.#failure.hidden = false;
    } else this.tools.showFailure(this.#failure, error, this.locale, () => (this.#failure.hidden = true));
    this.#content.emitError(error ?? {});
  }

  // --- files

  /** Opens files: a model's, or what an open model lacks. @param {any} given files, and entries of a drop */
  async open(given) {
    const { t } = this;
    const files = await collectFiles(given).catch((error) => {
      this.#fail({ code: 'import-incomplete', message: String(error?.message ?? error) });
      return [];
    });
    if (files.length === 0) return;
    if (this.#lost && files.every(({ name }) => besides.test(name))) return this.#lost.takeFile(files[0]);
    const before = this.#incomplete ? this.#files : [];
    const name = this.locale.isolate(shortName(files[0]));
    const isFirst = !hasLibrary && files.some((file) => hdf5.test(file.name));
    await this.work(isFirst ? t.readingHdf5(name, this.locale.size(librarySize)) : t.reading(name), async (work) => {
      this.#incomplete = false;
      let all = files;
      const found = await openImport(files, work).catch(async (error) => {
        this.#incomplete = error.code === 'import-incomplete';
        this.#files = all;
        if (before.length === 0 || work.signal.aborted) throw error;
        all = [...before, ...files];
        return openImport(all, work).catch((/** @type {any} */ other) => {
          this.#incomplete = other.code === 'import-incomplete';
          if (this.#incomplete) this.#files = all;
          throw other;
        });
      });
      this.#incomplete = false;
      hasLibrary ||= isFirst;
      if (work.signal.aborted) return found.dispose();
      this.#found?.dispose();
      this.#found = found;
      this.#files = all;
      this.#name.value = modelName(all);
      this.#id = '';
      this.#bits = 32;
      this.#lost = this.#weighing = null;
      this.showFound();
    });
  }

  /** @param {string[]} tokens */
  tokens(tokens) {
    return listTokens(tokens, this.t, this.locale);
  }

  /** Shows what was found, and what is still to be said. */
  showFound() {
    const found = /** @type {Import} */ (this.#found);
    const { t, locale } = this;
    const heading = make('h3', { tabIndex: -1 }, t.found);
    const notes = tellNotes(found.notes, t, locale);
    const assumed = notes.length > 0 ? [make('h3', {}, t.assumed), make('ul', { className: 'notes' }, ...notes.map((note) => make('li', {}, note)))] : [];
    const isAsked = found.questions.length > 0;
    const isLost = !isAsked && !found.vocabulary;
    const before = this.#lost;
    this.#lost = isLost ? new LostVocabulary(this, found) : null;
    const next = [];
    if (isAsked) next.push(askQuestions(found.questions, t, (answers) => this.#answer(answers)));
    else if (this.#lost) next.push(this.#lost.element);
    else {
      this.#weighing = new Weighing(this, (bits, work) => found.build({ ...work, name: this.#called, bits }), {
        name: () => this.#called, bits: this.#bits, onKeep: (bits) => this.#keep(bits),
      });
      if (before) this.#weighing.source.copy(before.source);
      next.push(make('div', { className: 'go' }, make('div', { className: 'field' }, make('label', { for: this.#name.id }, t.name), this.#name), this.#write), this.#weighing.element);
    }
    this.#result.replaceChildren(make('section', {}, heading, listFacts(found, t, locale), ...assumed), ...next);
    this.#result.hidden = false;
    this.say(isAsked || isLost ? t.asked : '');
    heading.focus();
  }

  /** @param {{ [question: string]: any }} answers */
  #answer(answers) {
    return this.work(this.t.building, async (work) => {
      await this.#found?.answer(answers, work);
      this.showFound();
    });
  }

  // --- the model

  get #called() {
    return this.#name.value.trim() || modelName(this.#files);
  }

  /** Builds the model, keeps it, and has the text write with it. @param {Bits} bits */
  #build(bits) {
    const found = /** @type {Import} */ (this.#found);
    const { t, locale, tools } = this;
    return this.work(t.building, async (work) => {
      const name = this.#called;
      const bytes = await found.build({ ...work, name, bits });
      const id = tools.kept.keptAddress(name, bytes);
      const { settings } = this.#content;
      const prompt = suggestPrompt(found.vocabulary, settings.prompt);
      /** @type {KeptModel} */
      const model = { id, name, bytes: bytes.length, bits, prompt, sampling: found.sampling, format: found.format };
      const isKept = await tools.kept.keepModel(model, bytes);
      const old = this.#id;
      this.#id = id;
      this.#bits = bits;
      this.#weighing?.keep(bits, bytes);
      if (old && old !== id) await tools.kept.discardKept(old);
      await this.writeWith(model);
      this.say([t.writes(locale.isolate(name)), isKept ? '' : t.notKept].filter(Boolean).join(' '));
    });
  }

  /** Another precision is to be kept. @param {Bits} bits */
  async #keep(bits) {
    if (this.#id) return this.#build(bits);
    this.#bits = bits;
  }

  /** Has the text write with a model. @param {KeptModel} model */
  async writeWith({ id, name, prompt }) {
    const { text } = this.#content;
    this.#content.emit('lukewarm-import', { name, model: id });
    text.frame?.controls?.focus();
    text.actions.set({ model: id, prompt }); // which tells the reader itself how it comes on
    await this.show();
  }

  /** @param {string} id */
  async discard(id) {
    const { text } = this.#content;
    await this.tools.kept.discardKept(id);
    if (id === this.#id) this.#id = '';
    const [other] = text.list;
    if (this.#content.settings.model === id && other) await text.actions.set({ model: other.id, prompt: other.prompt ?? this.#content.settings.prompt });
    await this.show();
  }

  // --- what follows the text

  /** Shows what belongs to the model that writes now, and what is kept. */
  async show() {
    const { settings } = this.#content;
    const { text } = this.#content;
    const models = text.kept = await this.tools.kept.listKept();
    text.frame?.show();
    this.#kept.show(models, settings.model);
    const model = models.find(({ id }) => id === settings.model);
    this.#showPresets(model?.sampling ?? []);
    this.#showCode(model);
    if (!model && settings.model.startsWith('imported:') && !this.#found) this.say(this.t.needsFiles(this.locale.isolate(this.tools.kept.nameOf(settings.model))));
  }

  /** @param {Preset[]} presets */
  #showPresets(presets) {
    const { t, locale } = this;
    const { settings, text } = this.#content;
    const said = /** @type {{ [id: string]: (temperature: string, k: string) => string }} */ (t.presets);
    const wishes = presets.map(({ id, temperature = 1, topK = 0 }) => ({ ...samplers, temperature: id === 'argmax' ? 0 : temperature, topK }));
    const isSet = (/** @type {any} */ wish) => Object.entries(wish).every(([name, value]) => settings[name] === value);
    const shown = JSON.stringify(presets);
    this.#presets.hidden = presets.length === 0;
    if (this.#presets.dataset.of !== shown) {
      this.#presets.dataset.of = shown;
      this.#presets.replaceChildren(make('h3', {}, t.asTutorial), make('p', { className: 'buttons' }, ...presets.map(({ id, temperature = 1, topK = 0 }, i) =>
        make('button', { part: 'button', onclick: () => text.actions.set(wishes[i]) }, said[id]?.(locale.number(temperature), locale.count(topK)) ?? id))));
    }
    this.#presets.querySelectorAll('button').forEach((button, i) => { button.ariaPressed = String(isSet(wishes[i])); });
  }

  /** @param {KeptModel | undefined} model */
  #showCode(model) {
    const { t } = this;
    this.#take.hidden = !model;
    if (!model) return;
    const { settings, wholeText } = this.#content;
    const attributes = Object.fromEntries(attributesOf({ ...settings, model: fileName(model.name, model.bits) }));
    const code = this.tools.elementCode('lukewarm-text', attributes, wholeText);
    if (this.#take.childElementCount === 0) {
      const field = make('textarea', { id: 'import-code', readOnly: true, rows: 5, spellcheck: false, dir: 'ltr', translate: false });
      field.ariaLabel = t.take;
      this.#take.append(make('h3', {}, t.take), make('p', { className: 'note' }, t.embedNote), field,
        make('p', { className: 'buttons' }, make('button', { part: 'button', 'aria-label': t.copyThis, onclick: async () => {
          field.select();
          this.say(await copyText(field.value) ? t.copied : t.selected);
        } }, t.copy)), make('p', { className: 'note' }, t.linkNote));
    }
    const field = /** @type {HTMLTextAreaElement} */ (this.#take.querySelector('textarea'));
    field.setRangeText(code, 0, field.value.length); // what is selected stays so
  }
}

/** Returns what the panel shows, in its language, and the style of it. @param {any} content @param {import('./importing.js').Tools} tools */
export async function makeView(content, tools) {
  const [words, kept] = await Promise.all([importWords(content.language), import('./import-kept.js')]);
  return { view: new ImportView(content, words, { ...tools, kept }), css: importCss };
}

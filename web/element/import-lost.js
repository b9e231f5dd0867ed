// The vocabulary that the files do not have: a list of it, the text that it was made of, or one that is found again from the
// weights and any text of the kind, which is a guess until the reader takes it.
import { make } from './dom.js';
import { TextSource } from './import-text.js';
import { setWithNumbers } from './numbers.js';

/** @typedef {import('./import-view.js').ImportView} ImportView */
/** @typedef {import('../worker/import.js').Import} Import */
/** @typedef {Awaited<ReturnType<Import['findVocabulary']>>} Guess */

/** What is shown of a guess: its first tokens, and how it writes the text that it was found with. */
export class LostVocabulary {
  /** To be put where it is shown. */
  element;
  source;
  #view;
  #found;
  #guess = make('div', { className: 'guess', hidden: true });

  /** @param {ImportView} view @param {Import} found */
  constructor(view, found) {
    this.#view = view;
    this.#found = found;
    const { t, locale } = view;
    this.source = new TextSource('training-text', t.sample, t, locale);
    const list = make('input', { type: 'file', id: 'list', hidden: true, 'aria-label': t.chooseList });
    list.onchange = () => {
      const file = list.files?.[0];
      list.value = ''; // the same one may be chosen again
      if (file) this.takeList(file);
    };
    const button = (/** @type {string} */ id, /** @type {string} */ text, /** @type {() => void} */ onclick, className = '') =>
      make('button', { id, className, part: 'button', onclick }, text);
    const why = make('p');
    setWithNumbers(why, t.lostWhy(locale.count(found.vocabSize)));
    this.element = make('div', { className: 'lost', role: 'group', 'aria-labelledby': 'lost' }, make('h3', { id: 'lost' }, t.lost), why,
      make('div', { className: 'field' }, make('p', { className: 'name' }, t.list), make('p', { className: 'note' }, t.listNote),
        make('p', { className: 'buttons' }, button('choose-list', t.chooseList, () => list.click()), list)),
      this.source.element, make('p', { className: 'note' }, t.sampleNote),
      make('p', { className: 'buttons' }, button('trained-with', t.trainedWith, () => this.#useText()), button('find-again', t.findAgain, () => this.#search())),
      this.#guess);
  }

  /** @param {File | { name: string, data: Blob }} file */
  takeList(file) {
    return this.#view.work(this.#view.t.reading(file.name), async (work) => {
      await this.#found.useVocabulary(file, work);
      this.#view.showFound();
    });
  }

  /** Takes a file that is a list, or else the text. @param {any} file */
  takeFile(file) {
    return this.#view.work(this.#view.t.reading(file.name), async (work) => {
      // What a list lacks is the better answer where the file may be one: a text says of itself that it has too many characters.
      await this.#found.useVocabulary(file, work).catch((error) => this.#found.useText(file.data ?? file, work).catch((other) => {
        throw /\.(txt|text|md)$/i.test(file.name) ? other : error;
      }));
      this.#view.showFound();
    });
  }

  /** Returns the text, or null, and says that there is none. */
  get #text() {
    const { value } = this.source;
    if (!value) {
      this.#view.say(this.#view.t.noText);
      this.source.field.focus();
    }
    return value || null;
  }

  #useText() {
    const text = this.#text;
    return text && this.#view.work(this.#view.t.reading(this.#view.t.sample), async (work) => {
      await this.#found.useText(text, work);
      this.#view.showFound();
    });
  }

  #search() {
    const { t, locale } = this.#view;
    const text = this.#text;
    return text && this.#view.work(t.searching, async ({ signal, onProgress }) => {
      const guess = await this.#found.findVocabulary(text, { signal, onProgress: (progress) => {
        const { loaded, total, loss } = /** @type {any} */ (progress);
        if (loss !== undefined) this.#view.tell(t.searchingAt(locale.percent(Math.min(1, loaded / total)), locale.fixed(loss, 2)));
        onProgress(progress);
      } });
      this.#showGuess(guess);
    });
  }

  /** @param {Guess} guess */
  #showGuess(guess) {
    const { t, locale } = this.#view;
    const lines = [t.guessLoss(locale.fixed(guess.loss, 2), locale.fixed(Math.log(this.#found.vocabSize), 2)), t.guessCertainty(locale.percent(guess.certainty))];
    const take = make('button', { id: 'take-guess', className: 'main', part: 'button', onclick: () => this.#view.work(t.searching, async (work) => {
      await this.#found.useVocabulary(guess.vocabulary, work);
      this.#view.showFound();
    }) }, t.takeGuess);
    const drop = make('button', { id: 'drop-guess', part: 'button', onclick: () => {
      this.#guess.hidden = true;
      this.source.field.focus();
    } }, t.dropGuess);
    const heading = make('h3', { tabIndex: -1 }, t.guess);
    this.#guess.replaceChildren(heading, ...lines.map((line) => {
      const shown = make('p');
      setWithNumbers(shown, line);
      return shown;
    }), this.#view.tokens(guess.vocabulary.tokens), make('p', { className: 'buttons' }, take, drop));
    this.#guess.hidden = false;
    heading.focus();
  }
}

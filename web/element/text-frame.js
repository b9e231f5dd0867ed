// What stands around the text of a <lukewarm-text>: how far its model has come, what was written how fast, what the model
// did not know, what went wrong; and the controls, where the reader has a part in it.
import { Locale } from '../i18n/locale.js';
import { settleIn } from './at-home.js';
import { make } from './dom.js';
import { hideFailure, nameUnknown, showFailure } from './failure.js';
import { setWithNumbers } from './numbers.js';
import { frameMessages, Progress } from './progress.js';
import { copyText, hasFocus } from './reader.js';
import { addStyle } from './style.js';
import { TextActions } from './text-actions.js';
import { TextControls, textControlsCss } from './text-controls.js';

const readOutLength = 1000; // texts up to this length are read out when finished
const figuresEvery = 250; // ms
const spokenEvery = 10_000;

const css = textControlsCss + `
.tokens .chosen { text-decoration: underline dotted 2px var(--accent); text-underline-offset: 0.25em; }
@media (forced-colors: active) { .tokens span[class^="shade"], .shade { forced-color-adjust: none; } }
.head { color: var(--soft); font-size: 0.9375rem; display: flex; flex-wrap: wrap; gap: 0.125rem 1.25rem; align-items: center; overflow-anchor: none; }
.head p { min-width: 0; }
[role="status"] { font-style: italic; }
#status:not(.shown) { position: absolute; } /* nothing but what is read out */
.replaced { margin-bottom: 1.25rem; font-style: italic; }
.failure { margin-bottom: 1.5rem; }
.failure p + p { color: var(--soft); }
.actions { display: flex; gap: 1.25rem; margin-inline-start: auto; }
.detailed .head { padding-bottom: 0.25rem; }
.detailed .figures { font-size: 0.8125rem; }
.detailed:not(.wide) .figures { width: 100%; }
/* Beside the text, however long either is. */
.detailed.wide .controls { position: sticky; top: 1rem; gap: 1.25rem; max-height: calc(100vh - 2rem); overflow-y: auto; margin: -0.5rem; padding: 0.5rem; border: 0; }
`;

export class TextFrame {
  #content;
  #t;
  /** When the figures were shown, and when how far it is was read out. */
  #told = 0;
  #spoken = 0;
  /** What of the settings could not be taken. */
  #wrong = '';
  /** What stood there before the newest text, prompt included. */
  #before = '';
  #status = make('p', { id: 'status', part: 'status', role: 'status', tabIndex: -1 });
  #progress;
  #figures;
  #failure = make('div', { id: 'failure', className: 'failure', role: 'alert', hidden: true });
  #replaced = make('p', { id: 'replaced', className: 'note replaced', hidden: true });
  /** @type {TextControls | undefined} */
  controls;

  /** @param {any} content of the text */
  constructor(content) {
    this.#content = content;
    content.locale = new Locale(content.language);
    content.actions = new TextActions(content);
    this.#t = frameMessages(content.locale);
    this.#progress = new Progress(content.locale, (text) => this.say(text, '', content.quiet));
    this.#progress.bar.part = 'progress';
    this.#figures = this.#progress.figures;
    addStyle(content.host.shadowRoot, css);
    settleIn(content, (given) => this.checkValues(given));
    content.head.append(this.#status, this.#progress.bar, this.#figures);
    content.head.after(this.#failure, this.#replaced);
    this.#listen();
    this.#catchUp();
    this.#listKept();
  }

  /** Shows the models that the reader imported, if there are any, among those of the site. */
  async #listKept() {
    try {
      if (!this.#content.values.models || !localStorage.getItem('lukewarm-imported')) return;
      this.#content.kept = await (await import('./import-kept.js')).listKept();
      this.show();
    } catch {
      // The browser keeps nothing for this page.
    }
  }

  /** Shows what is set. */
  show() {
    const content = this.#content;
    this.#figures.hidden = !content.values.detailed;
    if (content.isControlled && !this.controls) {
      this.controls = new TextControls(content);
      content.place.replaceWith(this.controls.element);
      content.head.append(this.controls.actions);
      content.head.parentElement.append(this.controls.shading);
    }
    this.controls?.show();
  }

  /**
   * Says what of attributes, or of a link, could not be taken; without any, no more of it.
   * @param {Iterable<[name: string, value: string]>} [given] @param {boolean} [isLink]
   */
  async checkValues(given = [], isLink = false) {
    const values = [...given];
    const { settings, locale } = this.#content;
    this.#wrong = values.length > 0 ? await import('./mistakes.js').then(({ sayWrong }) => sayWrong(values, settings, isLink, locale), () => '') : '';
    this.#sayReplaced();
    if (isLink && this.#wrong) this.say('', this.#wrong);
  }

  /** @param {string} [text] @param {string} [unseen] read out and not shown @param {boolean} [quiet] not read out */
  say(text = '', unseen = '', quiet = false) {
    this.#status.ariaLive = quiet ? 'off' : 'polite';
    this.#status.className = text && 'shown';
    this.#status.replaceChildren(text, make('span', { className: 'unseen' }, unseen));
  }

  /** Scrolls to where the text begins, if that is not in the window's upper half, where no keyboard on the screen covers it. */
  bringIntoSight() {
    const { head } = this.#content;
    const { top, bottom } = head.getBoundingClientRect();
    if (top < 0 || bottom > innerHeight / 2) head.scrollIntoView();
  }

  /** @param {string} text to copy @param {string} copied said then @param {string} notCopied */
  async copy(text, copied, notCopied) {
    this.say(await copyText(text) ? copied : notCopied);
  }

  /** Shows what has been written, a few times a second. @param {boolean} [now] */
  showFigures(now = false) {
    if (!now && performance.now() - this.#told < figuresEvery) return;
    this.#told = performance.now();
    const { controller, locale, quiet } = this.#content;
    const { characters, seconds } = controller.counts;
    const count = locale.count(characters);
    // A clock may tick in steps of 100 ms, and not have ticked.
    const speed = seconds > 0 ? locale.count(characters / seconds) : '';
    setWithNumbers(this.#figures, this.#t.figures(count, locale.fixed(seconds, 2), speed));
    if (now || quiet || this.#told - this.#spoken < spokenEvery) return;
    this.#spoken = this.#told;
    this.say('', this.#t.soFar(count));
  }

  #listen() {
    const { controller } = this.#content; // which is given up with this
    /** @param {string} type @param {(detail: any) => void} listener */
    const on = (type, listener) =>
      controller.addEventListener(type, (/** @type {Event} */ event) => listener(/** @type {CustomEvent} */ (event).detail));
    on('begin', () => {
      if (hasFocus(this.#failure)) (this.controls ?? this.#status).focus();
      hideFailure(this.#failure);
      const { prompt, text } = this.#content.view;
      this.#before = prompt + text;
      this.#spoken = performance.now();
      this.#progress.hide();
      this.say();
    });
    on('progress', (progress) => this.#progress.showDownload(progress));
    on('reading', this.#progress.showReading);
    on('load', () => this.#progress.hide());
    on('replaced', () => {
      if (this.#progress.hide()) this.say();
      this.#sayReplaced();
    });
    on('finish', () => this.#finish());
    on('stop', () => this.say(this.#t.stopped));
    on('failure', () => this.#fail());
    on('end', () => this.#progress.hide());
  }

  /** Shows what came to pass before this was here. */
  #catchUp() {
    const { controller } = this.#content;
    if (controller.failure) this.#fail();
    if (controller.progress && !controller.info) this.#progress.showDownload(controller.progress);
    this.#sayReplaced();
    if (controller.written) this.#finish();
  }

  #finish() {
    const { view: { prompt, text }, controller, quiet, settings } = this.#content;
    this.showFigures(true);
    if (controller.busy && !controller.isWritten(settings)) return;
    const isSame = !quiet && prompt + text === this.#before;
    const unknown = this.#replaced.hidden ? '' : `${this.#replaced.textContent} `;
    this.say(isSame ? this.#t[settings.temperature === 0 ? 'greedy' : 'same'] : '', unknown + this.#t.finished(text.length <= readOutLength ? text : ''), quiet);
  }

  #sayReplaced() {
    const { controller: { replacements }, isControlled, locale } = this.#content;
    this.#replaced.textContent = [this.#wrong, isControlled && replacements.length > 0 ? nameUnknown(replacements, locale) : ''].filter(Boolean).join(' ');
    this.#replaced.hidden = !this.#replaced.textContent;
  }

  #fail() {
    const { controller: { failure }, isControlled, fallback, locale } = this.#content;
    showFailure(this.#failure, failure, locale, () => this.#content.retry(), Boolean(!isControlled && fallback));
  }
}

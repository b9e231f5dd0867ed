// What the figures of the lesson share: the fallback until they start, a frame with a caption, and the code that embeds
// them as they now stand.
import { copyText } from './copy.js';
import { make } from './dom.js';
import { Content } from './element.js';
import { elementCode } from './embed-code.js';
import { forgetStopped } from './engine.js';
import { isAborted } from './generation-controller.js';

const css = `
figure { margin: 0; display: grid; gap: 1rem; min-width: 0; }
figcaption { color: var(--soft); font-size: 0.9375rem; display: flex; flex-wrap: wrap; column-gap: 1.25rem; align-items: baseline; }
figcaption > span { flex: 1 1 16rem; text-wrap: pretty; }
input[type="number"] { width: 6rem; }
.digits { font-family: var(--numbers); font-variant-numeric: tabular-nums lining-nums; font-size: 0.875em; }
input[type="text"] { width: 100%; }
.row { display: flex; flex-wrap: wrap; gap: 0.5rem 1.25rem; align-items: center; }
.check { display: inline-flex; gap: 0.5rem; align-items: center; min-height: 1.75rem; }
.code, textarea { font-family: var(--numbers); font-size: 0.8125rem; line-height: 1.5; }
textarea { width: 100%; color: inherit; background: transparent; border: 1px solid var(--line); border-radius: 3px; padding: 0.5rem; resize: vertical; }
`;

/** Attributes that every figure has. */
export const figureAttributes = /** @type {const} */ ({ temperature: 'number', loading: 'string' });

export class FigureContent extends Content {
  static css = css;
  /** Says what the figure is, to who cannot see it. */
  static label = '';

  #failure = make('p', { className: 'failure', role: 'alert', hidden: true });
  #loading = make('p', { className: 'note', hidden: true });

  /**
   * Fills the figure.
   * @param {string} caption shown unless the page has its own, slot="caption"
   * @param {(Node | string)[]} content
   */
  frame(caption, ...content) {
    const code = make('textarea', { readOnly: true, rows: 4, hidden: true, 'aria-label': 'Code that embeds this figure' });
    const button = make('button', { className: 'quiet', type: 'button', part: 'embed' }, 'Embed this figure');
    const said = make('span', { className: 'unseen', role: 'status' });
    button.setAttribute('aria-expanded', 'false');
    button.onclick = async () => {
      code.hidden = !code.hidden;
      button.setAttribute('aria-expanded', String(!code.hidden));
      said.textContent = '';
      if (code.hidden) return;
      code.value = this.embedCode();
      code.select();
      // Where copying is refused, the code stands there, selected.
      if (await copyText(code.value)) said.textContent = 'Copied.';
    };
    const kind = /** @type {typeof FigureContent} */ (this.constructor);
    this.root.replaceChildren(make('figure', { part: 'figure', 'aria-label': kind.label },
      ...content, this.#loading, this.#failure,
      make('figcaption', { part: 'caption' }, make('span', {}, make('slot', { name: 'caption' }, caption)), button, said),
      code));
  }

  /** Returns the model of the attribute, and says meanwhile how much of it has come. */
  async loadModel() {
    const model = await this.holdModel(this.values.model, ({ loaded, total }) => {
      this.#loading.hidden = false;
      this.#loading.textContent = `The network is on its way: ${Math.round((100 * loaded) / total)} %.`;
      this.emit('progress', { loaded, total });
    });
    this.#loading.hidden = true;
    return model;
  }

  /**
   * Does what may fail and says so if it does; what was given up is no failure.
   * @param {() => Promise<void>} work
   */
  async attempt(work) {
    this.#failure.hidden = true;
    try {
      await work();
    } catch (error) {
      this.#loading.hidden = true;
      forgetStopped(error);
      if (this.signal.aborted || isAborted(error)) return;
      this.#failure.textContent = /** @type {Error} */ (error).message;
      this.#failure.hidden = false;
      this.emitError(error);
    }
  }

  /** What the reader has set, as attributes. @returns {{ [attribute: string]: string | number }} */
  settings() {
    return {};
  }

  /** Returns the HTML that shows this figure, as it now stands, on any page. */
  embedCode() {
    const own = [...this.host.attributes].filter(({ name }) => !['style', 'id', 'class'].includes(name)).map(({ name, value }) => [name, value]);
    return elementCode(this.host.localName, { ...Object.fromEntries(own), ...this.settings() });
  }
}

// Pointing at the text, or moving through it by keyboard: the first time, the script that answers is loaded.

/**
 * @typedef {object} Subject what there is to look into
 * @property {() => import('./settings.js').Settings} settings those that give the text as it stands
 * @property {() => Promise<import('./models.js').Model>} model
 * @property {(choice: import('./settings.js').Choice) => void} take rewrites the text from a token on
 */

export class Inspection {
  /** @type {import('./inspector.js').Inspector | undefined} */
  #inspector;
  /** Events that came before it. @type {Event[]} */
  #waiting = [];

  /** @param {HTMLElement} text @param {import('../element/token-view.js').TokenView} view @param {Subject} subject */
  constructor(text, view, subject) {
    const load = async (/** @type {Event} */ event) => {
      if (this.#waiting.push(event) > 1) return;
      try {
        const { Inspector } = await import('./inspector.js');
        this.#inspector = new Inspector(text, view, subject);
        this.#waiting.forEach((event) => this.#inspector?.handle(event));
      } catch {
        // Without a network: the next event tries again.
      }
      this.#waiting = [];
    };
    // At once where it can be: a key's own effect is to be prevented.
    const handle = (/** @type {Event} */ event) => (this.#inspector ? this.#inspector.handle(event) : load(event));
    for (const type of ['pointermove', 'pointerleave', 'click', 'keydown', 'focus', 'blur']) text.addEventListener(type, handle);
  }

  /** The text is about to change. */
  end() {
    this.#inspector?.leave();
  }
}

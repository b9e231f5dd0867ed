// Pointing at the text, or moving through it by keyboard: the first time, the script that answers is loaded.

/**
 * @typedef {object} Subject what there is to look into
 * @property {() => import('./settings.js').Settings} settings those that give the text as it stands
 * @property {() => Promise<import('./models.js').Model>} model
 * @property {(choice: import('./settings.js').Choice) => void} take rewrites the text from a token on
 */

export class Inspection {
  /** @type {Promise<import('./inspector.js').Inspector> | undefined} */
  #inspector;

  /** @param {HTMLElement} text @param {import('../element/token-view.js').TokenView} view @param {Subject} subject */
  constructor(text, view, subject) {
    const begin = (/** @type {Event} */ event) => {
      this.#inspector ??= import('./inspector.js').then(({ Inspector }) => new Inspector(text, view, subject));
      this.#inspector.then((inspector) => inspector.handle(event), () => (this.#inspector = undefined));
    };
    for (const type of ['pointermove', 'pointerleave', 'click', 'keydown', 'focus', 'blur']) text.addEventListener(type, begin);
  }

  /** The text is about to change. */
  end() {
    this.#inspector?.then((inspector) => inspector.leave());
  }
}

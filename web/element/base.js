// What every element of Lukewarm shares: attributes as properties, a shadow root with the common style, lazy start,
// one signal for all that ends when the element leaves the page. What an element shows is its own business.
import { commonSheet, makeSheet } from './style.js';
import { holdModel, releaseModels } from './engine.js';

/** @typedef {{ [attribute: string]: 'string' | 'number' | 'boolean' }} Attributes */

/** Returns the property of an attribute: "max-tokens" is maxTokens. @param {string} attribute */
export const propertyOf = (attribute) => attribute.replace(/-(\w)/g, (_, letter) => letter.toUpperCase());

/** Gives an element's class a property for each attribute. @param {any} kind */
function addProperties({ prototype, attributes }) {
  for (const [attribute, type] of Object.entries(attributes)) {
    const name = propertyOf(attribute);
    if (Object.hasOwn(prototype, name)) continue;
    Object.defineProperty(prototype, name, {
      configurable: true,
      enumerable: true,
      get() {
        const text = this.getAttribute(attribute);
        if (type === 'boolean') return text !== null;
        if (type === 'string') return text ?? '';
        return text === null || text.trim() === '' || Number.isNaN(Number(text)) ? undefined : Number(text);
      },
      set(value) {
        if (type === 'boolean') this.toggleAttribute(attribute, Boolean(value));
        else if (value === undefined || value === null) this.removeAttribute(attribute);
        else this.setAttribute(attribute, String(value));
      },
    });
  }
}

// Node reads the package too, and has no elements.
const Base = globalThis.HTMLElement ?? /** @type {any} */ (class {});

export class LukewarmElement extends Base {
  /** Attributes and what they hold; each is a property too. @type {Attributes} */
  static attributes = {};
  /** Own style, beside the common one. */
  static css = '';

  static #sheetOf = new WeakMap();

  static get observedAttributes() {
    addProperties(this);
    return Object.keys(this.attributes);
  }

  /** @type {AbortController | null} */
  #life = null;
  /** @type {IntersectionObserver | null} */
  #observer = null;
  #updateQueued = false;
  #started = false;

  /** The shadow root. @type {ShadowRoot} */
  root;

  /** The attributes' properties, which no type can know of. @returns {{ [property: string]: any }} */
  get values() {
    return this;
  }

  constructor() {
    super();
    this.root = this.attachShadow({ mode: 'open' });
    const kind = /** @type {typeof LukewarmElement} */ (this.constructor);
    let own = LukewarmElement.#sheetOf.get(kind);
    if (!own) LukewarmElement.#sheetOf.set(kind, (own = makeSheet(kind.css)));
    this.root.adoptedStyleSheets = [commonSheet(), own];
  }

  /** Ends when the element leaves the page. @returns {AbortSignal} */
  get signal() {
    return this.#life?.signal ?? AbortSignal.abort();
  }

  connectedCallback() {
    if (this.#life) return; // moved
    this.#life = new AbortController();
    // A property that was set before the class was there hides the accessor.
    for (const attribute of Object.keys(/** @type {typeof LukewarmElement} */ (this.constructor).attributes)) {
      const name = propertyOf(attribute);
      if (!Object.hasOwn(this, name)) continue;
      const value = /** @type {any} */ (this)[name];
      delete (/** @type {any} */ (this)[name]);
      /** @type {any} */ (this)[name] = value;
    }
    if (this.getAttribute('loading') === 'eager') return this.#start();
    this.#observer = new IntersectionObserver((entries) => {
      if (entries.some((entry) => entry.isIntersecting)) this.#start();
    }, { rootMargin: '200px' });
    this.#observer.observe(this);
  }

  disconnectedCallback() {
    // An element that is moved comes back at once, and goes on as if nothing had happened.
    queueMicrotask(() => !this.isConnected && this.#end());
  }

  #end() {
    this.#observer?.disconnect();
    this.#observer = null;
    this.#life?.abort();
    this.#life = null;
    this.#started = false;
    releaseModels(this);
    this.stop();
  }

  attributeChangedCallback(/** @type {string} */ _name, /** @type {string | null} */ before, /** @type {string | null} */ now) {
    if (before === now || !this.#started || this.#updateQueued) return;
    this.#updateQueued = true;
    queueMicrotask(() => {
      this.#updateQueued = false;
      if (this.#started) this.update();
    });
  }

  #start() {
    if (this.#started || !this.#life) return;
    this.#observer?.disconnect();
    this.#started = true;
    this.start();
  }

  /** Starts an element that is on a page and not yet in sight. Returns whether it has started. */
  startNow() {
    this.#start();
    return this.#started;
  }

  /** Called when the element is (nearly) in sight, each time it is put on a page: builds what it shows. */
  start() {}
  /** Called after attributes changed, once for all that changed together. */
  update() {}
  /** Called when the element has left the page; `signal` has ended by then and models are released. */
  stop() {}

  /**
   * Returns the model at `address` (or of a short name), held until the element leaves the page.
   * @param {string} address
   * @param {(progress: import('./engine.js').Progress) => void} [onProgress]
   */
  holdModel(address, onProgress) {
    return holdModel(address, this, onProgress);
  }

  /** Lets go of the models that it holds. */
  releaseModels() {
    releaseModels(this);
  }

  /**
   * Tells the page. What a person did is named lukewarm-…; load, progress and error are as an image's.
   * @param {string} name
   * @param {any} [detail]
   */
  emit(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: name.startsWith('lukewarm-'), composed: true }));
  }
}

/**
 * Registers an element unless its name is taken.
 * @param {string} name
 * @param {any} element
 */
export function define(name, element) {
  if (globalThis.customElements && !customElements.get(name)) customElements.define(name, element);
}

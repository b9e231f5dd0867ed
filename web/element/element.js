// What every element of Lukewarm shares: attributes as properties, a shadow root with the common style, a start when it
// comes into sight, an end when it leaves the page. An element is two objects: the custom element, whose members are its
// public interface, and its content, which does the work and which nobody outside can reach.
import { languageOf, loadLanguage } from '../i18n/language.js';
import { keptMs, releaseModels } from './engine.js';
import { parseSeed } from './seed.js';
import { propertyOf } from './settings.js';
import { commonCss, noteWidth, setStyle } from './style.js';

/** @typedef {{ [attribute: string]: 'string' | 'number' | 'boolean' | 'seed' | 'prompt' }} Attributes prompt: one that is not there is not empty */

/** @type {WeakMap<Element, any>} */
const contents = new WeakMap();

/**
 * How high the newest text in a place was when it was complete, and what element it was: one of the kind that is put there
 * instead does not make the page jump. @type {WeakMap<Node, [name: string, height: number]>}
 */
const heights = new WeakMap();

/** Has an event 'start' when an element starts. */
export const starts = new EventTarget();

/** Returns the content of an element, once it has started. @param {Element} element @returns {any} */
export const contentOf = (element) => contents.get(element);

/** What a property holds, of an attribute's text (null where there is none) or of what a script set. */
const read = {
  string: (/** @type {any} */ value) => String(value ?? ''),
  prompt: (/** @type {any} */ value) => value?.toString(),
  boolean: (/** @type {any} */ value) => (value ?? false) !== false,
  number: (/** @type {any} */ value) =>
    (String(value ?? '').trim() === '' || Number.isNaN(Number(value)) ? undefined : Number(value)),
  seed: (/** @type {any} */ value) => parseSeed(String(value ?? '')),
};

/** What an element shows, and how it behaves. The models that it holds (engine.js) are let go of when it leaves the page. */
export class Content {
  /** Its style, after that of the class which it extends. */
  static css = commonCss;
  /** Whether it hears of every time that it comes into sight or leaves it, not of the first alone. */
  static watches = false;

  /** Whether it starts at once, in sight or not. */
  static eager = false;

  /** What properties were set to, as it was given. @type {any} */
  given;

  /** Whether it is in sight, for one that watches. */
  visible = true;

  /**
   * Made when the element is (nearly) in sight, each time it is put on a page.
   * @param {LukewarmElement} host
   * @param {HTMLElement} root what it shows stands in here; its --heat is the temperature, halved
   * @param {string} language of what the reader sees
   * @param {AbortSignal} signal ends when the element leaves the page
   */
  constructor(host, root, language, signal) {
    this.host = host;
    this.root = root;
    this.language = language;
    this.signal = signal;
  }

  /** The host's properties, which no type can know of. @returns {{ [property: string]: any }} */
  get values() {
    return this.host;
  }

  /** Builds what it shows. @returns {void | Promise<void>} */
  start() {}
  /** Called after properties changed, once for all that changed together. */
  update() {}
  /** Called when the element has left the page; `signal` has ended by then and models are released. */
  stop() {}
  /** Called when `visible` has changed. */
  watch() {}

  /** Shows the temperature as a colour. @param {number} temperature */
  set heat(temperature) {
    this.root.style.setProperty('--heat', String(Math.min(1, temperature / 2)));
  }

  /**
   * Tells the page. load, progress and error are as an image's; all others are named lukewarm-… and bubble.
   * @param {string} name
   * @param {any} [detail]
   */
  emit(name, detail) {
    if (this.signal.aborted) return; // it has left the page
    const { host, root } = this;
    if (/^error|finish/.test(name)) root.style.minHeight = '';
    if (/finish/.test(name)) heights.set(/** @type {Node} */ (host.parentNode), [host.localName, host.offsetHeight]);
    host.dispatchEvent(new CustomEvent(name, { detail, bubbles: name.startsWith('lukewarm-'), composed: true }));
  }

  /** @param {any} error */
  emitError({ code = 'internal', message = String(code) }) {
    this.emit('error', { code, message });
  }
}

/** Returns the style of a class, after those of the classes that it extends. @param {any} kind @returns {string[]} */
const cssOf = (kind) => (kind === Function.prototype ? [] : [...cssOf(Object.getPrototypeOf(kind)), ...(Object.hasOwn(kind, 'css') ? [kind.css] : [])]);

// Node reads the package too, and has no elements.
const Base = globalThis.HTMLElement ?? /** @type {any} */ (class {});

/**
 * @attr {'lazy' | 'eager'} [loading=lazy] - lazy: when it comes into sight; eager: at once
 * @slot - what shows without JavaScript
 * @cssprop --lukewarm-em - the size that all others are made of, else that of the text where the element stands
 * @cssprop --lukewarm-text - the typeface of text, else the page's
 * @cssprop --lukewarm-numbers - the typeface of numbers
 * @cssprop --lukewarm-paper - the background, of which buttons are made
 * @cssprop --lukewarm-ink - the colour of text, else the page's; the others are made of it
 * @cssprop --lukewarm-soft - the colour of notes
 * @cssprop --lukewarm-line - the colour of lines
 * @cssprop --lukewarm-accent - the colour of the temperature
 */
export class LukewarmElement extends Base {
  /** Attributes and what they hold; each is a property too. @type {Attributes} */
  static attributes = {};
  static Content = Content;

  static get observedAttributes() {
    for (const [attribute, type] of Object.entries(this.attributes)) {
      const name = propertyOf(attribute);
      if (Object.hasOwn(this.prototype, name)) continue;
      Object.defineProperty(this.prototype, name, {
        configurable: true,
        enumerable: true,
        get() {
          return read[type](this.#values.has(name) ? this.#values.get(name) : this.getAttribute(attribute)) ?? this.#values.get(`${type}?`);
        },
        set(value) {
          this.#values.set(name, value);
          this.#change();
        },
      });
    }
    return Object.keys(this.attributes);
  }

  /** Properties that were set, which stand before the attributes: an element writes nothing on itself. With “?” what one of a type is that nobody has given. @type {Map<string, any>} */
  #values = new Map();
  /** @type {AbortController | null} */
  #life = null;
  /** @type {IntersectionObserver | null} */
  #observer = null;
  #updateQueued = false;
  #root;
  /** Resolves when it has started. @type {Promise<void> | null} */
  #starting = null;

  constructor() {
    super();
    this.#root = document.createElement('div');
    this.#root.className = 'warm';
    this.attachShadow({ mode: 'open' }).append(this.#root);
    this.#rest();
  }

  /** Shows what stands in the element. */
  #rest() {
    this.#root.replaceChildren(document.createElement('slot'));
  }

  connectedCallback() {
    if (this.#life) return; // moved
    this.#life = new AbortController();
    addEventListener('beforeprint', () => this.#print(), this.#life);
    const [name, height] = heights.get(/** @type {Node} */ (this.parentNode)) ?? [];
    if (name === this.localName) this.#root.style.minHeight = `${height}px`;
    const { attributes, Content } = /** @type {typeof LukewarmElement} */ (this.constructor);
    setStyle(/** @type {ShadowRoot} */ (this.shadowRoot), cssOf(Content));
    // A property that was set before the class was there hides the accessor.
    for (const name of Object.keys(attributes).map(propertyOf)) {
      if (!Object.hasOwn(this, name)) continue;
      const value = /** @type {any} */ (this)[name];
      delete (/** @type {any} */ (this)[name]);
      /** @type {any} */ (this)[name] = value;
    }
    if (Content.eager || this.getAttribute('loading') === 'eager' || !globalThis.IntersectionObserver) return void this.#see(true);
    this.#observer = new IntersectionObserver((entries) => this.#see(/** @type {any} */ (entries.at(-1)).isIntersecting), { rootMargin: '200px' });
    this.#observer.observe(this);
  }

  disconnectedCallback() {
    // An element that is moved comes back at once, and goes on as if nothing had happened.
    queueMicrotask(() => !this.isConnected && this.#end());
  }

  /** Another document has style sheets of its own. */
  adoptedCallback() {
    this.#end();
  }

  attributeChangedCallback(/** @type {string} */ name, /** @type {string | null} */ before, /** @type {string | null} */ now) {
    if (before === now) return;
    this.#values.delete(propertyOf(name));
    this.#change();
  }

  #change() {
    if (!contentOf(this) || this.#updateQueued) return;
    this.#updateQueued = true;
    queueMicrotask(() => {
      this.#updateQueued = false;
      contentOf(this)?.update();
    });
  }

  /** @param {boolean} visible */
  #see(visible) {
    const content = contentOf(this);
    if (!content) return visible && this.#start();
    if (visible === content.visible) return;
    content.visible = visible;
    content.watch();
  }

  /** Starts, in the reader's language. */
  #start() {
    return (this.#starting ??= (async () => {
      const { Content } = /** @type {typeof LukewarmElement} */ (this.constructor);
      const life = /** @type {AbortController} */ (this.#life);
      if (!Content.watches) this.#observer?.disconnect();
      const language = languageOf(this);
      const loading = loadLanguage(language);
      if (loading) await loading;
      if (life !== this.#life) return;
      noteWidth(this.#root);
      const content = new Content(this, this.#root, language, life.signal);
      content.given = this.#values;
      contents.set(this, content);
      starts.dispatchEvent(new Event('start'));
      await content.start();
    })());
  }

  /** What was not in sight cannot be written in time: on paper it says where it is. */
  #print() {
    if (contentOf(this)) return;
    this.#rest();
    this.#root.append(' ', location.href); // until it starts
  }

  #end() {
    if (!this.#life) return;
    this.#observer?.disconnect();
    this.#life.abort();
    this.#life = this.#starting = null;
    const content = contentOf(this);
    contents.delete(this);
    if (!content) return;
    releaseModels(content, keptMs);
    content.stop();
    this.#rest();
  }

  /** Begins anew, with new content, once it is in sight. @param {LukewarmElement} element */
  static restart(element) {
    element.#end();
    if (element.isConnected) element.connectedCallback();
  }

  /** Starts an element that is on a page, in sight or not; returns its content. @param {LukewarmElement} element @returns {Promise<any>} */
  static async begin(element) {
    if (#life in element && element.#life) await element.#start();
    return contentOf(element);
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

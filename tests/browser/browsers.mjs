// One small interface over Chromium, Firefox and WebKit, for tests that run the same in all three.
// A selector is CSS, and finds what is in shadow roots too, after what is not; ` >>> ` in it steps into one:
// 'lukewarm-text >>> button'. In functions that run in the page, at(selector) does the same, and focused() is what has
// the focus.
// Input is real: the pointer and the keyboard of the browser, at what a person would hit.
import { launchChromium } from './drivers/chromium.mjs';
import { launchFirefox } from './drivers/firefox.mjs';
import { launchWebKit } from './drivers/webkit.mjs';

/**
 * @typedef {object} LaunchOptions
 * @property {number} width of the viewport, in CSS pixels
 * @property {number} height
 * @property {'light' | 'dark'} colorScheme
 * @property {'active' | 'none'} forcedColors in Chromium alone
 * @property {string} language that the reader prefers, as 'de'; WebKit's is that of the machine
 */

/** @typedef {{ text: string, page: string }} PageError page: the address that was open when it was reported */

/** @typedef {'chromium' | 'firefox' | 'webkit'} BrowserName */

const launchers = { chromium: launchChromium, firefox: launchFirefox, webkit: launchWebKit };

/** @type {BrowserName[]} */
export const browserNames = ['chromium', 'firefox', 'webkit'];

const kPatience = 60_000; // of a shared machine with much else to do

/**
 * What browsers tell that no page has done: that there is no icon, and, often late and without an address, that requests
 * of a page that has been left came to nothing.
 */
const noise = /favicon|ServiceWorker intercepted|error occurred when fetching the script|was received when fetching the script|Failed to load ‘’/;

/** In the page: the first element that a selector means, or null. */
const find = `(selector) => {
  const inside = (scope, part) => scope.querySelector(part) ?? [...scope.querySelectorAll('*')].reduce(
    (found, { shadowRoot }) => found ?? (shadowRoot && inside(shadowRoot, part)), null);
  return selector.split(' >>> ').reduce((scope, part) => scope && inside(scope.shadowRoot ?? scope, part), document);
}`;

/** In the page: the element that has the focus, in whatever shadow root. */
const focused = `() => {
  let element = document.activeElement;
  while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
  return element;
}`;

/**
 * Returns the source of an expression that calls a function of ours in the page.
 * @param {Function | string} fn it sees the page's globals and its arguments, nothing of the test's file
 * @param {unknown[]} args that JSON can carry
 */
function call(fn, args) {
  return `(globalThis.at = ${find}, globalThis.focused = ${focused}, (${fn})(${args.map((arg) => JSON.stringify(arg) ?? 'undefined').join(', ')}))`;
}

/** In the page: the centre of an element, scrolled to; throws where a click there would hit something else. */
const target = `(selector) => {
  const element = (${find})(selector);
  if (!element || element.disabled) return null;
  element.scrollIntoView({ block: 'center', inline: 'center', behavior: 'instant' });
  const box = element.getBoundingClientRect();
  if (box.width === 0 || box.height === 0) return null;
  const x = box.left + box.width / 2, y = box.top + box.height / 2;
  let hit = document.elementFromPoint(x, y);
  while (hit?.shadowRoot?.elementFromPoint(x, y) && hit.shadowRoot.elementFromPoint(x, y) !== hit) {
    hit = hit.shadowRoot.elementFromPoint(x, y);
  }
  const own = hit && (element.contains(hit) || hit.contains(element) || hit.closest('label')?.control === element);
  return { x, y, covered: own ? null : hit ? hit.outerHTML.slice(0, 80) : 'nothing' };
}`;

/** In the page: gives a field a value as if the reader had changed it. */
const change = `(selector, value) => {
  const element = (${find})(selector);
  if (!element) return false;
  element.focus();
  if (typeof value === 'boolean') element.checked = value;
  else element.value = value;
  element.dispatchEvent(new Event('input', { bubbles: true, composed: true }));
  element.dispatchEvent(new Event('change', { bubbles: true }));
  return true;
}`;

/** In the page: where the browser is and what a reader sees, for the message of a wait that came to nothing. */
const look = `() => [location.href, document.readyState, document.body?.innerText.slice(0, 500)]`;

/**
 * Starts a browser with one empty page.
 * @param {BrowserName} name
 * @param {Partial<LaunchOptions>} [options]
 */
export async function launch(name, options = {}) {
  const driver = await launchers[name]({ width: 1280, height: 800, colorScheme: 'light', forcedColors: 'none', language: 'en', ...options });

  /**
   * Returns what `fn` returns in the page, its promise awaited.
   * @template {unknown[]} A
   * @template R
   * @param {((...args: A) => R) | string} fn
   * @param {A} args
   * @returns {Promise<Awaited<R>>}
   */
  async function evaluate(fn, ...args) {
    return /** @type {Promise<Awaited<R>>} */ (driver.run(call(fn, args)));
  }

  /**
   * Returns the first truthy answer of `fn` in the page; a page that is being left in between is waited for too.
   * @template {unknown[]} A
   * @template R
   * @param {((...args: A) => R) | string} fn
   * @param {A} args
   * @returns {Promise<Awaited<R>>}
   */
  async function waitFor(fn, ...args) {
    const end = Date.now() + kPatience;
    let failure = /** @type {unknown} */ ('it stayed false');
    while (Date.now() < end) {
      try {
        const answer = await evaluate(fn, ...args);
        if (answer) return answer;
        failure = 'it stayed false';
      } catch (error) {
        failure = error;
      }
      await new Promise((resolve) => setTimeout(resolve, 30));
    }
    const errors = await driver.errors().catch(String);
    const page = await evaluate(look).catch(String);
    throw new Error(`${name}: waited ${kPatience / 1000} s for ${String(fn).slice(0, 200)} ` +
      `with ${JSON.stringify(args)}: ${failure}. Errors so far: ${JSON.stringify(errors)}. The page: ${JSON.stringify(page)}`);
  }

  return {
    name,
    version: driver.version,
    /** What pages and the console reported as errors, oldest first. */
    errors: async () => (await driver.errors()).map(({ text }) => text),
    /**
     * Returns the errors of a site's own pages; none is of the pages of another that was left before.
     * @param {string} url of the site
     * @param {RegExp} [expected] errors that are left out
     */
    async errorsOf(url, expected) {
      const { host, origin } = new URL(url);
      const isOwn = (/** @type {string} */ text) => !/\/\/localhost:\d/.test(text) || text.includes(host);
      return (await driver.errors()).filter(({ page }) => page.startsWith(`${origin}/`)).map(({ text }) => text)
        .filter((text) => isOwn(text) && !noise.test(text) && !expected?.test(text));
    },
    /** @param {string} url */
    async open(url) {
      await driver.open(url);
    },
    evaluate,
    waitFor,
    /**
     * Clicks the middle of an element, once it is there, enabled and visible.
     * @param {string} selector
     */
    async click(selector) {
      const find = async () => /** @type {{ x: number, y: number, covered: string | null }} */ (await waitFor(target, selector));
      let { x, y, covered } = await find();
      // What comes late may still push it away.
      for (let last = NaN; last !== y;) {
        last = y;
        await new Promise((resolve) => setTimeout(resolve, 50));
        ({ x, y, covered } = await find());
      }
      if (covered) throw new Error(`${name}: a click on ${selector} would hit ${covered}`);
      await driver.clickAt(x, y);
    },
    /** Clicks at a point of the window. @param {number} x @param {number} y */
    async clickAt(x, y) {
      await driver.clickAt(x, y);
    },
    /** Moves the pointer to a point of the window. @param {number} x @param {number} y */
    async pointAt(x, y) {
      await driver.pointAt(x, y);
    },
    /**
     * Clicks into a field and types, after what stands there.
     * @param {string} selector
     * @param {string} text
     */
    async type(selector, text) {
      await this.click(selector);
      await driver.typeText(text);
    },
    /**
     * Presses a key where the focus is: 'Enter', 'Tab', 'Shift+Tab', 'ArrowRight', 'Space', 'a'.
     * @param {string} key
     */
    async press(key) {
      await driver.press(key);
    },
    /**
     * Gives a text field, slider, select or check box a value, with the events of a reader's change.
     * @param {string} selector
     * @param {string | number | boolean} value
     */
    async set(selector, value) {
      await waitFor(change, selector, typeof value === 'number' ? String(value) : value);
    },
    /** The same as `set`, by its usual name for a select. @param {string} selector @param {string} value */
    async select(selector, value) {
      await this.set(selector, value);
    },
    /**
     * Returns an element's text, or null where there is none.
     * @param {string} selector
     * @returns {Promise<string | null>}
     */
    async text(selector) {
      return /** @type {Promise<string | null>} */ (
        evaluate(`(selector) => (${find})(selector)?.textContent ?? null`, selector));
    },
    /** @param {string} path of a PNG file */
    async screenshot(path) {
      await driver.screenshot(path);
    },
    /** Returns once the page is laid out anew, what follows its own width too. @param {number} width @param {number} height in CSS pixels */
    async setViewport(width, height) {
      await driver.setViewport(width, height);
      await waitFor(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve(true)))));
    },
    /** Shows the page as on paper; in Chromium alone. @param {'screen' | 'print'} media */
    async setMedia(media) {
      if (!('setMedia' in driver)) throw new Error(`${name} shows no page as on paper`);
      await driver.setMedia(media);
    },
    async close() {
      await driver.close();
    },
  };
}

/** @typedef {Awaited<ReturnType<typeof launch>>} Browser */

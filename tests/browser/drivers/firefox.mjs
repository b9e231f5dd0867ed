// Firefox, by puppeteer-core over WebDriver BiDi.
import puppeteer from 'puppeteer-core';

/** @param {import('../browsers.mjs').LaunchOptions} options */
export async function launchFirefox({ width, height, colorScheme, language }) {
  const browser = await puppeteer.launch({
    browser: 'firefox',
    executablePath: process.env.FIREFOX ?? '/usr/bin/firefox-esr',
    headless: true,
    defaultViewport: { width, height },
    extraPrefsFirefox: {
      'intl.accept_languages': language,
      'layout.css.prefers-color-scheme.content-override': colorScheme === 'dark' ? 0 : 1,
    },
  });
  const page = await browser.newPage();
  /** @type {import('../browsers.mjs').PageError[]} */
  const errors = [];
  page.on('pageerror', (error) => errors.push({ text: String(error), page: page.url() }));
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push({ text: `${message.text()} (${message.location().url})`, page: page.url() });
  });
  return {
    errors: async () => errors,
    /** @param {string} url */
    open: (url) => page.goto(url),
    /** @param {string} expression */
    run: (expression) => page.evaluate(expression),
    /** @param {number} x @param {number} y */
    clickAt: (x, y) => page.mouse.click(x, y),
    /** @param {number} x @param {number} y */
    pointAt: (x, y) => page.mouse.move(x, y),
    /** @param {string} text */
    typeText: (text) => page.keyboard.type(text),
    /** @param {string} key with modifiers before it, as in Shift+Tab */
    async press(key) {
      const keys = /** @type {import('puppeteer-core').KeyInput[]} */ (key.replace('Space', ' ').split('+'));
      for (const one of keys) await page.keyboard.down(one);
      for (const one of keys.reverse()) await page.keyboard.up(one);
    },
    /** @param {string} path */
    screenshot: (path) => page.screenshot({ path: /** @type {`${string}.png`} */ (path) }),
    /** @param {number} width @param {number} height */
    setViewport: (width, height) => page.setViewport({ width, height }),
    version: async () => (await browser.version()).replace(/^firefox\//i, 'Firefox '),
    close: () => browser.close(),
  };
}

// Chromium, by playwright-core over CDP.
import { chromium } from 'playwright-core';

/** @param {import('../browsers.mjs').LaunchOptions} options */
export async function launchChromium({ width, height, colorScheme, forcedColors, language }) {
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
      '--disable-background-networking', '--disable-component-update', '--disable-sync'],
  });
  const page = await browser.newPage({ viewport: { width, height }, colorScheme, forcedColors, locale: language });
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
    /** @param {string} key */
    press: (key) => page.keyboard.press(key),
    /** @param {string} path */
    screenshot: (path) => page.screenshot({ path }),
    /** @param {number} width @param {number} height */
    setViewport: (width, height) => page.setViewportSize({ width, height }),
    /** @param {'screen' | 'print'} media */
    setMedia: (media) => page.emulateMedia({ media }),
    version: async () => `Chromium ${browser.version()}`,
    close: () => browser.close(),
  };
}

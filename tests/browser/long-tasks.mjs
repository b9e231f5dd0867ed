// Tasks over 50 ms, as Chromium's observer sees them.

/** @typedef {import('./browsers.mjs').Browser} Browser */

/** Opens a page and keeps the length of every long task in globalThis.longTasks, in ms. @param {Browser} browser @param {string} url */
export async function watch(browser, url) {
  await browser.open(url);
  await browser.evaluate(() => {
    /** @type {number[]} */
    const tasks = (/** @type {any} */ (globalThis).longTasks = []);
    new PerformanceObserver((list) => tasks.push(...list.getEntries().map(({ duration }) => duration)))
      .observe({ type: 'longtask', buffered: true });
  });
}

/** Waits until a text is finished, which may take minutes. @param {Browser} browser @param {number} length in characters */
export async function settled(browser, length) {
  // In the page and without polling, which would be tasks of its own; longer than the drivers' patience.
  await browser.evaluate(() => new Promise((resolve) => {
    const text = /** @type {Element} */ (document.querySelector('#text'));
    const look = () => text.getAttribute('aria-busy') === 'false' && resolve(0);
    new MutationObserver(look).observe(text, { attributes: true });
    look();
  }));
  await browser.waitFor((length) => [...document.querySelectorAll('#text p')]
    .reduce((sum, block) => sum + (block.textContent?.length ?? 0) + 1, 0) >= length, length);
}

/** Scrolls from the top to the end, a window at a time, each shown before the next. @param {Browser} browser */
export const traverse = (browser) =>
  browser.evaluate(async () => {
    const shown = () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    const steps = 60;
    for (let i = 0; i <= steps; i++) {
      scrollTo({ top: (document.documentElement.scrollHeight * i) / steps, behavior: 'instant' });
      await shown();
    }
  });

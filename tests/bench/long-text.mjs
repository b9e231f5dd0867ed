// What a long text costs the page, in Chromium, after web/demo --no-serve:
//   node tests/bench/long-text.mjs [--size CHARACTERS]...
// Counts tasks over 50 ms (the long-task observer's) while the text is written and while the reader then goes through it
// from end to end; and the page's heap, as Chromium rounds it for scripts, uncollected garbage included.
import { readArguments } from '../../web/make/arguments.mjs';
import { launch } from '../browser/browsers.mjs';
import { settled, traverse, watch } from '../browser/long-tasks.mjs';
import { withSite } from '../browser/site.mjs';

const { values: { size: sizes } } = readArguments(import.meta.url, { size: [100_000, 1_000_000] });
console.log('characters   written in   long tasks   longest   going through: long tasks   longest   nodes      heap');
for (const size of sizes) {
  await withSite(async (url) => {
    const browser = await launch('chromium');
    try {
      await watch(browser, `${url}#temperature=1&seed=1&length=${size}`);
      const began = Date.now();
      await settled(browser, size);
      const seconds = ((Date.now() - began) / 1000).toFixed(1);
      const writing = await browser.evaluate(() => /** @type {any} */ (globalThis).longTasks.splice(0));
      await traverse(browser);
      const going = await browser.evaluate(() => /** @type {any} */ (globalThis).longTasks.splice(0));
      const nodes = await browser.evaluate(() => document.querySelectorAll('#text *').length);
      const heap = await browser.evaluate(() => /** @type {any} */ (performance).memory.usedJSHeapSize);
      const longest = (/** @type {number[]} */ tasks) => `${Math.round(Math.max(0, ...tasks))} ms`;
      console.log(`${String(size).padStart(10)} ${`${seconds} s`.padStart(12)} ${String(writing.length).padStart(12)} ${
        longest(writing).padStart(9)} ${String(going.length).padStart(26)} ${longest(going).padStart(9)} ${
        String(nodes).padStart(7)} ${`${(heap / 1e6).toFixed(1)} MB`.padStart(9)}`);
    } finally {
      await browser.close();
    }
  });
}

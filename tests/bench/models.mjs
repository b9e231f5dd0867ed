// Tokens per second of every shipped model in real browsers, after tests/run:
//   node tests/bench/models.mjs [chromium] [firefox] [webkit]
// The whole loop (network, softmax, draw, text) at temperature 0.8, the kernel that the browser gets by itself; medians
// of five rounds in which the models take turns, so that whatever else the machine does falls on all of them.
import { launch } from '../browser/browsers.mjs';
import { withSite } from '../browser/site.mjs';
import { wantedBrowsers } from './wanted-browsers.mjs';

const kRounds = 5;

/** In the page: loads every model of the index. @param {string} url @returns {Promise<string[]>} */
async function load(url) {
  const { loadModel } = await import(`${url}lukewarm.js`);
  const index = await (await fetch(`${url}models/index.json`)).json();
  /** @type {any} */ (globalThis).models = await Promise.all(index.map(async (/** @type {any} */ { id, file, bytes }) =>
    ({ id, bytes, model: await loadModel(`${url}models/${file}`), length: 256, rates: [] })));
  return index.map((/** @type {any} */ { id }) => id);
}

/** In the page: generates with one model for a while. @param {string} wanted */
async function round(wanted) {
  const seconds = 0.4;
  const entry = /** @type {any} */ (globalThis).models.find((/** @type {any} */ { id }) => id === wanted);
  let tokens = 0;
  let took = 0;
  while (took < seconds) {
    const began = performance.now();
    for await (const _ of entry.model.generate('', { temperature: 0.8, seed: 1, maxTokens: entry.length })) tokens++;
    const one = (performance.now() - began) / 1000;
    if (one < 0.05) entry.length *= 2; // so long that its beginning does not count
    took += one;
  }
  entry.rates.push(tokens / took);
  return true;
}

/** In the page: what came out. */
function results() {
  return /** @type {any} */ (globalThis).models.map((/** @type {any} */ { id, bytes, model, rates }) => {
    const sorted = Float64Array.from(rates).sort();
    return { id, bytes, kernel: model.info.kernel, rate: sorted[sorted.length >> 1] };
  });
}

for (const name of wantedBrowsers(import.meta.url)) {
  await withSite(async (url) => {
    const browser = await launch(name);
    try {
      console.log(`${name} ${await browser.version()}`);
      await browser.open(`${url}empty.html`);
      const ids = await browser.evaluate(load, url);
      for (let n = 0; n < kRounds; n++) {
        for (const id of ids) await browser.evaluate(round, id);
      }
      for (const { id, bytes, kernel, rate } of await browser.evaluate(results)) {
        console.log(`  ${id.padEnd(20)} ${String(bytes).padStart(9)} bytes  ${kernel.padEnd(13)} ${
          String(Math.round(rate)).padStart(8)} tokens/s`);
      }
    } finally {
      await browser.close();
    }
  });
}

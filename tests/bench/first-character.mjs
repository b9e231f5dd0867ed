// Milliseconds from navigation to the first generated character on screen, in Chromium, the median of several visits:
//   node tests/bench/first-character.mjs [--rounds N] [SITE …], after web/demo --no-serve
// Sites are folders, build/site if none is named; several are visited in turn, to compare them in one run.
// cold: a new browser profile; warm: its second visit, by the browser's own caches; kept: by the service worker.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { readArguments } from '../../web/make/arguments.mjs';
import { startServer } from '../../web/make/serve.mjs';
import { site } from '../../web/make/site.mjs';

const { values: { rounds }, positionals } = readArguments(import.meta.url, { rounds: 7 }, [0, Infinity]);
const sites = positionals.length > 0 ? positionals : [site];
const link = '#seed=8'; // not the default one: the example that stands there is no generated character

/** Runs in the page before its scripts: notes when the text first holds more than the prompt, and what came when. */
function watch() {
  const look = () => {
    // In the shadow root of a <lukewarm-text>, or on the page itself.
    const text = (document.querySelector('lukewarm-text')?.shadowRoot ?? document).querySelector('#text:not([hidden])');
    if ((text?.textContent?.length ?? 0) <= 'ROMEO:'.length || text?.querySelector('.example')) return requestAnimationFrame(look);
    Object.assign(globalThis, { firstCharacter: performance.now() });
  };
  requestAnimationFrame(look);
}

/** @param {number[]} values */
const median = (values) => [...values].sort((a, b) => a - b)[values.length >> 1];

/**
 * Returns the time of one visit.
 * @param {import('playwright-core').BrowserContext} context @param {string} url
 */
async function visit(context, url) {
  const page = await context.newPage();
  try {
    await page.addInitScript(watch);
    await page.goto(`${url}${link}`);
    await page.waitForFunction(() => /** @type {any} */ (globalThis).firstCharacter);
    const time = /** @type {number} */ (await page.evaluate(() => /** @type {any} */ (globalThis).firstCharacter));
    await page.waitForFunction(() => (document.querySelector('lukewarm-text')?.shadowRoot ?? document).querySelector('#text')?.getAttribute('aria-busy') === 'false');
    return time;
  } finally {
    await page.close();
  }
}

/** @param {import('playwright-core').BrowserContext} context @param {string} url */
async function waitUntilKept(context, url) {
  const page = await context.newPage();
  await page.goto(`${url}${link}`);
  await page.waitForFunction(async () =>
    navigator.serviceWorker.controller && (await Promise.all((await caches.keys()).map(async (name) => (await caches.open(name)).keys()))).flat().some(({ url }) => url.includes('.safetensors')));
  await page.close();
}

/** By site and kind of visit. @type {Record<string, number[]>} */
const times = {};
for (let round = 0; round < rounds; round++) {
  for (const folder of sites) {
    const server = await startServer({ folders: [folder], port: 0 });
    const note = (/** @type {string} */ kind, /** @type {number} */ time) => (times[`${kind.padEnd(5)} ${folder}`] ??= []).push(time);
    for (const serviceWorkers of /** @type {const} */ (['block', 'allow'])) {
      const profile = await mkdtemp(join(tmpdir(), 'lukewarm-profile-'));
      const context = await chromium.launchPersistentContext(profile, {
        executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
        args: ['--headless', '--no-sandbox', '--disable-gpu'],
        serviceWorkers,
      });
      const first = await visit(context, server.url);
      if (serviceWorkers === 'block') {
        note('cold', first);
        await visit(context, server.url);
        note('warm', await visit(context, server.url));
      } else {
        await waitUntilKept(context, server.url);
        await visit(context, server.url);
        note('kept', await visit(context, server.url));
      }
      await context.close();
      await rm(profile, { recursive: true, force: true });
    }
    await server.close();
  }
}
for (const [name, values] of Object.entries(times).sort()) {
  console.log(`${name}  median ${median(values).toFixed(0)} ms, from ${Math.min(...values).toFixed(0)} to ${Math.max(...values).toFixed(0)}`);
}

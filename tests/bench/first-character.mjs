// Milliseconds from navigation to the first generated character on screen, in Chromium, the median of several visits:
//   node tests/bench/first-character.mjs [rounds], after web/demo --no-serve
// cold: a new browser profile; warm: its second visit, by the browser's own caches; kept: by the service worker.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { startServer } from '../../web/make/serve.mjs';
import { site } from '../../web/make/site.mjs';

const rounds = Number(process.argv[2] ?? 7);
const link = '#seed=8'; // not the default one: the example that stands there is no generated character

/** Runs in the page before its scripts: notes when the text first holds more than the prompt, and what came when. */
function watch() {
  const look = () => {
    const text = document.querySelector('#text')?.textContent ?? '';
    if (text.length <= 'ROMEO:'.length || document.querySelector('#text .example')) return requestAnimationFrame(look);
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
    await page.waitForFunction(() => document.querySelector('#text')?.getAttribute('aria-busy') === 'false');
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
    navigator.serviceWorker.controller && (await (await caches.open('lukewarm /')).keys()).some(({ url }) => url.includes('.safetensors')));
  await page.close();
}

/** @type {Record<string, number[]>} */
const times = { cold: [], warm: [], kept: [] };
const server = await startServer({ folders: [site], port: 0 });
for (let round = 0; round < rounds; round++) {
  for (const serviceWorkers of /** @type {const} */ (['block', 'allow'])) {
    const profile = await mkdtemp(join(tmpdir(), 'lukewarm-profile-'));
    const context = await chromium.launchPersistentContext(profile, {
      executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
      args: ['--headless', '--no-sandbox', '--disable-gpu'],
      serviceWorkers,
    });
    const first = await visit(context, server.url);
    if (serviceWorkers === 'block') {
      times.cold.push(first);
      await visit(context, server.url);
      times.warm.push(await visit(context, server.url));
    } else {
      await waitUntilKept(context, server.url);
      await visit(context, server.url);
      times.kept.push(await visit(context, server.url));
    }
    await context.close();
    await rm(profile, { recursive: true, force: true });
  }
}
await server.close();
for (const [name, values] of Object.entries(times)) {
  console.log(`${name}  median ${median(values).toFixed(0)} ms, from ${Math.min(...values).toFixed(0)} to ${Math.max(...values).toFixed(0)}`);
}

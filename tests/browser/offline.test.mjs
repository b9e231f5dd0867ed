// The page without a network, and how a changed site takes the place of the one that the browser keeps.
import assert from 'node:assert/strict';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { addServiceWorker } from '../../web/make/offline.mjs';
import { startServer } from '../../web/make/serve.mjs';
import { root, site } from '../../web/make/site.mjs';
import { browserNames, launch } from './browsers.mjs';

/** @typedef {import('./browsers.mjs').Browser} Browser */

/** Waits for a text and returns it. @param {Browser} browser */
async function finished(browser) {
  await browser.waitFor(() => document.querySelector('#text[aria-busy=false]') !== null);
  assert.equal(await browser.evaluate(() => document.querySelector('#failure:not([hidden])')?.textContent ?? ''), '');
  return browser.text('#text');
}

/** Waits until the browser keeps the pages and a model. @param {Browser} browser @param {string} model */
const kept = (browser, model) =>
  browser.waitFor(async (/** @type {string} */ model) => {
    const addresses = (await (await caches.open('lukewarm-models')).keys()).map(({ url }) => url);
    return Boolean(navigator.serviceWorker.controller) && addresses.some((url) => url.includes(`models/${model}/`));
  }, model);

/** What the page says of its own edition, and its script. @param {Browser} browser */
const editions = (browser) =>
  browser.evaluate(() => [document.documentElement.dataset.edition, /** @type {any} */ (globalThis).edition]);

/**
 * Serves a copy of the site while `use` runs. change(edition) makes it another edition, and returns what takes its
 * script back.
 * @param {(site: { url: string, close(): Promise<unknown>, change(edition: string): Promise<() => Promise<void>> }) => Promise<void>} use
 */
async function withCopy(use) {
  const copy = await mkdtemp(join(tmpdir(), 'lukewarm-site-'));
  await cp(site, copy, { recursive: true });
  const [page, script] = [join(copy, 'index.html'), join(copy, 'page.js')];
  const { url, close } = await startServer({ folders: [copy], port: 0 });
  let isOpen = true;
  try {
    await use({
      url,
      close: () => close().finally(() => (isOpen = false)),
      async change(edition) {
        const before = await readFile(script, 'utf8');
        const html = (await readFile(page, 'utf8')).replace(/<html.*>/, `<html lang="en" data-edition="${edition}">`);
        await writeFile(page, html);
        await writeFile(script, `${before}\nglobalThis.edition = '${edition}';\n`);
        await addServiceWorker(copy, root);
        return () => writeFile(script, before);
      },
    });
  } finally {
    if (isOpen) await close();
    await rm(copy, { recursive: true });
  }
}

for (const name of browserNames) {
  describe(`offline in ${name}`, { timeout: 120_000 }, () => {
    /** @type {Browser} */
    let browser;
    before(async () => {
      browser = await launch(name);
    });
    after(() => browser.close());

    it('writes the same text without a network, and with every model that was used', () =>
      withCopy(async ({ url, close }) => {
        await browser.open(url);
        const text = await finished(browser);
        await kept(browser, 'shakespeare');
        await browser.select('#model', 'fairytales');
        await kept(browser, 'fairytales');
        await close();
        await browser.open(`${url}?again`);
        assert.equal(await finished(browser), text);
        await browser.open(`${url}?tales#model=fairytales&prompt=Once&length=20`);
        assert.match((await finished(browser)) ?? '', /^Once/);
        await browser.open(`${url}learn.html`);
        await browser.waitFor(() => (document.querySelector('lukewarm-distribution')?.shadowRoot?.childElementCount ?? 0) > 0);
      }));

    it('stores files of the site and nothing else', () =>
      withCopy(async ({ url }) => {
        await browser.open(`${url}#prompt=my+secret&length=20`);
        await finished(browser);
        await kept(browser, 'shakespeare');
        const stored = await browser.evaluate(async () => {
          const names = await caches.keys();
          const requests = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
          const databases = (await indexedDB.databases?.()) ?? [];
          return { addresses: requests.flat().map(({ url }) => url), databases, cookie: document.cookie, local: localStorage.length };
        });
        assert.deepEqual(stored.addresses.filter((address) => /secret|#/.test(address) || !address.startsWith(url)), []);
        assert.deepEqual({ ...stored, addresses: 0 }, { addresses: 0, databases: [], cookie: '', local: 0 });
      }));

    it('goes over to a changed site whole, when the reader says so', () =>
      withCopy(async ({ url, change }) => {
        await change('one');
        await browser.open(url);
        await finished(browser);
        await kept(browser, 'shakespeare');
        // A host in the midst of being written: the new list is there, one of its scripts is not.
        const undo = await change('two');
        await undo();
        await browser.open(`${url}?half`);
        await finished(browser);
        assert.deepEqual(await editions(browser), ['one', 'one']);
        assert.equal(await browser.text('.update'), null);
        await change('three');
        await browser.open(`${url}?changed`);
        await finished(browser);
        assert.deepEqual(await editions(browser), ['one', 'one']);
        await browser.click('.update button');
        await browser.waitFor(() => document.documentElement.dataset.edition === 'three');
        await finished(browser);
        assert.deepEqual(await editions(browser), ['three', 'three']);
        assert.equal((await browser.evaluate(() => caches.keys())).length, 2);
      }));

    it('replaces a kept model that is damaged', () =>
      withCopy(async ({ url }) => {
        await browser.open(url);
        const text = await finished(browser);
        await kept(browser, 'shakespeare');
        await browser.evaluate(async () => {
          const cache = await caches.open('lukewarm-models');
          const [request] = await cache.keys();
          const bytes = await (await /** @type {Promise<Response>} */ (cache.match(request))).arrayBuffer();
          new Uint8Array(bytes).fill(1, bytes.byteLength >> 1);
          await cache.put(request, new Response(bytes));
        });
        await browser.open(`${url}?damaged`);
        await browser.waitFor(() => /damaged/.test(document.querySelector('#failure:not([hidden])')?.textContent ?? ''));
        await browser.click('#failure button');
        assert.equal(await finished(browser), text);
        await browser.open(`${url}?sound`);
        assert.equal(await finished(browser), text);
      }));
  });
}

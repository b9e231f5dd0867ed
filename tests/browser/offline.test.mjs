// The pages without a network, and how a changed site takes the place of the one that the browser keeps.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { runInNewContext } from 'node:vm';
import { readAccount, site } from '../../web/make/site.mjs';
import { browserNames, launch } from './browsers.mjs';
import { editions, withCopies } from './copies.mjs';
import { failure, finished as written } from './on-page.mjs';

/** @typedef {import('./browsers.mjs').Browser} Browser */

const { names } = await readAccount();

/** Waits for a text and returns it. @param {Browser} browser */
const finished = async (browser) => (await written(browser)).all;

/** Waits until the page says that it is kept, with a model. @param {Browser} browser @param {string} [model] */
const kept = (browser, model = 'shakespeare') =>
  browser.waitFor(async (/** @type {string} */ model) => {
    const keys = await Promise.all((await caches.keys()).map(async (name) => (await caches.open(name)).keys()));
    return Boolean(navigator.serviceWorker.controller) && document.querySelector('#offline:not([hidden])') &&
      keys.flat().some(({ url }) => url.startsWith(new URL(`models/${model}/`, document.baseURI).href));
  }, model);

/** Answers for the pages with a script of the host's in them. @type {import('./site.mjs').Intercept} */
function injecting(request, response) {
  const name = (request.url ?? '').split('?')[0];
  if (name === '/injected.js') response.setHeader('Content-Type', 'text/javascript').end(`globalThis.injected = ${Math.random()};`);
  else if (name.endsWith('.html')) {
    response.setHeader('Content-Type', 'text/html; charset=utf-8');
    response.end(readFileSync(join(site, name), 'utf8').replace('</head>', `<script src="/injected.js"></script><!-- ${Math.random()} -->$&`));
  } else return false;
  return true;
}

describe('the service worker', () => {
  it('answers from the network where the browser refuses it a store', async () => {
    const self = /** @type {any} */ ({
      location: new URL('https://example.org/sw.js'), URL, Object, WebAssembly, Uint8Array, encodeURIComponent, decodeURIComponent,
      caches: { open: () => Promise.reject(new Error('there is no room')) },
      fetch: async () => ({ ok: false, clone() { return this; } }),
    });
    runInNewContext(readFileSync(join(site, 'sw.js'), 'utf8'), Object.assign(self, { self, globalThis: self }));
    const answer = await new Promise((resolve) => self.onfetch({
      request: { method: 'GET', url: 'https://example.org/index.html' }, respondWith: resolve, waitUntil() {},
    }));
    assert.equal(answer.ok, false);
  });
});

for (const name of browserNames) {
  describe(`offline in ${name}`, { timeout: 240_000 }, () => {
    /** @type {Browser} */
    let browser;
    before(async () => {
      browser = await launch(name);
    });
    after(() => browser.close());

    it('writes the same text without a network, and with every model that was used', () =>
      withCopies(async ({ url, close }) => {
        await browser.open(url);
        const text = await finished(browser);
        await kept(browser);
        await browser.select('#model', 'fairytales');
        await kept(browser, 'fairytales');
        await close();
        await browser.open(`${url}?again`);
        assert.equal(await finished(browser), text);
        // Past what is kept, which may be damaged; there is nothing else.
        assert.equal(await browser.evaluate(async () => (await fetch('models/index.json?attempt=1')).status), 200);
        await browser.open(`${url}?tales#model=fairytales&prompt=Once&length=20`);
        assert.match(await finished(browser), /^Once/);
      }));

    it('opens every page without a network, with its workers', () =>
      withCopies(async ({ url, close }) => {
        await browser.open(url);
        await kept(browser);
        await close();
        for (const page of ['learn', 'elements']) {
          await browser.open(`${url}${page}.html`);
          await browser.waitFor(() => (document.querySelector('lukewarm-distribution')?.shadowRoot?.childElementCount ?? 0) > 0);
        }
        await browser.open(`${url}embed.html?model=shakespeare&prompt=ROMEO:&seed=7&max-tokens=30`);
        await browser.waitFor(() => (document.querySelector('lukewarm-text')?.shadowRoot?.querySelector('[part=text][aria-busy=false]')?.textContent?.length ?? 0) > 20);
        await browser.open(`${url}train.html`);
        await browser.click('#example');
        await browser.waitFor(() => /It takes/.test(document.querySelector('#estimate')?.textContent ?? ''));
      }));

    it('keeps files of the site and nothing else, and of the two builds of the engine the one that runs', () =>
      withCopies(async ({ url }) => {
        await browser.open(`${url}#prompt=my+secret&length=20`);
        await finished(browser);
        await kept(browser);
        const stored = await browser.evaluate(async () => {
          const names = await caches.keys();
          const requests = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
          const databases = (await indexedDB.databases?.()) ?? [];
          return { names, addresses: requests.flat().map(({ url }) => url), databases, cookie: document.cookie, local: localStorage.length };
        });
        assert.deepEqual(stored.addresses.filter((address) => /secret|#/.test(address) || !address.startsWith(url)), []);
        const wasm = stored.addresses.map((address) => /lukewarm-(simd128|relaxed)-/.exec(address)?.[1]).filter(Boolean);
        assert.equal(wasm.length, 2);
        assert.equal(new Set(wasm).size, 1);
        assert.deepEqual({ ...stored, addresses: 0 }, { names: ['lukewarm /'], addresses: 0, databases: [], cookie: '', local: 0 });
      }));

    it('stays with the version that it has while a new one is being written', () =>
      withCopies(async ({ url, copy }) => {
        await copy.deploy('1');
        await browser.open(url);
        await finished(browser);
        await kept(browser);
        // A host in the midst of being written: the new list is there, its scripts are not.
        await copy.deploy('2');
        await copy.remove(/^page-/);
        await browser.open(`${url}?half`);
        await finished(browser);
        assert.deepEqual(await browser.evaluate(editions), ['1', '1']);
        assert.equal(await browser.text('.update'), null);
      }));

    it('offers a changed site, and fetches only what is new of it', () =>
      withCopies(async ({ url, copy, asked }) => {
        await copy.deploy('1');
        await browser.open(url);
        await finished(browser);
        await kept(browser);
        asked.length = 0;
        await copy.deploy('2', (name) => name.startsWith('page-'));
        await browser.open(`${url}?changed`);
        await finished(browser);
        assert.deepEqual(await browser.evaluate(editions), ['1', '1']);
        await browser.click('.update button');
        await browser.waitFor(() => document.documentElement.dataset.edition === '2');
        await finished(browser);
        await kept(browser);
        const loaded = await browser.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => name).filter((name) => /\/page-/.test(name)));
        assert.ok(loaded.length > 0 && loaded.every((name) => name.includes('-2')), loaded.join());
        assert.deepEqual(asked.filter((path) => /wasm|safetensors|worker|elements-/.test(path)), []);
        assert.ok(asked.some((path) => path.startsWith('page-2')));
        assert.equal((await browser.evaluate(async () => (await (await caches.open('lukewarm /')).keys()).filter(({ url }) => /\/page-1/.test(url)))).length, 0);
      }));

    it('keeps two copies on one origin apart', () =>
      withCopies(async ({ url, close }) => {
        for (const folder of ['a/', 'b/']) {
          await browser.open(url + folder);
          await finished(browser);
          await kept(browser);
        }
        await close();
        for (const folder of ['a/', 'b/']) {
          await browser.open(`${url}${folder}?again`);
          await finished(browser);
        }
        assert.deepEqual((await browser.evaluate(() => caches.keys())).sort(), ['lukewarm /a/', 'lukewarm /b/']);
      }, { at: ['a', 'b'] }));

    it('keeps pages that a host puts something into', () =>
      withCopies(async ({ url, close }) => {
        await browser.open(`${url}index.html`);
        await finished(browser);
        await kept(browser);
        await close();
        await browser.open(`${url}index.html?again`);
        await finished(browser);
      }, { intercept: injecting }));

    it('replaces a kept model that is damaged', () =>
      withCopies(async ({ url }) => {
        await browser.open(url);
        const text = await finished(browser);
        await kept(browser);
        await browser.evaluate(async () => {
          const cache = await caches.open('lukewarm /');
          const request = /** @type {Request} */ ((await cache.keys()).find(({ url }) => url.includes('.safetensors')));
          const bytes = await (await /** @type {Promise<Response>} */ (cache.match(request))).arrayBuffer();
          new Uint8Array(bytes).fill(1, bytes.byteLength >> 1);
          await cache.put(request, new Response(bytes));
        });
        await browser.open(`${url}?damaged`);
        assert.match(await failure(browser), /damaged/);
        await browser.click('#failure button');
        assert.equal(await finished(browser), text);
        await browser.open(`${url}?sound`);
        assert.equal(await finished(browser), text);
      }));

    it('is not promised where there is no service worker, and everything works', () =>
      withCopies(async ({ url, asked }) => {
        await browser.open(url);
        await finished(browser);
        await browser.waitFor(async () => (await navigator.serviceWorker.getRegistration()) === undefined);
        while (!asked.includes('sw.js')) await new Promise((resolve) => setTimeout(resolve, 20));
        assert.equal(await browser.evaluate(() => document.querySelector('#offline:not([hidden])') === null), true);
      }, {
        intercept(request, response) {
          if (!request.url?.startsWith('/sw.js')) return false;
          response.writeHead(404).end();
          return true;
        },
      }));

    it('works where a page must name the scripts that it trusts', () =>
      withCopies(async ({ url, asked }) => {
        await browser.open(url);
        await finished(browser);
        await kept(browser);
        assert.ok(asked.includes(names['worker.js']));
        // On the page's own thread it would be the engine that is asked for; the service worker asks for it too, later.
        assert.equal(await browser.evaluate(() => performance.getEntriesByType('resource').some(({ name }) => /\/serve-/.test(name))), false);
      }, {
        intercept(_, response) {
          response.setHeader('Content-Security-Policy', `${response.getHeader('Content-Security-Policy')}; require-trusted-types-for 'script'`);
          return false;
        },
      }));
  });
}

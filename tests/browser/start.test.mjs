// How a page starts when a part of it is missing, is of another version, or cannot run where it lies.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';
import { readAccount, site } from '../../web/make/site.mjs';
import { browserNames, launch } from './browsers.mjs';
import { editions, withCopies } from './copies.mjs';
import { failure, finished } from './on-page.mjs';
import { withSite } from './site.mjs';

/** @typedef {import('./browsers.mjs').Browser} Browser */
/** @typedef {import('./site.mjs').Intercept} Intercept */

const { names, loads } = await readAccount();
/** The English ones: the others load the same, and their language, without which they are in English. */
const pages = Object.keys(loads).filter((name) => /^\w+\.html$/.test(name));

/** Waits until the page says something of itself, with something to press, and returns it. @param {Browser} browser */
const said = (browser) => browser.waitFor(() =>
  [...document.querySelectorAll('.update, #old-browser')].find((note) => note.querySelector('button, a'))?.textContent);

/** Serves no service worker, which would keep a page from all that is tried here. @type {Intercept} */
function unkept(request, response) {
  if (!request.url?.startsWith('/sw.js')) return false;
  response.writeHead(404).end();
  return true;
}

for (const name of browserNames) {
  describe(`start in ${name}`, { timeout: 240_000 }, () => {
    /** @type {Browser} */
    let browser;
    before(async () => {
      browser = await launch(name);
    });
    after(() => browser.close());

    for (const page of pages) {
      it(`says that a script of ${page} did not load, and loads the page again`, async () => {
        const scripts = loads[page].now.filter((path) => path.endsWith('.js') && path !== 'first.js' && path !== names['offline.js']);
        assert.ok(scripts.length > 0);
        for (const [script, status] of [[scripts[0], 500], [scripts.at(-1), 404]]) {
          let isBroken = true;
          await withSite(async (url) => {
            await browser.open(url + page);
            assert.match(await said(browser), /^A part of this page did not load\. *Load the page again$/);
            isBroken = false;
            await browser.click('.update button, #old-browser button');
            await browser.waitFor(() => document.readyState === 'complete' && !document.querySelector('.update, #old-browser'));
          }, {
            intercept(request, response) {
              if (!isBroken || request.url !== `/${script}`) return unkept(request, response);
              response.writeHead(Number(status), { 'Cache-Control': 'no-store' }).end();
              return true;
            },
          });
        }
      });
    }

    it('says of an old page that there is a newer one, and loads that whole', () =>
      withCopies(async ({ url, copy, asked }) => {
        await copy.deploy('1');
        await browser.open(`${url}index.html`);
        await finished(browser);
        await copy.deploy('2');
        asked.length = 0;
        // A link, since opening an address may ask the server anew.
        await browser.evaluate(() => void (location.href = 'learn.html'));
        await browser.waitFor(() => location.pathname === '/learn.html');
        await browser.evaluate(() => void (location.href = 'index.html'));
        if (name === 'webkit') {
          // It has all of the old page in its memory, or nothing of it.
          await finished(browser);
          const [edition, ...others] = await browser.evaluate(editions);
          assert.deepEqual(others, [edition]);
          return;
        }
        assert.match(await said(browser), /^There is a newer version of this page\. *Load it$/);
        await browser.click('.update button, #old-browser button');
        await browser.waitFor(() => document.documentElement.dataset.edition === '2');
        await finished(browser);
        assert.deepEqual(await browser.evaluate(editions), ['2', '2']);
      }, {
        intercept(request, response) {
          // A host that lets browsers keep pages for a while, and a browser that has lost the scripts.
          response.setHeader('Cache-Control', request.url === '/index.html' ? 'max-age=600' : 'no-store');
          return unkept(request, response);
        },
      }));

    it('says in an open page that there is a newer one when a part of the old one is gone', () =>
      withCopies(async ({ url, copy }) => {
        await copy.deploy('1');
        await browser.open(url);
        await finished(browser);
        await copy.deploy('2');
        await browser.click('#panels summary');
        assert.match(await said(browser), /^There is a newer version of this page\. *Load it$/);
        assert.deepEqual(await browser.evaluate(editions), ['1', '1']);
        await browser.click('.update button');
        await browser.waitFor(() => document.documentElement.dataset.edition === '2');
        await finished(browser);
        assert.deepEqual(await browser.evaluate(editions), ['2', '2']);
      }, { intercept: unkept }));

    it('says so on a page of elements whose engine is gone', () =>
      withSite(async (url) => {
        await browser.open(`${url}learn.html`);
        await browser.waitFor(() => customElements.get('lukewarm-beam') !== undefined);
        await browser.evaluate(() => document.querySelector('lukewarm-beam')?.scrollIntoView());
        assert.match(await said(browser), /^There is a newer version of this page\. *Load it$/);
      }, {
        intercept(request, response) {
          const isAsking = request.url === '/learn.html' && request.headers['sec-fetch-dest'] === 'empty';
          if (isAsking) response.end('<meta name="version" content="another">');
          else if (/^\/(worker|engine)-/.test(request.url ?? '')) response.writeHead(404).end();
          else return unkept(request, response);
          return true;
        },
      }));

    for (const [what, body] of [['null', 'null'], ['an empty list', '[]'], ['a list of something else', '[1]'], ['a page', '<!doctype html>'], ['half', '[{"id": "sha']]) {
      it(`says that the list of models is ${what}, and tries again`, async () => {
        let isBroken = true;
        await withSite(async (url) => {
          await browser.open(url);
          assert.match(await failure(browser), /^The list of models cannot be read\./);
          isBroken = false;
          await browser.click('#failure button');
          await browser.waitFor(() => at('#failure:not([hidden])') === null);
          assert.ok((await finished(browser)).all.length > 100);
        }, {
          intercept(request, response) {
            if (!isBroken || !request.url?.startsWith('/models/index.json')) return unkept(request, response);
            response.end(body);
            return true;
          },
        });
      });
    }

    it('names the page that opens from a file where another one is opened so', async () => {
      // A frame's own policy lets no file in.
      for (const page of pages.filter((page) => page !== 'embed.html')) {
        await browser.open(pathToFileURL(join(site, page)).href);
        assert.match(await said(browser), /lukewarm-standalone\.html$/, page);
        assert.equal(await browser.evaluate(() => document.querySelector('a[href="lukewarm-standalone.html"]') !== null), true);
      }
    });
  });
}

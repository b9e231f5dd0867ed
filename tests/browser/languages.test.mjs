// The pages in the reader's language: which one opens, how to get to another, what each says, in each browser.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readMessages } from '../../web/make/pages.mjs';
import { languages, root } from '../../web/make/site.mjs';
import { browserNames, launch } from './browsers.mjs';
import { withCopies } from './copies.mjs';
import { assertAccessible, finished } from './on-page.mjs';
import { withSite } from './site.mjs';

/** @typedef {import('./browsers.mjs').Browser} Browser */

/** @param {string} language */
const wordsOf = (language) => readMessages(`${root}/web/i18n`, language);

/** @param {Browser} browser @param {string} path */
const arrived = (browser, path) => browser.waitFor((path) => location.pathname === path && document.readyState === 'complete' && location.href, path);

/** Runs `use` with a browser whose reader prefers a language. @param {import('./browsers.mjs').BrowserName} name @param {string} language @param {(browser: Browser) => Promise<void>} use */
async function withReader(name, language, use) {
  const browser = await launch(name, { language });
  try {
    await use(browser);
  } finally {
    await browser.close();
  }
}

for (const name of browserNames) {
  describe(`languages in ${name}`, { timeout: 240_000 }, () => {
    for (const language of languages) {
      if (name !== 'webkit') it(`go from an English address to ${language}, with its query and fragment, and stay with the one that is chosen`, () =>
        withReader(name, language, (browser) => withSite(async (url) => {
          const t = await wordsOf(language);
          await browser.open(`${url}?from=elsewhere#prompt=JULIET:&length=20&seed=3`);
          assert.equal(await arrived(browser, `/index.${language}.html`), `${url}index.${language}.html?from=elsewhere#prompt=JULIET:&length=20&seed=3`);
          assert.equal((await finished(browser)).prompt, 'JULIET:');
          assert.equal(await browser.evaluate(() => document.documentElement.lang), language);
          assert.equal(await browser.text('h2'), t.indexPage.importing);
          await browser.waitFor((text) => at('#generate')?.textContent === text, t.controls.generate);
          // What its file says of the model is English, and is marked so.
          const marked = await browser.waitFor(() => document.querySelector('#about [lang]') && [...document.querySelectorAll('#about [lang=en]')].map(({ textContent }) => textContent));
          assert.equal(marked.length, 4);
          assert.match(marked[1], /Tiny Shakespeare/);
          const written = await browser.evaluate(() => location.hash);

          await browser.click('.languages [lang=en]');
          await arrived(browser, '/index.html');
          assert.equal(await browser.evaluate(() => document.documentElement.lang), 'en');
          await finished(browser);
          assert.equal(await browser.evaluate(() => location.hash), written);
          // Firefox loses the referrer at times where the service worker answers.
          await browser.evaluate(() => document.head.append(Object.assign(document.createElement('meta'), { name: 'referrer', content: 'no-referrer' })));
          await browser.click('header [href="train.html"]');
          await arrived(browser, '/train.html');
          await browser.click(`.languages [lang=${language}]`);
          await arrived(browser, `/train.${language}.html`);
          await browser.waitFor((text) => document.querySelector('#sizes legend')?.textContent === text, t.trainPage.sizes);
          await browser.click('#example');
          await browser.waitFor((pattern) => new RegExp(pattern).test(at('#source-note')?.textContent ?? ''), t.training.counted('\\S+', '\\S+'));
          assert.deepEqual(await browser.errorsOf(url), []);
        })));

      it(`frames speak ${language}, when asked or when the browser does`, () => withSite(async (url) => {
        const t = await wordsOf(language);
        await withReader(name, 'en', async (browser) => {
          await browser.open(`${url}embed.html?lang=${language}&model=shakespeare&max-tokens=20&controls`);
          await browser.waitFor((text) => at('#generate')?.textContent === text, t.controls.generate);
          assert.equal(await browser.evaluate(() => document.title), t.embed.title);
          await browser.open(`${url}embed.html?model=shakespeare&max-tokens=20&controls`);
          await browser.waitFor((text) => at('#generate')?.textContent === text, (await wordsOf('en')).controls.generate);
        });
      }));
    }

    it('stay with English for a reader whose language there is not, or who comes to another language by a link', () =>
      withReader(name, 'fi', (browser) => withSite(async (url) => {
        await browser.open(url);
        await finished(browser);
        assert.equal(await browser.evaluate(() => location.pathname), '/');
        await browser.open(`${url}index.${languages[0]}.html`);
        await finished(browser);
        assert.equal(await browser.evaluate(() => document.documentElement.lang), languages[0]);
      })));
  });
}

describe('languages without a network', { timeout: 120_000 }, () => {
  it('are those that the reader has opened', () => withReader('chromium', 'en', (browser) => withCopies(async ({ url, close }) => {
    const [own, ...others] = languages;
    await browser.open(`${url}index.${own}.html`);
    await finished(browser);
    const kept = await browser.waitFor(async () => {
      const addresses = (await (await caches.open('lukewarm /')).keys()).map(({ url }) => new URL(url).pathname.slice(1));
      return document.querySelector('#offline:not([hidden])') && addresses;
    });
    const isThere = (/** @type {string} */ name) => kept.includes(name);
    assert.ok(['index.html', `index.${own}.html`, `train.${own}.html`].every(isThere), kept.join());
    assert.ok(kept.some((name) => name.startsWith(`${own}-`)));
    for (const other of others) assert.deepEqual(kept.filter((name) => name.includes(`.${other}.`) || name.startsWith(`${other}-`)), []);
    await close();
    await browser.open(`${url}index.${own}.html?again`);
    await finished(browser);
    assert.equal(await browser.evaluate(() => at('#generate')?.textContent), (await wordsOf(own)).controls.generate);
  })));
});

describe('pages in each language', { timeout: 240_000 }, () => {
  for (const language of languages) {
    it(`have nothing that axe-core objects to, and fit 320 pixels: ${language}`, () => withSite(async (url) => {
      const browser = await launch('chromium', { width: 320, height: 700 });
      try {
        for (const page of ['index', 'learn', 'train', 'elements']) {
          await browser.open(`${url}${page}.${language}.html`);
          // One that is out of sight is not loaded.
          await browser.waitFor(() => document.readyState === 'complete' && (document.querySelector('lukewarm-text')?.scrollIntoView() ?? true) &&
            (document.querySelector('lukewarm-text')?.shadowRoot?.querySelector('#generate') ?? document.querySelector('#train, .lesson')));
          await assertAccessible(browser, `${page}.${language}.html`);
          const [inner, whole] = await browser.evaluate(() => [document.documentElement.clientWidth, document.documentElement.scrollWidth]);
          assert.ok(whole <= inner, `${page}.${language}.html is ${whole} pixels wide`);
        }
      } finally {
        await browser.close();
      }
    }));
  }
});

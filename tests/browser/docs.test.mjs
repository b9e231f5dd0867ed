// The documents as pages: for everyone, on a phone, and without a script.
import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { site } from '../../web/make/site.mjs';
import { launch } from './browsers.mjs';
import { assertAccessible } from './on-page.mjs';
import { withSite } from './site.mjs';

const light = (await readdir(join(site, 'docs'), { recursive: true })).filter((name) => name.endsWith('.html')).map((name) => `docs/${name}`).sort();
// Dark pages differ in their colours alone.
const pages = { light, dark: ['docs/index.html', 'docs/contributing.html', 'docs/models/names.html', 'docs/api/lukewarm.html'] };

describe('documents', { timeout: 240_000 }, () => {
  for (const colorScheme of /** @type {const} */ (['light', 'dark'])) {
    it(`have nothing that axe-core objects to, and fit 320 pixels, ${colorScheme}`, () => withSite(async (url) => {
      const browser = await launch('chromium', { colorScheme, width: 320, height: 700 });
      try {
        for (const page of pages[colorScheme]) {
          await browser.open(url + page);
          await assertAccessible(browser, page);
          const [inner, whole] = await browser.evaluate(() => [document.documentElement.clientWidth, document.documentElement.scrollWidth]);
          assert.ok(whole <= inner, `${page} is ${whole} pixels wide`);
          assert.equal(await browser.evaluate(() => document.scripts.length), 0, page);
        }
        assert.deepEqual(await browser.errorsOf(url), []);
      } finally {
        await browser.close();
      }
    }));
  }

  it('show all of every listing and table; what is wider than the text shows at its side that there is more', () => withSite(async (url) => {
    const browser = await launch('chromium', { width: 375, height: 667 });
    /** Returns of each that is wider than the page whether it shows that, and how narrow its cells with more than a few words are. */
    const look = () => browser.evaluate(() => [...document.querySelectorAll('main :is(pre, .wide)')].filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth).map((box) => ({
      columns: box.querySelector('tr')?.children.length ?? 0, shown: box.textContent?.trim().slice(0, 30),
      marked: getComputedStyle(box).backgroundAttachment.includes('local') && box.matches('[tabindex="0"]'),
      narrowest: Math.min(Infinity, ...[...box.querySelectorAll('td')].filter(({ textContent }) => Number(textContent?.length) > 30).map(({ clientWidth }) => clientWidth)),
    })));
    try {
      for (const page of pages.light) {
        await browser.open(url + page);
        for (const [width, most] of [[375, 4], [1280, 10]]) {
          await browser.setViewport(width, 667);
          for (const { columns, shown, marked, narrowest } of await look()) {
            assert.ok(marked && (columns === 0 ? page === 'docs/how-it-works.html' : columns >= most) && narrowest > 80,
              `${page}, ${width}: ${columns} columns, the narrowest of ${narrowest}, “${shown}”`);
          }
        }
      }
    } finally {
      await browser.close();
    }
  }));

  it('have the list of all documents beside the text where there is space, after it on a phone; the keyboard gets to both', () => withSite(async (url) => {
    const browser = await launch('chromium', { width: 1280, height: 800 });
    try {
      await browser.open(`${url}docs/guides/keras.html`);
      const placeOf = () => browser.evaluate(() => {
        const [main, menu] = ['main', '#menu'].map((selector) => /** @type {Element} */ (document.querySelector(selector)).getBoundingClientRect());
        return { beside: menu.right <= main.left && menu.top < main.bottom, after: menu.top >= main.bottom };
      });
      assert.deepEqual(await placeOf(), { beside: true, after: false });
      await browser.setViewport(375, 667);
      assert.deepEqual(await placeOf(), { beside: false, after: true });
      await browser.evaluate(() => /** @type {HTMLElement} */ (document.querySelector('.to-menu')).focus());
      await browser.press('Enter');
      await browser.waitFor(() => /** @type {Element} */ (document.querySelector('#menu')).getBoundingClientRect().top < innerHeight);
      await browser.evaluate(() => /** @type {HTMLElement} */ (document.querySelector('#menu [href="../models/names.html"]')).focus());
      await browser.press('Enter');
      await browser.waitFor(() => location.pathname.endsWith('/docs/models/names.html') && document.querySelector('h1')?.textContent === 'First names');
    } finally {
      await browser.close();
    }
  }));
});

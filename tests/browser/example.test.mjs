// The example that stands on the page until the model has arrived, in each browser.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { languages } from '../../web/make/site.mjs';
import { browserNames, launch } from './browsers.mjs';
import { withLateModels } from './site.mjs';

/** @typedef {import('./browsers.mjs').Browser} Browser */

/** @param {Browser} browser */
const text = (browser) => browser.evaluate(() =>
  (at('#text:not([hidden])') ? [...at('#text').querySelectorAll('p')].map((block) => block.textContent).join('\n') : document.querySelector('.example')?.textContent));

for (const name of browserNames) {
  describe(`example in ${name}`, { timeout: 120_000 }, () => {
    /** @type {Browser} */
    let browser;
    before(async () => {
      browser = await launch(name);
    });
    after(() => browser.close());

    it('stands before the model has arrived, is marked, and is what the model then writes', () =>
      withLateModels(async (url, release) => {
        await browser.open(url);
        await browser.waitFor(() => at('#text[aria-busy=true]') !== null);
        const example = await text(browser);
        assert.ok(example.startsWith('ROMEO:\n') && example.length > 500, example);
        const mark = () => getComputedStyle(document.querySelector('.example') ?? document.body, '::after').content;
        assert.match(await browser.evaluate(mark), /An example, written beforehand/);
        // What a reader would see of a flash: another text, or a shorter one, at any change.
        await browser.evaluate(() => {
          const node = at('#text');
          const seen = new Set();
          Object.assign(globalThis, { seen });
          const look = () => {
            seen.add(node.hidden ? document.querySelector('.example').textContent : [...node.querySelectorAll('p')].map((block) => block.textContent).join('\n'));
            requestAnimationFrame(look);
          };
          look();
        });
        release();
        await browser.waitFor(() => at('#text[aria-busy=false]') !== null);
        await browser.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
        assert.equal(await text(browser), example);
        assert.equal(await browser.evaluate(() => document.querySelector('.example').getClientRects().length + (at('#text .rest') ? 1 : 0)), 0);
        assert.deepEqual(await browser.evaluate(() => [.../** @type {any} */ (globalThis).seen]), [example]);
        assert.match((await browser.text('#figures')) ?? '', new RegExp(`^${example.length - 'ROMEO:'.length} characters`));
      }));

    it('does not stand where the link asks for something else', () =>
      withLateModels(async (url, release) => {
        await browser.open(`${url}#seed=8&length=40`);
        await browser.waitFor(() => at('#text[aria-busy=true]') !== null);
        assert.equal(await browser.evaluate(() => getComputedStyle(document.querySelector('.example')).visibility), 'hidden');
        release();
        await browser.waitFor(() => at('#text[aria-busy=false]') !== null);
        assert.equal((await text(browser)).length, 'ROMEO:'.length + 40);
      }));

    it('does not stand where any of the main settings is asked for, after # or ?', () =>
      withLateModels(async (url, release) => {
        const settings = ['model=tang', 'prompt=KING', 'temperature=1', 'seed=8', 'length=40'];
        const links = settings.flatMap((setting) => [`#${setting}`, `&${setting}`]);
        for (const [i, link] of [...links, '', '&from=elsewhere', '#'].entries()) {
          await browser.open(`${url}?${i}${link}`); // a page of its own, even where the fragment alone differs
          await browser.waitFor(() => document.querySelector('.example') !== null);
          const shown = await browser.evaluate(() => getComputedStyle(document.querySelector('.example')).visibility);
          assert.equal(shown, links.includes(link) ? 'hidden' : 'visible', link);
        }
        release();
      }));

    if (name === 'chromium') { // which alone measures it
      for (const width of [320, 375, 768, 1000, 1280]) for (const page of ['index.html', ...languages.map((language) => `index.${language}.html`)]) it(`stays where it is while the controls and the text come, ${width} pixels wide, ${page}`, () =>
        withLateModels(async (url, release) => {
          await browser.setViewport(width, 667);
          await browser.open(url + page);
          await browser.waitFor(() => at('#text[aria-busy=true]') !== null);
          const before = await browser.evaluate(async () => {
            const example = document.querySelector('.example');
            example.scrollIntoView({ block: 'center' });
            await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
            Object.assign(globalThis, { shifts: [] });
            new PerformanceObserver((list) => /** @type {any} */ (globalThis).shifts.push(...list.getEntries().map((/** @type {any} */ { value }) => value)))
              .observe({ type: 'layout-shift' });
            return example.getBoundingClientRect().top;
          });
          release();
          await browser.waitFor(() => at('#text[aria-busy=false]') && at('#temperature') && at('#copy-text'));
          const { top, shifts } = await browser.evaluate(async () => {
            await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
            return { top: at('#text').getBoundingClientRect().top, shifts: /** @type {any} */ (globalThis).shifts };
          });
          assert.ok(Math.abs(top - before) < 2, `from ${before} to ${top}`);
          assert.ok(shifts.reduce((/** @type {number} */ sum, /** @type {number} */ shift) => sum + shift, 0) < 0.01, shifts.join());
          await browser.setViewport(1280, 800);
        }));
    }

    it('gives way to what the reader asks for meanwhile', () =>
      withLateModels(async (url, release) => {
        await browser.open(url);
        await browser.waitFor(() => document.querySelector('.example') !== null);
        await browser.evaluate(() => void (location.hash = '#length=30'));
        release();
        await browser.waitFor(() => at('#text[aria-busy=false]') !== null);
        assert.equal((await text(browser)).length, 'ROMEO:'.length + 30);
        assert.equal(await browser.evaluate(() => document.querySelector('.example').getClientRects().length), 0);
      }));
  });
}

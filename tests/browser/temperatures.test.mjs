// <lukewarm-temperatures>: one prompt and one seed in columns, beside a text.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { browserNames, launch } from './browsers.mjs';
import { assertAccessible, finished, onPage, settings } from './on-page.mjs';

/** @typedef {import('./browsers.mjs').Browser} Browser */

const panel = 'lukewarm-temperatures';
const summary = 'details:has(> lukewarm-temperatures) > summary';

/** Waits until the columns are written for a beginning, and returns them. @param {Browser} browser @param {string} prompt @param {number} [length] */
const columns = (browser, prompt, length = 0) =>
  browser.waitFor((panel, prompt, length) => {
    const all = [...at(`${panel} >>> .panel`).querySelectorAll('.columns > article')].map((column) => {
      const numbers = [...column.querySelectorAll('dd')].map((value) => parseFloat(value.textContent ?? ''));
      return {
        title: column.querySelector('h3')?.textContent,
        busy: column.getAttribute('aria-busy') !== 'false',
        prompt: column.querySelector('b')?.textContent,
        text: column.querySelector('.text')?.lastChild?.textContent ?? '',
        entropy: numbers[0],
        surprise: numbers[1],
        repetition: numbers[2],
        heat: getComputedStyle(/** @type {Element} */ (column.querySelector('h3'))).color,
      };
    });
    const done = all.length === 5 && all.every((column) => !column.busy && column.prompt === prompt);
    return done && (length === 0 || all.every(({ text }) => text.length === length)) ? all : null;
  }, panel, prompt, length);

for (const name of browserNames) {
  describe(`temperatures in ${name}`, { timeout: 300_000 }, () => {
    /** @type {Browser} */
    let browser;
    before(async () => {
      browser = await launch(name);
    });
    after(() => browser.close());

    it('are written for the beginning and the seed that are set, and measured', () =>
      onPage(browser, async (open) => {
        await open('#length=400&temperature=0.5&seed=3');
        const { all: above, prompt } = await finished(browser);
        await browser.click(summary);
        const all = await columns(browser, prompt);
        assert.deepEqual(all.map(({ title }) => parseFloat(title ?? '')), [0, 0.2, 0.5, 1, 1.5]);
        // The column of the page's own temperature has the page's own text.
        assert.equal(prompt + all[2].text.replaceAll('\r', ''), above);
        assert.equal(new Set(all.map(({ heat }) => heat)).size, 5, 'a colour each');
        // Computed anew from the definition, in the test's own words.
        for (const { text, repetition } of all) {
          const runs = Array.from({ length: text.length - 5 }, (_, i) => text.slice(i, i + 6));
          const before = runs.filter((run, i) => runs.indexOf(run) < i).length;
          assert.equal(repetition, Math.round((100 * before) / runs.length));
        }
        assert.ok(all[0].repetition > all[3].repetition, 'greedy repeats itself');
        assert.ok(all[4].surprise > all[3].surprise && all[3].surprise > all[1].surprise, 'heat surprises');
        assert.ok(all.every(({ entropy }) => entropy > 0 && entropy < Math.log2(65)));
      }));

    it('follow what is generated above, and rest while they are closed', () =>
      onPage(browser, async (open) => {
        await open('#length=60');
        await finished(browser);
        await browser.click(summary);
        await columns(browser, 'ROMEO:', 60);
        await browser.set('#prompt', 'KING');
        await browser.set('#length', '50');
        await browser.click('#generate');
        await columns(browser, 'KING', 50);
        await browser.click(summary);
        await browser.set('#prompt', 'JULIET:');
        await browser.click('#generate');
        await browser.waitFor(() => at('#text b')?.textContent === 'JULIET:');
        await finished(browser);
        assert.equal(await browser.text(`${panel} >>> .columns b`), 'KING');
        await browser.click(summary);
        await columns(browser, 'JULIET:', 50);
        await browser.select('#model', 'fairytales');
        await browser.waitFor((panel) => /runs of three words/.test(at(`${panel} >>> .note:not(.reading)`).textContent), panel);
        await columns(browser, 'JULIET:');
      }));

    it('hand a temperature over, by pointer and by keyboard, and scroll by keyboard', () =>
      onPage(browser, async (open) => {
        await browser.setViewport(390, 800);
        await open('#length=60');
        await finished(browser);
        await browser.evaluate((summary) => at(summary).focus(), summary);
        await browser.press('Enter');
        const before = await columns(browser, 'ROMEO:', 60);
        assert.ok(await browser.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
        await browser.press('Tab');
        assert.equal(await browser.evaluate(() => focused()?.className), 'columns');
        await browser.press('ArrowRight');
        await browser.waitFor(() => at('.columns').scrollLeft > 0);
        await browser.press('Tab');
        await browser.press('Enter');
        await browser.waitFor(() => /temperature=0&/.test(location.hash));
        await browser.waitFor(() => /In use/.test(at('.columns button').textContent));
        await browser.click(`${panel} >>> .columns > :nth-child(5) button`);
        await browser.waitFor(() => /temperature=1.5&/.test(location.hash));
        assert.equal((await settings(browser)).temperature, '1.5');
        assert.deepEqual(await columns(browser, 'ROMEO:', 60), before);
        await browser.setViewport(1280, 800);
      }));
  });
}

describe('temperatures, for everyone', { timeout: 100_000 }, () => {
  for (const colorScheme of /** @type {const} */ (['light', 'dark'])) {
    it(`have nothing that axe-core objects to, ${colorScheme}`, async () => {
      const browser = await launch('chromium', { colorScheme });
      try {
        await onPage(browser, async (open) => {
          await open('#length=60');
          await finished(browser);
          await browser.click(summary);
          await columns(browser, 'ROMEO:', 60);
          await assertAccessible(browser, 'temperatures');
        });
      } finally {
        await browser.close();
      }
    });
  }

  it('keep their bars visible in forced colours', async () => {
    const browser = await launch('chromium', { forcedColors: 'active' });
    try {
      await onPage(browser, async (open) => {
        await open('#length=60');
        await finished(browser);
        await browser.click(summary);
        await columns(browser, 'ROMEO:', 60);
        const bar = await browser.evaluate((panel) => getComputedStyle(at(`${panel} >>> dd i`)).backgroundColor, panel);
        assert.doesNotMatch(bar, /255, 255, 255/, 'as the paper is');
      });
    } finally {
      await browser.close();
    }
  });
});

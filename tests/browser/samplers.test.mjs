// <lukewarm-samplers>: samplers in the controls and in the link, and the pictures of what they cut off.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { browserNames, launch } from './browsers.mjs';
import { assertAccessible, finished, link, onPage } from './on-page.mjs';

/** @typedef {import('./browsers.mjs').Browser} Browser */

const panel = 'lukewarm-samplers';

/** Waits until the pictures show what is set, and returns the one of a sampler. @param {Browser} browser @param {string} id */
const picture = (browser, id) =>
  browser.waitFor((panel, id) => {
    const sampler = at(`${panel} >>> #${id}`)?.closest('.sampler');
    if (!sampler || at(`${panel} >>> .warm`).getAttribute('aria-busy') !== 'false') return null;
    const columns = [...sampler.querySelectorAll('.picture > span')];
    return {
      value: sampler.querySelector('output')?.textContent,
      effect: sampler.lastElementChild?.textContent ?? '',
      heights: columns.map((column) => parseFloat(/** @type {HTMLElement} */ (column.firstElementChild).style.height)),
      cut: columns.map((column) => column.className === 'cut'),
      place: at(`${panel} >>> .note`).textContent,
    };
  }, panel, id);

const focus = () => focused()?.id;

for (const name of browserNames) {
  describe(`samplers in ${name}`, { timeout: 300_000 }, () => {
    /** @type {Browser} */
    let browser;
    before(async () => {
      browser = await launch(name);
    });
    after(() => browser.close());

    it('are off, and not in the link, until they are set; a link with one shows it', () =>
      onPage(browser, async (open) => {
        await open('#length=80&temperature=0');
        const greedy = await finished(browser);
        assert.equal(await link(browser), '#model=shakespeare&prompt=ROMEO%3A&temperature=0&seed=1&length=80');
        assert.equal(await browser.evaluate(() => document.querySelector('#samplers[open]')), null);
        await open('#length=80&temperature=0.8&top-k=1');
        assert.deepEqual(await finished(browser), greedy, 'top-k 1 is greedy');
        assert.match(await link(browser), /&length=80&top-k=1$/);
        const { value, effect } = await picture(browser, 'top-k');
        assert.equal(value, '1');
        assert.equal(effect, 'Keeps 1 of 65 characters.');
        // Opened before there was a text, the pictures go to its end once it is there.
        await browser.waitFor((panel) => /after “(?!ROMEO:”)/.test(at(`${panel} >>> .note`)?.textContent ?? ''), panel);
      }));

    it('are set by keyboard, and switched off together', () =>
      onPage(browser, async (open) => {
        await open('#length=80&temperature=0.8');
        const { all } = await finished(browser);
        await browser.evaluate(() => /** @type {HTMLElement} */ (document.querySelector('#samplers summary')).focus());
        await browser.press('Enter');
        await picture(browser, 'top-k');
        await browser.press('Tab');
        assert.equal(await browser.evaluate(focus), 'top-k');
        await browser.press('Home');
        await browser.waitFor(() => /top-k=1$/.test(location.hash));
        assert.notEqual((await finished(browser)).all, all);
        await browser.press('ArrowRight');
        await browser.waitFor(() => /top-k=2$/.test(location.hash));
        await browser.press('End');
        await browser.waitFor(() => !/top-k/.test(location.hash));
        assert.equal((await finished(browser)).all, all, 'off again');
        await browser.press('Tab');
        assert.equal(await browser.evaluate(focus), 'top-p');
        await browser.set('#min-p', 0.2);
        await browser.set('#frequency-penalty', 0.5);
        await browser.waitFor(() => /&min-p=0.2&frequency-penalty=0.5$/.test(location.hash));
        await browser.click('#samplers summary');
        assert.equal(await browser.text('#samplers .on'), 'min-p 0.2, frequency 0.5');
        await browser.click('#samplers summary');
        await browser.click(`${panel} >>> [part=button]`);
        await browser.waitFor(() => !/min-p|penalty/.test(location.hash));
        assert.equal((await finished(browser)).all, all);
        assert.equal(await browser.text('#samplers .on'), '');
        // The focus is not lost, though there is nothing left to switch off.
        assert.equal(await browser.evaluate(() => focused()?.part.value), 'button');
        await browser.waitFor(() => focused()?.getAttribute('aria-disabled') === 'true');
      }));

    it('are pictured by what they leave of the distribution at one place of the text', () =>
      onPage(browser, async (open) => {
        await open('#length=200&temperature=1');
        await finished(browser);
        await browser.click('#samplers summary');
        const { place: first, cut, effect } = await picture(browser, 'min-p');
        assert.ok(!cut.includes(true));
        assert.equal(effect, '');
        await browser.set('#min-p', 0.1);
        const minP = await picture(browser, 'min-p');
        assert.deepEqual(minP.cut, minP.heights.map((height) => height < 10), 'a tenth of the highest');
        await browser.set('#top-k', 5);
        const topK = await picture(browser, 'top-k');
        assert.deepEqual(topK.cut, topK.heights.map((_, i) => i >= 5));
        assert.match(topK.effect, /^Keeps 5 of 65/);
        await finished(browser);
        assert.equal(topK.place, first, 'the place stays while samplers are tried');
        await browser.set('#repetition-penalty', 1.5);
        assert.match((await picture(browser, 'repetition-penalty')).effect, /^Makes [1-9]\d* of 65 characters less probable/);
        await browser.click('#generate');
        await browser.waitFor((panel, first) => at(`${panel} >>> .note`).textContent !== first, panel, first);
      }));

    it('come before or after temperature, which matters', () =>
      onPage(browser, async (open) => {
        await open('#length=120&temperature=2&top-p=0.7');
        const first = await finished(browser);
        await browser.waitFor(() => at('#order') !== null);
        await browser.select('#order', 'temperature-last');
        await browser.waitFor(() => /&top-p=0.7&order=temperature-last$/.test(location.hash));
        assert.notEqual((await finished(browser)).all, first.all);
        const hash = await link(browser);
        const last = await finished(browser);
        await open(hash);
        assert.deepEqual(await finished(browser), last, 'the link brings it back');
        await browser.waitFor(() => at('#order')?.value === 'temperature-last');
      }));
  });
}

describe('samplers, for everyone', { timeout: 100_000 }, () => {
  for (const colorScheme of /** @type {const} */ (['light', 'dark'])) {
    it(`have nothing that axe-core objects to, ${colorScheme}; fit 320 pixels`, async () => {
      const browser = await launch('chromium', { colorScheme, width: 320 });
      try {
        await onPage(browser, async (open) => {
          await open('#length=60&top-k=5&repetition-penalty=1.2');
          await finished(browser);
          await picture(browser, 'top-k');
          await assertAccessible(browser, 'samplers');
          assert.ok(await browser.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
        });
      } finally {
        await browser.close();
      }
    });
  }

  it('keep bars and sliders visible in forced colours', async () => {
    const browser = await launch('chromium', { forcedColors: 'active' });
    try {
      await onPage(browser, async (open) => {
        await open('#length=60&top-k=5&repetition-penalty=1.2');
        await finished(browser);
        await picture(browser, 'top-k');
        const { paper, colours, slider, temperature } = await browser.evaluate((panel) => {
          const style = (/** @type {string} */ selector) => getComputedStyle(at(`${panel} >>> ${selector}`));
          return {
            paper: getComputedStyle(document.body).backgroundColor.replace('0, 0, 0, 0', '255, 255, 255'),
            colours: ['.picture i', '.picture .cut i', '.bars i'].map((selector) => style(selector).backgroundColor),
            slider: ['--edge', '--accent', '--paper'].map((name) => style('#top-k').getPropertyValue(name)),
            temperature: getComputedStyle(at('#temperature')).getPropertyValue('--track'),
          };
        }, panel);
        assert.equal(new Set([paper.replace('rgba', 'rgb'), ...colours.slice(0, 2)]).size, 3, `${paper} ${colours}`);
        assert.equal(colours[2], colours[0]);
        assert.deepEqual([...slider, temperature], ['GrayText', 'Highlight', 'Canvas', 'GrayText']);
      });
    } finally {
      await browser.close();
    }
  });
});

// <lukewarm-export>: the way to the builder, and the picture of a distribution.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { browserNames, launch } from './browsers.mjs';
import { assertAccessible, finished, onPage, settings } from './on-page.mjs';

/** @typedef {import('./browsers.mjs').Browser} Browser */

const panel = 'lukewarm-export';
const summary = 'details:has(> lukewarm-export) > summary';

/** Opens the panel and waits for the picture. @param {Browser} browser */
async function enter(browser) {
  // A link's samplers open above it, and would move it away under the pointer.
  await browser.waitFor(() => (at('#samplers:not([open])') ?? at('lukewarm-samplers >>> .warm[aria-busy=false]')) !== null);
  await browser.click(summary);
  await drawn(browser);
}

/** @param {Browser} browser */
const drawn = (browser) => browser.waitFor((panel) => at(`${panel} >>> [aria-busy=false] svg`) !== null, panel);

/** Keeps what is downloaded from now on, in place of the browser. @param {Browser} browser */
const keepDownloads = (browser) =>
  browser.evaluate(() => {
    /** @type {any} */
    const page = globalThis;
    page.kept = [];
    const click = HTMLAnchorElement.prototype.click;
    HTMLAnchorElement.prototype.click = function () {
      if (this.download) page.kept.push({ name: this.download, blob: page.blobs.get(this.href) });
      else click.call(this);
    };
    page.blobs = new Map();
    const create = URL.createObjectURL;
    URL.createObjectURL = (/** @type {any} */ blob) => {
      const address = create.call(URL, blob);
      page.blobs.set(address, blob);
      return address;
    };
  });

for (const name of browserNames) {
  describe(`export in ${name}`, { timeout: 300_000 }, () => {
    /** @type {Browser} */
    let browser;
    before(async () => {
      browser = await launch(name);
    });
    after(() => browser.close());

    it('leads to the builder, with what is set, by keyboard too', () =>
      onPage(browser, async (open) => {
        await open('#length=40&top-p=0.9');
        await finished(browser);
        await browser.evaluate((summary) => at(summary).focus(), summary);
        await browser.press('Enter');
        await drawn(browser);
        await browser.set('#prompt', 'KING');
        await browser.click('#generate');
        await browser.waitFor(() => at('#text')?.getAttribute('aria-busy') === 'false' && location.hash.includes('KING'));
        const href = await browser.evaluate((panel) => {
          const link = at(`${panel} >>> a`);
          link.addEventListener('click', (/** @type {Event} */ event) => event.preventDefault()); // it opens in another tab
          link.click();
          return link.href;
        }, panel);
        const { pathname, hash } = new URL(href);
        assert.equal(pathname, '/builder.html');
        const { seed } = await settings(browser); // a new text's
        assert.deepEqual(Object.fromEntries(new URLSearchParams(hash.slice(1))),
          { model: 'shakespeare', prompt: 'KING', temperature: '0.5', seed, 'max-tokens': '40', 'top-p': '0.9' });
      }));

    it('draws what comes next, before and after temperature, and downloads it', () =>
      onPage(browser, async (open) => {
        await open(`#length=40&temperature=0.5&prompt=${encodeURIComponent('O <Lord> & ')}`);
        await finished(browser);
        await enter(browser);
        await browser.select(`${panel} >>> #place`, 'prompt');
        await browser.waitFor((panel) => at(`${panel} >>> [aria-busy=false] svg title`)?.textContent ===
          'What comes after “O <Lord> &␣” at temperature 0.50', panel);
        await keepDownloads(browser);
        await browser.click(`${panel} >>> .buttons button:nth-child(1)`);
        await browser.click(`${panel} >>> .buttons button:nth-child(2)`);
        const { svg, png, names, types } = await browser.waitFor(async () => {
          const { kept } = /** @type {any} */ (globalThis);
          if (kept.length < 2) return null;
          const bytes = new DataView(await kept[1].blob.arrayBuffer());
          return {
            svg: await kept[0].blob.text(),
            png: { magic: bytes.getUint32(0), width: bytes.getUint32(16), height: bytes.getUint32(20), bytes: bytes.byteLength },
            names: kept.map((/** @type {any} */ { name }) => name),
            types: kept.map((/** @type {any} */ { blob }) => blob.type),
          };
        });
        assert.deepEqual(names, ['lukewarm-distribution.svg', 'lukewarm-distribution.png']);
        assert.deepEqual(types, ['image/svg+xml', 'image/png']);
        assert.deepEqual([png.magic, png.width, png.height], [0x89504e47, 1920, 1080]);
        assert.ok(png.bytes > 5000);
        assert.doesNotMatch(svg, /href| style=|url\(/, 'nothing is loaded');
        const { boxes, numbers, broken } = await browser.evaluate((svg) => {
          const parsed = new DOMParser().parseFromString(svg, 'image/svg+xml');
          return {
            broken: parsed.querySelector('parsererror') !== null,
            boxes: [...parsed.querySelectorAll('rect')].slice(3).map((box) => Number(box.getAttribute('width'))),
            numbers: [...parsed.querySelectorAll('text[font-family*=mono]')].map((text) => Number(text.textContent)),
          };
        }, svg);
        assert.ok(!broken);
        assert.equal(boxes.length, 20);
        const learned = numbers.filter((_, i) => i % 2 === 0);
        const adjusted = numbers.filter((_, i) => i % 2 === 1);
        // At T = 0.5 the chances are the squares, normalised: every ratio of two of them is the square of theirs.
        for (let i = 1; i < 5; i++) {
          const ratio = adjusted[i] / adjusted[0];
          assert.ok(Math.abs(ratio / (learned[i] / learned[0]) ** 2 - 1) < 0.05, `${adjusted} ${learned}`);
          assert.ok(Math.abs(boxes[2 * i] / boxes[0] - ratio) < 0.01);
        }
      }));
  });
}

describe('export, for everyone', { timeout: 100_000 }, () => {
  for (const colorScheme of /** @type {const} */ (['light', 'dark'])) {
    it(`has nothing that axe-core objects to, ${colorScheme}; fits 320 pixels`, async () => {
      const browser = await launch('chromium', { colorScheme, width: 320 });
      try {
        await onPage(browser, async (open) => {
          await open('#length=60');
          await finished(browser);
          await enter(browser);
          await assertAccessible(browser, 'export');
          assert.ok(await browser.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
        });
      } finally {
        await browser.close();
      }
    });
  }
});

// <lukewarm-export>: the embed code, and the picture of a distribution.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { browserNames, launch } from './browsers.mjs';
import { assertAccessible, finished, onPage } from './on-page.mjs';

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

    it('gives code that a browser reads back as what was set, whatever the beginning', () =>
      onPage(browser, async (open) => {
        const prompt = 'A "quote" & <b>\n\'two\' &amp; 😀\tשלום';
        await open(`#length=40&temperature=1.2&seed=18446744073709551615&top-p=0.9&order=temperature-last&at=3.20_5.2&prompt=${encodeURIComponent(prompt)}`);
        const { all } = await finished(browser);
        await enter(browser);
        const { code, element, frame, base } = await browser.evaluate((panel) => {
          const value = (/** @type {string} */ id) => at(`${panel} >>> #${id}`).value;
          const parse = (/** @type {string} */ code) => new DOMParser().parseFromString(code, 'text/html');
          const parsed = parse(value('element'));
          const text = parsed.querySelector('lukewarm-text');
          const script = parsed.querySelector('script');
          return {
            code: value('element'),
            element: {
              attributes: Object.fromEntries([...(text?.attributes ?? [])].map(({ name, value }) => [name, value])),
              text: text?.textContent,
              children: text?.children.length,
              script: [script?.getAttribute('type'), script?.getAttribute('src'), parsed.body.querySelectorAll('script').length],
            },
            frame: parse(value('frame')).querySelector('iframe')?.getAttribute('src') ?? '',
            base: document.baseURI,
          };
        }, panel);
        const expected = {
          model: 'shakespeare', prompt, temperature: '1.2', seed: '18446744073709551615', 'max-tokens': '40', 'top-p': '0.9',
          order: 'temperature-last', at: '3.20_5.2',
        };
        assert.deepEqual(element.attributes, expected);
        assert.equal(element.children, 0, code);
        assert.equal(element.text?.replace(/\n/g, ''), all.replace(/\n/g, ''), 'the text stands in the element');
        assert.deepEqual(element.script, ['module', new URL('lukewarm-elements.js', base).href, 0]);
        const url = new URL(frame);
        assert.equal(url.pathname, new URL('embed.html', base).pathname);
        assert.deepEqual(Object.fromEntries(url.searchParams), expected);
      }));

    it('follows what is set, by keyboard, and copies', () =>
      onPage(browser, async (open) => {
        await open('#length=40');
        await finished(browser);
        await browser.evaluate((summary) => at(summary).focus(), summary);
        await browser.press('Enter');
        await drawn(browser);
        await browser.set('#prompt', 'KING');
        await browser.click('#generate');
        await browser.waitFor((panel) => / prompt="KING".*>KING/s.test(at(`${panel} >>> #element`).value), panel);
        await drawn(browser);
        await browser.evaluate((panel) => at(`${panel} >>> #element`).focus(), panel);
        await browser.press('Tab');
        await browser.press('Enter');
        // A browser that refuses to copy leaves the code selected, and says so.
        await browser.waitFor((panel) => /^Code copied|^The code is selected/.test(at(`${panel} >>> [role=status]`).textContent), panel);
        assert.ok(await browser.evaluate((panel) => {
          const field = at(`${panel} >>> #element`);
          return field.selectionStart === 0 && field.selectionEnd === field.value.length;
        }, panel));
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

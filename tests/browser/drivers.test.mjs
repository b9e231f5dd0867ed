// The drivers themselves: everything that a browser test may ask for, in each browser, on a page without the product.
import assert from 'node:assert/strict';
import { readFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { browserNames, launch } from './browsers.mjs';
import { withSite } from './site.mjs';
import { root } from '../../web/make/site.mjs';

const results = join(root, 'build/results');

/** @param {Buffer} png */
const sizeOfPng = (png) => [png.readUInt32BE(16), png.readUInt32BE(20)];

for (const name of browserNames) {
  describe(name, { timeout: 120_000 }, () => {
    it('runs wasm under the policy, touches what is there and reports errors', () =>
      withSite(async (url) => {
        const browser = await launch(name, { colorScheme: 'dark' });
        try {
          await browser.open(`${url}smoke.html`);
          const { sum, relaxedSimd } = await browser.waitFor(() => /** @type {any} */ (globalThis).smoke);
          console.log(`${await browser.version()}, relaxed SIMD: ${relaxedSimd}`);
          assert.equal(sum, 5);
          assert.equal(await browser.evaluate(async (/** @type {number} */ a) => a + 1, 1), 2);
          assert.equal(await browser.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches), true);

          await browser.type('#name', 'Zoë');
          await browser.select('#kind', 'two');
          await browser.set('#slider', 0.5);
          await browser.press('Tab');
          await browser.press('Shift+Tab');
          await browser.press('ArrowRight');
          await browser.click('#greet');
          assert.equal(await browser.text('#greeting'), 'Hello aZoë, two, 0.6');
          await browser.click('#host >>> button');
          assert.equal(await browser.text('#host >>> button'), 'touched');

          await browser.setViewport(500, 640);
          assert.deepEqual(await browser.evaluate(() => [innerWidth, innerHeight]), [500, 640]);
          await mkdir(results, { recursive: true });
          const shot = join(results, `smoke-${name}.png`);
          await browser.screenshot(shot);
          assert.deepEqual(sizeOfPng(await readFile(shot)), [500, 640]);

          assert.deepEqual(await browser.errors(), []);
          await browser.evaluate(() => void setTimeout(() => { throw new Error('on purpose'); }));
          await browser.evaluate(() => console.error('said on purpose'));
          await browser.evaluate(() => new Promise((resolve) => setTimeout(resolve, 50)));
          assert.match((await browser.errors()).join('\n'), /on purpose[^]*said on purpose/);

          const blocked = await browser.evaluate(() =>
            fetch('https://example.org/').then(() => 'reached', () => 'blocked'));
          assert.equal(blocked, 'blocked');
        } finally {
          await browser.close();
        }
      }));
  });
}

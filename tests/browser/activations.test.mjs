// <lukewarm-activations>: what is drawn and said is what the model computes over the text.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { site, root } from '../../web/make/site.mjs';
import { bestUnits, correlate } from '../../web/element/correlation.js';
import { propertiesFor } from '../../web/element/properties.js';
import { browserNames, launch } from './browsers.mjs';
import { assertAccessible, finished, onPage } from './on-page.mjs';

/** @typedef {import('./browsers.mjs').Browser} Browser */

const panel = 'lukewarm-activations';
const inside = (/** @type {string} */ part) => `${panel} >>> ${part}`;
const { loadModel } = await import(join(site, 'lukewarm.js'));
const shakespeare = await loadModel(await readFile(join(root, 'models/shakespeare/shakespeare.safetensors')));
const size = shakespeare.info.layers[1].size;

/** Opens the panel of a page that has written its text, which is returned. @param {Browser} browser */
async function enter(browser) {
  const { all } = await finished(browser);
  await browser.click('details:has(> lukewarm-activations) > summary');
  await found(browser);
  return all;
}

/** Waits until units are listed and the best one is chosen; returns what the list says. @param {Browser} browser */
const found = (browser) =>
  browser.waitFor((panel) => {
    const rows = [...(document.querySelector(panel)?.shadowRoot?.querySelectorAll('.correlation li button') ?? [])];
    if (!rows.some((row) => row.getAttribute('aria-pressed') === 'true')) return null;
    return rows.map((row) => ({ unit: Number(/** @type {HTMLButtonElement} */ (row).value), r: row.querySelector('.value')?.textContent }));
  }, panel);

/** Waits until a part of the panel has text that `pattern` matches. @param {Browser} browser @param {string} part @param {RegExp} pattern */
const reads = (browser, part, { source }) =>
  browser.waitFor((panel, part, source) => new RegExp(source).test(document.querySelector(panel)?.shadowRoot?.querySelector(part)?.textContent ?? ''), panel, part, source);

/** What the panel says and shows now. @param {Browser} browser */
const state = (browser) =>
  browser.evaluate((panel) => {
    const one = (/** @type {string} */ part) => /** @type {any} */ (document.querySelector(panel)?.shadowRoot?.querySelector(part));
    const canvas = one('canvas');
    return {
      unit: Number(one('#unit').value),
      token: Number(one('.shaded [role=option]').getAttribute('aria-posinset')) - 1,
      readout: one('.readout').textContent,
      said: [one('.shaded [role=option]').textContent, one('.heat-map [role=option]').textContent],
      canvas: [canvas.width, canvas.height],
      shades: [...one('.shaded > [role=group]').children].map((span) => (span.classList.contains('cold') ? -1 : 1) * span.style.getPropertyValue('--shade')),
      legend: one('.shade-scale').textContent,
    };
  }, panel);

/** @param {number} value */
const written = (value) => value.toFixed(3).replace('-', '−');

for (const name of browserNames) {
  describe(`<lukewarm-activations> in ${name}`, { timeout: 120_000 }, () => {
    /** @type {Browser} */
    let browser;
    before(async () => {
      browser = await launch(name);
    });
    after(() => browser.close());

    it('lists the units that follow a property, by their correlation over the sample it names', () =>
      onPage(browser, async (open) => {
        await open('#length=150');
        await enter(browser);
        const { text } = await shakespeare.complete('ROMEO:', { temperature: 0.8, seed: 1, maxTokens: 4000 });
        const { tokens, layers: [{ state: values }] } = await shakespeare.activations(`ROMEO:${text}`, { layer: 0, what: ['state'] });
        const texts = tokens.map((/** @type {any} */ { text }) => text);
        for (const id of ['line', 'word']) {
          if (id !== 'line') await browser.select(inside('#property'), 'word');
          const property = propertiesFor({ tokenizer: 'char' }).find((property) => property.id === id);
          const expected = bestUnits(correlate(values, size, property?.of(texts) ?? [])).map(({ unit, r }) => ({ unit, r: written(r) }));
          await browser.waitFor((panel, unit) => /** @type {any} */ (document.querySelector(panel)?.shadowRoot?.querySelector('#unit')).value === unit, panel, String(expected[0].unit));
          assert.deepEqual(await found(browser), expected);
        }
        const note = (await browser.text(inside('.correlation .note'))) ?? '';
        assert.match(note, /over 4,006 characters .* after “ROMEO:” at temperature 0\.8 with seed 1\. Not found in them: inside quotation marks, inside parentheses\./);
        await browser.select(inside('#property'), 'quotes');
        await reads(browser, '.correlation [role=status]', /“inside quotation marks” does not occur/);
      }));

    it('shows a unit as it is: in the map, in the text, in words and in a table', () =>
      onPage(browser, async (open) => {
        await open('#length=150');
        const text = await enter(browser);
        const { layers: [{ state: values }] } = await shakespeare.activations(text, { layer: 0, what: ['state'] });
        await browser.set(inside('#unit'), 37);
        const now = await state(browser);
        assert.deepEqual(now.canvas, [text.length, size]);
        const own = [...text].map((_, token) => values[token * size + 37]);
        const limit = Math.max(...own.map(Math.abs));
        now.shades.forEach((shade, token) => assert.ok(Math.abs(shade - own[token] / limit) < 0.001, `token ${token}`));
        assert.equal(now.legend, `−${limit.toPrecision(3)}${limit.toPrecision(3)}`);
        assert.equal(now.readout, `Unit 37 after character 1, “R”: ${written(own[0])}`);
        assert.deepEqual(now.said, [now.readout, now.readout]);
        // A pixel of the canvas: its side by the hue, its strength by how solid it is.
        const pixel = await browser.evaluate((panel, token, unit) => {
          const canvas = /** @type {HTMLCanvasElement} */ (document.querySelector(panel)?.shadowRoot?.querySelector('canvas'));
          return [...(canvas.getContext('2d')?.getImageData(token, unit, 1, 1).data ?? [])];
        }, panel, 100, 37);
        assert.ok(Math.abs(pixel[3] - (255 * Math.abs(own[100])) / limit) <= 1);
        if (pixel[3] > 8) assert.equal(pixel[0] > pixel[2], own[100] > 0);
        await browser.click(inside('.values summary'));
        const cells = await browser.waitFor((panel) => {
          const all = [...(document.querySelector(panel)?.shadowRoot?.querySelectorAll('.values tbody td:last-child') ?? [])].map((cell) => cell.textContent);
          return all.length > 0 && all;
        }, panel);
        assert.deepEqual(cells, own.map(written));
      }));

    it('is chosen from by pointer and by keyboard', () =>
      onPage(browser, async (open) => {
        await open('#length=150');
        await enter(browser);
        await browser.click(inside('.heat-map canvas'));
        const hit = await state(browser);
        assert.ok(Math.abs(hit.unit - size / 2) <= 2, `the middle is unit ${hit.unit}`);
        assert.ok(hit.token > 60 && hit.token < 95, `the middle is token ${hit.token}`);
        await browser.press('ArrowDown');
        await browser.press('ArrowRight');
        const moved = await state(browser);
        assert.deepEqual([moved.unit, moved.token], [hit.unit + 1, hit.token + 1]);
        assert.match(moved.readout, new RegExp(`^Unit ${moved.unit} after character ${moved.token + 1}, `));
        assert.deepEqual(moved.said, [moved.readout, moved.readout]);
        await browser.press('Home');
        await browser.press('ArrowUp');
        assert.equal((await state(browser)).unit, 0);
        await browser.press('End');
        assert.equal((await state(browser)).unit, size - 1);
        await browser.click(inside('.shaded span:nth-child(3)'));
        await browser.press('ArrowRight');
        assert.deepEqual([(await state(browser)).token, (await state(browser)).unit], [3, size - 1]);
        const [, second] = await listed(browser);
        await browser.click(inside('.correlation li:nth-child(2) button'));
        assert.equal((await state(browser)).unit, second);
      }));

    it('shows gates from 0 to 1, follows a new text, and another model with its layers', () =>
      onPage(browser, async (open) => {
        await open('#length=150');
        await enter(browser);
        await browser.select(inside('#part'), 'forget');
        await reads(browser, '.shade-scale', /^01$/);
        const { shades } = await state(browser);
        assert.ok(shades.every((shade) => shade >= 0 && shade <= 1) && shades.some((shade) => shade > 0));
        await browser.set('lukewarm-text >>> #length', '100');
        await browser.click('lukewarm-text >>> #generate');
        const { all } = await finished(browser);
        await browser.waitFor((panel, text) => document.querySelector(panel)?.shadowRoot?.querySelector('.shaded > [role=group]')?.textContent === text, panel, all);
        await browser.select('lukewarm-text >>> #model', 'fairytales');
        await finished(browser);
        await reads(browser, '.heat-map + .note', /256 units over \d+ words/);
        await browser.select(inside('#layer'), '0');
        await reads(browser, '.heat-map + .note', /512 units over \d+ words/);
        await found(browser);
      }));

    it('adapts to a GRU and to a simple recurrent network', async () => {
      for (const [file, layers, labels, shape] of /** @type {const} */ ([
        ['gru-after-embedding', 2, ['Hidden state h', 'Reset gate r', 'Update gate z', 'Candidate n'], 13],
        ['rnn-tanh-one-hot', 1, ['Hidden state h'], 19],
      ])) {
        const bytes = await readFile(join(root, `tests/golden/layers/${file}.safetensors`));
        await onPage(browser, async (open) => {
          await open('#length=60&prompt=tea');
          await enter(browser);
          const seen = await browser.evaluate((panel) => {
            const options = (/** @type {string} */ part) => [.../** @type {any} */ (document.querySelector(panel)?.shadowRoot?.querySelector(part)).options];
            return { labels: options('#part').map(({ text }) => text), layers: options('#layer').length };
          }, panel);
          assert.deepEqual(seen, { labels: [...labels], layers });
          const now = await state(browser);
          assert.deepEqual(now.canvas, [63, shape]);
          assert.equal(now.legend, '−11');
        }, { intercept: (request, response) => /shakespeare\.safetensors/.test(request.url ?? '') && Boolean(response.end(bytes)) });
      }
    });

    if (name !== 'chromium') return;
    it('has nothing that axe-core objects to, light, dark and narrow', async () => {
      for (const colorScheme of /** @type {const} */ (['light', 'dark'])) {
        const own = await launch(name, { colorScheme });
        try {
          await onPage(own, async (open) => {
            await open('#length=150');
            await enter(own);
            await own.click(inside('.values summary'));
            await assertAccessible(own, colorScheme);
            await own.setViewport(320, 640);
            assert.ok(await own.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
            await assertAccessible(own, `${colorScheme}, 320 pixels`);
          });
        } finally {
          await own.close();
        }
      }
    });
  });
}

/** The listed units, whichever is chosen. @param {Browser} browser @returns {Promise<number[]>} */
const listed = (browser) =>
  browser.evaluate((panel) => [...(document.querySelector(panel)?.shadowRoot?.querySelectorAll('.correlation li button') ?? [])].map((row) => Number(/** @type {HTMLButtonElement} */ (row).value)), panel);

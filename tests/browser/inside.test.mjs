// "Inside the network": what is drawn and said is what the model computes over the text above.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { site, root } from '../../web/make/site.mjs';
import { bestUnits, correlate } from '../../web/page/correlation.js';
import { propertiesFor } from '../../web/page/properties.js';
import { browserNames, launch } from './browsers.mjs';
import { assertAccessible, finished, onPage } from './on-page.mjs';

/** @typedef {import('./browsers.mjs').Browser} Browser */

const room = '[data-room=inside]';
const { loadModel } = await import(join(site, 'lukewarm.js'));
const shakespeare = await loadModel(await readFile(join(root, 'models/shakespeare/shakespeare.safetensors')));
const size = shakespeare.info.layers[1].size;

/** Opens the room of a page that has written its text, which is returned. @param {Browser} browser */
async function enter(browser) {
  const { all } = await finished(browser);
  await browser.click(`${room} summary`);
  await found(browser);
  return all;
}

/** Waits until units are listed and the best one is chosen; returns what the list says. @param {Browser} browser */
const found = (browser) =>
  browser.waitFor((room) => {
    const rows = [...document.querySelectorAll(`${room} .follow li button`)];
    if (!rows.some((row) => row.getAttribute('aria-pressed') === 'true')) return null;
    return rows.map((row) => ({ unit: Number(/** @type {HTMLButtonElement} */ (row).value), r: row.querySelector('.value')?.textContent }));
  }, room);

/** What the room says and shows now. @param {Browser} browser */
const state = (browser) =>
  browser.evaluate((room) => {
    const one = (/** @type {string} */ part) => /** @type {any} */ (document.querySelector(`${room} ${part}`));
    const canvas = one('canvas');
    return {
      unit: Number(one('#inside-unit').value),
      token: Number(one('.shaded').getAttribute('aria-valuenow')) - 1,
      readout: one('.readout').textContent,
      said: [one('.shaded').getAttribute('aria-valuetext'), one('.heat-map').getAttribute('aria-valuetext')],
      nowOfMap: Number(one('.heat-map').getAttribute('aria-valuenow')),
      canvas: [canvas.width, canvas.height],
      shades: [...one('.shaded').children].map((span) => (span.classList.contains('cold') ? -1 : 1) * span.style.getPropertyValue('--shade')),
      legend: one('.shade-scale').textContent,
    };
  }, room);

/** @param {number} value */
const written = (value) => value.toFixed(3).replace('-', '−');

for (const name of browserNames) {
  describe(`inside the network, in ${name}`, { timeout: 120_000 }, () => {
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
          if (id !== 'line') await browser.select('#follow-property', 'word');
          const property = propertiesFor({ tokenizer: 'char' }).find((property) => property.id === id);
          const expected = bestUnits(correlate(values, size, property?.of(texts) ?? [])).map(({ unit, r }) => ({ unit, r: written(r) }));
          await browser.waitFor((unit) => /** @type {any} */ (document.querySelector('#inside-unit')).value === unit, String(expected[0].unit));
          assert.deepEqual(await found(browser), expected);
        }
        const note = (await browser.text(`${room} .follow .note`)) ?? '';
        assert.match(note, /over 4,006 characters .* after “ROMEO:” at temperature 0\.8 with seed 1\. Not found in them: inside quotation marks, inside parentheses\./);
        await browser.select('#follow-property', 'quotes');
        await browser.waitFor((room) => /“inside quotation marks” does not occur/.test(document.querySelector(`${room} .follow [role=status]`)?.textContent ?? ''), room);
      }));

    it('shows a unit as it is: in the map, in the text, in words and in a table', () =>
      onPage(browser, async (open) => {
        await open('#length=150');
        const text = await enter(browser);
        const { layers: [{ state: values }] } = await shakespeare.activations(text, { layer: 0, what: ['state'] });
        await browser.set('#inside-unit', 37);
        const now = await state(browser);
        assert.deepEqual(now.canvas, [text.length, size]);
        const own = [...text].map((_, token) => values[token * size + 37]);
        const limit = Math.max(...own.map(Math.abs));
        now.shades.forEach((shade, token) => assert.ok(Math.abs(shade - own[token] / limit) < 0.001, `token ${token}`));
        assert.equal(now.legend, `−${limit.toPrecision(3)}${limit.toPrecision(3)}`);
        assert.equal(now.readout, `Unit 37 after character 1, “R”: ${written(own[0])}`);
        assert.deepEqual(now.said, [now.readout, now.readout]);
        // A pixel of the canvas: its side by the hue, its strength by how solid it is.
        const pixel = await browser.evaluate((room, token, unit) => {
          const canvas = /** @type {HTMLCanvasElement} */ (document.querySelector(`${room} canvas`));
          return [...(canvas.getContext('2d')?.getImageData(token, unit, 1, 1).data ?? [])];
        }, room, 100, 37);
        assert.ok(Math.abs(pixel[3] - (255 * Math.abs(own[100])) / limit) <= 1);
        if (pixel[3] > 8) assert.equal(pixel[0] > pixel[2], own[100] > 0);
        await browser.click(`${room} .values summary`);
        const cells = await browser.waitFor((room) => {
          const all = [...document.querySelectorAll(`${room} .values tbody td:last-child`)].map((cell) => cell.textContent);
          return all.length > 0 && all;
        }, room);
        assert.deepEqual(cells, own.map(written));
      }));

    it('is chosen from by pointer and by keyboard', () =>
      onPage(browser, async (open) => {
        await open('#length=150');
        await enter(browser);
        await browser.click(`${room} .heat-map canvas`);
        const hit = await state(browser);
        assert.ok(Math.abs(hit.unit - size / 2) <= 2, `the middle is unit ${hit.unit}`);
        assert.ok(hit.token > 60 && hit.token < 95, `the middle is token ${hit.token}`);
        await browser.press('ArrowDown');
        await browser.press('ArrowRight');
        const moved = await state(browser);
        assert.deepEqual([moved.unit, moved.token, moved.nowOfMap], [hit.unit + 1, hit.token + 1, hit.unit + 1]);
        assert.match(moved.readout, new RegExp(`^Unit ${moved.unit} after character ${moved.token + 1}, `));
        assert.deepEqual(moved.said, [moved.readout, moved.readout]);
        await browser.press('Home');
        await browser.press('ArrowUp');
        assert.equal((await state(browser)).unit, 0);
        await browser.press('End');
        assert.equal((await state(browser)).unit, size - 1);
        await browser.click(`${room} .shaded span:nth-child(3)`);
        await browser.press('ArrowRight');
        assert.deepEqual([(await state(browser)).token, (await state(browser)).unit], [3, size - 1]);
        const [, second] = await listed(browser);
        await browser.click(`${room} .follow li:nth-child(2) button`);
        assert.equal((await state(browser)).unit, second);
      }));

    it('shows gates from 0 to 1, follows a new text, and another model with its layers', () =>
      onPage(browser, async (open) => {
        await open('#length=150');
        await enter(browser);
        await browser.select('#inside-part', 'forget');
        await browser.waitFor((room) => document.querySelector(`${room} .shade-scale`)?.textContent === '01', room);
        const { shades } = await state(browser);
        assert.ok(shades.every((shade) => shade >= 0 && shade <= 1) && shades.some((shade) => shade > 0));
        await browser.set('#length', '100');
        await browser.click('#generate');
        const { all } = await finished(browser);
        await browser.waitFor((room, text) => document.querySelector(`${room} .shaded`)?.textContent === text, room, all);
        await browser.select('#model', 'fairytales');
        await finished(browser);
        await browser.waitFor((room) => /256 units over \d+ words/.test(document.querySelector(`${room} .heat-map + .note`)?.textContent ?? ''), room);
        await browser.select('#inside-layer', '0');
        await browser.waitFor((room) => /512 units over \d+ words/.test(document.querySelector(`${room} .heat-map + .note`)?.textContent ?? ''), room);
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
          const seen = await browser.evaluate((room) => ({
            labels: [.../** @type {any} */ (document.querySelector(`${room} #inside-part`)).options].map((option) => option.text),
            layers: /** @type {any} */ (document.querySelector(`${room} #inside-layer`)).options.length,
          }), room);
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
            await own.click(`${room} .values summary`);
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
  browser.evaluate((room) => [...document.querySelectorAll(`${room} .follow li button`)].map((row) => Number(/** @type {HTMLButtonElement} */ (row).value)), room);

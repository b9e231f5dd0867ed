// "How likely is my text?": what the page says of a text is what the model's score of it says.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { root, site } from '../../web/make/site.mjs';
import { browserNames, launch } from './browsers.mjs';
import { assertAccessible, finished, onPage } from './on-page.mjs';

/** @typedef {import('./browsers.mjs').Browser} Browser */

const room = '[data-room=likely]';
const { loadModel } = await import(join(site, 'lukewarm.js'));
const shakespeare = await loadModel(await readFile(join(root, 'models/shakespeare/shakespeare.safetensors')));

/** Opens the room of a page that has written its text. @param {Browser} browser */
async function enter(browser) {
  await finished(browser);
  await browser.click(`${room} summary`);
}

/** Waits until `text` is scored, and returns what the room says of it. @param {Browser} browser @param {string} text */
const result = (browser, text) =>
  browser.waitFor((room, text) => {
    const all = (/** @type {string} */ part) => [...document.querySelectorAll(`${room} ${part}`)];
    const shaded = all('.shaded')[0];
    if (shaded?.textContent !== text) return null;
    return {
      verdict: all('.verdict')[0].textContent ?? '',
      notes: all('.note:not([hidden])').map((note) => note.textContent).join(' '),
      readout: all('.readout')[0].textContent ?? '',
      valueText: shaded.getAttribute('aria-valuetext'),
      now: Number(shaded.getAttribute('aria-valuenow')),
      shades: [...shaded.children].map((span) => Number(/** @type {HTMLElement} */ (span).style.getPropertyValue('--shade'))),
      hardest: all('.hardest li').map((item) => item.textContent),
    };
  }, room, text);

for (const name of browserNames) {
  describe(`how likely is my text, in ${name}`, { timeout: 120_000 }, () => {
    /** @type {Browser} */
    let browser;
    before(async () => {
      browser = await launch(name);
    });
    after(() => browser.close());

    it('shows the model\'s score of an example, token by token', () =>
      onPage(browser, async (open) => {
        await open('#length=120');
        await enter(browser);
        const text = "Shall I compare thee to a summer's day?\nThou art more lovely and more temperate:";
        const score = await shakespeare.score(text);
        const first = await result(browser, text);
        assert.equal(first.verdict,
          `${score.bitsPerCharacter.toFixed(2)} bits per character, perplexity ${score.perplexity.toPrecision(3)}.`);
        assert.match(first.notes, /65 characters, it would be log₂ 65 = 6\.02\./);
        const bits = score.tokens.map((/** @type {any} */ { logProbability }) => -logProbability / Math.LN2);
        const expected = bits.map((/** @type {number} */ value) => Math.min(1, value / Math.log2(65)));
        first.shades.forEach((shade, i) => assert.ok(Math.abs(shade - expected[i]) < 0.001, `token ${i}`));
        const worst = bits.indexOf(Math.max(...bits));
        assert.equal(first.now, worst + 1, 'the hardest one is chosen');
        assert.equal(first.readout, first.valueText);
        assert.match(first.readout, new RegExp(`choice ${score.tokens[worst].rank} of 65, ${bits[worst].toFixed(2)} bits`));
        assert.match(first.hardest[0] ?? '', new RegExp(`${bits[worst].toFixed(1)} bits$`));
        assert.equal(first.hardest.length, 5);
      }));

    it('scores what is typed, the same words in disorder, and the text above', () =>
      onPage(browser, async (open) => {
        await open('#length=120');
        await enter(browser);
        const bits = (/** @type {string} */ verdict) => parseFloat(verdict);
        await browser.click(`${room} .examples button:nth-of-type(2)`);
        const ordered = await result(browser, "Shall I compare thee to a summer's day?\nThou art more lovely and more temperate:");
        await browser.click(`${room} .examples button:nth-of-type(3)`);
        const shuffled = await result(browser, "lovely a Thou to day?\nShall summer's temperate: more I and compare art more thee");
        assert.ok(bits(shuffled.verdict) > bits(ordered.verdict) + 0.5);
        await browser.click(`${room} .examples button:nth-of-type(1)`);
        const { prompt, all } = await finished(browser);
        const above = await result(browser, all);
        assert.ok(bits(above.verdict) < bits(shuffled.verdict) && all.startsWith(prompt));
        await browser.set('#likely-text', '');
        await browser.waitFor((room) => document.querySelector(`${room} .results`)?.hasAttribute('hidden'), room);
        await browser.type('#likely-text', 'The queen');
        assert.equal(bits((await result(browser, 'The queen')).verdict), Number((await shakespeare.score('The queen')).bitsPerCharacter.toFixed(2)));
      }));

    it('goes from token to token by keyboard and by pointer', () =>
      onPage(browser, async (open) => {
        await open('#length=60');
        await enter(browser);
        await browser.set('#likely-text', 'To be or not');
        const before = await result(browser, 'To be or not');
        await browser.click(`${room} .shaded span:nth-child(4)`);
        assert.equal((await result(browser, 'To be or not')).now, 4);
        await browser.press('ArrowRight');
        const next = await result(browser, 'To be or not');
        assert.equal(next.now, 5);
        assert.match(next.readout, /^“e”: probability [\d.]+, choice \d+ of 65, [\d.]+ bits$/);
        await browser.press('Home');
        await browser.press('ArrowLeft');
        assert.equal((await result(browser, 'To be or not')).now, 1);
        await browser.press('End');
        assert.equal((await result(browser, 'To be or not')).now, 12);
        await browser.click(`${room} .hardest li:first-child button`);
        assert.equal((await result(browser, 'To be or not')).now, before.now);
      }));

    it('says what it does not know, and what it leaves out of a long text', () =>
      onPage(browser, async (open) => {
        await open('#length=60');
        await enter(browser);
        await browser.set('#likely-text', 'Café 雪');
        const odd = await result(browser, 'Café 雪');
        assert.match(odd.notes, /does not know “é” \(read as “e”\), “雪”\./);
        await browser.set('#likely-text', 'A rose. '.repeat(12500));
        const long = await result(browser, 'A rose. '.repeat(625));
        assert.match(long.notes, /The first 5,000 characters are scored; the 95,000 after them are not\./);
      }));

    it('counts words where the model has words', () =>
      onPage(browser, async (open) => {
        await open('#model=fairytales&length=20');
        await enter(browser);
        await browser.set('#likely-text', 'The king saw a zzxqy.');
        const { notes, shades, verdict } = await result(browser, 'The king saw a zzxqy.');
        assert.equal(shades.length, 6);
        assert.match(verdict, /^[\d.]+ bits per character/);
        const perCharacter = ((Math.log2(8000) * 6) / 'The king saw a zzxqy.'.length).toFixed(2);
        assert.ok(notes.includes(`8,000 words, it would be log₂ 8000 = 12.97 for each word, which here is ${perCharacter} for each character`), notes);
        assert.match(notes, /does not know “zzxqy”/);
      }));

    if (name !== 'chromium') return;
    it('has nothing that axe-core objects to, light, dark and narrow', async () => {
      for (const colorScheme of /** @type {const} */ (['light', 'dark'])) {
        const own = await launch(name, { colorScheme });
        try {
          await onPage(own, async (open) => {
            await open('#length=60');
            await enter(own);
            await own.set('#likely-text', 'Café zzqx');
            await result(own, 'Café zzqx');
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

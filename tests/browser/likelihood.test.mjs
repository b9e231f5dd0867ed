// <lukewarm-likelihood>: what it says of a text is what the model's score of it says.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { root, site } from '../../web/make/site.mjs';
import { browserNames, launch } from './browsers.mjs';
import { assertAccessible, finished, onPage } from './on-page.mjs';

/** @typedef {import('./browsers.mjs').Browser} Browser */

const panel = 'lukewarm-likelihood';
const inside = (/** @type {string} */ part) => `${panel} >>> ${part}`;
const { loadModel } = await import(join(site, 'lukewarm.js'));
const shakespeare = await loadModel(await readFile(join(root, 'models/shakespeare/shakespeare.safetensors')));

/** Opens the panel of a page that has written its text. @param {Browser} browser */
async function enter(browser) {
  await finished(browser);
  await browser.click('details:has(> lukewarm-likelihood) > summary');
}

/** Waits until `text` is scored, and returns what the panel says of it. @param {Browser} browser @param {string} text */
const result = (browser, text) =>
  browser.waitFor((panel, text) => {
    const all = (/** @type {string} */ part) => [...(document.querySelector(panel)?.shadowRoot?.querySelectorAll(part) ?? [])];
    const [shaded] = all('.shaded > [role=group]');
    if (shaded?.textContent !== text) return null;
    const [option] = all('.shaded [role=option]');
    return {
      verdict: all('.verdict')[0].textContent ?? '',
      notes: all('.note:not([hidden])').map((note) => note.textContent).join(' '),
      readout: all('.readout')[0].textContent ?? '',
      said: option.textContent,
      now: Number(option.getAttribute('aria-posinset')),
      shades: [...shaded.children].map((span) => Number(/** @type {HTMLElement} */ (span).style.getPropertyValue('--shade'))),
      surprising: all('ol li').map((item) => item.textContent),
    };
  }, panel, text);

for (const name of browserNames) {
  describe(`<lukewarm-likelihood> in ${name}`, { timeout: 120_000 }, () => {
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
        assert.equal(first.now, worst + 1, 'the most surprising one is chosen');
        assert.equal(first.readout, first.said);
        assert.match(first.readout, new RegExp(`choice ${score.tokens[worst].rank} of 65, ${bits[worst].toFixed(2)} bits`));
        assert.match(first.surprising[0] ?? '', new RegExp(`${bits[worst].toFixed(1)} bits$`));
        assert.equal(first.surprising.length, 5);
      }));

    it('scores what is typed, the same words in disorder, and the text above', () =>
      onPage(browser, async (open) => {
        await open('#length=120');
        await enter(browser);
        const bits = (/** @type {string} */ verdict) => parseFloat(verdict);
        await browser.click(inside('.examples button:nth-of-type(2)'));
        const ordered = await result(browser, "Shall I compare thee to a summer's day?\nThou art more lovely and more temperate:");
        await browser.click(inside('.examples button:nth-of-type(3)'));
        const shuffled = await result(browser, "a lovely I summer's and compare day?\nThou more thee art temperate: to more Shall");
        assert.ok(bits(shuffled.verdict) > bits(ordered.verdict) + 0.5);
        await browser.click(inside('.examples button:nth-of-type(1)'));
        const { prompt, all } = await finished(browser);
        const above = await result(browser, all);
        assert.ok(bits(above.verdict) < bits(shuffled.verdict) && all.startsWith(prompt));
        await browser.set(inside('#scored'), '');
        await browser.waitFor((panel) => document.querySelector(panel)?.shadowRoot?.querySelector('.results')?.hasAttribute('hidden'), panel);
        await browser.type(inside('#scored'), 'The queen');
        assert.equal(bits((await result(browser, 'The queen')).verdict), Number((await shakespeare.score('The queen')).bitsPerCharacter.toFixed(2)));
      }));

    it('goes from token to token by keyboard and by pointer', () =>
      onPage(browser, async (open) => {
        await open('#length=60');
        await enter(browser);
        await browser.set(inside('#scored'), 'To be or not');
        const before = await result(browser, 'To be or not');
        await browser.click(inside('.shaded span:nth-child(4)'));
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
        await browser.press('Escape');
        await browser.press('ArrowLeft');
        assert.equal((await result(browser, 'To be or not')).now, 12, 'Escape leaves');
        await browser.click(inside('ol li:first-child button'));
        assert.equal((await result(browser, 'To be or not')).now, before.now);
      }));

    it('leaves plain text to a screen reader, and PageDown and Space to scrolling', () =>
      onPage(browser, async (open) => {
        await open('#length=60');
        await enter(browser);
        const text = 'A rose is a rose.\n'.repeat(100);
        await browser.set(inside('#scored'), text);
        await result(browser, text);
        const cursor = await browser.evaluate((panel) => {
          const root = /** @type {ShadowRoot} */ (document.querySelector(panel)?.shadowRoot);
          const list = root.querySelectorAll('.shaded [tabindex="0"]');
          return {
            count: list.length, roles: [list[0].getAttribute('role'), list[0].firstElementChild?.getAttribute('role')], children: list[0].children.length,
            isActive: list[0].getAttribute('aria-activedescendant') === list[0].firstElementChild?.id,
            sliders: root.querySelectorAll('[role=slider]').length, translate: root.querySelector('.shaded > [role=group]')?.getAttribute('translate'),
            size: list[0].firstElementChild?.getAttribute('aria-setsize'),
          };
        }, panel);
        assert.deepEqual(cursor, { count: 1, roles: ['listbox', 'option'], children: 1, isActive: true, sliders: 0, translate: 'no', size: String(text.length) });
        await browser.click(inside('.shaded span:nth-child(4)'));
        /** Waits until it has scrolled on and stands still; returns how far. @param {number} from */
        const scrolled = (from) => browser.waitFor((panel, from) => {
          const box = /** @type {HTMLElement} */ (document.querySelector(panel)?.shadowRoot?.querySelector('.shaded'));
          // Ten looks in a row: a busy browser scrolls smoothly with pauses.
          box.dataset.still = String(box.dataset.top === String(box.scrollTop) ? Number(box.dataset.still) + 1 : 0);
          box.dataset.top = String(box.scrollTop);
          return Number(box.dataset.still) >= 10 && box.scrollTop > from + 40 && box.scrollTop;
        }, panel, from);
        await browser.press('PageDown');
        const first = await scrolled(0);
        await browser.press('Space');
        await scrolled(first);
        await browser.press('ArrowRight');
        assert.equal((await result(browser, text)).now, 5);
        await browser.waitFor((panel) => (document.querySelector(panel)?.shadowRoot?.querySelector('.shaded')?.scrollTop ?? 99) < 30, panel);
      }));

    it('scores a text of its own with a model of its own', () =>
      onPage(browser, async (open) => {
        await open('#length=60');
        await enter(browser);
        await browser.evaluate(() => {
          const panel = /** @type {any} */ (document.createElement('lukewarm-likelihood'));
          Object.assign(panel, { model: 'shakespeare-tiny', text: 'To be or not' });
          panel.setAttribute('loading', 'eager');
          panel.addEventListener('lukewarm-finish', (/** @type {CustomEvent} */ { detail }) => {
            panel.dataset.bits = detail.bitsPerCharacter.toFixed(4);
          });
          document.body.prepend(panel);
        });
        const tiny = await loadModel(await readFile(join(root, 'models/shakespeare-tiny/shakespeare-tiny.safetensors')));
        const bits = async (/** @type {string} */ text) => (await tiny.score(text)).bitsPerCharacter.toFixed(4);
        const isShown = (/** @type {string} */ bits) => browser.waitFor((panel, bits) =>
          /** @type {HTMLElement} */ (document.querySelector(panel)).dataset.bits === bits, panel, bits);
        await isShown(await bits('To be or not'));
        await browser.evaluate((panel) => document.querySelector(panel)?.setAttribute('text', 'that is'), panel);
        await isShown(await bits('that is'));
        await browser.set(inside('#scored'), 'the question');
        await isShown(await bits('the question'));
        assert.equal(await browser.evaluate((panel) => /** @type {any} */ (document.querySelector(panel)).text, panel), 'the question');
        tiny.dispose();
      }));

    it('says what it does not know, and what it leaves out of a long text', () =>
      onPage(browser, async (open) => {
        await open('#length=60');
        await enter(browser);
        await browser.set(inside('#scored'), 'Café 雪');
        const odd = await result(browser, 'Café 雪');
        assert.match(odd.notes, /does not know “é” \(read as “e”\), “雪” \(skipped\)\./);
        await browser.set(inside('#scored'), 'A rose. '.repeat(12500));
        const long = await result(browser, 'A rose. '.repeat(625));
        assert.match(long.notes, /The first 5,000 characters are scored; the 95,000 after them are not\./);
      }));

    it('counts words where the model has words', () =>
      onPage(browser, async (open) => {
        await open('#model=fairytales&length=20');
        await enter(browser);
        await browser.set(inside('#scored'), 'The king saw a zzxqy.');
        const { notes, shades, verdict } = await result(browser, 'The king saw a zzxqy.');
        assert.equal(shades.length, 6);
        assert.match(verdict, /^[\d.]+ bits per character/);
        const perCharacter = ((Math.log2(8000) * 6) / 'The king saw a zzxqy.'.length).toFixed(2);
        assert.ok(notes.includes(`8,000 words, it would be log₂ 8000 = 12.97 for each word, which here is ${perCharacter} for each character`), notes);
        assert.match(notes, /does not know “zzxqy”/);
      }));

    if (name !== 'chromium') return;
    it('keeps its shades in forced colours, as bars under the tokens', async () => {
      const own = await launch(name, { forcedColors: 'active' });
      try {
        await onPage(own, async (open) => {
          await open('#length=60');
          await enter(own);
          await own.set(inside('#scored'), 'Café zzqx');
          const { shades } = await result(own, 'Café zzqx');
          const heights = await own.evaluate((panel) => [...(document.querySelector(panel)?.shadowRoot?.querySelectorAll('.shaded span') ?? [])].map((span) => {
            const { backgroundSize, backgroundImage, fontSize } = getComputedStyle(span);
            return /gradient/.test(backgroundImage) ? parseFloat(backgroundSize.split(' ')[1]) / parseFloat(fontSize) : NaN;
          }), panel);
          heights.forEach((height, i) => assert.ok(Math.abs(height - 0.375 * shades[i]) < 0.001, `token ${i}: ${height}`));
        });
      } finally {
        await own.close();
      }
    });

    it('has nothing that axe-core objects to, light, dark and narrow', async () => {
      for (const colorScheme of /** @type {const} */ (['light', 'dark'])) {
        const own = await launch(name, { colorScheme });
        try {
          await onPage(own, async (open) => {
            await open('#length=60');
            await enter(own);
            await own.set(inside('#scored'), 'Café zzqx');
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

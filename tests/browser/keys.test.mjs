// Keys that a control uses stay in its element: a page's own shortcuts, on its document, hear the others alone.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { browserNames, launch } from './browsers.mjs';
import { withSite } from './site.mjs';

/** @typedef {import('./browsers.mjs').Browser} Browser */

/** Controls, what is pressed there, and what the page is to hear of it. @type {[control: string, keys: string[], heard: string[]][]} */
const cases = [
  ['#t >>> #temperature', ['ArrowRight', 'ArrowUp', 'Home', 'End', 'PageUp', 'PageDown'], []],
  ['#t >>> #temperature', ['f', 'Escape', 'Tab'], ['f', 'Escape', 'Tab']],
  ['#t >>> #prompt', ['n', 'f', 's', '/', 'Space', 'Backspace', 'ArrowLeft', 'Home', 'End', 'Enter', 'Shift+Enter'], []],
  ['#t >>> #prompt', ['Control+b', 'Escape', 'Tab'], ['b', 'Tab']],
  ['#t >>> #prompt', ['Control+Enter'], []], // it writes anew
  ['#t >>> #same', ['Space', 'Enter'], []],
  ['#t >>> #same', ['ArrowRight', 'n', 'Escape'], ['ArrowRight', 'n', 'Escape']],
  ['#t >>> #model', ['s'], []],
  ['#t >>> #shaded', ['Space'], []],
  ['#t >>> .token-cursor', ['ArrowRight', 'ArrowDown', 'Home', 'End', 'Enter'], []],
  ['lukewarm-inspector >>> .bars button', ['ArrowRight', 'Escape'], ['ArrowRight']], // it closes
  ['lukewarm-distribution >>> .words input', ['ArrowUp', '5'], []],
  ['lukewarm-samplers >>> #top-k', ['ArrowRight', 'End'], []],
  ['#own', ['ArrowRight', 'a', 'Enter'], ['ArrowRight', 'a', 'Enter']], // the page's, in an element's slot
];

for (const name of browserNames) {
  describe(`keys in ${name}`, { timeout: 120_000 }, () => {
    /** @type {Browser} */
    let browser;
    before(async () => {
      browser = await launch(name);
    });
    after(() => browser.close());

    it('that a control uses stay in its element, and the others are the page\'s', () => withSite(async (url) => {
      await browser.open(`${url}host.html`);
      await browser.evaluate(() => {
        const page = /** @type {any} */ (globalThis);
        page.keys = [];
        for (const type of ['keydown', 'keypress', 'keyup']) document.addEventListener(type, (event) => page.keys.push(`${type} ${event.key}`));
        document.querySelector('#here').innerHTML = `<lukewarm-text id="t" detailed controls model="shakespeare" models="models/index.json" prompt="ROMEO:" seed="3"
          max-tokens="40" loading="eager"><button id="own" type="button" slot="actions">ours</button></lukewarm-text><lukewarm-inspector for="t"></lukewarm-inspector>
          <lukewarm-samplers for="t" loading="eager"></lukewarm-samplers><lukewarm-distribution loading="eager"></lukewarm-distribution>`;
      });
      await browser.waitFor(() => at('#t >>> #text')?.getAttribute('aria-busy') === 'false' && Boolean(at('#t >>> .token-cursor:not([hidden])') && at('lukewarm-samplers >>> .bars li')));
      for (const [control, keys, expected] of cases) {
        await browser.waitFor((control) => {
          at(control)?.focus();
          return Boolean(at(control)) && focused() === at(control);
        }, control);
        for (const key of keys) await browser.press(key);
        const heard = await browser.evaluate(() => {
          const { keys } = /** @type {any} */ (globalThis);
          return keys.splice(0).filter((/** @type {string} */ one) => one.startsWith('keydown')).map((/** @type {string} */ one) => one.slice(8));
        });
        assert.deepEqual(heard, expected, `${control}: ${keys}`);
        await browser.waitFor(() => at('#t >>> #text')?.getAttribute('aria-busy') === 'false');
      }
      // Nor do a kept key's other events leave.
      await browser.evaluate(() => at('#t >>> #prompt').focus());
      await browser.press('x');
      assert.deepEqual(await browser.evaluate(() => /** @type {any} */ (globalThis).keys), []);
    }));

    it('Escape stops a text that is being written, and is the page\'s where there is none', () => withSite(async (url) => {
      await browser.open(`${url}host.html`);
      await browser.evaluate(() => {
        const page = /** @type {any} */ (globalThis);
        page.keys = [];
        document.addEventListener('keydown', (event) => page.keys.push(event.key));
        document.querySelector('#here').innerHTML = '<lukewarm-text controls model="shakespeare" prompt="O" seed="3" max-tokens="100000" loading="eager"></lukewarm-text>';
      });
      await browser.waitFor(() => Boolean(at('lukewarm-text >>> #temperature')) && document.querySelector('lukewarm-text').text.length > 50);
      await browser.evaluate(() => at('lukewarm-text >>> #temperature').focus());
      await browser.press('Escape');
      await browser.waitFor(() => at('lukewarm-text >>> #text').getAttribute('aria-busy') === 'false');
      assert.deepEqual(await browser.evaluate(() => /** @type {any} */ (globalThis).keys), []);
      await browser.press('Escape');
      assert.deepEqual(await browser.evaluate(() => /** @type {any} */ (globalThis).keys), ['Escape']);
    }));
  });
}

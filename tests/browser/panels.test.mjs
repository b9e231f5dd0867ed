// Panels on a page that is not ours, whose texts come, go and fail.
import assert from 'node:assert/strict';
import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { site } from '../../web/make/site.mjs';
import { browserNames, launch } from './browsers.mjs';
import { withSite } from './site.mjs';

/** @typedef {import('./browsers.mjs').Browser} Browser */

const model = 'models/shakespeare-tiny/shakespeare-tiny.safetensors';
const text = (/** @type {string} */ id, attributes = '') =>
  `<lukewarm-text id="${id}" model="${model}" prompt="ROMEO:" seed="3" max-tokens="50" ${attributes}>fallback</lukewarm-text>`;

/** Adds elements to the page. @param {Browser} browser @param {string} html */
const put = (browser, html) =>
  browser.evaluate((html) => /** @type {Element} */ (document.querySelector('#here')).insertAdjacentHTML('beforeend', html), html);

/** Waits for an element's text to be complete. @param {Browser} browser @param {string} id */
const written = (browser, id) =>
  browser.waitFor((id) => document.getElementById(id)?.shadowRoot?.querySelector('[part=text]')?.getAttribute('aria-busy') === 'false', id);

/** Waits until the samplers' pictures are there. @param {Browser} browser */
const pictured = (browser) =>
  browser.waitFor(() => at('lukewarm-samplers >>> .warm[aria-busy=false] .picture > span') !== null && !at('lukewarm-samplers >>> .failure:not([hidden])'));

for (const name of browserNames) {
  describe(`panels in ${name}`, { timeout: 120_000 }, () => {
    /** @type {Browser} */
    let browser;
    before(async () => {
      browser = await launch(name);
    });
    after(() => browser.close());

    /** @param {() => Promise<void>} use @param {{ intercept?: import('./site.mjs').Intercept, expected?: RegExp }} [options] */
    const onPage = (use, { intercept, expected } = {}) => withSite(async (url) => {
      await browser.open(`${url}embedded.html`);
      await browser.waitFor(() => customElements.get('lukewarm-samplers') !== undefined);
      await use();
      assert.deepEqual(await browser.errorsOf(url, expected), []);
    }, { intercept });

    it('say once that a long prompt is read, and show how far', () => onPage(async () => {
      await browser.evaluate((times) => {
        const long = 'anna '.repeat(times);
        /** Adds an element, and keeps what it shows meanwhile. */
        const add = (/** @type {string} */ name, /** @type {any} */ properties) => {
          const element = /** @type {any} */ (Object.assign(document.createElement(`lukewarm-${name}`), properties));
          element.setAttribute('loading', 'eager');
          const told = element.told = /** @type {any[]} */ ([]);
          new MutationObserver(() => {
            const bar = element.shadowRoot.querySelector('progress');
            if (bar && !bar.hidden && bar.ariaLabel === 'Reading the prompt.') told.push([bar.value, /Reading the prompt\./.test(bar.parentElement.textContent)]);
          }).observe(element.shadowRoot, { subtree: true, childList: true, attributes: true });
          document.querySelector('#here')?.append(element);
        };
        Object.assign(globalThis, { add, long });
        add('text', { id: 'a', model: 'names', prompt: long, seed: 3, maxTokens: 20 });
      }, name === 'webkit' ? 5_000 : 30_000); // the slowest
      await written(browser, 'a');
      // A reading that takes long is one of half a second: here that passes within two of its messages, on a fast machine too.
      await browser.evaluate(() => {
        const now = performance.now.bind(performance);
        let calls = 0;
        performance.now = () => now() + 300 * calls++;
      });
      for (const [element, done] of /** @type {const} */ ([['temperatures', '.columns > [aria-busy=false] .number'], ['inspector', '.bars li'], ['distribution', '.bars li']])) {
        await browser.evaluate((element) => {
          const { add, long } = /** @type {any} */ (globalThis);
          add(element, element === 'distribution' ? { model: 'names', prompt: long } : { for: 'a' });
        }, element);
        if (element === 'inspector') {
          await browser.waitFor(() => Boolean(at('lukewarm-inspector >>> .inspector') && at('#a >>> .token-cursor:not([hidden])')));
          await browser.evaluate(() => at('#a >>> .token-cursor').focus());
          await browser.press('ArrowRight');
        }
        await browser.waitFor((element, done) => Boolean(at(`lukewarm-${element} >>> ${done}`) && at(`lukewarm-${element} >>> progress`).hidden), element, done);
        const told = await browser.evaluate((element) => /** @type {any} */ (document.querySelector(`lukewarm-${element}`)).told, element);
        assert.ok(told.length > 1 && told.every((/** @type {any[]} */ [, isSaid]) => isSaid), `${element}: ${JSON.stringify(told)}`);
        assert.ok(told.at(-1)[0] > told[0][0], `${element}: from ${told[0][0]} to ${told.at(-1)[0]}`);
      }
      assert.equal(await browser.text('lukewarm-temperatures >>> .reading'), '');
      if (name !== 'chromium') return; // what follows is the same in all, and slow in some
      // What shows 4,000 activations at once has but the end of the prompt.
      await browser.evaluate(() => /** @type {any} */ (globalThis).add('activations', { for: 'a' }));
      await browser.waitFor(() => Boolean(at('lukewarm-activations >>> .correlation li') && !at('lukewarm-activations >>> .failure:not([hidden])')));
    }));

    it('find a text that comes after them, comes back, or is another one', () => onPage(async () => {
      const topK = (/** @type {string} */ id) => browser.evaluate((id) => /** @type {any} */ (document.getElementById(id)).topK, id);
      await put(browser, '<lukewarm-samplers loading="eager" for="a"></lukewarm-samplers>');
      await browser.waitFor(() => /name its id/.test(at('lukewarm-samplers >>> .note:not([hidden])')?.textContent ?? ''));
      await put(browser, text('a'));
      await pictured(browser);
      await browser.set('#top-k', 5);
      assert.equal(await topK('a'), 5);
      await browser.evaluate(() => {
        const gone = /** @type {any} */ (document.querySelector('#a'));
        /** @type {any} */ (globalThis).kept = gone;
        gone.remove();
      });
      await browser.waitFor(() => /name its id/.test(at('lukewarm-samplers >>> .note:not([hidden])')?.textContent ?? ''));
      await browser.waitFor(() => /** @type {any} */ (globalThis).workers.alive === 0);
      await browser.evaluate(() => document.querySelector('#here')?.append(/** @type {any} */ (globalThis).kept));
      await pictured(browser);
      await browser.set('#top-k', 7);
      assert.equal(await topK('a'), 7);
      await put(browser, text('b'));
      await browser.evaluate(() => document.querySelector('lukewarm-samplers').setAttribute('for', 'b'));
      await browser.waitFor(() => at('lukewarm-samplers >>> #top-k')?.value === '101');
      await pictured(browser);
      await browser.set('#top-k', 9);
      assert.deepEqual([await topK('a'), await topK('b')], [7, 9]);
    }));

    it('go on with a new engine after theirs has stopped', () => onPage(async () => {
      await browser.evaluate(() => {
        /** @type {any} */ (globalThis).engines = [];
        globalThis.Worker = class extends Worker {
          constructor(/** @type {[any, any]} */ ...args) {
            super(...args);
            /** @type {any} */ (globalThis).engines.push(this);
          }
        };
      });
      await put(browser, `${text('a')}<lukewarm-samplers loading="eager" for="a"></lukewarm-samplers>`);
      await written(browser, 'a');
      await pictured(browser);
      await browser.evaluate(() => /** @type {any} */ (globalThis).engines[0].dispatchEvent(new ErrorEvent('error', { message: 'stopped', cancelable: true })));
      await browser.set('#top-k', 5);
      await browser.waitFor(() => at('lukewarm-samplers >>> .warm[aria-busy=false] .failure:not([hidden]) button') !== null);
      await browser.evaluate(() => at('lukewarm-samplers >>> .failure button').click());
      await pictured(browser);
    }, { expected: /stopped/ }));

    it('that need no sight leave a text to wait for its own', () => onPage(async () => {
      await browser.evaluate(() => void (document.body.style.paddingTop = '5000px'));
      await put(browser, `${text('a')}<lukewarm-inspector for="a"></lukewarm-inspector>`);
      await browser.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve(0)))));
      assert.equal(await browser.evaluate(() => at('lukewarm-text >>> #text')), null);
      await browser.evaluate(() => document.querySelector('#a')?.scrollIntoView());
      await browser.waitFor(() => at('.token-cursor:not([hidden])') !== null);
    }));

    // In WebKit the cursor does not get it here; why is not known.
    it('take over the focus of a text', { skip: name === 'webkit' }, () => onPage(async () => {
      await put(browser, text('a', 'controls'));
      await written(browser, 'a');
      await browser.waitFor(() => at('#text[tabindex]') !== null);
      await browser.evaluate(() => at('#text').focus());
      await put(browser, '<lukewarm-inspector for="a"></lukewarm-inspector>');
      await browser.waitFor(() => focused()?.matches('.token-cursor'));
    }));

    it('are not busy where there is no model', () => onPage(async () => {
      await put(browser, `${text('a').replace('model="', 'model="none/')}<lukewarm-export loading="eager" for="a"></lukewarm-export>`);
      await browser.waitFor(() => at('lukewarm-export >>> .failure:not([hidden])') !== null);
      assert.equal(await browser.evaluate(() => at('lukewarm-export >>> [aria-busy=true]')), null);
    }, { expected: /404|did not load/ }));

    it('say no percent of what has no length', () => onPage(async () => {
      await browser.evaluate(() => {
        const element = document.createElement('lukewarm-temperatures');
        const said = (/** @type {any} */ (globalThis).said = /** @type {string[]} */ ([]));
        const root = /** @type {ShadowRoot} */ (element.shadowRoot);
        new MutationObserver(() => said.push(root.textContent ?? '')).observe(root, { childList: true, subtree: true, characterData: true });
        Object.assign(element, { model: 'models/shakespeare-tiny/shakespeare-tiny.safetensors', maxTokens: 10, loading: 'eager' });
        document.querySelector('#here')?.append(element);
      });
      await browser.waitFor(() => /** @type {any} */ (globalThis).heard.includes('progress') && /** @type {any} */ (globalThis).heard.includes('lukewarm-finish'));
      assert.equal(await browser.evaluate(() => /** @type {any} */ (globalThis).said.some((/** @type {string} */ text) => /∞|NaN/.test(text))), false);
    }, {
      intercept(request, response) {
        if (!request.url?.endsWith('.safetensors')) return false;
        createReadStream(join(site, request.url.slice(1))).pipe(response); // in chunks
        return true;
      },
    }));
  });
}

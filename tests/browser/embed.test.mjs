// embed.html in a frame: of the same site, of another one, and sandboxed, in each browser.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { site } from '../../web/make/site.mjs';
import { browserNames, launch } from './browsers.mjs';
import { measureContrast } from './contrast.mjs';
import { withSite } from './site.mjs';

/** @typedef {import('./browsers.mjs').Browser} Browser */

const query = 'embed.html?model=shakespeare&prompt=ROMEO:&temperature=0.8&seed=7&max-tokens=300';

/** Serves a page that may frame any other. @param {(url: string) => Promise<void>} use */
const withFramer = (use) => withSite(use, {
  intercept(_, response) {
    response.setHeader('Content-Security-Policy', "default-src 'none'; script-src 'self'; frame-src *");
    return false;
  },
});

/** @param {Browser} browser @param {string} address @param {string} [sandbox] */
const show = (browser, address, sandbox) =>
  browser.evaluate((address, sandbox) => /** @type {any} */ (globalThis).show(address, sandbox), address, sandbox);

/** Waits until the frame is as high as it should be, and returns what it announced. @param {Browser} browser @param {number} height */
const grown = (browser, height) => browser.waitFor((height) => {
  const { heights } = /** @type {any} */ (globalThis);
  return heights.at(-1) === height && heights;
}, height);

for (const name of browserNames) {
  describe(`embed in ${name}`, { timeout: 120_000 }, () => {
    /** @type {Browser} */
    let browser;
    before(async () => {
      browser = await launch(name);
    });
    after(() => browser.close());

    it('tells of figures how high they are at every width, and again when that changes', () => withSite(async (url) => {
      await browser.setViewport(1280, 800);
      for (const element of ['draw', 'sample-steps', 'pitfalls']) {
        await browser.open(`${url}frames.html`);
        await browser.waitFor(() => typeof /** @type {any} */ (globalThis).show === 'function');
        await show(browser, `embed.html?lang=en&element=lukewarm-${element}`);
        const heights = [];
        for (const width of [700, 480, 320, 700]) {
          heights.push(await browser.waitFor((width) => {
            const frame = /** @type {HTMLIFrameElement} */ (document.querySelector('iframe'));
            frame.width = String(width);
            const page = frame.contentDocument;
            const main = page?.querySelector('#frame');
            if (!main?.lastElementChild?.shadowRoot?.querySelector('figcaption') || page?.documentElement.offsetWidth !== width) return false;
            const height = Math.ceil(main.getBoundingClientRect().height);
            // All of it is in sight, without a scroll bar.
            return /** @type {any} */ (globalThis).heights.at(-1) === height && frame.offsetHeight >= height && page.documentElement.scrollWidth <= width && height;
          }, width));
        }
        assert.ok(heights[0] < heights[1] && heights[1] < heights[2] && heights[3] === heights[0], `${element}: ${heights}`);
      }
    }));

    it('shows one text, as high as it says, on its own site, on another and sandboxed', () => withSite(async (own) => {
      await browser.open(`${own}frames.html`);
      await browser.waitFor(() => typeof /** @type {any} */ (globalThis).show === 'function');
      await show(browser, query);
      const inFrame = await browser.waitFor(() => {
        const { contentDocument } = /** @type {HTMLIFrameElement} */ (document.querySelector('iframe'));
        const text = contentDocument?.querySelector('lukewarm-text')?.shadowRoot?.querySelector('[part=text]');
        const height = Math.ceil(contentDocument?.querySelector('main')?.getBoundingClientRect().height ?? 0);
        // Without the scroll bar that it had at first it is wider, and less high.
        const isSettled = text?.getAttribute('aria-busy') === 'false' && /** @type {any} */ (globalThis).heights.at(-1) === height;
        return isSettled && text.textContent && { text: text.textContent, height };
      });
      assert.equal(inFrame.text.length, 'ROMEO:'.length + 300);
      assert.ok(inFrame.height > 100, String(inFrame.height));

      await withFramer(async (url) => {
        /** @type {string[]} */
        const asked = [];
        await withSite(async (other) => {
          await browser.open(`${url}frames.html`);
          await browser.waitFor(() => typeof /** @type {any} */ (globalThis).show === 'function');
          await show(browser, other + query);
          await grown(browser, inFrame.height);
          assert.ok(asked.some((path) => path.includes('/worker-')));
          asked.length = 0;
          await show(browser, other + query, 'allow-scripts');
          await grown(browser, inFrame.height);
          assert.ok(asked.some((path) => path.includes('/engine-')), 'the engine runs on the frame\'s thread');
        }, {
          intercept(request) {
            asked.push(request.url ?? '');
            return false;
          },
        });
      });
    }));

    it('shows any element that there is, and no other', () => withSite(async (url) => {
      await browser.open(`${url}embed.html?element=lukewarm-distribution&probabilities=cat+0.6,+dog+0.4&temperature=0.5&onclick=alert()`);
      await browser.waitFor(() => !!document.querySelector('lukewarm-distribution')?.shadowRoot?.querySelector('figure'));
      assert.deepEqual(await browser.evaluate(() => document.querySelector('lukewarm-distribution')?.getAttributeNames()
        .filter((name) => name !== 'style')), ['temperature', 'probabilities']);
      await browser.open(`${url}embed.html?element=script`);
      await browser.waitFor(() => /no element “script”/.test(document.querySelector('main')?.textContent ?? ''));
      assert.equal(await browser.evaluate(() => document.querySelector('main script')), null);
    }));

    it('has a background of its own, and the look that the address or the page around it asks for', () => withSite(async (url) => {
      const element = 'element=lukewarm-distribution';
      /** What its text has of each, for a reader whose system is light. @type {[query: string, color: string, background: string, font?: string][]} */
      const looks = [
        ['', 'rgb(0, 0, 0)', 'rgb(255, 255, 255)'],
        ['&scheme=dark', 'bright', 'dark'], // Firefox's CanvasText is no white
        ['&background=%23222', 'bright', 'rgb(34, 34, 34)'],
        ['&color=%23ddd', 'rgb(221, 221, 221)', 'dark'],
        ['&color=%23657b83&background=%23fdf6e3&font=20px+Georgia', 'rgb(101, 123, 131)', 'rgb(253, 246, 227)', '20px Georgia'],
        ['&scheme=sepia&color=url(x)&background=red;color:red&font=', 'rgb(0, 0, 0)', 'rgb(255, 255, 255)'],
      ];
      /** @param {typeof looks[number]} look */
      const check = async ([query, color, background, font]) => {
        await browser.waitFor(() => Boolean(document.querySelector('#frame > :last-child')?.shadowRoot?.querySelector('.bars li')));
        await browser.waitFor((color) => {
          const own = getComputedStyle(document.body).color;
          return color === 'bright' ? Number(/\d+/.exec(own)?.[0]) > 240 : own === color;
        }, color);
        const { poor, count } = await browser.evaluate(measureContrast);
        assert.deepEqual(poor, [], query);
        assert.ok(count > 10);
        const seen = await browser.evaluate(() => {
          const { fontSize, fontFamily } = getComputedStyle(document.querySelector('#frame > :last-child').shadowRoot.querySelector('.number').parentElement);
          return { font: `${fontSize} ${fontFamily}`, background: getComputedStyle(document.documentElement).backgroundColor };
        });
        if (background === 'dark') assert.ok(Number(/\d+/.exec(seen.background)) < 80, seen.background);
        else assert.equal(seen.background, background, query);
        if (font) assert.equal(seen.font, font);
      };
      for (const look of looks) {
        await browser.open(`${url}embed.html?${element}${look[0]}`);
        await check(look);
      }
      // Of messages those count that come from around it.
      await browser.open(`${url}frames.html`);
      await browser.waitFor(() => typeof /** @type {any} */ (globalThis).show === 'function');
      await show(browser, `embed.html?${element}`);
      await browser.waitFor(() => /** @type {any} */ (globalThis).heights.length > 0);
      const told = await browser.evaluate(async () => {
        const { contentWindow, contentDocument } = /** @type {any} */ (document.querySelector('iframe'));
        const color = () => contentWindow.getComputedStyle(contentDocument.body).color;
        const heard = (/** @type {() => void} */ send) => new Promise((resolve) => {
          contentWindow.addEventListener('message', () => setTimeout(resolve), { once: true });
          send();
        });
        const colors = [];
        await heard(() => contentWindow.postMessage({ type: 'lukewarm-style', scheme: 'dark' }, '*'));
        colors.push(color());
        await heard(() => contentWindow.postMessage({ type: 'lukewarm-style', scheme: 'light', color: '#123456' }, '*'));
        colors.push(color());
        await heard(() => contentWindow.dispatchEvent(new contentWindow.MessageEvent('message', { source: contentWindow, data: { type: 'lukewarm-style', color: 'red' } })));
        colors.push(color());
        return colors;
      });
      assert.ok(Number(/\d+/.exec(told[0])?.[0]) > 240, told[0]);
      assert.deepEqual(told.slice(1), ['rgb(18, 52, 86)', 'rgb(18, 52, 86)']);
    }));

    it('shows models of its own site alone, unless the host names others', () => withSite(async (other) => {
      const origin = new URL(other).origin;
      const model = encodeURIComponent(`${other}models/names/names.safetensors`);
      /** @param {Browser} browser */
      const refused = (browser) => browser.waitFor(() => document.querySelector('main > p')?.textContent);
      await withSite(async (own) => {
        for (const [query, said] of [[`model=${model}`, origin], [`models=${encodeURIComponent(`${other}models/index.json`)}&model=names`, origin],
          [`element=lukewarm-greedy&model=${model}`, origin], ['model=data:,x', 'data:']]) {
          await browser.open(`${own}embed.html?${query}`);
          assert.match(await refused(browser) ?? '', new RegExp(`models of its own site, not of ${said}\\.`));
        }
        const requests = await browser.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => name));
        assert.deepEqual(requests.filter((address) => address.startsWith(origin)), []);
      });
      for (const models of ['*', `https://example.org ${origin}`]) {
        await withSite(async (own) => {
          await browser.open(`${own}embed.html?model=${model}&max-tokens=10`);
          await browser.waitFor(() => document.querySelector('lukewarm-text')?.shadowRoot?.querySelector('[part=text][aria-busy=false]')?.textContent);
        }, {
          intercept(request, response) {
            response.removeHeader('Content-Security-Policy');
            if (!request.url?.startsWith('/embed.html')) return false;
            response.setHeader('Content-Type', 'text/html; charset=utf-8');
            response.end(readFileSync(join(site, 'embed.html'), 'utf8').replace('<main id="frame"', `$& data-models="${models}"`));
            return true;
          },
        });
      }
    }));

    it('shows what an address says without letting it turn our words around', () => withSite(async (url) => {
      await browser.open(`${url}embed.html?element=${encodeURIComponent('a\u202eb\u2069c\u05d0')}`);
      const text = await browser.waitFor(() => document.querySelector('main > p')?.textContent ?? '');
      assert.match(text, /element “\u2068a⟨U\+202E⟩b⟨U\+2069⟩c\u05d0\u2069”/);
    }));
  });
}

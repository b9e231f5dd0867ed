// Elements in the colours of other sites: legible on each, with the system in light and in dark, and while a page changes
// its theme; as large as the page's own text.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { browserNames, launch } from './browsers.mjs';
import { measureContrast } from './contrast.mjs';
import { withSite } from './site.mjs';

/** @typedef {import('./browsers.mjs').Browser} Browser */

/** What real sites set, some with color-scheme. @type {[name: string, color: string, background: string, scheme?: string][]} */
const hosts = [
  ['none of its own', 'CanvasText', 'Canvas', 'light dark'],
  ['a plain dark page', '#ddd', '#222'],
  ['reveal.js, black', '#fff', '#191919'],
  ['furo, dark', '#cfd0d0', '#131416'],
  ['furo, light', '#000', '#fff'],
  ['Material, slate', 'hsla(232, 15%, 90%, 0.82)', 'hsla(232, 15%, 14%, 1)', 'dark'],
  ['Material, default', 'hsla(0, 0%, 0%, 0.87)', '#fff'],
  ['GitHub, dark', '#f0f6fc', '#0d1117', 'dark'],
  ['GitHub, light', '#1f2328', '#fff', 'light'],
  ['Solarized, light', '#657b83', '#fdf6e3'],
  ['Solarized, dark', '#839496', '#002b36'],
  ['sepia', '#5b4636', '#f4ecd8'],
  ['high contrast', '#ff0', '#000'],
  ['Nord', '#d8dee9', '#2e3440'],
  ['Read the Docs', '#404040', '#fcfcfc'],
  ['a grey page', 'oklch(0.25 0.02 250)', '#ddd'],
  ['a dark grey page', 'white', '#444'],
];

const model = 'models/shakespeare/shakespeare.safetensors';
const elements = `
<lukewarm-text id="t" detailed controls shaded model="shakespeare" models="models/index.json" prompt="ROMEO:" temperature="1.2" seed="3" max-tokens="300" loading="eager"></lukewarm-text>
<lukewarm-inspector for="t"></lukewarm-inspector>
<lukewarm-text id="plain" shaded model="${model}" prompt="ROMEO:" seed="4" max-tokens="300" loading="eager">before</lukewarm-text>
<lukewarm-text id="none" controls model="nobody" prompt="ROMEO:" loading="eager"></lukewarm-text>
<lukewarm-distribution loading="eager"></lukewarm-distribution>
<lukewarm-draw loading="eager"></lukewarm-draw>
<lukewarm-sample-steps loading="eager"></lukewarm-sample-steps>
<lukewarm-samplers for="t" loading="eager"></lukewarm-samplers>
<lukewarm-likelihood for="t" loading="eager"></lukewarm-likelihood>
<lukewarm-activations for="t" loading="eager"></lukewarm-activations>
<lukewarm-temperatures for="t" loading="eager"></lukewarm-temperatures>
<lukewarm-export for="t" loading="eager"></lukewarm-export>
<lukewarm-import for="t" loading="eager"></lukewarm-import>`;

/** Gives the page a host's colours, as a theme's switch does, and waits until the elements have taken them. @param {Browser} browser @param {typeof hosts[number]} host */
async function dress(browser, [, color, background, scheme = 'normal']) {
  await browser.evaluate((color, background, scheme) => {
    document.documentElement.style.colorScheme = scheme;
    Object.assign(document.body.style, { color, background });
  }, color, background, scheme);
  await browser.waitFor(() => [...document.querySelectorAll('#here > *')].every((element) => {
    const root = /** @type {any} */ (element.shadowRoot);
    return root?.firstElementChild.style.getPropertyValue('--host') === getComputedStyle(element).color && root.getAnimations().length === 0;
  }));
}

for (const name of browserNames) {
  for (const colorScheme of /** @type {const} */ (['light', 'dark'])) {
    describe(`elements on other sites in ${name}, the system ${colorScheme}`, { timeout: 240_000 }, () => {
      /** @type {Browser} */
      let browser;
      before(async () => {
        browser = await launch(name, { colorScheme });
      });
      after(() => browser.close());

      it('are legible in every colour, and follow it', () => withSite(async (url) => {
        await browser.open(`${url}host.html`);
        await dress(browser, hosts[1]);
        await browser.evaluate((html) => void (/** @type {HTMLElement} */ (document.querySelector('#here')).innerHTML = html), elements);
        await browser.waitFor(() => Boolean(at('#t >>> #text')?.getAttribute('aria-busy') === 'false' && at('#plain >>> #text')?.textContent &&
          at('#none >>> #failure:not([hidden])') && at('lukewarm-sample-steps >>> .bars li') && at('lukewarm-samplers >>> .bars li') &&
          at('lukewarm-likelihood >>> .shaded span') && at('lukewarm-activations >>> .shaded span') && at('lukewarm-temperatures >>> article .text')?.textContent.length > 50 &&
          at('lukewarm-export >>> svg') && at('lukewarm-import >>> .drop') && at('lukewarm-draw >>> .line i') && at('lukewarm-inspector >>> .panel')));
        await browser.evaluate(() => at('#t >>> .token-cursor').focus());
        await browser.press('ArrowRight');
        await browser.press('Enter');
        await browser.waitFor(() => Boolean(at('lukewarm-inspector >>> .inspector:not([hidden]) .bars li')));
        /** @type {string[]} */
        const poor = [];
        for (const host of hosts) {
          await dress(browser, host);
          const found = await browser.evaluate(measureContrast);
          assert.ok(found.count > 300, `${found.count} in ${host[0]}`);
          poor.push(...found.poor.map((one) => `${host[0]}: ${one}`));
        }
        assert.deepEqual(poor, []);
      }));

      if (colorScheme === 'light') {
        it('look in a narrow column as on a phone, and keep their own width where the page leaves it to them', () => withSite(async (url) => {
          await browser.open(`${url}host.html`);
          const tags = ['text', 'greedy', 'pitfalls', 'sample-steps', 'distribution', 'draw'];
          await browser.evaluate((tags) => {
            const here = /** @type {HTMLElement} */ (document.querySelector('#here'));
            here.innerHTML = tags.map((tag) => `<div><lukewarm-${tag} loading="eager"></lukewarm-${tag}></div>`).join('');
            for (const [name, value] of Object.entries({ detailed: '', model: 'shakespeare', models: 'models/index.json', prompt: 'ROMEO:', seed: '3', 'max-tokens': '100' })) {
              at('lukewarm-text').setAttribute(name, value);
            }
            here.style.width = '400px';
          }, tags);
          await browser.waitFor(() => Boolean(at('#text')?.getAttribute('aria-busy') === 'false' && at('#copy-text') && at('lukewarm-pitfalls >>> td') && at('lukewarm-greedy >>> .pair') && at('lukewarm-sample-steps >>> .bars li') && at('lukewarm-draw >>> .line i')));
          const sizes = (/** @type {string[]} */ tags) => tags.map((tag) => {
            const { width, height } = document.querySelector(`lukewarm-${tag}`).getBoundingClientRect();
            return [tag, Math.round(width), Math.round(height)];
          });
          const onPhone = (/** @type {boolean} */ isPhone) => browser.waitFor((isPhone) => innerWidth < 500 === isPhone && [...document.querySelectorAll('#here > div > *')].every(({ shadowRoot }) => shadowRoot?.firstElementChild.classList.contains('narrow')), isPhone);
          await onPhone(false);
          const inColumn = await browser.evaluate(sizes, tags);
          await browser.setViewport(450, 800); // WebKit's least is 447
          await onPhone(true);
          assert.deepEqual(inColumn, await browser.evaluate(sizes, tags));
          await browser.setViewport(1280, 800);
          for (const style of ['display: flex', 'display: inline-block', 'display: table', 'float: left']) {
            await browser.evaluate((style) => {
              document.querySelector('#here').style.width = '';
              for (const box of document.querySelectorAll('#here > div')) box.style.cssText = style;
            }, style);
            await browser.waitFor((tags) => tags.every((tag) => document.querySelector(`lukewarm-${tag}`).offsetWidth > 250), tags);
          }
        }));

        it('show what else could have come under the column where that is narrow, at the lower edge of the window', () => withSite(async (url) => {
          for (const [window, column, isSheet] of /** @type {const} */ ([[1280, 400, true], [620, 600, false]])) {
            await browser.setViewport(window, 800);
            await browser.open(`${url}host.html`);
            await browser.evaluate((column) => {
              const here = /** @type {HTMLElement} */ (document.querySelector('#here'));
              here.style.cssText = `width: ${column}px; margin: 0 auto`;
              here.innerHTML = `<lukewarm-text id="t" controls model="names" prompt="a" seed="3" max-tokens="60" loading="eager"></lukewarm-text><lukewarm-inspector for="t"></lukewarm-inspector>`;
            }, column);
            await browser.waitFor(() => Boolean(at('#t >>> #text')?.getAttribute('aria-busy') === 'false' && at('lukewarm-inspector >>> .inspector') && at('#t >>> .token-cursor:not([hidden])')));
            await browser.evaluate(() => at('#t >>> .token-cursor').focus());
            await browser.press('ArrowRight');
            await browser.waitFor(() => Boolean(at('lukewarm-inspector >>> .inspector:not([hidden]) .bars li')));
            const found = await browser.evaluate(() => {
              const { left, right, bottom } = at('lukewarm-inspector >>> .inspector').getBoundingClientRect();
              const own = /** @type {Element} */ (document.querySelector('#here')).getBoundingClientRect();
              return { position: getComputedStyle(at('lukewarm-inspector >>> .inspector')).position, above: innerHeight - bottom, left: left - own.left, right: right - own.right };
            });
            assert.equal(found.position, isSheet ? 'fixed' : 'absolute', `${column} in ${window}`);
            if (isSheet) for (const side of /** @type {const} */ (['above', 'left', 'right'])) assert.ok(Math.abs(found[side]) < 1, `${side}: ${found[side]}`);
          }
          await browser.setViewport(1280, 800);
        }));

        it('take the page\'s size and typeface', () => withSite(async (url) => {
          await browser.open(`${url}host.html`);
          // MkDocs Material's: the root is larger, the text is not.
          const sizes = await browser.evaluate(async (model) => {
            document.documentElement.style.fontSize = '125%';
            const here = /** @type {HTMLElement} */ (document.querySelector('#here'));
            Object.assign(here.style, { fontSize: '0.8rem', fontFamily: 'Roboto, sans-serif' });
            here.innerHTML = `<p>a paragraph</p><lukewarm-text loading="eager" controls model="${model}" prompt="O" seed="1" max-tokens="20"></lukewarm-text>`;
            await customElements.whenDefined('lukewarm-text');
            const text = /** @type {any} */ (here.querySelector('lukewarm-text'));
            await text.generate();
            while (!text.shadowRoot.querySelector('#prompt')) await new Promise((resolve) => setTimeout(resolve, 20));
            const of = (/** @type {string} */ selector) => getComputedStyle(text.shadowRoot.querySelector(selector));
            return { paragraph: getComputedStyle(/** @type {Element} */ (here.firstElementChild)).fontSize, text: of('#text').fontSize, family: of('#text').fontFamily,
              button: of('#generate').fontSize, high: of('#generate').minHeight };
          }, model);
          assert.deepEqual(sizes, { paragraph: '16px', text: '16px', family: 'Roboto, sans-serif', button: '16px', high: '44px' });
        }));
      }
    });
  }
}

// Elements on pages of others: under the strictest policy that lets them work, and from another site.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { site } from '../../web/make/site.mjs';
import { browserNames, launch } from './browsers.mjs';
import { withSite } from './site.mjs';

const strict = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; connect-src 'self'; style-src 'self'";

/** Errors of the page's own: no browser is told of an icon here, and each asks for one. @param {string[]} errors */
const own = (errors) => errors.filter((error) => !/favicon/.test(error));

/** In the page: the first element's text, once it is complete. */
const written = () => {
  const text = document.querySelector('lukewarm-text')?.shadowRoot?.querySelector('[part=text]');
  return text?.getAttribute('aria-busy') === 'false' && text.textContent;
};

for (const name of browserNames) {
  describe(`policy in ${name}`, { timeout: 120_000 }, () => {
    it('lets every element work, without COOP and COEP', () => withSite(async (url) => {
      const browser = await launch(name);
      try {
        await browser.open(`${url}strict.html`);
        assert.equal((await browser.waitFor(written)).length, 'ROMEO:'.length + 120);
        await browser.waitFor(() => [...document.querySelectorAll('main > :not(h1, lukewarm-text)')]
          .every((element) => element.shadowRoot?.querySelector('figure')));
        assert.equal(await browser.evaluate(() => crossOriginIsolated), false);
        await browser.evaluate(() => document.querySelectorAll('main > :not(h1)').forEach((element) => element.scrollIntoView()));
        assert.deepEqual(own(await browser.errors()), []);
      } finally {
        await browser.close();
      }
    }, {
      intercept(_, response) {
        response.setHeader('Content-Security-Policy', strict);
        return false;
      },
    }));

    it('may let a script of another site in, by its hash; its engine runs on the page\'s thread', () => withSite(async (other) => {
      const hashes = JSON.parse(await readFile(join(site, 'integrity.json'), 'utf8'));
      const browser = await launch(name);
      try {
        await withSite(async (url) => {
          await browser.open(`${url}guest.html`);
          await browser.evaluate((src, integrity) => {
            const script = Object.assign(document.createElement('script'), { type: 'module', src, integrity, crossOrigin: 'anonymous' });
            document.head.append(script);
          }, `${other}lukewarm-elements.js`, hashes['lukewarm-elements.js']);
          assert.equal((await browser.waitFor(written)).length, 'ROMEO:'.length + 120);
        }, {
          intercept(_, response) {
            response.setHeader('Content-Security-Policy',
              `default-src 'none'; script-src 'self' ${other} 'wasm-unsafe-eval'; connect-src ${other}; style-src 'self'`);
            return false;
          },
        });
      } finally {
        await browser.close();
      }
    }));
  });
}

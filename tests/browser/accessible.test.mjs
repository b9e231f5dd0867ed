// The pages that have no test file of their own with axe-core: light and dark, on a phone.
import { describe, it } from 'node:test';
import { launch } from './browsers.mjs';
import { assertAccessible } from './on-page.mjs';
import { withSite } from './site.mjs';

const pages = ['elements.html', 'embed.html?model=shakespeare&prompt=ROMEO&seed=1&controls&shaded', 'embed.html?element=lukewarm-draw',
  'embed.html?element=none', 'guides/html.html', 'lukewarm-standalone.html'];

describe('pages', { timeout: 120_000 }, () => {
  for (const colorScheme of /** @type {const} */ (['light', 'dark'])) {
    it(`have nothing that axe-core objects to, ${colorScheme}`, () =>
      withSite(async (url) => {
        const browser = await launch('chromium', { colorScheme, width: 390, height: 844 });
        try {
          for (const page of pages) {
            await browser.open(url + page);
            await browser.waitFor(() => {
              const element = document.querySelector('lukewarm-text, lukewarm-draw, #frame p, #text');
              return document.readyState === 'complete' && Boolean(element && (element.shadowRoot?.childElementCount || element.textContent));
            });
            await assertAccessible(browser, page);
          }
        } finally {
          await browser.close();
        }
      }));
  }
});

// Tokens per second in real browsers, with every kernel, and the share of the bare products' rate, after tests/run:
//   node tests/bench/browsers.mjs [chromium] [firefox] [webkit]
// The page itself is page/bench.html.
import { join } from 'node:path';
import { root } from '../../web/make/site.mjs';
import { launch } from '../browser/browsers.mjs';
import { withSite } from '../browser/site.mjs';
import { wantedBrowsers } from './wanted-browsers.mjs';

// build/ has the programs of the bare products, which are no part of the site.
const folders = [join(root, 'tests/bench/page'), join(root, 'build')];

for (const name of wantedBrowsers(import.meta.url)) {
  await withSite(async (url) => {
    const browser = await launch(name);
    try {
      console.log(`${name} ${await browser.version()}`);
      await browser.open(`${url}bench.html`);
      // Longer than the drivers' patience.
      let rows = null;
      for (let tries = 10; tries > 0 && !rows; tries--) {
        rows = await browser.waitFor(() => /** @type {any} */ (globalThis).bench).catch(() => null);
      }
      console.log(await browser.text('#results'));
    } finally {
      await browser.close();
    }
  }, { folders });
}

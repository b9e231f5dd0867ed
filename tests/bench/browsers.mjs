// Tokens per second in real browsers: node tests/bench/browsers.mjs [chromium] [firefox] [webkit], after web/demo --no-serve.
// The page itself is tests/browser/pages/bench.html.
import { browserNames, launch } from '../browser/browsers.mjs';
import { withSite } from '../browser/site.mjs';

const wanted = process.argv.length > 2 ? process.argv.slice(2) : browserNames;
for (const name of wanted) {
  await withSite(async (url) => {
    const browser = await launch(/** @type {any} */ (name));
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
  });
}

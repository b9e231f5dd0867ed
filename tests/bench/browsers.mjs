// Tokens per second in real browsers, and the bare products beside them, after tests/run:
//   node tests/bench/browsers.mjs [chromium] [firefox] [webkit]
// The page itself is tests/browser/pages/bench.html.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../web/make/site.mjs';
import { browserNames, launch } from '../browser/browsers.mjs';
import { withSite } from '../browser/site.mjs';

/** Serves the programs of the bare products, which are no part of the site. @type {import('../browser/site.mjs').Intercept} */
function intercept(request, response) {
  const [, build, file] = /^\/(simd128|relaxed)\/(product_bench\.\w+)$/.exec(request.url ?? '') ?? [];
  const path = build && join(root, `build/web-${build}/tests/bench`, file);
  if (!path || !existsSync(path)) return false;
  response.setHeader('Content-Type', file.endsWith('.wasm') ? 'application/wasm' : 'text/javascript');
  response.end(readFileSync(path));
  return true;
}

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
  }, { intercept });
}

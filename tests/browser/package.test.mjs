// The npm package in browsers, with the README's own program: bundled by Vite and by esbuild, served by Vite while one
// works, and as plain files. tests/package has the other tools.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { build, createServer } from 'vite';
import { startServer } from '../../web/make/serve.mjs';
import { root } from '../../web/make/site.mjs';
import { readRecipes } from '../web/recipes.mjs';
import { inProject, run } from '../web/packed.mjs';
import { guideText } from '../web/texts.mjs';
import { browserNames, launch } from './browsers.mjs';

const recipes = readRecipes('web/make/package.md');
const { 'main.js': main, 'index.html': page } = recipes['In a page'].files;

// A page without a bundler names the file.
const plain = main.replace("'lukewarm/define'", "'./node_modules/lukewarm/lukewarm-elements.js'")
  .replace("'lukewarm/models/shakespeare'", "'./node_modules/lukewarm/shakespeare.js'")
  .replace("'lukewarm'", "'./node_modules/lukewarm/lukewarm.js'");

const written = guideText();

/** @param {import('./browsers.mjs').Browser} browser @param {string} url */
async function assertWrites(browser, url) {
  await browser.open(url);
  assert.equal(await browser.waitFor(() => document.querySelector('#text')?.textContent), written);
  await browser.waitFor((written) => document.querySelector('lukewarm-text')?.text === written, written);
  // What a worker loads is not in the page's list: were the engine on the page's own thread, its wasm would be.
  const loaded = await browser.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => name));
  assert.deepEqual(loaded.filter((name) => /wasm|safetensors(?!.*import)/.test(name)), []);
  assert.deepEqual(await browser.errorsOf(url), []);
}

describe('package', { timeout: 300_000 }, () => {
  it('works bundled by Vite and esbuild, in Vite\'s own server and as plain files, in every browser', async () => {
    const files = {
      'index.html': page, 'main.js': main,
      'plain.html': page.replace('main.js', 'plain.js'), 'plain.js': plain,
    };
    await inProject(files, async (folder) => {
      await build({ root: folder, logLevel: 'error', build: { target: 'es2022', outDir: 'vite' } });
      for (const command of recipes.esbuild.commands) {
        const PATH = `${join(root, 'node_modules/.bin')}:${process.env.PATH}`;
        await run('bash', ['-c', command.replace('npx ', '')], { cwd: folder, env: { ...process.env, PATH } });
      }
      const servers = await Promise.all(['vite', 'dist', '.'].map((part) => startServer({ folders: [join(folder, part)], port: 0 })));
      const dev = await createServer({ root: folder, logLevel: 'error', server: { host: '127.0.0.1', port: 0 } });
      await dev.listen();
      const { port } = /** @type {import('node:net').AddressInfo} */ (dev.httpServer?.address());
      const [bundled, joined, unbundled] = servers.map(({ url }) => url);
      try {
        for (const name of browserNames) {
          const browser = await launch(name);
          try {
            for (const url of [bundled, joined, `${unbundled}plain.html`, `http://127.0.0.1:${port}/`]) await assertWrites(browser, url);
          } finally {
            await browser.close();
          }
        }
      } finally {
        await Promise.all([...servers, dev].map((server) => server.close()));
      }
    });
  });
});

// The npm package in browsers: bundled by Vite, served by Vite while one works, and as plain files.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { build, createServer } from 'vite';
import { startServer } from '../../web/make/serve.mjs';
import { inProject } from '../web/packed.mjs';
import { browserNames, launch } from './browsers.mjs';
import { guideText } from '../web/texts.mjs';

const page = (/** @type {string} */ script) =>
  `<!doctype html><html lang="en"><meta charset="utf-8"><title>Stranger</title><p id="text"></p>
  <lukewarm-text prompt="ROMEO:" temperature="0.6" seed="1" max-tokens="100" loading="eager"></lukewarm-text>${script}`;

const viteMain = `
  import { loadModel, sample } from 'lukewarm';
  import 'lukewarm/define';
  import address from 'lukewarm/models/shakespeare/shakespeare.safetensors?url';
  const model = await loadModel(address);
  const { text } = await model.complete('ROMEO:', { temperature: 0.6, seed: 1, maxTokens: 100 });
  document.querySelector('#text').textContent = text + sample([0, 1], 1);
  document.querySelector('lukewarm-text').setAttribute('model', address);
`;
// A page without a bundler names the file.
const plainMain = viteMain.replace("'lukewarm/define'", "'./node_modules/lukewarm/lukewarm-elements.js'")
  .replace("'lukewarm'", "'./node_modules/lukewarm/lukewarm.js'")
  .replace(/import address from '(.*)\?url'/, "const address = './node_modules/$1'");

const written = guideText();

/** @param {import('./browsers.mjs').Browser} browser @param {string} url */
async function assertWrites(browser, url) {
  const seen = browser.name === 'webkit' ? 0 : (await browser.errors()).length; // WebKit keeps them by origin
  await browser.open(url);
  const text = await browser.waitFor(() => document.querySelector('#text')?.textContent);
  assert.equal(text, `${written}1`);
  await browser.waitFor((written) => document.querySelector('lukewarm-text')?.text === written, written);
  // What a worker loads is not in the page's list: were the engine on the page's own thread, its wasm would be.
  const loaded = await browser.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => name));
  assert.deepEqual(loaded.filter((name) => /wasm|safetensors(?!.*import)/.test(name)), []);
  assert.deepEqual((await browser.errors()).slice(seen).filter((error) => !error.includes('favicon')), []);
}

describe('package', { timeout: 120_000 }, () => {
  it('works bundled by Vite, in Vite\'s own server and as plain files, in every browser', async () => {
    const files = {
      'index.html': page('<script type="module" src="/main.js"></script>'),
      'main.js': viteMain,
      'plain.html': page('<script type="module" src="./plain.js"></script>'),
      'plain.js': plainMain,
    };
    await inProject(files, async (folder) => {
      await build({ root: folder, logLevel: 'error', build: { target: 'es2022' } });
      const built = await startServer({ folders: [join(folder, 'dist')], port: 0 });
      const plain = await startServer({ folders: [folder], port: 0 });
      const dev = await createServer({ root: folder, logLevel: 'error', server: { host: '127.0.0.1', port: 0 } });
      await dev.listen();
      const { port } = /** @type {import('node:net').AddressInfo} */ (dev.httpServer?.address());
      try {
        for (const name of browserNames) {
          const browser = await launch(name);
          try {
            await assertWrites(browser, built.url);
            await assertWrites(browser, `http://127.0.0.1:${port}/`);
            await assertWrites(browser, `${plain.url}plain.html`);
          } finally {
            await browser.close();
          }
        }
      } finally {
        await Promise.all([built.close(), plain.close(), dev.close()]);
      }
    });
  });
});

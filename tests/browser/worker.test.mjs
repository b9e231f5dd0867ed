// Where the engine runs in a page: in a worker, of another origin too, or on the page's own thread where there can be none.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { guideText } from '../web/texts.mjs';
import { browserNames, launch } from './browsers.mjs';
import { withSite } from './site.mjs';

const options = { temperature: 0.5, seed: 1, maxTokens: 100 };
const written = guideText();

/**
 * Runs in a page: keeps account of its workers, and has a model write.
 * @param {string} site address of it
 * @param {any} options
 * @returns {Promise<{ text?: string, code?: string, workers: number, here: boolean }>} here: the wasm is the page's own
 */
async function writeText(site, options) {
  const page = /** @type {any} */ (globalThis);
  if (!page.workers) {
    page.workers = { started: 0, alive: 0 };
    page.Worker = class extends Worker {
      constructor(/** @type {any} */ url, /** @type {any} */ how) {
        super(url, how);
        page.workers.started++;
        page.workers.alive++;
      }
      terminate() {
        page.workers.alive--;
        super.terminate();
      }
    };
  }
  const { loadModel } = await import(`${site}lukewarm.js`);
  const result = /** @type {any} */ ({});
  try {
    const model = await loadModel(`${site}models/shakespeare/shakespeare.safetensors`);
    result.text = (await model.complete('ROMEO:', options)).text;
    await model.dispose();
  } catch (error) {
    result.code = /** @type {any} */ (error).code ?? String(error);
  }
  const here = performance.getEntriesByType('resource').some(({ name }) => /\.wasm/.test(name));
  return { ...result, workers: page.workers.started, here };
}

/** @type {import('./browsers.mjs').Browser} */
let browser;

/**
 * Serves the site under a policy while `use` runs in the browser.
 * @param {(browser: import('./browsers.mjs').Browser, url: string, missing: RegExp[]) => Promise<void>} use what is `missing` is a 404
 * @param {string} [policy]
 */
async function inBrowser(use, policy) {
  /** @type {RegExp[]} */
  const missing = [];
  await withSite((url) => use(browser, url, missing), {
    intercept({ url = '' }, response) {
      if (policy) response.setHeader('Content-Security-Policy', policy);
      if (!missing.some((pattern) => pattern.test(url))) return false;
      response.writeHead(404).end();
      return true;
    },
  });
}

for (const name of browserNames) {
  describe(`the engine in ${name}`, { timeout: 240_000 }, () => {
    before(async () => void (browser = await launch(name)));
    after(() => browser.close());

    it('runs in a worker, which ends when the last model is gone', () => inBrowser(async (browser, url) => {
      await browser.open(`${url}empty.html`);
      assert.deepEqual(await browser.evaluate(writeText, url, options), { text: written, workers: 1, here: false });
      assert.deepEqual(await browser.evaluate(writeText, url, options), { text: written, workers: 1, here: false });
      await browser.waitFor(() => /** @type {any} */ (globalThis).workers.alive === 0);
      assert.deepEqual(await browser.evaluate(writeText, url, options), { text: written, workers: 2, here: false });
    }));

    it('that could not start starts at the next try', () => inBrowser(async (browser, url, missing) => {
      await browser.open(`${url}empty.html`);
      missing.push(/worker(-\w+)?\.js/, /\/engine(-\w+)?\.js/);
      assert.deepEqual(await browser.evaluate(writeText, url, options), { code: 'network', workers: 1, here: false });
      missing.length = 0;
      assert.deepEqual(await browser.evaluate(writeText, url, options), { text: written, workers: 2, here: false });
    }));

    it('runs on the page\'s thread where the worker is missing', () => inBrowser(async (browser, url, missing) => {
      await browser.open(`${url}empty.html`);
      missing.push(/worker(-\w+)?\.js/);
      assert.deepEqual(await browser.evaluate(writeText, url, options), { text: written, workers: 1, here: true });
    }));

    it('of another origin runs in a worker, unless the page\'s policy forbids it', () => withSite(async (other) => {
      const policy = `default-src 'none'; script-src 'self' ${other} 'wasm-unsafe-eval'; connect-src ${other}`;
      await inBrowser(async (browser, url) => {
        await browser.open(`${url}empty.html`);
        assert.deepEqual(await browser.evaluate(writeText, other, options), { text: written, workers: 1, here: false });
      }, `${policy}; worker-src blob:`);
      await inBrowser(async (browser, url) => {
        await browser.open(`${url}empty.html`);
        const { text, here } = await browser.evaluate(writeText, other, options);
        assert.deepEqual({ text, here }, { text: written, here: true });
      }, `${policy}; worker-src 'none'`);
    }));

    it('of another origin is not one that was changed', () => withSite((other) => inBrowser(async (browser, url) => {
      await browser.open(`${url}empty.html`);
      const { text, here } = await browser.evaluate(writeText, other, options);
      assert.deepEqual({ text, here }, { text: written, here: true });
    }, `default-src 'none'; script-src 'self' ${other} 'wasm-unsafe-eval'; connect-src ${other}; worker-src blob:`), {
      intercept({ url = '' }, response) {
        if (!/\/worker-\w+\.js/.test(url)) return false;
        response.setHeader('Access-Control-Allow-Origin', '*');
        response.setHeader('Content-Type', 'text/javascript');
        response.end("postMessage({}); onmessage = ({ data: { call } }) => postMessage({ call, done: true, error: { code: 'foreign', message: '' } })");
        return true;
      },
    }));

    it('says what is wrong with WebAssembly, and starts when that is mended', async () => {
      await inBrowser(async (browser, url) => {
        await browser.open(`${url}empty.html`);
        assert.equal((await browser.evaluate(writeText, url, options)).code, 'wasm-blocked');
      }, "script-src 'self'; worker-src 'self'");
      await inBrowser(async (browser, url, missing) => {
        await browser.open(`${url}empty.html`);
        missing.push(/\.wasm/);
        assert.equal((await browser.evaluate(writeText, url, options)).code, 'wasm-missing');
        missing.length = 0;
        assert.deepEqual(await browser.evaluate(writeText, url, options), { text: written, workers: 1, here: false });
      });
    });

    it('works in documents that have no address: about:srcdoc, data: and blob:, sandboxed too', () => inBrowser(async (browser, url) => {
      await browser.open(`${url}empty.html`);
      const texts = await browser.evaluate(async (url, options) => {
        const script = `<script type="module">
          import { loadModel } from '${url}lukewarm.js';
          const post = (said) => parent.postMessage(said, '*');
          try {
            const model = await loadModel(location.protocol === 'about:' && origin !== 'null' ? 'models/shakespeare/shakespeare.safetensors'
              : '${url}models/shakespeare/shakespeare.safetensors');
            post((await model.complete('ROMEO:', ${JSON.stringify(options)})).text);
          } catch (error) { post(String(error)); }
        <\/script>`;
        const blob = URL.createObjectURL(new Blob([script], { type: 'text/html' }));
        const texts = [];
        for (const frame of [{ srcdoc: script }, { srcdoc: script, sandbox: 'allow-scripts' },
          { src: `data:text/html,${encodeURIComponent(script)}` }, { src: blob }]) {
          const said = new Promise((resolve) => addEventListener('message', ({ data }) => resolve(data), { once: true }));
          document.body.append(Object.assign(document.createElement('iframe'), frame));
          texts.push(await said);
        }
        return texts;
      }, url, options);
      assert.deepEqual(texts, Array(4).fill(written));
    }, "script-src * 'unsafe-inline' 'wasm-unsafe-eval'; worker-src * blob:"));
  });
}

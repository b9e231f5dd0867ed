// The engine comes in two parts: the first is enough for a text, and the rest comes when that is there, or when it is
// needed.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { readAccount, root, site } from '../../web/make/site.mjs';
import { digest, nativeText } from '../web/texts.mjs';
import { browserNames, launch } from './browsers.mjs';
import { finished } from './on-page.mjs';
import { serveLayers, withSite } from './site.mjs';

const rare = { file: 'tests/golden/layers/bidirectional-lstm.safetensors', prompt: 'hello', options: { temperature: 1, seed: 3, maxTokens: 100 } };
const isRest = (/** @type {string} */ url) => /-rest-\w+\.wasm/.test(url);

const { names } = await readAccount();

/**
 * Runs in a page, where the engine is in a worker.
 * @param {string} url of a model
 * @param {'complete' | 'score'} method
 * @param {string} prompt
 * @param {any} options
 */
async function ask(url, method, prompt, options) {
  const { loadModel } = await import(/** @type {any} */ (`${location.origin}/lukewarm.js`));
  try {
    const model = await loadModel(url);
    const { text, tokens } = await (method === 'score' ? model.score(prompt) : model.complete(prompt, options));
    return text ?? tokens.length;
  } catch (error) {
    return /** @type {any} */ (error).code;
  }
}

/**
 * Serves the site to a browser while `use` runs, with what was asked for.
 * @param {import('./browsers.mjs').BrowserName} name
 * @param {(browser: import('./browsers.mjs').Browser, url: string, asked: string[],
 *     state: { broken: 'no' | 'missing' | 'other' }) => Promise<void>} use
 */
async function withRequests(name, use) {
  /** @type {string[]} */
  const asked = [];
  const state = { broken: /** @type {'no' | 'missing' | 'other'} */ ('no') };
  const foreign = await readFile(join(site, names['lukewarm-simd128-rest.wasm']));
  const ownVersion = /** @type {RegExpExecArray} */ (/[0-9a-f]{8}/.exec(foreign.toString('latin1')))[0];
  const other = Buffer.from(foreign.toString('latin1').replaceAll(ownVersion, '01234567'), 'latin1');
  const browser = await launch(name);
  await withSite((url) => use(browser, url, asked, state).finally(() => browser.close()), {
    folders: [join(root, 'web')],
    intercept(request, response) {
      const path = (request.url ?? '').split('?')[0];
      if (path === '/sw.js') { // which would ask for every file
        response.writeHead(404).end();
        return true;
      }
      asked.push(path);
      if (isRest(path) && state.broken !== 'no') {
        if (state.broken === 'other') response.end(other);
        else response.writeHead(404).end();
        return true;
      }
      return serveLayers(request, response);
    },
  });
}

for (const name of browserNames) {
  describe(`the rest of the engine, in ${name}`, { timeout: 120_000 }, () => {
    it('is asked for when the first text is there', () =>
      withRequests(name, async (browser, url, asked) => {
        await browser.open(`${url}#length=5000`);
        // More than the example that stands in the page before anything is written.
        await browser.waitFor(() => (at('#text')?.textContent ?? '').length > 1000);
        assert.deepEqual(asked.filter(isRest), []);
        await finished(browser);
        while (!asked.some(isRest)) await new Promise((resolve) => setTimeout(resolve, 20));
      }));

    it('is waited for by a model that needs it, which then writes what the command line writes', () =>
      withRequests(name, async (browser, url, asked) => {
        await browser.open(`${url}empty.html`);
        const text = await browser.evaluate(ask, `/${rare.file}`, 'complete', rare.prompt, rare.options);
        assert.equal(digest(text), digest(nativeText(rare)));
        assert.equal(asked.filter(isRest).length, 1);
      }));

    it('that is missing when the page needs it for a text can be tried again', () =>
      withRequests(name, async (browser, url, asked, state) => {
        state.broken = 'missing';
        await browser.open(`${url}#temperature=0&length=60&prompt=Caf%C3%A9`);
        await browser.waitFor(() => at('#failure:not([hidden])') !== null);
        assert.ok(asked.some(isRest));
        state.broken = 'no';
        await browser.click('#failure button');
        const { all } = await finished(browser);
        assert.ok(all.length >= 60, all);
      }));

    it('that is missing or of another version is an error, and is found when it is there', () =>
      withRequests(name, async (browser, url, _, state) => {
        await browser.open(`${url}empty.html`);
        const usual = '/models/shakespeare/shakespeare.safetensors';
        state.broken = 'missing';
        assert.equal(await browser.evaluate(ask, `/${rare.file}`, 'complete', 'hello', {}), 'engine-stopped');
        assert.equal(await browser.evaluate(ask, usual, 'complete', 'ROMEO:', { temperature: 0 }), 'wasm-missing');
        assert.equal(await browser.evaluate(ask, usual, 'score', 'To be', {}), 'wasm-missing');
        state.broken = 'other';
        assert.equal(await browser.evaluate(ask, usual, 'score', 'To be', {}), 'version-mismatch');
        state.broken = 'no';
        assert.equal(await browser.evaluate(ask, usual, 'score', 'To be', {}), 5);
        const text = await browser.evaluate(ask, `/${rare.file}`, 'complete', rare.prompt, rare.options);
        assert.equal(digest(text), digest(nativeText(rare)));
      }));
  });
}

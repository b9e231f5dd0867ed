// lukewarm-widget.js, loaded by anywidget's own front end (npm: anywidget), from a text and from an address.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { describe, it } from 'node:test';
import { browserNames, launch } from './browsers.mjs';
import { withSite } from './site.mjs';
import { guideText } from '../web/texts.mjs';

const loader = await readFile(createRequire(import.meta.url).resolve('anywidget'), 'utf8');
const page = '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Notebook</title></head><body>' +
  '<script src="notebook.js"></script><script type="module" src="anywidget.js"></script></body></html>';

/** Notebooks set no policy that would forbid what anywidget does. @type {import('./site.mjs').Intercept} */
function intercept(request, response) {
  const body = { '/notebook': page, '/anywidget.js': loader }[request.url ?? ''];
  if (body === undefined) return false;
  response.removeHeader('Content-Security-Policy');
  response.setHeader('Content-Type', body === page ? 'text/html' : 'text/javascript');
  response.end(body);
  return true;
}

const written = guideText();

for (const name of browserNames) {
  describe(`widget in ${name}`, { timeout: 120_000 }, () => {
    it('shows its traits, tells what it wrote, follows and leaves nothing behind', async () => {
      const browser = await launch(name);
      try {
        await withSite(async (url) => {
          await browser.open(`${url}notebook`);
          await browser.waitFor(() => typeof (/** @type {any} */ (window).show) === 'function');
          for (const way of ['text', 'address']) {
            await browser.evaluate(async (way) => {
              const address = new URL('lukewarm-widget.js', location.href).href;
              const _esm = way === 'text' ? await (await fetch(address)).text() : address;
              const model_bytes = way === 'text'
                ? new DataView(await (await fetch('models/shakespeare/shakespeare.safetensors')).arrayBuffer()) : null;
              const model_url = way === 'text' ? '' : new URL('models/shakespeare/shakespeare.safetensors', location.href).href;
              const notebook = /** @type {any} */ (window);
              notebook.shown = await notebook.show(
                { _esm, model_bytes, model_url, prompt: 'ROMEO:', temperature: 0.6, seed: 1, max_tokens: 100, controls: true, text: '' });
            }, way);
            const saved = await browser.waitFor(() => (/** @type {any} */ (window)).shown.model.saved.find((/** @type {any} */ { text }) => text));
            assert.deepEqual(saved, { text: written, seed: 1, prompt: 'ROMEO:', temperature: 0.6, error: '' });

            await browser.evaluate(() => {
              const { model } = (/** @type {any} */ (window)).shown;
              model.set('temperature', 0);
            });
            const greedy = await browser.waitFor((written) => {
              const { text } = (/** @type {any} */ (window)).shown.model.state;
              return text !== written && text;
            }, written);
            assert.equal(await browser.evaluate(() => document.querySelector('lukewarm-text')?.getAttribute('temperature')), '0');
            assert.equal(greedy.length, 100);

            // anywidget takes down what it set up; what is left is its own.
            const left = await browser.evaluate(async () => {
              const { model, view } = (/** @type {any} */ (window)).shown;
              const before = model.count;
              view.remove();
              await new Promise((resolve) => setTimeout(resolve));
              return { before, after: model.count, elements: document.querySelectorAll('lukewarm-text').length };
            });
            assert.equal(left.elements, 0);
            assert.ok(left.after < left.before, `${left.before} listeners, then ${left.after}`);
          }
        }, { intercept });
      } finally {
        await browser.close();
      }
    });
  });
}

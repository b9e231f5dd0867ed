// lukewarm-widget.js, loaded by anywidget's own front end (npm: anywidget), from a text and from an address.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { guideText, nativeText } from '../web/texts.mjs';
import { browserNames, launch } from './browsers.mjs';
import { inNotebook } from './notebook.mjs';

const written = guideText();

for (const name of browserNames) {
  describe(`widget in ${name}`, { timeout: 120_000 }, () => {
    it('shows its traits, tells what it wrote, follows and leaves nothing behind', async () => {
      const browser = await launch(name);
      try {
        await inNotebook(browser, async () => {
          for (const way of ['text', 'address']) {
            await browser.evaluate(async (way) => {
              const address = new URL('lukewarm-widget.js', location.href).href;
              const _esm = way === 'text' ? await (await fetch(address)).text() : address;
              const model_bytes = way === 'text'
                ? new DataView(await (await fetch('models/shakespeare/shakespeare.safetensors')).arrayBuffer()) : null;
              const model_url = way === 'text' ? '' : new URL('models/shakespeare/shakespeare.safetensors', location.href).href;
              const notebook = /** @type {any} */ (window);
              notebook.shown = await notebook.show(
                { _esm, model_bytes, model_url, prompt: 'ROMEO:', temperature: 0.5, seed: '1', max_tokens: 100, controls: true, text: '' });
            }, way);
            const saved = await browser.waitFor(() => (/** @type {any} */ (window)).shown.model.saved.find((/** @type {any} */ { text }) => text));
            assert.deepEqual(saved, { text: written, seed: '1', prompt: 'ROMEO:', temperature: 0.5, error: '' });

            // A seed of 64 bits is the same on both sides.
            const last = { temperature: 0.5, seed: 2n ** 64n - 1n, maxTokens: 100 };
            await browser.evaluate((seed) => {
              const { model } = (/** @type {any} */ (window)).shown;
              model.set('seed', seed);
            }, String(last.seed));
            const again = await browser.waitFor((seed) => (/** @type {any} */ (window)).shown.model.saved.find(
              (/** @type {any} */ saved) => saved.seed === seed), String(last.seed));
            assert.equal(again.text, nativeText({ file: 'models/shakespeare/shakespeare.safetensors', prompt: 'ROMEO:', options: last }));

            await browser.evaluate(() => {
              const { model } = (/** @type {any} */ (window)).shown;
              model.set('temperature', 0);
            });
            const greedy = await browser.waitFor((before) => {
              const { text } = (/** @type {any} */ (window)).shown.model.state;
              return text !== before && text;
            }, again.text);
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
        });
      } finally {
        await browser.close();
      }
    });
  });
}

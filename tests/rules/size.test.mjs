// The page's code stays small enough to be there before one has read the headline.
import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import { describe, it } from 'node:test';
import { loadedBy } from '../../web/make/loaded.mjs';
import { site } from '../../web/make/site.mjs';
import { kBudget, weigh, weighPage } from '../../web/make/size.mjs';

describe('size', () => {
  it('sees every way in which a module is loaded', () => {
    const source = `
      import a, { b } from './a.js';
      import './b.js';
      export * from "../c.js";
      const d = await import('./d.js'); // import './comment.js'
      const e = new Worker(new URL('e.js', import.meta.url), { type: 'module' });
      /** @typedef {import('./type.js').Type} Type */
      const fs = await import('node:fs/promises');`;
    assert.deepEqual(loadedBy(source).sort(), ['../c.js', './a.js', './b.js', './d.js', 'e.js']);
    assert.ok(!loadedBy(source, { later: false }).includes('./d.js'));
  });

  it('weighs the page, its worker and the engine', async () => {
    const { code } = await weighPage();
    const paths = code.map(({ path }) => path);
    for (const part of ['page.js', 'worker.js', '.wasm']) {
      assert.ok(paths.some((path) => path.includes(part)), `no ${part} among ${paths}`);
    }
  });

  it('of all pages together, beside the engine, is at most 60 kB gzipped', async () => {
    const names = (await readdir(site)).filter((name) => name.endsWith('.js'));
    // serve.js is the engine's where there is no worker, train-worker.js the trainer's; sw.js, the list of the files to keep, is no page's.
    const others = ['lukewarm.js', 'lukewarm-train.js', 'worker.js', 'serve.js', 'train-worker.js', 'lukewarm-widget.js', 'sw.js'];
    const ofPages = names.filter((name) => !others.includes(name));
    const weights = await Promise.all(ofPages.map((name) => weigh(name)));
    const total = weights.reduce((sum, { gzipped }) => sum + gzipped, 0);
    assert.ok(total <= 60_000, `${total} bytes in ${ofPages}`);
  });

  it('is at most 60 kB gzipped before the page generates', async () => {
    const { total } = await weighPage();
    assert.ok(total <= kBudget, `${total} bytes; node web/make/size.mjs shows where they are`);
  });
});

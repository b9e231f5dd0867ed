// The page's code stays small enough to be there before one has read the headline.
import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import { describe, it } from 'node:test';
import { loadedBy, loadedByPage } from '../../web/make/loaded.mjs';
import { site } from '../../web/make/site.mjs';
import { kBudget, weigh, weighPage } from '../../web/make/size.mjs';

/** @param {string} name of a script: the training page's own, which carries chunks named after it */
const isOfTraining = (name) => /^train[-.]/.test(name) && name !== 'train-worker.js';

/** @param {string[]} names in the site */
const sum = async (names) => (await Promise.all(names.map((name) => weigh(name)))).reduce((all, { gzipped }) => all + gzipped, 0);

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

  it('of all pages but the training page together, beside the engine, is at most 60 kB gzipped', async () => {
    const names = (await readdir(site)).filter((name) => name.endsWith('.js'));
    // engine.js is the engine where there is no worker, train-worker.js the trainer's; sw.js, the list of the files to keep, is no page's.
    const others = ['lukewarm.js', 'lukewarm-train.js', 'worker.js', 'engine.js', 'train-worker.js', 'lukewarm-widget.js', 'sw.js'];
    const ofPages = names.filter((name) => !others.includes(name) && !isOfTraining(name));
    const total = await sum(ofPages);
    assert.ok(total <= 60_000, `${total} bytes in ${ofPages}`);
  });

  it('of the training page, beside its worker and the engine, is at most 11 kB gzipped', async () => {
    const scripts = (await readdir(site)).filter((name) => name.endsWith('.js') && isOfTraining(name));
    assert.ok(scripts.length > 0);
    const total = await sum(scripts);
    assert.ok(total <= 11_000, `${total} bytes in ${scripts}`);
  });

  it('of what trains, the worker and the wasm, is at most 110 kB gzipped, and no other page loads it', async () => {
    const total = await sum(['train-worker.js', 'lukewarm-train.wasm']);
    assert.ok(total <= 110_000, `${total} bytes`);
    for (const page of ['index.html', 'learn.html', 'embed.html', 'elements.html']) {
      const { scripts } = await loadedByPage(site, page, { later: true });
      assert.deepEqual(scripts.filter((name) => name.includes('train')), [], page);
    }
  });

  it('of the page before it generates is at most 70 kB gzipped', async () => {
    const { total } = await weighPage();
    assert.ok(total <= kBudget, `${total} bytes; node web/make/size.mjs shows where they are`);
  });
});

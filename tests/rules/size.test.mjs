// The page's code stays small enough to be there before one has read the headline.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { reached } from '../../web/make/assets.mjs';
import { readAccount } from '../../web/make/site.mjs';
import { kBudget, weighAll, weighPage } from '../../web/make/size.mjs';

const { names, loads } = await readAccount();
const pages = Object.keys(loads).filter((name) => name.endsWith('.html'));
/** Where there is no worker, the engine is in these. */
const engine = ['lukewarm.js', 'serve.js'].map((name) => names[name]);

/** Returns the scripts of pages, beside the engine and the workers. @param {string[]} pages */
const scriptsOf = (pages) => reached(loads, pages, { later: true }).filter((path) => path.endsWith('.js') && !engine.includes(path));

describe('size', () => {
  it('weighs the page, its worker and the engine', async () => {
    const { code } = await weighPage();
    const paths = code.map(({ path }) => path);
    for (const part of ['page', 'worker', 'relaxed']) {
      assert.ok(paths.some((path) => path.includes(part)), `no ${part} among ${paths}`);
    }
  });

  it('of all pages but the training page together, beside the engine, is at most 60 kB gzipped', async () => {
    const scripts = scriptsOf(pages.filter((page) => page !== 'train.html'));
    assert.ok(scripts.length > 10);
    const total = await weighAll(scripts);
    assert.ok(total <= 60_000, `${total} bytes in ${scripts}`);
  });

  it('of the training page, beside its worker and the engine, is at most 8 kB gzipped', async () => {
    const scripts = scriptsOf(['train.html']);
    assert.ok(scripts.includes(names['train.js']));
    const total = await weighAll(scripts);
    assert.ok(total <= 8_000, `${total} bytes in ${scripts}`);
  });

  it('of what trains, the worker and the wasm, is at most 120 kB gzipped, and no other page loads it', async () => {
    const total = await weighAll(['train-worker.js', 'lukewarm-train.wasm'].map((name) => names[name]));
    assert.ok(total <= 120_000, `${total} bytes`);
    for (const page of pages.filter((page) => page !== 'train.html')) {
      assert.deepEqual(reached(loads, [page], { byAddress: true, later: true }).filter((name) => /^(lukewarm-)?train-/.test(name)), [], page);
    }
  });

  it('of the page before it generates is at most 70 kB gzipped', async () => {
    const { total } = await weighPage();
    assert.ok(total <= kBudget, `${total} bytes; node web/make/size.mjs shows where they are`);
  });
});

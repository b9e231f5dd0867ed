// The page's code stays small enough to be there before one has read the headline: .size-limit.mjs has the budgets.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { promisify } from 'node:util';
import budgets from '../../.size-limit.mjs';
import { reached } from '../../web/make/assets.mjs';
import { readAccount, root } from '../../web/make/site.mjs';

const { loads } = await readAccount();

describe('size', () => {
  it('weighs the page, its worker and the engine', () => {
    for (const { path } of budgets.slice(0, 2)) {
      for (const part of ['first', 'page', 'worker', 'lukewarm']) {
        assert.ok(path.some((path) => path.startsWith(join(root, 'build/site', part))), `no ${part} among ${path}`);
      }
    }
    assert.ok(budgets.every(({ path }) => path.length > 0));
  });

  it('is within every budget', async () => {
    const { stdout } = await promisify(execFile)(join(root, 'node_modules/.bin/size-limit'), ['--json'], { cwd: root }).catch((error) => error);
    const weighed = JSON.parse(stdout);
    assert.equal(weighed.length, budgets.length);
    assert.deepEqual(weighed.filter((/** @type {any} */ { passed }) => !passed), []);
  });

  it('of the trainer is for the training page, and for what stores an imported model in fewer bits', () => {
    const others = Object.fromEntries(Object.entries(loads).filter(([name]) => !name.startsWith('import-')));
    const loading = Object.keys(loads).filter((name) => name.endsWith('.html') &&
      reached(others, [name], { byAddress: true, later: true }).some((path) => /^(lukewarm-)?train-/.test(path)));
    assert.deepEqual(loading.filter((page) => !page.startsWith('train.')), []);
    assert.ok(loading.includes('train.html'));
  });
});

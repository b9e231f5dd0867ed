// The tools of the guides' table that install and build in seconds; tests/tutorials/embed/run tries all of them.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { readRows } from '../tutorials/embed/table.mjs';
import { attempt, readTools } from '../tutorials/embed/tools.mjs';
import { launch } from './browsers.mjs';

const tools = await readTools();

describe('the tools of the guides', { timeout: 800_000 }, () => { // a new machine installs them first
  /** @type {import('./browsers.mjs').Browser} */
  let browser;
  before(async () => (browser = await launch('chromium')));
  after(() => browser.close());

  for (const tool of tools.filter(({ quick }) => quick)) {
    it(tool.name, async (test) => {
      await attempt(tool, browser).catch((error) => {
        if (error.code !== 'not-installed') throw error;
        test.skip(`not installed: ${error.message.slice(0, 200)}`);
      });
    });
  }

  it('each has a row in the table, and each row that names a command is a tool', () => {
    const rows = Object.entries(readRows()).filter(([, { file }]) => file);
    assert.deepEqual(rows.map(([name, { file }]) => `${name}: ${file}`).sort(), tools.map(({ name, file }) => `${name}: ${file}`).sort());
  });
});

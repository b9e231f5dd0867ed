// What tests/run ends with, from the reports that Node itself writes: a failure tells its message, whatever is in it.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { promisify } from 'node:util';
import { root } from '../../web/make/site.mjs';

const run = promisify(execFile);

describe('count', () => {
  it('counts single tests, and tells what failed and why', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'lukewarm-count-'));
    try {
      await writeFile(join(folder, 'test.mjs'), `
        import { describe, it } from 'node:test';
        describe('page in <webkit>', () => {
          it('is seen', () => {});
          it('a > b', () => { throw new Error('waited for () => at(#text)\\nand it stayed < 1'); });
          it('waits', { skip: 'no display' }, () => {});
        });`);
      const { NODE_TEST_CONTEXT: _, ...env } = process.env; // what this test itself runs in
      await run(process.execPath, ['--test', '--test-reporter=junit', `--test-reporter-destination=${join(folder, 'node.page.xml')}`,
        join(folder, 'test.mjs')], { env }).catch(() => {});
      const ctest = join(folder, 'ctest.xml');
      await writeFile(ctest, '<testsuite><testcase name="node.page" status="fail"><failure message=""/></testcase><testcase name="Rng.Draws" status="run"/></testsuite>');
      const { stdout, code } = await run(process.execPath, [join(root, 'tests/count.mjs'), folder, ctest]).catch((error) => error);
      assert.equal(code, 1);
      assert.match(stdout, /^failed: node\.page: page in <webkit>: a > b\n {4}waited for \(\) => at\(#text\)\s*and it stayed < 1$/m);
      assert.match(stdout, /^skipped: node\.page: page in <webkit>: waits$/m);
      assert.match(stdout, /^2 passed, 1 failed$/m);
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});

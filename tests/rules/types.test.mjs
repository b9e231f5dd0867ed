// The JSDoc types of web/ hold: TypeScript's compiler reads them, strictly.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { it } from 'node:test';
import { root } from '../../web/make/site.mjs';

it('tsc finds no mistake in web/', () => {
  const { status, stdout } = spawnSync(join(root, 'node_modules/.bin/tsc'), ['-p', join(root, 'web/make')],
    { encoding: 'utf8' });
  assert.equal(status, 0, stdout);
});

// node web/make/serve.mjs --help, before anything is built.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { it } from 'node:test';
import { root } from './repository.mjs';

/** @param {string[]} options */
const serve = (...options) => spawnSync(process.execPath, ['web/make/serve.mjs', ...options], { cwd: root, encoding: 'utf8' });

it('serve.mjs says how it is used when it is asked, and when it is asked wrongly', () => {
  const [asked, short, wrong] = [['--help'], ['-h'], ['--prot', '80']].map((options) => serve(...options));
  assert.equal(asked.status, 0);
  assert.equal(asked.stderr, '');
  for (const option of ['--port N', '--host ADDRESS']) assert.ok(asked.stdout.includes(option), asked.stdout);
  assert.equal(short.stdout, asked.stdout);
  assert.equal(wrong.status, 2);
  assert.equal(wrong.stdout, '');
  assert.match(wrong.stderr, /--prot/);
  assert.match(wrong.stderr, /\nUsage:\n +node web\/make\/serve\.mjs \[--port N\] \[--host ADDRESS\]\n$/);
});

it('serve.mjs refuses a port that is none', () => {
  const { status, stdout, stderr } = serve('--port', '70000');
  assert.deepEqual([status, stdout], [2, '']);
  assert.match(stderr, /^--port must be a number from 0 to 65535, not "70000"\n/);
});

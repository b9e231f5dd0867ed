// The number contract in WebAssembly: kernels_check (see portable_check.cc)
// with either kernel, as programs of Node.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import test from 'node:test';

const major = Number(process.versions.node.split('.')[0]);

/** @param {string} build simd128 or relaxed */
function check(build) {
  const program = new URL(
    `../../build/web/tests/kernels/kernels_check_${build}.cjs`,
    import.meta.url,
  );
  return spawnSync(process.execPath, [fileURLToPath(program)], {
    encoding: 'utf8',
  });
}

test('SIMD128 equals the definition and gives the same bits', () => {
  const { status, stdout, stderr } = check('simd128');
  assert.equal(status, 0, stdout + stderr);
  assert.match(stdout, /kernels: scalar simd128\nok/);
});

// Node 20's relaxed SIMD, behind a flag, multiplies wrongly.
test(
  'relaxed SIMD equals the definition and gives the same bits',
  { skip: major < 24 && 'relaxed SIMD wants Node 24' },
  () => {
    const { status, stdout, stderr } = check('relaxed');
    assert.equal(status, 0, stdout + stderr);
    assert.match(stdout, /kernels: scalar relaxed-simd-split relaxed-simd\nok/);
  },
);

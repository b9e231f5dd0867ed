// Runs a Python file of tests, where there is a Python with the packages that it needs.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { dirname } from 'node:path';
import { it } from 'node:test';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));

/** Returns a Python that can import a package, or undefined. @param {string} name */
function pythonWith(name) {
  return ['python3', '/usr/bin/python3'].find((python) => spawnSync(python, ['-c', `import ${name}`]).status === 0);
}

/**
 * Makes a test of each test in a file of unittest; where the package is missing they are skipped, and say so.
 * @param {string} file beside this one
 * @param {string} needed the package
 */
export function pythonTests(file, needed) {
  const python = pythonWith(needed);
  it(file, { skip: python ? false : `needs a Python with ${needed} (Debian: python3-${needed})` }, async (context) => {
    const { status, stderr } = spawnSync(/** @type {string} */ (python), ['-B', '-m', 'unittest', '-v', file],
      { cwd: here, encoding: 'utf8', env: { ...process.env, OMP_NUM_THREADS: '1' } });
    const results = [...stderr.matchAll(/^test_(\w+) \(\S+\) \.\.\. (\w+)/gm)];
    assert.ok(results.length > 0, stderr);
    for (const [, test, result] of results) {
      const name = test.replaceAll('_', ' ');
      await context.test(name, { skip: result === 'skipped' }, () => assert.equal(result, 'ok', stderr));
    }
    assert.equal(status, 0, stderr);
  });
}

// C++ is formatted as .clang-format says, by the clang-format of the Emscripten tree where there is one.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { files, root } from './repository.mjs';

/** Runs a command of setup.sh in the repository's root. @param {string[]} command */
function inEmscripten(...command) {
  const script = `source ${join(root, 'web/make/setup.sh')}; in_emscripten "$@"`;
  return spawnSync('bash', ['-c', script, 'bash', ...command], { cwd: root, encoding: 'utf8', maxBuffer: 1 << 26 });
}

const runsHere = inEmscripten('clang-format', '--version').status === 0;

describe('format', () => {
  it('of every C++ file is clang-format\'s', { skip: !runsHere && 'no clang-format here' }, () => {
    const sources = files('cpp').concat(files('tests')).filter((path) => /\.(h|cc)$/.test(path));
    const { status, stderr } = inEmscripten('clang-format', '--dry-run', '--Werror', ...sources);
    const wrong = new Set([...stderr.matchAll(/^(\S+?):\d+:\d+: error/gm)].map((match) => match[1]));
    assert.deepEqual([...wrong], []);
    assert.equal(status, 0, stderr);
  });
});

// A script that says in its first comment how it is started, and a Python script of the models, answer with their usage what
// they do not understand.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { it } from 'node:test';
import { files, read, root } from './repository.mjs';

/** @param {string} program @param {string[]} words */
const run = (program, ...words) => spawnSync(program, words, { cwd: root, encoding: 'utf8' });

/** Whether the comment at a script's head has its usage. @param {string} path */
const hasUsage = (path) => /^(?:\/\/.*\n|#!.*\n)*\/\/ .*\bnode (\S+)/.exec(read(path))?.[1] === path;

const scripts = files().filter((path) => path.endsWith('.mjs') && hasUsage(path));

for (const path of scripts) {
  it(`${path} shows its usage when it is started wrongly`, () => {
    const { status, stdout, stderr } = run(process.execPath, path, '--nonesuch');
    assert.deepEqual([status, stdout], [2, ''], stderr);
    assert.match(stderr, /nonesuch/);
    assert.ok(stderr.includes(`\nUsage:\n`) && stderr.includes(`node ${path}`), stderr);
    assert.doesNotMatch(stderr, /^ +at /m);
  });
}

it('a script describes itself, and names what is missing, wrong or cannot be read', () => {
  const evaluate = (/** @type {string[]} */ ...words) => run(process.execPath, 'models/evaluate.mjs', ...words);
  const { status, stdout, stderr } = evaluate('--help');
  assert.deepEqual([status, stderr], [0, '']);
  assert.match(stdout, /^Measures the shipped models .*\n +node models\/evaluate\.mjs TEXTS/);
  const beginnings = (/** @type {string[]} */ ...words) => run(process.execPath, 'models/beginnings.mjs', ...words);
  const wrong = [evaluate(), evaluate('texts', 'nonesuch'), beginnings('names', 'tang'), beginnings('names', '--tokens', 'many'), beginnings('names', '--text', 'nonesuch')];
  const said = [/^an argument is missing\n/, /"nonesuch"/, /^unexpected "tang"\n/, /^--tokens must be a number, not "many"\n/, /no such file.*nonesuch/];
  for (const [i, { status, stderr }] of wrong.entries()) {
    assert.equal(status, 2, stderr);
    assert.match(stderr, said[i]);
    assert.doesNotMatch(stderr, /^ +at /m);
  }
});

const python = ['python3', '/usr/bin/python3'].find((path) => run(path, '-c', 'import numpy, torch').status === 0);

for (const path of files('models').filter((path) => /^models\/(?:(?:shakespeare|little-stories)\/)?\w+\.py$/.test(path))) {
  it(`${path} shows its usage when it is started wrongly`, { skip: python ? false : 'needs a Python with numpy and torch' }, () => {
    for (const words of [[], ['nonesuch.txt', 'nonesuch', 'nonesuch']]) {
      const { status, stderr } = run(/** @type {string} */ (python), '-B', path, ...words);
      assert.equal(status, 2, stderr);
      assert.match(stderr, /^usage: /);
      assert.doesNotMatch(stderr, /Traceback/);
    }
  });
}

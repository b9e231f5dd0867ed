// What may lie in the repository.
import assert from 'node:assert/strict';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { files, read, root } from './repository.mjs';

const kLargestModel = 8_000_000;
const kAllModels = 40_000_000;
const kTopLevel = ['cpp', 'web', 'models', 'tests', 'CMakeLists.txt', 'README.md', 'LICENSE', 'CHANGELOG.md', 'CONTRIBUTING.md', '.gitignore',
  '.clang-format', '.clang-tidy', 'CMakePresets.json', 'package.json', 'package-lock.json', '.ci', '.github', '.size-limit.mjs'];

/** @param {string} path */
const size = (path) => statSync(join(root, path)).size;

describe('files', () => {
  it('at the top are the four folders and what tools insist on', () => {
    const top = new Set(files().map((path) => path.split('/')[0]));
    assert.deepEqual([...top].filter((name) => !kTopLevel.includes(name)), []);
  });

  it('of a model are at most 8 MB, of all models 40 MB', () => {
    const models = files('models');
    assert.deepEqual(models.filter((path) => size(path) > kLargestModel), []);
    assert.ok(models.reduce((sum, path) => sum + size(path), 0) <= kAllModels);
  });

  it('name no package registry or mirror', () => {
    const host = /\b(?:registry|deb|mirrors?|snapshot|pypi)\.[a-z0-9-]+\.(?:org|com|net|io|dev)\b|\b[a-z0-9-]+\.pkg\.dev\b/i;
    const wrong = files().filter((path) => size(path) < 2_000_000 && host.test(read(path)));
    assert.deepEqual(wrong, []);
  });

  it('package-lock.json says what, not where from', () => {
    const { packages } = JSON.parse(read('package-lock.json'));
    assert.deepEqual(Object.keys(packages).filter((name) => packages[name].resolved !== undefined), []);
    assert.deepEqual(Object.keys(packages).filter((name) => name !== '' && !packages[name].integrity), []);
  });
});

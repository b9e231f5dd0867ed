// The version stands in package.json, and all that is built has it from there.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { describePackage } from '../../web/make/package.mjs';
import { languages, site } from '../../web/make/site.mjs';
import { files, read, root } from './repository.mjs';

const { version } = JSON.parse(read('package.json'));

describe('version', () => {
  it('is that of the command line', () => {
    assert.equal(spawnSync(join(root, 'build/native/lukewarm'), ['--version'], { encoding: 'utf8' }).stdout, `${version}\n`);
  });

  it('is on every page that has a footer, and on the documents', async () => {
    for (const page of ['index.html', 'train.html', 'elements.html', 'builder.html', 'docs/index.html', ...languages.map((language) => `index.${language}.html`)]) {
      assert.ok((await readFile(join(site, page), 'utf8')).includes(`Lukewarm ${version}`), page);
    }
  });

  it('is that of the npm package; of the wheel, tests/package/run says so', async () => {
    assert.equal((await describePackage()).version, version);
  });

  it('is in the lock file, and written nowhere else', () => {
    const { version: locked, packages } = JSON.parse(read('package-lock.json'));
    assert.deepEqual([locked, packages[''].version], [version, version]);
    for (const path of ['CMakeLists.txt', 'CMakePresets.json', 'web/python/pyproject.toml', 'web/python/lukewarm/__init__.py', ...files('web/make')]) {
      if (!/\.(webp|png)$/.test(path)) assert.ok(!read(path).includes(version), path);
    }
  });
});

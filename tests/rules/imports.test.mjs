// Arrows point down: page > element > i18n > train > worker > import > engine.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { build } from 'esbuild';
import { files, read, root } from './repository.mjs';

/** From the bottom up. */
const layers = ['engine', 'import', 'worker', 'train', 'i18n', 'element', 'page'];

/** Files beside the folders, by the layer that they publish. */
const roots = /** @type {Record<string, string>} */ ({
  'lukewarm.js': 'worker', 'lukewarm-ml5.js': 'worker', 'lukewarm-train.js': 'train', 'lukewarm-elements.js': 'element', 'lukewarm-widget.js': 'element' });

/** @param {string} path in web/ */
function layerOf(path) {
  const [first, rest] = path.split('/');
  return layers.indexOf(rest === undefined ? roots[first] ?? 'page' : first);
}

const shipped = files('web').filter((path) => path.endsWith('.js')).map((path) => path.slice('web/'.length));

const { metafile: { inputs } } = await build({
  entryPoints: shipped, bundle: true, write: false, outdir: 'nowhere', format: 'esm', metafile: true, absWorkingDir: join(root, 'web'),
  external: ['node:*', '*-wasm.js'],
});

describe('scripts', () => {
  it('lie in a layer', () => {
    assert.deepEqual(shipped.filter((path) => layerOf(path) < 0), []);
    assert.ok(shipped.length > 0);
  });

  it('load only what is in their layer or below it', () => {
    const wrong = shipped.flatMap((path) => inputs[path].imports.filter(({ external }) => !external)
      .map(({ path: loaded }) => loaded)
      .filter((loaded) => !(path.startsWith('import/') && loaded.startsWith('../node_modules/'))) // what others keep well
      .filter((loaded) => layerOf(loaded) < 0 || layerOf(loaded) > layerOf(path))
      .map((loaded) => `${path} loads ${loaded}`));
    assert.deepEqual(wrong, []);
  });

  it('load each other in no circle, nor by import()', () => {
    /** @type {string[]} */
    const circles = [];
    const done = new Set();
    /** @param {string} path @param {string[]} way to it */
    const follow = (path, way) => {
      if (way.includes(path)) return void circles.push([...way.slice(way.indexOf(path)), path].join(' > '));
      if (done.has(path)) return;
      for (const { path: loaded, external } of inputs[path].imports) if (!external) follow(loaded, [...way, path]);
      done.add(path);
    };
    for (const path of shipped) follow(path, []);
    assert.deepEqual(circles, []);
  });

  it('know nothing of a document in engine/, import/, worker/ and train/', () => {
    const wrong = shipped.filter((path) => layerOf(path) <= layers.indexOf('train'))
      .filter((path) => /\b(?:document|window)\s*[.[]/.test(read(`web/${path}`).replace(/\/\*[^]*?\*\/|\/\/.*$/gm, '')));
    assert.deepEqual(wrong, []);
  });
});

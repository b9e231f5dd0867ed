// What cpp/bindings binds and what web/ says of it agree, both ways: the methods that are called, the options that are
// documented.
import assert from 'node:assert/strict';
import { readFile, readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';
import { root } from '../../web/make/site.mjs';

/** Returns a module, running. @param {string} name */
async function start(name) {
  const path = join(root, 'build/web', name);
  const { default: createModule } = await import(pathToFileURL(`${path}.mjs`).href);
  return createModule({ wasm: await readFile(`${path}.wasm`) });
}

const modules = { engine: await start('simd128/lukewarm'), trainer: await start('lukewarm-train') };
const names = [...(await readdir(join(root, 'web/engine'))).map((name) => `engine/${name}`), 'train/trainer.js'];
const sources = new Map(await Promise.all(names.filter((name) => name.endsWith('.js'))
  .map(async (name) => /** @type {[string, string]} */ ([basename(name), await readFile(join(root, 'web', name), 'utf8')]))));

/** Returns what is bound for web/engine alone: names that begin with _. @param {any} module */
const bound = (module) => Object.entries(module).flatMap(([name, value]) =>
  [name, ...Object.getOwnPropertyNames(value?.prototype ?? {})].filter((one) => /^_[a-z]/.test(one)));

/** Returns the names in a JSDoc typedef. @param {string} file @param {string} type */
const documented = (file, type) => [...(sources.get(file) ?? '').split(`@typedef {object} ${type} `)[1].split('@typedef')[0]
  .matchAll(/@property \{.*\} \[?(\w+)\]?/g)].map((match) => match[1]).sort();

describe('bindings', () => {
  it('are called by web/engine, all of them, and nothing else is', () => {
    const called = new Set([...sources.values()].flatMap((source) =>
      [...source.matchAll(/(?:\.call\('|module\.)(_[a-z]\w*)/g)].map((match) => match[1])));
    const existing = new Set([...bound(modules.engine), ...bound(modules.trainer)]);
    assert.ok(existing.size > 15, [...existing].join());
    assert.deepEqual([...called].sort(), [...existing].sort());
  });

  it('have the options that are documented, and no others', () => {
    assert.deepEqual(documented('options.js', 'SamplingOptions'), Object.keys(modules.engine.samplingDefaults()).sort());
    assert.deepEqual(documented('trainer.js', 'TrainOptions'), Object.keys(modules.trainer.trainDefaults()).sort());
  });

  it('have the choices that are documented', () => {
    const engine = [...sources.values()].join('\n');
    for (const choices of [modules.engine.Order, modules.engine.Tokenizer, modules.trainer.Decay, modules.trainer.Status]) {
      assert.ok(engine.includes(Object.keys(choices).map((one) => `'${one}'`).join(' | ')) ||
        engine.includes(Object.keys(choices).reverse().map((one) => `'${one}'`).join(' | ')), Object.keys(choices).join());
    }
  });

  it('refuse what they are not made for, without harm', async () => {
    const { engine } = modules;
    assert.throws(() => engine._loadModel(5, false), RangeError);
    assert.equal(engine._loadModel(new Uint8Array(3), false).code, 'file-truncated');
    assert.throws(() => engine._loadModel(new Uint8Array(3)), /number of arguments/);
    assert.throws(() => new engine.Model()._info(), /deleted/);

    const model = engine._loadModel(await readFile(join(root, 'models/shakespeare/shakespeare.safetensors')), false);
    const session = model._session(1n);
    assert.throws(() => engine.Model.prototype._info.call(session), /another class/);
    assert.throws(() => session._distribution({}, 1), /temperature is missing/);
    assert.throws(() => session._distribution(null, 1), TypeError);
    assert.throws(() => model._session('one'), SyntaxError);
    model.delete();
    assert.throws(() => model._info(), /deleted/);
    assert.throws(() => model.delete(), /deleted/);
    assert.equal(session._distribution(engine.samplingDefaults(), 1).ids.length, 1);
    session.delete();
    assert.equal(engine.selfTest(), true);
  });
});

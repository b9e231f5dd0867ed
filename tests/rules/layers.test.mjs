// Every kind of layer is one header in cpp/nn and one row of the registry; its formula stands there and nowhere else.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { files, read } from './repository.mjs';

/** @param {string} text C++ without its comments */
const code = (text) => text.replace(/\/\/.*$/gm, '');

const enumerators = [.../enum class LayerKind[^{]*\{([^}]*)\}/.exec(code(read('cpp/model/config.h')))?.[1].matchAll(/k(\w+)/g) ?? []]
  .map(([, name]) => name);
const rows = [.../using LayerRegistry = KindList<([^;]*)>;/.exec(code(read('cpp/nn/layers.h')))?.[1].matchAll(/(\w+)Kind/g) ?? []]
  .map(([, name]) => name);
const sources = files('cpp').filter((path) => /\.(h|cc)$/.test(path));

describe('layers', () => {
  it('have one row each in the registry', () => {
    assert.ok(enumerators.length > 0);
    assert.deepEqual([...rows].sort(), [...enumerators].sort());
  });

  for (const name of rows) {
    it(`${name} stands in one header of cpp/nn`, () => {
      const homes = sources.filter((path) => new RegExp(`\\bkKind = LayerKind::k${name};`).test(read(path)));
      assert.equal(homes.length, 1, homes.join());
      assert.match(homes[0], /^cpp\/nn\/\w+\.h$/);
    });
  }

  it('apply their activations in cpp/nn alone, in inference and training', () => {
    const elsewhere = sources.filter((path) => !path.startsWith('cpp/nn/') && /\b(?:Activate|MultiplyByDerivative|Tanh|Sigmoid)\(/.test(code(read(path))));
    assert.deepEqual(elsewhere.filter((path) => !path.startsWith('cpp/kernels/elementwise')), []);
    const made = sources.flatMap((path) => [...code(read(path)).matchAll(/MakeLayer<(Layer<float>|TrainableLayer<\w+>)>/g)].map(([, base]) => base));
    assert.deepEqual(made.sort(), ['Layer<float>', 'TrainableLayer<Scalar>']);
  });

  it('are reached from JavaScript through embind', () => {
    const bound = sources.filter((path) => /EMSCRIPTEN_BINDINGS\(/.test(read(path)));
    assert.ok(bound.length > 0 && bound.every((path) => path.startsWith('cpp/bindings/')), bound.join());
    assert.deepEqual(sources.filter((path) => /visibility\("default"\)|EMSCRIPTEN_KEEPALIVE/.test(read(path))), []);
  });
});

// ONNX files: every operation, option and exporter gives the probabilities of ONNX Runtime or Keras (tests/golden/import/onnx,
// made by make_onnx.py); what is not read is refused by a sentence that says why.
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { checkFixture, golden, openFixture } from './harness.mjs';

const folders = readdirSync(join(golden, 'onnx'), { withFileTypes: true }).filter((entry) => entry.isDirectory()).map(({ name }) => name);
const most = { f32: 0, int8: 0 };

/** By the fixture. @type {{ [name: string]: RegExp }} */
const sentences = {
  'refused-dynamo': /unrolled.*dynamo=False/,
  'refused-loop': /loop \(Loop\).*Keras file itself/,
  'refused-quantized': /quantised \(.*DynamicQuantizeL.*float32/,
};

describe('ONNX', () => {
  after(() => console.log(`largest differences of probabilities: ${most.f32} in f32, ${most.int8} in int8`));

  for (const name of folders.filter((one) => !one.startsWith('refused'))) {
    it(`${name} gives the framework's probabilities`, async () => {
      const { f32, int8, found } = await checkFixture(`onnx/${name}`);
      most.f32 = Math.max(most.f32, f32);
      most.int8 = Math.max(most.int8, int8);
      assert.match(found.format, /^ONNX of /);
    });
  }

  for (const name of folders.filter((one) => one.startsWith('refused'))) {
    it(`${name} is refused, with what to do`, () => assert.rejects(openFixture(`onnx/${name}`), { code: 'import-unsupported', message: sentences[name] }));
  }

  it('asks for nothing but the window of a model that reads both ways', async () => {
    const { found } = await openFixture('onnx/bidirectional-asked', { answers: undefined });
    assert.deepEqual(found.questions.map(({ id }) => id), ['window']);
  });

  it('reads token by token with states, and a window where it takes one position of it', async () => {
    for (const [name, context] of /** @type {const} */ ([['states-lstm', 'stateful'], ['last-any-length', 'stateful'], ['window-last', { window: 5 }], ['flatten-window', { window: 5 }]])) {
      assert.deepEqual((await openFixture(`onnx/${name}`)).found.context, context, name);
    }
  });
});

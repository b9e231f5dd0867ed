// build({ bits }) stores weights in fewer bits: the bytes that the command line's quantize writes.
import assert from 'node:assert/strict';
import { readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';
import { readAccount, root, site } from '../../../web/make/site.mjs';
import { inFolder, succeeds } from '../../cli/lukewarm.mjs';
import { golden, probabilitiesOf } from './harness.mjs';

const { names } = await readAccount();
const { openImport } = await import(pathToFileURL(join(site, names['import.js'])).href);
const { loadModel } = await import(pathToFileURL(join(site, 'lukewarm.js')).href);

/** Opens a fixture as a user does. @param {string} folder */
async function open(folder) {
  const { files, answers, vocabulary } = JSON.parse(await readFile(join(golden, folder, 'expected.json'), 'utf8'));
  return openImport(files.map((/** @type {string} */ name) => join(golden, folder, name)), {
    ...(answers && { answers }), ...(vocabulary && { vocabulary }) });
}

/** Returns what the command line makes of a model file. @param {Uint8Array | string} file @param {number} bits */
async function native(file, bits) {
  if (typeof file !== 'string') await writeFile(inFolder('float'), file);
  succeeds('quantize', typeof file === 'string' ? file : inFolder('float'), '-o', inFolder('quantized'), '--bits', `${bits}`);
  return readFile(inFolder('quantized'));
}

describe('build({ bits })', () => {
  for (const folder of ['torch/word-language-model', 'torch/makemore-gru', 'torch/lstm-bidirectional', 'keras/v2-flatten-config']) {
    it(`${folder}: gives the bytes of the command line`, async () => {
      const found = await open(folder);
      const bytes = await found.build({ name: 'a name' });
      assert.deepEqual(await found.build({ name: 'a name', bits: 32 }), bytes);
      for (const bits of [8, 4]) {
        const own = await found.build({ name: 'a name', bits });
        assert.ok(Buffer.from(own).equals(await native(bytes, bits)), `${bits} bits`);
        const model = await loadModel(own);
        assert.equal(model.info.bits, bits);
        assert.equal(model.info.name, 'a name');
        await model.dispose();
      }
      await found.dispose();
    });
  }

  it('leaves the probabilities nearly as they were', async () => {
    const found = await open('torch/makemore-gru');
    const exact = await loadModel(await found.build());
    const wanted = await probabilitiesOf(exact, 'ba');
    for (const bits of [8, 4]) {
      const model = await loadModel(await found.build({ bits }));
      const own = await probabilitiesOf(model, 'ba');
      const far = Math.max(...own.map((one, i) => Math.abs(one - wanted[i])));
      assert.ok(far > 0 || bits === 8, 'bits are gone');
      assert.ok(far < 0.1, `${bits} bits: ${far}`);
      await model.dispose();
    }
    await exact.dispose();
    await found.dispose();
  });

  it('refuses other bits', async () => {
    const found = await open('torch/makemore-gru');
    for (const bits of [0, 5, 16, '8', null, NaN]) {
      await assert.rejects(found.build({ bits }), { code: 'invalid-argument', message: /bits must be 32, 8 or 4\./ });
    }
    await found.dispose();
  });
});

describe('the module', () => {
  it('quantises every kind of layer as the command line does', async () => {
    const path = join(root, 'build/web/lukewarm-train');
    const { default: createModule } = await import(pathToFileURL(`${path}.mjs`).href);
    const module = await createModule({ wasm: await readFile(`${path}.wasm`) });
    const layers = join(root, 'tests/golden/layers');
    let count = 0;
    for (const name of (await readdir(layers)).filter((_, i) => i % 8 === 0)) {
      for (const bits of [8, 4]) {
        const made = module._quantize(await readFile(join(layers, name)), bits);
        assert.ok(Buffer.from(made._view()).equals(await native(join(layers, name), bits)), `${name}, ${bits} bits`);
        made.delete();
        count++;
      }
    }
    assert.ok(count > 20);
    assert.equal(module._quantize(new Uint8Array(3), 8).code, 'file-truncated');
    assert.equal(module._quantize(await readFile(join(layers, 'flatten.safetensors')), 5).code, 'invalid-argument');
  });
});

// A large model takes at most three times its file's memory, the model file that is made of it included. 100 MB of every format
// are a command: node tests/web/import/large.mjs
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { measureFormat, writers } from './large.mjs';

/** In MB: the library for HDF5 takes 30 MB for itself. @type {{ [format: string]: number }} */
const sizes = { h5: 100, keras: 100 };

describe('memory', () => {
  for (const format of Object.keys(writers)) {
    it(`${format}: at most three times the file`, async (test) => {
      const { file, model, memory } = await measureFormat(format, sizes[format] ?? 40);
      test.diagnostic(`${(memory / file).toFixed(2)} times`);
      assert.ok(file > 39e6 && Math.abs(model - file) < 1e5, `${file} bytes, of which a model of ${model} was made`);
      assert.ok(memory <= 3 * file, `${(memory / file).toFixed(2)} times the file's ${file} bytes`);
    });
  }
});

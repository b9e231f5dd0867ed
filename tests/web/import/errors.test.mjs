// What an import throws has a code and a sentence, whatever a reader did not foresee.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { foreseen, importError } from '../../../web/import/errors.js';

describe('errors', () => {
  it('that nobody foresaw are damage, with their cause', async () => {
    const cause = new TypeError('x is undefined');
    await assert.rejects(foreseen('a.h5', async () => { throw cause; }), (/** @type {any} */ error) => {
      assert.deepEqual([error.code, error.cause], ['import-damaged', cause]);
      assert.match(error.message, /^a\.h5 cannot be read: .*\.$/);
      return true;
    });
  });

  it('of memory say so', () => assert.rejects(foreseen('a.h5', async () => new Float32Array(2 ** 53)), { code: 'import-too-large', message: /not enough memory/ }));

  it('with a sentence stay what they are', async () => {
    const own = importError('import-unsupported', 'No.');
    await assert.rejects(foreseen('a.h5', () => Promise.reject(own)), (error) => error === own);
    const controller = new AbortController();
    controller.abort();
    await assert.rejects(foreseen('a.h5', async () => controller.signal.throwIfAborted(), controller.signal), { name: 'AbortError' });
  });

  it('are of a bounded length, whatever a file calls itself', () => {
    const { message } = importError('import-damaged', `${'x'.repeat(1e6)} is damaged.`);
    assert.ok(message.length < 1300);
    assert.match(message, /is damaged\.$/);
  });
});

// The training page decodes a text file as the command line does (tests/text/decode_test.cc reads the same cases).
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { decodeText } from '../../web/train/decode.js';
import { readText } from '../../web/train/text.js';
import { root } from '../../web/make/site.mjs';

/** @type {{ name: string, bytes: string, encoding: string | null, text: string | null }[]} */
const cases = JSON.parse(await readFile(join(root, 'tests/text/decode.json'), 'utf8'));

describe('decodeText', () => {
  for (const { name, bytes, encoding, text } of cases) {
    it(name, async () => {
      const data = new Uint8Array(Buffer.from(bytes, 'hex'));
      if (encoding === null || text === null) {
        assert.throws(() => decodeText(data), { code: 'text-not-utf8' });
        return;
      }
      assert.deepEqual(decodeText(data), { text, encoding });
      if (encoding !== 'windows-1252') {
        assert.equal(text, new TextDecoder(encoding).decode(data).replace(/\r\n?/g, '\n'), 'the case itself');
      }
      assert.equal((await readText(new Blob([data]))).text, text.normalize('NFC'));
    });
  }

  it('takes text that is typed as it is', async () => {
    assert.equal((await readText('a\r\ncafe\u0301 \ufffd')).text, 'a\ncaf\u00e9 \ufffd');
  });
});

// A text is the same text in every encoding that text files come in.
import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { describe, it } from 'node:test';
import { fails, inFolder, lukewarm, quickTraining, shakespeare, succeeds } from './lukewarm.mjs';

// é is 0xE9 in Windows-1252, the quotation marks are 0x93 and 0x94.
const text = 'The caf\u00e9 \u2014 \u201cto be, or not to be\u201d\nThat is the question.\n'.repeat(60);
const windows1252 = new Map([['\u2014', 0x97], ['\u201c', 0x93], ['\u201d', 0x94]]);

const files = /** @type {Record<string, Buffer>} */ ({
  'utf-8': Buffer.from(text),
  'utf-8 with a mark': Buffer.from(`\ufeff${text}`),
  'utf-16le': Buffer.from(`\ufeff${text}`, 'utf16le'),
  'utf-16be': Buffer.from(`\ufeff${text}`, 'utf16le').swap16(),
  'windows-1252': Buffer.from([...text].map((c) => windows1252.get(c) ?? c.charCodeAt(0))),
  'line breaks of Windows': Buffer.from(text.replaceAll('\n', '\r\n')),
  'decomposed letters': Buffer.from(text.normalize('NFD')),
});

describe('a text file', () => {
  for (const [name, bytes] of Object.entries(files)) {
    it(`in ${name} is evaluated and trained on as in UTF-8`, async () => {
      await writeFile(inFolder(name), bytes);
      await writeFile(inFolder('text.txt'), text);
      const { stdout, stderr } = succeeds('evaluate', shakespeare, inFolder(name));
      assert.equal(stdout, succeeds('evaluate', shakespeare, inFolder('text.txt')).stdout);
      assert.equal(/Windows-1252/.test(stderr), name === 'windows-1252');
      for (const [file, output] of [[name, 'a'], ['text.txt', 'b']]) {
        succeeds('train', inFolder(file), '-o', inFolder(output), ...quickTraining);
      }
      assert.deepEqual(await readFile(inFolder('a')), await readFile(inFolder('b')));
    });
  }

  it('that is damaged or no text is refused by name', async () => {
    for (const [name, bytes] of [['damaged', Buffer.from('永和九年').subarray(0, 11)], ['shift-jis', Buffer.from('82b182f18142', 'hex')],
      ['utf16', Buffer.from('no mark', 'utf16le')]]) {
      await writeFile(inFolder(/** @type {string} */ (name)), bytes);
      const { stderr } = fails('text-not-utf8', 'evaluate', shakespeare, inFolder(/** @type {string} */ (name)));
      assert.ok(stderr.includes(inFolder(/** @type {string} */ (name))));
    }
    assert.equal(lukewarm('evaluate', shakespeare, inFolder('x'.repeat(300))).status, 1);
  });
});

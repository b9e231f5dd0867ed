// Zip archives: what a sound one holds is read, in whole and in part; what is not sound is an error with a sentence, before
// anything is allocated for it.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { deflateRawSync } from 'node:zlib';
import { ofBytes } from '../../../web/import/files.js';
import { openZip } from '../../../web/import/zip.js';
import { zip } from './writers.mjs';

const text = Buffer.from('a text that repeats itself, '.repeat(2000));
const noise = Buffer.from(Array.from({ length: 5000 }, (_, i) => (i * i * 31 + (i >> 3)) & 255));
const entries = [{ name: 'a/text', data: text, method: 8 }, { name: 'a/', data: Buffer.alloc(0) }, { name: 'a/noise', data: noise }, { name: 'ä', data: noise, method: 8 }];

/** Opens an archive and reads all of it. @param {Uint8Array} bytes */
async function readAll(bytes) {
  const files = await openZip(ofBytes(bytes, 'a.zip'));
  return Object.fromEntries(await Promise.all([...files].map(async ([name, file]) => [name, await file.read()])));
}

/** @param {Uint8Array} bytes @param {string} code @param {RegExp} says */
const refused = (bytes, code, says) => assert.rejects(readAll(bytes), (/** @type {any} */ error) => {
  assert.equal(error.code, code, error.stack);
  assert.match(error.message, says);
  assert.match(error.message, /\.$/);
  return true;
});

describe('zip', () => {
  for (const [what, options] of /** @type {[string, any][]} */ ([['plain', {}], ['with descriptors', { descriptors: true }], ['of 64 bits', { wide: true }], ['with a comment', { comment: 'PK\x05\x06 is no end' }]])) {
    it(`reads an archive ${what}`, async () => {
      const files = await readAll(zip(entries, options));
      assert.deepEqual(Object.keys(files), ['a/text', 'a/noise', 'ä']);
      assert.deepEqual(Buffer.from(files['a/text']), text);
      assert.deepEqual(Buffer.from(files['a/noise']), noise);
      assert.deepEqual(Buffer.from(files['ä']), noise);
    });
  }

  it('reads parts, stored and deflated', async () => {
    const files = await openZip(ofBytes(zip(entries), 'a.zip'));
    for (const [begin, end] of [[0, 0], [0, 1], [7, 4999], [4999, 5000], [4990, 9000], [9000, 9001]]) {
      for (const name of ['a/noise', 'ä']) assert.deepEqual(Buffer.from(await /** @type {any} */ (files.get(name)).read(begin, end)), noise.subarray(begin, end), `${name} ${begin} ${end}`);
    }
  });

  it('refuses an archive that is cut off, wherever', async () => {
    const whole = zip(entries);
    for (let length = 0; length < whole.length; length += 97) {
      await assert.rejects(readAll(whole.subarray(0, length)), { code: 'import-damaged', message: /Save or download it again\.$/ }, String(length));
    }
  });

  it('reads no more than it must of a bomb', async () => {
    const bomb = deflateRawSync(Buffer.alloc(90_000_000)); // 87 kB
    const before = process.memoryUsage().arrayBuffers;
    // What it claims is true, false in either way, or impossible.
    await refused(zip([{ name: 'bomb', data: Buffer.alloc(0), method: 8, packed: bomb, size: 90_000_000 }]), 'import-too-large', /would unpack from 87\d+ to 90000000 bytes/);
    await refused(zip([{ name: 'bomb', data: Buffer.alloc(0), method: 8, packed: bomb, size: 1000 }]), 'import-damaged', /larger than it says/);
    await refused(zip([{ name: 'bomb', data: Buffer.alloc(0), method: 8, packed: bomb, size: 0 }]), 'import-damaged', /larger than it says/);
    await refused(zip([{ name: 'bomb', data: Buffer.alloc(0), method: 8, packed: bomb, size: 0xFFFFFFF0 }]), 'import-damaged', /cannot have the size/);
    await refused(zip([{ name: 'bomb', data: Buffer.alloc(0), method: 8, packed: bomb, size: 2 ** 50 }], { wide: true }), 'import-damaged', /cannot have the size/);
    assert.ok(process.memoryUsage().arrayBuffers - before < 50_000_000);
  });

  /** @type {{ [what: string]: [bytes: () => Uint8Array, code: string, says: RegExp] }} */
  const hostile = {
    'no archive': [() => Buffer.from('text'), 'import-damaged', /no end/],
    'an encrypted entry': [() => zip([{ name: 'a', data: noise, flags: 1 }]), 'import-unsupported', /a in a.zip is encrypted/],
    'another method': [() => zip([{ name: 'a', data: noise, method: 12 }]), 'import-unsupported', /method \(12\)/],
    'a part of several': [() => zip([{ name: 'a', data: noise }], { end: (view) => view.setUint16(4, 3, true) }), 'import-unsupported', /Join them/],
    'a wrong checksum, stored': [() => zip([{ name: 'a', data: noise, crc: 1 }]), 'import-damaged', /checksum/],
    'a wrong checksum, deflated': [() => zip([{ name: 'a', data: noise, method: 8, crc: 1 }]), 'import-damaged', /cannot be unpacked/],
    'a stored entry of another size': [() => zip([{ name: 'a', data: noise, size: 4999 }]), 'import-damaged', /cannot have the size/],
    'a deflated entry that is shorter': [() => zip([{ name: 'a', data: noise, method: 8, size: 6000 }]), 'import-damaged', /a in it/],
    'deflated bytes that are none': [() => zip([{ name: 'a', data: noise, method: 8, packed: Buffer.from(noise).fill(255) }]), 'import-damaged', /cannot be unpacked/],
    'bytes behind the deflated': [() => zip([{ name: 'a', data: noise, method: 8, packed: Buffer.concat([deflateRawSync(noise), noise]) }]), 'import-damaged', /a in it/],
    'a name twice': [() => zip([{ name: 'a', data: noise }, { name: 'a', data: text }]), 'import-damaged', /two files a/],
    'two names for the same bytes': [() => zip([{ name: 'a', data: noise }, { name: 'b', data: noise, offset: 0 }]), 'import-damaged', /overlaps/],
    'bytes that reach into the next': [() => zip([{ name: 'a', data: noise, packedSize: 5100, size: 5100 }, { name: 'b', data: text }]), 'import-damaged', /overlaps/],
    'bytes beyond the end': [() => zip([{ name: 'a', data: noise, packedSize: 0x7FFFFFFF, size: 0x7FFFFFFF }]), 'import-damaged', /beyond its end/],
    'a place beyond the end': [() => zip([{ name: 'a', data: noise, offset: 0x7FFFFFFF }]), 'import-damaged', /beyond its end/],
    'a place that is none': [() => zip([{ name: 'a', data: noise }, { name: 'b', data: noise, offset: 40 }]), 'import-damaged', /not where its directory says|overlaps/],
    'more files than there are': [() => zip([{ name: 'a', data: noise }], { end: (view) => view.setUint16(10, 9, true) }), 'import-damaged', /cut short/],
    'a million files': [() => zip([{ name: 'a', data: noise }], { wide: true, end64: (view) => view.setBigUint64(32, 1_000_000n, true) }), 'import-too-large', /1000000 files/],
    '2^63 files': [() => zip([{ name: 'a', data: noise }], { wide: true, end64: (view) => view.setBigUint64(32, 2n ** 63n, true) }), 'import-damaged', /larger than any disk/],
    'a directory beyond the end': [() => zip([{ name: 'a', data: noise }], { end: (view) => view.setUint32(12, 0x7FFFFFFF, true) }), 'import-damaged', /beyond its end/],
    'sizes of 64 bits that are missing': [() => zip([{ name: 'a', data: noise }], { end: (view) => view.setUint32(16, 0xFFFFFFFF, true) }), 'import-damaged', /a part of its directory is missing/],
  };
  for (const [what, [bytes, code, says]] of Object.entries(hostile)) it(`${what}: ${code}`, () => refused(bytes(), code, says));
});

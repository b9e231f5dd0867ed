// PyTorch's archives that claim what they have not, hide what they have, or become a thousand times as large: a sentence, in
// bounded time and memory.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { crc32, deflateRawSync } from 'node:zlib';
import { openImport } from '../../../web/import/import.js';
import { ofBytes } from '../../../web/import/files.js';
import { openZip } from '../../../web/import/zip.js';
import { golden } from './harness.mjs';

/** @typedef {{ name: string, data: Uint8Array, deflate?: boolean, claims?: Partial<{ size: number, packed: number, crc: number, at: number, method: number, flags: number }> }} Entry claims: in the directory, in place of what is so */

/** Returns a zip archive. @param {Entry[]} entries @param {{ count?: number, offset?: number }} [end] */
function zip(entries, end = {}) {
  /** @type {Buffer[]} */
  const parts = [];
  /** @type {Buffer[]} */
  const directory = [];
  let at = 0;
  for (const { name, data, deflate = false, claims = {} } of entries) {
    const packed = deflate ? deflateRawSync(data, { level: 9 }) : Buffer.from(data);
    const fields = { method: deflate ? 8 : 0, flags: 0, crc: crc32(data), packed: packed.length, size: data.length, at, ...claims };
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034B50, 0);
    local.writeUInt16LE(fields.method, 8);
    local.writeUInt16LE(name.length, 26);
    const central = Buffer.alloc(46);
    central.writeUInt32LE(0x02014B50, 0);
    central.writeUInt16LE(fields.flags, 8);
    central.writeUInt16LE(fields.method, 10);
    central.writeUInt32LE(fields.crc, 16);
    central.writeUInt32LE(fields.packed, 20);
    central.writeUInt32LE(fields.size, 24);
    central.writeUInt16LE(name.length, 28);
    central.writeUInt32LE(fields.at, 42);
    parts.push(local, Buffer.from(name), packed);
    directory.push(central, Buffer.from(name));
    at += local.length + name.length + packed.length;
  }
  const list = Buffer.concat(directory);
  const last = Buffer.alloc(22);
  last.writeUInt32LE(0x06054B50, 0);
  last.writeUInt16LE(end.count ?? entries.length, 8);
  last.writeUInt16LE(end.count ?? entries.length, 10);
  last.writeUInt32LE(list.length, 12);
  last.writeUInt32LE(end.offset ?? at, 16);
  return Buffer.concat([...parts, list, last]);
}

/** The files of a real one: an LSTM of zip's usual form. */
const real = [...await openZip(ofBytes(new Uint8Array(readFileSync(join(golden, 'torch/gru-two-layers/model.pt'))), 'model.pt'))];
/** @type {Entry[]} */
const sound = await Promise.all(real.map(async ([name, file]) => ({ name, data: await file.read() })));

/** @param {(entry: Entry) => Partial<Entry> | undefined} change of an entry */
const changed = (change) => sound.map((entry) => ({ ...entry, ...change(entry) }));
const isPickle = ({ name = '' }) => name.endsWith('data.pkl');
const isFirst = ({ name = '' }) => name.endsWith('data/0');
/** More than is unpacked for nothing. */
const zeros = new Uint8Array(80 << 20);

/** Opens, builds with a vocabulary of signs if it has none. @param {Uint8Array} data */
async function build(data) {
  const found = await openImport([{ name: 'model.pt', data }], { answers: { activation: 'tanh' } });
  if (!found.vocabulary) await found.useVocabulary(Array.from({ length: found.vocabSize }, (_, id) => String.fromCodePoint(0x100 + id)));
  return found.build();
}

/** @type {{ [name: string]: [archive: () => Uint8Array, code: string | null, says: RegExp] }} */
const hostile = {
  'that is sound': [() => zip(sound), null, /./],
  'that is sound and deflated': [() => zip(changed(() => ({ deflate: true }))), null, /./],
  'whose pickle is a bomb': [() => zip(changed((entry) => (isPickle(entry) ? { data: zeros, deflate: true } : undefined))), 'import-too-large', /would unpack from \d+ to 83886080 bytes/],
  'whose weights are a bomb': [() => zip(changed((entry) => (isFirst(entry) ? { data: zeros, deflate: true } : undefined))), 'import-too-large', /would unpack/],
  'whose bomb says that it is small': [() => zip(changed((entry) => (isFirst(entry) ? { data: zeros, deflate: true, claims: { size: entry.data.length } } : undefined))), 'import-damaged', /larger than it says/],
  'whose file says that it is larger': [() => zip(changed((entry) => (isFirst(entry) ? { deflate: true, claims: { size: entry.data.length + 4 } } : undefined))), null, /./], // what is wanted of it is there
  'whose stored file has two sizes': [() => zip(changed((entry) => (isFirst(entry) ? { claims: { size: entry.data.length + 4 } } : undefined))), 'import-damaged', /cannot have the size/],
  'whose file is beyond its end': [() => zip(changed((entry) => (isFirst(entry) ? { claims: { packed: 1 << 30, size: 1 << 30 } } : undefined))), 'import-damaged', /beyond its end/],
  'whose files are in one another': [() => zip(sound.map((entry, i) => (i === 0 ? { ...entry, claims: { packed: entry.data.length + 40, size: entry.data.length + 40 } } : entry))), 'import-damaged', /overlaps/],
  'whose file is not where it says': [() => zip(changed((entry) => (isFirst(entry) ? { claims: { at: 7 } } : undefined))), 'import-damaged', /not where its directory says|overlaps|beyond/],
  'whose bytes were changed': [() => zip(changed((entry) => (isFirst(entry) ? { claims: { crc: 1 } } : undefined))), 'import-damaged', /checksum/],
  'whose deflated bytes were changed': [() => zip(changed((entry) => (isFirst(entry) ? { deflate: true, claims: { crc: 1 } } : undefined))), 'import-damaged', /cannot be unpacked/],
  'that has a file twice': [() => zip([...sound, sound[0]]), 'import-damaged', /two files/],
  'that is encrypted': [() => zip(changed((entry) => (isFirst(entry) ? { claims: { flags: 1 } } : undefined))), 'import-unsupported', /encrypted/],
  'that is packed by another method': [() => zip(changed((entry) => (isFirst(entry) ? { claims: { method: 14 } } : undefined))), 'import-unsupported', /method \(14\)/],
  'that claims 65,534 files': [() => zip(sound, { count: 65_534 }), 'import-too-large', /65534 files/],
  'whose directory is elsewhere': [() => zip(sound, { offset: 0xFFFFFFF0 }), 'import-damaged', /./],
  'without the weights': [() => zip(sound.filter((entry) => !isFirst(entry))), 'import-damaged', /./],
  'whose weights are shorter': [() => zip(changed((entry) => (isFirst(entry) ? { data: entry.data.subarray(4) } : undefined))), 'import-damaged', /./],
  'whose weights are not numbers': [() => zip(changed((entry) => (isFirst(entry) ? { data: Uint8Array.from([...entry.data.subarray(4), 0, 0, 0xC0, 0x7F]) } : undefined))), 'import-damaged', /not (a )?numbers?|NaN|finite/i],
  'whose weights are infinite': [() => zip(changed((entry) => (isFirst(entry) ? { data: Uint8Array.from([...entry.data.subarray(4), 0, 0, 0x80, 0xFF]) } : undefined))), 'import-damaged', /infinit|not (a )?numbers?|finite/i],
  'with an order of bytes that no machine has': [() => zip([...sound.filter(({ name }) => !name.endsWith('byteorder')), { name: `${sound[0].name.split('/')[0]}/byteorder`, data: Buffer.from('middle') }]), 'import-damaged', /byte ?order|order of/i],
};

describe('a zip archive of PyTorch', () => {
  for (const [name, [archive, code, says]] of Object.entries(hostile)) {
    it(`${name}: ${code ?? 'is read'}`, async () => {
      const data = archive();
      const before = process.memoryUsage();
      const began = performance.now();
      if (code === null) {
        assert.ok((await build(data)).length > 0);
        return;
      }
      await assert.rejects(build(data), (/** @type {any} */ error) => {
        assert.equal(error.code, code, error.stack);
        assert.match(error.message, says);
        return true;
      });
      const { arrayBuffers } = process.memoryUsage();
      assert.ok(arrayBuffers - before.arrayBuffers < 100 << 20, `it took ${(arrayBuffers - before.arrayBuffers) >> 20} MB`);
      assert.ok(performance.now() - began < 20_000);
    });
  }

  it('takes lists that hold each other twice, over and over', async () => {
    // [a, a] where a is [b, b] where b is …: 2 ** 60 values for whoever walks through all.
    const levels = Array.from({ length: 60 }, (_, i) => `](h${String.fromCharCode(i)}h${String.fromCharCode(i)}eq${String.fromCharCode(i + 1)}`);
    const pickle = Buffer.from(`\x80\x02]q\x00${levels.join('')}.`, 'latin1');
    const began = performance.now();
    await assert.rejects(build(zip(changed((entry) => (isPickle(entry) ? { data: pickle } : undefined)))), { code: 'import-unsupported' });
    const dict = Buffer.from(`\x80\x02}(X\x01\x00\x00\x00a]q\x00${levels.join('')}u.`, 'latin1');
    await assert.rejects(build(zip(changed((entry) => (isPickle(entry) ? { data: dict } : undefined)))), { code: 'import-unsupported' });
    assert.ok(performance.now() - began < 5000);
  });
});

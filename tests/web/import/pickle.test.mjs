// Pickles: Python's own, of every protocol (make_pickles.py), and hostile ones.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { readPickle } from '../../../web/import/pickle.js';
import { NumpyArray, readNumpyPickle } from '../../../web/import/pickle-numpy.js';
import { PickleObject, attributesOf } from '../../../web/import/pickle-values.js';

const { pickles } = JSON.parse(readFileSync(new URL('../../golden/import/torch/pickles.json', import.meta.url), 'utf8'));
const bytesOf = (/** @type {string} */ hex) => Uint8Array.from(hex.match(/../g) ?? [], (pair) => parseInt(pair, 16));
const ascii = (/** @type {string} */ text) => Uint8Array.from(text, (character) => character.charCodeAt(0));

describe('readPickle', () => {
  for (const [protocol, hex] of pickles.entries()) {
    it(`reads all that Python writes with protocol ${protocol}`, async () => {
      const value = readNumpyPickle(bytesOf(hex));
      const get = (/** @type {string} */ key) => value.get(key);
      assert.deepEqual([get('none'), get('true'), get('false'), get('nan')], [null, true, false, NaN]);
      assert.deepEqual(get('int'), [0, 255, 256, 65535, 65536, -1, 2 ** 31 - 1, -(2 ** 31), 2 ** 40, -(2 ** 40)]);
      assert.deepEqual(get('long'), [2n ** 70n, -(2n ** 70n)]);
      assert.deepEqual(get('float'), [1.25, -0, 1e300]);
      assert.deepEqual(get('inf'), [Infinity, -Infinity]);
      assert.deepEqual(get('text'), ['', 'é\n\\u00e4"\'', '𝄞', 'x'.repeat(300)]);
      assert.deepEqual([...get('bytes')], [255, 0, 10]);
      assert.deepEqual([...get('bytearray')], [97, 98]);
      assert.deepEqual(get('list'), [1, [2, [3]]]);
      assert.deepEqual(get('tuples'), [[], [1], [1, 2], [1, 2, 3], [1, 2, 3, 4]]);
      assert.deepEqual([...get('set'), ...get('frozenset')], [7, 8]);
      assert.deepEqual([...get('ordered')], [['b', 1], ['a', 2]]);
      assert.deepEqual([[...get('default')], [...get('counter')]], [[['x', 1]], [['a', 2]]]);
      assert.deepEqual([...get('keys')], [[1, 'one'], [[1, 2], 'pair'], ['__proto__', 'text'], ['constructor', 1]]);
      assert.deepEqual(get('class'), [1, 2]);
      assert.equal(get('vocab').name, '__main__.Vocab');
      assert.deepEqual([...attributesOf(get('vocab')).get('stoi')], [['a', 0], ['b', 1]]);
      assert.equal(attributesOf(get('vocab')).get('parent'), get('vocab'));
      if (protocol >= 2) assert.deepEqual([...attributesOf(get('slots'))], [['a', 1], ['b', 'two']]);
      assert.deepEqual([get('tokens').name, get('tokens').items], ['__main__.Tokens', ['a', 'b']]);
      assert.deepEqual([get('table').name, [...get('table').entries]], ['__main__.Table', [['a', 1]]]);
      assert.deepEqual([get('array').shape, get('array').values()], [[2, 3], [0, 1, 2, 3, 4, 5]]);
      assert.deepEqual([get('columns').shape, [...await get('columns').tensor().read()]], [[2, 3], [0, 1, 2, 3, 4, 5]]);
      assert.deepEqual([get('big').values(), get('half').values()], [[1, -2], [1.5, -2]]);
      assert.deepEqual([get('words').values(), get('raw').values(), get('objects').values()], [['ä', 'bc'], ['xy', 'z'], ['q', null]]);
      assert.deepEqual([get('number'), get('id'), get('flag')], [1.5, -3, 1]);
    });
  }

  it('says where the next one begins', () => {
    const two = ascii('I1\n.I2\n.');
    assert.deepEqual(readPickle(two), { value: 1, end: 4 });
    assert.deepEqual(readPickle(two, { from: 4 }), { value: 2, end: 8 });
  });

  it('calls nothing that a pickle names', () => {
    for (const call of ['cos\nsystem\n(S\'touch /tmp/pickled\'\ntR.', '(S\'touch /tmp/pickled\'\nios\nsystem\n.', '(cbuiltins\neval\nS\'1\'\no.',
      'cbuiltins\ngetattr\n(cbuiltins\ndict\nS\'__init__\'\ntR.', 'c__builtin__\nobject\n)\x81.']) {
      const { value } = readPickle(ascii(call));
      assert.ok(value instanceof PickleObject, call);
      assert.match(value.name, /system|eval|getattr|object/);
    }
  });

  it('keeps names such as __proto__ in maps', () => {
    const { value } = readPickle(ascii('ccopy_reg\n_reconstructor\n(cm\nC\nc__builtin__\nobject\nNtR(dS\'__proto__\'\n(dS\'polluted\'\nI1\nssb.'));
    assert.equal(attributesOf(value).get('__proto__').get('polluted'), 1);
    assert.equal(/** @type {any} */ ({}).polluted, undefined);
    assert.equal(/** @type {any} */ (value).polluted, undefined);
  });

  it('refuses what is no pickle with a sentence', () => {
    for (const [text, sentence] of /** @type {[string, RegExp][]} */ ([
      ['', /cut off/], ['(', /cut off/], ['.', /nothing to work on/], ['t.', /no mark/], ['g7\n.', /does not have/], ['\xff', /no pickle has/],
      ['X\xff\xff\xff\xffab.', /cut off/], ['\x8e\xff\xff\xff\xff\xff\xff\xff\xffab.', /cut off/], ['I12x\n.', /integer/], ['Fabc\n.', /number/], ['L1', /cut off/],
      [`I${'9'.repeat(2000)}\n.`, /1024 digits/], ['\x8b\xff\xff\x00\x00' + 'a'.repeat(70000) + '.', /65535 bytes/], ['\x80\x09N.', /protocol 9/], ['\x97.', /outside/],
      ['\x82\x01.', /registry/], ['I1\nI2\na.', /no list/], ['I1\nI2\nI3\ns.', /no dict/], ['}(I1\nu.', /no dict/], ['I1\nI2\n\x93.', /no text/],
    ])) {
      assert.throws(() => readPickle(ascii(text)), { name: 'LukewarmError', message: sentence }, JSON.stringify(text.slice(0, 40)));
    }
  });

  it('takes deep nesting, loops and self-reference without recursion', () => {
    const deep = readPickle(ascii(`${'('.repeat(300_000)}${'l'.repeat(300_000)}.`)).value;
    assert.ok(Array.isArray(deep));
    const own = readPickle(ascii(']q\x00h\x00a.')).value;
    assert.equal(own[0], own);
    assert.ok(readPickle(ascii(`)${'\x85'.repeat(400_000)}.`)).value);
  });

  it('ends where a pickle goes on and on', () => {
    assert.throws(() => readPickle(ascii('N0'.repeat(600_000))), { code: 'import-too-large' });
    // A list of 200,000 elements, made a set 10,000 times.
    const again = `(${'N'.repeat(200_000)}lq\x000c__builtin__\nset\nq\x010${'h\x01h\x00\x85R0'.repeat(10_000)}N.`;
    const began = performance.now();
    assert.throws(() => readPickle(ascii(again)), { code: 'import-too-large', message: /again and again/ });
    assert.ok(performance.now() - began < 20_000);
  });

  it('checks arrays against their bytes, and whoever changes them afterwards', () => {
    const array = 'cnumpy._core.multiarray\n_reconstruct\n(cnumpy\nndarray\n(I0\ntS\'b\'\ntR';
    const type = 'cnumpy\ndtype\n(S\'f4\'\nI00\nI01\ntRq\x01(I3\nS\'<\'\nNNNI-1\nI-1\nI0\ntb';
    const of = (/** @type {string} */ shape, /** @type {number} */ bytes) => ascii(`${array}(I1\n${shape}${type}I00\nU${String.fromCharCode(bytes)}${'a'.repeat(bytes)}tb`);
    assert.ok(readNumpyPickle(ascii(`${String.fromCharCode(...of('(I2\nt', 8))}.`)) instanceof NumpyArray);
    for (const shape of ['(I3\nt', '(I999999999\nI999999999\nI999999999\nt', '(I-1\nt', '(F2.5\nt', '(S\'a\'\nt', 'N', '(I1\nI1\nI1\nI1\nI1\nI1\nI1\nI1\nI2\nt']) {
      assert.throws(() => readNumpyPickle(ascii(`${String.fromCharCode(...of(shape, 8))}.`)), { code: 'import-damaged' }, shape);
    }
    const shape = '(I2\nlq\x02';
    const changed = readNumpyPickle(ascii(`${String.fromCharCode(...of(shape, 8))}0h\x02I9\na0h\x00.`.replace(array, `${array}q\x00`)));
    assert.deepEqual(changed.shape, [2]);
    assert.equal(changed.values().length, 2);
  });
});

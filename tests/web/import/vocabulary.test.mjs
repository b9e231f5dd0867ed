// Vocabularies, read from every notation and rebuilt from texts: as Python and Keras make them (make_vocabularies.py).
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { describe, it } from 'node:test';
import { chooseVocabulary, fittingVocabularies, readVocabulary, readVocabularyFile, vocabulariesOf } from '../../../web/import/vocabulary.js';

const golden = JSON.parse(await readFile(new URL('../../golden/import/vocabularies.json', import.meta.url), 'utf8'));

/** @param {string} code @param {RegExp} sentence */
const withSentence = (code, sentence) => (/** @type {any} */ error) => {
  assert.equal(error.code, code, error.message);
  assert.match(error.message, sentence);
  assert.match(error.message, /\.$/, 'a sentence');
  return true;
};

describe('a text gives the vocabulary that', () => {
  for (const { name, text, orders } of golden.texts) {
    for (const { order, changes, tokens } of orders) {
      it(`Python makes of ${name}: ${[order, ...changes].join(' ')}`, () => {
        const candidate = vocabulariesOf(text, { reserved: ['<pad>'] }).find((candidate) => candidate.order === order && String(candidate.changes) === String(changes));
        assert.ok(candidate, 'there is this order');
        const vocabulary = candidate.make();
        assert.equal(candidate.size, tokens.length);
        // Names of what is no text may differ, "<eos>" at the end of a line is the line break, and words are composed (NFC),
        // as the engine reads a prompt.
        const own = vocabulary.tokens.map((token, id) => (vocabulary.special?.includes(id) ? null : token));
        assert.deepEqual(own, tokens.map((/** @type {string | null} */ token, /** @type {number} */ id) =>
          (vocabulary.special?.includes(id) ? null : token === '<eos>' ? '\n' : candidate.kind === 'split' ? token?.normalize('NFC') : token)));
        assert.ok(tokens.every((/** @type {string | null} */ token, /** @type {number} */ id) =>
          !vocabulary.special?.includes(id) || !token || /^(<.*>|\[.*\])$/.test(token)), 'nothing else is special');
      });
    }
  }
});

describe('a vocabulary is read from', () => {
  for (const { name, tokens, file } of golden.notations) {
    it(name, () => {
      const { tokens: read } = readVocabulary(file);
      assert.deepEqual(read, tokens.map((/** @type {string | null} */ token) => token ?? '<pad>'));
      assert.deepEqual(readVocabulary(new TextEncoder().encode(file)).tokens, read);
    });
  }

  it('several together, without names', () => {
    const tokens = [...'\n abcdefghij'];
    const stoi = Object.fromEntries(tokens.map((token, id) => [token, id]));
    const itos = Object.fromEntries(tokens.entries());
    for (const together of [[tokens, stoi, itos], [stoi, itos], [new Map(Object.entries(stoi)), new Map(tokens.entries())], [12, stoi]]) {
      assert.deepEqual(readVocabulary(together, { size: 12 }).tokens, tokens);
    }
    assert.throws(() => readVocabulary([stoi, { ...stoi, z: 12 }]), withSentence('import-incomplete', /several/));
  });
});

describe('the size of a vocabulary', () => {
  const letters = Array.from('abcdefghij');
  const dict = Object.fromEntries(letters.map((letter, id) => [letter, id]));

  it('may be a little less than the model has: those ids are never drawn', () => {
    const { tokens, special, notes } = readVocabulary(dict, { size: 12 });
    assert.deepEqual([tokens.length, special], [12, [10, 11]]);
    assert.deepEqual(notes, [{ code: 'vocabulary-filled', from: 10, to: 12 }]);
    assert.equal(readVocabulary(dict, { size: 64 }).tokens.length, 64, 'a size that was rounded');
  });

  for (const size of [6, 20, 200]) {
    it(`else is refused with both numbers: 10 tokens, the model ${size}`, () => {
      assert.throws(() => readVocabulary(dict, { size }), withSentence('import-incomplete', new RegExp(`10 tokens.*model ${size}`)));
    });
  }

  it('of a text names the nearest order of the text, of words for a model of words', () => {
    assert.throws(() => chooseVocabulary('hello world, hello', 65), withSentence('import-incomplete', /9 different characters.*model 65.*Nearest is "(?!printable|letters|ascii|latin)/));
    assert.throws(() => chooseVocabulary('hello world, hello', 5000), withSentence('import-incomplete', /2 different words.*model 5000.*Nearest is ".*words/));
  });

  it('and a vocabulary that was made here is taken as it is', () => {
    const own = /** @type {any} */ ({ kind: 'char', from: 'search', tokens: ['a', 'b', '<unused 2>'], special: [2] });
    assert.deepEqual(readVocabulary(own, { size: 3 }), own);
    assert.throws(() => readVocabulary(own, { size: 9 }), withSentence('import-incomplete', /3 tokens/));
  });
});

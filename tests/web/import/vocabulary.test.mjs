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

// What a score says, in words and numbers.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { bitsOf, examplesFor, mostSurprising, summarise } from '../../web/element/surprise.js';
import { likelihood } from '../../web/i18n/en.js';
import { Locale } from '../../web/i18n/locale.js';

/** @param {[text: string, probability: number][]} list */
const tokensOf = (list) =>
  list.map(([text, probability], id) => ({ id, text, logProbability: Math.log(probability), rank: 1, entropy: 0 }));

describe('surprise', () => {
  it('of a coin\'s toss is one bit', () => {
    assert.equal(bitsOf(tokensOf([['a', 0.5]])[0]), 1);
  });

  it('lists the most surprising tokens first, each with what stands before it', () => {
    const tokens = tokensOf([['It', 0.5], [' was', 0.1], [' a', 0.9], [' dark\nand', 0.01], [' stormy', 0.2]]);
    assert.deepEqual(mostSurprising(tokens, 3), [
      { index: 3, before: 'It was a' }, { index: 1, before: 'It' }, { index: 4, before: 'It was a dark and' },
    ]);
    assert.equal(mostSurprising(tokensOf([['x'.repeat(40), 1], ['y', 0.1]]), 1)[0].before, `…${'x'.repeat(18)}`);
  });

  it('is compared with knowing nothing, in the same characters', () => {
    // Two words in eight characters, a quarter each: 4 bits in all, and 2 * log2 16 = 8 by knowing nothing.
    const result = { tokens: tokensOf([['four', 0.25], [' six', 0.25]]), perplexity: 4, bitsPerCharacter: 0.5 };
    const { verdict, comparison } = summarise(result, { vocabSize: 16, tokenizer: 'word' }, likelihood, new Locale('en'));
    assert.equal(verdict, '0.50 bits per character, perplexity 4.00.');
    assert.match(comparison, /16 words, it would be log₂ 16 = 4\.00 for each word, which here is 1\.00 for each character/);
  });

  it('is given in the numbers of the reader\'s language', () => {
    const result = { tokens: tokensOf([['a', 0.25]]), perplexity: 1234, bitsPerCharacter: 2.5 };
    assert.equal(summarise(result, { vocabSize: 16, tokenizer: 'char' }, likelihood, new Locale('de')).verdict, '2,50 bits per character, perplexity 1.234.');
    const locale = new Locale('de');
    assert.deepEqual([1, 0.7, 0.0123, 0.99998, 4.5e-7].map((p) => locale.probability(p)), ['1', '0,700', '0,0123', '0,99998', '4,5e−7']);
    assert.equal(locale.change(0.7, 0.907), '0,700 → 0,907');
    assert.equal(locale.signed(-0.25, 2), '−0,25');
    assert.deepEqual([0, -0.35667, 100, 12345, 1.2e-7, 4.5e9, -Infinity, NaN].map((x) => locale.number(x)),
      ['0', '−0,3567', '100', '12345', '1,20e−7', '4,50e9', '−∞', 'nan']);
    assert.equal(locale.number(0.1234567, 6), '0,123457');
  });

  it('is shown on examples that are the same words in another order', () => {
    for (const tokenizer of ['char', 'word']) {
      const [one, other] = examplesFor({ tokenizer }).map((text) => (text.match(/[\w']+/g) ?? []).sort());
      assert.deepEqual(one, other);
    }
  });
});

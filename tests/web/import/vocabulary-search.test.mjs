// A lost vocabulary is found again: the matching against all assignments of small tables, the search with the shipped models,
// their ids in a random order, and held-out texts.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { describe, it } from 'node:test';
import { generator } from '../../../web/import/vocabulary-evidence.js';
import { align, assign } from '../../../web/import/vocabulary-match.js';
import { searchVocabulary } from '../../../web/import/vocabulary-search.js';
import { rankVocabularies } from '../../../web/import/vocabulary-rank.js';
import { fittingVocabularies, readVocabulary } from '../../../web/import/vocabulary.js';
import { shipped } from './shipped.mjs';

const excerpt = (/** @type {string} */ name) => readFile(new URL(`../../models/excerpts/${name}.txt`, import.meta.url), 'utf8');

/** @param {number} seed */
const shuffled = (seed) => (/** @type {number} */ size) => {
  const random = generator(seed);
  return Array.from({ length: size }, (_, id) => ({ id, key: random() })).sort((a, b) => a.key - b.key).map(({ id }) => id);
};

/** All assignments of n characters to `ids` ids. @param {number} n @param {number} ids @returns {number[][]} */
const assignments = (n, ids) => (n === 0 ? [[]] : assignments(n - 1, ids).flatMap((rest) =>
  [-1, ...Array.from({ length: ids }, (_, id) => id)].filter((id) => id < 0 || !rest.includes(id)).map((id) => [...rest, id])));

/** The part of the text whose characters have their own ids. @param {string} text @param {string[]} tokens @param {string[]} found */
const partRight = (text, tokens, found) => Array.from(text).filter((character) => found.indexOf(character) === tokens.indexOf(character)).length / Array.from(text).length;

describe('the best assignment', () => {
  const random = generator(4);
  for (const [n, ids] of [[1, 1], [3, 3], [4, 5], [5, 4]]) {
    it(`of ${n} characters to ${ids} ids is the best of all`, () => {
      for (let trial = 0; trial < 20; trial++) {
        const scores = Array.from({ length: n }, () => Float64Array.from({ length: ids }, () => Math.round(20 * random()) - 8));
        const without = Array.from({ length: n }, () => Math.round(10 * random()) - 6);
        const worth = (/** @type {ArrayLike<number>} */ all) => Array.from(all).reduce((sum, id, c) => sum + (id < 0 ? without[c] : scores[c][id]), 0);
        const all = assignments(n, ids);
        const inOrder = all.filter((one) => one.filter((id) => id >= 0).every((id, i, given) => i === 0 || id > given[i - 1]));
        assert.equal(worth(assign(scores, without)), Math.max(...all.map(worth)));
        assert.equal(worth(align(scores, without)), Math.max(...inOrder.map(worth)), 'in order');
      }
    });
  }
});

describe('a lost vocabulary is found again', () => {
  it('in a random order, from 6,569 characters of plays: 95 % of the text', async () => {
    const { lowered, tokens } = await shipped('shakespeare-tiny', shuffled(1));
    const text = await excerpt('tinyshakespeare');
    const seen = /** @type {number[]} */ ([]);
    const losses = /** @type {(number | undefined)[]} */ ([]);
    const { vocabulary, loss, certainty, certainties, order } = await searchVocabulary(lowered, text, { budget: 8e9, onProgress: ({ loaded, total, loss: lowest }) => {
      seen.push(loaded / total);
      losses.push(lowest);
    } });
    const part = partRight(text, tokens, vocabulary.tokens);
    assert.ok(part > 0.95, `${part}`);
    assert.ok(loss < 1.7, `the loss is ${loss}`);
    assert.ok(certainty > 0.9, `${certainty}`);
    assert.equal(certainties.length, tokens.length);
    assert.equal(order, 'none');
    assert.ok(seen.length > 10 && seen.every((one, i) => i === 0 || one >= seen[i - 1]) && seen.at(-1) === 1, 'progress');
    const told = losses.filter((one) => one !== undefined);
    assert.ok(told.length > 0 && told.every((one, i) => i === 0 || one <= told[i - 1]), `the lowest loss: ${told}`);
    assert.deepEqual(readVocabulary(vocabulary, { size: tokens.length }), vocabulary, 'the guess is a vocabulary');
  });

  it('sorted, with the characters that the text does not have: the whole text', async () => {
    const { lowered, tokens } = await shipped('shakespeare-tiny');
    const text = await excerpt('tinyshakespeare');
    const { vocabulary, order } = await searchVocabulary(lowered, text, { budget: 8e9 });
    assert.equal(order, 'sorted');
    assert.equal(partRight(text, tokens, vocabulary.tokens), 1);
    const right = tokens.filter((token, id) => token === vocabulary.tokens[id]).length;
    assert.ok(right >= 63, `${right} of 65 ids`);
  });

  it('of 27 ids and 1,370 characters of names', async () => {
    const { lowered, tokens } = await shipped('names', shuffled(1));
    const text = await excerpt('names');
    const { vocabulary } = await searchVocabulary(lowered, text);
    assert.ok(partRight(text, tokens, vocabulary.tokens) > 0.99);
  });

  it('with little certainty, if the text is of another kind', async () => {
    const { lowered } = await shipped('names', shuffled(1));
    const random = generator(9);
    const text = Array.from({ length: 3000 }, () => 'abcdefgh'[Math.floor(8 * random())]).join('');
    const { certainty } = await searchVocabulary(lowered, text);
    assert.ok(certainty < 0.2, `${certainty}`);
  });

  it('but not of thousands of tokens, nor from a short text; and it can be stopped', async () => {
    const { lowered } = await shipped('names');
    await assert.rejects(searchVocabulary({ ...lowered, vocabSize: 10_000 }, 'a'.repeat(5000)), { code: 'import-unsupported', message: /10000 tokens.*600.*give their list.*\.$/ });
    await assert.rejects(searchVocabulary(lowered, 'anna\nbeth\n'), { code: 'import-incomplete', message: /10 characters.*1000.*\.$/ });
    const controller = new AbortController();
    const onProgress = () => controller.abort();
    await assert.rejects(searchVocabulary(lowered, await excerpt('names'), { signal: controller.signal, onProgress }), { name: 'AbortError' });
  });
});

describe('orders of one size are distinguished by the loss', () => {
  for (const order of ['sorted', 'frequency', 'appearance']) {
    it(`the model was trained with ${order}`, async () => {
      const text = `${await excerpt('names')}xavier\njacques\nfrankie\nzoe\nvivian\nwalt\n`;
      const own = fittingVocabularies(text, 27, { kind: 'char' }).find((candidate) => candidate.order === order && candidate.changes.length === 0);
      const { tokens: known } = await shipped('names');
      const { lowered, tokens } = await shipped('names', () => /** @type {any} */ (own).make().tokens.map((/** @type {string} */ token) => known.indexOf(token)));
      const ranked = await rankVocabularies(lowered, text, fittingVocabularies(text, 27));
      assert.deepEqual(ranked[0].candidate.make().tokens, tokens);
      assert.equal(ranked[0].candidate.order, order);
      assert.ok(ranked[0].loss < 2.4, `${ranked[0].loss}`);
      assert.ok(ranked.slice(1).every(({ loss, chance }) => loss > chance));
    });
  }

  it('the first stays, if the model expects the text with none of them', async () => {
    const { lowered } = await shipped('names', shuffled(1));
    const text = `${await excerpt('names')}xavier\njacques\nfrankie\nzoe\nvivian\nwalt\n`;
    const fitting = fittingVocabularies(text, 27);
    const [{ candidate, loss, chance }] = await rankVocabularies(lowered, text, fitting);
    assert.equal(candidate, fitting[0]);
    assert.ok(loss > chance + 0.3);
  });
});

// The texts of models/names: how census.mjs makes them, and what new-names.mjs takes for a new name.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { linesOf, splitNames } from '../../models/names/census.mjs';
import { countNames, write } from '../../models/names/new-names.mjs';
import { models } from '../../models/make/shipped.mjs';
import { excerpts } from './make-losses.mjs';

describe('the lists of the census', () => {
  const male = 'JAMES          3.318  3.318      1\nJOHN           3.271  6.589      2\nMARION         0.030 81.000    301\n';
  const female = 'MARY           2.629  2.629      1\nMARION         0.100 70.000    200\n';

  it('become names in lower case, each once', () => {
    const { train, valid } = splitNames([male, female]);
    assert.deepEqual([...train, ...valid].sort(), ['james', 'john', 'marion', 'mary']);
    assert.equal(linesOf(['james', 'mary']), 'james\nmary\n');
  });

  it('are split in an order that does not depend on theirs, nine tenths to learn from', () => {
    const names = Array.from({ length: 100 }, (_, index) => `N${index}  0.1  0.1  ${index}`);
    const split = splitNames([names.join('\n')]);
    assert.deepEqual([split.train.length, split.valid.length], [90, 10]);
    assert.deepEqual(splitNames([names.toReversed().join('\n')]), split);
    assert.notDeepEqual(split.train, split.train.toSorted());
  });
});

describe('a name', () => {
  it('is in the training text, held out or new, and counts as often as it is written', () => {
    const lists = { train: new Set(['ada', 'bo']), valid: new Set(['cy']) };
    assert.deepEqual(countNames(['ada', 'ada', 'cy', 'dee', 'dee'], lists), { all: 5, train: 2, valid: 1, fresh: 2, different: 3 });
  });

  it('that the model writes is a line of letters', () => {
    const names = write(join(models, 'names/names.safetensors'), 100, 0.8);
    assert.equal(names.length, 100);
    for (const name of names) assert.match(name, /^[a-z]+$/);
  });

  it('of the excerpt stands there once', async () => {
    const names = (await readFile(join(excerpts, 'names.txt'), 'utf8')).trim().split('\n');
    assert.ok(names.length > 100);
    assert.equal(new Set(names).size, names.length);
  });
});

// What models/tang/couplets.mjs takes for a couplet that keeps the form.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { formOf } from '../../models/tang/couplets.mjs';
import { excerpts } from './make-losses.mjs';

describe('the form of a poem', () => {
  it('is kept by every poem of the held-out text', async () => {
    const poems = (await readFile(join(excerpts, 'tang.txt'), 'utf8')).trim().split('\n');
    assert.ok(poems.length > 40);
    for (const poem of poems) assert.ok(formOf(poem).whole, poem);
  });

  it('counts couplets by the length of the first line', () => {
    assert.deepEqual(formOf('一二三四五，一二三四五。一二三四，一二三四五。'), { couplets: 2, kept: 1, whole: false });
    assert.deepEqual(formOf('一二三四五六七，一二三四五六七。一二三四五，一二三四五。'), { couplets: 2, kept: 1, whole: false });
    assert.deepEqual(formOf('一二三四，一二三四。一二三四，一二三四。'), { couplets: 2, kept: 0, whole: false });
  });

  it('is not kept by a couplet of one line or three, nor by one that breaks off', () => {
    assert.equal(formOf('一二三四五。一二三四五，一二三四五，一二三四五。').kept, 0);
    assert.deepEqual(formOf('一二三四五，一二三四五。一二三四五，一二三四五'), { couplets: 2, kept: 1, whole: false });
  });

  it('is whole with two or four couplets only', () => {
    const couplet = '一二三四五，一二三四五。';
    const whole = [1, 2, 3, 4, 5].map((count) => formOf(couplet.repeat(count)).whole);
    assert.deepEqual(whole, [false, true, false, true, false]);
  });
});

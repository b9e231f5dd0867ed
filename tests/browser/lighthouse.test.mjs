// What Lighthouse says of the pages, timing apart: that is tests/bench/lighthouse.mjs.
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { pages, score } from '../bench/lighthouse.mjs';

for (const page of pages) {
  it(`Lighthouse gives ${page} 100 for accessibility, best practices and SEO`, { timeout: 300_000 }, async () => {
    const rows = await score(['accessibility', 'best-practices', 'seo'], [page]);
    assert.ok(rows.length > 0);
    assert.deepEqual(rows.filter(({ isEnough }) => !isEnough), []);
  });
}

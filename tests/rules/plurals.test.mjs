// One of a thing is not called many: the training page's counts, in each language that tells the two apart.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { it } from 'node:test';
import { languagesIn, readMessages } from '../../web/make/pages.mjs';
import { root } from './repository.mjs';

const folder = join(root, 'web/i18n');

for (const language of await languagesIn(folder)) {
  it(`a count of 1 stands before a singular in ${language}`, async () => {
    const { training: t } = await readMessages(folder, language);
    const units = /** @type {[one: string, many: string][]} */ (Object.values(t.units));
    const said = [
      t.counted('1', '1'), t.cut('1'), t.shortText('1'), t.perSecond('1'), t.unknownCharacters('1', '9', 'x', '1 %'), t.unknownWords('1', '9', 'x', '1 %'),
      ...units.map(([one, many]) => t.loss('', '1', '1', one, many)),
    ];
    // A word of the units that is a plural and no singular, right after a 1 that is a number of its own.
    const plurals = units.filter(([one, many]) => one !== many).map(([, many]) => many);
    for (const text of said) assert.doesNotMatch(text, new RegExp(`(?<![\\d.,])1 (${plurals.join('|') || '-'})(?![\\p{L}])`, 'u'), text);
    const told = ['1', '2'].map((n) => units.map(([one, many]) => t.loss('', '1', n, one, many)).join(' ').replaceAll(n, '#'));
    if (plurals.length > 0) assert.notEqual(told[0], told[1]);
  });
}

// Which units follow a property of a text: the mathematics, and the properties themselves.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { bestUnits, correlate, varies } from '../../web/element/correlation.js';
import { propertiesFor } from '../../web/element/properties.js';
import { properties } from '../../web/i18n/en.js';

const near = (/** @type {number} */ a, /** @type {number} */ b) => assert.ok(Math.abs(a - b) < 1e-12, `${a} is not ${b}`);

describe('correlation', () => {
  it('is 1 in step, -1 against it, 0 across it', () => {
    const property = [0, 1, 2, 3];
    // Units: twice the property, its opposite, one that goes up and comes down.
    const values = Float32Array.from(property.flatMap((x) => [2 * x + 5, -x, x === 1 || x === 2 ? 1 : 0]));
    const [same, opposite, across] = correlate(values, 3, property);
    near(same, 1);
    near(opposite, -1);
    near(across, 0);
  });

  it('is the point-biserial correlation where the property is there or not', () => {
    // r = (m1 - m0) / s * sqrt(n1 n0 / n^2), s with n below it.
    const [values, property] = [[3, 1, 4, 1, 5, 9, 2, 6], [0, 0, 1, 0, 1, 1, 0, 1]];
    const mean = (/** @type {number[]} */ list) => list.reduce((sum, x) => sum + x, 0) / list.length;
    const all = mean(values);
    const spread = Math.sqrt(mean(values.map((x) => (x - all) ** 2)));
    const [with1, with0] = [1, 0].map((there) => mean(values.filter((_, i) => property[i] === there)));
    near(correlate(Float32Array.from(values), 1, property)[0], ((with1 - with0) / spread) * Math.sqrt(16 / 64));
  });

  it('keeps what little a unit far from zero moves', () => {
    const property = Array.from({ length: 1000 }, (_, i) => i % 2);
    near(correlate(Float32Array.from(property, (x) => 4096 + x / 1024), 1, property)[0], 1);
  });

  it('of a unit that never changes is none, and it is not listed', () => {
    const r = correlate(Float32Array.of(1, 0, 1, 2, 1, 1), 2, [0, 1, 1]);
    assert.ok(Number.isNaN(r[0]));
    assert.deepEqual(bestUnits(r).map(({ unit }) => unit), [1]);
    assert.deepEqual(bestUnits([0.2, -0.9, NaN, 0.5], 2), [{ unit: 1, r: -0.9 }, { unit: 3, r: 0.5 }]);
  });
});

/** Returns a property's values over a text, a character a token. @param {string} id @param {string} text */
function over(id, text, tokens = [...text], tokenizer = 'char') {
  const property = propertiesFor({ tokenizer }).find((property) => property.id === id);
  return [...(property?.of(tokens) ?? [])].join('');
}

describe('properties', () => {
  it('of characters are what they are called', () => {
    assert.equal(over('quotes', 'a "b" “c” d'), '00110011000');
    assert.equal(over('quotes', '"a\n\nb'), '1110'.padEnd(5, '0'), 'an empty line closes');
    assert.equal(over('parentheses', 'a (b(c)) d'), '0011111000');
    assert.equal(over('line', 'ab\nc'), '1201');
    assert.equal(over('break', 'ab\nc'), '0010');
    assert.equal(over('capital', 'Ab C'), '1001');
    assert.equal(over('word', "to be"), '12012');
    assert.equal(over('vowel', 'rAin'), '0110');
    assert.equal(over('space', 'a b'), '010');
    assert.equal(over('sentence', 'a. b'), '1012');
    assert.equal(over('name', 'KING:\nAh: so\nA B:'), '111110' + '0000000' + '1111');
  });

  it('of words go by the token', () => {
    const tokens = ['“', 'The', ' king', ',', '”', ' he', ' said', '.', '\n', 'Yes'];
    assert.equal(over('quotes', '', tokens, 'word'), '1111000000');
    assert.equal(over('sentence', '', tokens, 'word'), '1234567012');
    assert.equal(over('capitalized', '', tokens, 'word'), '0100000001');
    assert.equal(over('mark', '', tokens, 'word'), '1001100100');
    assert.equal(over('break', '', tokens, 'word'), '0000000010');
  });

  it('have a name each', () => {
    for (const { id } of ['char', 'word'].flatMap((tokenizer) => propertiesFor({ tokenizer }))) assert.ok(properties[id], id);
  });

  it('that do not occur do not vary', () => {
    assert.ok(!varies([]) && !varies([0, 0, 0]) && varies([0, 0, 1]));
  });
});

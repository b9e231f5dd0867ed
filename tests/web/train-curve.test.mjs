// The lines of a loss curve stay in their square, whatever the losses are.
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { drawCurve } from '../../web/train/curve.js';

/** @param {number[]} losses @param {number} guess @param {boolean} fresh @returns {any} */
const course = (losses, guess, fresh) => ({
  losses, guess, fresh, frequencies: fresh ? guess / 2 : null,
  rows: [{ step: losses.length, validLoss: losses[losses.length - 1] }],
});

for (const [name, losses, guess] of /** @type {[string, number[], number][]} */ ([
  ['as most are', [4.1, 3, 2.5, 2.2], 4.16],
  ['of a text of one letter, which leaves nothing to guess', [0, 0, 0, 0], 0],
  ['that run away', [4, 40, 4e9, Infinity, NaN], 4.16],
  ['that hardly are any', [1e-9, 1e-10, 0, 0], 4.16],
])) {
  it(`draws losses ${name}`, () => {
    for (const fresh of [true, false]) {
      const { training, valid, dots, levels } = drawCurve(course(losses, guess, fresh), losses.length);
      const places = [...`${training}${valid}${dots}`.matchAll(/[ML](\S+?) ([^MLh]+)/g)].flatMap(([, x, y]) => [Number(x), Number(y)]);
      assert.equal(places.length, 2 * (losses.length + 2));
      for (const number of [...places, ...levels.map(({ y }) => y)]) assert.ok(number >= 0 && number <= 100, `${number} of ${training}`);
    }
  });
}

// Times are numbers, and about right, whatever the clock: browsers that protect against fingerprinting let it tick in
// 16 or 100 ms.
import assert from 'node:assert/strict';
import { afterEach, describe, it, mock } from 'node:test';
import { Locale } from '../../web/i18n/locale.js';
import { Words } from '../../web/page/train-words.js';
import { Pace, timeOf } from '../../web/train/clock.js';
import { multiplyAdds, plan, sizes } from '../../web/train/plan.js';

let now = 0;
/** Makes the clock tick in so many ms; `now` is the true time. @param {number} tick */
const tickIn = (tick) => mock.method(performance, 'now', () => (tick === Infinity ? 0 : Math.floor(now / tick) * tick));
afterEach(() => mock.restoreAll());

const words = new Words(new Locale());

for (const tick of [0.1, 16, 100, Infinity]) {
  describe(`a clock that ticks in ${tick} ms`, () => {
    for (const ms of [0.2, 3, 20, 150]) {
      it(`tells what a step of ${ms} ms takes`, () => {
        tickIn(tick);
        now = 7.3;
        const took = timeOf(() => (now += ms), 500);
        assert.ok(took > 0 && took < Infinity, `${took}`);
        if (tick < 100 * ms) assert.ok(took > ms / 3 && took < 2 * ms, `${took}`);
      });

      it(`makes a plan of steps of ${ms} ms that can be kept`, () => {
        tickIn(tick);
        const perSecond = 1000 / timeOf(() => (now += ms), 500);
        const speed = (/** @type {any} */ shape, /** @type {number} */ vocabSize) => (perSecond * 1e8) / multiplyAdds(shape, vocabSize);
        const survey = { trainTokens: 90_000, validTokens: 10_000, vocabSize: 64, characters: 100_000 };
        const { options, seconds } = plan({ shape: sizes.tiny, survey, speed, given: {}, fresh: true });
        for (const value of [seconds, ...Object.values(options)].filter((value) => typeof value === 'number')) assert.ok(Number.isFinite(value), `${value}`);
        assert.match(words.duration(seconds), /^(a few|about (a|an|[\d.]+)) (seconds|minutes?|hours?)$/);
      });

      it(`tells of steps of ${ms} ms what was planned, and as they come what they take, where they take twice as long`, () => {
        tickIn(tick);
        const pace = new Pace(ms / 2000);
        assert.equal(pace.step, ms / 2000);
        const began = now;
        let last = performance.now();
        while (now - began < 20_000) {
          now += ms;
          const time = performance.now();
          pace.add((time - last) / 1000);
          last = time;
        }
        if (tick < Infinity) assert.ok(pace.step > ms / 1000 / 1.15 && pace.step < ms / 1000 * 1.15, `${pace.step}`);
      });

      it(`tells the pace of a training in steps of ${ms} ms`, () => {
        tickIn(tick);
        const pace = new Pace(0);
        assert.equal(pace.step, 0);
        for (let i = 0; i < 20_000; i++) {
          const began = performance.now();
          now += ms;
          pace.add((performance.now() - began) / 1000);
          assert.ok(pace.step >= 0 && pace.step < Infinity, `${pace.step}`);
          if (i * ms > 2000 && tick < Infinity) assert.ok(pace.step > ms / 2000 && pace.step < ms / 500, `${i}: ${pace.step}`);
        }
      });
    }
  });
}

// The time that the training page promises is what a training takes, on a fast machine, on a slow one, and on one that becomes
// slower meanwhile. Its worker runs here, by a clock that tells what each piece of work would take there, so that what else
// this machine does tells nothing.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { before, it } from 'node:test';
import { pathToFileURL } from 'node:url';
import { readAccount, root, site } from '../../web/make/site.mjs';
import { Connection } from '../../web/worker/client.js';

const perMs = 1e6; // weights times tokens learned from, of a machine whose slowness is 1
let slowness = 1;
let now = 0;
performance.now = () => now;

/** Has a method of the module's trainers, which embind sets, take its time. @param {string} name @param {(info: any, result: any) => number} work */
function takesTime(name, work) {
  Object.defineProperty(Object.prototype, name, {
    configurable: true,
    set(method) {
      const timed = function (/** @type {any} */ ...args) {
        // @ts-ignore: a trainer
        const [result, info] = [method.apply(this, args), this._info()];
        now += (slowness * work(info, result) * info.parameters) / perMs;
        return result;
      };
      Object.defineProperty(this, name, { value: timed, writable: true, configurable: true });
    },
  });
}
// Forwards is a third of a step; a sample is 400 tokens, of integers.
takesTime('_step', ({ tokensPerStep, validTokens }, { evaluation }) => tokensPerStep + (evaluation ? validTokens / 3 : 0));
takesTime('_model', () => 400);

/** @type {Connection} */
let connection;
const call = (/** @type {string} */ method, /** @type {any[]} */ ...args) => connection.call(0, method, args);
/** @type {any[]} */
let reports = [];
let heard = () => {};

before(async () => {
  /** @type {any} */
  const port = { terminate() {}, postMessage: (/** @type {any} */ data) => queueMicrotask(() => worker.onmessage({ data })) };
  /** @type {any} */
  const worker = { postMessage: (/** @type {any} */ data) => queueMicrotask(() => port.onmessage?.({ data })) };
  Object.assign(globalThis, { self: worker });
  connection = new Connection(() => port);
  const { names } = await readAccount();
  await import(pathToFileURL(join(site, names['train-worker.js'])).href);
  (async () => {
    for await (const event of connection.stream(0, 'events', [])) {
      if (event.event !== 'report') continue;
      reports.push(event);
      heard();
    }
  })();
  await call('read', (await readFile(join(root, 'web/page/try-me.txt'), 'utf8')).slice(0, 20_000), 'fables');
});

const wishes = { size: 'tiny', from: '', given: { epochs: 3 }, live: {} };

/** Trains, and returns what was promised and all reports. @param {number} slow @param {(report: any) => void} [onReport] */
async function train(slow, onReport = () => {}) {
  now += 60_000; // so long that the speed is measured anew
  slowness = slow;
  reports = [];
  const { seconds } = await call('plan', wishes);
  await call('start', wishes);
  let seen = 0;
  for (;;) {
    for (; seen < reports.length; seen++) {
      onReport(reports[seen]);
      if (reports[seen].ended) return { promised: seconds, taken: reports[seen].seconds };
    }
    await new Promise((resolve) => (heard = () => resolve(0)));
  }
}

/** @param {number} promised @param {number} taken @param {string} what */
const isKept = (promised, taken, what) =>
  assert.ok(Math.abs(taken - promised) <= promised / 3, `${what}: promised ${promised.toFixed(1)} s, taken ${taken.toFixed(1)} s`);

/** @param {[seconds: number, more: number][]} left promised after so many @param {number} taken in all */
function areKept(left, taken) {
  // Towards the end a single sample, or the last measurement, weighs more than that.
  for (const [seconds, more] of left) if (taken - seconds > taken / 10) isKept(more, taken - seconds, `after ${seconds.toFixed(1)} s`);
}

for (const slow of [1, 30]) {
  it(`is kept by a machine that is ${slow} times as slow`, async () => {
    /** @type {any[]} */
    const left = [];
    const { promised, taken } = await train(slow, ({ seconds, secondsLeft }) => left.push([seconds, secondsLeft]));
    isKept(promised, taken, 'before it began');
    areKept(left, taken);
  });
}

it('is corrected within ten seconds where a machine becomes three times as slow', async () => {
  /** @type {any[]} */
  const left = [];
  let since = 0;
  const { taken } = await train(2, ({ seconds, secondsLeft, part }) => {
    if (!since && part > 0.2) [since, slowness] = [seconds, 6];
    if (since && seconds > since + 10) left.push([seconds, secondsLeft]);
  });
  assert.ok(left.length > 5);
  areKept(left, taken);
});

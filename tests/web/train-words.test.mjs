// What the training page says of a training: what its numbers mean, and what to do.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { plan } from '../../web/worker/train-plan.js';
import { among, conclude, duration, elapsed, judge } from '../../web/worker/train-words.js';

describe('what the page says of a training', () => {
  const course = {
    losses: Array(100).fill(1.5), rows: [], guess: Math.log(64), frequencies: 3, stepsTotal: 200, learningRate: 0.004,
    tokenizer: 'char', fresh: true, trainTokens: 90_000,
  };
  /** @param {number[]} train @param {number[]} valid */
  const measured = (train, valid) => train.map((trainLoss, i) => (
    { step: 10 * i, epoch: i, seconds: i, trainLoss, validLoss: valid[i], best: valid[i] === Math.min(...valid.slice(0, i + 1)) }));

  it('is nothing while all goes well', () => {
    assert.deepEqual(judge(course), { kind: '', text: '' });
    assert.equal(judge({ ...course, rows: measured([2, 1.8, 1.7, 1.6], [2, 1.9, 1.91, 1.85]) }).kind, '');
    assert.equal(judge({ ...course, losses: [4.16, 4.16] }).kind, '');
  });

  it('is that it learns by heart, when only what it has read gets easier', () => {
    const rows = measured([2, 1.8, 1.7, 1.6, 1.5], [2, 1.9, 1.91, 1.93, 1.96]);
    assert.match(judge({ ...course, rows }).text, /by heart now.*more dropout/);
    assert.match(conclude({ ...course, rows }, 'done'), /From epoch 1\.0 on it learned the text by heart/);
  });

  it('is that the steps are too large, when it forgets or is worse than guessing', () => {
    assert.equal(judge({ ...course, losses: [...Array(60).fill(1.5), ...Array(20).fill(2.5)] }).kind, 'too-large');
    assert.match(judge({ ...course, losses: Array(20).fill(9) }).text,
      /more wrong than blind guessing would be \(4\.16\).*smaller learning rate: 0\.001/);
  });

  it('is that they are too small, when it still guesses', () => {
    assert.equal(judge({ ...course, losses: Array(100).fill(4.1), learningRate: 1e-6 }).kind, 'too-small');
    assert.match(judge({ ...course, losses: Array(100).fill(3), learningRate: 1e-4 }).text, /which characters are frequent.*too small/);
  });

  it('is at the end what would help', () => {
    assert.match(conclude({ ...course, rows: measured([2, 1.8], [2, 1.8]) }, 'done'), /more epochs, or a larger network/);
    assert.match(conclude({ ...course, rows: measured([2, 1.2], [2, 1.8]) }, 'done'), /longer text/);
    assert.match(conclude(course, 'stopped'), /before its first measurement/);
    assert.match(conclude(course, 'diverged', 'Why.'), /numbers have run away\. Why\. Train again/);
  });
});

describe('numbers in words', () => {
  it('are as exact as they are known', () => {
    assert.deepEqual([3, 17, 34, 60, 130, 1500, 3600, 5400, 40_000].map(duration), ['a few seconds', 'about 15 seconds',
      'about 30 seconds', 'about a minute', 'about 2 minutes', 'about 25 minutes', 'about an hour', 'about 1.5 hours', 'about 11 hours']);
    assert.deepEqual([0.4, 59.4, 200].map(elapsed), ['0 s', '59 s', '3 min 20 s']);
    assert.deepEqual([Math.log(4), 1.62, Math.log(7102), 99].map(among), ['4', '5.1', '7,102', 'more than a thousand million']);
  });
});

describe('a plan', () => {
  const shape = { cell: /** @type {const} */ ('lstm'), hidden: [192], embedding: 32, seconds: 60 };
  const survey = { trainTokens: 90_000, validTokens: 10_000, vocabSize: 64, characters: 100_000 };
  const speed = () => 12_000;
  const of = (given = {}, more = {}) => plan({ shape, survey, speed, given, fresh: true, ...more });

  it('reads the text as often as the time allows', () => {
    const { options, seconds } = of();
    assert.equal(options.epochs, 8);
    assert.ok(seconds > 55 && seconds < 70, `${seconds}`);
    assert.equal(of({}, { speed: () => 1e9 }).options.epochs, 60);
    assert.equal(of({}, { survey: { ...survey, trainTokens: 5e6 } }).options.epochs, 1);
  });

  it('takes what is set, in a decimal comma too', () => {
    const { options } = of({ epochs: ' 3 ', learningRate: '0,01', dropout: '.2', heldOut: '5 %', seed: '18446744073709551615', batchSize: '12' });
    assert.deepEqual([options.epochs, options.learningRate, options.dropout, options.validationFraction, options.seed, options.batchSize],
      [3, 0.01, 0.2, 0.05, 2n ** 64n - 1n, 12]);
    assert.throws(() => of({ dropout: 'much' }), /Dropout should be a number, not “much”\./);
    assert.throws(() => of({ seed: '-1' }), /whole number/);
  });

  it('of a short text has a smaller batch and BPTT length', () => {
    const { options } = of({}, { survey: { ...survey, trainTokens: 200, characters: 220 } });
    assert.ok(options.batchSize && options.bpttLength && options.batchSize * options.bpttLength <= 100);
  });

  it('holds out no more than it takes to measure', () => {
    assert.equal(of().options.validationFraction, 0.1);
    assert.equal(of({}, { survey: { ...survey, characters: 5_000_000 } }).options.validationFraction, 0.01);
  });

  it('goes on from a model in small steps', () => {
    assert.equal(of({}, { fresh: false }).options.learningRate, 0.0005);
  });
});

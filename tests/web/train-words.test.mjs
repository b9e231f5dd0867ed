// What the training page says of a training: what its numbers mean, and what to do.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Locale } from '../../web/i18n/locale.js';
import { readSetting } from '../../web/page/train-settings.js';
import { Words } from '../../web/page/train-words.js';
import { conclude, judge } from '../../web/train/judge.js';
import { plan } from '../../web/train/plan.js';
import { report } from '../../web/train/report.js';

const words = new Words(new Locale());

describe('what the page says of a training', () => {
  const course = {
    losses: Array(100).fill(1.5), rows: [], guess: Math.log(64), frequencies: 3, stepsTotal: 200, learningRate: 0.004,
    fresh: true, trainTokens: 90_000,
  };
  /** @param {number[]} train @param {number[]} valid */
  const measured = (train, valid) => train.map((trainLoss, i) => (
    { step: 10 * i, epoch: i, seconds: i, trainLoss, validLoss: valid[i], best: valid[i] === Math.min(...valid.slice(0, i + 1)) }));
  /** @param {import('../../web/train/judge.js').Verdict} verdict */
  const say = (verdict) => words.verdict(verdict, { guess: course.guess, tokenizer: 'char' });

  it('is nothing while all goes well', () => {
    assert.equal(say(judge(course)), '');
    assert.equal(judge({ ...course, rows: measured([2, 1.8, 1.7, 1.6], [2, 1.9, 1.91, 1.85]) }).key, '');
    assert.equal(judge({ ...course, losses: [4.16, 4.16] }).key, '');
  });

  it('is that it learns by heart, when only what it has read gets easier', () => {
    const rows = measured([2, 1.8, 1.7, 1.6, 1.5], [2, 1.9, 1.91, 1.93, 1.96]);
    assert.match(say(judge({ ...course, rows })), /by heart now.*more dropout/);
    assert.match(say(conclude({ ...course, rows }, 'done')), /From epoch 1\.0 on it learned the text by heart/);
  });

  it('is that the steps are too large, when it forgets or is worse than guessing', () => {
    assert.match(say(judge({ ...course, losses: [...Array(60).fill(1.5), ...Array(20).fill(2.5)] })), /steps are too large: it forgets/);
    assert.match(say(judge({ ...course, losses: Array(20).fill(9) })),
      /more wrong than blind guessing would be \(4\.16\).*smaller learning rate: 0\.001/);
  });

  it('is that they are too small, when it still guesses', () => {
    assert.match(say(judge({ ...course, losses: Array(100).fill(4.1), learningRate: 1e-6 })), /steps are too small/);
    assert.match(say(judge({ ...course, losses: Array(100).fill(3), learningRate: 1e-4 })), /which characters are frequent.*too small/);
  });

  it('is at the end what would help', () => {
    assert.match(say(conclude({ ...course, rows: measured([2, 1.8], [2, 1.8]) }, 'done')), /more epochs, or a larger network/);
    assert.match(say(conclude({ ...course, rows: measured([2, 0.02], [2, 0.03]) }, 'done')), /learned about what a network of this size can/);
    assert.match(say(conclude({ ...course, rows: measured([2, 1.2], [2, 1.8]) }, 'done')), /longer text/);
    assert.match(say(conclude(course, 'stopped')), /before its first measurement/);
    assert.match(say(conclude(course, 'diverged')), /no longer a number\. Train again with a smaller learning rate: 0\.001/);
  });
});

describe('numbers in words', () => {
  it('are as exact as they are known', () => {
    assert.deepEqual([3, 17, 34, 60, 130, 1500, 3600, 5400, 40_000].map((seconds) => words.duration(seconds)), ['a few seconds',
      'about 15 seconds', 'about 35 seconds', 'about a minute', 'about 2 minutes', 'about 25 minutes', 'about an hour', 'about 1.5 hours',
      'about 11 hours']);
    const units = { second: 1, minute: 60, hour: 3600 };
    for (let seconds = 8; seconds < 1e5; seconds *= 1.01) {
      const said = words.duration(seconds);
      const [, number, unit] = /^about (an?|[\d.]+) (second|minute|hour)s?$/.exec(said) ?? [];
      const apart = (Number(number) || 1) * units[/** @type {'second'} */ (unit)] / seconds;
      assert.ok(apart <= 1.2501 && apart >= 0.7999, `${seconds} s: ${said}`);
    }
    assert.deepEqual([0.4, 59.4, 200].map((seconds) => words.elapsed(seconds)), ['0 s', '59 s', '3 min 20 s']);
    assert.deepEqual([Math.log(4), 1.62, Math.log(7102), 99].map((loss) => words.among(loss)),
      ['4', '5.1', '7,102', 'more than a thousand million']);
  });

  it('are in the page\'s language', () => {
    const german = new Words(new Locale('de'));
    assert.deepEqual([german.among(1.62), german.among(Math.log(7102)), german.setting('heldOut', { validationFraction: 0.0125 })],
      ['5,1', '7.102', '1,25\u00a0%']);
  });
});

describe('a report', () => {
  const info = { parameters: 12_345, vocabSize: 64, trainTokens: 90_000, validTokens: 10_000, charactersPerToken: 1, stepsPerEpoch: 100,
    stepsTotal: 400, tokensPerStep: 256 };
  const options = { epochs: 4, learningRate: 0.004 };
  const task = { text: '', options, name: 'my-text', from: '', model: null, frequencies: 3, prompt: 'The', unread: 0 };
  /** @param {any} history @param {number} stepsDone @param {number} pace @param {number | null} [bestLoss] @param {any} [more] */
  const of = (history, stepsDone, pace, bestLoss = null, more = {}) => words.report(report({ ...task, ...more },
    { losses: [], rows: [], samples: [], seconds: 0, keptAt: 0, stepSeconds: pace, measuredSteps: 0, phase: 'running', ...history },
    /** @type {any} */ ({ info, stepsDone, bestLoss }), 0));

  it('has a sentence for everything', () => {
    const { status, pace, loss, verdict, facts, reach, summary, samples } = of(
      { losses: Array(150).fill(1.5), seconds: 30, samples: [{ seconds: 2, loss: 3.456, text: 'abc' }] }, 150, 0.2);
    assert.deepEqual({ status, pace, loss, verdict, facts, reach, summary, samples }, {
      status: 'Training', pace: 'Epoch 2 of 4 · 1,280 characters a second · about a minute left',
      loss: 'Training loss 1.50 nats per character: as unsure of the next one as among 4.5 characters. Blind guessing is among 64.', verdict: '',
      facts: '12,345 weights; learns from 90,000 characters, and is measured on 10,000 more that it never learns from.', reach: 'epoch 4',
      summary: 'Loss curve. Training loss: from 1.50 to 1.50. Blind guessing: 4.16.', samples: [{ when: 'after 2 s · Training loss 3.46', text: 'abc' }],
    });
  });

  it('tells the loss of the kept weights on the held-out text under one name, at the end the very one of before', () => {
    const losses = Array(200).fill(1.5);
    const running = of({ losses }, 200, 0.2, 1.8);
    assert.match(running.loss, /^Held-out loss 1\.80 nats/);
    for (const phase of ['paused', 'stopped', 'done', 'diverged']) assert.equal(of({ losses, phase }, 200, 0.2, 1.8).loss, running.loss);
    const before = of({ losses }, 200, 0.2);
    assert.match(before.loss, /^Training loss 1\.50 nats/);
    for (const phase of ['paused', 'stopped', 'done']) assert.equal(of({ losses, phase }, 200, 0.2).loss, before.loss);
  });

  it('of a model that cannot read the text says so, and no loss', () => {
    const { loss, verdict, samples } = of({ losses: Array(150).fill(0.1), phase: 'done', samples: [{ seconds: 2, loss: 0.2, text: '' }] },
      150, 0.2, 0.1, { from: 'tang', unread: 0.834 });
    assert.equal(loss, '');
    assert.match(verdict, /^This model cannot read this text: it does not know 83% of it,.* Choose another model/);
    assert.equal(samples[0].when, 'after 2 s');
    assert.match(of({ losses: [1] }, 1, 0, null, { unread: 0.2 }).loss, /^Training loss/);
  });

  it('says only what is known', () => {
    const { pace, loss, summary, rows } = of({}, 0, 0);
    assert.deepEqual({ pace, loss, summary, rows },
      { pace: 'Epoch 1 of 4', loss: '', summary: 'Loss curve. Blind guessing: 4.16.', rows: [] });
  });
});

describe('a plan', () => {
  const shape = { cell: /** @type {const} */ ('lstm'), hidden: [192], embedding: 32, seconds: 60 };
  const survey = { trainTokens: 90_000, validTokens: 10_000, vocabSize: 64, characters: 100_000 };
  const speed = () => 12_000;
  /** @param {{ [name: string]: string }} [typed] @param {any} [more] */
  const of = (typed = {}, more = {}) => plan({
    shape, survey, speed, fresh: true,
    given: Object.fromEntries(Object.entries(typed).map(([name, value]) =>
      [name, readSetting({ name, value, label: name === 'dropout' ? 'Dropout' : name }, words)])),
    ...more,
  });

  it('reads the text as often as the time allows', () => {
    const { options, seconds } = of();
    assert.equal(options.epochs, 7);
    assert.ok(seconds > 55 && seconds < 70, `${seconds}`);
    assert.equal(of({}, { speed: () => 1e9 }).options.epochs, 60);
    assert.equal(of({}, { survey: { ...survey, trainTokens: 5e6 } }).options.epochs, 1);
  });

  it('takes what is set, in a decimal comma too', () => {
    const { options } = of({ epochs: ' 3 ', learningRate: '0,01', dropout: '.2', heldOut: '5 %', seed: '18446744073709551615', batchSize: '12' });
    assert.deepEqual([options.epochs, options.learningRate, options.dropout, options.validationFraction, options.seed, options.batchSize],
      [3, 0.01, 0.2, 0.05, 2n ** 64n - 1n, 12]);
    assert.throws(() => of({ dropout: 'much' }), /Dropout should be a number from 0 to 0\.99, not “much”\./);
    for (const typed of ['Infinity', '0', '2.5', '1e7', '%']) {
      assert.throws(() => of({ epochs: typed }), new RegExp(`epochs should be a whole number from 1 to 1,000,000, not “${typed}”\\.`));
    }
    for (const [name, typed] of [['dropout', '1'], ['learningRate', '0'], ['heldOut', '95 %'], ['batchSize', '0'], ['bpttLength', '1.5']]) {
      assert.throws(() => of({ [name]: typed }), /should be/);
    }
    for (const typed of ['-1', '18446744073709551616', '1.5']) assert.throws(() => of({ seed: typed }), /whole number from 0 to 2⁶⁴ − 1/);
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

// Training through the JavaScript API, in Node: the weights are the command line's bit for bit, a training goes on where
// it stopped, and every mistake says what to do.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cp, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';
import { root, site } from '../../web/make/site.mjs';

const { LukewarmError, createTrainer } = await import(pathToFileURL(join(site, 'lukewarm-train.js')).href);
const { loadModel } = await import(pathToFileURL(join(site, 'lukewarm.js')).href);
const lukewarm = join(root, 'build/native/lukewarm');
const model = join(root, 'models/shakespeare/shakespeare.safetensors');

/** Sentences of a little grammar, with letters of more than one byte. @param {number} length */
function makeText(length) {
  const words = ['der Käse', 'ein Frosch', 'die Maus', 'läuft', 'schläft', 'ißt', 'im Nebel', 'auf der Brücke'];
  let text = '';
  for (let i = 1; text.length < length; i = (i * 48271) % 2147483647) text += words[i % 8] + (i % 5 ? ' ' : '.\n');
  return text.slice(0, length);
}

/** @param {any} trainer */
function finish(trainer) {
  const steps = [];
  while (trainer.status === 'running') steps.push(trainer.step());
  return steps;
}

const sha = (/** @type {Uint8Array} */ bytes) => createHash('sha256').update(bytes).digest('hex');

/** @param {string} code */
const withCode = (code) => (/** @type {any} */ error) => {
  assert.ok(error instanceof LukewarmError, `${error}`);
  assert.equal(error.code, code);
  assert.match(error.message, /\.$/, 'a sentence');
  return true;
};

const small = { hidden: [24], embedding: 8, batchSize: 6, bpttLength: 20, epochs: 3, warmup: 5, learningRate: 0.01, dropout: 0.1 };

/** @type {string} */
let folder;
before(async () => (folder = await mkdtemp(join(tmpdir(), 'lukewarm-'))));
after(() => rm(folder, { recursive: true, force: true }));

/** @param {string} text @param {string[]} args */
async function trainedByCommand(text, args) {
  const [from, to] = [join(folder, 'text.txt'), join(folder, 'model.safetensors')];
  await writeFile(from, text);
  execFileSync(lukewarm, ['train', from, '-o', to, '--threads', '1', '--batch-size', '6', '--bptt', '20', '--epochs', '3',
    '--warmup', '5', '--lr', '0.01', '--dropout', '0.1', '--name', 'a', '--license', 'b', '--data', 'c', ...args]);
  return readFile(to);
}

describe('the same weights as the command line\'s', () => {
  /** @type {[string, any, string[]][]} */
  const cases = [
    ['an LSTM', { ...small }, ['--hidden', '24', '--embedding', '8']],
    ['a GRU of two layers, one-hot, with dropped weights and states', { ...small, cell: 'gru', hidden: [20, 13], embedding: 0, weightDropout: 0.2,
      stateResetProbability: 0.3 },
      ['--cell', 'gru', '--hidden', '20,13', '--embedding', '0', '--weight-dropout', '0.2',
        '--state-reset-probability', '0.3']],
    ['an RNN with a linear decay', { ...small, cell: 'rnn', decay: 'linear' }, ['--cell', 'rnn', '--decay', 'linear', '--hidden', '24', '--embedding', '8']],
    ['SGD, its rate divided at each plateau', { ...small, optimizer: 'sgd', decay: 'plateau', plateauFactor: 1.5, evaluateEvery: 3, averagePatience: 2 },
      ['--optimizer', 'sgd', '--decay', 'plateau', '--plateau-factor', '1.5', '--evaluate-every', '3', '--average-patience', '2',
        '--hidden', '24', '--embedding', '8']],
    ['words, tied', { ...small, tokenizer: 'word', vocab: 30, embedding: 24, tied: true, seed: 2n ** 63n + 5n },
      ['--tokenizer', 'word', '--vocab', '30', '--embedding', '24', '--hidden', '24', '--tied', '--seed', String(2n ** 63n + 5n)]],
    ['a start', { ...small, start: '.\n' }, ['--hidden', '24', '--embedding', '8', '--start', '.\n']],
    ['4-bit weights, measured every 10 steps', { ...small, weightBits: 4, evaluateEvery: 10 },
      ['--weight-bits', '4', '--evaluate-every', '10', '--hidden', '24', '--embedding', '8']],
  ];
  const text = makeText(6000);
  for (const [name, options, args] of cases) {
    it(`${name}, bit for bit`, async () => {
      const trainer = await createTrainer(text, options);
      finish(trainer);
      assert.equal(trainer.status, 'done');
      const bytes = trainer.modelBytes({ bits: 32, name: 'a', license: 'b', trainingData: 'c' });
      trainer.dispose();
      assert.equal(sha(bytes), sha(await trainedByCommand(text, args)));
    });
  }

  it('going on from a shipped model, bit for bit', async () => {
    const words = 'Thou dost sing, and we do hear the music.\n'.repeat(60);
    const trainer = await createTrainer(words, small, { model: await readFile(model) });
    finish(trainer);
    const bytes = trainer.modelBytes({ bits: 32, name: 'a', license: 'b', trainingData: 'c' });
    trainer.dispose();
    assert.equal(sha(bytes), sha(await trainedByCommand(words, ['--from', model])));
  });
});

describe('createTrainer', () => {
  it('tells of the training and of every step', async () => {
    const trainer = await createTrainer(makeText(6000), small);
    const { info } = trainer;
    assert.equal(info.trainTokens + info.validTokens, 6000);
    assert.equal(info.tokensPerStep, 120);
    assert.equal(info.stepsTotal, 3 * info.stepsPerEpoch);
    assert.equal(trainer.bestLoss, null);
    const steps = finish(trainer);
    assert.equal(steps.length, info.stepsTotal);
    assert.equal(trainer.stepsDone, info.stepsTotal);
    const evaluations = steps.flatMap(({ evaluation }) => evaluation ?? []);
    assert.equal(evaluations.length, 3);
    assert.equal(trainer.bestLoss, Math.min(...evaluations.map(({ validLoss }) => validLoss)));
    assert.ok(trainer.bestLoss < evaluations[0].trainLoss);
    trainer.dispose();
  });

  it('goes on from a checkpoint as if it had never stopped', async () => {
    const text = makeText(5000);
    const whole = await createTrainer(text, small);
    for (let i = 0; i < 50; i++) whole.step();
    const checkpoint = whole.checkpoint();
    const rest = finish(whole);
    const resumed = await createTrainer(text, small, { checkpoint });
    assert.equal(resumed.stepsDone, 50);
    assert.deepEqual(finish(resumed), rest);
    assert.equal(sha(resumed.modelBytes()), sha(whole.modelBytes()));
    await assert.rejects(createTrainer(text, { ...small, seed: 2 }, { checkpoint }), withCode('invalid-argument'));
    whole.dispose();
    resumed.dispose();
  });

  it('gives models in 32, 8 and 4 bits that the engine loads', async () => {
    const trainer = await createTrainer(makeText(6000), small);
    trainer.step();
    for (const bits of [32, 8, 4]) {
      for (const latest of [false, true]) {
        const bytes = trainer.modelBytes({ bits, latest, name: 'Käse' });
        const loaded = await loadModel(bytes);
        assert.equal(loaded.info.bits, bits);
        assert.equal(loaded.info.name, 'Käse');
        assert.equal((await loaded.complete('der', { seed: 1, maxTokens: 20 })).steps.length, 20);
        loaded.dispose();
      }
    }
    trainer.dispose();
  });

  it('gives a model that reads its start before every text, so that a text without a prompt begins as a line does', async () => {
    const text = makeText(6000);
    /** Returns how its texts begin. @param {string} start */
    const beginnings = async (start) => {
      const trainer = await createTrainer(text, { ...small, epochs: 12, start });
      finish(trainer);
      const model = await loadModel(trainer.modelBytes());
      trainer.dispose();
      const texts = [];
      for (let seed = 1; seed <= 30; seed++) texts.push((await model.complete('', { temperature: 0.5, seed, maxTokens: 3 })).text);
      model.dispose();
      return texts;
    };
    const lines = new Set(text.split('\n').map((line) => line.slice(0, 3)));
    const wrong = async (/** @type {string} */ start) => (await beginnings(start)).filter((text) => !lines.has(text)).length;
    const [started, unstarted] = [await wrong('\n'), await wrong('')];
    assert.ok(started <= 2 && unstarted >= 6, `${started}, ${unstarted} of 30`);
    await assert.rejects(createTrainer(text, { ...small, start: '7' }), withCode('invalid-argument'));
  });

  it('says what a model does not know of a text', async () => {
    const trainer = await createTrainer('Thou dost æt, and we do hear 7 songs.\n'.repeat(40), { ...small, epochs: 1 },
      { model: await readFile(model) });
    assert.deepEqual(trainer.replacements.map(({ from }) => from), ['æ', '7']);
    trainer.dispose();
  });

  it('refuses what cannot be trained, in a sentence', async () => {
    const text = makeText(6000);
    await assert.rejects(createTrainer('', small), withCode('text-empty'));
    await assert.rejects(createTrainer('abc', small), withCode('text-too-short'));
    await assert.rejects(createTrainer(text, { ...small, hidden: [] }), withCode('invalid-argument'));
    for (const wrong of [{ epochs: 0 }, { epochs: NaN }, { batchSize: -1 }, { learningRate: 0 }, { dropout: 1 }, { cell: 'cnn' },
      { decay: 'exponential' }, { decay: 'plateau', validationFraction: 0 }, { optimizer: 'lion' }, { momentum: 1 }, { weightBits: 3 }, { seed: -1 }, { validationFraction: 2 }]) {
      await assert.rejects(createTrainer(text, { ...small, ...wrong }), withCode('invalid-argument'), JSON.stringify(wrong));
    }
    await assert.rejects(createTrainer(text, small, { model: new Uint8Array(50) }), (/** @type {any} */ error) => /^file-/.test(error.code));
    await assert.rejects(createTrainer(text, small, { checkpoint: new Uint8Array(50) }), (/** @type {any} */ error) => /^file-/.test(error.code));
  });

  it('looks for its module where setAssets() says, and again after it was missing', async () => {
    const { createTrainer, setAssets } = await import(`${pathToFileURL(join(site, 'lukewarm-train.js')).href}?assets`);
    setAssets(pathToFileURL(folder));
    await assert.rejects(createTrainer(makeText(6000), small), { code: 'wasm-missing' });
    const name = (await readdir(site)).find((name) => /^lukewarm-train.*\.wasm$/.test(name)) ?? '';
    await cp(join(site, name), join(folder, name));
    (await createTrainer(makeText(6000), small)).dispose();
  });

  it('says that a training diverged, and keeps the best', async () => {
    const trainer = await createTrainer(makeText(6000), { ...small, cell: 'rnn', learningRate: 10, warmup: 0, maxGradNorm: 0, weightDecay: 10 });
    assert.throws(() => finish(trainer), withCode('diverged'));
    assert.equal(trainer.status, 'diverged');
    (await loadModel(trainer.modelBytes())).dispose();
    trainer.dispose();
  });
});

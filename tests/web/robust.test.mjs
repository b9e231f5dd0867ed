// The engine under misuse, mistyped options, no memory and long texts: every mistake is an error with a code, and leaves
// everything else as it was.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { root, site } from '../../web/make/site.mjs';

const run = promisify(execFile);
const address = (/** @type {string} */ name) => pathToFileURL(join(site, name)).href;
const { loadModel } = await import(address('lukewarm.js'));
const { createTrainer } = await import(address('lukewarm-train.js'));
const shakespeare = join(root, 'models/shakespeare/shakespeare.safetensors');
const golden = join(root, 'tests/golden/layers/lstm-embedding.safetensors');

/** @param {string} code @param {RegExp} [message] */
const withCode = (code, message = /./) => (/** @type {any} */ error) => {
  assert.equal(error.name, 'LukewarmError', `${error}`); // the trainer's script has a class of its own
  assert.equal(error.code, code, error.message);
  assert.match(error.message, message);
  return true;
};

describe('misuse', () => {
  it('of a session by calls that overlap is none: they are carried out one after the other', async () => {
    const model = await loadModel(shakespeare);
    const expected = await model.complete('ROMEO:', { seed: 3, maxTokens: 310 });
    const session = await model.session('ROMEO:', { seed: 3 });
    const [first, step, fork, second, , distribution] = await Promise.all([session.complete({ maxTokens: 300 }), session.step(),
      session.fork(), session.complete({ maxTokens: 9 }), session.feed('a'), session.distribution()]);
    assert.equal(first.text + step.text + second.text, expected.text);
    assert.equal((await fork.complete({ maxTokens: 9 })).text, second.text);
    assert.deepEqual(distribution, await model.distribution(`ROMEO:${expected.text}a`));
    session.dispose();
    model.dispose();
  });

  it('of what was disposed of is an error in every call, and disposing again is none', async () => {
    const model = await loadModel(golden);
    const session = await model.session('abc');
    session.dispose();
    session.dispose();
    for (const call of [() => session.step(), () => session.choose(1), () => session.fork(), () => session.distribution(),
      () => session.feed('a'), () => session.complete()]) await assert.rejects(call, withCode('disposed'));
    model.dispose();
    model.dispose();
    for (const call of [() => model.generate('a').next(), () => model.tokenText(0), () => model.complete('a'), () => model.score('a'), () => model.distribution('a'),
      () => model.activations('a'), () => model.session('a')]) {
      await assert.rejects(call, withCode('disposed'));
    }
  });

  it('a session keeps working after its model was disposed of', async () => {
    const model = await loadModel(golden);
    const options = { candidates: 2, maxTokens: 5 };
    const expected = await model.complete('abc', { ...options, seed: 1 });
    const session = await model.session('abc', { seed: 1 });
    model.dispose();
    const fork = await session.fork();
    assert.deepEqual((await session.complete(options)).steps, expected.steps);
    assert.equal((await fork.distribution()).length, 28);
    await fork.feed('d');
    await fork.choose(1);
    fork.dispose();
    session.dispose();
  });

  it('steps may be asked for before the ones before them have come', async () => {
    const model = await loadModel(golden);
    const generation = model.generate('abc', { seed: 1, maxTokens: 20 });
    const steps = await Promise.all(Array.from({ length: 22 }, () => generation.next()));
    const { text } = await model.complete('abc', { seed: 1, maxTokens: 20 });
    assert.equal(steps.map(({ value }) => value?.text ?? '').join(''), text);
    assert.deepEqual(steps.slice(-2).map(({ done }) => done), [true, true]);
    model.dispose();
  });
});

describe('releasing', () => {
  it('works through Symbol.dispose and Symbol.asyncDispose', async () => {
    const model = await loadModel(golden);
    const session = await model.session('a');
    session[Symbol.dispose]();
    await assert.rejects(session.step(), withCode('disposed'));
    const other = await model.session('a');
    await other[Symbol.asyncDispose]();
    await assert.rejects(other.step(), withCode('disposed'));
    await model[Symbol.asyncDispose]();
    await assert.rejects(model.generate('a').next(), withCode('disposed'));
    const trainer = await createTrainer('abcab'.repeat(200), { hidden: [4], batchSize: 2, bpttLength: 8 });
    trainer[Symbol.dispose]();
    assert.throws(() => trainer.step(), withCode('disposed'));
  });

  it('of models, sessions and trainers that were forgotten happens by itself', async () => {
    // 25 models of 5 MB do not fit, nor do as many trainers.
    const script = `
      import { loadModel } from '${address('lukewarm.js')}';
      import { createTrainer } from '${address('lukewarm-train.js')}';
      const task = () => new Promise((resolve) => setTimeout(resolve, 0));
      for (let i = 0; i < 25; i++) {
        const model = await loadModel('${shakespeare}');
        const session = await model.session('a');
        await session.step();
        await createTrainer('abcab'.repeat(500), { hidden: [128], batchSize: 16, bpttLength: 32 });
        for (let j = 0; j < 3; j++) { gc(); await task(); }
      }
      console.log('done');`;
    const { stdout } = await run(process.execPath, ['--expose-gc', '--wasm-max-mem-pages=800', '--input-type=module', '-e', script]);
    assert.equal(stdout, 'done\n');
  });

  it('leaves alone what is still at work', async () => {
    const script = `
      import { loadModel } from '${address('lukewarm.js')}';
      import { createTrainer } from '${address('lukewarm-train.js')}';
      const model = await loadModel('${shakespeare}');
      const collecting = setInterval(gc, 1);
      const text = 'To be, or not to be. '.repeat(40);
      const trainer = await createTrainer('abcab'.repeat(500), { hidden: [8], batchSize: 4, bpttLength: 32 });
      trainer.step();
      const results = await Promise.all([
        model.score(text), model.activations(text, { what: ['hidden'] }), model.complete(text, { maxTokens: 200 }),
        (async () => { for await (const _ of model.generateEach(text, [{}, {}], { maxTokens: 200 })); })(),
      ]);
      clearInterval(collecting);
      console.log(results[0].tokens.length, results[1].tokens.length, results[2].steps.length, trainer.modelBytes().length > 0);
      process.exit();`;
    const { stdout } = await run(process.execPath, ['--expose-gc', '--input-type=module', '-e', script]);
    assert.equal(stdout, '840 840 200 true\n');
  });
});

describe('options', () => {
  it('out of their range are refused with the range', async () => {
    const model = await loadModel(golden);
    for (const topK of [1.5, -1, NaN, 2 ** 53, Infinity]) {
      await assert.rejects(model.generate('a', { topK }).next(), withCode('invalid-argument', /^topK must be 0 \(off\)/), `${topK}`);
    }
    for (const maxTokens of [1.5, -1, NaN, 2 ** 53]) {
      await assert.rejects(model.generate('a', { maxTokens }).next(), withCode('invalid-argument', /^maxTokens must be .*2\^53/));
    }
    for (const id of [1e9, -1, 1.5, 28, NaN, '1']) await assert.rejects(model.tokenText(id), withCode('invalid-argument', /0 to 27/));
    await assert.rejects(model.generate('a', { order: 'toString' }).next(), withCode('invalid-argument', /temperature-first, temperature-last/));
    await assert.rejects(loadModel(golden, { precision: 'f16' }), withCode('invalid-argument', /int8, f32/));
    model.dispose();
  });

  it('with an unknown name are refused with the one that was meant', async () => {
    const model = await loadModel(golden);
    for (const [name, meant] of [['temprature', 'temperature'], ['max_new_tokens', 'maxTokens'], ['max_tokens', 'maxTokens'], ['top_k', 'topK'],
      ['topp', 'topP'], ['repeat_penalty', 'repetitionPenalty'], ['Seed', 'seed']]) {
      const expected = withCode('invalid-argument', new RegExp(`“${name}”: did you mean “${meant}”\\?$`));
      await assert.rejects(model.generate('a', { [name]: 1 }).next(), expected);
      await assert.rejects(model.complete('a', { [name]: 1 }), expected);
    }
    await assert.rejects(model.generate('a', { colour: 1 }).next(), withCode('invalid-argument', /the options are temperature, /));
    await assert.rejects(model.generate('a', null).next(), withCode('invalid-argument'));
    await assert.rejects(model.distribution('a', { maxTokens: 1 }), withCode('invalid-argument'));
    await assert.rejects(model.score('a', { temperature: 1 }), withCode('invalid-argument'));
    await assert.rejects(model.session('a', { sed: 1 }), withCode('invalid-argument', /“seed”/));
    await assert.rejects(model.activations('a', { layers: 1 }), withCode('invalid-argument', /“layer”/));
    await assert.rejects(loadModel(golden, { precisoin: 'f32' }), withCode('invalid-argument', /“precision”/));
    model.generate('a', { temperature: undefined, colour: undefined }).return();
    model.dispose();
  });

  it('of a training are refused the same way, in C++ too', async () => {
    const text = 'der Hund und die Katze '.repeat(200);
    const small = { hidden: [8], batchSize: 2, bpttLength: 10, epochs: 1 };
    for (const name of ['vocab', 'minCount', 'embedding', 'epochs', 'batchSize', 'bpttLength', 'warmup', 'evaluateEvery', 'patience', 'weightBits']) {
      for (const value of [-1, 0.5, NaN, 2 ** 60, Infinity]) {
        await assert.rejects(createTrainer(text, { ...small, [name]: value }), withCode('invalid-argument'), `${name}: ${value}`);
      }
    }
    for (const hidden of [[-1], [0.5], [NaN], ['8'], 8, 'ab']) {
      await assert.rejects(createTrainer(text, { ...small, hidden }), withCode('invalid-argument'), `hidden: ${hidden}`);
    }
    await assert.rejects(createTrainer(text, { ...small, tied: 1 }), withCode('invalid-argument', /^tied must be a boolean/));
    await assert.rejects(createTrainer(text, { ...small, learning_rate: 1 }), withCode('invalid-argument', /“learningRate”/));
    await assert.rejects(createTrainer(text, { ...small, epoch: 1 }), withCode('invalid-argument', /“epochs”/));
  });

  it('of 160,000 choices take time that grows as their number', async () => {
    const model = await loadModel(golden);
    const time = async (/** @type {number} */ count) => {
      const choices = Array.from({ length: count }, (_, index) => ({ index, id: index % 26 })).reverse();
      const began = performance.now();
      const { steps } = await model.complete('a', { choices, maxTokens: count });
      assert.ok(steps.length === count && steps.every(({ id, chosen }, i) => chosen && id === i % 26));
      return performance.now() - began;
    };
    await time(10_000);
    const [few, many] = [await time(20_000), await time(160_000)];
    assert.ok(many < 24 * few, `${few} ms, ${many} ms`); // 8 times the choices; with every choice looked at for every token: 64
    model.dispose();
  });
});

describe('text', () => {
  it('may hold every character, U+0001 among them', async () => {
    const model = await loadModel(golden);
    const prompt = 'a\u0001bé中\u0000\uFEFF😀';
    const { replacements } = await model.session(prompt);
    assert.deepEqual(replacements, [...'\u0001é中\u0000\uFEFF😀'].map((from) => ({ from, to: from === 'é' ? 'e' : '' })));
    const { text } = await model.complete('ab', { seed: 1, maxTokens: 100, stop: ['e\u0001q', '\u0001'] });
    assert.equal(text, (await model.complete('ab', { seed: 1, maxTokens: 100 })).text);
    model.dispose();
  });
});

describe('memory', () => {
  /** Runs a script in a Node that has 19 MB for a module. @param {string} script */
  const inLittle = async (script) => (await run(process.execPath, ['--wasm-max-mem-pages=300', '--input-type=module', '-e', `
    import { readFileSync } from 'node:fs';
    import { loadModel } from '${address('lukewarm.js')}';
    import { createTrainer } from '${address('lukewarm-train.js')}';
    const path = (name) => '${root}/models/' + name + '/' + name + '.safetensors';
    const code = async (use) => { try { await use(); return 'fine'; } catch (error) { return error.code ?? String(error); } };
    ${script}`])).stdout.trim().split('\n');

  it('that runs out while a model loads is an error; the next use starts the engine again', async () => {
    assert.deepEqual(await inLittle(`
      const first = await loadModel(path('shakespeare'));
      const held = [first];
      const codes = new Set();
      for (let i = 0; i < 30 && codes.size === 0; i++) {
        const result = await code(async () => held.push(await loadModel(path('fairytales'))));
        if (result !== 'fine') codes.add(result);
      }
      console.log([...codes].join());
      console.log(await code(() => first.complete('ROMEO:', { maxTokens: 5 })));
      first.dispose();
      const again = await loadModel(path('shakespeare'));
      console.log((await again.complete('ROMEO:', { seed: 1, maxTokens: 20 })).text.length);
    `), ['out-of-memory', 'engine-stopped', '20']);
  });

  it('that a file or a text does not find leaves the engine as it was', async () => {
    assert.deepEqual(await inLittle(`
      const model = await loadModel(path('shakespeare'));
      console.log(await code(() => loadModel(new Uint8Array(1.1e9))));
      console.log(await code(() => model.score('a'.repeat(2e7))));
      console.log((await model.complete('ROMEO:', { seed: 1, maxTokens: 20 })).text.length);
    `), ['out-of-memory', 'out-of-memory', '20']);
  });

  it('that a training does not find is an error, and a smaller one works', async () => {
    assert.deepEqual(await inLittle(`
      const text = 'der Hund und die Katze '.repeat(400);
      const train = (hidden) => createTrainer(text, { hidden: [hidden], batchSize: 2, bpttLength: 10, epochs: 1 });
      console.log(await code(() => train(4096)));
      console.log(await code(async () => (await train(8)).step()));
    `), ['out-of-memory', 'fine']);
  });
});

describe('a text of a megabyte', () => {
  const long = 'To be, or not to be, that is the question.\n'.repeat(24_000);

  for (const [name, use] of /** @type {[string, (model: any, options: any) => any][]} */ ([
    ['session', (model, options) => model.session(long, options)],
    ['generate', (model, options) => model.complete(long, options)],
    ['distribution', (model, options) => model.distribution(long, options)],
    ['score', (model, options) => model.score(long, options)],
  ])) {
    it(`${name} lets others work in between, and hears the signal`, async () => {
      const model = await loadModel(shakespeare);
      const controller = new AbortController();
      let ticks = 0;
      const timer = setInterval(() => { if (++ticks === 5) controller.abort(); }, 1);
      const began = performance.now();
      await assert.rejects(use(model, { signal: controller.signal }), { name: 'AbortError' });
      clearInterval(timer);
      assert.ok(performance.now() - began < 5000);
      assert.equal(ticks, 5);
      model.dispose();
    });
  }

  it('is fed by session.feed() the same way', async () => {
    const model = await loadModel(shakespeare);
    const session = await model.session('');
    const controller = new AbortController();
    setTimeout(() => controller.abort(), 20);
    await assert.rejects(session.feed(long, { signal: controller.signal }), { name: 'AbortError' });
    session.dispose();
    model.dispose();
  });

  it('of shorter length comes to the same as in one piece', async () => {
    const model = await loadModel(shakespeare);
    const text = long.slice(0, 3000);
    const session = await model.session('');
    for (const character of text) await session.choose((await model.activations(character)).tokens[0].id);
    const distribution = await model.distribution(text);
    assert.deepEqual(await session.distribution(), distribution);
    const { tokens } = await model.score(`${text}x`);
    assert.equal(tokens.length, 3001);
    assert.equal(tokens[3000].logProbability, Math.log(distribution.find((/** @type {any} */ { text: x }) => x === 'x').probability));
    session.dispose();
    model.dispose();
  });
});

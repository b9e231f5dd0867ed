// The JavaScript API over the built wasm, in Node: what it promises, and the same texts as the command line's.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';
import { root, site } from '../../web/make/site.mjs';
import { digest, nativeText, texts } from './texts.mjs';

const { LukewarmError, loadModel } = await import(pathToFileURL(join(site, 'lukewarm.js')).href);
const shakespeare = join(root, 'models/shakespeare/shakespeare.safetensors');
const golden = join(root, 'tests/golden/layers/lstm-embedding.safetensors');

/** @param {string} code */
const withCode = (code) => (/** @type {any} */ error) => {
  assert.ok(error instanceof LukewarmError, `${error}`);
  assert.equal(error.code, code);
  assert.match(error.message, /\.$/, 'a sentence');
  return true;
};

describe('the same text', () => {
  for (const text of texts) {
    const { file, options } = text;
    it(`${file} at ${options.temperature}: wasm equals the command line, whatever the kernel`, async () => {
      const expected = digest(nativeText(text));
      assert.equal(digest(nativeText(text, 'scalar')), expected, 'scalar, native');
      for (const kernel of [undefined, 'scalar', 'simd128']) {
        const model = await loadModel(join(root, file), { kernel });
        const { text: written } = await model.complete(text.prompt, options);
        model.dispose();
        assert.equal(digest(written), expected, `${kernel ?? 'the default kernel'}, wasm`);
      }
    });
  }
});

describe('texts side by side', () => {
  it('are those that each alone would be, and end when each alone would', async () => {
    for (const file of [shakespeare, golden, join(root, 'tests/golden/layers/textgenrnn.safetensors')]) {
      const model = await loadModel(file);
      const each = [{ temperature: undefined, choices: [] }, { temperature: 0 }, { temperature: 0.5, maxTokens: 30 }, { stop: 'e' }, { temperature: 1.5, topK: 5 }];
      const all = { seed: 11n, maxTokens: 120, temperature: 0.9 };
      const generation = model.generateEach('the ☃ of', each, all);
      const texts = each.map(() => []);
      for await (const steps of generation) steps.forEach((step, i) => step && texts[i].push(step));
      assert.equal(generation.seed, 11n);
      for (const [i, own] of each.entries()) {
        const { steps, replacements } = await model.complete('the ☃ of', { ...all, ...JSON.parse(JSON.stringify(own)) });
        assert.deepEqual(texts[i], steps, `${file}, text ${i}`);
        assert.deepEqual(generation.replacements, replacements);
      }
      model.dispose();
    }
  });

  it('refuse what they have not, stop at a signal, and end when the model is disposed of', async () => {
    const model = await loadModel(golden);
    for (const [each, options] of [[[], {}], ['ab', {}], [[{ seed: 1 }], {}], [[{ topK: -1 }], {}], [[null], { candidates: 2 }],
      [[{ topP: 2 }], {}], [[{}], { topP: 2 }]]) {
      await assert.rejects(model.generateEach('a', each, options).next(), withCode('invalid-argument'), JSON.stringify([each, options]));
    }
    const controller = new AbortController();
    const stopped = model.generateEach('a', [{}, {}], { maxTokens: 1e6, signal: controller.signal });
    await stopped.next();
    controller.abort();
    await assert.rejects((async () => { for await (const _ of stopped); })(), { name: 'AbortError' });
    const running = model.generateEach('a', [{}, {}], { maxTokens: 5000 });
    await running.next();
    model.dispose();
    await assert.rejects((async () => { for await (const _ of running); })(), withCode('disposed'));
  });
});

describe('loadModel', () => {
  it('takes a path, a URL, a Blob, an ArrayBuffer and a view of one', async () => {
    const bytes = await readFile(golden);
    const padded = new Uint8Array(bytes.length + 16);
    padded.set(bytes, 5);
    const sources = [golden, pathToFileURL(golden), pathToFileURL(golden).href, new Blob([bytes]),
      new Uint8Array(bytes).buffer, padded.subarray(5, 5 + bytes.length)];
    for (const source of sources) {
      const model = await loadModel(source);
      assert.equal(model.info.layers[1].kind, 'lstm');
      assert.equal(model.info.bytes, bytes.length);
      model.dispose();
    }
  });

  it('describes the model', async () => {
    const { info } = await loadModel(shakespeare);
    assert.deepEqual({ ...info, evaluation: null, license: '', trainingData: '', kernel: '' }, {
      name: 'Shakespeare', license: '', trainingData: '', window: 0,
      layers: [{ kind: 'embedding', size: 64 }, { kind: 'lstm', size: 704 }, { kind: 'output', size: 65 }], vocabSize: 65, tokenizer: 'char', bytes: 1214016, bits: 4, evaluation: null, kernel: '',
    });
    assert.ok(info.evaluation.loss > 1.3 && info.evaluation.loss < 1.4);
    assert.match(info.license, /MIT/);
  });

  it('refuses what is not a model, with a code and a sentence', async () => {
    const bytes = new Uint8Array(await readFile(golden));
    const flipped = new Uint8Array(await readFile(shakespeare));
    flipped[flipped.length - 100] ^= 1;
    await assert.rejects(loadModel(bytes.subarray(0, 5000)), withCode('file-truncated'));
    await assert.rejects(loadModel(flipped), withCode('file-corrupt'));
    await assert.rejects(loadModel(new Uint8Array(0)), withCode('file-truncated'));
    await assert.rejects(loadModel('no/such/file'), withCode('io'));
    await assert.rejects(loadModel(/** @type {any} */ (5)), withCode('invalid-argument'));
    await assert.rejects(loadModel(golden, { kernel: 'abacus' }), withCode('invalid-argument'));
  });

  it('hears a signal', async () => {
    await assert.rejects(loadModel(golden, { signal: AbortSignal.abort() }), { name: 'AbortError' });
  });
});

describe('generate', () => {
  it('gives steps whose texts joined are the text, and the seed that makes it again', async () => {
    const model = await loadModel(shakespeare);
    const steps = [];
    const generation = model.generate('ROMEO:', { temperature: 0.8, maxTokens: 100 });
    for await (const step of generation) steps.push(step);
    assert.equal(steps.length, 100);
    const again = await model.complete('ROMEO:', { temperature: 0.8, maxTokens: 100, seed: generation.seed });
    assert.equal(again.text, steps.map(({ text }) => text).join(''));
    for (const { id, probability, logProbability } of steps) {
      assert.ok(Number.isInteger(id) && probability > 0 && probability <= 1);
      assert.ok(Math.abs(Math.log(probability) - logProbability) < 1e-12);
    }
    model.dispose();
  });

  it('reports candidates that are the distribution at each step', async () => {
    const model = await loadModel(golden);
    const { steps } = await model.complete('ab', { seed: 1, maxTokens: 5, temperature: 0.5, candidates: 4 });
    let prompt = 'ab';
    for (const { text, candidates } of steps) {
      const all = await model.distribution(prompt, { temperature: 0.5 });
      assert.deepEqual(candidates, all.slice(0, 4));
      prompt += text;
    }
    const { steps: whole } = await model.complete('ab', { seed: 1, maxTokens: 3, candidates: 1000 });
    assert.equal(whole[2].candidates.length, model.info.vocabSize);
    model.dispose();
  });

  it('ends at a stop string, which stays', async () => {
    const model = await loadModel(shakespeare);
    const { text } = await model.complete('ROMEO:', { seed: 1, temperature: 0.7, maxTokens: 500, stop: ['\n\n', '?!'] });
    assert.match(text, /^[^]*?(\n\n|\?!)$/);
    assert.ok(text.length < 500);
    model.dispose();
  });

  it('hears a signal, and frees what it holds when it is left early', async () => {
    const model = await loadModel(shakespeare);
    const controller = new AbortController();
    let count = 0;
    await assert.rejects(async () => {
      for await (const _ of model.generate('A', { maxTokens: 1e6, signal: controller.signal })) {
        if (++count === 50) controller.abort();
      }
    }, { name: 'AbortError' });
    assert.ok(count < 100_000);
    for await (const _ of model.generate('A', { maxTokens: 1e6 })) break;
    model.dispose();
  });

  it('tells how much of a long prompt is read, before the first step', async () => {
    const model = await loadModel(shakespeare);
    /** @type {{ loaded: number, total: number }[]} */
    const told = [];
    const steps = model.generate('to be or not to be '.repeat(2000), { seed: 1, maxTokens: 1, onProgress: (progress) => void told.push(progress) });
    await steps.next();
    assert.ok(told.length > 2);
    assert.ok(told.every(({ loaded, total }, i) => total === 38_000 && loaded < total && loaded > (told[i - 1]?.loaded ?? 0)), JSON.stringify(told));
    model.dispose();
  });

  it('says what of the prompt it does not know', async () => {
    const model = await loadModel(shakespeare);
    const generation = model.generate('Zoë 中', { seed: 1, maxTokens: 5 });
    await generation.next();
    assert.deepEqual(generation.replacements, [{ from: 'ë', to: 'e' }, { from: '中', to: '' }]);
    await generation.return();
    const decomposed = await model.complete('Zoe\u0308 中', { seed: 1, maxTokens: 50 });
    assert.equal(decomposed.text, (await model.complete('Zoë 中', { seed: 1, maxTokens: 50 })).text);
    model.dispose();
  });

  it('refuses an option out of its range', async () => {
    const model = await loadModel(golden);
    for (const options of [{ temperature: -1 }, { temperature: NaN }, { temperature: '1' }, { topP: 2 }, { topK: -1 },
      { minP: -0.1 }, { seed: -1 }, { seed: 1.5 }, { seed: 2n ** 64n }, { maxTokens: -1 }, { maxTokens: 1.5 },
      { order: 'last' }, { stop: 5 }, { candidates: -1 }]) {
      await assert.rejects(model.generate('a', /** @type {any} */ (options)).next(), withCode('invalid-argument'),
        Object.entries(options).join());
    }
    await assert.rejects(model.generate(/** @type {any} */ (5)).next(), withCode('invalid-argument'));
    model.dispose();
    await assert.rejects(model.generate('a').next(), withCode('disposed'));
  });
});

describe('choices', () => {
  const options = { seed: 9, temperature: 0.9, maxTokens: 60 };

  it('take tokens instead of drawing them, and leave every other number in its place', async () => {
    const model = await loadModel(shakespeare);
    const { steps: drawn } = await model.complete('ROMEO:', options);
    const choices = [{ index: 40, id: 3 }, { index: 0, id: 10 }, { index: 41, id: 4 }];
    const { steps, text, seed } = await model.complete('ROMEO:', { ...options, choices, candidates: 2 });
    assert.equal(seed, 9);
    assert.equal(text, steps.map((step) => step.text).join(''));
    for (const [i, step] of steps.entries()) {
      const choice = choices.find(({ index }) => index === i);
      assert.equal(step.chosen, choice ? true : undefined);
      assert.ok(choice || !('chosen' in step));
      assert.equal(step.uniform, choice ? 0 : drawn[i].uniform, `the number of token ${i}`);
      assert.equal(step.candidates.length, 2);
      if (choice) assert.deepEqual([step.id, step.text], [choice.id, await model.tokenText(choice.id)]);
    }
    assert.equal((await model.complete('ROMEO:', { ...options, choices })).text, text);
    model.dispose();
  });

  it('of what would have been drawn change nothing but the mark', async () => {
    const model = await loadModel(golden);
    const { steps, text } = await model.complete('ab', options);
    for (const some of [[0], [59], [1, 2, 3], steps.map((_, i) => i)]) {
      const choices = some.map((index) => ({ index, id: steps[index].id }));
      const again = await model.complete('ab', { ...options, choices });
      assert.equal(again.text, text);
      again.steps.forEach((step, i) => {
        const { chosen, uniform, ...rest } = step;
        const { uniform: drawn, ...same } = steps[i];
        assert.deepEqual(rest, same);
        assert.deepEqual([chosen, uniform], some.includes(i) ? [true, 0] : [undefined, drawn]);
      });
    }
    model.dispose();
  });

  it('end a text like drawn tokens do, and may lie behind its end', async () => {
    const model = await loadModel(golden);
    const choices = [{ index: 2, id: 24 }, { index: 30, id: 1 }];
    const { steps, text } = await model.complete('ab', { ...options, temperature: 0, choices, stop: 'y' });
    assert.deepEqual([steps.length, text[2]], [3, 'y']);
    assert.equal((await model.complete('ab', { ...options, maxTokens: 2, choices })).steps.length, 2);
    model.dispose();
  });

  it('that cannot be are refused', async () => {
    const model = await loadModel(golden);
    for (const choices of [5, [null], [{ id: 1 }], [{ index: 0 }], [{ index: -1, id: 1 }], [{ index: 0.5, id: 1 }],
      [{ index: 0, id: 28 }], [{ index: 0, id: -1 }], [{ index: 0, id: '1' }], [{ index: 0, id: 1 }, { index: 0, id: 1 }]]) {
      await assert.rejects(model.generate('a', { choices: /** @type {any} */ (choices) }).next(), withCode('invalid-argument'),
        JSON.stringify(choices));
    }
    model.dispose();
  });
});

describe('sessions', () => {
  it('complete in pieces what is one text, and can be read and forked in between', async () => {
    const model = await loadModel(shakespeare);
    const options = { temperature: 0.9, candidates: 3 };
    const whole = await model.complete('ROMEO:', { ...options, seed: 5, maxTokens: 50 });
    for (const place of [0, 1, 20]) {
      const session = await model.session('ROMEO:', { seed: 5 });
      const choices = whole.steps.slice(0, place).map(({ id }, index) => ({ index, id })).slice(-1);
      const { text, steps } = await session.complete({ ...options, maxTokens: place, choices });
      assert.equal(text, whole.text.slice(0, place));
      assert.equal(steps.length, place);
      const top = await session.distribution({ ...options, candidates: 3 });
      assert.deepEqual(top, whole.steps[place].candidates);
      assert.deepEqual(await session.step(options), whole.steps[place]);
      const rest = await session.complete({ ...options, maxTokens: 49 - place });
      assert.deepEqual(rest.steps, whole.steps.slice(place + 1));
      session.dispose();
    }
    await assert.rejects((await model.session('')).complete({ maxTokens: -1 }), withCode('invalid-argument'));
    model.dispose();
  });

  it('step, choose, fork and dispose', async () => {
    const model = await loadModel(golden);
    const session = await model.session('abc', { seed: 5 });
    const first = await session.step({ temperature: 0.9 });
    const fork = await session.fork();
    /** @param {any} session */
    const write = async (session) =>
      (await Promise.all(Array.from({ length: 30 }, () => session.step({ temperature: 0.9 })))).map(({ text }) => text).join('');
    const rest = await write(session);
    assert.equal(await write(fork), rest);
    const { text } = await model.complete('abc', { seed: 5, temperature: 0.9, maxTokens: 31 });
    assert.equal(first.text + rest, text);
    const { text: chosenText, chosen } = await fork.choose(3);
    assert.deepEqual([chosenText, chosen], ['d', true]);
    await assert.rejects(fork.choose(28), withCode('invalid-argument'));
    fork.dispose();
    fork.dispose();
    await assert.rejects(fork.step(), withCode('disposed'));
    session.dispose();
    model.dispose();
  });

  it('keep the memory flat over many texts', async () => {
    const model = await loadModel(shakespeare);
    const once = async () => {
      for (let i = 0; i < 20; i++) await model.complete('ROMEO:', { seed: i, maxTokens: 50, candidates: 3 });
      await model.score('To be, or not to be');
      for await (const _ of model.generate('A', { maxTokens: 1e6 })) break;
    };
    await once();
    const before = process.memoryUsage().arrayBuffers + process.memoryUsage().external;
    for (let i = 0; i < 10; i++) await once();
    assert.ok(process.memoryUsage().arrayBuffers + process.memoryUsage().external < before + 8e6);
    model.dispose();
  });
});

/** Returns a tensor of a file as floats. @param {Uint8Array} bytes @param {string} name */
function tensor(bytes, name) {
  const start = 8 + Number(new DataView(bytes.buffer, bytes.byteOffset).getBigUint64(0, true));
  const { dtype, data_offsets: [from, to] } = JSON.parse(new TextDecoder().decode(bytes.subarray(8, start)))[name];
  assert.equal(dtype, 'F32');
  return new Float32Array(bytes.slice(start + from, start + to).buffer);
}

describe('activations', () => {
  const text = 'hello there';

  for (const cell of ['rnn-tanh-embedding', 'gru-after-embedding', 'gru-before-one-hot', 'lstm-embedding']) {
    it(`of ${cell}: the last layer's hidden state is what the decoder makes the logits of`, async () => {
      const path = join(root, `tests/golden/layers/${cell}.safetensors`);
      const bytes = new Uint8Array(await readFile(path));
      const output = `layers.${cell.endsWith('one-hot') ? 2 : 3}`;
      const [weight, bias] = [tensor(bytes, `${output}.weight`), tensor(bytes, `${output}.bias`)];
      const model = await loadModel(path, { precision: 'f32' });
      const { tokens, layers } = await model.activations(text);
      assert.equal(tokens.map((token) => token.text).join(''), text);
      assert.equal(layers.length, model.info.layers.filter(({ kind }) => ['lstm', 'gru', 'rnn'].includes(kind)).length);
      const { hidden, size } = layers.at(-1);
      assert.equal(hidden.length, text.length * size);
      for (let t = 0; t < text.length; t++) {
        for (const { id, logit } of await model.distribution(text.slice(0, t + 1))) {
          let sum = bias[id];
          for (let i = 0; i < size; i++) sum += weight[id * size + i] * hidden[t * size + i];
          assert.ok(Math.abs(sum - logit) < 1e-5, `token ${t}, logit ${id}`);
        }
      }
      model.dispose();
    });
  }

  it('obey the equations of the cells', async () => {
    const lstm = await loadModel(golden);
    for (const { hidden, state, gates, size } of (await lstm.activations(text)).layers) {
      for (let n = 0; n < hidden.length; n++) {
        const before = n < size ? 0 : state[n - size];
        assert.ok(Math.abs(gates.forget[n] * before + gates.input[n] * gates.candidate[n] - state[n]) < 1e-6);
        assert.ok(Math.abs(gates.output[n] * Math.tanh(state[n]) - hidden[n]) < 1e-6);
      }
    }
    lstm.dispose();
    const gru = await loadModel(join(root, 'tests/golden/layers/gru-after-embedding.safetensors'));
    for (const { hidden, gates, size, ...rest } of (await gru.activations(text)).layers) {
      assert.ok(!('state' in rest));
      assert.deepEqual(Object.keys(gates), ['reset', 'update', 'candidate']);
      for (let n = 0; n < hidden.length; n++) {
        const before = n < size ? 0 : hidden[n - size];
        assert.ok(Math.abs((1 - gates.update[n]) * gates.candidate[n] + gates.update[n] * before - hidden[n]) < 1e-6);
        assert.ok(gates.reset[n] > 0 && gates.reset[n] < 1);
      }
    }
    gru.dispose();
  });

  it('come as they are asked for, and nothing that cannot be', async () => {
    const model = await loadModel(join(root, 'models/fairytales/fairytales.safetensors'));
    const all = await model.activations('Once upon a time');
    assert.deepEqual(all.layers.map(({ layer, kind, size }) => [layer, kind, size]), [[0, 'lstm', 512], [1, 'lstm', 256]]);
    const some = await model.activations('Once upon a time', { layer: 1, what: ['hidden', 'output', 'reset'] });
    assert.deepEqual(some.tokens, all.tokens);
    const { hidden, gates: { output } } = all.layers[1];
    assert.deepEqual(some.layers, [{ layer: 1, kind: 'lstm', size: 256, hidden, gates: { output } }]);
    assert.deepEqual((await model.activations('')).tokens, []);
    for (const options of [{ layer: 2 }, { layer: -2 }, { layer: 0.5 }, { what: ['soul'] }, { what: [''] }]) {
      await assert.rejects(model.activations('a', options), withCode('invalid-argument'));
    }
    await assert.rejects(model.activations(/** @type {any} */ (5)), withCode('invalid-argument'));
    await assert.rejects(model.activations('a '.repeat(8_388_608 / (6 * 768) + 1)), withCode('invalid-argument'));
    model.dispose();
  });
});

describe('activations of a long text', () => {
  it('are read in slices, and a signal stops them', async () => {
    const model = await loadModel(shakespeare);
    const text = 'To be, or not to be. '.repeat(250);
    const controller = new AbortController();
    const began = performance.now();
    const reading = model.activations(text, { what: ['hidden'], signal: controller.signal });
    setTimeout(() => controller.abort(), 20);
    await assert.rejects(reading, { name: 'AbortError' });
    const stopped = performance.now() - began;
    const short = await model.activations(text.slice(0, 300), { what: ['hidden'] });
    const long = await model.activations(text.slice(0, 600), { what: ['hidden'] });
    assert.deepEqual(long.layers[0].hidden.slice(0, short.layers[0].hidden.length), short.layers[0].hidden);
    console.log(`stopped after ${stopped.toFixed(0)} ms`);
    model.dispose();
  });
});

describe('distribution and score', () => {
  it('the distribution sums to one before and after temperature, most probable first', async () => {
    const model = await loadModel(shakespeare);
    for (const temperature of [0, 0.3, 1, 3, Infinity]) {
      const all = await model.distribution('To be, or not to b', { temperature });
      assert.equal(all.length, 65);
      assert.equal(all[0].text, 'e');
      for (const key of ['probability', 'samplingProbability']) {
        assert.ok(Math.abs(all.reduce((sum, /** @type {any} */ one) => sum + one[key], 0) - 1) < 1e-6); // f32: number contract, version 2
      }
      for (let i = 1; i < all.length; i++) assert.ok(all[i].logit <= all[i - 1].logit);
    }
    model.dispose();
  });

  it('of a distribution comes as much as is asked for', async () => {
    const model = await loadModel(golden);
    const all = await model.distribution('ab', { temperature: 0.5 });
    assert.equal(all.length, 28);
    for (const candidates of [0, 1, 5, 28, 1e12]) {
      assert.deepEqual(await model.distribution('ab', { temperature: 0.5, candidates }), all.slice(0, candidates));
    }
    await assert.rejects(model.distribution('ab', { candidates: -1 }), withCode('invalid-argument'));
    model.dispose();
  });

  it('a step says the entropy of the distribution it came from', async () => {
    const model = await loadModel(shakespeare);
    const { steps } = await model.complete('To be', { seed: 1, maxTokens: 3, temperature: 0.2 });
    let prompt = 'To be';
    for (const { text, entropy } of steps) {
      const all = await model.distribution(prompt);
      const expected = all.reduce((sum, { probability: p }) => sum - (p > 0 ? p * Math.log(p) : 0), 0);
      assert.ok(Math.abs(entropy - expected) < 1e-5);
      prompt += text;
    }
    model.dispose();
  });

  it('a score is what the distributions say, and its sums agree', async () => {
    const model = await loadModel(shakespeare);
    const { tokens, loss, perplexity, bitsPerCharacter } = await model.score('ROMEO:\nBut soft');
    assert.equal(tokens.map(({ text }) => text).join(''), 'ROMEO:\nBut soft');
    const all = await model.distribution('ROMEO:\nBut sof');
    const last = all.findIndex(({ text }) => text === 't');
    assert.equal(tokens.at(-1).rank, last + 1);
    assert.ok(Math.abs(Math.log(all[last].probability) - tokens.at(-1).logProbability) < 1e-12);
    const sum = tokens.reduce((total, { logProbability }) => total - logProbability, 0);
    assert.ok(Math.abs(loss - sum / tokens.length) < 1e-12);
    assert.ok(Math.abs(perplexity - Math.exp(loss)) < 1e-9);
    assert.ok(Math.abs(bitsPerCharacter - loss / Math.LN2) < 1e-12);
    await assert.rejects(model.score(''), withCode('text-empty'));
    model.dispose();
  });

  it('in f32 gives the probabilities of PyTorch and Keras', async () => {
    const { models } = JSON.parse(await readFile(join(root, 'tests/golden/layers.json'), 'utf8'));
    for (const name of ['rnn-tanh-tied', 'gru-after-embedding', 'gru-before-one-hot', 'lstm-tied']) {
      const model = await loadModel(join(root, `tests/golden/layers/${name}.safetensors`), { precision: 'f32' });
      for (const { ids, rows } of models[name].texts) {
        const session = await model.session('', { seed: 0 });
        for (const [i, token] of ids.entries()) {
          await session.choose(token);
          const sum = rows[i].reduce((total, logit) => total + Math.exp(logit), 0);
          for (const { id, probability } of await session.distribution()) {
            assert.ok(Math.abs(probability - Math.exp(rows[i][id]) / sum) < 1e-5, `${name}, step ${i}, token ${id}`);
          }
        }
      }
      model.dispose();
    }
  });
});

// The bridge between a page and the engine, both ends in one thread, with an engine made for the purpose.
import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { startEngine } from '../../web/worker/client.js';
import { serve } from '../../web/worker/serve.js';

/** @type {MessagePort[]} */
const ports = [];
const channel = () => {
  const { port1, port2 } = new MessageChannel();
  ports.push(port1, port2);
  return { port1, port2 };
};
const task = () => new Promise((resolve) => setImmediate(resolve));

/** An engine whose texts count: "a0 a1 a2 …". It keeps account of what is asked of it. */
function countingEngine() {
  const account = { made: 0, running: 0, disposed: 0, options: /** @type {any} */ (null) };
  const model = {
    info: { name: 'counting' },
    generate(/** @type {string} */ prompt, /** @type {any} */ options) {
      account.options = options;
      if (prompt === 'wrong') throw Object.assign(new Error('It is wrong.'), { code: 'invalid-argument' });
      async function* steps() {
        account.running++;
        try {
          for (let i = 0; i < options.maxTokens; i++) {
            if (i % 10 === 0) await task();
            options.signal?.throwIfAborted();
            if (prompt === 'breaks' && i === 15) throw Object.assign(new Error('It broke.'), { code: 'internal' });
            account.made++;
            yield { id: i, text: `${prompt}${i} ` };
          }
        } finally {
          account.running--;
        }
      }
      return Object.assign(steps(), { seed: options.seed ?? 5n, replacements: [{ from: 'é', to: 'e' }] });
    },
    score: async (/** @type {string} */ text) => ({ loss: text.length }),
    activations: async (/** @type {string} */ text) => {
      const gates = { input: new Float32Array(text.length) };
      const layers = [{ hidden: new Float32Array([1, 2, 3]), gates }];
      account.options = layers[0];
      return { tokens: [...text], layers };
    },
    session: (/** @type {string} */ prompt) => session(prompt),
    dispose() {
      assert.equal(account.running, 0, 'a generation outlived its model');
      account.disposed++;
    },
  };
  const session = (/** @type {string} */ text) => ({
    seed: 1,
    replacements: [],
    step: () => ({ id: text.length, text: (text += '.') }),
    complete: async (/** @type {any} */ { maxTokens, choices }) => ({ text: (text += '.'.repeat(maxTokens)), steps: choices }),
    distribution: (/** @type {any} */ { candidates }) => Array.from({ length: candidates }, (_, id) => ({ id })),
    choose: (/** @type {number} */ id) => ({ id, text: (text += id) }),
    fork: () => session(text),
    dispose() {},
  });
  async function loadModel(/** @type {string} */ source, /** @type {any} */ { signal, onProgress }) {
    for (let loaded = 0; loaded <= 100; loaded += 50) {
      onProgress({ loaded, total: 100 });
      await task();
      signal.throwIfAborted();
    }
    if (source.endsWith('missing')) throw Object.assign(new Error('It is not there.'), { code: 'http' });
    return model;
  }
  return { loadModel, account };
}

/** A Worker that is not one: the other end of the bridge is in this thread. @param {any} engine */
const workerFor = (engine) =>
  class {
    /** @type {((event: any) => void) | null} */
    onmessage = null;
    constructor() {
      const { port1, port2 } = channel();
      this.port = port1;
      port1.onmessage = (event) => this.onmessage?.(event);
      serve(/** @type {any} */ (port2), engine);
      port2.postMessage({ ready: true });
    }
    postMessage(/** @type {any} */ message) {
      this.port.postMessage(message);
    }
  };

async function start(engine = countingEngine()) {
  const client = startEngine({ makeWorker: () => new (workerFor(engine))() });
  return { client, account: engine.account, model: await client.loadModel('https://example.org/model') };
}

/** @param {AsyncIterable<{ text: string }>} steps */
async function read(steps) {
  let text = '';
  for await (const step of steps) text += step.text;
  return text;
}

/** @param {string} prompt @param {number} count */
const expected = (prompt, count) => Array.from({ length: count }, (_, i) => `${prompt}${i} `).join('');

describe('worker', { timeout: 30_000 }, () => {
  after(() => ports.forEach((port) => port.close()));

  it('streams every step, in order, and says seed and replacements', async () => {
    const { model } = await start();
    assert.deepEqual(model.info, { name: 'counting' });
    const steps = model.generate('a', { maxTokens: 1234, seed: 2n ** 64n - 1n });
    assert.equal(await read(steps), expected('a', 1234));
    assert.equal(steps.seed, 2n ** 64n - 1n);
    assert.deepEqual(steps.replacements, [{ from: 'é', to: 'e' }]);
  });

  it('does not mix generations that run at once', async () => {
    const { model } = await start();
    const prompts = ['a', 'b', 'c', 'd', 'e'];
    const texts = await Promise.all(prompts.map((prompt) => read(model.generate(prompt, { maxTokens: 500 }))));
    assert.deepEqual(texts, prompts.map((prompt) => expected(prompt, 500)));
  });

  it('ends an aborted generation with the reason of its signal, and the engine stops', async () => {
    const { model, account } = await start();
    const controller = new AbortController();
    await assert.rejects(async () => {
      for await (const { id } of model.generate('a', { maxTokens: 1e9, signal: controller.signal })) {
        if (id === 100) controller.abort();
      }
    }, { name: 'AbortError' });
    while (account.running > 0) await task();
    await assert.rejects(read(model.generate('a', { maxTokens: 9, signal: controller.signal })), { name: 'AbortError' });
    assert.equal(await read(model.generate('b', { maxTokens: 30 })), expected('b', 30));
  });

  it('stops the engine when the loop over the steps is left', async () => {
    const { model, account } = await start();
    for await (const { id } of model.generate('a', { maxTokens: 1e9 })) if (id === 100) break;
    while (account.running > 0) await task();
    assert.ok(account.made < 1e9);
  });

  it('lets the engine run ahead of a slow reader by a few messages only', async () => {
    const { model, account } = await start();
    const steps = model.generate('a', { maxTokens: 1e9 });
    await steps.next();
    let made = -1;
    const end = performance.now() + 10_000;
    // Still for 200 tasks on end: the engine waits.
    for (let still = 0; still < 200 && performance.now() < end; await task()) {
      still = account.made === made ? still + 1 : 0;
      made = account.made;
    }
    assert.ok(performance.now() < end, `the engine never waits: ${account.made} steps`);
    for (let i = 0; i < made + 100; i++) await steps.next(); // reading on wakes it
    assert.ok(account.made > made);
    await steps.return();
  });

  it('carries errors over with their codes', async () => {
    const { client, model } = await start();
    await assert.rejects(read(model.generate('wrong', {})), { code: 'invalid-argument', message: 'It is wrong.' });
    await assert.rejects(read(model.generate('breaks', { maxTokens: 99 })), { code: 'internal', message: 'It broke.' });
    await assert.rejects(client.loadModel('https://example.org/missing'), { code: 'http', message: 'It is not there.' });
  });

  it('tells progress, and ends an aborted load', async () => {
    const { client } = await start();
    /** @type {number[]} */
    const loaded = [];
    await client.loadModel('https://example.org/model', { onProgress: (progress) => loaded.push(progress.loaded) });
    assert.equal(loaded.at(-1), 100);
    assert.deepEqual(loaded, loaded.toSorted((a, b) => a - b));
    const controller = new AbortController();
    const load = client.loadModel('https://example.org/model', { signal: controller.signal });
    controller.abort();
    await assert.rejects(load, { name: 'AbortError' });
  });

  it('passes options on, but for those that cannot cross', async () => {
    const { model, account } = await start();
    await read(model.generate('a', { maxTokens: 1, temperature: 0.3, candidates: 4 }));
    const { temperature, candidates, signal } = account.options;
    assert.deepEqual([temperature, candidates, signal instanceof AbortSignal], [0.3, 4, true]);
    await assert.rejects(model.score('a', { odd: () => {} }), { name: 'DataCloneError' });
  });

  it('hands the arrays of activations over instead of copying them', async () => {
    const { model, account } = await start();
    const { tokens, layers } = await model.activations('abc', { what: ['hidden'] });
    assert.deepEqual(tokens, ['a', 'b', 'c']);
    assert.deepEqual([...layers[0].hidden], [1, 2, 3]);
    assert.equal(layers[0].gates.input.length, 3);
    const { hidden, gates } = account.options;
    assert.deepEqual([hidden.byteLength, gates.input.byteLength], [0, 0], 'the engine has them no more');
  });

  it('keeps sessions apart from their forks', async () => {
    const { model } = await start();
    const session = await model.session('ab');
    await session.step();
    const fork = await session.fork();
    assert.equal((await fork.choose(7)).text, 'ab.7');
    assert.equal((await session.step()).text, 'ab..');
    const choices = [{ index: 1, id: 2 }];
    assert.deepEqual(await session.complete({ maxTokens: 2, choices }), { text: 'ab....', steps: choices });
    assert.equal((await session.distribution({ candidates: 3 })).length, 3);
    await fork.dispose();
    await assert.rejects(fork.step(), { code: 'disposed' });
  });

  it('ends what runs on a model before disposing of it', async () => {
    const { model, account } = await start();
    const steps = model.generate('a', { maxTokens: 1e9 });
    await steps.next();
    await model.dispose();
    assert.equal(account.disposed, 1);
    await assert.rejects(model.score('a'), { code: 'disposed' });
  });

  for (const [how, Worker] of /** @type {[string, any][]} */ ([
    ['is forbidden', class { constructor() { throw new Error('SecurityError'); } }],
    ['does not exist', undefined],
    ['cannot load its modules', class {
      onerror = (/** @type {any} */ _event) => {};
      constructor() { queueMicrotask(() => this.onerror({})); }
      terminate() {}
    }],
  ])) {
    it(`runs on this thread where a worker ${how}`, async () => {
      const Channel = globalThis.MessageChannel;
      globalThis.MessageChannel = class extends Channel {
        constructor() {
          super();
          ports.push(this.port1, this.port2); // to be closed, or this process would not end
        }
      };
      try {
        const engine = countingEngine();
        const client = startEngine({ makeWorker: () => new Worker(), importEngine: async () => engine });
        const model = await client.loadModel('https://example.org/model');
        assert.equal(await read(model.generate('a', { maxTokens: 300 })), expected('a', 300));
      } finally {
        globalThis.MessageChannel = Channel;
      }
    });
  }

  it('says so when neither starts', async () => {
    const client = startEngine({ makeWorker: () => null, importEngine: () => Promise.reject(new Error('offline')) });
    await assert.rejects(client.loadModel('https://example.org/model'), { code: 'network' });
  });

  it('leaves nobody waiting when the worker breaks', async () => {
    /** @type {any} */
    let worker;
    const engine = countingEngine();
    const Base = workerFor(engine);
    const client = startEngine({ makeWorker: () => (worker = new Base()) });
    const model = await client.loadModel('https://example.org/model');
    const steps = model.generate('a', { maxTokens: 1e9 });
    await steps.next();
    worker.onerror({});
    await assert.rejects(read(steps), { code: 'worker-failed' });
    worker.postMessage({ call: 2, cancel: true });
    while (engine.account.running > 0) await task();
  });
});

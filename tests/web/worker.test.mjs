// Both ends of the message protocol in one thread, with an engine made for the purpose.
import assert from 'node:assert/strict';
import { after, afterEach, beforeEach, describe, it, mock } from 'node:test';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { Connection, openPort } from '../../web/worker/client.js';
import { Model } from '../../web/worker/model.js';
import { serve, serveHere } from '../../web/worker/serve.js';

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
  const account = { made: 0, running: 0, disposed: 0, sessions: 0, begun: 0, options: /** @type {any} */ (null) };
  const model = {
    info: { name: 'counting' },
    generate(/** @type {string} */ prompt, /** @type {any} */ options) {
      account.options = options;
      account.begun++;
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
    _secret: () => 'secret',
    odd: () => () => {},
    dispose() {
      assert.equal(account.running, 0, 'a generation outlived its model');
      account.disposed++;
    },
  };
  const session = (/** @type {string} */ text) => (account.sessions++, {
    _inOrder: true,
    seed: 1,
    replacements: [],
    step: () => ({ id: text.length, text: (text += '.') }),
    async complete(/** @type {any} */ { maxTokens, choices, signal }) {
      for (let i = 0; i < maxTokens; i++) {
        await task();
        signal.throwIfAborted();
        text += '.';
      }
      return { text, steps: choices };
    },
    distribution: (/** @type {any} */ { candidates }) => Array.from({ length: candidates }, (_, id) => ({ id })),
    choose: (/** @type {number} */ id) => ({ id, text: (text += id) }),
    fork: () => session(text),
    dispose: () => account.sessions--,
  });
  async function loadModel(/** @type {string} */ source, /** @type {any} */ { signal, onProgress }) {
    for (let loaded = 0; loaded <= 100; loaded += 50) {
      onProgress?.({ loaded, total: 100 });
      await task();
      signal.throwIfAborted();
    }
    if (source.endsWith('missing')) throw Object.assign(new Error('It is not there.'), { code: 'http' });
    return model;
  }
  return { loadModel, account };
}

/** A Worker that is not one: the other end is in this thread. @param {any} engine */
const workerFor = (engine) =>
  class {
    /** @type {((event: any) => void) | null} */
    onmessage = null;
    ended = false;
    constructor() {
      const { port1, port2 } = channel();
      this.port = port1;
      port1.onmessage = (event) => this.onmessage?.(event);
      this.stop = serve(/** @type {any} */ (port2), engine);
      port2.postMessage({ ready: true });
    }
    postMessage(/** @type {any} */ message) {
      this.port.postMessage(message);
    }
    terminate() {
      this.ended = true;
      this.stop();
    }
  };

/** @param {Connection} connection @param {any} [options] */
const load = async (connection, options) => new Model(connection, await connection.call(0, 'loadModel', ['https://example.org/model'], options));

/** The model through a port of two threads, unless `local`. */
async function start({ engine = countingEngine(), local = false } = {}) {
  /** @type {any} */
  let worker;
  const connection = new Connection(() => local ? serveHere(engine)
    : openPort(() => (worker = new (workerFor(engine))()), () => assert.fail('no worker')));
  return { connection, account: engine.account, model: await load(connection), worker };
}

/** @param {AsyncIterable<{ text: string }>} steps */
async function read(steps) {
  let text = '';
  for await (const step of steps) text += step.text;
  return text;
}

/** @param {string} prompt @param {number} count */
const expected = (prompt, count) => Array.from({ length: count }, (_, i) => `${prompt}${i} `).join('');

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc');

/** Collects garbage until `done`. @param {() => boolean} done */
async function collectUntil(done) {
  for (let i = 0; i < 500 && !done(); i++) {
    collect();
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  assert.ok(done(), 'it is kept');
}

for (const local of [false, true]) {
  describe(`a connection ${local ? 'on this thread' : 'to a worker'}`, { timeout: 30_000 }, () => {
    after(() => ports.splice(0).forEach((port) => port.close()));

    it('streams every step, in order, and says seed and replacements', async () => {
      const { model } = await start({ local });
      assert.deepEqual(model.info, { name: 'counting' });
      const steps = model.generate('a', { maxTokens: 1234, seed: 2n ** 64n - 1n });
      assert.equal(steps.seed, 2n ** 64n - 1n);
      assert.equal(await read(steps), expected('a', 1234));
      assert.deepEqual(steps.replacements, [{ from: 'é', to: 'e' }]);
    });

    it('draws the seed that the text is written with', async () => {
      const { model, account } = await start({ local });
      const steps = model.generate('a', { maxTokens: 1 });
      await steps.next();
      assert.ok(Number.isInteger(steps.seed) && steps.seed === account.options.seed);
      assert.notEqual(steps.seed, model.generate('a').seed);
    });

    it('does not mix generations that run at once', async () => {
      const { model } = await start({ local });
      const prompts = ['a', 'b', 'c', 'd', 'e'];
      const texts = await Promise.all(prompts.map((prompt) => read(model.generate(prompt, { maxTokens: 500 }))));
      assert.deepEqual(texts, prompts.map((prompt) => expected(prompt, 500)));
    });

    it('queues calls of next() as an async generator does, and loses nothing', async () => {
      const { model } = await start({ local });
      const steps = model.generate('a', { maxTokens: 50 });
      const results = await Promise.all(Array.from({ length: 52 }, () => steps.next()));
      assert.equal(results.map(({ value }) => value?.text ?? '').join(''), expected('a', 50));
      assert.deepEqual(results.slice(-2), Array(2).fill({ done: true, value: undefined }));
    });

    it('settles what waits for a step when the generation is ended', async () => {
      const { model, account } = await start({ local });
      const steps = model.generate('a', { maxTokens: 1e9 });
      await steps.next();
      for (let i = 0; i < 9; i++) await steps.next();
      const waiting = [steps.next(), steps.next(), steps.return(), steps.next()];
      const results = await Promise.all(waiting);
      assert.deepEqual(results.slice(2).map(({ done }) => done), [true, true]);
      while (account.running > 0) await task();
    });

    it('starts a generation with its first next(), and not without', async () => {
      const { model, account } = await start({ local });
      for (let i = 0; i < 1000; i++) model.generate('a', { maxTokens: 1e9 });
      const unread = model.generate('a');
      assert.deepEqual(await unread.return(), { done: true, value: undefined });
      assert.deepEqual(await unread.next(), { done: true, value: undefined });
      await model.score('a');
      assert.equal(account.begun, 0);
    });

    it('ends an aborted generation with the reason of its signal, and the engine stops', async () => {
      const { model, account } = await start({ local });
      for (const reason of [undefined, new Error('enough'), 0]) {
        const controller = new AbortController();
        const ended = (async () => {
          for await (const { id } of model.generate('a', { maxTokens: 1e9, signal: controller.signal })) {
            if (id === 100) controller.abort(reason);
          }
        })();
        await ended.then(() => assert.fail('it ended well'), (error) => assert.equal(error, controller.signal.reason));
        while (account.running > 0) await task();
        await assert.rejects(model.complete('a', { signal: controller.signal }), (error) => error === controller.signal.reason);
      }
      assert.equal(await read(model.generate('b', { maxTokens: 30 })), expected('b', 30));
    });

    it('stops the engine when the loop over the steps is left', async () => {
      const { model, account } = await start({ local });
      for await (const { id } of model.generate('a', { maxTokens: 1e9 })) if (id === 100) break;
      while (account.running > 0) await task();
      assert.ok(account.made < 1e9);
    });

    it('lets the engine run ahead of a slow reader by a few messages only', async () => {
      const { model, account } = await start({ local });
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
      const { connection, model } = await start({ local });
      await assert.rejects(read(model.generate('wrong', {})), { code: 'invalid-argument', message: 'It is wrong.' });
      await assert.rejects(read(model.generate('breaks', { maxTokens: 99 })), { code: 'internal', message: 'It broke.' });
      await assert.rejects(connection.call(0, 'loadModel', ['missing']), { code: 'http', message: 'It is not there.' });
    });

    it('tells progress, and ends an aborted load', async () => {
      const { connection } = await start({ local });
      /** @type {number[]} */
      const loaded = [];
      await load(connection, { onProgress: (/** @type {any} */ progress) => loaded.push(progress.loaded) });
      assert.deepEqual(loaded, [0, 50, 100]);
      const controller = new AbortController();
      const loading = load(connection, { signal: controller.signal });
      controller.abort();
      await assert.rejects(loading, { name: 'AbortError' });
    });

    it('refuses a signal and a listener that are none, and then has nothing left to do', async () => {
      const { connection, model } = await start({ local });
      for (const options of [{ signal: {} }, { signal: 5 }, { signal: new EventTarget() }, { onProgress: 5 }, { onProgress: {} }]) {
        await assert.rejects(connection.call(0, 'loadModel', ['a'], options), { code: 'invalid-argument' });
        await assert.rejects(read(model.generate('a', /** @type {any} */ (options))), { code: 'invalid-argument' });
      }
      await model.dispose();
      assert.ok(connection.idle);
      assert.ok(await connection.call(0, 'loadModel', ['a'], { signal: null, onProgress: null }));
    });

    it('passes options on as plain copies, with a signal of its own', async () => {
      const { model, account } = await start({ local });
      const choices = [{ index: 1, id: 2 }];
      const deep = (/** @type {any} */ value) => Object(value) === value ? new Proxy(value, { get: (target, key) => deep(target[key]) }) : value;
      const steps = model.generate('a', deep({ maxTokens: 1, temperature: 0.3, stop: ['x'], choices, seed: 1 }));
      choices.length = 0; // after the call
      await read(steps);
      const { signal, ...options } = account.options;
      assert.deepEqual(options, { maxTokens: 1, temperature: 0.3, stop: ['x'], choices: [{ index: 1, id: 2 }], seed: 1 });
      assert.ok(signal instanceof AbortSignal);
    });

    it('calls public methods only', async () => {
      const { connection } = await start({ local });
      const { object } = await connection.call(0, 'loadModel', ['https://example.org/model']);
      for (const method of ['_secret', 'constructor', 'hasOwnProperty', 'info', 'none', '__proto__', 'toString']) {
        await assert.rejects(connection.call(object, method, []), { code: 'version-mismatch' }, method);
      }
    });

    it('hands typed arrays over', async () => {
      const { model, account } = await start({ local });
      const { tokens, layers } = await model.activations('abc', { what: ['hidden'] });
      assert.deepEqual(tokens, /** @type {any} */ (['a', 'b', 'c']));
      assert.deepEqual([...layers[0].hidden ?? []], [1, 2, 3]);
      assert.equal(layers[0].gates?.input.length, 3);
      const { hidden, gates } = account.options;
      if (!local) assert.deepEqual([hidden.byteLength, gates.input.byteLength], [0, 0], 'the engine has them no more');
    });

    it('keeps sessions apart from their forks', async () => {
      const { model, account } = await start({ local });
      const session = await model.session('ab');
      await session.step();
      const fork = await session.fork();
      assert.equal((await fork.choose(7)).text, 'ab.7');
      assert.equal((await session.step()).text, 'ab..');
      assert.equal((await session.distribution({ candidates: 3 })).length, 3);
      await fork.dispose();
      await assert.rejects(fork.step(), { code: 'disposed' });
      await fork.dispose();
      await session[Symbol.asyncDispose]();
      assert.equal(account.sessions, 0);
    });

    it('carries the calls to one session out in their order', async () => {
      const { model } = await start({ local });
      const session = await model.session('a');
      const fork = await model.session('b');
      const results = await Promise.all([
        session.complete({ maxTokens: 20 }), session.step(), fork.step(), session.complete({ maxTokens: 5 }), session.choose(3)]);
      assert.deepEqual(results.map(({ text }) => text.length), [21, 22, 2, 27, 28]);
      const controller = new AbortController();
      const before = session.complete({ maxTokens: 20 });
      const given = session.complete({ maxTokens: 5, signal: controller.signal });
      const behind = session.step();
      controller.abort();
      await assert.rejects(given, { name: 'AbortError' });
      assert.deepEqual([(await before).text.length, (await behind).text.length], [48, 49], 'what waited was not begun');
    });

    it('ends the calls to what is disposed of', async () => {
      const { model, account } = await start({ local });
      const steps = model.generate('a', { maxTokens: 1e9 });
      await steps.next();
      const session = await model.session('a');
      const calls = [session.complete({ maxTokens: 1e9 }), session.step(), read(steps)];
      await Promise.all([session.dispose(), model.dispose(), ...calls.map((call) => assert.rejects(call, { code: 'disposed' }))]);
      assert.deepEqual([account.disposed, account.sessions], [1, 0]);
      await assert.rejects(model.score('a'), { code: 'disposed' });
    });

    it('settles every call when it is closed, and afterwards', async () => {
      const { connection, model, account, worker } = await start({ local });
      const session = await model.session('a');
      const steps = model.generate('a', { maxTokens: 1e9 });
      await steps.next();
      const calls = () => [read(steps), model.complete('a', { maxTokens: 1e9 }), session.complete({ maxTokens: 1e9 }),
        session.fork(), load(connection), read(model.generate('b'))];
      const running = calls();
      connection.close();
      for (const call of running) await assert.rejects(call, { code: 'disposed' });
      for (const call of calls().slice(1)) await assert.rejects(call, { code: 'disposed' });
      await Promise.all([session.dispose(), model.dispose()]);
      while (account.running > 0 || account.sessions > 0 || account.disposed < 1) await task();
      if (!local) assert.ok(worker.ended);
    });

    it('frees what was forgotten, once the calls to it have ended', async () => {
      const { connection, model, account } = await start({ local });
      // In functions of their own, whose variables are gone when they have ended.
      await (async () => {
        for (let i = 0; i < 20; i++) await (await model.session('a')).step();
      })();
      /** @type {Promise<any>[]} */
      const last = [];
      await (async () => void last.push((await model.session('a')).complete({ maxTokens: 50 })))();
      assert.equal(account.sessions, 21);
      await collectUntil(() => account.sessions === 0);
      assert.equal((await last[0]).text.length, 51);
      await (async () => { await model.generate('a', { maxTokens: 1e9 }).next(); })();
      await collectUntil(() => account.running === 0);
      await (async () => { await load(connection); })();
      await collectUntil(() => account.disposed === 1);
      assert.equal(await read(model.generate('a', { maxTokens: 3 })), expected('a', 3));
    });

    it('frees what comes for a call that was given up', async () => {
      const { model, account } = await start({ local });
      for (let turns = 0; turns < 8; turns++) {
        const controller = new AbortController();
        const opening = model.session('a', { signal: controller.signal }).catch(() => {});
        for (let i = 0; i < turns; i++) await (turns % 2 ? task() : null);
        controller.abort();
        await (await opening)?.dispose();
      }
      await model.score('a');
      while (account.sessions > 0) await task();
    });

    it('tells when nothing is left on the other side', async () => {
      const engine = countingEngine();
      const idle = Promise.withResolvers();
      let told = false;
      const connection = new Connection(() => serveHere(engine), () => idle.resolve(told = true));
      const model = await load(connection);
      const session = await model.session('a');
      await model.dispose();
      await session.step();
      assert.equal(told, false);
      await session.dispose();
      await idle.promise;
      assert.ok(connection.idle);
    });
  });
}

describe('a connection to a worker', { timeout: 30_000 }, () => {
  beforeEach(() => mock.timers.enable({ apis: ['setTimeout'] }));
  afterEach(() => {
    mock.timers.reset();
    ports.splice(0).forEach((port) => port.close());
  });
  after(() => ports.forEach((port) => port.close()));

  for (const [how, Worker, timeOut] of /** @type {[string, any, boolean][]} */ ([
    ['is forbidden', class { constructor() { throw new Error('SecurityError'); } }],
    ['does not exist', null],
    ['cannot load its modules', class {
      onerror = (/** @type {any} */ _event) => {};
      constructor() { setImmediate(() => this.onerror({})); }
      terminate() {}
    }],
    ['never answers', class { terminate() {} }, true],
  ])) {
    it(`is one to this thread where a worker ${how}`, async () => {
      const engine = countingEngine();
      const connection = new Connection(() => openPort(Worker && (() => new Worker()), () => serveHere(engine)));
      const loading = load(connection);
      await task();
      if (timeOut) mock.timers.tick(20_000);
      assert.equal(await read((await loading).generate('a', { maxTokens: 300 })), expected('a', 300));
    });
  }

  it('says what it was when neither starts', async () => {
    const broken = new Connection(() => openPort(() => null, () => Promise.reject(new TypeError('chunk 7 is gone'))));
    await assert.rejects(load(broken), { code: 'network', message: /TypeError: chunk 7 is gone/ });
    assert.ok(broken.ended);
    await assert.rejects(load(broken), { code: 'network' });
  });

  it('does not keep a time-out of a worker that has answered', async () => {
    const { model } = await start();
    mock.timers.tick(1e6);
    assert.equal(await read(model.generate('a', { maxTokens: 3 })), expected('a', 3));
  });

  for (const event of ['onerror', 'onmessageerror']) {
    it(`leaves nobody waiting after ${event}`, async () => {
      const { connection, model, worker, account } = await start();
      const steps = model.generate('a', { maxTokens: 1e9 });
      await steps.next();
      const session = await model.session('a');
      const calls = [read(steps), session.complete({ maxTokens: 1e9 }), session.step()];
      worker[event]({});
      for (const call of calls) await assert.rejects(call, { code: 'worker-failed' });
      for (const call of [session.step(), model.score('a'), load(connection)]) await assert.rejects(call, { code: 'worker-failed' });
      assert.ok(connection.ended && worker.ended);
      while (account.running > 0) await task();
    });
  }

  it('settles calls whose values cannot be sent', async () => {
    const { model, connection } = await start();
    await assert.rejects(model.score('a', /** @type {any} */ ({ odd: () => {} })), { code: 'invalid-argument' });
    await assert.rejects(read(model.generate('a', /** @type {any} */ ({ odd: [Symbol('odd')] }))), { code: 'invalid-argument' });
    await assert.rejects(connection.call(1, 'odd', []), { code: 'internal' }); // the answer is a function
    assert.equal(await read(model.generate('a', { maxTokens: 3 })), expected('a', 3));
  });

  it('ends when a call was lost on its way', async () => {
    const { model, worker } = await start();
    const scoring = model.score('a');
    worker.onmessage({ data: { lost: true } });
    await assert.rejects(scoring, { code: 'worker-failed' });
  });
});

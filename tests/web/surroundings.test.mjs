// The API in other surroundings than a page or Node: proxies of frameworks, objects of another realm, documents without a
// browser, clocks that hardly tick.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { afterEach, describe, it, mock } from 'node:test';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { runInNewContext } from 'node:vm';
import { Window } from 'happy-dom';
import { JSDOM } from 'jsdom';
import { autorun, observable } from 'mobx';
import { reactive, readonly, ref } from 'vue';
import { root, site } from '../../web/make/site.mjs';
import { Pace } from '../../web/engine/slices.js';

const run = promisify(execFile);
const address = pathToFileURL(join(site, 'lukewarm.js')).href;
const { loadModel, setAssets } = await import(address);
const golden = join(root, 'tests/golden/layers/lstm-embedding.safetensors');
const bytes = await readFile(golden);
const options = { seed: 1, temperature: 0.8, maxTokens: 30 };
const model = await loadModel(golden);
const expected = (await model.complete('abc', options)).text;

/** @param {any} model @param {any} [options] */
async function write(model, options = { seed: 1, temperature: 0.8, maxTokens: 30 }) {
  let text = '';
  for await (const step of model.generate('abc', options)) text += step.text;
  return text;
}

/** Every object that is reached through it is a proxy, functions too. @param {any} value @returns {any} */
const deepProxy = (value) => Object(value) !== value ? value : new Proxy(value, {
  get: (target, key, receiver) => deepProxy(Reflect.get(target, key, receiver)),
  apply: (target, self, args) => Reflect.apply(target, self, args),
});

describe('a model that a framework has wrapped', () => {
  /** @type {[string, (value: any) => any][]} */
  const wraps = [
    ['reactive() of Vue', (value) => reactive({ value }).value],
    ['ref() of Vue', (value) => ref(value).value],
    ['readonly() of Vue', (value) => readonly({ value }).value],
    ['observable() of MobX', (value) => observable({ value }).value],
    ['observable.map() of MobX', (value) => observable.map({ value }).get('value')],
    ['a plain proxy', (value) => new Proxy(value, {})],
    ['a frozen object', (value) => Object.freeze(value)],
  ];
  for (const [name, wrap] of wraps) {
    it(`in ${name} works, with its sessions, generations and options`, async () => {
      const model = wrap(await loadModel(golden));
      assert.equal(model.info.tokenizer, 'char');
      assert.equal(await write(model, wrap({ ...options, stop: ['§'], choices: [] })), expected);
      assert.equal((await model.complete('abc', wrap({ ...options }))).text, expected);
      const steps = wrap(model.generate('abc', options));
      assert.equal((await steps.next()).value.text, expected[0]);
      assert.deepEqual([steps.seed, [...steps.replacements]], [1, []]);
      await steps.return();
      for await (const _ of model.generateEach('abc', wrap([{ temperature: 0 }, {}]), wrap({ seed: 1, maxTokens: 3 })));
      const session = wrap(await model.session('abc', wrap({ seed: 1 })));
      const fork = wrap(await session.fork());
      assert.equal((await fork.complete(wrap({ ...options }))).text, expected);
      await session.feed('☃');
      assert.equal((await session.distribution({ candidates: 2 })).length, 2);
      assert.deepEqual(await model.tokenText(0), 'a');
      for (const one of [session, fork, model]) await one.dispose();
      await assert.rejects(model.score('abc'), { code: 'disposed' });
    });
  }

  it('in proxies of all that it has, too', async () => {
    const model = deepProxy(await loadModel(deepProxy({ href: golden })));
    assert.equal((await model.complete('abc', deepProxy({ ...options, stop: ['§'] }))).text, expected);
    const session = deepProxy(await model.session('abc', { seed: 1 }));
    assert.equal((await session.complete(options)).text, expected);
    const steps = deepProxy(model.generate('abc', options));
    assert.equal((await steps.next()).value.text, expected[0]);
    await steps.return();
    await model.dispose();
  });

  it('does not have a framework watch what is inside', async () => {
    const state = observable({ model, texts: /** @type {string[]} */ ([]) });
    let seen = 0;
    const stop = autorun(() => (seen = state.texts.length));
    state.texts.push((await state.model.complete('abc', options)).text);
    stop();
    assert.equal(seen, 1);
    assert.deepEqual(Object.keys(model), ['info']);
  });
});

describe('objects of another realm', () => {
  it('are taken: buffers and their views, URLs, Blobs, options', async () => {
    const { buffer, view, given } = runInNewContext(`
      const buffer = new ArrayBuffer(length);
      new Uint8Array(buffer).set(bytes);
      ({ buffer, view: new DataView(buffer), given: { seed: 1, temperature: 0.8, maxTokens: 30, stop: ['§'] } })`, { bytes, length: bytes.length });
    assert.ok(!(buffer instanceof ArrayBuffer) && !(given instanceof Object));
    const { window } = new JSDOM('', { url: 'http://localhost/' });
    for (const source of [buffer, view, new window.URL(pathToFileURL(golden).href), new Blob([bytes])]) {
      const model = await loadModel(source);
      assert.equal(await write(model, given), expected);
      model.dispose();
    }
  });

  it('in a script of another one, which has globals of its own, as under Jest', async () => {
    // The program itself in a context, with that context's Object, Array, Error and Promise.
    const script = `
      import vm from 'node:vm';
      import { readFile } from 'node:fs/promises';
      import { fileURLToPath } from 'node:url';
      const names = ['process', 'URL', 'fetch', 'performance', 'setTimeout', 'clearTimeout', 'setImmediate', 'queueMicrotask', 'crypto', 'TextDecoder', 'TextEncoder',
        'AbortController', 'AbortSignal', 'DOMException', 'Blob', 'Response', 'Buffer', 'console'];
      const context = vm.createContext(Object.fromEntries(names.map((name) => [name, globalThis[name]])));
      const modules = new Map();
      async function load(url) {
        if (!modules.has(url)) modules.set(url, (async () => new vm.SourceTextModule(await readFile(fileURLToPath(url), 'utf8'), {
          context, identifier: url,
          initializeImportMeta: (meta) => (meta.url = url),
          importModuleDynamically: async (name) => { const made = await load(new URL(name, url).href); await made.link((n, { identifier }) => load(new URL(n, identifier).href)); await made.evaluate(); return made; },
        }))());
        return modules.get(url);
      }
      const api = await load('${address}');
      await api.link((name, { identifier }) => load(new URL(name, identifier).href));
      await api.evaluate();
      const { loadModel, LukewarmError } = api.namespace;
      const model = await loadModel(await readFile('${golden}'));
      const { text } = await model.complete('abc', ${JSON.stringify(options)});
      const error = await model.complete('abc', { temprature: 1 }).catch((error) => error);
      console.log(JSON.stringify([text, error.code, error instanceof LukewarmError, (await loadModel('${golden}')).info.vocabSize]));`;
    const { stdout } = await run(process.execPath, ['--experimental-vm-modules', '--no-warnings', '--input-type=module', '-e', script]);
    assert.deepEqual(JSON.parse(stdout), [expected, 'invalid-argument', true, 28]);
  });
});

describe('a document without a browser', () => {
  const globals = /** @type {any} */ (globalThis);
  afterEach(() => {
    delete globals.document;
    delete globals.location;
  });

  for (const [name, make] of /** @type {[string, (url: string) => any][]} */ ([
    ['jsdom', (url) => new JSDOM('<!doctype html>', { url }).window],
    ['happy-dom', (url) => new Window({ url })],
  ])) {
    it(`of ${name}: files, bytes and relative addresses load, on this thread`, async () => {
      const server = createServer((request, response) => {
        if (request.url === '/models/golden') response.end(bytes);
        else response.writeHead(404).end();
      });
      await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(0)));
      const { port } = /** @type {any} */ (server.address());
      try {
        const { document } = make(`http://127.0.0.1:${port}/page/`);
        globals.document = document;
        for (const source of [bytes, pathToFileURL(golden).href, '../models/golden', new URL(`http://127.0.0.1:${port}/models/golden`)]) {
          assert.equal(await write(await loadModel(source)), expected, String(source).slice(0, 80));
        }
        document.head.innerHTML = '<base href="/models/">';
        assert.equal(await write(await loadModel('golden')), expected);
        await assert.rejects(loadModel('none'), { code: 'http', message: /models\/none/ });
        document.head.innerHTML = '';
      } finally {
        server.close();
      }
    });
  }

  it('that has an address by which nothing is found: full addresses load, others are an error', async () => {
    for (const baseURI of ['about:blank', 'data:text/html,hello', 'blob:null/7c5e']) {
      globals.document = { baseURI };
      assert.equal(await write(await loadModel(pathToFileURL(golden))), expected);
      await assert.rejects(loadModel('no/such/file'), { code: 'io' });
    }
  });

  it('may be one of Electron, where there is a process too', async () => {
    globals.document = { baseURI: pathToFileURL(join(root, 'tests/web/index.html')).href };
    assert.equal(await write(await loadModel('../golden/layers/lstm-embedding.safetensors')), expected);
    assert.equal(await write(await loadModel(`data:application/octet-stream;base64,${bytes.toString('base64')}`)), expected);
  });
});

describe('the files that come with the scripts', () => {
  it('lie where setAssets() says', async () => {
    const script = `
      import { loadModel, setAssets } from '${address}';
      const codes = [];
      setAssets('file:///nowhere');
      await loadModel('${golden}').catch((error) => codes.push(error.code, error.message));
      setAssets(new URL('${pathToFileURL(site).href}'));
      codes.push((await (await loadModel('${golden}')).complete('abc', ${JSON.stringify(options)})).text);
      console.log(JSON.stringify(codes));`;
    const { stdout } = await run(process.execPath, ['--input-type=module', '-e', script]);
    const [code, message, text] = JSON.parse(stdout);
    assert.equal(code, 'wasm-missing');
    assert.match(message, /file:\/\/\/nowhere\/lukewarm-simd128/);
    assert.equal(text, expected);
    for (const wrong of ['', 'a folder', 5, null]) assert.throws(() => setAssets(/** @type {any} */ (wrong)), { code: 'invalid-argument' });
  });
});

describe('a clock', () => {
  for (const tick of [0.005, 1, 16, 100]) {
    it(`that ticks every ${tick} ms gives slices of a few milliseconds`, () => {
      for (const cost of [0.002, 0.05, 0.5, 3]) {
        let time = 0;
        const now = mock.method(performance, 'now', () => Math.floor(time / tick) * tick);
        const pace = new Pace();
        let longest = 0;
        let slices = 0;
        for (; time < 4000; time += 0.05, slices++) {
          longest = Math.max(longest, pace.count * cost);
          pace.time((count) => (time += count * cost));
        }
        now.mock.restore();
        assert.ok(longest <= Math.max(30, cost) && slices < 1500, `${cost} ms a token: up to ${longest} ms, ${slices} slices`);
      }
    });
  }
});

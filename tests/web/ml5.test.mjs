// ml5.charRNN: ml5's names and ways, without its faults. Models are folders on a server, as ml5 reads them.
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';
import { site } from '../../web/make/site.mjs';
import { farthest } from './import/harness.mjs';
import { characters, makeModel } from './ml5-model.mjs';

const models = {
  plain: makeModel({ embedding: 3, units: [5, 4], seed: 1 }),
  one: makeModel({ embedding: 4, units: [6], seed: 2 }),
  three: makeModel({ units: [4, 3, 5], seed: 3 }), // one-hot
  'v1.2': makeModel({ embedding: 3, units: [5, 4], seed: 1 }),
};

/** Registered before the script comes, as p5's is. */
const preloads = /** @type {any[]} */ ([]);
const page = /** @type {any} */ (globalThis);
page.p5 = class {};
page.p5.prototype.registerPreloadMethod = (/** @type {string} */ name, /** @type {any} */ of) => preloads.push([name, of]);
page.ml5 = { version: '1.0' };
await import(pathToFileURL(join(site, 'lukewarm-ml5.js')).href);
const { ml5 } = page;

describe('ml5.charRNN', () => {
  /** @type {import('node:http').Server} */
  let server;
  let url = '';
  before(async () => {
    server = createServer(({ url = '' }, response) => {
      const [, name, file] = url.split('?')[0].split('/');
      const found = /** @type {any} */ (models)[name]?.files[file];
      response.writeHead(found ? 200 : 404).end(found);
    });
    await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(0)));
    url = `http://127.0.0.1:${/** @type {any} */ (server.address()).port}/`;
  });
  after(() => server.close());

  /** @param {string} name @param {(rnn: any) => Promise<void>} use */
  async function withModel(name, use) {
    const rnn = ml5.charRNN(`${url}${name}`, { precision: 'f32' });
    try {
      await use(rnn);
    } finally {
      await rnn.dispose();
    }
  }
  /** @param {{ probabilities: { probability: number }[] }} prediction */
  const values = ({ probabilities }) => probabilities.map(({ probability }) => probability);

  it('stays beside another ml5, and p5 may wait for it', async () => {
    assert.equal(ml5.version, '1.0');
    assert.deepEqual(preloads, [['charRNN', ml5]]);
    const waited = new Promise((resolve) => {
      page._decrementPreload = function () {
        resolve(this); // which p5's own looks at
      };
    });
    try {
      const rnn = ml5.charRNN(`${url}plain/`);
      assert.equal(await waited, globalThis);
      assert.ok(rnn.vocabSize > 0);
    } finally {
      delete page._decrementPreload;
    }
  });

  for (const [name, model] of Object.entries(models).slice(0, 3)) {
    it(`gives TensorFlow's probabilities: ${name}`, () => withModel(name, async (rnn) => {
      for (const text of ['a', 'cab 01\né']) {
        for (const temperature of [1, 0.5, 2]) {
          rnn.reset();
          rnn.feed(text);
          const far = farthest(model.probabilities(text, temperature), values(await rnn.predict(temperature)));
          assert.ok(far < 1e-6, `after ${JSON.stringify(text)} at ${temperature}: ${far}`);
        }
      }
      assert.equal(rnn.cellsAmount, name === 'one' ? 1 : name === 'plain' ? 2 : 3);
      assert.equal(rnn.vocabSize, characters.length);
    }));
  }

  it('takes a folder with and without its slash, and its manifest.json', async () => {
    for (const path of ['plain', 'plain/', 'plain/manifest.json', 'plain?x=1', 'v1.2']) {
      const rnn = ml5.charRNN(url + path);
      assert.equal(await rnn.ready, rnn, path);
      await rnn.dispose();
    }
  });

  it('reads every character once: the first one is not read twice, the last one is read', () => withModel('plain', async (rnn) => {
    await rnn.feed('ba');
    await rnn.feed('c');
    assert.ok(farthest(models.plain.probabilities('bac'), values(await rnn.predict(1))) < 1e-6);
  }));

  it('reset() forgets what was read; a text that has nothing yet begins as a line does', () => withModel('plain', async (rnn) => {
    await rnn.feed('abc');
    rnn.reset();
    assert.ok(farthest(models.plain.probabilities('\n'), values(await rnn.predict(1))) < 1e-6);
    await rnn.feed('a');
    assert.ok(farthest(models.plain.probabilities('a'), values(await rnn.predict(1))) < 1e-6);
  }));

  it('generates what temperature 0 says, from the seed, so many characters', () => withModel('plain', async (rnn) => {
    let text = 'ab';
    for (let i = 0; i < 12; i++) {
      const probabilities = models.plain.probabilities(text);
      text += characters[probabilities.indexOf(Math.max(...probabilities))];
    }
    const { sample, replacements } = await rnn.generate({ seed: 'ab', length: '12', temperature: '0' });
    assert.equal(sample, text.slice(2));
    assert.deepEqual(replacements, []);
    // The state is that after all of it.
    assert.ok(farthest(models.plain.probabilities(text), values(await rnn.predict(1))) < 1e-6);
  }));

  it('has ml5\'s defaults', () => withModel('plain', async (rnn) => {
    assert.deepEqual(rnn.defaults, { seed: 'a', length: 20, temperature: 0.5, stateful: false });
    assert.equal([...(await rnn.generate()).sample].length, 20);
    assert.equal([...(await rnn.generate({ length: 7 })).sample].length, 7);
    assert.equal((await rnn.generate({ length: 0 })).sample, '');
    const [first, second] = [await rnn.generate({ randomSeed: 5 }), await rnn.generate({ randomSeed: 5 })];
    assert.equal(first.sample, second.sample);
  }));

  it('draws at any temperature, and never NaN', () => withModel('plain', async (rnn) => {
    await rnn.feed('ab');
    for (const temperature of [0, 1e-6, 0.01, 100, 1e30]) {
      const prediction = await rnn.predict(temperature);
      const sum = values(prediction).reduce((a, b) => a + b);
      assert.ok(Math.abs(sum - 1) < 1e-5, `${temperature}: the probabilities sum to ${sum}`);
      assert.ok(characters.includes(prediction.sample));
    }
    const greedy = await rnn.predict(0);
    assert.equal(values(greedy)[characters.indexOf(greedy.sample)], 1);
  }));

  it('draws by the probabilities', () => withModel('plain', async (rnn) => {
    await rnn.feed('ab');
    const counts = characters.map(() => 0);
    const draws = 3000;
    for (let i = 0; i < draws; i++) counts[characters.indexOf((await rnn.predict(1)).sample)]++;
    const expected = models.plain.probabilities('ab');
    counts.forEach((count, id) => {
      const deviation = Math.sqrt(draws * expected[id] * (1 - expected[id]));
      assert.ok(Math.abs(count - draws * expected[id]) < 6 * deviation + 1, `${JSON.stringify(characters[id])}: ${count} of ${draws}, expected ${draws * expected[id]}`);
    });
  }));

  it('goes on from a state, which stays as it is', () => withModel('plain', async (rnn) => {
    await rnn.feed('ab');
    const state = rnn.getState();
    await rnn.feed('c1');
    rnn.setState(state);
    await rnn.feed(' ');
    rnn.state = state;
    assert.ok(farthest(models.plain.probabilities('ab'), values(await rnn.predict(1))) < 1e-6);
    const { state: after, sample } = await rnn.generate({ seed: 'a', length: 3, temperature: 0 });
    rnn.reset();
    rnn.setState(after);
    assert.ok(farthest(models.plain.probabilities(`a${sample}`), values(await rnn.predict(1))) < 1e-6);
    assert.throws(() => rnn.setState({ c: [], h: [] }), TypeError);
  }));

  it('stateful goes on where it was, and from one state writes different texts', () => withModel('plain', async (rnn) => {
    await rnn.feed('ab');
    const { sample } = await rnn.generate({ stateful: true, length: 4, temperature: 0 });
    const state = rnn.getState();
    assert.ok(farthest(models.plain.probabilities(`ab${sample}`), values(await rnn.predict(1))) < 1e-6);
    const texts = new Set();
    for (let i = 0; i < 5; i++) {
      rnn.setState(state);
      texts.add((await rnn.generate({ stateful: true, length: 12, temperature: 2 })).sample);
    }
    assert.ok(texts.size > 1);
  }));

  it('says which characters the model does not know, and reads the others', () => withModel('plain', async (rnn) => {
    assert.deepEqual((await rnn.feed('aXc')).map((/** @type {any} */ { from }) => from), ['X']);
    assert.ok(farthest(models.plain.probabilities('ac'), values(await rnn.predict(1))) < 1e-6);
    assert.deepEqual((await rnn.generate({ seed: 'XYa' })).replacements.map((/** @type {any} */ { from }) => from).join(''), 'XY');
  }));

  it('carries calls out in their order, whether they are awaited or not', () => withModel('plain', async (rnn) => {
    rnn.feed('a'); // before it is loaded
    rnn.feed('b');
    const one = rnn.predict(1);
    rnn.feed('c');
    const two = rnn.predict(1);
    assert.ok(farthest(models.plain.probabilities('ab'), values(await one)) < 1e-6);
    assert.ok(farthest(models.plain.probabilities('abc'), values(await two)) < 1e-6);
  }));

  it('calls back as ml5 does', async () => {
    const called = (/** @type {(callback: (...args: any[]) => void) => any} */ call) => new Promise((resolve) => call((...args) => resolve(args)));
    /** @type {any} */
    let rnn;
    assert.deepEqual(await called((callback) => (rnn = ml5.charRNN(`${url}plain/`, callback))), [undefined, rnn]);
    const [error, result] = await called((callback) => rnn.generate({ length: 5 }, callback));
    assert.equal(error, undefined);
    assert.equal([...result.sample].length, 5);
    assert.equal((await called((callback) => rnn.generate(callback)))[1].sample.length > 0, true);
    assert.deepEqual(await called((callback) => rnn.feed('a', callback)), [undefined]);
    const [sample, ...others] = await called((callback) => rnn.predict(0.5, callback));
    assert.ok(characters.includes(sample) && others.length === 0);
    await rnn.dispose();
  });

  it('fails with a sentence, to the callback or the promise', async () => {
    const error = await new Promise((resolve) => ml5.charRNN(`${url}nothing/`, resolve));
    assert.equal(error.code, 'import-incomplete');
    assert.match(error.message, /nothing\/manifest\.json is not there: the server answered 404/);
    await assert.rejects(ml5.charRNN(`${url}nothing`).ready, { code: 'import-incomplete' });
    const rnn = ml5.charRNN(`${url}nothing`, () => {});
    await assert.rejects(rnn.generate({}), { code: 'import-incomplete' });
    await assert.rejects(rnn.feed('a'), { code: 'import-incomplete' });
    await assert.rejects(rnn.predict(1), { code: 'import-incomplete' });
    rnn.reset();
    rnn.getState();
  });
});

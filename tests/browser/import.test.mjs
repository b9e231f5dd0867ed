// Other frameworks' models on index.html, as a reader brings them, in each browser: dropped, and it writes.
import assert from 'node:assert/strict';
import { createReadStream, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { librarySize } from '../../web/element/import-view.js';
import { site } from '../../web/make/site.mjs';
import { openImport } from '../../web/import/import.js';
import { browserNames, launch } from './browsers.mjs';
import { withCopies } from './copies.mjs';
import { download, fileOf, fixture, give, openPanel, settled } from './import.mjs';
import { assertAccessible, finished, onPage, settings } from './on-page.mjs';

/** @typedef {import('./browsers.mjs').Browser} Browser */
/** @typedef {import('./import.mjs').Sent} Sent */

const { loadModel } = await import(pathToFileURL(join(site, 'lukewarm.js')).href);

/** Its vocabulary is in the file, and its tutorial is known. */
const whole = fixture('torch/udacity');
/** HDF5 inside, and no vocabulary. */
const lost = fixture('keras/v3-stateful');
/** Of which something must be asked. */
const asked = fixture('torch/handmade-gru-joined');
/** Several files. */
const several = fixture('keras/tfjs-v2');

/** Returns the greedy text in floats, of the same files in Node. @param {{ files: Sent[] }} fixture @param {string} prompt @param {number} maxTokens */
async function greedy({ files }, prompt, maxTokens) {
  const found = await openImport(files.map(({ name, data }) => ({ name, data: Buffer.from(data, 'base64') })));
  const model = await loadModel(await found.build(), { precision: 'f32' });
  const { text } = await model.complete(prompt, { temperature: 0, maxTokens });
  model.dispose();
  return text;
}

/** Returns the most probable token after a case's prompt, by the framework. @param {{ probabilities: number[] }} expected @param {string[]} vocabulary */
const likeliest = ({ probabilities }, vocabulary) => vocabulary[probabilities.indexOf(Math.max(...probabilities))];

/** Sets prompt and temperature, and waits for the text. @param {Browser} browser @param {string} prompt @param {number} length */
async function writeGreedy(browser, prompt, length) {
  await browser.evaluate((prompt, maxTokens) => Object.assign(document.querySelector('lukewarm-text'), { prompt, maxTokens, temperature: 0, topK: 0 }), prompt, length);
  await browser.waitFor((prompt) => document.querySelector('lukewarm-text')?.shadowRoot?.querySelector('#text b')?.textContent === prompt, prompt);
  return finished(browser);
}

/** Has the model that was found write. @param {Browser} browser */
async function write(browser) {
  await browser.click('#write');
  await browser.waitFor(() => at('lukewarm-import >>> .take:not([hidden])') !== null);
  const said = await settled(browser);
  await finished(browser);
  return said;
}

for (const name of browserNames) {
  describe(`import in ${name}`, { timeout: 300_000 }, () => {
    /** @type {Browser} */
    let browser;
    before(async () => {
      browser = await launch(name);
    });
    after(() => browser.close());

    it('shows what is in files that are dropped anywhere, and writes what the framework would', () => onPage(browser, async (open) => {
      await open();
      await finished(browser);
      await give(browser, whole.files);
      await browser.waitFor(() => at('#write') !== null);
      const found = await settled(browser);
      assert.match(found.facts, /PyTorch/);
      assert.match(found.facts, /LSTM \d+ \(\d+ × \d+, /);
      assert.match(found.facts, /8 characters, from the files/);
      assert.match(found.notes, /Udacity/i);
      assert.ok(found.ready && !found.asks && !found.lost, JSON.stringify(found));
      assert.equal(await browser.evaluate(() => focused().textContent), 'What was found');
      // With it, WebKitGTK 2.50 aborts at some lists of long tokens.
      assert.notEqual(await browser.evaluate(() => getComputedStyle(at('lukewarm-import >>> p.tokens')).textWrapStyle), 'pretty');
      const { status } = await write(browser);
      assert.match(status, /“rnn_20_epoch” writes/);
      const [example] = whole.expected.cases.slice(-1);
      const { all, prompt } = await writeGreedy(browser, example.prompt, 40);
      assert.equal(prompt, example.prompt);
      assert.equal(all, example.prompt + await greedy(whole, example.prompt, 40));
    }));

    it('opens for a file that is pasted anywhere but where a text is written', () => onPage(browser, async (open) => {
      await open();
      await finished(browser);
      await give(browser, whole.files, { how: 'paste', on: '#prompt' });
      assert.equal(await browser.evaluate(() => document.querySelector('#import').open), false);
      await give(browser, whole.files, { how: 'paste' });
      await browser.waitFor(() => at('#write') !== null);
      assert.match((await settled(browser)).facts, /PyTorch/);
    }));

    it('asks what the files do not say, and takes the vocabulary from a list or a text', () => onPage(browser, async (open) => {
      await open();
      await openPanel(browser);
      await give(browser, asked.files, { how: 'choose', on: '#import-files' });
      await browser.waitFor(() => at('#answer') !== null);
      const found = await settled(browser);
      assert.ok(found.asks && !found.ready && /PyTorch/.test(found.facts), JSON.stringify(found));
      assert.match(found.status, /One thing more/);
      for (const [id, value] of Object.entries(asked.expected.answers ?? {})) await browser.select(`#ask-${id}`, value);
      await browser.click('#answer');
      await browser.waitFor(() => at('#choose-list') !== null);
      const { expected: { vocabulary, cases } } = asked;
      // A list of another size: both numbers are said.
      await give(browser, [fileOf('tokens.json', JSON.stringify([...vocabulary, 'x', 'y', 'z']))], { how: 'choose', on: '#list' });
      await browser.waitFor(() => at('lukewarm-import >>> .import > .failure:not([hidden])') !== null);
      const wrong = await settled(browser);
      assert.match(wrong.failure, new RegExp(`${vocabulary.length + 3}[^]*${vocabulary.length}|${vocabulary.length}[^]*${vocabulary.length + 3}`));
      assert.ok(wrong.lost);
      // The text that it was trained with.
      await browser.set('#training-text', `${vocabulary.join('')}${vocabulary.join('')}`);
      await browser.click('#trained-with');
      await browser.waitFor(() => at('#write') !== null);
      assert.match((await settled(browser)).facts, new RegExp(`${vocabulary.length} characters, from your text`));
      await write(browser);
      const { all } = await writeGreedy(browser, cases[1].prompt, 1);
      assert.equal(all, cases[1].prompt + likeliest(cases[1], vocabulary));
    }));

    it('reads HDF5 by a library of which it says the size, and takes a dropped list for the missing vocabulary', () => onPage(browser, async (open) => {
      await open();
      await openPanel(browser);
      await browser.evaluate(() => {
        const status = at('#import-status');
        const said = (/** @type {any} */ (globalThis).said = /** @type {string[]} */ ([]));
        new MutationObserver(() => said.push(status.textContent)).observe(status, { childList: true });
      });
      await give(browser, lost.files);
      await browser.waitFor(() => at('#choose-list') !== null);
      const said = await browser.evaluate(() => /** @type {any} */ (globalThis).said);
      assert.ok(said.some((/** @type {string} */ text) => /Reading model\.keras\. HDF5 needs a library of 1\.\d MB/.test(text)), said.join('; '));
      const { expected: { vocabulary, cases } } = lost;
      assert.match((await settled(browser)).facts, new RegExp(`the files have ${vocabulary.length} tokens, and not what they are`));
      await give(browser, [fileOf('vocabulary.json', JSON.stringify(vocabulary))], { on: 'lukewarm-import >>> .lost' });
      await browser.waitFor(() => at('#write') !== null);
      await write(browser);
      const { all } = await writeGreedy(browser, cases[0].prompt, 1);
      assert.equal(all, cases[0].prompt + likeliest(cases[0], vocabulary));
    }));

    it('finds a lost vocabulary again: a guess with its loss, until the reader takes it', () => onPage(browser, async (open) => {
      await open();
      await openPanel(browser);
      await give(browser, lost.files);
      await browser.waitFor(() => at('#choose-list') !== null);
      await browser.click('#find-again');
      assert.equal((await settled(browser)).status, 'Give a text first.');
      const { expected: { vocabulary } } = lost;
      let text = '';
      for (let i = 1; text.length < 3000; i = (i * 48271) % 2147483647) text += vocabulary[i % vocabulary.length];
      await browser.set('#training-text', text);
      await browser.click('#find-again');
      await browser.waitFor(() => at('#take-guess')?.getClientRects().length === 1);
      assert.match(await browser.evaluate(() => at('lukewarm-import >>> .guess').innerText), /loss on your text is \d\.\d\d nats per token; blind guessing would be 1\.95/);
      assert.equal(await browser.evaluate(() => focused().textContent), 'A guess');
      await browser.click('#take-guess');
      await browser.waitFor(() => at('#write') !== null);
      assert.match((await settled(browser)).facts, /7 characters, found again: a guess/);
      await write(browser);
    }));

    it('opens a folder, with what lies in its folders', () => onPage(browser, async (open) => {
      await open();
      await openPanel(browser);
      assert.equal(await browser.evaluate(() => at('#import-folder').webkitdirectory), true);
      await browser.evaluate((files) => {
        const entry = (/** @type {string} */ path, /** @type {string} */ text) => ({
          isFile: true, name: path.split('/').pop(), fullPath: path,
          file: (/** @type {any} */ done) => done(new File([Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0))], path.split('/').pop() ?? '')),
        });
        const folder = (/** @type {string} */ path, /** @type {any[]} */ entries) => ({
          isDirectory: true, name: path.split('/').pop(), fullPath: path,
          createReader: () => ({ readEntries: (/** @type {any} */ done) => done(entries.splice(0, 2)) }),
        });
        const inner = folder('/mine/weights', files.filter(({ name }) => name.endsWith('.bin')).map(({ name, data }) => entry(`/mine/weights/${name}`, data)));
        const outer = folder('/mine', [entry('/mine/.DS_Store', ''), ...files.filter(({ name }) => name.endsWith('.json')).map(({ name, data }) => entry(`/mine/${name}`, data)), inner]);
        const event = new Event('drop', { bubbles: true, cancelable: true, composed: true });
        Object.assign(event, { dataTransfer: { types: ['Files'], items: [{ kind: 'file', webkitGetAsEntry: () => outer, getAsFile: () => null }] } });
        document.body.dispatchEvent(event);
      }, several.files);
      await browser.waitFor(() => at('#choose-list') !== null);
      assert.match((await settled(browser)).facts, /TensorFlow\.js/);
    }));

    it('samples as the tutorial does, with one click', () => onPage(browser, async (open) => {
      await open();
      await give(browser, whole.files);
      await write(browser);
      await browser.click('lukewarm-import >>> .presets button');
      await browser.waitFor(() => at('lukewarm-import >>> .presets [aria-pressed=true]') !== null);
      await finished(browser);
      const { 'top-k': topK, temperature } = await settings(browser);
      assert.deepEqual([topK, temperature], ['5', '1']);
    }));

    it('measures what fewer bits cost, keeps the one that is chosen, and gives its file', () => onPage(browser, async (open) => {
      await open();
      await give(browser, whole.files);
      await write(browser);
      const text = 'a bead a cafe fade a bad face';
      await browser.set('#loss-text', text);
      await browser.click('#measure');
      await browser.waitFor(() => /^Measured/.test(at('#import-status').textContent));
      const rows = await browser.evaluate(() => [...at('lukewarm-import >>> tbody').rows].map((row) => [...row.cells].map((cell) => cell.innerText)));
      assert.equal(rows.length, 3);
      const model = await loadModel((await download(browser, '#download-32')).bytes, { precision: 'f32' });
      const { tokens } = await model.score(text);
      const loss = -tokens.reduce((/** @type {number} */ sum, /** @type {any} */ { logProbability }) => sum + logProbability, 0) / tokens.length;
      model.dispose();
      assert.equal(Number(rows[0][1]), Number(loss.toFixed(4)));
      await browser.click('#keep-8');
      await browser.waitFor(() => /8 bits/.test(at('lukewarm-import >>> .kept').innerText));
      assert.equal(await browser.evaluate(() => at('lukewarm-import >>> .kept').children.length), 1);
      const file = await download(browser, '#download-8');
      assert.equal(file.name, 'rnn_20_epoch.safetensors');
      // It is a model file like any other.
      const again = await loadModel(file.bytes);
      assert.equal(again.info.name, 'rnn_20_epoch');
      const { prompt, seed, temperature } = await settings(browser);
      await finished(browser);
      const { all } = await finished(browser);
      assert.equal(all, prompt + (await again.complete(prompt, { seed: Number(seed), temperature: Number(temperature), maxTokens: 600 })).text);
      again.dispose();
    }));

    it('keeps the model after a reload, among the models, until it is discarded', () => onPage(browser, async (open) => {
      await open();
      await give(browser, whole.files);
      await write(browser);
      const link = await browser.evaluate(() => location.hash);
      assert.match(link, /^#model=imported%3Arnn_20_epoch-[\da-f]{8}&/);
      const { all } = await finished(browser);
      await open(link);
      assert.equal((await finished(browser)).all, all);
      assert.equal(await browser.waitFor(() => at('#model')?.selectedOptions[0]?.textContent), 'Rnn 20 epoch');
      await openPanel(browser);
      await browser.waitFor(() => at('lukewarm-import >>> .kept li[aria-current=true]') !== null);
      assert.ok(await browser.evaluate(() => at('lukewarm-import >>> .presets:not([hidden]) button') !== null));
      await browser.click('lukewarm-import >>> .kept [aria-label^="Discard"]');
      await browser.waitFor(() => /is discarded/.test(at('#import-status').textContent));
      assert.equal(await browser.evaluate(() => focused().id), 'choose-files');
      assert.equal(await browser.evaluate(() => [...at('#model').options].some(({ value }) => value.startsWith('imported:'))), false);
      assert.match((await settings(browser)).model, /^[a-z]+$/);
      // The link alone: the panel opens, and asks for the files.
      await open(link);
      await browser.waitFor(() => /imported from files that the link does not carry/.test(at('#import-status')?.textContent ?? ''));
      await give(browser, whole.files);
      await browser.waitFor(() => at('#write') !== null);
      await write(browser);
      assert.equal((await browser.evaluate(() => location.hash)).split('&')[0], link.split('&')[0]);
    }, { expected: /none/ }));

    it('says in a sentence what is wrong with hostile files, and the page lives', () => onPage(browser, async (open) => {
      await open();
      await finished(browser);
      const [{ data }] = whole.files;
      const bytes = Buffer.from(data, 'base64');
      const bad = [
        [fileOf('model.pt', bytes.subarray(0, 900))], [fileOf('model.keras', 'PK\x03\x04')], [fileOf('model.h5', Buffer.concat([Buffer.from('\x89HDF\r\n\x1a\n', 'latin1'), bytes]))],
        [fileOf('model.json', '{"modelTopology": {"a": [[[[')], [fileOf('note.txt', 'hello')], [fileOf('empty.pt', '')],
      ];
      for (const files of bad) {
        await give(browser, files);
        await browser.waitFor(() => at('lukewarm-import >>> .import > .failure:not([hidden])') !== null);
        const { failure, ready } = await settled(browser);
        assert.ok(failure.length > 60 && !ready, failure);
        assert.doesNotMatch(failure, /undefined|NaN|Something went wrong|TypeError/, files[0].name);
        await browser.evaluate(() => (at('lukewarm-import >>> .import > .failure').hidden = true));
      }
      await browser.click('#generate');
      assert.match((await finished(browser)).all, /^ROMEO:/);
    }));

    it('can be cancelled while it reads, and then reads anew', async () => {
      /** @type {(() => void)[]} */
      const held = [];
      await onPage(browser, async (open) => {
        await open();
        await openPanel(browser);
        await give(browser, whole.files);
        await browser.waitFor(() => at('#cancel')?.getClientRects().length === 1 && at('#import-status').textContent === 'Reading rnn_20_epoch.net');
        assert.equal(await browser.evaluate(() => at('lukewarm-import >>> progress').getAttribute('aria-label')), 'Import');
        await browser.evaluate(() => at('#cancel').focus());
        await browser.press('Enter');
        await browser.waitFor(() => /^Cancelled/.test(at('#import-status').textContent));
        assert.equal(await browser.evaluate(() => focused().id), 'choose-files');
        held.forEach((release) => release());
        await give(browser, whole.files);
        await browser.waitFor(() => at('#write') !== null);
      }, {
        intercept(request, response) {
          const path = (request.url ?? '').split('?')[0];
          if (!/^\/import-worker-/.test(path)) return false;
          held.push(() => createReadStream(join(site, path)).pipe(response.setHeader('Content-Type', 'text/javascript')));
          return true;
        },
      });
    });

    it('works by the keyboard alone', () => onPage(browser, async (open) => {
      await open();
      await finished(browser);
      await browser.evaluate(() => /** @type {any} */ (document.querySelector('#import > summary')).focus());
      await browser.press('Enter');
      await browser.waitFor(() => at('#choose-files') !== null);
      await browser.press('Tab');
      assert.equal(await browser.evaluate(() => focused().id), 'choose-files');
      await give(browser, whole.files, { how: 'choose', on: '#import-files' });
      await browser.waitFor(() => focused()?.textContent === 'What was found');
      const passed = [];
      for (let i = 0; i < 6 && passed.at(-1) !== 'write'; i++) {
        await browser.press('Tab');
        passed.push(await browser.evaluate(() => focused().id || focused().localName));
      }
      assert.deepEqual(passed, ['summary', 'import-name', 'write']);
      await browser.press('Enter');
      await browser.waitFor(() => focused()?.id === 'generate');
      await browser.waitFor(() => /writes/.test(at('#import-status').textContent));
    }));

    if (name === 'chromium') {
      it('is accessible in every state, and as narrow as a phone', () => onPage(browser, async (open) => {
        await open();
        await openPanel(browser);
        const fits = async (/** @type {string} */ state) => {
          await assertAccessible(browser, state);
          await browser.setViewport(320, 800);
          assert.deepEqual(await browser.evaluate(() => document.documentElement.scrollWidth <= innerWidth), true, `${state}: nothing scrolls sideways`);
          await browser.setViewport(1280, 800);
        };
        await fits('empty');
        await give(browser, asked.files);
        await browser.waitFor(() => at('#answer') !== null);
        await fits('questions');
        await give(browser, lost.files);
        await browser.waitFor(() => at('#choose-list') !== null);
        await fits('no vocabulary');
        await give(browser, [fileOf('x.pt', 'no')]);
        await browser.waitFor(() => at('lukewarm-import >>> .import > .failure:not([hidden])') !== null);
        await fits('failed');
        await give(browser, whole.files);
        await browser.waitFor(() => at('#write') !== null);
        await fits('found');
        await write(browser);
        await fits('written');
      }));
    }

    it('works offline once it was used', () => withCopies(async ({ url, close }) => {
      await browser.open(url);
      await finished(browser);
      await browser.waitFor(() => Boolean(navigator.serviceWorker.controller && document.querySelector('#offline:not([hidden])')));
      await openPanel(browser);
      await give(browser, lost.files);
      await browser.waitFor(() => at('#choose-list') !== null);
      await browser.waitFor(async () => {
        const keys = await Promise.all((await caches.keys()).map(async (name) => (await caches.open(name)).keys()));
        const has = (/** @type {RegExp} */ name) => keys.flat().some(({ url }) => name.test(url));
        return has(/import-h/) && has(/import-view/) && has(/import-torch/) && has(/import-kept/) && has(/import-drop/);
      });
      await close();
      await browser.open(`${url}?again`);
      await finished(browser);
      await give(browser, whole.files);
      await browser.waitFor(() => at('#write') !== null);
      await write(browser);
      await give(browser, lost.files);
      await browser.waitFor(() => at('#choose-list') !== null);
    }));
  });
}

it('says of the library that reads HDF5 what it weighs', () => {
  const [library] = readdirSync(site).filter((name) => /^import-.*(hdf5_util|h5wasm)/.test(name));
  const size = gzipSync(readFileSync(join(site, library))).length;
  assert.ok(Math.abs(size / librarySize - 1) < 0.15, `${library} is ${size} bytes as it is sent`);
});

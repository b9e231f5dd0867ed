// The training page, as a reader uses it, in each browser: a text becomes a network.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';
import { root, site } from '../../web/make/site.mjs';
import { browserNames, launch } from './browsers.mjs';
import { assertAccessible } from './on-page.mjs';
import { withSite } from './site.mjs';

/** @typedef {import('./browsers.mjs').Browser} Browser */

const { loadModel } = await import(pathToFileURL(join(site, 'lukewarm.js')).href);

/** Sentences of a little grammar. @param {number} length */
function makeText(length) {
  const words = ['der Käse', 'ein Frosch', 'die Maus', 'läuft', 'schläft', 'ißt', 'im Nebel', 'auf der Brücke'];
  let text = '';
  for (let i = 1; text.length < length; i = (i * 48271) % 2147483647) text += words[i % 8] + (i % 5 ? ' ' : '.\n');
  return text.slice(0, length);
}

const text = makeText(4000);
let opened = 0;

/**
 * Opens the page on a site of its own, with a store of its own, and tells of errors on the way out.
 * @param {Browser} browser @param {(open: () => Promise<void>) => Promise<void>} use @param {import('./site.mjs').Intercept} [intercept]
 */
const onTrainPage = (browser, use, intercept) => withSite(async (url) => {
  await use(async () => {
    await browser.open(`${url}train.html?${++opened}`);
    await browser.waitFor(() => document.readyState === 'complete' && !document.querySelector('#old-browser'));
  });
  assert.deepEqual(await browser.errorsOf(url), []);
}, { intercept });

/** @param {import('node:http').IncomingMessage} request */
const isWorker = ({ url }) => /^\/train-worker\b[^/]*\.js$/.test(url ?? '');

/** Waits until an element's text, or value, matches. @param {Browser} browser @param {string} selector @param {RegExp} pattern */
const says = (browser, selector, pattern) => browser.waitFor((selector, source, flags) => {
  const element = /** @type {any} */ (document.querySelector(selector));
  return new RegExp(source, flags).test(element?.value ?? element?.textContent ?? '');
}, selector, pattern.source, pattern.flags);

/**
 * Gives the page a text and settings.
 * @param {Browser} browser @param {string} source @param {{ [field: string]: string }} [settings]
 */
async function prepare(browser, source, settings = {}) {
  await browser.set('[name=size][value=tiny]', true);
  for (const [field, value] of Object.entries(settings)) await browser.set(`#${field}`, value);
  await browser.set('#source', source);
}

/** @param {Browser} browser */
const planned = (browser) => browser.waitFor(() => document.querySelector('#train[aria-disabled=false]') !== null);

/** @param {Browser} browser @param {string} source @param {{ [field: string]: string }} [settings] */
async function train(browser, source, settings) {
  await prepare(browser, source, settings);
  await planned(browser);
  await browser.click('#train');
}

/**
 * Waits for a phase, and returns what the page then says.
 * @param {Browser} browser @param {string} status @param {number} [steps] at least
 */
const reached = (browser, status, steps = 0) => browser.waitFor((status, steps) => {
  const text = (/** @type {string} */ id) => document.getElementById(id)?.textContent ?? '';
  const done = Number(/** @type {HTMLElement} */ (document.querySelector('#run')).dataset.steps);
  if (!text('status').startsWith(status) || done < steps) return null;
  const rows = [...document.querySelectorAll('#rows tr')].map((row) => [...row.children].map((cell) => cell.textContent));
  return {
    steps: done, loss: text('loss'), verdict: text('verdict'), pace: text('pace'),
    losses: rows.map(([epoch, , training, held, among]) => [epoch, training, held, among].join(' ')),
    held: rows.map((row) => Number(row[3])),
    summary: document.querySelector('#curve')?.getAttribute('aria-label') ?? '',
    text: text('text'),
  };
}, status, steps);

/** Waits until all that has been learned is kept for later. @param {Browser} browser */
const kept = (browser) => browser.waitFor(() => {
  const { steps, kept } = /** @type {HTMLElement} */ (document.querySelector('#run')).dataset;
  return steps === kept;
});

/** Waits until the page shows no training, but the form. @param {Browser} browser */
const discarded = (browser) => browser.waitFor(() => !document.querySelector('#start')?.hasAttribute('hidden') &&
  document.querySelector('#found')?.hasAttribute('hidden'));

/** Waits until another text stands there than `before`. @param {Browser} browser @param {string} before */
const writtenAnew = (browser, before) => browser.waitFor((before) => {
  const text = document.querySelector('#text')?.textContent;
  return text && text !== before && text;
}, before);

/** Presses a button that keeps a file, and returns it. @param {Browser} browser @param {string} button */
async function download(browser, button) {
  await browser.evaluate(() => {
    /** @type {any} */
    const page = globalThis;
    page.kept = null;
    const create = URL.createObjectURL;
    HTMLAnchorElement.prototype.click = function () {
      page.kept = { name: this.download, blob: page.blob };
    };
    URL.createObjectURL = (/** @type {any} */ blob) => create.call(URL, (page.blob = blob));
  });
  await browser.click(button);
  const { name, data } = await browser.waitFor(async () => {
    const { kept } = /** @type {any} */ (globalThis);
    if (!kept) return null;
    const bytes = new Uint8Array(await kept.blob.arrayBuffer());
    let data = '';
    for (let i = 0; i < bytes.length; i += 8192) data += String.fromCharCode(...bytes.subarray(i, i + 8192));
    return { name: kept.name, data: btoa(data) };
  });
  return { name, bytes: Buffer.from(data, 'base64') };
}

/** Returns what a model reads before every text, as its file says. @param {Buffer} bytes */
const startIn = (bytes) =>
  JSON.parse(JSON.parse(String(bytes.subarray(8, 8 + Number(bytes.readBigUInt64LE())))).__metadata__.lukewarm).tokenizer.start;

for (const name of browserNames) {
  describe(`training in ${name}`, { timeout: 900_000 }, () => {
    /** @type {Browser} */
    let browser;
    before(async () => {
      browser = await launch(name);
    });
    after(() => browser.close());

    it('says what each size costs on this machine, and of a short text what to expect', () =>
      onTrainPage(browser, async (open) => {
        await open();
        await browser.click('#example');
        await planned(browser);
        await says(browser, '#source-note', /^\d\d,\d\d\d characters, \d\d different ones\.$/);
        assert.equal(await browser.text('#source-warning'), '');
        const sizes = await browser.evaluate(() =>
          [...document.querySelectorAll('#sizes label')].map((label) => label.textContent ?? ''));
        assert.equal(sizes.length, 4);
        for (const size of sizes) assert.match(size, /(about .*|a few) (seconds|minutes?|hours?) +[\d,]+ units, [\d,]+ weights/);
        await says(browser, '#estimate', /^It takes .* on this machine\.$/);
        await prepare(browser, text);
        await says(browser, '#source-warning', /4,000 characters/);
        await says(browser, '#source-warning', /short text.*by heart/);
        for (const nothing of ['Too little.', 'a'.repeat(3000), '\0\0']) {
          await browser.set('#source', text);
          await planned(browser);
          await browser.set('#source', nothing);
          await browser.waitFor(() => document.querySelector('#train[aria-disabled=true]') !== null);
          await says(browser, '#source-warning', nothing.trim() === '\0\0' ? /^$/ : /not enough text/);
        }
      }));

    it('reads a file: without its byte order mark, with \\n at the ends of lines; the beginning of a long one shows', () =>
      onTrainPage(browser, async (open) => {
        /** @param {string} name @param {number[]} start @param {string[]} texts of a file each */
        const choose = (name, start, ...texts) => browser.evaluate((name, start, texts) => {
          const files = new DataTransfer();
          for (const text of texts) files.items.add(new File([new Uint8Array(start), text], name));
          const field = /** @type {HTMLInputElement} */ (document.querySelector('#file'));
          field.files = files.files;
          field.dispatchEvent(new Event('change', { bubbles: true }));
        }, name, start, texts);
        const value = () => browser.evaluate(() => /** @type {HTMLTextAreaElement} */ (document.querySelector('#source')).value);
        await open();
        await choose('Käse.txt', [0xef, 0xbb, 0xbf], 'Ka\u0308se.\r\nBrot.\r');
        await says(browser, '#source-note', /^12 characters, 10 different ones\.$/);
        assert.equal(await value(), 'Käse.\nBrot.\n');
        await choose('long.txt', [], 'Brot und Käse. '.repeat(20_000));
        await says(browser, '#source-note', /^300,000 characters, 13 different ones\.$/);
        assert.equal((await value()).length, 2001);
        await browser.click('#clear');
        await says(browser, '#source-note', /^$/);
        assert.equal(await value(), '');
        await choose('both.txt', [], 'Brot.\n', 'Käse.\n');
        await says(browser, '#source-note', /^12 characters/);
        assert.equal(await value(), 'Brot.\nKäse.\n');
        await browser.set('#source', text);
        await planned(browser);
        const estimate = await browser.text('#estimate');
        await choose('picture.txt', [0x89, 0x50, 0xff, 0x00], '');
        await says(browser, '#failure:not([hidden])', /not plain text in UTF-8/);
        // What was there before is as it was.
        await planned(browser);
        await says(browser, '#estimate', new RegExp(`^${String(estimate).split(' ')[0]} takes`));
        assert.equal(await value(), text);
        await says(browser, '#failure:not([hidden])', /not plain text in UTF-8/);
      }));

    it('learns a text: the loss falls, samples come, the file loads', () =>
      onTrainPage(browser, async (open) => {
        await open();
        await browser.evaluate(() => {
          /** @type {any} */ (globalThis).losses = [];
          const loss = /** @type {Node} */ (document.getElementById('loss'));
          new MutationObserver(() => /** @type {any} */ (globalThis).losses.push(loss.textContent)).observe(loss, { childList: true });
        });
        await train(browser, text, { epochs: '3' });
        const { held, verdict, loss, summary, pace } = await reached(browser, 'Finished');
        // One loss, under one name: of the kept weights on the held-out text, from its first measurement on.
        const losses = await browser.evaluate(() => /** @type {string[]} */ (/** @type {any} */ (globalThis).losses));
        const named = losses.filter(Boolean).map((loss) => /** @type {string[]} */ (loss.match(/^(Training|Held-out) loss ([\d.]+)/)));
        const heldOut = named.slice(named.findIndex(([, name]) => name === 'Held-out'));
        assert.ok(heldOut.every(([, name, loss], i) => name === 'Held-out' && (i === 0 || +loss <= +heldOut[i - 1][2])), `${losses}`);
        assert.equal(heldOut[heldOut.length - 1][2], Math.min(...held).toFixed(2));
        assert.ok(held.length >= 3 && held[held.length - 1] < held[0] - 0.3, `${held}`);
        assert.ok(verdict.length > 20);
        assert.match(loss,
          /^Held-out loss [\d.]+ nats per character: as unsure of the next one as among [\d.]+ characters\. Blind guessing is among 2\d\./);
        assert.match(summary,
          /^Loss curve\. Training loss: from 3\.\d\d to [\d.]+\. Held-out loss: from .* Blind guessing: 3\.\d\d\.$/);
        assert.match(pace, /[\d,]+ characters a second/);
        assert.ok(await browser.evaluate(() => /^M.*L/.test(document.querySelector('.valid-line')?.getAttribute('d') ?? '')));
        await says(browser, '#samples', /^after 0 s/);

        await browser.waitFor(() => /** @type {any} */ (document.querySelector('#command')).value);
        const first = await writtenAnew(browser, '');
        // It begins as a sentence of the text does.
        assert.match(first, /^läuft/);
        // And ends as one does, unless a length is given.
        assert.match(first, /\.\n?$/);
        await says(browser, '#embed', / end="sentence" max-tokens="600">/);
        await browser.set('#write-length', '0.5');
        await browser.click('#generate');
        await says(browser, '#write-length[aria-describedby=write-length-wrong][aria-invalid=true] + [role=alert]', /^Length should be a whole number from 1 to 100,000, not “0\.5”\.$/);
        await browser.set('#write-length', '50');
        await browser.set('#prompt', 'der ');
        await browser.click('#generate');
        const second = await writtenAnew(browser, first);
        assert.equal(second.length, 54);
        await browser.click('#vary');
        await writtenAnew(browser, second);
        await browser.set('#write-seed', '1');
        await browser.click('#generate');
        await browser.waitFor((text) => document.querySelector('#text')?.textContent === text, second);

        await browser.set('#name', 'käse');
        const file = await download(browser, '#download');
        assert.equal(file.name, 'käse.safetensors');
        const model = await loadModel(file.bytes);
        // Elsewhere it begins as a line of the text does.
        assert.equal(startIn(file.bytes), '\n');
        assert.deepEqual([model.info.name, model.info.layers.find(({ kind }) => kind === 'lstm').size, model.info.bits], ['käse', 128, 8]);
        const { text: same } = await model.complete('der ', { temperature: 0.6, seed: 1, maxTokens: 50 });
        assert.equal(`der ${same}`, second);
        model.dispose();
        await says(browser, '#embed', /lukewarm-elements\.js"><\/script>\n<lukewarm-text model="käse\.safetensors" prompt="der " /);
        await says(browser, '#embed', /temperature="0\.6" seed="1" max-tokens="50">/);
      }));

    it('pauses where it is, writes at the slider\'s temperature meanwhile, and goes on', () =>
      onTrainPage(browser, async (open) => {
        await open();
        await train(browser, text, { epochs: '200' });
        await reached(browser, 'Training', 2);
        await browser.click('#pause');
        const paused = await reached(browser, 'Paused');
        const before = await writtenAnew(browser, '');
        await browser.set('#temperature', 0);
        const greedy = await writtenAnew(browser, before);
        await browser.set('#temperature', 2);
        await writtenAnew(browser, greedy);
        assert.equal((await reached(browser, 'Paused')).steps, paused.steps);
        await browser.click('#pause');
        await reached(browser, 'Training', paused.steps + 2);
        await browser.click('#stop');
        const stopped = await reached(browser, 'Stopped');
        assert.ok(stopped.steps >= paused.steps + 2);
        await writtenAnew(browser, '');
        await says(browser, '#command-note', /here it came to step \d+ of/);
        await browser.click('#pause');
        await reached(browser, 'Training', stopped.steps + 1);
        await browser.click('#stop');
        await reached(browser, 'Stopped', stopped.steps + 1);
        await browser.click('#anew');
        await browser.waitFor(() => document.activeElement?.id === 'source');
        await says(browser, '#source', new RegExp(`^${text.slice(0, 50)}`));
      }));

    it('is used by keyboard alone: text, size, training, stop, writing', () =>
      onTrainPage(browser, async (open) => {
        /** Goes on with Tab to what has an id, or a name. @param {string} name */
        const tabTo = async (name) => {
          const passed = [];
          for (let i = 0; i < 60; i++) {
            await browser.press('Tab');
            const { id, own } = await browser.evaluate(() => ({ id: document.activeElement?.id, own: /** @type {any} */ (document.activeElement)?.name }));
            if (id === name || own === name) return;
            passed.push(id || own);
          }
          assert.fail(`Tab does not come to ${name}: ${passed}`);
        };
        /** @param {string} id */
        const focusIsOn = (id) => browser.waitFor((id) => document.activeElement?.id === id, id);
        await open();
        await tabTo('example');
        await browser.press('Enter');
        await says(browser, '#source-note', /^\d\d,\d\d\d characters/);
        await tabTo('size');
        await browser.press('ArrowUp');
        await browser.waitFor(() => /** @type {any} */ (document.activeElement).value === 'tiny' && /** @type {any} */ (document.activeElement).checked);
        await planned(browser);
        await tabTo('train');
        await browser.press('Enter');
        await reached(browser, 'Training', 2);
        await focusIsOn('pause');
        await tabTo('stop');
        await browser.press('Space');
        await reached(browser, 'Stopped', 2);
        await focusIsOn('anew'); // what had the focus is gone
        await says(browser, '#command-note', /here it came to step \d+ of/); // comes with its text
        await tabTo('prompt');
        for (const key of 'mice') await browser.press(key);
        await tabTo('write-length');
        for (const key of '20') await browser.press(key);
        await browser.press('Enter');
        await says(browser, '#text', /^mice[^]{20}$/);
        const written = String(await browser.text('#text'));
        await tabTo('vary');
        await browser.press('Space');
        assert.match(await writtenAnew(browser, written), /^mice[^]{20}$/);
      }));

    it('goes on by itself after a reload, as if nothing had happened, and keeps the text for another training', () =>
      onTrainPage(browser, async (open) => {
        await open();
        await train(browser, text, { epochs: '20' });
        const whole = await reached(browser, 'Finished');
        await kept(browser);
        await open();
        const again = await reached(browser, 'Finished');
        assert.deepEqual([again.steps, again.loss, again.losses], [whole.steps, whole.loss, whole.losses]);
        await browser.click('#anew');
        await says(browser, '#source', new RegExp(text.slice(0, 50)));
        await browser.click('#discard');
        await discarded(browser);
        // In the page, since it may be at the end before a driver's reload arrives.
        await browser.evaluate(() => {
          const run = /** @type {HTMLElement} */ (document.querySelector('#run'));
          const observer = new MutationObserver(() => {
            if (Number(run.dataset.steps) < 10 || !run.dataset.kept) return;
            observer.disconnect();
            sessionStorage.shown = run.dataset.steps;
            sessionStorage.kept = run.dataset.kept;
            location.reload();
          });
          observer.observe(run, { attributes: true });
        });
        await train(browser, text, { epochs: '20' });
        const { first, shown, kept: before } = await browser.waitFor(() => {
          const first = Number(/** @type {HTMLElement} */ (document.querySelector('#run')).dataset.steps);
          return sessionStorage.shown && first && !document.querySelector('#old-browser') &&
            { first, shown: Number(sessionStorage.shown), kept: Number(sessionStorage.kept) };
        });
        // WebKit ends a worker with its page, so that what was kept last counts.
        assert.ok(first >= (name === 'webkit' ? before : shown), `${first}, ${shown} shown, ${before} kept`);
        const rest = await reached(browser, 'Finished');
        assert.deepEqual([rest.steps, rest.loss, rest.losses], [whole.steps, whole.loss, whole.losses]);
      }));

    it('loses nothing where it is reloaded as soon as it begins', () =>
      onTrainPage(browser, async (open) => {
        await open();
        await browser.evaluate(() => {
          const run = /** @type {HTMLElement} */ (document.querySelector('#run'));
          new MutationObserver((_, observer) => {
            observer.disconnect();
            sessionStorage.reloaded = '1';
            location.reload();
          }).observe(run, { attributes: true });
        });
        await train(browser, text, { epochs: '2' });
        await browser.waitFor(() => sessionStorage.reloaded && !document.querySelector('#old-browser'));
        await reached(browser, 'Finished');
        await browser.click('#anew');
        await says(browser, '#source', new RegExp(text.slice(0, 50)));
      }));

    it('of two pages keeps the one that is left when the other is closed', () => withSite(async (url) => {
      await browser.open(`${url}empty.html`);
      /** In the page: a page of training in a frame, and what is in it. */
      const prepare = () => {
        const page = /** @type {any} */ (globalThis);
        page.add = (/** @type {string} */ id) => document.body.append(Object.assign(document.createElement('iframe'), { id, src: `train.html?${id}`, width: 900, height: 600 }));
        page.inside = (/** @type {string} */ id, /** @type {string} */ selector) =>
          /** @type {HTMLIFrameElement} */ (document.getElementById(id)).contentDocument?.querySelector(selector);
      };
      /** @param {string} id @param {string} text */
      const begin = async (id, text) => {
        await browser.evaluate((id) => /** @type {any} */ (globalThis).add(id), id);
        await browser.waitFor((id) => /** @type {any} */ (globalThis).inside(id, '#source') && !/** @type {any} */ (globalThis).inside(id, '#old-browser'), id);
        await browser.evaluate((id, text) => {
          const { inside } = /** @type {any} */ (globalThis);
          inside(id, '[name=size][value=tiny]').click();
          inside(id, '#epochs').value = '1000';
          inside(id, '#source').value = text;
          inside(id, '#source').dispatchEvent(new Event('input', { bubbles: true }));
        }, id, text);
        await browser.waitFor((id) => /** @type {any} */ (globalThis).inside(id, '#train[aria-disabled=false]') !== null, id);
        await browser.evaluate((id) => /** @type {any} */ (globalThis).inside(id, '#train').click(), id);
      };
      /** @param {string} id @param {number} steps */
      const reached = (id, steps) => browser.waitFor((id, steps) => {
        const { inside } = /** @type {any} */ (globalThis);
        const failure = inside(id, '#failure:not([hidden])');
        return failure ? failure.textContent : Number(inside(id, '#run').dataset.kept) >= steps && inside(id, '#kept').hidden && 'kept';
      }, id, steps);
      await browser.evaluate(prepare);
      await begin('first', text);
      assert.equal(await reached('first', 1), 'kept');
      await begin('second', `${text}!`);
      await browser.waitFor(() => /** @type {any} */ (globalThis).inside('second', '#kept:not([hidden])') !== null);
      await browser.evaluate(() => document.getElementById('first')?.remove());
      assert.equal(await reached('second', 1), 'kept');
      const steps = await browser.evaluate(() => {
        const { inside } = /** @type {any} */ (globalThis);
        const { kept } = inside('second', '#run').dataset;
        /** @type {any} */ (document.getElementById('second')).contentWindow.location.reload();
        return Number(kept);
      });
      await browser.waitFor(() => /** @type {any} */ (globalThis).inside('second', '#old-browser') === null && /** @type {any} */ (globalThis).inside('second', '#run') !== null);
      assert.equal(await reached('second', steps + 1), 'kept');
      await browser.evaluate(() => /** @type {any} */ (globalThis).inside('second', '#stop').click());
      await browser.waitFor(() => /** @type {any} */ (globalThis).inside('second', '#status').textContent === 'Stopped');
      assert.deepEqual(await browser.errorsOf(url), []);
    }));

    it('keeps a text after a reload before anything is trained, beside the training of before', () =>
      onTrainPage(browser, async (open) => {
        const long = 'Brot und Käse. '.repeat(20_000);
        await open();
        await prepare(browser, long);
        await planned(browser);
        await open();
        await says(browser, '#source-note', /^300,000 characters/);
        await planned(browser);
        await train(browser, text, { epochs: '1' });
        await reached(browser, 'Finished');
        await kept(browser);
        await browser.click('#anew');
        await prepare(browser, `${text}!`);
        await says(browser, '#source-note', /^4,001 characters/);
        await planned(browser);
        await open();
        await says(browser, '#source', /!$/);
        await browser.click('#restore');
        await reached(browser, 'Finished');
        await open();
        await says(browser, '#source', /!$/);
        await browser.click('#discard');
        await browser.waitFor(() => document.activeElement?.id === 'source');
        await open();
        await says(browser, '#source', /!$/);
        await discarded(browser);
      }));

    it('says that the steps are too large', () =>
      onTrainPage(browser, async (open) => {
        await open();
        await train(browser, text, { epochs: '100', learningRate: '10' });
        await says(browser, '#verdict', /steps are too large.*smaller learning rate/);
        await browser.click('#stop');
        assert.match((await reached(browser, 'Stopped')).verdict, /steps are too large/);
      }));

    it('says that a setting cannot be, in a sentence at the field, which "Train" goes to', () =>
      onTrainPage(browser, async (open) => {
        const wrong = (/** @type {string} */ id, /** @type {RegExp} */ why) =>
          says(browser, `#${id}[aria-invalid=true][aria-describedby=${id}-wrong] + #${id}-wrong[role=alert]`, why);
        await open();
        await prepare(browser, text, { epochs: 'many', dropout: '2' });
        await wrong('epochs', /^Epochs should be a whole number from 1 to 1,000,000, not “many”\.$/);
        await wrong('dropout', /^Dropout should be a number from 0 to 0\.99, not “2”\.$/);
        assert.ok(await browser.evaluate(() => document.querySelector('#failure')?.hasAttribute('hidden')));
        await browser.waitFor(() => document.querySelector('#train[aria-disabled=true]') !== null);
        await browser.evaluate(() => (/** @type {any} */ (document.querySelector('#more')).open = false));
        await browser.click('#train');
        await browser.waitFor(() => document.activeElement?.id === 'epochs');
        await browser.set('#epochs', '1');
        await says(browser, '#epochs[aria-invalid=false] + #epochs-wrong', /^$/);
        await browser.click('#train');
        await browser.waitFor(() => document.activeElement?.id === 'dropout');
        await browser.set('#dropout', '0');
        await planned(browser);
      }));

    it('plans, trains and says how long by a clock that ticks in 100 ms', () =>
      onTrainPage(browser, async (open) => {
        await open();
        await prepare(browser, text);
        await planned(browser);
        await says(browser, '#estimate', /^It takes (a few|about (a|[\d.]+)) (seconds|minutes?) on this machine\.$/);
        await browser.click('#train');
        await reached(browser, 'Training', 5);
        await says(browser, '#pace', /^Epoch \d+ of \d+ · [\d,]+ characters a second · (a few|about (a|[\d.]+)) (seconds|minutes?) left$/);
        await browser.click('#stop');
        await reached(browser, 'Stopped');
      }, (request, response) => {
        if (!isWorker(request)) return false;
        response.setHeader('Content-Type', 'text/javascript');
        response.end('{ const now = performance.now.bind(performance); performance.now = () => Math.floor(now() / 100) * 100; }\n' +
          readFileSync(join(site, request.url ?? ''), 'utf8'));
        return true;
      }));

    it('says so where its worker cannot start', () => withSite(async (url) => {
      await browser.open(`${url}train.html?${++opened}`);
      await says(browser, '#failure:not([hidden])', /Load the page again/);
      await prepare(browser, text);
      await browser.waitFor(() => document.querySelector('#train[aria-disabled=true]') !== null);
    }, {
      intercept(request, response) {
        if (!isWorker(request)) return false;
        response.writeHead(404).end();
        return true;
      },
    }));

    it('goes on where it cannot write, and says so', () => withSite(async (url) => {
      await browser.open(`${url}train.html?${++opened}`);
      await browser.waitFor(() => !document.querySelector('#old-browser'));
      await train(browser, text, { epochs: '2' });
      await reached(browser, 'Finished');
      await says(browser, '#failure:not([hidden])', /./);
    }, {
      intercept({ url }, response) {
        if (!/^\/lukewarm-(simd128|relaxed)/.test(url ?? '')) return false;
        response.writeHead(404).end();
        return true;
      },
    }));

    it('says so where the browser has no space for its text', () =>
      onTrainPage(browser, async (open) => {
        await open();
        await train(browser, text, { epochs: '100' });
        await reached(browser, 'Training', 10);
        await browser.waitFor(() => document.querySelector('#kept:not([hidden])') !== null);
        await browser.click('#stop');
        await reached(browser, 'Stopped');
      }, (request, response) => {
        if (!isWorker(request)) return false;
        response.setHeader('Content-Type', 'text/javascript');
        response.end(`{ const { put } = IDBObjectStore.prototype; IDBObjectStore.prototype.put = function (value, key) {
          if (key === 'task') throw new DOMException('full', 'QuotaExceededError');
          return put.call(this, value, key);
        }; }\n${readFileSync(join(site, request.url ?? ''), 'utf8')}`);
        return true;
      }));

    it('goes on from a model of ours, and says what that does not know', () =>
      onTrainPage(browser, async (open) => {
        await open();
        await browser.waitFor(() => document.querySelector('#from [value=shakespeare]') !== null);
        await browser.set('#from', 'shakespeare');
        await prepare(browser, 'Thou dost sing æt 7, and we do hear thee.\n'.repeat(40), { epochs: '1' });
        await says(browser, '#unknown', /^It does not know 2 of your 20 characters: “æ”.*, “7”\. They are 2\.4% of the text, and skipped\.$/);
        await planned(browser);
        assert.ok(await browser.evaluate(() => document.querySelector('#sizes')?.hasAttribute('hidden')));
        await browser.click('#train');
        const { held, summary } = await reached(browser, 'Finished');
        assert.ok(held[0] < 2.5, `${held}`);
        assert.doesNotMatch(summary, /Blind/);
        await says(browser, '#command', /--from shakespeare\.safetensors --threads 1 --start \$'\\n' --epochs 1 /);
      }));

    it('says that a model cannot read a text, and shows no loss of that', () =>
      onTrainPage(browser, async (open) => {
        await open();
        await browser.waitFor(() => document.querySelector('#from [value=names]') !== null);
        await browser.set('#from', 'names');
        await prepare(browser, 'Мороз и солнце; день чудесный!\nanna\n'.repeat(100), { epochs: '1' });
        await says(browser, '#unknown.warning[role=status]', /^This model cannot read this text: it does not know \d\d% of it.* It does not know \d+ of your \d+ characters: “/);
        await planned(browser);
        await browser.click('#train');
        const { loss, verdict } = await reached(browser, 'Finished');
        assert.equal(loss, '');
        assert.match(verdict, /^This model cannot read this text/);
      }));

    if (name !== 'chromium') return;

    it('shows the command that gives the same weights, bit for bit', () =>
      onTrainPage(browser, async (open) => {
        await open();
        await train(browser, makeText(3000), { epochs: '2', seed: '18446744073709551615', tokenizer: 'word', heldOut: '20 %' });
        await reached(browser, 'Finished');
        await says(browser, '#command-note', /the same weights, bit for bit/);
        const command = await browser.evaluate(() => /** @type {any} */ (document.querySelector('#command')).value);
        await browser.set('#bits', '32');
        const file = await download(browser, '#download');
        assert.equal(file.name, 'my-text-f32.safetensors');
        const source = await download(browser, '#download-text');
        const folder = await mkdtemp(join(tmpdir(), 'lukewarm-'));
        try {
          await writeFile(join(folder, source.name), source.bytes);
          const line = command.split('\n')[0].replace(/^lukewarm/, '"$0"');
          execFileSync('bash', ['-c', line, join(root, 'build/native/lukewarm')], { cwd: folder });
          const same = await readFile(join(folder, file.name));
          /** @param {Buffer} bytes */
          const weights = (bytes) => bytes.subarray(8 + Number(bytes.readBigUInt64LE()));
          assert.ok(weights(same).equals(weights(file.bytes)));
          assert.deepEqual([startIn(same), startIn(file.bytes)], ['\n', '\n']);
        } finally {
          await rm(folder, { recursive: true });
        }
      }));

    it('moves nothing while it learns', () =>
      onTrainPage(browser, async (open) => {
        await open();
        await browser.evaluate(() => {
          /** @type {any} */
          const page = globalThis;
          page.shifts = 0;
          new PerformanceObserver((list) => list.getEntries().forEach((/** @type {any} */ { value, hadRecentInput }) => {
            if (!hadRecentInput) page.shifts += value;
          })).observe({ type: 'layout-shift', buffered: true });
        });
        await train(browser, text, { epochs: '1000' });
        await browser.waitFor(() => document.querySelectorAll('#samples li').length >= 3);
        await browser.click('#stop');
        await reached(browser, 'Stopped');
        const shifts = await browser.evaluate(() => /** @type {any} */ (globalThis).shifts);
        assert.ok(shifts < 0.02, `${shifts}`);
      }));

    it('has nothing that axe-core objects to: light, dark, on a phone', async () => {
      for (const colorScheme of /** @type {const} */ (['light', 'dark'])) {
        const own = await launch(name, { colorScheme, width: 390, height: 844 });
        const fits = () => own.evaluate(() => document.documentElement.scrollWidth <= innerWidth);
        try {
          await onTrainPage(own, async (open) => {
            await open();
            await assertAccessible(own, `${colorScheme}, empty`);
            await own.click('#more summary');
            await prepare(own, text, { epochs: '200' });
            await planned(own);
            await assertAccessible(own, `${colorScheme}, a text`);
            assert.ok(await fits());
            await own.click('#train');
            await own.waitFor(() => document.querySelectorAll('#samples li').length >= 2);
            await own.click('#pause');
            await reached(own, 'Paused');
            await own.click('#table summary');
            await assertAccessible(own, `${colorScheme}, paused`);
            assert.ok(await fits());
            await own.click('#stop');
            await own.waitFor(() => /** @type {any} */ (document.querySelector('#command')).value);
            await assertAccessible(own, `${colorScheme}, stopped`);
            assert.ok(await fits());
            await own.setViewport(1280, 800);
            await assertAccessible(own, `${colorScheme}, stopped, wide`);
            await own.setViewport(375, 667);
            await own.click('#anew');
            // What leads back is in sight, above the field that has the focus.
            const top = (/** @type {string} */ selector) => own.evaluate((selector) => /** @type {Element} */ (document.querySelector(selector)).getBoundingClientRect().top, selector);
            await own.waitFor(() => document.querySelector('#found:not([hidden])') && document.activeElement?.id === 'source');
            assert.ok(await top('#found') >= 0 && await top('#source') < 400, `${await top('#found')}, ${await top('#source')}`);
            await assertAccessible(own, `${colorScheme}, found`);
          });
        } finally {
          await own.close();
        }
      }
    });
  });
}

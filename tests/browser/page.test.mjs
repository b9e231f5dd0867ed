// The page, as a reader uses it, in each browser.
import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { site } from '../../web/make/site.mjs';
import { browserNames, launch } from './browsers.mjs';
import { assertAccessible, failure, finished, link, onPage, settings } from './on-page.mjs';

/** @typedef {import('./browsers.mjs').Browser} Browser */
/** @typedef {import('./site.mjs').Intercept} Intercept */

/** Returns the address of the script of several pages that holds `text`. @param {string} text */
async function addressOf(text) {
  for (const name of await readdir(site)) {
    if (name.startsWith('shared-') && (await readFile(join(site, name), 'utf8')).includes(text)) return `/${name}`;
  }
  throw new Error(`no script has ${text}`);
}

/**
 * Answers requests for a script with 500 while isMissing() is true, and for the service worker, which would have it, with 404.
 * @param {string} address @param {() => boolean} isMissing @returns {Intercept}
 */
const without = (address, isMissing) => (request, response) => {
  const isOurs = request.url === address && isMissing();
  if (isOurs || request.url?.startsWith('/sw.js')) response.writeHead(isOurs ? 500 : 404, { 'Cache-Control': 'no-store' }).end();
  else return false;
  return true;
};
const notLoaded = /500|404|Failed to fetch|error loading|Failed to load|register|import/i;

/** Answers requests for model files in place of the server. @param {(response: import('node:http').ServerResponse, bytes: Buffer) => void} answer @returns {Promise<Intercept>} */
async function forModels(answer) {
  const [{ file }] = JSON.parse(await readFile(join(site, 'models/index.json'), 'utf8'))
    .filter((/** @type {{ id: string }} */ { id }) => id === 'shakespeare');
  const bytes = await readFile(join(site, 'models', file.split('?')[0]));
  return (request, response) => {
    if (!request.url?.includes('.safetensors')) return false;
    answer(response, bytes);
    return true;
  };
}

for (const name of browserNames) {
  describe(`page in ${name}`, { timeout: 600_000 }, () => {
    /** @type {Browser} */
    let browser;
    before(async () => {
      browser = await launch(name);
    });
    after(() => browser.close());

    it('writes a text as soon as it opens, and describes the model', () =>
      onPage(browser, async (open) => {
        await open();
        const { prompt, all } = await finished(browser);
        assert.equal(prompt, 'ROMEO:');
        assert.ok(all.length > 300, all);
        assert.match((await browser.text('#figures')) ?? '', /^[\d,]+ characters in [\d.]+ s, [\d,]+ per second$/);
        await browser.waitFor(() => /LSTM network .* nats .* Licence/.test(at('#about')?.textContent ?? ''));
        assert.equal(await browser.text('#generate'), 'New text');
        assert.match(await link(browser), /model=shakespeare&prompt=ROMEO%3A&temperature=0.5&seed=\d+&length=\d+/);
      }));

    it('writes a new text, the same one for the same seed, and that of a seed that is typed', () =>
      onPage(browser, async (open) => {
        await open('#seed=11&length=200');
        const first = await finished(browser);
        await browser.click('#same');
        assert.deepEqual(await finished(browser), first);
        await browser.waitFor(() => at('#status').firstChild?.textContent === 'The same seed and settings give the same text.');
        assert.ok(await browser.evaluate(() => {
          const [said, figures] = ['#status', '#figures'].map((selector) => at(selector).getBoundingClientRect());
          return said.width > 100 && (said.right <= figures.left || said.bottom <= figures.top);
        }), 'what is said stands beside the figures, not on them');
        await browser.click('#generate');
        const second = await finished(browser);
        assert.notEqual(second.all, first.all);
        const { seed } = await settings(browser);
        assert.notEqual(seed, '11');
        await browser.set('#prompt', 'KING');
        await browser.click('#same');
        assert.equal((await finished(browser)).prompt, 'KING');
        assert.equal((await settings(browser)).seed, seed, 'with what is set, and the seed as it was');
        for (const typed of ['18446744073709551615', '11']) {
          await browser.set('#seed', typed);
          await browser.click('#generate');
          await finished(browser);
          assert.equal((await settings(browser)).seed, typed);
        }
      }));

    it('takes a new text back, by its button and by Back, and Forward brings it again', () =>
      onPage(browser, async (open) => {
        await open('#seed=11&length=120');
        const texts = [await finished(browser)];
        for (const prompt of ['ROMEO:', 'KING']) {
          await browser.set('#prompt', prompt);
          await browser.click('#generate');
          texts.push(await finished(browser));
        }
        const hash = await link(browser);
        /** Waits for one of them. @param {number} i */
        const shows = async (i) => {
          await browser.waitFor((whole) => [...at('#text').querySelectorAll('p')].map((block) => block.textContent).join('\n') === whole, texts[i].all);
          assert.deepEqual(await finished(browser), texts[i]);
        };
        await browser.click('#undo');
        await shows(1);
        await browser.click('#undo');
        await shows(0);
        assert.equal(await browser.evaluate(() => at('#undo').hidden), true);
        assert.equal((await settings(browser)).seed, '11');
        await browser.evaluate(() => history.back());
        await shows(1);
        await browser.evaluate(() => history.back());
        await shows(2);
        assert.equal(await browser.evaluate(() => at('#prompt').value), 'KING');
        assert.equal(await link(browser), hash);
        await browser.evaluate(() => history.forward());
        await shows(1);
        await browser.evaluate(() => history.go(-2));
        await shows(1);
        await browser.evaluate(() => history.back());
        await shows(0);
      }));

    it('undoes as one what a slider did, and goes back while a text is being written', () =>
      onPage(browser, async (open) => {
        await open('#seed=11&length=120&temperature=0.5');
        const first = await finished(browser);
        for (const temperature of [0.6, 0.7, 0.8]) await browser.set('#temperature', temperature);
        await finished(browser);
        await browser.click('#undo');
        assert.deepEqual(await finished(browser), first);
        assert.equal((await settings(browser)).temperature, '0.5');
        await browser.set('#temperature', 0.7);
        await finished(browser);
        await browser.evaluate(() => {
          const now = performance.now.bind(performance);
          performance.now = () => now() + 5000;
        });
        await browser.set('#temperature', 0.9);
        await finished(browser);
        await browser.click('#undo');
        await browser.waitFor(() => at('#temperature').value === '0.7'); // another move
        await finished(browser);
        await browser.click('#undo');
        await browser.waitFor(() => at('#temperature').value === '0.5');
        assert.deepEqual(await finished(browser), first);
        await browser.set('#length', '1000000');
        await browser.click('#generate');
        await browser.waitFor(() => (at('#text')?.textContent?.length ?? 0) > 1000);
        await browser.evaluate(() => history.back());
        await browser.waitFor(() => at('#text')?.getAttribute('aria-busy') === 'false');
        assert.deepEqual(await finished(browser), first);
      }));

    it('is greedy at temperature 0, whatever the seed, and says so', () =>
      onPage(browser, async (open) => {
        await open('#temperature=0&length=200&seed=1');
        const first = await finished(browser);
        assert.match((await browser.text('[part=temperature] output')) ?? '', /^0.00.*greedy/);
        await browser.click('#generate');
        assert.deepEqual(await finished(browser), first);
        await browser.waitFor(() => /every seed gives this text/.test(at('#status').firstChild?.textContent ?? ''));
      }));

    it('brings a text back from its link', () =>
      onPage(browser, async (open) => {
        await open();
        await finished(browser);
        await browser.set('#prompt', 'JULIET:\nWhat & why + how? 100 %');
        await browser.set('#temperature', 1.1);
        await browser.set('#length', '123');
        await browser.click('#generate');
        const first = await finished(browser);
        const hash = await link(browser);
        await open();
        await finished(browser);
        await open(hash);
        assert.deepEqual(await finished(browser), first);
        assert.equal(await link(browser), hash);
        assert.equal(first.all.length, first.prompt.length + 123);
      }));

    it('follows a link that is put into the address bar', () =>
      onPage(browser, async (open) => {
        await open('#length=50');
        await finished(browser);
        await browser.evaluate(() => void (location.hash = '#prompt=KING&length=60&temperature=0.5&seed=3'));
        await browser.waitFor(() => at('#text b')?.textContent === 'KING');
        assert.equal((await finished(browser)).all.length, 'KING'.length + 60);
      }));

    it('begins with what suits the model where nobody has written a prompt; its link may stand after a ?', () =>
      onPage(browser, async (open) => {
        await open('#model=names&length=20&seed=3');
        assert.equal((await finished(browser)).prompt, 'ma');
        assert.match(await link(browser), /^#model=names&prompt=ma&temperature=0.5&seed=3&length=20/);
        await browser.select('#model', 'tang');
        await browser.waitFor(() => at('#text b')?.textContent === '春風');
        assert.equal((await finished(browser)).prompt, '春風');
        await browser.set('#prompt', 'KING');
        await browser.select('#model', 'names');
        await browser.waitFor(() => /model=names&prompt=KING/.test(location.hash)); // what the reader wrote stays
        await open('#model=names&prompt=&length=20');
        assert.equal((await finished(browser)).prompt, '', 'an empty prompt is one');
        await open('&model=names&length=20&seed=4');
        assert.equal((await finished(browser)).prompt, 'ma');
        assert.equal(await browser.evaluate(() => location.search + location.hash), '#model=names&prompt=ma&temperature=0.5&seed=4&length=20');
      }));

    it('follows the slider while it moves', () =>
      onPage(browser, async (open) => {
        await open('#temperature=0.5&length=200');
        const first = await finished(browser);
        await browser.set('#temperature', 1.5);
        assert.notEqual((await finished(browser)).all, first.all);
        assert.equal((await settings(browser)).temperature, '1.5');
        const heat = () => document.documentElement.style.getPropertyValue('--heat');
        assert.equal(await browser.evaluate(heat), '0.75');
      }));

    it('stops, and the link then brings back what was written', () =>
      onPage(browser, async (open) => {
        await open('#length=1000000');
        // More than the example that stands in the page before anything is written.
        await browser.waitFor(() => (at('#text')?.textContent?.length ?? 0) > 1000);
        await browser.click('#stop');
        const stopped = await finished(browser);
        assert.match((await browser.text('#status')) ?? '', /Stopped/);
        const { length } = await settings(browser);
        assert.equal(stopped.all.length, stopped.prompt.length + Number(length));
        assert.ok(Number(length) < 1e6);
        const hash = await link(browser);
        await open(hash);
        assert.deepEqual(await finished(browser), stopped);
      }));

    it('lets a newer text take the place of one that is still being written', () =>
      onPage(browser, async (open) => {
        await open('#length=1000000');
        // More than the example that stands in the page before anything is written.
        await browser.waitFor(() => (at('#text')?.textContent?.length ?? 0) > 1000);
        await browser.set('#length', '150');
        await browser.set('#prompt', 'HAMLET:');
        await browser.click('#generate');
        const { prompt, all } = await finished(browser);
        assert.equal(prompt, 'HAMLET:');
        assert.equal(all.length, prompt.length + 150);
      }));

    it('works by keyboard alone', () =>
      onPage(browser, async (open) => {
        await open('#length=100&temperature=0.5&seed=1');
        await finished(browser);
        const focus = () => focused()?.id;
        for (let i = 0; i < 10 && (await browser.evaluate(focus)) !== 'prompt'; i++) await browser.press('Tab');
        assert.equal(await browser.evaluate(focus), 'prompt');
        await browser.press('End');
        await browser.press('O');
        await browser.press('Control+Enter');
        assert.equal((await finished(browser)).prompt, 'ROMEO:O');
        await browser.press('Tab');
        assert.equal(await browser.evaluate(focus), 'temperature');
        await browser.press('ArrowRight');
        await finished(browser);
        assert.equal((await settings(browser)).temperature, '0.55');
        const order = [];
        for (let i = 0; i < 5; i++) {
          await browser.press('Tab');
          order.push(await browser.evaluate(focus));
        }
        assert.deepEqual(order, ['generate', 'same', 'stop', 'seed', 'length']);
        await browser.set('#length', '1000000');
        await browser.press('Enter');
        await browser.waitFor(() => at('#text')?.getAttribute('aria-busy') === 'true');
        await browser.press('Escape');
        await finished(browser);
        assert.match((await browser.text('#status')) ?? '', /Stopped/);
      }));

    it('keeps what the reader types while something else is moved', () =>
      onPage(browser, async (open) => {
        await open('#length=60&seed=1&temperature=0.5');
        await finished(browser);
        await browser.set('#prompt', 'HAMLET:');
        await browser.set('#length', '33');
        await browser.set('#shaded', false);
        assert.deepEqual(await browser.evaluate(() => [at('#prompt').value, at('#length').value]), ['HAMLET:', '33']);
        await browser.set('#temperature', 0.7);
        const { prompt, all } = await finished(browser);
        assert.equal(prompt, 'HAMLET:');
        assert.equal(all.length, prompt.length + 33);
      }));

    it('shows no old text where the new one has nothing but its prompt', () =>
      onPage(browser, async (open) => {
        await open('#length=60&seed=1');
        await finished(browser);
        await browser.set('#prompt', 'JULIET:');
        await browser.set('#length', '0');
        await browser.click('#generate');
        await browser.waitFor(() => at('#text').textContent === 'JULIET:');
        assert.deepEqual(await finished(browser), { prompt: 'JULIET:', all: 'JULIET:' });
      }));

    it('reads out a finished text once, and never while it is written', () =>
      onPage(browser, async (open) => {
        await open('#length=80&seed=1');
        const { prompt, all } = await finished(browser);
        assert.equal(await browser.text('#status'), `Finished. ${all.slice(prompt.length)}`);
        assert.equal(await browser.evaluate(() => at('#text').querySelectorAll('[aria-live]').length + Number(at('#text').closest('[aria-live]') !== null)), 0);
      }));

    it('says what of a link it cannot take, and of the fields what is no number', () =>
      onPage(browser, async (open) => {
        await open('#seed=abc&temperature=inf&length=20&top-k=x&temp=0.5&order=first');
        await finished(browser);
        const said = 'Not taken as given: “seed=abc” (1 is used), “temperature=inf” (0.5 is used), “top-k=x” (0 is used), “temp=0.5” (there is no such setting), “order=first” (temperature-first is used).';
        await browser.waitFor((said) => at('#replaced:not([hidden])')?.textContent === said, said);
        await browser.set('#seed', '-1');
        assert.match((await browser.text('#seed-note')) ?? '', /^The seed is a whole number/);
        assert.equal(await browser.evaluate(() => at('#seed').ariaInvalid), 'true');
        await browser.click('#generate');
        await browser.waitFor(() => /^The seed is a whole number/.test(at('#status').textContent));
        await browser.set('#seed', '5');
        await browser.set('#length', '1000001');
        assert.match((await browser.text('#seed-note')) ?? '', /^The length is a whole number/);
        await browser.set('#length', '');
        await browser.set('#temperature', 0.8);
        await browser.waitFor(() => at('#replaced:not([hidden])') === null);
        await browser.waitFor(() => /&length=20&end=sentence/.test(location.hash));
        for (const [temperature, shown] of [['3', '3.00'], ['Infinity', '∞']]) {
          await browser.evaluate((temperature) => void (location.hash = `#length=30&temperature=${temperature}`), temperature);
          await browser.waitFor((shown) => at('[part=temperature] output .number').textContent === shown && at('#replaced:not([hidden])') === null, shown);
          await browser.waitFor((temperature) => location.hash.includes(`temperature=${temperature}&`), temperature);
        }
        await browser.evaluate(() => void (location.hash = '#length=30&min-p=7'));
        await browser.waitFor(() => at('#replaced:not([hidden])')?.textContent === 'Not taken as given: “min-p=7” (1 is used).');
        await browser.evaluate(() => void (location.hash = '#model=&length=30&end=line&at=1:2'));
        await browser.waitFor(() => at('#replaced:not([hidden])')?.textContent === 'Not taken as given: “end=line”, “at=1:2”.');
        await finished(browser);
        await browser.waitFor(() => /#model=shakespeare&.*&length=30$/.test(location.hash));
      }));

    it('tells now and then how far a long text is, and the temperature by its slider alone', () =>
      onPage(browser, async (open) => {
        await open('#length=80&seed=1');
        await finished(browser);
        assert.equal(await browser.evaluate(() => at('[part=temperature] output').ariaLive), 'off');
        await browser.evaluate(() => {
          const told = /** @type {any} */ (globalThis).told = [];
          new MutationObserver(() => told.push([at('#status').ariaLive, at('#status').textContent])).observe(at('#status'), { childList: true });
        });
        await browser.set('#length', '1000000');
        await browser.click('#same');
        await browser.waitFor(() => /** @type {any} */ (globalThis).told.some((/** @type {string[]} */ [, text]) => /^[\d,]+ characters so far\.$/.test(text)));
        await browser.click('#stop');
        const told = await browser.evaluate(() => /** @type {any} */ (globalThis).told);
        assert.ok(told.length <= 5, JSON.stringify(told));
        assert.ok(told.every((/** @type {string[]} */ [live]) => live === 'polite'));
      }));

    it('says once that a long prompt is read, shows how far, and stops reading', () =>
      onPage(browser, async (open) => {
        await open('#length=80&seed=1');
        await finished(browser);
        await browser.evaluate(() => {
          const told = /** @type {any} */ (globalThis).told = [];
          new MutationObserver(() => told.push([at('#status').ariaLive, at('#status').textContent])).observe(at('#status'), { childList: true });
        });
        await browser.set('#prompt', 'to be or not to be '.repeat(15_000));
        await browser.click('#same');
        const first = await browser.waitFor(() => /** @type {any} */ (at('#progress:not([hidden])'))?.value);
        await browser.waitFor((first) => /** @type {any} */ (at('#progress:not([hidden])')).value > first, first);
        assert.match((await browser.text('#figures')) ?? '', /^[\d,]+ of 285,000, \d+ %$/);
        assert.equal(await browser.evaluate(() => at('#progress').ariaLabel), 'Reading the prompt.');
        await browser.click('#stop');
        await browser.waitFor(() => at('#status').textContent === 'Stopped.');
        assert.equal(await browser.evaluate(() => at('#progress:not([hidden])')), null);
        assert.deepEqual((await browser.evaluate(() => /** @type {any} */ (globalThis).told)).filter((/** @type {string[]} */ [, text]) => text),
          [['polite', 'Reading the prompt.'], ['polite', 'Stopped.']]);
        // One that is read to its end is followed by its text.
        await browser.evaluate(() => void (location.hash = '#model=names&length=10&seed=1'));
        await browser.waitFor(() => at('#prompt').value.length < 100);
        await browser.set('#prompt', 'anna '.repeat(50_000));
        await browser.click('#same');
        await browser.waitFor(() => at('#text b')?.textContent.length === 250_000 && /Finished/.test(at('#status').textContent) && at('#progress').hidden);
      }));

    it('says what of the beginning the model does not know', () =>
      onPage(browser, async (open) => {
        await open(`#prompt=${encodeURIComponent('Café 雪')}&length=20`);
        await finished(browser);
        await browser.waitFor(() => at('#replaced').textContent === 'This model does not know “é” (read as “e”), “雪” (skipped).');
        assert.match((await browser.text('#status')) ?? '', /^This model does not know “é” \(read as “e”\), “雪” \(skipped\)\. Finished\. /);
        await browser.set('#prompt', 'Plain');
        await browser.click('#generate');
        await finished(browser);
        assert.equal(await browser.evaluate(() => at('#replaced:not([hidden])')), null);
      }));

    it('has the beginning of a new text in sight, on a phone with its slider and buttons', () =>
      onPage(browser, async (open) => {
        const inSight = () => browser.waitFor(() => {
          const [head, prompt] = ['.head', '#text b'].map((part) => at(part).getBoundingClientRect());
          return head.top > -1 && prompt.bottom < innerHeight * 0.7;
        });
        for (const [width, height, isPhone] of /** @type {const} */ ([[375, 667, true], [667, 375, false], [1280, 800, false]])) {
          await browser.setViewport(width, height);
          await open('#model=shakespeare-tiny&length=2000');
          await finished(browser);
          for (const part of ['#generate', '#temperature']) {
            await browser.evaluate(() => scrollTo({ top: 0, behavior: 'instant' }));
            if (part === '#generate') await browser.click(part);
            else await browser.set(part, 0.7);
            await finished(browser);
            await inSight();
            if (isPhone) assert.ok(await browser.evaluate(() => at('#generate').getBoundingClientRect().top >= 0 && at('#temperature').getBoundingClientRect().top >= 0));
          }
          // From far down too, where a slider is beside the text.
          await browser.evaluate(() => scrollTo({ top: 1500, behavior: 'instant' }));
          if (width === 667) continue;
          const { top, bottom } = await browser.evaluate(() => at('#temperature').getBoundingClientRect().toJSON());
          assert.ok(top >= 0 && bottom <= height, `${top} to ${bottom}`);
          await browser.evaluate(() => at('#generate').click());
          await finished(browser);
          await inSight();
        }
        await browser.setViewport(1280, 800);
      }));

    it('fits 320 pixels, and its controls their column, with a mistake in them too', () =>
      onPage(browser, async (open) => {
        for (const width of [320, 1280]) {
          await browser.setViewport(width, 640);
          await open();
          await finished(browser);
          await browser.set('#seed', '1');
          for (const seed of ['1', 'x']) {
            await browser.set('#seed', seed);
            assert.ok(await browser.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
            const { right } = await browser.evaluate(() => at('#prompt').getBoundingClientRect().toJSON());
            for (const part of ['#generate', '#stop', '#length', '#seed-note']) {
              assert.ok(await browser.evaluate((part) => at(part).getBoundingClientRect().right, part) < right + 1, `${part} at ${width} pixels, seed ${seed}`);
            }
            assert.ok(right <= (width === 320 ? await browser.evaluate(() => innerWidth) : 450), `${right} at ${width} pixels`); // WebKit has 447 at least
          }
        }
        await browser.setViewport(1280, 800);
      }));

    it('says that a link asks for a model that is not here, and goes on with another', () =>
      onPage(browser, async (open) => {
        await open('#model=homer&length=50');
        assert.match(await failure(browser) ?? '', /not here.*Choose one.*“homer”/);
        assert.equal(await browser.text('#figures'), '');
        await browser.select('#model', 'shakespeare');
        assert.equal((await finished(browser)).all.length, 'ROMEO:'.length + 50);
      }));

    it('says that the model is missing, and tries again', async () => {
      let missing = true;
      const intercept = await forModels((response, bytes) =>
        missing ? response.writeHead(404).end() : response.end(bytes));
      await onPage(browser, async (open) => {
        await open('#length=50');
        assert.match(await failure(browser) ?? '', /not where it should be.*404/);
        missing = false;
        await browser.evaluate(() => at('#failure button').focus());
        await browser.press('Enter');
        assert.equal((await finished(browser)).all.length, 'ROMEO:'.length + 50);
        await browser.waitFor(() => focused()?.id === 'generate');
      }, { intercept, expected: /404/ });
    });

    if (name === 'chromium') it('says once that its panels are missing, however far the pointer goes, and takes them from a click', async () => {
      let asked = 0;
      let missing = true;
      const intercept = without(await addressOf('lukewarm-inspector'), () => (asked++, missing));
      await onPage(browser, async (open) => {
        await open('#length=300');
        await finished(browser);
        await browser.pointAt(700, 400);
        await browser.waitFor(() => document.querySelector('.update button'));
        const before = asked;
        for (let x = 600; x < 900; x += 10) await browser.pointAt(x, 400);
        assert.equal(asked, before);
        missing = false;
        await browser.clickAt(700, 400);
        await browser.waitFor(() => document.querySelector('lukewarm-inspector')?.shadowRoot);
      }, { intercept, expected: notLoaded });
    });

    if (name === 'chromium') it('says that what stands around its text is missing, and shows the text', async () => {
      const intercept = without(await addressOf('id:"figures"'), () => true);
      await onPage(browser, async (open) => {
        await open('#length=300');
        assert.match(String(await browser.waitFor(() => document.querySelector('.update')?.textContent)), /^A part of this page did not load\./);
        assert.equal((await finished(browser)).all.length, 'ROMEO:'.length + 300);
      }, { intercept, expected: notLoaded });
    });

    it('sets its sentences as their language runs, whatever the page does', () =>
      onPage(browser, async (open) => {
        await open('#length=50');
        await finished(browser);
        await browser.evaluate(() => void (document.documentElement.dir = 'rtl'));
        const [count, seconds] = await browser.evaluate(() => [...at('#figures').querySelectorAll('.number')].map((number) => number.getBoundingClientRect().left));
        assert.ok(count < seconds);
        assert.equal(await browser.evaluate(() => getComputedStyle(at('#seed-note')).unicodeBidi), 'plaintext');
      }));

    it('says what it needs where WebAssembly is switched off', async () => {
      /** @type {Intercept} */
      const intercept = (_, response) => {
        const policy = String(response.getHeader('Content-Security-Policy')).replace("'wasm-unsafe-eval'", '');
        response.setHeader('Content-Security-Policy', policy);
        return false;
      };
      await onPage(browser, async (open) => {
        await open();
        assert.match(await failure(browser) ?? '', /cannot run the network.*WebAssembly/);
      }, { intercept, expected: /wasm|WebAssembly|unsafe-eval|script-src/i });
    });

    it('says that the file is cut short', async () => {
      const intercept = await forModels((response, bytes) => response.end(bytes.subarray(0, bytes.length >> 1)));
      await onPage(browser, async (open) => {
        await open();
        assert.match(await failure(browser) ?? '', /cut short|damaged/);
      }, { intercept });
    });

    it('says that the file is damaged', async () => {
      const intercept = await forModels((response, bytes) =>
        response.end(Buffer.concat([bytes.subarray(0, 8), Buffer.alloc(100, 'x'), bytes.subarray(108)])));
      await onPage(browser, async (open) => {
        await open();
        assert.match(await failure(browser) ?? '', /damaged/);
      }, { intercept });
    });

    it('says that the connection broke in mid-download, and tries again', async () => {
      let broken = true;
      const intercept = await forModels((response, bytes) => {
        if (!broken) return response.end(bytes);
        response.writeHead(200, { 'Content-Length': bytes.length });
        response.write(bytes.subarray(0, bytes.length >> 1), () => response.destroy());
      });
      await onPage(browser, async (open) => {
        await open('#length=50');
        assert.match(await failure(browser) ?? '', /connection broke.*try again/);
        broken = false;
        await browser.click('#failure button');
        assert.equal((await finished(browser)).all.length, 'ROMEO:'.length + 50);
      }, { intercept, expected: /ERR_|Failed to load|network|connection/i });
    });

    it('shows how much has come, and Stop gives the download up', async () => {
      const intercept = await forModels((response, bytes) => {
        response.writeHead(200, { 'Content-Length': bytes.length });
        response.write(bytes.subarray(0, bytes.length >> 1));
      });
      await onPage(browser, async (open) => {
        await open();
        await browser.waitFor(() => /** @type {any} */ (at('#progress:not([hidden])'))?.value > 0.49);
        assert.match((await browser.text('#figures')) ?? '', /^[\d.]+ [kM]B of [\d.]+ MB, (49|50) %$/);
        if (name === 'chromium') await assertAccessible(browser, 'loading');
        await browser.click('#stop');
        await browser.waitFor(() => at('#status')?.textContent === 'Stopped.');
        assert.equal(await browser.evaluate(() => at('#progress:not([hidden])')), null);
      }, { intercept });
    });
  });
}

describe('page in chromium, for everyone', { timeout: 600_000 }, () => {
  for (const colorScheme of /** @type {const} */ (['light', 'dark'])) {
    it(`has nothing that axe-core objects to, ${colorScheme}`, async () => {
      const browser = await launch('chromium', { colorScheme });
      try {
        await onPage(browser, async (open) => {
          for (const temperature of [0, 0.5, 1, 1.5, 2]) {
            await open(`#temperature=${temperature}&length=100`);
            await finished(browser);
            await assertAccessible(browser, `finished at temperature ${temperature}`);
          }
          await open(`#prompt=${encodeURIComponent('Café 雪')}&length=100`);
          await finished(browser);
          await assertAccessible(browser, 'unknown characters');
          await open('#length=1000000');
          await browser.waitFor(() => (at('#text')?.textContent?.length ?? 0) > 100);
          await browser.click('#stop');
          await finished(browser);
          await assertAccessible(browser, 'stopped');
          await open('#model=homer');
          await failure(browser);
          await assertAccessible(browser, 'failed');
          await browser.setViewport(360, 800);
          await open();
          await finished(browser);
          await assertAccessible(browser, 'phone');
        });
      } finally {
        await browser.close();
      }
    });
  }
});

// The text token by token: shaded by surprise, looked into, rewritten from a token on, and the link that says so.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { site } from '../../web/make/site.mjs';
import { browserNames, launch } from './browsers.mjs';
import { assertAccessible, finished, link, onPage } from './on-page.mjs';

/** @typedef {import('./browsers.mjs').Browser} Browser */

const { loadModel } = await import(join(site, 'lukewarm.js'));
const model = await loadModel(await readFile(join(site, 'models/shakespeare/shakespeare.safetensors')));
const settings = '#prompt=ROMEO%3A&temperature=0.8&seed=5&length=300';
const options = { temperature: 0.8, seed: 5n, maxTokens: 300 };

/** The middle of a character of the generated text, and that character. @param {Browser} browser @param {number} offset */
const placeOf = (browser, offset) =>
  browser.evaluate((offset) => {
    const walker = document.createTreeWalker(/** @type {Node} */ (at('#text p')), NodeFilter.SHOW_TEXT);
    let left = offset + (at('#text b')?.textContent ?? '').length;
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const { length } = /** @type {Text} */ (node);
      if (left >= length) {
        left -= length;
        continue;
      }
      const range = document.createRange();
      range.setStart(node, left);
      range.setEnd(node, left + 1);
      /** @type {Element} */ (node.parentElement).scrollIntoView({ block: 'center', behavior: 'instant' });
      const box = range.getBoundingClientRect();
      return { x: box.left + box.width / 2, y: box.top + box.height / 2, text: range.toString() };
    }
    throw new Error('the text is shorter');
  }, offset);

/** Waits for the panel and returns what it says. @param {Browser} browser @param {string} token */
const panel = (browser, token) =>
  browser.waitFor((token) => {
    const panel = at('.inspector:not([hidden])');
    const [head, how] = [...(panel?.querySelectorAll('p') ?? [])].map((line) => line.textContent ?? '');
    if (!panel || !head.startsWith(`“${token}”`)) return null;
    return {
      head, how,
      rows: [...panel.querySelectorAll('.bars button')].map((row) => ({
        text: row.querySelector('.label')?.textContent ?? '', numbers: row.querySelector('.number')?.textContent ?? '',
        isHere: row.hasAttribute('aria-current'),
      })),
    };
  }, token);

/** The first token that is a letter and had a rival. */
const { steps, text: whole } = await model.complete('ROMEO:', { ...options, candidates: 2 });
const index = steps.findIndex((/** @type {any} */ step, /** @type {number} */ i) =>
  i > 20 && /[a-z]/.test(step.text) && step.candidates[1].probability > 0.1 && step.candidates[0].id === step.id);

for (const name of browserNames) {
  describe(`tokens in ${name}`, { timeout: 300_000 }, () => {
    /** @type {Browser} */
    let browser;
    before(async () => {
      browser = await launch(name);
    });
    after(() => browser.close());

    it('are shaded by what they surprised the model, and not where the reader does not want it', () =>
      onPage(browser, async (open) => {
        await open(settings);
        await finished(browser);
        const shades = () => browser.evaluate(() =>
          [...at('#text').querySelectorAll('p')].map((block) => [...block.childNodes].filter(({ nodeName }) => nodeName !== 'B')
            .map((node) => {
              const shade = node instanceof Element ? Number(/shade-(\d)/.exec(node.className)?.[1]) : 0;
              return String(shade).repeat(node.textContent?.length ?? 0);
            }).join('')).join('\n'));
        const expected = steps.map(({ text, logProbability }) => {
          const bits = -logProbability / Math.LN2;
          return String([1, 2, 4, 7, 10].filter((least) => bits >= least).length).repeat(text.length);
        }).join('');
        assert.equal(await shades(), expected);
        await browser.set('#shaded', false);
        assert.equal(await shades(), '0'.repeat(whole.length));
        await browser.set('#shaded', true);
        assert.equal(await shades(), expected);
      }));

    it('show, pointed at, what else could have come and which number drew them', () =>
      onPage(browser, async (open) => {
        await open(settings);
        await finished(browser);
        const { x, y, text } = await placeOf(browser, index);
        assert.equal(text, steps[index].text);
        await browser.pointAt(x - 1, y);
        await browser.pointAt(x, y);
        const { head, how, rows } = await panel(browser, text);
        assert.ok(head.includes(steps[index].probability.toPrecision(3)), head);
        assert.ok(how.includes(steps[index].uniform.toFixed(4)), how);
        const session = await model.session('ROMEO:', { seed: 5n });
        await session.complete({ ...options, maxTokens: index });
        const candidates = await session.distribution({ temperature: 0.8 });
        session.dispose();
        assert.equal(rows.length, 8);
        assert.ok(rows[0].isHere);
        rows.forEach(({ numbers }, i) => {
          assert.ok(Math.abs(parseFloat(numbers) - candidates[i].probability) < 0.006 * candidates[i].probability, numbers);
          const shown = parseFloat(numbers.split('→')[1]);
          assert.ok(Math.abs(shown - candidates[i].samplingProbability) < 0.06 * candidates[i].samplingProbability + 1e-9, numbers);
        });
      }));

    it('show what the first click on one means, and the page stays where it is', () =>
      onPage(browser, async (open) => {
        await open(settings.replace('300', '4000'));
        await finished(browser);
        const { x, y, text } = await placeOf(browser, index);
        const [before, top] = await browser.evaluate((y) => {
          const before = scrollY;
          scrollBy({ top: y - 300, behavior: 'instant' });
          return [before, scrollY];
        }, y);
        await browser.clickAt(x, y - (top - before));
        await panel(browser, text);
        assert.equal(await browser.evaluate(() => scrollY), top);
      }));

    it('give way to another one, by pointer; the link and Undo know', () =>
      onPage(browser, async (open) => {
        await open(settings);
        const { all: before } = await finished(browser);
        const first = await link(browser);
        const { x, y } = await placeOf(browser, index);
        await browser.clickAt(x, y);
        await browser.waitFor(() => at('.inspector.held') !== null);
        const { rows } = await panel(browser, steps[index].text);
        await browser.click('.inspector .bars li:nth-child(2) button');
        const taken = steps[index].candidates[1];
        const { text: expected } = await model.complete('ROMEO:', { ...options, choices: [{ index, id: taken.id }] });
        await browser.waitFor((expected) => at('#text')?.textContent?.replaceAll('\n', '') === expected,
          `ROMEO:${expected}`.replaceAll('\n', ''));
        assert.equal(expected.slice(0, index + 1), whole.slice(0, index) + rows[1].text);
        const rewritten = await browser.waitFor(() => /&at=/.test(location.hash) && location.hash);
        assert.ok(String(rewritten).endsWith(`&at=${index}.${taken.id}`));
        assert.equal(await browser.text('#text .chosen'), taken.text);
        await browser.evaluate(() => at('#undo').focus());
        await browser.press('Enter');
        await browser.waitFor((first) => location.hash === first, first);
        assert.equal(await browser.evaluate(() => focused()?.id), 'generate');
        assert.equal((await finished(browser)).all, before);
        await open(String(rewritten));
        assert.equal((await finished(browser)).all, `ROMEO:${expected}`);
      }));

    it('are reached, looked into and rewritten by keyboard', () =>
      onPage(browser, async (open) => {
        await open(settings);
        await finished(browser);
        for (let i = 0; i < 30 && !(await browser.evaluate(() => focused()?.matches('#text, .token-cursor'))); i++) await browser.press('Tab');
        await browser.waitFor(() => focused()?.matches('.token-cursor'));
        await browser.press('Home');
        for (let i = 0; i < 22; i++) await browser.press('ArrowRight');
        const { text } = steps[22];
        const shown = text === ' ' ? '␣' : text === '\n' ? '⏎' : text;
        await panel(browser, shown);
        await browser.waitFor((shown) => focused()?.matches('[role=listbox]') && focused().querySelector('[role=option]')?.textContent?.startsWith(`“${shown}”`), shown);
        await browser.press('Enter');
        await browser.waitFor(() => Boolean(focused()?.closest('.inspector')));
        await assertAccessible(browser, 'with the panel open');
        await browser.press('Escape');
        await browser.waitFor(() => focused()?.matches('.token-cursor'));
        await browser.press('Enter');
        await browser.waitFor(() => Boolean(focused()?.closest('.inspector')));
        await browser.press('Tab');
        const label = await browser.waitFor(() => focused()?.querySelector('.label')?.textContent);
        await browser.press('Enter');
        await browser.waitFor(() => /&at=22\.\d+$/.test(location.hash));
        await browser.waitFor(() => focused()?.matches('.token-cursor'));
        const { all } = await finished(browser);
        assert.equal(all.slice('ROMEO:'.length, 'ROMEO:'.length + 22), whole.slice(0, 22));
        assert.equal(label, all['ROMEO:'.length + 22].replace(' ', '␣').replace('\n', '⏎'));
        await browser.press('Control+z');
        await browser.waitFor(() => !/&at=/.test(location.hash));
      }));

    it('are forgotten with the text that they were chosen in', () =>
      onPage(browser, async (open) => {
        await open(`${settings}&at=3.20`);
        await finished(browser);
        assert.match(await link(browser), /&at=3\.20$/);
        await browser.click('#generate');
        await browser.waitFor(() => !/&seed=5&/.test(location.hash));
        assert.doesNotMatch(await link(browser), /&at=/);
      }));

    it('that a link takes and that are none are passed over', () =>
      onPage(browser, async (open) => {
        await open(`${settings}&at=3.99999_-1.5_x.y_4.2_4.3_900000.1__`);
        const { all } = await finished(browser);
        const { text } = await model.complete('ROMEO:', { ...options, choices: [{ index: 4, id: 2 }] });
        assert.equal(all, `ROMEO:${text}`);
      }));

    it('follow a long beginning, which is laid out fast', () =>
      onPage(browser, async (open) => {
        await open('#length=40');
        await finished(browser);
        const prompt = 'Shall I compare thee to a summer day '.repeat(550).trim();
        await browser.set('#prompt', prompt);
        await browser.click('#generate');
        await browser.waitFor((length) => at('#text').textContent.length === length, prompt.length + 40);
        assert.equal((await finished(browser)).prompt, prompt);
        // With plaintext a browser goes through all of it at each change: 3 s for 300,000 characters in Chromium, 0.14 s without.
        for (const place of ['#prompt', '#text p']) {
          assert.notEqual(await browser.evaluate((place) => getComputedStyle(at(place)).unicodeBidi, place), 'plaintext', place);
        }
      }));

    it('wrap greedily, as they come', () =>
      onPage(browser, async (open) => {
        await open('#length=40');
        await finished(browser);
        await browser.waitFor(() => at('.controls') !== null); // with the style of what stands around a text
        const runs = [' bec', 'c', '   cee', 'cccccccccccccccccccc', 'fffd', 'ffdfffd', 'eec', 'ccccccccccccccccccccc', ' ', 'c', ' ', 'c'];
        // With `text-wrap: pretty`, which the page may have, WebKitGTK 2.50 aborts here.
        assert.ok(await browser.evaluate((runs) => {
          document.body.style.textWrap = 'pretty';
          const text = at('#text p');
          text.replaceChildren(...runs.map((run) => Object.assign(document.createElement('span'), { className: 'shade-1', textContent: run })));
          return text.offsetHeight > 0;
        }, runs));
        assert.notEqual(await browser.evaluate(() => getComputedStyle(at('#text p')).textWrapStyle), 'pretty');
      }));

    it('are few nodes in a long text: only what is near the window is shaded', () =>
      onPage(browser, async (open) => {
        await open('#model=shakespeare-tiny&temperature=1&seed=1&length=60000'); // the quickest: nodes are counted
        const { all } = await finished(browser);
        assert.equal(all.length, 60006);
        await browser.waitFor(() => at('#text').querySelectorAll('*').length < 6000);
        await browser.evaluate(() => scrollTo({ top: document.body.scrollHeight / 2, behavior: 'instant' }));
        await browser.waitFor(() => [...at('#text').querySelectorAll('span[class]')].some((run) => {
          const { top } = run.getBoundingClientRect();
          return top > 0 && top < innerHeight;
        }));
        assert.ok((await browser.evaluate(() => at('#text').querySelectorAll('*').length)) < 9000);
      }));
  });
}

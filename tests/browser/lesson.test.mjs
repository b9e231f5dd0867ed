// The lesson and its figures, by pointer and by keyboard, in each browser.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, describe, it } from 'node:test';
import { uniforms } from '../../web/engine/rng.js';
import { reweight, sample } from '../../web/engine/sample.js';
import * as english from '../../web/i18n/en.js';
import { languages, root } from '../../web/make/site.mjs';
import { browserNames, launch } from './browsers.mjs';
import { assertAccessible } from './on-page.mjs';
import { withSite } from './site.mjs';

/** @typedef {import('./browsers.mjs').Browser} Browser */

/** @type {{ cases: any[] }} */
const golden = JSON.parse(await readFile(`${root}/tests/golden/lesson.json`, 'utf8'));
const words = ['cat', 'dog', 'frog'];
const toy = [0.7, 0.1, 0.2];

/** Opens the lesson. @param {Browser} browser @param {() => Promise<void>} use @param {string} [page] */
const onLesson = (browser, use, page = 'learn.html') => withSite(async (url) => {
  await browser.open(url + page);
  await use();
  assert.deepEqual(await browser.errorsOf(url), []);
  // Figures that still load would miss the server, in the next test's time.
  await browser.open('about:blank');
});

/** Brings a figure into sight and waits until it has started. @param {Browser} browser @param {string} selector */
const show = (browser, selector) => browser.waitFor((selector) => {
  const element = document.querySelector(selector);
  element?.scrollIntoView({ block: 'center' });
  return Boolean(element?.shadowRoot?.querySelector('figure'));
}, selector);

/**
 * Clicks, once no figure that starts nearby moves the place any more: WebKit does not hold what is in sight.
 * @param {Browser} browser @param {string} selector "figure >>> part"
 */
async function click(browser, selector) {
  await browser.waitFor((host, part) => {
    const target = /** @type {any} */ (document.querySelector(host)?.shadowRoot?.querySelector(part));
    if (!target) return false;
    target.scrollIntoView({ block: 'center', behavior: 'instant' });
    const place = `${scrollY} ${target.getBoundingClientRect().top} ${document.documentElement.scrollHeight}`;
    target.steady = target.place === place ? (target.steady ?? 0) + 1 : 0;
    target.place = place;
    return target.steady >= 3;
  }, ...selector.split(' >>> '));
  await browser.click(selector);
}

/** Returns the texts of what a selector means in a figure. @param {Browser} browser @param {string} host @param {string} selector */
const texts = (browser, host, selector) => browser.evaluate((host, selector) =>
  [...(document.querySelector(host)?.shadowRoot?.querySelectorAll(selector) ?? [])].map((node) => node.textContent ?? ''), host, selector);

/** Waits for a text in a figure. @param {Browser} browser @param {string} host @param {string} selector @param {RegExp} pattern */
const waitForText = (browser, host, selector, pattern) => browser.waitFor((host, selector, source) =>
  new RegExp(source).exec(document.querySelector(host)?.shadowRoot?.querySelector(selector)?.textContent ?? '')?.[0], host, selector, pattern.source);

/** Gives the focus to what a selector means. @param {Browser} browser @param {string} host @param {string} selector */
const focus = (browser, host, selector) => browser.evaluate((host, selector) =>
  void /** @type {HTMLElement} */ (document.querySelector(host)?.shadowRoot?.querySelector(selector)).focus(), host, selector);

/**
 * Moves every control of a figure, and waits for what it shows beside its controls to change each time; returns their names.
 * @param {Browser} browser @param {string} host
 */
async function operate(browser, host) {
  const controls = ':is(input, select, textarea, button):not([part=embed])';
  const look = (/** @type {string} */ host) => {
    const figure = at(`${host} >>> figure`);
    const copy = figure.cloneNode(true);
    for (const control of copy.querySelectorAll('.slider, input')) control.remove();
    return copy.innerHTML + [...figure.querySelectorAll('canvas')].map((canvas) => canvas.toDataURL()).join();
  };
  const names = [];
  // What stands in the figure at first: another word, say, may bring more.
  const count = await browser.evaluate((host, controls) => at(`${host} >>> figure`).querySelectorAll(controls).length, host, controls);
  for (let i = 0; i < count; i++) {
    await browser.waitFor((host) => at(host).steady === at(`${host} >>> figure`).textContent || void (at(host).steady = at(`${host} >>> figure`).textContent), host);
    const before = await browser.evaluate(look, host);
    const name = await browser.evaluate((host, controls, i) => {
      const control = at(`${host} >>> figure`).querySelectorAll(controls)[i];
      if (!control?.getClientRects().length || control.disabled || control.ariaDisabled === 'true' || (control.type === 'radio' && control.checked)) return '';
      const { type, value, max, min } = control;
      if (/radio|checkbox|button|submit/.test(type)) control.click();
      else {
        control.value = type === 'range' ? (value === max ? min : max) : type === 'number' && control.step !== '1' ? (Number(value) < 0.5 ? 0.9 : 0.05) : type === 'number' || control.inputMode === 'numeric' ? (Number(value) === 1 ? 2 : 1) : type === 'select-one' ? control.options[value === control.options[0].value ? 1 : 0].value : `${value}a`;
        for (const event of ['input', 'change']) control.dispatchEvent(new Event(event, { bubbles: true, composed: true }));
      }
      return `${control.localName} ${type} ${control.id || control.textContent}`;
    }, host, controls, i);
    if (!name) continue;
    names.push(name);
    await browser.waitFor(`(name, host, before) => (${look})(host) !== before`, name, host, before);
    if (name.startsWith('input radio')) await browser.evaluate((host) => at(`${host} >>> input[type=radio]`).click(), host); // the others go with the first
  }
  return names;
}

/** Returns all messages without values. @param {any} part @returns {string[]} */
const stringsOf = (part) => (typeof part === 'string' ? [part] : typeof part === 'object' ? Object.values(part).flatMap(stringsOf) : []);

/** @param {Float64Array} array */
const inThreeDigits = (array) => Array.from(array, (x) => Number(x.toPrecision(3)));
/** @param {string} text */
const value = (text) => Number(text.replace('−', '-'));

for (const name of browserNames) {
  describe(`lesson in ${name}`, { timeout: 600_000 }, () => {
    /** @type {Browser} */
    let browser;
    before(async () => {
      browser = await launch(name);
    });
    after(() => browser.close());

    it('shows a distribution before and after temperature, every number movable', () => onLesson(browser, async () => {
      const host = 'lukewarm-distribution:not([model])';
      await show(browser, host);
      const after = async () => (await texts(browser, host, '.bars > li > .number')).map((text) => value(text.split('→')[1]));
      await browser.set(`${host} >>> input[type=range]`, 2);
      assert.deepEqual(await after(), inThreeDigits(reweight(toy, 2)));
      await browser.set(`${host} >>> input[aria-label="Probability of dog"]`, 0.6);
      assert.match((await texts(browser, host, '.words p'))[0], /^Together 1.5, not 1/);
      assert.deepEqual(await after(), inThreeDigits(reweight([0.7, 0.6, 0.2], 2)));
      await focus(browser, host, 'input[type=range]');
      await browser.press('Home');
      await waitForText(browser, host, 'output', /0\.00 greedy/);
      assert.deepEqual(await after(), [1, 0, 0]);
      const real = 'lukewarm-distribution[model]';
      await show(browser, real);
      await waitForText(browser, real, '.bars', /→/);
      await browser.set(`${real} >>> input[type=range]`, 0);
      await waitForText(browser, real, '.bars > li > .number', /→ 1$/);
    }));

    it('shows the array after each line of sample(), to the last digit', () => onLesson(browser, async () => {
      const host = 'lukewarm-sample-steps';
      await show(browser, host);
      const arrays = async () => Object.fromEntries(await Promise.all(['asarray', 'logs', 'scaled', 'exps', 'preds', 'probas']
        .map(async (step) => [step, (await texts(browser, host, `[data-step=${step}] .full`)).map(Number)])));
      for (const t of [0.5, 1.3]) {
        await browser.set(`${host} >>> input[type=range]`, t);
        const got = await arrays();
        const powers = toy.map((p) => p ** (1 / t));
        const sum = powers.reduce((a, b) => a + b);
        assert.deepEqual(got.asarray, toy);
        toy.forEach((p, i) => {
          assert.ok(Math.abs(got.logs[i] - Math.log(p)) < 1e-15);
          assert.ok(Math.abs(got.scaled[i] - Math.log(p) / t) < 1e-14);
          assert.ok(Math.abs(got.exps[i] - powers[i]) < 1e-15);
          assert.ok(Math.abs(got.preds[i] - powers[i] / sum) < 1e-15);
        });
      }
      for (let n = 0; n < 6; n++) {
        const uniform = uniforms(1, n)();
        const drawn = sample(toy, 1.3, () => uniform);
        await waitForText(browser, host, '.result', new RegExp(`^${drawn}, ${words[drawn]}: .* ${Number(uniform.toPrecision(4))}$`));
        assert.deepEqual((await arrays()).probas, words.map((_, i) => Number(i === drawn)));
        await focus(browser, host, 'button.main');
        await browser.press('Enter');
      }
      await click(browser, `${host} >>> #logits`);
      assert.match(await waitForText(browser, host, '.logits .note', /.+/), /same thing/);
      await browser.set(`${host} >>> .logits input`, -3);
      assert.match((await texts(browser, host, '.logits .note'))[0], /same thing/);
      await focus(browser, host, '[data-step=logs] .bars');
      // A window without the keyboard's focus, as WebKit's is here, has no element with :focus either.
      assert.ok(await browser.evaluate((host) => {
        const full = document.querySelector(host)?.shadowRoot?.querySelector('[data-step=logs] .full');
        return !document.hasFocus() || (full && getComputedStyle(full).display === 'block');
      }, host));
      await browser.set(`${host} >>> input[type=range]`, 0);
      assert.match((await texts(browser, host, '.result'))[0], /NumPy refuses.*NaN/);
    }));

    it('shows what becomes of sample() without log, and what NumPy draws after a seed', () => onLesson(browser, async () => {
      const host = 'lukewarm-sample-steps';
      await show(browser, host);
      await click(browser, `${host} >>> #numpy`);
      for (const { temperature, without, draws, ...arrays } of golden.cases) {
        await browser.evaluate((host, settings) => void Object.assign(document.querySelector(host), settings), host, { temperature, without, numpy: true });
        await waitForText(browser, host, 'output', new RegExp(`^${temperature.toFixed(2)}`));
        const left = { log: ['logs'], 'log-exp': ['logs', 'exps'] }[without] ?? [];
        for (const step of /** @type {const} */ (['asarray', 'logs', 'scaled', 'exps', 'preds'])) {
          assert.equal(await browser.evaluate((host, step) => at(`${host} >>> [data-step=${step}]`).hidden, host, step), left.includes(step), `${without} ${step}`);
          const shown = (await texts(browser, host, `[data-step=${step}] .full`)).map(Number);
          arrays[step].forEach((x, i) => assert.ok(Math.abs(shown[i] - x) < 1e-14, `${without} ${step}: ${shown}, not ${arrays[step]}`));
        }
        for (const [seed, indices] of Object.entries(draws)) {
          await browser.set(`${host} >>> #seed`, seed);
          assert.match((await texts(browser, host, '.list'))[0], new RegExp(`^np\\.random\\.seed\\(${seed}\\)\n.*, ${temperature}\\) for _ in range\\(20\\)\\]\n\\[${indices.join(', ')}\\]$`));
          assert.match((await texts(browser, host, '.result'))[0], new RegExp(`^${indices[0]}, ${words[indices[0]]}$`));
        }
      }
      assert.deepEqual(await browser.evaluate((host) => [...at(`${host} >>> .steps`).parentNode.querySelectorAll('[data-line]')].map(({ dataset }) => dataset.line), host),
        ['1', '2', '3', '3', '4', '5', '6', '7']);
      await browser.set(`${host} >>> #seed`, '4294967296');
      assert.match((await texts(browser, host, '.result'))[0], /NumPy refuses: ValueError: Seed must be between 0 and 2\*\*32 - 1/);
    }));

    it('draws once and a thousand times, as the engine does', () => onLesson(browser, async () => {
      const host = 'lukewarm-draw';
      await show(browser, host);
      const uniform = uniforms(1);
      const first = sample(toy, 1, uniform);
      await focus(browser, host, 'button.main');
      await browser.press('Enter');
      assert.match(await waitForText(browser, host, '[role=status]:not(.words *)', /pointer.*/), new RegExp(`part of ${words[first]}`));
      const counts = [0, 0, 0];
      counts[first]++;
      for (let n = 0; n < 1000; n++) counts[sample(toy, 1, uniform)]++;
      await click(browser, `${host} >>> button.main + button`);
      await waitForText(browser, host, '[role=status]:not(.words *)', /Drawing …|1,001 draws/);
      await waitForText(browser, host, '[role=status]:not(.words *)', /1,001 draws/);
      assert.match((await texts(browser, host, '.bars > li > .number'))[0], /^\d+, expected 700\.7$/);
      const shown = async () => (await texts(browser, host, '.bars > li > .number')).map((text) => parseInt(text, 10));
      assert.deepEqual(await shown(), counts);
      for (const [label, shares] of /** @type {const} */ ([['0', [1, 0, 0]], ['∞', [1 / 3, 1 / 3, 1 / 3]]])) {
        await click(browser, `${host} >>> button[aria-label="Temperature ${label}"]`);
        await click(browser, `${host} >>> button.main + button`);
        await waitForText(browser, host, '[role=status]:not(.words *)', /1,000 draws/);
        (await shown()).forEach((n, i) => assert.ok(Math.abs(n - 1000 * shares[i]) < 70, `${n}`));
      }
    }));

    it('writes greedily and by sampling side by side, and marks the loop', () => onLesson(browser, async () => {
      const host = 'lukewarm-greedy:not([model])';
      await show(browser, host);
      assert.match((await texts(browser, host, '[part=greedy]'))[0], /^cat dog cat dog cat/);
      const first = (await texts(browser, host, '[part=sampled]'))[0];
      await click(browser, `${host} >>> button.main`);
      await browser.waitFor((host, first) => document.querySelector(host)?.shadowRoot?.querySelector('[part=sampled]')?.textContent !== first, host, first);
      await browser.set(`${host} >>> input[aria-label="frog after cat"]`, 0.9);
      assert.match((await texts(browser, host, '[part=greedy]'))[0], /^cat frog/);
      const real = 'lukewarm-greedy[prompt="KING:"]';
      await show(browser, real);
      await waitForText(browser, real, '[part=greedy] + .note', /the same \d+ characters again and again/);
      await browser.waitFor((real) => [...(document.querySelector(real)?.shadowRoot?.querySelectorAll('.text') ?? [])]
        .every((text) => text.getAttribute('aria-busy') === 'false'), real);
      const all = await texts(browser, real, '.text');
      assert.equal(all[0].length, 'KING:'.length + 400);
      assert.equal((await texts(browser, real, '[part=sampled] + .note'))[0], 'No loop.');
    }));

    it('shows what goes wrong, and that logits avoid it', () => onLesson(browser, async () => {
      const host = 'lukewarm-pitfalls';
      await show(browser, host);
      /** What becomes of the helper's draw. @param {RegExp} pattern */
      const verdict = (pattern) => waitForText(browser, host, '.verdict', pattern);
      await verdict(/draws/);
      await click(browser, `${host} >>> input[value=sum]`);
      await verdict(/ValueError: sum.*\(by [\d.]+e−\d\)/);
      await focus(browser, host, 'input[value=sum]');
      await browser.press('ArrowRight');
      await verdict(/ValueError.*NaN/);
      await browser.set(`${host} >>> #temperature`, 1);
      await verdict(/draws/);
    }));

    it('measures quality against variety, and shows a cut', () => onLesson(browser, async () => {
      const host = 'lukewarm-temperatures';
      // One text at each does: WebKit's port here interprets the engine.
      await browser.evaluate((host) => void (/** @type {any} */ (document.querySelector(host)).seeds = 1), host);
      await show(browser, host);
      await waitForText(browser, host, '.unseen[role=status]', /7 temperatures are finished/);
      const rows = (await texts(browser, host, 'dd')).map(value);
      const [quality, variety] = [rows.filter((_, i) => i % 2 === 0), rows.filter((_, i) => i % 2 === 1)];
      assert.equal(quality.length, 7);
      assert.ok(quality[2] > quality[4] && quality[4] > quality[6], `${quality}`);
      assert.ok(variety[0] < variety[2] && variety[2] < variety[6], `${variety}`);
      // What people wrote is about as probable as what is drawn with the probabilities that were learned.
      const written = -value(await waitForText(browser, host, 'figcaption', /[\d.]+(?= nats per character)/));
      assert.ok(quality[3] > written && written > quality[5], `${quality} ${written}`);
      assert.ok(await browser.evaluate((host) => at(`${host} >>> [aria-label="A text at temperature 1.50"]`).tabIndex === 0, host));
      const read = await texts(browser, host, '[part=text]');
      assert.deepEqual(read.map((text) => text.length), Array(7).fill('ROMEO:'.length + 400));
      assert.ok(read.every((text) => text.startsWith('ROMEO:')));
      const cut = 'lukewarm-truncation';
      await show(browser, cut);
      await click(browser, `${cut} >>> input[value=top-k]`);
      await waitForText(browser, cut, '.note[role=status]', /^5 of 8,000/);
      await browser.set(`${cut} >>> #value`, 1);
      await waitForText(browser, cut, '.note[role=status]', /^1 of 8,000/);
    }));

    it('searches with a beam, and finds the more probable text', () => onLesson(browser, async () => {
      const host = 'lukewarm-beam';
      await show(browser, host);
      await waitForText(browser, host, 'p[role=status]', /times as probable as greedy/);
      const [greedy, beam, sampled] = (await texts(browser, host, '.figures .number')).map(value);
      assert.ok(beam > greedy && greedy > sampled, `${greedy} ${beam} ${sampled}`);
      await browser.set(`${host} >>> input[max="16"]`, 1000);
      await waitForText(browser, host, 'p[role=status]', /^Width: a whole number from 1 to 16/);
      assert.equal(await browser.evaluate((host) => at(`${host} >>> input[max="16"]`).getAttribute('aria-invalid'), host), 'true');
      await browser.set(`${host} >>> input[max="16"]`, 2);
      await waitForText(browser, host, 'p[role=status]', /times as probable as greedy/);
    }));

    it('writes what a network writes after more and more training', () => onLesson(browser, async () => {
      const host = 'lukewarm-stages';
      await show(browser, host);
      await waitForText(browser, host, '.bars', /10,000.*1\.78/);
      const losses = (await texts(browser, host, '.bars .number')).map(value);
      assert.deepEqual(losses, losses.toSorted((a, b) => b - a));
      /** @type {string[]} */
      const written = [];
      for (const [stage, steps] of ['0', '30', '100', '300', '1,000', '3,000', '10,000'].entries()) {
        await browser.set(`${host} >>> #stage`, stage);
        await waitForText(browser, host, 'output', new RegExp(`^${steps}$`));
        written.push(await browser.waitFor((host, before) => {
          const { textContent } = at(`${host} >>> [part=text]`);
          return textContent.startsWith('ROMEO:') && !before.includes(textContent) && textContent;
        }, host, written));
      }
      assert.ok(written.every((text) => text.length === 'ROMEO:'.length + 200));
      await browser.set(`${host} >>> #stage`, 2);
      await browser.waitFor((host, text) => at(`${host} >>> [part=text]`).textContent === text, host, written[2]);
    }));

    it('shows every weight of a network, and those that are used while it writes', () => onLesson(browser, async () => {
      const host = 'lukewarm-weights';
      await show(browser, host);
      await waitForText(browser, host, 'p.note', /^All 4,491 weights/);
      const sizes = await browser.evaluate((host) => [...at(`${host} >>> .maps`).querySelectorAll('canvas')].map(({ width, height }) => `${width} x ${height}`), host);
      assert.deepEqual(sizes.slice(0, 3), ['28 x 72', '25 x 72', '25 x 27']);
      // The letters that the model writes from this seed, as models/names/CARD.md has them.
      for (const text of ['s', 'sh', 'she']) {
        await focus(browser, host, 'button.main + button');
        await browser.press('Enter');
        await waitForText(browser, host, '[part=text]', new RegExp(`^${text}$`));
      }
      await waitForText(browser, host, '.readout', /^h → unit \d+: −?[01]\.\d\d → e: 0\.\d+$/);
      await focus(browser, host, '.maps > div:nth-child(3) [role=listbox]');
      await browser.press('ArrowLeft');
      await waitForText(browser, host, '.readout', /^(unit \d+|Bias) → .+: −?\d\.\d{3}$/);
      await focus(browser, host, 'button.main');
      await browser.press('Enter');
      await waitForText(browser, host, '[part=text]', /^sherly\n/);
    }));

    it('leads to the builder with a figure as it stands, by keyboard', () => onLesson(browser, async () => {
      const follow = async (/** @type {string} */ host) => {
        await focus(browser, host, '[part=embed]');
        await browser.evaluate((host) => at(host).shadowRoot.addEventListener('click', (/** @type {Event} */ event) => event.preventDefault()), host); // it opens in another tab
        await browser.press('Enter');
        const { pathname, hash } = new URL(await browser.waitFor((host) => {
          const { href, hash } = at(`${host} >>> [part=embed]`);
          return hash && href;
        }, host));
        assert.equal(pathname, '/builder.html');
        return Object.fromEntries(new URLSearchParams(hash.slice(1)));
      };
      const host = 'lukewarm-draw';
      await show(browser, host);
      await browser.set(`${host} >>> input[type=range]`, 1.5);
      const { element, probabilities, temperature, seed } = await follow(host);
      assert.deepEqual([element, probabilities, temperature, seed], [host, 'cat 0.7, dog 0.1, frog 0.2', '1.5', '1']);
      const real = 'lukewarm-temperatures';
      await show(browser, real);
      await browser.set(`${real} >>> #seed`, '18446744073709551615');
      const set = await follow(real);
      // On another page the model is where it is here.
      assert.equal(set.model, await browser.evaluate(() => new URL('models/shakespeare/shakespeare.safetensors', document.baseURI).href));
      assert.equal(set.seed, '18446744073709551615');
    }));

    it('says what to do where a figure\'s model is not there, and tries again', () => {
      let isThere = false;
      /** @type {import('./site.mjs').Intercept} */
      const intercept = (request, response) => {
        if (isThere || !/\.safetensors/.test(request.url ?? '')) return false;
        response.writeHead(404).end();
        return true;
      };
      return withSite(async (url) => {
        await browser.open(`${url}learn.html`);
        const host = 'lukewarm-truncation';
        await show(browser, host);
        await waitForText(browser, host, '.failure', /not where it should be.*404/);
        isThere = true;
        await click(browser, `${host} >>> .failure button`);
        await waitForText(browser, host, '.bars', /→/);
        await browser.waitFor((host) => at(`${host} >>> .failure`).hidden, host);
      }, { intercept });
    });

    it('keeps numbers and arrows from left to right, and colours along the slider, where text runs from right to left', () => onLesson(browser, async () => {
      await browser.evaluate(() => void (document.documentElement.dir = 'rtl'));
      const host = 'lukewarm-truncation';
      await show(browser, host);
      await waitForText(browser, host, '.bars', /→/);
      const { before, after, towards, label, bar } = await browser.evaluate((host) => {
        const text = at(`${host} >>> .bars .number`).firstChild;
        const left = (/** @type {number} */ from) => {
          const range = document.createRange();
          range.setStart(text, from);
          range.setEnd(text, from + 1);
          return range.getBoundingClientRect().left;
        };
        const { length } = text.data;
        return {
          before: left(0), after: left(length - 1),
          towards: getComputedStyle(at(`${host} >>> #temperature`)).getPropertyValue('--towards').trim(),
          label: at(`${host} >>> .bars .label`).getBoundingClientRect().left, bar: at(`${host} >>> .bars .bar`).getBoundingClientRect().right,
        };
      }, host);
      assert.ok(before < after, `${before} ${after}`);
      assert.equal(towards, 'to left');
      assert.ok(label >= bar && label - bar < 16, 'the label is beside its bar');
    }));

    it('fits 320 pixels', () => onLesson(browser, async () => {
      await browser.setViewport(320, 640);
      for (const tag of ['distribution', 'greedy', 'sample-steps', 'draw', 'pitfalls', 'temperatures', 'truncation', 'beam', 'stages', 'weights']) {
        await show(browser, `lukewarm-${tag}`);
      }
      assert.ok(await browser.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
      await browser.setViewport(1280, 800);
    }));
  });
}

describe('lesson in chromium, for everyone', { timeout: 600_000 }, () => {
  for (const colorScheme of /** @type {const} */ (['light', 'dark'])) {
    it(`has nothing that axe-core objects to, ${colorScheme}`, async () => {
      const browser = await launch('chromium', { colorScheme });
      try {
        await onLesson(browser, async () => {
          for (const tag of ['distribution[model]', 'greedy', 'sample-steps', 'draw', 'pitfalls', 'temperatures', 'truncation', 'beam', 'stages', 'weights']) {
            await show(browser, `lukewarm-${tag}`);
          }
          await waitForText(browser, 'lukewarm-beam', 'p[role=status]', /times as probable/);
          await click(browser, 'lukewarm-sample-steps >>> #logits');
          await click(browser, 'lukewarm-sample-steps >>> #numpy');
          await click(browser, 'lukewarm-pitfalls >>> input[value=tiny]');
          await click(browser, 'lukewarm-truncation >>> input[value=top-k]');
          await waitForText(browser, 'lukewarm-truncation', '.note[role=status]', /^5 of/);
          await assertAccessible(browser, colorScheme);
        });
      } finally {
        await browser.close();
      }
    });
  }

  // Every language in Chromium, and two in the others, where letters and digits are set by other code.
  for (const [name, language] of /** @type {[import('./browsers.mjs').BrowserName, string][]} */ ([...['en', ...languages].map((language) => ['chromium', language]), ['firefox', 'es'], ['webkit', 'zh']])) {
    it(`is operated in ${name}, ${language}, and speaks that language`, async () => {
      const words = language === 'en' ? english : await import(`../../web/i18n/${language}.js`);
      const browser = await launch(name);
      try {
        await onLesson(browser, async () => {
          for (const tag of ['distribution', 'distribution[model]', 'greedy', 'sample-steps', 'draw', 'pitfalls', 'temperatures', 'truncation', 'beam', 'stages', 'weights']) {
            const host = `lukewarm-${tag}`;
            if (tag === 'temperatures') await browser.evaluate(() => void Object.assign(at('lukewarm-temperatures'), { seeds: 1, maxTokens: 20 }));
            await show(browser, host);
            const operated = await operate(browser, host);
            assert.ok(operated.length > 0, `${tag} has controls`);
            const part = /** @type {keyof typeof english} */ (tag.replace(/\[.*/, '').replace(/-(\w)/g, (_, letter) => letter.toUpperCase()));
            const sentences = await browser.evaluate((host) => [...at(`${host} >>> figure`).parentNode.querySelectorAll('*')].flatMap((node) =>
              [node.getAttribute('aria-label'), ...[...node.childNodes].filter(({ nodeType }) => nodeType === 3).map(({ data }) => data)]), host);
            const said = new Set(sentences.filter(Boolean).map((sentence) => sentence.trim()));
            assert.ok(said.has(/** @type {any} */ (words[part]).label), `${tag} has its label`);
            const own = new Set([words.figure, words.words, words.logits, words[part]].flatMap(stringsOf));
            const left = [english.figure, english.words, english.logits, english[part]].flatMap(stringsOf).filter((message) => said.has(message) && !own.has(message));
            assert.deepEqual(left, [], tag);
            assert.equal(await browser.evaluate((host) => at(`${host} >>> .failure:not([hidden])`)?.textContent ?? '', host), '', tag);
          }
          assert.match((await texts(browser, 'lukewarm-distribution', '.bars .number'))[0], /de|es/.test(language) ? /^0,\d+ → 0,\d/ : /^0\.\d+ → 0\.\d/);
          assert.equal(await browser.text('h1'), words.lessonPage.heading);
          assert.deepEqual(await texts(browser, 'lukewarm-distribution', '.words label'), words.words.toy);
        }, language === 'en' ? 'learn.html' : `learn.${language}.html`);
      } finally {
        await browser.close();
      }
    });
  }

  it('fits A4 on paper, where figures stand that were never in sight', async () => {
    const browser = await launch('chromium');
    try {
      await onLesson(browser, async () => {
        const last = 'lukewarm-pitfalls';
        await browser.waitFor((last) => customElements.get(last) !== undefined && !document.querySelector(last).shadowRoot.querySelector('figure'), last);
        await browser.evaluate(() => void dispatchEvent(new Event('beforeprint')));
        assert.ok(await browser.evaluate((last) => document.querySelector(last).shadowRoot.querySelector('figure') !== null, last));
        await browser.evaluate(() => void Object.assign(/** @type {any} */ (document.querySelector('lukewarm-temperatures')), { seeds: 1, maxTokens: 40 }));
        await show(browser, 'lukewarm-temperatures');
        await waitForText(browser, 'lukewarm-temperatures', '.unseen[role=status]', /7 temperatures are finished/);
        await browser.setMedia('print');
        await browser.setViewport(718, 1046); // between margins of 10 mm
        const cut = await browser.evaluate(() => [...document.querySelectorAll('*')].flatMap(({ localName, shadowRoot }) =>
          [...shadowRoot?.querySelectorAll('figure, .columns, .columns *, .scroll, .heat-map') ?? []]
            .filter((node) => node.scrollWidth > node.clientWidth + 1 && getComputedStyle(node).display !== 'inline').map(({ className, scrollWidth, clientWidth }) => `${localName} ${className} ${scrollWidth} ${clientWidth}`)));
        assert.deepEqual(cut, []);
      });
    } finally {
      await browser.close();
    }
  });

  it('keeps the label of a button, the parts of the line and its pointer visible in forced colours', async () => {
    const browser = await launch('chromium', { forcedColors: 'active' });
    try {
      await onLesson(browser, async () => {
        const host = 'lukewarm-draw';
        await show(browser, host);
        await click(browser, `${host} >>> button.main`);
        const { part, gap, pointer } = await browser.evaluate((host) => {
          const style = (/** @type {string} */ selector) => getComputedStyle(at(`${host} >>> ${selector}`));
          return { part: style('.line i').backgroundColor, gap: style('.line i').borderInlineEndColor, pointer: style('.pointer').borderInlineStartColor };
        }, host);
        assert.equal(new Set([part, gap, pointer]).size, 3, `${part} ${gap} ${pointer}`);
        // The browser puts Canvas behind every text that it may adjust.
        const [label, adjust] = await browser.evaluate((host) => ['color', 'forced-color-adjust'].map((name) => getComputedStyle(at(`${host} >>> button.main`)).getPropertyValue(name)), host);
        assert.ok(adjust === 'none' || label !== await browser.evaluate(() => getComputedStyle(document.documentElement).backgroundColor), `${label}, ${adjust}`);
      });
    } finally {
      await browser.close();
    }
  });
});

// builder.html: choose, look, copy. The code is read back by a browser, and run on a page of another site.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { languages } from '../../web/make/site.mjs';
import { browserNames, launch } from './browsers.mjs';
import { assertAccessible, finished, onPage } from './on-page.mjs';
import { withLateModels, withSite } from './site.mjs';

/** @typedef {import('./browsers.mjs').Browser} Browser */

/** Waits until the element's code names what is expected, and returns both codes as a browser reads them. @param {Browser} browser @param {string} part */
const codes = (browser, part) => browser.waitFor((part) => {
  const value = (/** @type {string} */ id) => at(`#${id}-code`)?.value ?? '';
  if (!value('element').includes(part)) return null;
  const parse = (/** @type {string} */ code) => new DOMParser().parseFromString(code, 'text/html');
  const [script, element] = parse(value('element')).querySelectorAll('script, body > *');
  const frame = parse(value('frame')).querySelector('iframe');
  return {
    script: [script?.getAttribute('type'), script?.getAttribute('src')],
    tag: element?.localName,
    attributes: Object.fromEntries([...(element?.attributes ?? [])].map(({ name, value }) => [name, value])),
    text: element?.textContent ?? '',
    frame: frame?.getAttribute('src') ?? '',
    height: Number(frame?.getAttribute('height')),
    base: document.baseURI,
    raw: [value('element'), value('frame')],
  };
}, part);

for (const name of browserNames) {
  describe(`builder in ${name}`, { timeout: 240_000 }, () => {
    /** @type {Browser} */
    let browser;
    before(async () => (browser = await launch(name)));
    after(() => browser.close());

    it('takes over what is set on the page, whatever the prompt, and gives code that a browser reads back as that', () =>
      onPage(browser, async (open) => {
        const prompt = 'A "quote" & <b>\n\'two\' &amp; 😀\tשלום';
        await open(`#length=40&temperature=1.2&seed=18446744073709551615&top-p=0.9&order=temperature-last&at=3.20_5.2&prompt=${encodeURIComponent(prompt)}`);
        const { all } = await finished(browser);
        await browser.waitFor(() => at('#about')?.textContent.includes('MIT')); // what the page loads after the text is there
        await browser.click('#to-builder');
        await browser.waitFor(() => location.pathname === '/builder.html');
        const { script, tag, attributes, text, frame, height, base } = await codes(browser, '>A &quot;quote&quot;');
        const expected = {
          model: 'shakespeare', prompt, temperature: '1.2', seed: '18446744073709551615', 'max-tokens': '40', 'top-p': '0.9',
          order: 'temperature-last', at: '3.20_5.2', controls: 'true',
        };
        assert.deepEqual(script, ['module', new URL('lukewarm-elements.js', base).href]);
        assert.equal(tag, 'lukewarm-text');
        assert.deepEqual(attributes, expected);
        assert.equal(text.replace(/\n/g, ''), all.replace(/\n/g, ''), 'the text stands in the element');
        assert.equal(new URL(frame).pathname, '/embed.html');
        assert.deepEqual(Object.fromEntries(new URL(frame).searchParams), expected);
        assert.ok(height > 200, String(height));
      }));

    it('follows what is chosen, by keyboard and in the element itself, and copies', () => withSite(async (url) => {
      await browser.open(`${url}builder.html`);
      await codes(browser, '>ROMEO:');
      await browser.select('#element', 'lukewarm-draw');
      const { tag, attributes, frame } = await codes(browser, '<lukewarm-draw');
      assert.deepEqual([tag, attributes], ['lukewarm-draw', { probabilities: 'cat 0.7, dog 0.1, frog 0.2', temperature: '0.5', seed: '1' }]);
      assert.equal(new URL(frame).searchParams.get('element'), 'lukewarm-draw');
      await browser.waitFor(() => at('#look > lukewarm-draw >>> figure') !== null);
      assert.deepEqual(await browser.evaluate(() => [...document.querySelectorAll('#choose .field:not([hidden]) [name]')].map(({ id }) => id)),
        ['element', 'probabilities', 'temperature', 'seed']);

      await browser.select('#element', 'lukewarm-text');
      for (const [model, prompt] of [['stories', '"Who are you?" said the'], ['names', 'ma']]) {
        await browser.select('#model', model);
        assert.equal((await codes(browser, `model="${model}"`)).attributes.prompt, prompt, 'a prompt that suits the model');
      }
      await browser.evaluate(() => at('#seed').select());
      await browser.press('5');
      await browser.press('Tab');
      await codes(browser, 'seed="5"');
      for (const [id, wrong, right] of [['#seed', 'abc', '5'], ['#max-tokens', '-5', '300'], ['#temperature', '9', '0.5']]) {
        await browser.set(`#choose ${id}`, wrong);
        assert.equal(await browser.evaluate((id) => at(`#choose ${id}`).matches(':invalid'), id), true);
        assert.doesNotMatch((await codes(browser, 'seed="5"')).raw.join(''), /="(abc|-5|9)"/);
        await browser.set(`#choose ${id}`, right);
      }
      await browser.set('lukewarm-text >>> #temperature', 1.5);
      await codes(browser, 'temperature="1.5"');
      assert.equal(await browser.evaluate(() => at('#choose #temperature').value), '1.5');

      await browser.select('#scheme', 'dark');
      await browser.set('#background', '#222');
      await browser.set('#color', '#ddd');
      const dressed = new URL((await codes(browser, 'temperature="1.5"')).frame).searchParams;
      assert.deepEqual([dressed.get('scheme'), dressed.get('background'), dressed.get('color'), dressed.get('temperature')], ['dark', '#222', '#ddd', '1.5']);
      await browser.evaluate(() => at('#element-code + button').focus());
      await browser.press('Enter');
      // A browser that refuses to copy leaves the code selected, and says so.
      await browser.waitFor(() => /^Code copied|The code is selected/.test(at('#said').textContent));
      assert.deepEqual(await browser.errorsOf(url), []);
    }));

    it('leaves code selected that changes as the text is complete', () => withLateModels(async (url, release) => {
      await browser.open(`${url}builder.html`);
      await codes(browser, '></lukewarm-text>');
      await browser.evaluate(() => at('#element-code + button').focus());
      await browser.press('Enter');
      await browser.waitFor(() => at('#said').textContent !== '');
      release();
      await codes(browser, '>ROMEO:');
      assert.deepEqual(await browser.evaluate(() => {
        const { selectionStart, selectionEnd, value } = at('#element-code');
        return [selectionStart, value.length - selectionEnd];
      }), [0, 0]);
    }));
  });
}

describe('builder', { timeout: 240_000 }, () => {
  /** @type {Browser} */
  let browser;
  before(async () => (browser = await launch('chromium')));
  after(() => browser.close());

  it('gives code that works on a page of another site', () => withSite(async (url) => {
    await browser.open(`${url}builder.html#max-tokens=60`);
    const { raw } = await codes(browser, 'max-tokens="60" controls="true">ROMEO:\n');
    const text = await browser.evaluate(() => at('lukewarm-text').text);
    let html = '';
    await withSite(async (other) => {
      for (const code of raw) {
        html = `<!doctype html><html lang="en"><title>Mine</title><body>${code}`;
        await browser.open(`${other}mine?${raw.indexOf(code)}`);
        if (code === raw[0]) await browser.waitFor((text) => document.querySelector('lukewarm-text')?.text === text, text);
        // The frame is another site's: it says nothing but its height, once the element is there.
        else await browser.waitFor(() => new Promise((resolve) => addEventListener('message', ({ data }) => resolve(data.type === 'lukewarm-height' && data.height > 200), { once: true })));
      }
    }, {
      intercept(request, response) {
        if (!request.url?.startsWith('/mine')) return false;
        response.removeHeader('Content-Security-Policy');
        response.setHeader('Content-Type', 'text/html; charset=utf-8');
        response.end(html);
        return true;
      },
    });
  }));

  it('shows every element that it offers', () => withSite(async (url) => {
    await browser.open(`${url}builder.html`);
    for (const tag of await browser.evaluate(() => [...at('#element').options].map(({ value }) => value))) {
      await browser.select('#element', tag);
      await browser.evaluate(() => at('#look').scrollIntoView());
      await browser.waitFor((tag) => at(`#look > ${tag} >>> [part=text]:not([hidden])`) ?? at(`#look > ${tag} >>> figure`) ?? at(`#look > ${tag} >>> .panel`), tag);
    }
  }));

  it('shows the frame at a width that is given, and takes its height from there', () => withSite(async (url) => {
    for (const width of [320, 700]) {
      await browser.open(`${url}builder.html#element=lukewarm-sample-steps`);
      await browser.waitFor(() => at('#look > lukewarm-sample-steps >>> figure') !== null);
      assert.equal(await browser.evaluate(() => document.querySelector('iframe')), null);
      await browser.set('#width', String(width));
      await browser.waitFor((width) => {
        const frame = document.querySelector('iframe');
        const page = frame?.contentDocument;
        const main = page?.querySelector('#frame');
        if (!main?.querySelector('lukewarm-sample-steps')?.shadowRoot?.querySelector('figcaption')) return false;
        const height = Math.ceil(main.getBoundingClientRect().height);
        return page.documentElement.offsetWidth === width && at('#frame-code').value.includes(`width="100%" height="${height}"`) && frame.offsetHeight === height;
      }, width);
      await browser.set('#width', '');
      await browser.waitFor(() => !document.querySelector('iframe') && at('#frame-code').value.includes(`height="${at('#look').offsetHeight}"`));
    }
    assert.deepEqual(await browser.errorsOf(url), []);
  }));

  it('takes a model that it does not know by its address, and none that is in one browser alone', () => withSite(async (url) => {
    const model = `${url}models/names/names.safetensors`;
    await browser.open(`${url}builder.html#model=${encodeURIComponent(model)}&prompt=ma`);
    assert.equal((await codes(browser, '<lukewarm-text')).attributes.model, model);
    await browser.open(`${url}builder.html?suited#model=names`);
    assert.equal((await codes(browser, 'model="names"')).attributes.prompt, 'ma', 'without a prompt in the address');
    await browser.open(`${url}builder.html?again#model=imported:mine&element=nothing`);
    assert.equal((await codes(browser, '<lukewarm-text')).attributes.model, 'shakespeare');
  }));

  for (const colorScheme of /** @type {const} */ (['light', 'dark'])) {
    it(`has nothing that axe-core objects to, in any language, ${colorScheme}; fits 320 pixels`, () => withSite(async (url) => {
      const narrow = await launch('chromium', { colorScheme, width: 320, height: 700 });
      try {
        for (const page of ['builder.html', ...languages.map((language) => `builder.${language}.html`)]) {
          await narrow.open(`${url}${page}`);
          await codes(narrow, '<lukewarm-text');
          await assertAccessible(narrow, page);
          assert.ok(await narrow.evaluate(() => document.documentElement.scrollWidth <= innerWidth), page);
        }
      } finally {
        await narrow.close();
      }
    }));
  }
});

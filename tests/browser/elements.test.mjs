// <lukewarm-text> on a page that is not ours, in each browser.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { browserNames, launch } from './browsers.mjs';
import { assertAccessible } from './on-page.mjs';
import { withSite } from './site.mjs';

/** @typedef {import('./browsers.mjs').Browser} Browser */

const model = 'models/shakespeare/shakespeare.safetensors';

/** Puts elements on the page. @param {Browser} browser @param {string} html */
const put = (browser, html) =>
  browser.evaluate((html) => void (/** @type {any} */ (document.querySelector('#here')).innerHTML = html), html);

/** Waits for an element's text to be complete, and returns it. @param {Browser} browser @param {string} [selector] */
const written = (browser, selector = 'lukewarm-text') =>
  browser.waitFor((selector) => {
    const text = document.querySelector(selector)?.shadowRoot?.querySelector('[part=text]');
    return text?.getAttribute('aria-busy') === 'false' && text.textContent;
  }, selector);

/** What the page's account says. @param {Browser} browser */
const account = (browser) => browser.evaluate(() => /** @type {any} */ (globalThis).workers);

for (const name of browserNames) {
  describe(`elements in ${name}`, { timeout: 120_000 }, () => {
    /** @type {Browser} */
    let browser;
    before(async () => {
      browser = await launch(name);
    });
    after(() => browser.close());

    /**
     * Opens a page with nothing on it but the elements' script.
     * @param {(models: string[], url: string) => Promise<void>} use gets the requests for models, as they come
     * @param {{ intercept?: import('./site.mjs').Intercept, expected?: RegExp }} [options]
     */
    async function onPage(use, { intercept, expected } = {}) {
      /** @type {string[]} */
      const models = [];
      await withSite(async (url) => {
        await browser.open(`${url}embedded.html`);
        await browser.waitFor(() => customElements.get('lukewarm-text') !== undefined);
        await use(models, url);
        assert.deepEqual(await browser.errorsOf(url, expected), []);
      }, {
        intercept(request, response) {
          if (request.url?.endsWith('.safetensors')) models.push(request.url);
          return intercept?.(request, response) ?? false;
        },
      });
    }

    it('write the same text for the same attributes, and tell of it', () => onPage(async () => {
      await put(browser, `<lukewarm-text model="${model}" prompt="ROMEO:" temperature="0.8" seed="7" max-tokens="120">fallback</lukewarm-text>`);
      const first = await written(browser);
      assert.equal(first.length, 'ROMEO:'.length + 120);
      const { text, seed, temperature, maxTokens, name, heard } = await browser.evaluate(() => {
        const { text, seed, temperature, maxTokens, info } = /** @type {any} */ (document.querySelector('lukewarm-text'));
        const { heard } = /** @type {any} */ (globalThis);
        return { text, seed, temperature, maxTokens, name: info.name, heard: [...new Set(heard)].sort() };
      });
      assert.equal(`ROMEO:${text}`, first);
      assert.deepEqual({ seed, temperature, maxTokens, name }, { seed: 7, temperature: 0.8, maxTokens: 120, name: 'Shakespeare' });
      assert.deepEqual(heard, ['load', 'lukewarm-finish', 'progress']);
      // A short name is a model beside the module.
      await put(browser, '<lukewarm-text model="shakespeare" prompt="ROMEO:" temperature="0.8" seed="7" max-tokens="120"></lukewarm-text>');
      assert.equal(await written(browser), first);
      // Attributes that change together give one new text.
      await browser.evaluate(() => {
        const element = /** @type {any} */ (document.querySelector('lukewarm-text'));
        /** @type {any} */ (globalThis).heard.length = 0;
        element.seed = 8;
        element.setAttribute('max-tokens', '60');
        element.prompt = 'JULIET:';
      });
      await browser.waitFor(() => /** @type {any} */ (globalThis).heard.includes('lukewarm-finish'));
      const second = await written(browser);
      assert.equal(second.length, 'JULIET:'.length + 60);
      assert.deepEqual(await browser.evaluate(() => /** @type {any} */ (globalThis).heard), ['lukewarm-finish']);
    }));

    it('share one worker and one download, and leave nothing behind', () => onPage(async (models) => {
      await put(browser, [1, 2, 3].map((seed) =>
        `<lukewarm-text id="t${seed}" model="${model}" prompt="O" seed="${seed}" max-tokens="30"></lukewarm-text>`).join(''));
      const texts = [];
      for (const id of ['#t1', '#t2', '#t3']) texts.push(await written(browser, id));
      assert.equal(new Set(texts).size, 3);
      assert.equal(models.length, 1);
      assert.deepEqual(await account(browser), { started: 1, alive: 1 });
      // An element that moves goes on as if nothing had happened.
      await browser.evaluate(() => {
        const first = /** @type {Element} */ (document.querySelector('#t1'));
        /** @type {any} */ (globalThis).heard.length = 0;
        first.parentElement?.append(first);
      });
      await browser.evaluate(() => document.querySelectorAll('#t2, #t3').forEach((element) => element.remove()));
      assert.equal(await written(browser, '#t1'), texts[0]);
      assert.deepEqual(await account(browser), { started: 1, alive: 1 });
      assert.deepEqual(await browser.evaluate(() => /** @type {any} */ (globalThis).heard), []);
      // With the last one the worker goes, and one that comes back begins anew.
      await browser.evaluate(() => {
        const first = /** @type {any} */ (document.querySelector('#t1'));
        /** @type {any} */ (globalThis).kept = first;
        first.remove();
      });
      await browser.waitFor(() => /** @type {any} */ (globalThis).workers.alive === 0);
      await browser.evaluate(() => document.querySelector('#here')?.append(/** @type {any} */ (globalThis).kept));
      await browser.waitFor(() => /** @type {any} */ (globalThis).heard.includes('lukewarm-finish'));
      assert.equal(await written(browser, '#t1'), texts[0]);
      assert.deepEqual(await account(browser), { started: 2, alive: 1 });
    }));

    it('fetch a model once, however often one is made anew', () => onPage(async (models) => {
      for (let i = 0; i < 6; i++) { // while it loads, and once it is there
        await put(browser, `<lukewarm-text model="${model}" prompt="O" seed="${i}" max-tokens="30"></lukewarm-text>`);
        if (i > 2) await written(browser);
        else await browser.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve(0)))));
      }
      assert.equal(models.length, 1);
      assert.deepEqual(await account(browser), { started: 1, alive: 1 });
    }));

    it('do not make the page jump when they are made anew', () => onPage(async () => {
      const text = `<lukewarm-text loading="eager" model="${model}" prompt="O" seed="1" max-tokens="300"></lukewarm-text>`;
      await put(browser, text);
      await written(browser);
      const [before, after] = await browser.evaluate((markup) => {
        const height = () => /** @type {HTMLElement} */ (document.querySelector('lukewarm-text')).offsetHeight;
        const before = height();
        /** @type {HTMLElement} */ (document.querySelector('#here')).innerHTML = markup;
        return [before, height()];
      }, text);
      assert.ok(before > 40 && after === before, `${before} px, then ${after}`);
      await written(browser);
      assert.equal(await browser.evaluate(() => document.querySelector('lukewarm-text')?.shadowRoot?.querySelector('div')?.style.minHeight), '');
      // Another kind of element is not as high.
      assert.equal(await browser.evaluate(() => {
        const other = document.createElement('lukewarm-inspector');
        document.querySelector('#here')?.append(other);
        return other.shadowRoot?.querySelector('div')?.style.minHeight;
      }), '');
    }));

    it('say on paper where they are, if they were never in sight', () => onPage(async () => {
      await browser.evaluate(() => void (document.body.style.paddingTop = '5000px'));
      await put(browser, `<lukewarm-text model="${model}" max-tokens="20">not yet</lukewarm-text>`);
      const shown = () => /** @type {any} */ (document.querySelector('lukewarm-text'))?.shadowRoot.textContent === ` ${location.href}`;
      assert.equal(await browser.evaluate(shown), false);
      await browser.evaluate(() => void dispatchEvent(new Event('beforeprint')));
      assert.equal(await browser.evaluate(shown), true);
      await browser.evaluate(() => document.querySelector('lukewarm-text')?.scrollIntoView());
      await written(browser);
      assert.equal(await browser.evaluate(shown), false);
    }));

    it('load when they come into sight, or at once with eager loading', () => onPage(async (models) => {
      await browser.evaluate(() => {
        const space = document.createElement('div');
        space.style.height = '5000px';
        document.body.prepend(space);
      });
      await put(browser, `<lukewarm-text id="lazy" model="${model}" max-tokens="20">not yet</lukewarm-text>`);
      await browser.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve(0)))));
      assert.deepEqual(models, []);
      await browser.evaluate(() => document.querySelector('#lazy')?.scrollIntoView());
      await written(browser, '#lazy');
      assert.equal(models.length, 1);
      await browser.evaluate(() => scrollTo(0, 0));
      await put(browser, `<lukewarm-text id="eager" loading="eager" model="${model}" max-tokens="20"></lukewarm-text>`);
      await written(browser, '#eager');
      await put(browser, `<lukewarm-text id="asked" model="${model}" max-tokens="20" prompt="A"></lukewarm-text>`);
      const { text } = await browser.evaluate(() => /** @type {any} */ (document.querySelector('#asked')).generate());
      assert.equal(text.length, 20);
    }));

    it('have controls for a person, who can do everything by keyboard', () => onPage(async () => {
      await put(browser, `<lukewarm-text controls model="${model}" prompt="ROMEO:" temperature="0.5" seed="3" max-tokens="50"></lukewarm-text>`);
      const first = await written(browser);
      const heard = () => browser.evaluate(() => /** @type {any} */ (globalThis).heard.splice(0));
      const focus = () => browser.evaluate(() => {
        const active = document.activeElement?.shadowRoot?.activeElement;
        return active?.id || active?.textContent;
      });
      await heard();
      const order = [];
      for (let i = 0; i < 5; i++) {
        await browser.press('Tab');
        order.push(await focus());
      }
      assert.deepEqual(order, ['prompt', 'temperature', 'generate', 'same', 'stop']);
      await browser.press('Shift+Tab');
      await browser.press('Shift+Tab');
      await browser.press('Enter');
      await browser.waitFor(() => /** @type {any} */ (globalThis).heard.includes('lukewarm-finish'));
      assert.deepEqual(await heard(), ['lukewarm-generate', 'lukewarm-finish']);
      assert.notEqual(await written(browser), first);
      assert.notEqual(await browser.evaluate(() => document.querySelector('lukewarm-text').seed), 3);
      await browser.press('Shift+Tab');
      await browser.press('ArrowRight');
      await browser.waitFor(() => /** @type {any} */ (globalThis).heard.includes('lukewarm-finish'));
      assert.deepEqual(await heard(), ['lukewarm-input', 'lukewarm-finish']);
      assert.equal(await browser.evaluate(() => document.querySelector('lukewarm-text').temperature), 0.55);
      // Nothing is written on the element itself.
      assert.deepEqual(await browser.evaluate(() => [...document.querySelector('lukewarm-text').attributes].map(({ name, value }) => `${name}=${value}`).slice(2)),
        ['prompt=ROMEO:', 'temperature=0.5', 'seed=3', 'max-tokens=50']);
      await browser.press('Shift+Tab');
      await browser.press('End');
      await browser.press('O');
      await browser.press('Control+Enter');
      await browser.waitFor(() => /** @type {any} */ (globalThis).heard.includes('lukewarm-finish'));
      assert.equal((await written(browser)).slice(0, 7), 'ROMEO:O');
      assert.match(await browser.text('#status') ?? '', /^Finished\. /);
      await browser.evaluate(() => document.querySelector('lukewarm-text')?.setAttribute('max-tokens', '1000000'));
      await browser.waitFor(() => /** @type {any} */ (document.querySelector('lukewarm-text')).text.length > 100);
      await heard();
      await browser.press('Escape');
      assert.ok((await written(browser)).length < 1e6);
      assert.deepEqual(await heard(), ['lukewarm-stop', 'lukewarm-finish']);
      if (name === 'chromium') await assertAccessible(browser, 'controls');
    }));

    it('begin with what suits the model where no prompt is given, figures and frames too', () => onPage(async (_, url) => {
      const prompt = (/** @type {string} */ selector, /** @type {string} */ expected) => browser.waitFor((selector, expected) =>
        (at(selector)?.value ?? at(selector)?.textContent) === expected, selector, expected);
      await put(browser, '<lukewarm-text model="names" seed="1" max-tokens="8"></lukewarm-text>');
      assert.match(String(await written(browser)), /^ma/);
      await browser.evaluate(() => document.querySelector('lukewarm-text').setAttribute('model', 'shakespeare'));
      await prompt('lukewarm-text >>> [part=prompt]', 'ROMEO:');
      await browser.evaluate(() => document.querySelector('lukewarm-text').setAttribute('prompt', ''));
      await prompt('lukewarm-text >>> [part=prompt]', '');
      for (const tag of ['greedy', 'beam', 'distribution', 'truncation', 'temperatures']) {
        await put(browser, `<lukewarm-${tag} model="names" max-tokens="8" length="4" loading="eager"></lukewarm-${tag}>`);
        await prompt(`lukewarm-${tag} >>> #prompt`, 'ma');
      }
      await put(browser, '');
      await browser.open(`${url}embed.html?model=names&seed=1&max-tokens=8`);
      await prompt('lukewarm-text >>> [part=prompt]', 'ma');
      await browser.waitFor(() => at('lukewarm-text >>> #status') !== null); // the last that it loads
    }));

    it('leave the fallback where there is no model, and say why where there is none', () => onPage(async () => {
      await put(browser, '<lukewarm-text model="homer">Sing, O goddess</lukewarm-text>');
      await browser.waitFor(() => /** @type {any} */ (globalThis).heard.includes('error'));
      // Beside it stands what whoever wrote the page has to mend.
      await browser.waitFor(() => /no model “homer” here\.Did you mean “\w+”\?.*404/.test(at('#failure:not([hidden])')?.textContent ?? ''));
      assert.match(await browser.evaluate(() => /** @type {any} */ (document.querySelector('#here')).innerText.trim()), /Sing, O goddess/);
      await put(browser, '<lukewarm-text model="shakespere"></lukewarm-text>');
      await browser.waitFor(() => /Did you mean “shakespeare”/.test(at('#failure:not([hidden])')?.textContent ?? ''));
      await put(browser, '<lukewarm-text model="other/homer.safetensors"></lukewarm-text>');
      await browser.waitFor(() => /not where it should be.*404/.test(at('#failure:not([hidden])')?.textContent ?? ''));
      await put(browser, '<lukewarm-text model="names" temperature="-3"></lukewarm-text>');
      await browser.waitFor(() => at('#failure:not([hidden])')?.textContent === 'temperature must be 0 (always the most probable token) or greater.');
      await put(browser, '<lukewarm-text></lukewarm-text>');
      await browser.waitFor(() => /needs a model/.test(at('#failure')?.textContent ?? ''));
      await put(browser, '');
      await browser.waitFor(() => /** @type {any} */ (globalThis).workers.alive === 0);
    }, { expected: /404|did not load/ }));

    it('say that a model\'s host does not let the page read it', () => withSite(async (other) => {
      const address = `${other.replace('localhost', '127.0.0.1')}${model}`;
      await onPage(async () => {
        await put(browser, `<div lang="de"><lukewarm-text model="${address}">davor</lukewarm-text></div>`);
        await browser.waitFor(() => /liegt auf 127\.0\.0\.1:\d+.*Access-Control-Allow-Origin/.test(at('#failure:not([hidden])')?.textContent ?? ''));
        // Where nobody answers at all, the fallback says enough.
        await put(browser, '<lukewarm-text id="gone" model="http://127.0.0.1:9/m.safetensors">before</lukewarm-text><lukewarm-text id="said" controls model="http://127.0.0.1:9/m.safetensors"></lukewarm-text>');
        await browser.waitFor(() => /The connection broke/.test(at('#said >>> #failure:not([hidden])')?.textContent ?? ''));
        assert.equal(await browser.evaluate(() => at('#gone >>> #failure').hidden), true);
      }, { intercept: (_, response) => void response.removeHeader('Content-Security-Policy') ?? false, expected: /CORS|Access-Control|ERR_|NetworkError|did not load|Load failed|Cross-Origin|access control|cannot load|Could not connect/i });
    }, { intercept: (_, response) => void response.removeHeader('Access-Control-Allow-Origin') ?? false }));

    it('say which attributes they could not take, frames too', () => onPage(async (_, url) => {
      /** @param {string} selector @param {string} said */
      const says = (selector, said) => browser.waitFor((selector, said) => at(selector)?.textContent === said || at(selector)?.firstChild?.data === said, selector, said);
      await put(browser, '<lukewarm-text model="names" prompt="ma" temperature="hot" seed="-1" at="3" top-k="5" max-tokens="ten"></lukewarm-text>');
      assert.match(String(await browser.waitFor(() => at('lukewarm-text >>> #replaced:not([hidden])')?.textContent)),
        /^Not taken as given: “\u2068?temperature=hot\u2069?” \(1 is used\), “\u2068?seed=-1\u2069?” \(\d+ is used\), “\u2068?max-tokens=ten\u2069?” \(200 is used\), “\u2068?at=3\u2069?”\.$/);
      for (const [html, said] of [['draw temperature="warm" seed="1,5"', '“temperature=warm”, “seed=1,5”'], ['truncation model="names" cut="top-z"', '“cut=top-z”'],
        ['temperatures model="names" temperatures="0, one" max-tokens="5"', '“temperatures=0, one”']]) {
        const tag = `lukewarm-${html.split(' ')[0]}`;
        await put(browser, `<lukewarm-${html} loading="eager"></${tag}>`);
        await says(`${tag} >>> .note`, `Not taken as given: ${said}.`);
      }
      await put(browser, '<lukewarm-draw temperature="0.5" loading="eager"></lukewarm-draw>');
      await browser.waitFor(() => at('lukewarm-draw >>> figure') !== null);
      assert.equal(await browser.evaluate(() => at('lukewarm-draw >>> .warm > .note')), null);
      await put(browser, '');
      await browser.open(`${url}embed.html?lang=en&model=names&prompt=ma&max-tokens=8&temprature=0.5&scheme=sepia&color=navy`);
      await says('#frame', 'Not taken as given: “temprature=0.5” (there is no such setting), “scheme=sepia” (normal is used).');
      await browser.waitFor(() => at('lukewarm-text >>> #status') !== null);
    }));

    it('say which properties they could not take', () => onPage(async () => {
      await put(browser, '');
      await browser.evaluate(() => {
        const text = /** @type {any} */ (document.createElement('lukewarm-text'));
        const draw = document.createElement('lukewarm-draw');
        text.setAttribute('max-tokens', '5'); // for which a property stands; one that is nothing is not wrong
        Object.assign(text, { model: 'names', prompt: 'ma', temperature: 'warm', seed: -1, maxTokens: NaN, topK: undefined, minP: null, loading: 'eager' });
        document.querySelector('#here').append(text, draw);
        Object.assign(draw, { temperature: {}, seed: 7 });
      });
      const said = async (/** @type {string} */ place) => String(await browser.waitFor((place) => at(place)?.textContent, place));
      assert.match(await said('lukewarm-text >>> #replaced:not([hidden])'),
        /^Not taken as given: “\u2068?temperature=warm\u2069?” \(1 is used\), “\u2068?seed=-1\u2069?” \(\d+ is used\), “\u2068?maxTokens=NaN\u2069?” \(200 is used\)\.$/);
      assert.match(await said('lukewarm-draw >>> .warm > .note'), /^Not taken as given: “\u2068?temperature=\[object Object\]\u2069?”\.$/);
      await browser.evaluate(() => {
        Object.assign(at('lukewarm-text'), { temperature: 0.5, seed: '9', maxTokens: 5 });
        at('lukewarm-draw').temperature = 0.7;
      });
      await browser.waitFor(() => at('lukewarm-text >>> #replaced').hidden && !at('lukewarm-draw >>> .warm > .note') && at('lukewarm-text').text.length === 5);
    }));

    it('say it of attributes that are set later, too, until they are right', () => onPage(async () => {
      const elements = { text: '#replaced:not([hidden])', draw: '.warm > .note' };
      await put(browser, '<lukewarm-text model="names" prompt="ma" max-tokens="5" loading="eager"></lukewarm-text><lukewarm-draw loading="eager"></lukewarm-draw>');
      await browser.waitFor(() => at('lukewarm-draw >>> figure') !== null && at('lukewarm-text >>> #status') !== null);
      for (const [name, place] of Object.entries(elements)) {
        const set = (/** @type {string} */ value) => browser.evaluate((name, value) => at(`lukewarm-${name}`).setAttribute('temperature', value), name, value);
        const said = (/** @type {string | null} */ wanted) => browser.waitFor((name, place, wanted) => {
          const text = at(`lukewarm-${name} >>> ${place}`)?.textContent;
          return wanted ? text?.includes(wanted) : !text;
        }, name, place, wanted);
        await set('hot');
        await said('temperature=hot');
        await set('warm');
        await said('temperature=warm');
        await set('0.5');
        await said(null);
      }
    }));

    it('say which words they cannot read', () => onPage(async () => {
      await put(browser, '<lukewarm-distribution probabilities="cat 0.7, dog: much, frog 0.3"></lukewarm-distribution>');
      assert.match(await browser.waitFor(() => at('lukewarm-distribution >>> .words p')?.textContent), /^“dog: much” was not read: .* Together 1\.$/);
    }));

    it('write on while a page translator puts nodes of its own into them', () => onPage(async () => {
      await put(browser, `<lukewarm-text shaded model="${model}" prompt="ROMEO:" seed="3" max-tokens="3000"></lukewarm-text>`);
      await browser.waitFor(() => /** @type {any} */ (document.querySelector('lukewarm-text')).text.length > 100);
      await browser.evaluate(() => {
        const walker = document.createTreeWalker(at('#text'), NodeFilter.SHOW_TEXT);
        const texts = [];
        while (walker.nextNode()) texts.push(walker.currentNode);
        for (const text of texts) {
          const font = document.createElement('font');
          text.replaceWith(font);
          font.append(text.textContent.toUpperCase());
        }
      });
      assert.ok((await written(browser)).length > 2950); // line breaks between blocks are no characters
      assert.equal(await browser.evaluate(() => document.querySelector('lukewarm-text').text.length), 3000);
      assert.equal(await browser.evaluate(() => at('#text').translate), false);
    }));

    it('tell no speed that the clock does not know', () => onPage(async () => {
      await browser.evaluate(() => {
        const { now } = performance;
        performance.now = () => Math.floor(now.call(performance) / 1e5) * 1e5;
      });
      await put(browser, `<lukewarm-text controls detailed model="${model}" prompt="ROMEO:" seed="3" max-tokens="50"></lukewarm-text>`);
      await written(browser);
      const said = await browser.waitFor(() => at('#figures')?.textContent);
      assert.match(String(said), /^50 characters in 0\.00 s$/);
    }));

    it('go from one document into another', () => onPage(async () => {
      await put(browser, `<lukewarm-text model="${model}" prompt="ROMEO:" seed="3" max-tokens="50"></lukewarm-text><iframe srcdoc="<body></body>"></iframe>`);
      const text = await written(browser);
      await browser.waitFor(() => Boolean(document.querySelector('iframe').contentDocument?.body));
      const inFrame = await browser.evaluate(async () => {
        const element = /** @type {any} */ (document.querySelector('lukewarm-text'));
        document.querySelector('iframe').contentDocument.body.append(element);
        await element.generate();
        const { fontSize } = getComputedStyle(element.shadowRoot.querySelector('#text'));
        return { text: element.prompt + element.text, fontSize };
      });
      assert.deepEqual(inFrame, { text, fontSize: '16px' });
      const back = await browser.evaluate(async () => {
        const element = document.querySelector('iframe').contentDocument.querySelector('lukewarm-text');
        document.querySelector('#here').prepend(element);
        await element.generate();
        return element.prompt + element.text;
      });
      assert.equal(back, text);
    }));

    it('run their sliders and their numbers with the page', () => onPage(async () => {
      await put(browser, `<div dir="rtl"><lukewarm-text controls model="${model}" prompt="ROMEO:" seed="3" max-tokens="50"></lukewarm-text></div>`);
      await written(browser);
      await browser.waitFor(() => at('.slider') !== null);
      const { towards, direction } = await browser.evaluate(() => ({
        towards: at('.slider').style.getPropertyValue('--towards'), direction: getComputedStyle(at('.slider .number')).direction,
      }));
      assert.deepEqual({ towards, direction }, { towards: 'to left', direction: 'ltr' });
    }));
  });
}

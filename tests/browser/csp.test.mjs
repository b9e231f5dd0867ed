// Elements on pages of others: under the strictest policy that lets them work, and from another site.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { addIntegrity, readAccount, site } from '../../web/make/site.mjs';
import { browserNames, launch } from './browsers.mjs';
import { fixture } from './import.mjs';
import { withSite } from './site.mjs';

const { names, loads } = await readAccount();
const strict = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; connect-src 'self'; style-src 'self'";

/** In the page: the first element's text, once it is complete. */
const written = () => {
  const text = document.querySelector('lukewarm-text')?.shadowRoot?.querySelector('[part=text]');
  return text?.getAttribute('aria-busy') === 'false' && text.textContent;
};

it('has the integrity hashes of what has its content in its name', async () => {
  const hashes = JSON.parse(await readFile(join(site, 'integrity.json'), 'utf8'));
  for (const [file, hash] of Object.entries(hashes)) {
    assert.match(file, /-[0-9A-Z]{8}\.(js|css|wasm)$/);
    assert.equal(`sha384-${createHash('sha384').update(await readFile(join(site, file))).digest('base64')}`, hash);
  }
  const wanted = ['lukewarm.js', 'lukewarm-elements.js', 'lukewarm-train.js', 'lukewarm-widget.js', 'worker.js', 'train-worker.js', 'lukewarm-train.wasm',
    'lukewarm-relaxed.wasm', 'lukewarm-relaxed-rest.wasm', 'lukewarm-simd128.wasm', 'lukewarm-simd128-rest.wasm'];
  assert.deepEqual(wanted.filter((name) => !hashes[names[name]]), []);
});

it('keeps the files of an earlier site, and their hashes', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'lukewarm-earlier-'));
  try {
    const [earlier, now] = [join(folder, 'earlier'), join(folder, 'now')];
    await Promise.all([earlier, now].map((path) => mkdir(path)));
    const [old, own] = ['worker-00000000.js', names['worker.js']];
    await writeFile(join(earlier, old), 'old');
    await writeFile(join(earlier, 'integrity.json'), JSON.stringify({ [old]: 'sha384-old' }));
    await copyFile(join(site, own), join(now, own));
    const hashes = await addIntegrity(now, /** @type {any} */ ({ loads: { [own]: loads[own] } }), earlier);
    assert.deepEqual(Object.keys(hashes).sort(), [old, own].sort());
    assert.deepEqual(JSON.parse(await readFile(join(now, 'integrity.json'), 'utf8')), hashes);
    assert.equal(await readFile(join(now, old), 'utf8'), 'old');
  } finally {
    await rm(folder, { recursive: true });
  }
});

for (const name of browserNames) {
  describe(`policy in ${name}`, { timeout: 120_000 }, () => {
    it('lets every element work, without COOP and COEP', () => withSite(async (url) => {
      const browser = await launch(name);
      try {
        await browser.open(`${url}strict.html`);
        assert.equal((await browser.waitFor(written)).length, 'ROMEO:'.length + 120);
        await browser.waitFor(() => [...document.querySelectorAll('main > :not(h1, lukewarm-text)')]
          .every((element) => element.shadowRoot?.querySelector('figure')));
        assert.equal(await browser.evaluate(() => crossOriginIsolated), false);
        await browser.evaluate(() => document.querySelectorAll('main > :not(h1)').forEach((element) => element.scrollIntoView()));
        assert.deepEqual(await browser.errorsOf(url), []);
      } finally {
        await browser.close();
      }
    }, {
      intercept(_, response) {
        response.setHeader('Content-Security-Policy', strict);
        return false;
      },
    }));

    it('lets a model be imported, on a page that has the elements as one script', () => withSite(async (url) => {
      const browser = await launch(name);
      try {
        await browser.open(`${url}strict.html`);
        await browser.waitFor(written);
        for (const { files: [{ name: file, data }], next } of [{ ...fixture('torch/udacity'), next: '#write' }, { ...fixture('keras/v3-stateful'), next: '#choose-list' }]) {
          await browser.evaluate(async (file, data) => {
            const text = /** @type {Element} */ (document.querySelector('lukewarm-text'));
            text.id = 'text';
            const panel = /** @type {any} */ (document.querySelector('lukewarm-import') ?? document.createElement('lukewarm-import'));
            panel.setAttribute('for', 'text');
            text.after(panel);
            await panel.open([new File([Uint8Array.from(atob(data), (sign) => sign.charCodeAt(0))], file)]);
          }, file, data);
          await browser.waitFor((next) => at(next) !== null, next);
          if (next !== '#write') continue;
          await browser.click('#write');
          await browser.waitFor(() => /** @type {any} */ (document.querySelector('lukewarm-text')).info?.name === 'rnn_20_epoch');
          assert.equal((await browser.waitFor(written)).length, 'a'.length + 120);
        }
        assert.deepEqual(await browser.errorsOf(url), []);
      } finally {
        await browser.close();
      }
    }, {
      intercept(_, response) {
        response.setHeader('Content-Security-Policy', strict);
        return false;
      },
    }));

    it('may want the scripts that are trusted named', () => withSite(async (url) => {
      const browser = await launch(name);
      try {
        await browser.open(`${url}strict.html`);
        assert.equal((await browser.waitFor(written)).length, 'ROMEO:'.length + 120);
      } finally {
        await browser.close();
      }
    }, {
      intercept(_, response) {
        response.setHeader('Content-Security-Policy', `${strict}; require-trusted-types-for 'script'; trusted-types 'none'`);
        return false;
      },
    }));

    it('may let a script of another site in, by its hash; its engine runs on the page\'s thread', () => withSite(async (other) => {
      const hashes = JSON.parse(await readFile(join(site, 'integrity.json'), 'utf8'));
      const browser = await launch(name);
      try {
        await withSite(async (url) => {
          await browser.open(`${url}guest.html`);
          /** @param {string} integrity */
          const load = (integrity) => browser.evaluate((src, integrity) => new Promise((done) => {
            const script = Object.assign(document.createElement('script'), { type: 'module', src, integrity, crossOrigin: 'anonymous' });
            script.onload = script.onerror = ({ type }) => done(type);
            document.head.append(script);
          }), other + names['lukewarm-elements.js'], integrity);
          assert.equal(await load(hashes[names['worker.js']]), 'error');
          await browser.open(`${url}guest.html?again`); // a document remembers what failed
          assert.equal(await load(hashes[names['lukewarm-elements.js']]), 'load');
          assert.equal((await browser.waitFor(written)).length, 'ROMEO:'.length + 120);
        }, {
          intercept(_, response) {
            response.setHeader('Content-Security-Policy',
              `default-src 'none'; script-src 'self' ${other} 'wasm-unsafe-eval'; connect-src ${other}; style-src 'self'`);
            return false;
          },
        });
      } finally {
        await browser.close();
      }
    }));
  });
}

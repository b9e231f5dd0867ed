// A link to a text is a link to that text: three browsers, each with the kernels it has, write what the command line
// writes.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { digest, nativeText, texts } from '../web/texts.mjs';
import { browserNames, launch } from './browsers.mjs';
import { serveLayers, withSite } from './site.mjs';

const expected = texts.map((text) => digest(nativeText(text)));

/**
 * Runs on a page: returns the digests of all texts, and the kernel that wrote them.
 * @param {{ file: string, prompt: string, options: any }[]} cases
 * @param {string | null} kernel
 */
async function writeTexts(cases, kernel) {
  const { loadModel } = await import(/** @type {any} */ (new URL('lukewarm.js', location.href).href));
  const digests = [];
  let used = '';
  for (const { file, prompt, options } of cases) {
    const model = await loadModel(`/${file}`, kernel ? { kernel } : {});
    used = model.info.kernel;
    const temperature = options.temperature === 'inf' ? Infinity : options.temperature;
    const seed = BigInt(options.seed);
    const { text } = await model.complete(prompt, { ...options, temperature, seed });
    model.dispose();
    const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
    digests.push([...new Uint8Array(hash)].map((byte) => byte.toString(16).padStart(2, '0')).join(''));
  }
  return { digests, used };
}

// Neither infinity nor a BigInt crosses into a browser as JSON.
const cases = texts.map(({ file, prompt, options }) => ({
  file, prompt,
  options: {
    ...options, seed: `${options.seed}`, temperature: options.temperature === Infinity ? 'inf' : options.temperature,
  },
}));

for (const name of browserNames) {
  describe(name, { timeout: 300_000 }, () => {
    it('writes the texts of the command line, with every kernel it has', () =>
      withSite(async (url) => {
        const browser = await launch(name);
        try {
          await browser.open(`${url}empty.html`);
          for (const kernel of [null, 'simd128']) {
            const digests = [];
            let used = '';
            for (let from = 0; from < cases.length; from += 30) { // drivers let a script run for 30 s
              const some = await browser.evaluate(writeTexts, cases.slice(from, from + 30), kernel);
              digests.push(...some.digests);
              ({ used } = some);
            }
            console.log(`${name}: ${used}`);
            // Which of the relaxed kernels is the faster one is the machine's affair.
            assert.match(used, kernel || name === 'webkit' ? /^simd128$/ : /^relaxed-simd(-split)?$/);
            digests.forEach((/** @type {string} */ one, /** @type {number} */ i) =>
              assert.equal(one, expected[i], `${cases[i].file} at ${cases[i].options.temperature}, ${used}`));
          }
          assert.deepEqual(await browser.errors(), []);
        } finally {
          await browser.close();
        }
      }, { intercept: serveLayers }));
  });
}

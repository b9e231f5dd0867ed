// Every number in the lesson's prose: NumPy's (tests/golden/lesson.json), a number that is given, or one that the engine computes.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';
import { searchBeams } from '../../web/element/beam-search.js';
import { draw } from '../../web/engine/reweight.js';
import { codeWithout, runLines } from '../../web/element/sample-lines.js';
import { legacyRandom } from '../../web/engine/mt19937.js';
import { readModelConfig } from '../../web/make/model-index.mjs';
import { readMessages } from '../../web/make/pages.mjs';
import { languages, root, site } from '../../web/make/site.mjs';

const { loadModel } = await import(pathToFileURL(join(site, 'lukewarm.js')).href);
const golden = JSON.parse(await readFile(join(root, 'tests/golden/lesson.json'), 'utf8'));
const model = join(root, 'models/shakespeare/shakespeare.safetensors');

/** Probabilities and temperatures that the lesson names, places where a pointer falls, versions. */
const given = ['0.7', '0.1', '0.2', '0.3', '0.5', '0.6', '0.64', '0.75', '0.8', '0.9', '1.06', '1.3', '0.0004', '4.7'];

/** Returns the numbers with a point, or a comma, that a reader sees. @param {string} html @param {string} language */
function numbersIn(html, language) {
  const text = html.replace(/<code>.*?<\/code>|<[^>]*>/g, ' ');
  return [...text.matchAll(['de', 'es'].includes(language) ? /\d+,\d+|\b4\.7\b/g : /\d+\.\d+/g)].map(([number]) => number.replace(',', '.'));
}

describe('the lines of sample()', () => {
  it('are NumPy’s, with something left out too', () => {
    for (const { temperature, without, draws, ...arrays } of golden.cases) {
      const own = runLines(golden.toy, temperature, 'float64', without);
      for (const name of /** @type {const} */ (['asarray', 'logs', 'scaled', 'exps', 'preds'])) {
        own[name].forEach((x, i) => assert.ok(Math.abs(x - arrays[name][i]) <= 1e-15 * Math.max(1, Math.abs(x)), `${without} ${name} ${x} ${arrays[name][i]}`));
      }
      for (const [seed, indices] of Object.entries(draws)) {
        const { multinomial } = legacyRandom(Number(seed));
        assert.deepEqual(Array.from(indices, () => multinomial(own.preds)), indices, `T = ${temperature}, seed ${seed}`);
      }
    }
  });

  it('leave out what they say', () => {
    assert.equal(codeWithout('log').log, 'preds = preds / temperature');
    assert.equal(codeWithout('log-exp').normalise, 'preds = preds / np.sum(preds)');
    assert.deepEqual(codeWithout(''), codeWithout(''));
    assert.equal(draw(golden.toy, 0.75), 1);
  });
});

describe('the numbers of the lesson', () => {
  it('are NumPy’s, to the last digit', () => {
    for (const { text, value } of golden.prose) assert.equal(Number(value).toFixed(text.split('.')[1].length), text);
  });

  it('are all checked, and the same in every language', async () => {
    const template = await readFile(join(root, 'web/learn.html'), 'utf8');
    const tables = [...template.matchAll(/lessonPage\.number\(−?(\d+\.\d+)\)/g)].map(([, number]) => number);
    // The toy's attribute is no prose: it has points in every language.
    const shown = (/** @type {any} */ { toy: _, ...page }) => Object.values(page).filter((text) => typeof text === 'string').join(' ');
    const inEnglish = numbersIn(shown((await readMessages(join(root, 'web/i18n'), 'en')).lessonPage), 'en').sort();
    const known = new Set([...given, ...golden.prose.map((/** @type {any} */ { text }) => text), '68.49', '93.41', '54.29', '1.3866']);
    assert.deepEqual([...tables, ...inEnglish].filter((number) => !known.has(number)), []);
    const seen = new Set([...tables, ...inEnglish]);
    assert.deepEqual(golden.prose.filter((/** @type {any} */ { text }) => !seen.has(text)), [], 'golden numbers that the lesson does not have');
    for (const language of languages) {
      const { lessonPage } = await readMessages(join(root, 'web/i18n'), language);
      assert.deepEqual(numbersIn(shown(lessonPage), language).sort(), inEnglish, language);
    }
  });

  it('that a network gives are its own', { timeout: 120_000 }, async () => {
    const { evaluation } = await readModelConfig(model);
    assert.equal(evaluation.loss.toFixed(4), '1.3866');
    const engine = await loadModel(model);
    for (const [width, logProbability] of /** @type {const} */ ([[1, '-93.41'], [4, '-68.49'], [16, '-54.29']])) {
      const [best] = await searchBeams(engine, 'ROMEO:', { width, length: 120 });
      assert.equal(best.logProbability.toFixed(2), logProbability);
    }
    engine.dispose();
  });
});

// Texts that run on to the end of a sentence.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { root, site } from '../../web/make/site.mjs';
import { toSentenceEnd } from '../../web/engine/sentence.js';

const { loadModel } = await import(join(site, 'lukewarm.js'));
/** @param {string} name */
const open = async (name) => loadModel(await readFile(join(root, `models/${name}/${name}.safetensors`)));

describe('a sentence', () => {
  for (const [what, text, count] of /** @type {[string, string, number][]} */ ([
    ['ends with its mark', ' so. And', 4],
    ['ends with what closes after it', ' so!" he', 5],
    ['ends at a line break too', '?\nNo', 1],
    ['does not end in a number', '3.14 m. And', 7],
    ['does not end with a title or an initial', 'to Mr. J. Fox went. He', 19],
    ['ends without a blank in Chinese', '山尽。黄河', 3],
    ['that does not end is cut where a line is', 'bel\njohn', 3],
    ['that does not end at all is cut at once', 'belle', 0],
  ])) {
    it(what, () => assert.equal(toSentenceEnd([...text]), count));
  }
});

for (const [name, prompt, least] of /** @type {[string, string, number][]} */ ([
  ['shakespeare-tiny', 'ROMEO:', 150], ['fairytales', 'Once upon a time', 60], ['tang', '', 30], ['names', 'jo', 20],
])) {
  describe(`a text of ${name} that goes on to the end of a sentence`, () => {
    it('is what so many tokens are, at most a quarter more, and ends a sentence or a line', async () => {
      const model = await open(name);
      for (let seed = 1; seed <= 8; seed++) {
        const options = { seed, temperature: 0.8 };
        const { text, steps } = await model.complete(prompt, { ...options, maxTokens: least, end: 'sentence' });
        assert.ok(steps.length >= least && steps.length <= 1.25 * least, `${steps.length}`);
        const exact = await model.complete(prompt, { ...options, maxTokens: steps.length });
        assert.equal(text, exact.text);
        const { text: longer, steps: all } = await model.complete(prompt, { ...options, maxTokens: Math.floor(1.25 * least) });
        assert.ok(longer.startsWith(text));
        assert.equal(steps.length - least, toSentenceEnd(all.slice(least).map((/** @type {{ text: string }} */ { text }) => text)));
        if (steps.length > least) assert.match(text + longer.slice(text.length), new RegExp(`^[^]{${text.length}}(\\n|\\s|$|(?<=[。！？]))`));
      }
      model.dispose();
    });
  });
}

it('is the same however it is asked for, with choices after the wanted length too', async () => {
  const model = await open('shakespeare-tiny');
  const options = { seed: 3, maxTokens: 100, end: 'sentence' };
  const { text, steps } = await model.complete('ROMEO:', options);
  let streamed = '';
  for await (const step of model.generate('ROMEO:', options)) streamed += step.text;
  assert.equal(streamed, text);
  const choices = [{ index: 101, id: 0 }];
  const taken = await model.complete('ROMEO:', { ...options, choices });
  assert.equal(taken.text.slice(0, 101), (await model.complete('ROMEO:', { ...options, end: undefined, maxTokens: 101 })).text);
  if (taken.steps.length > 101) assert.equal(taken.steps[101].id, 0);
  assert.ok(steps.length >= 100);
  const session = await model.session('ROMEO:');
  const before = await session.distribution();
  await assert.rejects(async () => session.complete({ end: 'sentence' }), { code: 'invalid-argument' });
  assert.deepEqual(await session.distribution(), before); // nothing was written first
  await assert.rejects(async () => model.complete('a', /** @type {any} */ ({ end: 'line' })), { code: 'invalid-argument', message: /end must be 'sentence'/ });
  await assert.rejects(async () => { for await (const step of model.generateEach('a', [{}], { end: 'sentence' })) assert.ok(step); }, { code: 'invalid-argument' });
  session.dispose();
  model.dispose();
});

// The figure's beam search finds what the command line's does.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { it } from 'node:test';
import { root, site } from '../../web/make/site.mjs';
import { searchBeams } from '../../web/element/beam-search.js';

const file = join(root, 'models/shakespeare/shakespeare.safetensors');
const { loadModel } = await import(join(site, 'lukewarm.js'));
const model = await loadModel(await readFile(file));

it('finds the text of the command line', async () => {
  for (const width of [1, 4, 8]) {
    const [{ text }] = await searchBeams(model, 'ROMEO:', { width, length: 40 });
    const native = execFileSync(join(root, 'build/native/lukewarm'),
      ['generate', file, '--prompt', 'ROMEO:', '--beam', String(width), '--max-tokens', '40'], { encoding: 'utf8' });
    assert.ok(native.includes(text), `${JSON.stringify(text)} is not in ${JSON.stringify(native)}`);
  }
});

it('tells the log-probability that the model gives, and what is kept after each token', async () => {
  const widths = [];
  const found = await searchBeams(model, 'KING', { width: 3, length: 10, onStep: (beams) => widths.push(beams.length) });
  assert.deepEqual(widths, Array(10).fill(3));
  for (const { text, logProbability } of found) {
    const session = model.session('KING');
    let sum = 0;
    for (const character of text) {
      const token = session.distribution().find((/** @type {any} */ token) => token.text === character);
      sum += session.choose(token.id).logProbability;
    }
    session.dispose();
    assert.ok(Math.abs(logProbability - sum) < 1e-9, `${logProbability} of ${JSON.stringify(text)}, not ${sum}`);
  }
  assert.deepEqual(found, [...found].sort((a, b) => b.logProbability - a.logProbability));
  // Of one beam it is the greedy text's. (More beams may lose that on the way, and end at a less probable one.)
  const { steps } = await model.complete('KING', { temperature: 0, maxTokens: 10 });
  const greedy = steps.reduce((sum, { logProbability }) => sum + logProbability, 0);
  const [{ logProbability }] = await searchBeams(model, 'KING', { width: 1, length: 10 });
  assert.ok(Math.abs(logProbability - greedy) < 1e-9);
});

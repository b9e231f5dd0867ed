// The figure's beam search finds what the command line's does.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
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

/** @param {string} prompt @param {number} maxTokens */
async function greedyLogProbability(prompt, maxTokens) {
  const { steps } = await model.complete(prompt, { temperature: 0, maxTokens });
  return steps.reduce((sum, { logProbability }) => sum + logProbability, 0);
}

// No law: more beams may lose the greedy text on the way. It is what the lesson says of this text.
it('finds a more probable text than the greedy one, as the lesson\'s figure tells', async () => {
  const [best, , , last] = await searchBeams(model, 'ROMEO:', { width: 4, length: 40 });
  assert.ok(best.logProbability >= await greedyLogProbability('ROMEO:', 40) && best.logProbability >= last.logProbability);
});

it('tells the log-probability that the model gives, and what is kept after each token', async () => {
  const widths = [];
  const found = await searchBeams(model, 'KING', { width: 3, length: 10, onStep: (beams) => widths.push(beams.length) });
  assert.deepEqual(widths, Array(10).fill(3));
  for (const { text, logProbability } of found) {
    const session = await model.session('KING');
    let sum = 0;
    for (const character of text) {
      const token = (await session.distribution()).find((/** @type {any} */ token) => token.text === character);
      sum += (await session.choose(token.id)).logProbability;
    }
    session.dispose();
    assert.ok(Math.abs(logProbability - sum) < 1e-9, `${logProbability} of ${JSON.stringify(text)}, not ${sum}`);
  }
  assert.deepEqual(found, [...found].sort((a, b) => b.logProbability - a.logProbability));
  // Of one beam it is the greedy text's.
  const greedy = await greedyLogProbability('KING', 10);
  const [{ logProbability }] = await searchBeams(model, 'KING', { width: 1, length: 10 });
  assert.ok(Math.abs(logProbability - greedy) < 1e-9);
});

it('never takes a token that is no text, and ends with one that ends it, as the command line does', async () => {
  const bytes = await readFile(join(root, 'models/names/names.safetensors'));
  const size = Number(bytes.readBigUInt64LE(0));
  const header = JSON.parse(String(bytes.subarray(8, 8 + size)));
  const config = JSON.parse(header.__metadata__.lukewarm);
  const letters = ['a', 'e', 'n'].map((letter) => config.tokenizer.vocab.indexOf(letter));
  const end = config.tokenizer.vocab.indexOf('\n');
  Object.assign(config.tokenizer, { special: [end, ...letters].sort((a, b) => a - b), end: [end] });
  header.__metadata__ = { lukewarm: JSON.stringify(config) };
  const text = JSON.stringify(header);
  const head = Buffer.from(text.padEnd(Math.ceil(Buffer.byteLength(text) / 8) * 8));
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(head.length));
  const special = Buffer.concat([length, head, bytes.subarray(8 + size)]);
  const folder = await mkdtemp(join(tmpdir(), 'lukewarm-beam-'));
  try {
    const path = join(folder, 'names.safetensors');
    await writeFile(path, special);
    const names = await loadModel(special);
    for (const width of [1, 3, 6]) {
      const found = await searchBeams(names, 'jo', { width, length: 12 });
      for (const { text } of found) assert.doesNotMatch(text, /[aen\n]/);
      const native = execFileSync(join(root, 'build/native/lukewarm'),
        ['generate', path, '--prompt', 'jo', '--beam', String(width), '--max-tokens', '12'], { encoding: 'utf8' });
      assert.equal(`jo${found[0].text}`, native.trimEnd());
      assert.ok(found[0].text.length < 12, 'it ends');
    }
    names.dispose();
  } finally {
    await rm(folder, { recursive: true });
  }
});

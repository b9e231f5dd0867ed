// The command line as a person uses it: every subcommand, and every mistake with a code, a sentence and status 1.
import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { fails, float, folder, shakespeare, succeeds } from './lukewarm.mjs';

describe('generate', () => {
  it('continues the prompt; the same seed gives the same text; without one it is drawn and printed', () => {
    const words = ['generate', shakespeare, '--prompt', 'ROMEO:', '--temperature', '0.8', '--max-tokens', '300'];
    const { stdout } = succeeds(...words, '--seed', '42');
    assert.match(stdout, /^ROMEO:/);
    assert.equal(stdout.length, 306);
    assert.equal(succeeds(...words, '--seed', '42').stdout, stdout);
    const drawn = succeeds(...words);
    const seed = /seed (\d+)/.exec(drawn.stderr)?.[1] ?? '';
    assert.equal(succeeds(...words, '--seed', seed).stdout, drawn.stdout);
  });

  it('is greedy at temperature 0, with --greedy, and with one beam', () => {
    const words = ['generate', shakespeare, '-p', 'ROMEO:', '-n', '100'];
    const { stdout } = succeeds(...words, '--temperature', '0');
    assert.equal(succeeds(...words, '--greedy').stdout, stdout);
    assert.equal(succeeds(...words, '--beam', '1').stdout, stdout);
    assert.notEqual(succeeds(...words, '--beam', '4').stdout, stdout);
  });

  it('reports what the model does not know', () => {
    assert.match(succeeds('generate', shakespeare, '-p', 'é中', '-n', '5', '-s', '1').stderr, /"é": read as "e"[^]*"中": skipped/);
  });
});

describe('evaluate', () => {
  it('gives loss, perplexity and bits per character that agree', async () => {
    const text = join(folder, 'text.txt');
    await writeFile(text, 'To be, or not to be, that is the question.\n'.repeat(40));
    const value = (/** @type {string} */ name, /** @type {string} */ out) =>
      Number(new RegExp(`${name} +([\\d.]+)`).exec(out)?.[1]);
    const { stdout } = succeeds('evaluate', shakespeare, text);
    assert.equal(value('tokens', stdout), 43 * 40);
    assert.ok(Math.abs(Math.exp(value('loss', stdout)) - value('perplexity', stdout)) < 1e-3);
    assert.ok(Math.abs(value('loss', stdout) / Math.LN2 - value('bits per character', stdout)) < 2e-4);
    assert.equal(value('tokens', succeeds('evaluate', shakespeare, text, '--from', '0.75').stdout), 43 * 10);
  });

  it('refuses a text that is empty, missing, a folder or no text', async () => {
    const empty = join(folder, 'empty.txt');
    await writeFile(empty, '');
    fails('text-empty', 'evaluate', shakespeare, empty);
    fails('io', 'evaluate', shakespeare, join(folder, 'none.txt'));
    fails('io', 'evaluate', shakespeare, folder);
    fails('text-not-utf8', 'evaluate', shakespeare, shakespeare);
  });
});

describe('quantize and inspect', () => {
  it('store 8 and 4 bits, say so, and load', async () => {
    for (const bits of ['8', '4']) {
      const out = join(folder, `q${bits}.safetensors`);
      succeeds('quantize', float, '-o', out, '--bits', bits);
      assert.match(succeeds('inspect', out).stdout, new RegExp(`weights +${bits} bits`));
      assert.equal(succeeds('generate', out, '-p', 'abc', '-s', '1', '-n', '50').stdout.length, 53);
    }
    // Quantising first or on load is the same.
    const words = ['-p', 'abc', '-s', '1', '-n', '500'];
    assert.equal(succeeds('generate', join(folder, 'q8.safetensors'), ...words).stdout,
      succeeds('generate', float, ...words).stdout);
    fails('invalid-argument', 'quantize', join(folder, 'q8.safetensors'), '-o', join(folder, 'again'));
  });

  it('state the loss that was measured on the weights in the file, and no other', async () => {
    const text = join(folder, 'held-out.txt');
    await writeFile(text, 'skipped'.repeat(40) + 'the cat sat on the mat\n'.repeat(10));
    const out = join(folder, 'evaluated.safetensors');
    const words = ['--from', '0.55'];
    succeeds('quantize', float, '-o', out, '--bits', '4', '--evaluate', text, ...words);
    const loss = (...more) => /loss +([\d.]+)/.exec(succeeds('evaluate', ...more, text, ...words).stdout)[1];
    const [stated, before] = [...succeeds('inspect', out).stdout.matchAll(/([\d.]+) nats per token/g)].map(([, n]) => n);
    assert.equal(stated, loss(out));
    assert.equal(before, loss(float, '--f32'));
    assert.notEqual(stated, before);
    succeeds('quantize', float, '-o', out);
    assert.doesNotMatch(succeeds('inspect', out).stdout, /nats/);
    fails('io', 'quantize', float, '-o', out, '--evaluate', join(folder, 'none.txt'));
  });

  it('refuse files that are damaged or no models, and write nothing then', async () => {
    const bytes = await readFile(shakespeare);
    const damaged = join(folder, 'damaged');
    await writeFile(damaged, bytes.subarray(0, 100_000));
    for (const words of [['inspect', damaged], ['generate', damaged], ['quantize', damaged, '-o', join(folder, 'new')]]) {
      fails('file-truncated', ...words);
    }
    bytes[bytes.length - 9] ^= 4;
    await writeFile(damaged, bytes);
    fails('file-corrupt', 'inspect', damaged);
    fails('io', 'inspect', join(folder, 'new'));
  });
});

describe('train', () => {
  it('makes a model that generates, and goes on where it was', async () => {
    const text = join(folder, 'train.txt');
    await writeFile(text, 'the cat sat on the mat. the dog ate the frog.\n'.repeat(400));
    const model = join(folder, 'trained.safetensors');
    const words = ['train', text, '-o', model, '--hidden', '32', '--embedding', '8', '--batch-size', '8', '--bptt', '32',
      '--epochs', '4', '--dropout', '0', '--lr', '0.01', '--ema-decay', '0', '--warmup', '5'];
    succeeds(...words);
    assert.match(succeeds('generate', model, '-p', 'the ', '-t', '0.3', '-s', '1', '-n', '60').stdout, /^the \w{3} /);
    succeeds(...words, '--resume');
  });

  it('goes on from a model, whatever its precision, and learns weights that stand 4 bits', async () => {
    const text = join(folder, 'more.txt');
    await writeFile(text, 'The cat sat on the mat; 7 dogs ate the frog.\n'.repeat(200));
    const tuned = join(folder, 'tuned.safetensors');
    const words = ['train', text, '-o', tuned, '--from', shakespeare, '--batch-size', '4', '--bptt', '32', '--epochs', '1',
      '--weight-bits', '4', '--evaluate-every', '20', '--lr', '0.002'];
    const { stdout } = succeeds(...words);
    assert.match(stdout, /the model does not know "7": skipped/);
    assert.match(stdout, /epoch 1\/1, step 20: train/);
    const inspected = (file) => /layers[^]*\ntokenizer.*/.exec(succeeds('inspect', file).stdout)[0];
    assert.equal(inspected(tuned), inspected(shakespeare));
    const stored = join(folder, 'tuned4.safetensors');
    const loss = /loss ([\d.]+) nats/.exec(succeeds('quantize', tuned, '-o', stored, '--bits', '4', '--evaluate', text, '--from', '0.9').stdout);
    assert.ok(loss && Number(loss[1]) < 1.5, loss?.[0]);
    const half = join(folder, 'half.safetensors');
    await writeFile(half, (await readFile(shakespeare)).subarray(0, 100_000));
    fails('file-truncated', 'train', text, '-o', tuned, '--from', half);
  });

  it('names a start, which is read before every text and kept when training goes on', async () => {
    const text = join(folder, 'poems.txt');
    await writeFile(text, 'the cat sat on the mat.\nthe dog ate the frog.\n'.repeat(200));
    const [plain, poems, more] = ['plain', 'poems', 'more'].map((name) => join(folder, `${name}.safetensors`));
    const words = ['--hidden', '16', '--embedding', '4', '--batch-size', '8', '--bptt', '32', '--epochs', '8', '--lr', '0.01',
      '--ema-decay', '0'];
    succeeds('train', text, '-o', plain, ...words);
    succeeds('train', text, '-o', poems, ...words, '--start', '\n');
    const write = (model, prompt) => succeeds('generate', model, '-p', prompt, '-s', '1', '-n', '40').stdout;
    assert.equal(`\n${write(poems, 'the ')}`, write(plain, '\nthe '));
    assert.notEqual(write(poems, ''), write(plain, ''));
    succeeds('train', text, '-o', more, '--from', poems, ...words);
    for (const model of [poems, more]) assert.match(succeeds('inspect', model).stdout, /^start +"\\n"$/m);
    assert.doesNotMatch(succeeds('inspect', plain).stdout, /^start/m);
    fails('invalid-argument', 'train', text, '-o', more, ...words, '--start', '中');
  });

  it('refuses a text that is empty or too short', async () => {
    const text = join(folder, 'short.txt');
    await writeFile(text, 'short');
    fails('text-too-short', 'train', text, '-o', join(folder, 'none'));
    await writeFile(text, '');
    fails('text-empty', 'train', text, '-o', join(folder, 'none'));
  });
});

describe('bench', () => {
  it('measures a model with every kernel', () => {
    assert.match(succeeds('bench', shakespeare, '--seconds', '0.05').stdout, /scalar +[\d.]+ +[\d.]+ +[\d.]+/);
  });
});

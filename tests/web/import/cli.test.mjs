// `lukewarm import`: what it says, what it writes, and what it refuses. The packed command is in package.test.mjs.
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { copyFileSync, cpSync, existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { openImport } from '../../../web/import/import.js';
import { root } from '../../../web/make/site.mjs';

const folder = mkdtempSync(join(tmpdir(), 'lukewarm-cli-'));
after(() => rmSync(folder, { recursive: true }));
const golden = (/** @type {string} */ path) => join(root, 'tests/golden/import', path);
const output = join(folder, 'model.safetensors');
writeFileSync(join(folder, 'list.txt'), 'the\ncat\nsat\non\na\nmat\n.\nUNKNOWN_TOKEN\n');
writeFileSync(join(folder, 'vocab.json'), JSON.stringify([...'\n abcdef']));
writeFileSync(join(folder, 'long.txt'), 'a bad cafe faded\n'.repeat(500));
writeFileSync(join(folder, 'text.txt'), 'a bad cafe\nfade\n');

/** @param {...string} args */
function lukewarm(...args) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(root, 'web/lukewarm-cli.js'), ...args], { encoding: 'utf8', cwd: folder });
  return { status, stdout, stderr };
}

/** @param {Uint8Array} bytes of a model file */
const configOf = (bytes) => JSON.parse(JSON.parse(Buffer.from(bytes).toString('utf8', 8, 8 + Number(Buffer.from(bytes).readBigUInt64LE(0)))).__metadata__.lukewarm);

describe('lukewarm import', () => {
  it('says what it found, without a file to write', () => {
    const { status, stdout } = lukewarm('import', golden('numpy/rows/model.npz'));
    assert.equal(status, 0);
    assert.match(stdout, /^Format: NumPy\nTutorial: min-char-rnn\nLayers: one-hot 8, simple RNN 5 \(5 × 8, 5 × 5, 5\), dense 8 \(8 × 5, 8\)\nWeights: 118 in files of 3 kB\nVocabulary: 8 characters, from the files\nHow it reads: one token/);
    assert.match(stdout, /What was recognised and assumed:\n {2}This is the model of min-char-rnn\./);
    assert.deepEqual(readdirSync(folder).filter((name) => name.endsWith('.safetensors')), []);
  });

  it('lists what is open, and how to answer it', () => {
    const { status, stdout } = lukewarm('import', golden('torch/rnn-tanh/model.pt'));
    assert.equal(status, 0);
    assert.match(stdout, /missing: the files have 8 tokens, and not what they are: --vocabulary FILE, --text FILE or --find FILE/);
    assert.match(stdout, /What the files do not say:\n {2}Which activation.*\n {4}--answer activation=tanh {2}\(tanh; relu\)\n/);
  });

  it('writes the model file that openImport() makes', async () => {
    const file = golden('torch/rnn-tanh/model.pt');
    const { status, stdout, stderr } = lukewarm('import', file, '--answer', 'activation=tanh', '--vocabulary', 'vocab.json', '--name', 'mine', '--output', output);
    assert.equal(status, 0, stderr);
    assert.equal(stdout, '');
    assert.match(stderr, /^Reading model.pt\nPutting the model together\n.*model\.safetensors: 1 kB, 32-bit floats\.\n$/);
    const found = await openImport(file, { answers: { activation: 'tanh' }, vocabulary: [...'\n abcdef'] });
    assert.deepEqual(new Uint8Array(readFileSync(output)), await found.build({ name: 'mine' }));
    assert.deepEqual(readdirSync(folder).filter((name) => name.endsWith('.tmp')), []);
  });

  it('makes the vocabulary of a text, and takes a folder', () => {
    const { status, stderr } = lukewarm('import', golden('torch/safetensors/model.safetensors'), '--text', 'text.txt', '-o', output);
    assert.equal(status, 0, stderr);
    assert.deepEqual(configOf(readFileSync(output)).tokenizer.vocab, [...'\n abcdef']);
    assert.equal(lukewarm('import', golden('ml5/one-layer'), '-o', output).status, 0);
    assert.equal(configOf(readFileSync(output)).name, 'one-layer');
  });

  it('leaves out what of a folder is no file, or cannot be read', () => {
    const model = join(folder, 'a-model');
    cpSync(golden('ml5/one-layer'), model, { recursive: true });
    symlinkSync('nowhere', join(model, 'a-link'));
    symlinkSync('.', join(model, 'itself'));
    execFileSync('mkfifo', [join(model, 'a-pipe')]);
    const { status, stderr } = lukewarm('import', model, '-o', output);
    assert.equal(status, 0, stderr);
    assert.match(lukewarm('import', join(model, 'a-link')).stderr, /a-link cannot be read \(ENOENT\)/);
  });

  it('takes a list of words', () => {
    const { status, stderr } = lukewarm('import', golden('numpy/wildml/rnn-theano-5-8.npz'), '--vocabulary', 'list.txt', '-o', output);
    assert.equal(status, 0, stderr);
    assert.equal(configOf(readFileSync(output)).tokenizer.kind, 'split');
  });

  it('finds a lost vocabulary, and says that it is a guess', () => {
    const { status, stdout, stderr } = lukewarm('import', golden('torch/safetensors/model.safetensors'), '--find', 'long.txt');
    assert.equal(status, 0, stderr);
    assert.match(stderr, /A guess\. With these tokens the loss on your text is \d\.\d\d nats per token; blind guessing would be 2\.08\. \d+% of the text/);
    assert.match(stdout, /^Vocabulary: 8 characters, found again: a guess$/m);
  });

  it('shows its options', () => {
    for (const args of [['--help'], ['import', '--help'], []]) {
      const { status, stdout } = lukewarm(...args);
      assert.equal(status, 0);
      for (const option of ['--output', '--vocabulary', '--text', '--find', '--answer', '--bits', '--name']) assert.ok(stdout.includes(option), option);
    }
  });

  const model = golden('numpy/rows/model.npz');
  copyFileSync(model, join(folder, 'own.npz'));
  /** @type {[what: string, args: string[], says: RegExp][]} */
  const wrong = [
    ['no files', ['import'], /Name the files/],
    ['another command', ['generate'], /The command is "import"/],
    ['an option that there is not', ['import', model, '--speed'], /Unknown option '--speed'.*--help/],
    ['an answer without a value', ['import', model, '--answer', 'window'], /NAME=VALUE, and was given "window"/],
    ['a window that is none', ['import', model, '--answer', 'window=0'], /window is stateful, or a number/],
    ['other bits', ['import', model, '--bits', '5'], /--bits is 32, 8 or 4, and not 5/],
    ['a file that is not there', ['import', 'nowhere.h5'], /nowhere.h5 cannot be read \(ENOENT\)/],
    ['a vocabulary that is not there', ['import', model, '--vocabulary', 'nowhere.txt'], /nowhere.txt cannot be read/],
    ['no model', ['import', 'text.txt'], /text.txt: this is no model/],
    ['a question that is open', ['import', golden('torch/rnn-tanh/model.pt'), '-o', 'new.safetensors'], /must be said first:\n.*\n {4}--answer activation=tanh/],
    ['no vocabulary', ['import', golden('torch/safetensors/model.safetensors'), '-o', 'new.safetensors'], /has no vocabulary. The model has 8 tokens/],
    ['a folder that is not there', ['import', model, '-o', 'nowhere/new.safetensors'], /cannot be written \(ENOENT\)/],
    ['its own file', ['import', 'own.npz', '-o', './own.npz'], /write to another one/],
  ];
  for (const [what, args, says] of wrong) {
    it(`refuses ${what}: a sentence, status 1, no file`, () => {
      const { status, stderr } = lukewarm(...args);
      assert.equal(status, 1, stderr);
      const sentence = stderr.slice(stderr.indexOf('lukewarm:'));
      assert.match(sentence, says);
      assert.doesNotMatch(stderr, /^ +at /m);
      assert.ok(!existsSync(join(folder, 'new.safetensors')));
      assert.deepEqual(readFileSync(join(folder, 'own.npz')), readFileSync(model));
    });
  }
});

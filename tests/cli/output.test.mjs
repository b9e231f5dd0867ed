// What `-o` names is written as a person would expect, and a failed write is never silent.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { link, lstat, mkdir, readFile, readdir, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { before, describe, it } from 'node:test';
import { binary, fails, float, folder, inFolder, lukewarm, quickTraining, shakespeare, shell, succeeds } from './lukewarm.mjs';

const sentences = 'the cat sat on the mat. the dog ate the frog.\n';
/** @type {Buffer} */
let quantized;

before(async () => {
  await writeFile(inFolder('text.txt'), sentences.repeat(100));
  succeeds('quantize', float, '-o', inFolder('reference'));
  quantized = await readFile(inFolder('reference'));
});

describe('an output', () => {
  it('that is a symbolic link, also to nothing or through others, is written where it leads', async () => {
    await mkdir(inFolder('elsewhere'));
    await writeFile(inFolder('elsewhere/old'), 'old');
    for (const [name, target] of [['to-old', 'elsewhere/old'], ['to-new', 'elsewhere/new'], ['to-link', 'to-third'], ['to-third', 'elsewhere/third']]) {
      await symlink(target, inFolder(name));
    }
    for (const [name, target] of [['to-old', 'old'], ['to-new', 'new'], ['to-link', 'third']]) {
      succeeds('quantize', float, '-o', inFolder(name));
      assert.ok((await lstat(inFolder(name))).isSymbolicLink(), name);
      assert.deepEqual(await readFile(inFolder(`elsewhere/${target}`)), quantized, name);
    }
    await symlink('loop', inFolder('loop'));
    fails('io', 'quantize', float, '-o', inFolder('loop'));
  });

  it('keeps the permissions of the file before it; a new one has those of the umask', async () => {
    for (const mode of [0o600, 0o640, 0o604]) {
      await writeFile(inFolder('private'), 'old');
      assert.equal(shell(`chmod ${mode.toString(8)} private; "$lukewarm" quantize "$float" -o private`).status, 0);
      assert.equal((await stat(inFolder('private'))).mode & 0o777, mode);
    }
    assert.equal(shell('umask 027; "$lukewarm" quantize "$float" -o fresh').status, 0);
    assert.equal((await stat(inFolder('fresh'))).mode & 0o777, 0o640);
  });

  it('leaves a neighbour called OUT.tmp alone, and nothing else behind', async () => {
    await mkdir(inFolder('alone'));
    await writeFile(inFolder('alone/out.tmp'), 'mine');
    succeeds('quantize', float, '-o', inFolder('alone/out'));
    assert.deepEqual((await readdir(inFolder('alone'))).sort(), ['out', 'out.tmp']);
    assert.equal(await readFile(inFolder('alone/out.tmp'), 'utf8'), 'mine');
  });

  it('that is a pipe, a device or standard output is written directly', async () => {
    const { status, stdout, stderr } = shell(
      'mkfifo pipe; "$lukewarm" quantize "$float" -o pipe >/dev/null & cat pipe | cmp - reference && wait $! && test -p pipe && rm pipe');
    assert.equal(status, 0, stdout + stderr);
    assert.equal(shell('"$lukewarm" quantize "$float" -o /dev/stdout 2>/dev/null | cmp - reference').status, 0);
    assert.equal(shell('"$lukewarm" quantize "$float" -o - 2>/dev/null | cmp - reference').status, 0);
    succeeds('quantize', float, '-o', '/dev/null');
    succeeds('train', inFolder('text.txt'), '-o', '/dev/null', ...quickTraining);
    assert.ok((await stat('/dev/null')).isCharacterDevice());
    assert.deepEqual((await readdir('/dev')).filter((name) => name.startsWith('null.')), []);
    assert.match(fails('io', 'quantize', float, '-o', '/dev/full').stderr, /No space left/);
    fails('invalid-argument', 'train', inFolder('text.txt'), '-o', '/dev/null', '--resume', ...quickTraining);
  });

  it('in a folder that is missing, or that is a folder, is refused before the work', async () => {
    for (const output of ['no/such/folder/m', 'text.txt/m', '.', 'fresh-folder/']) {
      const { stdout } = fails('io', 'train', inFolder('text.txt'), '-o', inFolder(output), ...quickTraining);
      assert.equal(stdout, '', output);
      fails('io', 'quantize', float, '-o', inFolder(output));
    }
  });

  it('that cannot be written is claimed by nobody', async () => {
    await mkdir(inFolder('small'));
    // Files of at most 4 KiB: the model's does not fit, and SIGXFSZ is ignored.
    const { status, stderr } = shell(`trap '' XFSZ; ulimit -f 4; "$lukewarm" train text.txt -o small/m ${quickTraining.join(' ')} 2>&1 >/dev/null | cat >&2; exit \${PIPESTATUS[0]}`);
    assert.equal(status, 1);
    assert.match(stderr, /cannot be written/);
    assert.doesNotMatch(stderr, /holds the weights/);
    assert.deepEqual(await readdir(inFolder('small')), []);
  });

  it('that is an input, by any name, is refused and the input stays', async () => {
    await writeFile(inFolder('keep.txt'), sentences.repeat(100));
    await symlink('keep.txt', inFolder('keep-link'));
    await link(inFolder('keep.txt'), inFolder('keep-hard'));
    await writeFile(inFolder('keep.model'), await readFile(float));
    const train = ['train', inFolder('keep.txt'), ...quickTraining];
    for (const name of ['keep.txt', 'keep-link', 'keep-hard', './keep.txt']) {
      fails('invalid-argument', ...train, '-o', inFolder(name));
      fails('invalid-argument', 'quantize', float, '--evaluate', inFolder('keep.txt'), '-o', inFolder(name));
    }
    fails('invalid-argument', 'train', inFolder('text.txt'), '--validation', inFolder('keep.txt'), '-o', inFolder('keep.txt'));
    fails('invalid-argument', 'train', inFolder('text.txt'), '--from', inFolder('keep.model'), '-o', inFolder('keep.model'));
    fails('invalid-argument', 'quantize', inFolder('keep.model'), '-o', inFolder('keep.model'));
    await link(inFolder('keep.txt'), inFolder('m.checkpoint'));
    fails('invalid-argument', ...train, '-o', inFolder('m'));
    assert.equal(shell(`"$lukewarm" train - -o keep.txt ${quickTraining.join(' ')} < keep.txt`).status, 1);
    assert.equal(await readFile(inFolder('keep.txt'), 'utf8'), sentences.repeat(100));
    assert.deepEqual(await readFile(inFolder('keep.model')), await readFile(float));
  });

  it('belongs to one training at a time, also by another name; a killed one leaves no lock', async () => {
    const output = inFolder('shared');
    await symlink('shared', inFolder('shared-link'));
    const words = ['train', inFolder('text.txt'), ...quickTraining.with(quickTraining.indexOf('--epochs') + 1, '1000000')];
    const first = spawn(binary, [...words, '-o', output], { stdio: ['ignore', 'pipe', 'inherit'] });
    await once(first.stdout, 'data');
    for (const name of ['shared', 'shared-link']) {
      assert.match(fails('io', ...words, '-o', inFolder(name)).stderr, /Another training/);
    }
    first.kill('SIGKILL');
    await once(first, 'exit');
    succeeds('train', inFolder('text.txt'), ...quickTraining, '-o', output);
    assert.deepEqual((await readdir(folder)).filter((name) => name.endsWith('.lock')), []);
  });

  it('is there after --resume even if the model was removed', async () => {
    const words = ['train', inFolder('text.txt'), ...quickTraining, '-o', inFolder('resumed')];
    succeeds(...words);
    const model = await readFile(inFolder('resumed'));
    await rm(inFolder('resumed'));
    assert.match(succeeds(...words, '--resume').stdout, /resumed: the weights of step/);
    assert.deepEqual(await readFile(inFolder('resumed')), model);
  });
});

describe('standard output', () => {
  const commands = {
    inspect: '"$shakespeare"', evaluate: '"$shakespeare" text.txt', generate: '"$shakespeare" -n 5 -s 1',
    'generate with beams': '"$shakespeare" -n 5 --beam 2', bench: '"$shakespeare" --seconds 0.01',
    quantize: '"$float" -o full.model', train: `text.txt -o full.trained ${quickTraining.join(' ')}`, 'inspect --help': '',
  };
  for (const [name, words] of Object.entries(commands)) {
    it(`on a full disk makes ${name} fail`, () => {
      const { status, stderr } = shell(`"$lukewarm" ${name.replace(' with beams', '')} ${words} > /dev/full`);
      assert.equal(status, 1, stderr);
      assert.match(stderr, /Standard output cannot be written: No space left on device\. \[io\]/);
    });
  }

  it('that is closed fails too, and does not end up in the model', async () => {
    const { status } = shell('"$lukewarm" quantize "$float" -o closed.model >&-');
    assert.equal(status, 1);
    assert.deepEqual(await readFile(inFolder('closed.model')), quantized);
    assert.equal(lukewarm('inspect', shakespeare).status, 0);
  });

  it('that is full ends a generation at once', () => {
    const { status } = shell('timeout 60 "$lukewarm" generate "$shakespeare" -s 1 -n 1000000000 > /dev/full');
    assert.equal(status, 1);
  });
});

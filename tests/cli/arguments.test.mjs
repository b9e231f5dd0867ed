// Numbers on the command line: read whole, within a range that the error names, or refused.
import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { before, describe, it } from 'node:test';
import { fails, float, inFolder, shakespeare, succeeds } from './lukewarm.mjs';

before(() => writeFile(inFolder('text.txt'), 'the cat sat on the mat.\n'.repeat(100)));

/** Arguments of each command that has options with numbers. */
const commands = /** @type {Record<string, string[]>} */ ({
  generate: [shakespeare], evaluate: [shakespeare, inFolder('text.txt')], quantize: [float, '-o', inFolder('q')],
  train: [inFolder('text.txt'), '-o', inFolder('m')], bench: [shakespeare],
});

/** What is a number nowhere. */
const noNumbers = ['nan', '-nan', '', ' ', '1x', '0x10', '1 ', '--', 'one', '1e999', '-1e999'];

describe('every option with a number', () => {
  for (const [command, words] of Object.entries(commands)) {
    it(`of ${command} refuses what is no number or out of range, and says the range`, () => {
      const { stdout } = succeeds(command, '--help');
      const flags = [...stdout.matchAll(/^ +(?:-\w,)?(--[\w-]+) NUMBER.*?$/gm)].map(([, flag]) => flag);
      assert.ok(flags.length > 0, stdout);
      for (const flag of flags) {
        for (const value of noNumbers) {
          const { stderr } = fails('invalid-argument', command, ...words, `${flag}=${value}`);
          if (value === 'nan') assert.match(stderr, new RegExp(`${flag} must be a .*number .*(from|above|at least) .*, not "nan"`));
        }
        assert.match(stdout, new RegExp(`${flag} NUMBER[^]*?(from|above|at least) `));
      }
    });
  }

  it('takes the ends of its range and nothing beyond them', () => {
    const seed = (/** @type {string} */ value) => ['generate', shakespeare, '-n', '3', '--seed', value];
    for (const value of ['0', '18446744073709551615']) succeeds(...seed(value));
    for (const value of ['-1', '18446744073709551616']) {
      assert.match(fails('invalid-argument', ...seed(value)).stderr, /--seed must be a whole number from 0 to 18446744073709551615, not "/);
    }
    assert.notEqual(succeeds(...seed('18446744073709551615')).stdout, succeeds(...seed('18446744073709551614')).stdout);
    for (const [flag, value] of [['-n', '-1'], ['--max-tokens', '1000000001'], ['-n', '1.5'], ['--top-k', '-1'], ['--top-k', '1.5'],
      ['--temperature', '-1'], ['--top-p', '2'], ['--min-p', '-1'], ['--beam', '1001'], ['--repetition-penalty', '0']]) {
      fails('invalid-argument', 'generate', shakespeare, flag, value);
    }
    succeeds('generate', shakespeare, '-n', '3', '-s', '1', '--temperature', 'inf');
    assert.equal(succeeds('generate', shakespeare, '-p', 'a', '-n', '0', '-s', '1').stdout, 'a');
    for (const [flag, value] of [['--warmup', '-1'], ['--min-count', '-1'], ['--vocab', '-5'], ['--dropout', '1'], ['--lr', '0'],
      ['--lr', 'inf'], ['--hidden', '16,-1'], ['--hidden', '16,'], ['--hidden', ','], ['--threads', '0'], ['--weight-bits', '16'], ['--seed', '-1']]) {
      fails('invalid-argument', 'train', ...commands.train, flag, value);
    }
    fails('invalid-argument', 'quantize', ...commands.quantize, '--bits', '16');
    fails('invalid-argument', 'bench', shakespeare, '--seconds', '0');
  });

  it('is decimal: a zero in front changes nothing', () => {
    const write = (/** @type {string} */ seed) => succeeds('generate', shakespeare, '-n', '50', '-s', seed).stdout;
    assert.equal(write('010'), write('10'));
  });
});

describe('other mistakes', () => {
  it('have the same form and status', () => {
    for (const words of [[], ['generate'], ['nothing'], ['generate', shakespeare, '--nothing'], ['generate', shakespeare, '-n'],
      ['generate', shakespeare, '--kernel', 'none'], ['train', inFolder('text.txt')], ['train', ...commands.train, '--cell', 'none']]) {
      fails('invalid-argument', ...words);
    }
  });

  it('name a subcommand that there is not, and say that there has to be one', () => {
    assert.match(fails('invalid-argument', 'generte', shakespeare).stderr, /no subcommand "generte"/);
    assert.match(fails('invalid-argument').stderr, /subcommand is required/);
  });

  it('do not hide --help and --version', () => {
    assert.match(succeeds('--help').stdout, /generate/);
    assert.match(succeeds('generate', '--help').stdout, /--max-tokens/);
    assert.match(succeeds('--version').stdout, /^\d+\.\d+\.\d+\n$/);
  });
});

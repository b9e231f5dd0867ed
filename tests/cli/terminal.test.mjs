// A terminal shows what a file says and does not obey it.
import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { before, describe, it } from 'node:test';
import { float, inFolder, lukewarm, shell, succeeds } from './lukewarm.mjs';

const hostile = 'a\u001b[31mb\u009b5m\u202ec\u2066d\u200fe\nf\tg\u007fh\u2028i\u{e0041}j\ufeff';
const shown = 'a\\u001b[31mb\\u009b5m\\u202ec\\u2066d\\u200fe\\u000af\\u0009g\\u007fh\\u2028i\\udb40\\udc41j\\ufeff';
const harmful = /[\0-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u206f\ufeff]/;

/**
 * Writes `float` with another config.
 * @param {string} name @param {(config: any) => void} change
 */
async function writeModel(name, change) {
  const bytes = await readFile(float);
  const size = Number(bytes.readBigUInt64LE());
  const header = JSON.parse(bytes.subarray(8, 8 + size).toString());
  const config = JSON.parse(header.__metadata__.lukewarm);
  change(config);
  header.__metadata__ = { lukewarm: JSON.stringify(config) };
  let json = Buffer.from(JSON.stringify(header));
  json = Buffer.concat([json, Buffer.alloc((8 - json.length % 8) % 8, ' ')]);
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(json.length));
  await writeFile(inFolder(name), Buffer.concat([length, json, bytes.subarray(8 + size)]));
}

before(async () => {
  await writeModel('texts', (config) => {
    for (const key of ['name', 'license', 'training_data', 'recipe']) config[key] = hostile;
    config.evaluation = { loss: 1, split: hostile, characters_per_token: 1 };
  });
  await writeModel('kind', ({ tokenizer }) => (tokenizer.kind = hostile));
  await writeModel('vocab', ({ tokenizer }) => (tokenizer.vocab[tokenizer.vocab.indexOf('e')] = '\u001b'));
});

describe('texts from a file', () => {
  it('are shown by inspect', () => {
    const { stdout } = succeeds('inspect', inFolder('texts'));
    assert.doesNotMatch(stdout, harmful);
    for (const field of ['name', 'license', 'training data', 'recipe']) assert.match(stdout, new RegExp(`^${field} +a\\\\u001b`, 'm'));
    assert.ok(stdout.includes(`on ${shown}\n`), stdout);
  });

  it('are shown in errors and notes, and so are names of files and prompts', () => {
    const outputs = [
      lukewarm('inspect', inFolder('kind')), lukewarm('inspect', inFolder(hostile)), lukewarm('evaluate', float, inFolder(hostile)),
      lukewarm('generate', float, '--seed', hostile), lukewarm(hostile), lukewarm('generate', float, '-n', '1', '-p', '\u001b[31m\u202e', '-s', '1'),
    ];
    for (const { stderr } of outputs) {
      assert.match(stderr, /^lukewarm: /);
      assert.doesNotMatch(stderr, harmful);
    }
  });

  it('are the exact bytes of a generated text, but on a terminal printable', () => {
    const words = '-n 200 -s 1 -t 2';
    const exact = shell(`"$lukewarm" generate vocab ${words}`).stdout;
    assert.match(exact, /\x1b/);
    const { stdout } = shell(`script -qec '"$lukewarm" generate vocab ${words}' /dev/null < /dev/null`);
    assert.equal(stdout.replaceAll('\r\n', '\n'), exact.replaceAll('\x1b', '\\u001b'));
  });
});

// Where the system gives no memory, a command ends with a sentence and status 1.
import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { before, describe, it } from 'node:test';
import { inFolder, quickTraining, shell } from './lukewarm.mjs';

const kilobytes = [...Array(14).keys()].map((i) => 10_000 + 4_000 * i);

before(() => writeFile(inFolder('text.txt'), 'the cat sat on the mat.\n'.repeat(2000)));

describe('too little memory', () => {
  const training = quickTraining.with(quickTraining.indexOf('--threads') + 1, '4').join(' ');
  const commands = /** @type {Record<string, string>} */ ({
    generate: '"$shakespeare" -n 20 -s 1 -p "$(head -c 10000 text.txt)"', evaluate: '"$shakespeare" text.txt --from 0.99',
    quantize: '"$float" -o q --evaluate text.txt --from 0.99', train: `text.txt -o m ${training}`,
    'train --hidden 7000': 'text.txt -o m --batch-size 4 --bptt 16',
  });
  for (const [command, words] of Object.entries(commands)) {
    it(`never ends ${command} without a sentence`, () => {
      const seen = new Set();
      for (const limit of kilobytes) {
        const { status, signal, stderr } = shell(`ulimit -v ${limit}; timeout 60 "$lukewarm" ${command} ${words}`);
        if (status === 127 || /error while loading shared libraries/.test(stderr)) continue;
        assert.doesNotMatch(stderr, /terminate called/, `${limit} kB`);
        assert.equal(signal, null, `${limit} kB`);
        assert.ok(status === 0 || status === 1, `${limit} kB: ${status} ${stderr}`);
        if (status === 1) assert.match(stderr, /lukewarm: [A-Z][^]*\. \[(?:out-of-memory|io)\]\n$/, `${limit} kB`);
        seen.add(status);
      }
      assert.ok(seen.has(1), 'no limit was too small');
    });
  }
});

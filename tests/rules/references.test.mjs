// What the comments and messages of C++ refer to exists: files, and functions written as Name().
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, it } from 'node:test';
import { files, read, root } from './repository.mjs';

const sources = files('cpp').concat(files('tests')).filter((path) => /\.(?:h|cc)$/.test(path));

/** Files of other projects. */
const foreign = ['generation/logits_process.py'];

/** Splits a source into what the compiler runs and what people read. @param {string} text */
function partsOf(text) {
  const prose = [...text.matchAll(/\/\/(.*)|"((?:[^"\\\n]|\\.)*)"|^\s*#(?! *include)(.*)/gm)].map((match) => match.slice(1).join(''));
  return { prose: prose.join('\n'), code: text.replace(/\/\/.*|"(?:[^"\\\n]|\\.)*"/g, '') };
}

describe('the comments and messages of C++', () => {
  it('name only files that exist', () => {
    const wrong = [];
    for (const path of sources) {
      const text = read(path).replace(/^\s*#\s*include.*$/gm, '');
      for (const [, name] of partsOf(text).prose.matchAll(/(?<![\w./*:-])((?:[\w-]+\/)*[\w-]+\.(?:h|cc|py|m?js))\b/g)) {
        const places = [name, join('cpp', name), join('tests', name), join('tests/golden', name), join(dirname(path), name), join(dirname(path).replace(/^tests/, 'cpp'), name)];
        if (!foreign.includes(name) && !places.some((place) => existsSync(join(root, place)))) wrong.push(`${path} names ${name}`);
      }
    }
    assert.deepEqual(wrong, []);
  });

  it('name only functions that exist', () => {
    const code = sources.map((path) => partsOf(read(path)).code).join('\n');
    const known = new Set(code.match(/\b\w+(?=\s*(?:<[^<>;]*>)?\()/g));
    const wrong = sources.filter((path) => path.startsWith('cpp/')).flatMap((path) =>
      [...partsOf(read(path)).prose.matchAll(/(?<![.:\w])(?:\w+::)?([A-Z]\w+)\(\)/g)]
        .filter(([, name]) => !known.has(name)).map(([, name]) => `${path} names ${name}()`));
    assert.deepEqual(wrong, []);
  });
});

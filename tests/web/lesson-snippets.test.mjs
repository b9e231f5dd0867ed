// The lesson's listings, run as they stand there: the helper of the Keras example, and those with logits for three frameworks,
// draw with the probabilities that the figure shows. A framework runs where a Python has it: one of LUKEWARM_PYTHON (several with
// colons between them), or the machine's own.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { it } from 'node:test';
import { runLines } from '../../web/element/sample-lines.js';
import { root } from '../../web/make/site.mjs';

const pythons = [...(process.env.LUKEWARM_PYTHON ?? '').split(':').filter(Boolean), 'python3', '/usr/bin/python3'];
const packages = { NumPy: 'numpy', Keras: 'keras', PyTorch: 'torch', TensorFlow: 'tensorflow' };
const signs = /** @type {{ [name: string]: string }} */ ({ lt: '<', gt: '>', amp: '&', quot: '"' });
const env = { ...process.env, TF_CPP_MIN_LOG_LEVEL: '2', CUDA_VISIBLE_DEVICES: '' };

/** Runs a Python, and returns what it wrote, or null. @param {string} python @param {string[]} args @param {any} [input] */
function run(python, args, input) {
  const { status, stdout, stderr } = spawnSync(python, args, { encoding: 'utf8', env, input: JSON.stringify(input) });
  return { isRight: status === 0, stdout, stderr };
}

const template = await readFile(join(root, 'web/learn.html'), 'utf8');
/** Each listing by its framework's name; the first one has none. */
const listings = new Map([...template.matchAll(/<pre class="listing"[^>]*><code>(?:<b>(\w+)<\/b>)?(.*?)<\/code><\/pre>/g)].map(
  ([, kind = 'NumPy', lines]) => [kind, [...lines.matchAll(/<span>(.*?)<\/span>/g)].map(
    ([, line]) => line.replace(/&(\w+);/g, (_, name) => signs[name])).join('\n')]));

it('has a listing for each', () => assert.deepEqual([...listings.keys()].sort(), Object.keys(packages).sort()));

for (const [kind, needed] of Object.entries(packages)) {
  const python = pythons.find((python) => run(python, ['-c', `import importlib.util, sys; sys.exit(not importlib.util.find_spec('${needed}'))`]).isRight);
  it(`${kind}: the lesson's listing draws with the figure's probabilities`, { skip: python ? false : `needs a Python with ${needed}` }, () => {
    const probabilities = [0.7, 0.1, 0.2];
    const temperatures = [0.5, 1, 2];
    const draws = 1500;
    const answer = run(/** @type {string} */ (python), [join(root, 'tests/web/lesson-snippets.py')],
      { code: listings.get(kind), kind, probabilities, temperatures: kind === 'NumPy' ? temperatures : [...temperatures, 0], draws });
    assert.ok(answer.isRight, answer.stderr);
    const [greedy, ...none] = JSON.parse(answer.stdout).slice(temperatures.length);
    if (kind !== 'NumPy') assert.deepEqual([greedy, none], [[draws, 0, 0], []]);
    for (const [i, temperature] of temperatures.entries()) {
      const counts = JSON.parse(answer.stdout)[i];
      const expected = runLines(probabilities, temperature, 'float64', '').preds;
      const chiSquared = expected.reduce((sum, p, word) => sum + (counts[word] - draws * p) ** 2 / (draws * p), 0);
      // Of two degrees of freedom: more is as rare as one in a thousand.
      assert.ok(chiSquared < 13.8, `T = ${temperature}: ${counts}, should be near ${expected.map((p) => Math.round(draws * p))}`);
    }
  });
}

// Lukewarm's command line, as an engine of peers.mjs. `lukewarm bench` measures the bare products too.
import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { answer } from '../page/answer.js';
import { lukewarmFile } from '../page/lukewarm-file.js';
import { randomWeights, shapeOf } from '../page/shapes.js';

const execute = promisify(execFile);
let [program, file] = ['', ''];

answer({
  /** @param {string} id @param {{ program: string, file: string, format: number }} options */
  async start(id, options) {
    ({ program, file } = options);
    await writeFile(file, lukewarmFile(shapeOf(id), randomWeights(shapeOf(id)), options.format));
  },
  async text(/** @type {number} */ count) {
    const { stdout } = await execute(program,
      ['generate', file, '--temperature', '0.8', '--seed', '1', '--max-tokens', String(count)], { encoding: 'utf8' });
    return stdout.replace(/\n$/, '');
  },
  async run(/** @type {number} */ seconds) {
    const { stdout } = await execute(program, ['bench', file, '--seconds', String(seconds)]);
    // The last row is the best kernel: name, tokens/s, GMAC/s, GMAC/s of the bare products.
    const [, tokens, , bare] = stdout.trim().split('\n').at(-1)?.trim().split(/\s+/) ?? [];
    return { tokens: Number(tokens), bare: Number(bare) * 1e9 };
  },
});

// The Python package as somebody has it who installs its wheel in an environment of their own: what the widget sends is
// shown by anywidget's front end, and what that saves is taken back.
import assert from 'node:assert/strict';
import { execFile, spawn } from 'node:child_process';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { makeWheel } from '../../web/make/wheel.mjs';
import { root } from '../../web/make/site.mjs';
import { inNotebook } from '../browser/notebook.mjs';
import { nativeText } from '../web/texts.mjs';

const environment = join(root, 'build/package-tests/python');
const seed = 2n ** 64n - 1n;

/**
 * Builds, installs and uses the wheel. Returns its version.
 * @param {import('../browser/browsers.mjs').Browser} browser
 */
export async function tryWheel(browser) {
  await rm(environment, { recursive: true, force: true });
  await promisify(execFile)('python3', ['-m', 'venv', environment]);
  const python = join(environment, 'bin/python');
  await promisify(execFile)(python, ['-m', 'pip', 'install', '--quiet', await makeWheel(python)]);

  const kernel = spawn(python, [join(root, 'tests/package/widget.py')], { stdio: ['pipe', 'pipe', 'inherit'] });
  const lines = createInterface({ input: kernel.stdout })[Symbol.asyncIterator]();
  const read = async () => JSON.parse((await lines.next()).value ?? '{}');
  try {
    const { state, version, sources } = await read();
    assert.equal(version, JSON.parse(await readFile(join(root, 'package.json'), 'utf8')).version);
    assert.deepEqual(sources, [true, true, 'https://example.com/m.safetensors', 0]);
    assert.equal(state.seed, String(seed));
    await inNotebook(browser, async () => {
      await browser.evaluate(async (state) => {
        const bytes = Uint8Array.from(atob(state.model_bytes), (character) => character.charCodeAt(0));
        const notebook = /** @type {any} */ (window);
        notebook.shown = await notebook.show({ ...state, model_bytes: new DataView(bytes.buffer) });
      }, state);
      const saved = await browser.waitFor(() => (/** @type {any} */ (window)).shown.model.saved.find((/** @type {any} */ { text }) => text));
      kernel.stdin.end(`${JSON.stringify(saved)}\n`);
    });
    const text = nativeText({ file: 'models/shakespeare/shakespeare.safetensors', prompt: 'ROMEO:', options: { temperature: 0.5, seed, maxTokens: 100 } });
    assert.deepEqual(await read(), { text, same: true, type: 'int' });
    return version;
  } finally {
    kernel.kill();
  }
}

// What happens when the engine's files are not what they should be: an error that says so, the other build, another try.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { readAccount, root, site } from '../../web/make/site.mjs';

const run = promisify(execFile);
const golden = join(root, 'tests/golden/layers/lstm-embedding.safetensors');
const { names } = await readAccount();
/** The name in the site. @param {string} build @param {string} part */
const nameOf = (build, part) => names[`lukewarm-${build}${part}.wasm`];
const parts = ['', '-rest'].flatMap((part) => ['simd128', 'relaxed'].map((build) => nameOf(build, part)));

/**
 * Runs a script that has `code(use)`, which returns a failure's code, `load()` and `mend()`, with the engine's files as
 * `spoil` leaves them, and returns what it printed.
 * @param {(files: { [name: string]: Buffer | null }) => void} spoil
 * @param {string} script
 */
async function withFiles(spoil, script) {
  const folder = await mkdtemp(join(tmpdir(), 'lukewarm-'));
  try {
    /** @type {{ [name: string]: Buffer | null }} */
    const files = Object.fromEntries(await Promise.all(parts.map(async (name) => [name, await readFile(join(site, name))])));
    spoil(files);
    for (const [name, bytes] of Object.entries(files)) if (bytes) await writeFile(join(folder, name), bytes);
    const { stdout } = await run(process.execPath, ['--input-type=module', '-e', `
      import { cp } from 'node:fs/promises';
      import { loadModel, setAssets } from '${pathToFileURL(join(site, 'lukewarm.js'))}';
      setAssets('${pathToFileURL(folder)}');
      const load = () => loadModel('${golden}');
      const code = async (use) => { try { return await use(); } catch (error) { return error.code + ': ' + error.message; } };
      const mend = () => Promise.all(${JSON.stringify(parts)}.map((name) => cp('${site}/' + name, '${folder}/' + name)));
      ${script}`]);
    return stdout.trim().split('\n');
  } finally {
    await rm(folder, { recursive: true });
  }
}

const html = Buffer.from('<!doctype html><title>Not found</title>');
const half = (/** @type {Buffer | null} */ bytes) => bytes && bytes.subarray(0, bytes.length / 2);

describe('files of the engine', { timeout: 120_000 }, () => {
  for (const [how, spoil] of /** @type {[string, (bytes: Buffer | null) => Buffer | null][]} */ ([
    ['missing', () => null], ['cut short', half], ['HTML', () => html], ['empty', () => Buffer.alloc(0)],
  ])) {
    it(`that are ${how} are wasm-missing, and a later try succeeds`, async () => {
      const [first, second] = await withFiles((files) => parts.forEach((name) => (files[name] = spoil(files[name]))), `
        console.log(await code(load));
        await mend();
        console.log((await (await load()).complete('abc', { maxTokens: 5 })).text.length);`);
      assert.match(first, /^wasm-missing: A part of the engine .*\.$/);
      assert.equal(second, '5');
    });

    for (const build of ['simd128', 'relaxed']) {
      it(`of which the ${build} build is ${how} leave the other build`, async () => {
        const [kernel] = await withFiles((files) => {
          for (const part of ['', '-rest']) files[nameOf(build, part)] = spoil(files[nameOf(build, part)]);
        }, 'console.log(await code(async () => (await load()).info.kernel));');
        assert.match(kernel, build === 'relaxed' ? /^simd128$/ : /^(relaxed-simd|simd128|wasm-missing)/);
      });
    }
  }

  it('of another version are version-mismatch', async () => {
    const [code] = await withFiles((files) => {
      for (const name of parts.slice(2)) {
        const text = String(files[name]?.toString('latin1'));
        const version = String(/[0-9a-f]{8}/.exec(text)?.[0]);
        files[name] = Buffer.from(text.replaceAll(version, '01234567'), 'latin1');
      }
    }, 'console.log(await code(load));');
    assert.match(code, /^version-mismatch: .*Load the page again\.$/);
  });
});

describe('WebAssembly', { timeout: 60_000 }, () => {
  for (const [how, code, spoil] of [
    ['is missing', 'wasm-unavailable', 'delete globalThis.WebAssembly;'],
    ['has no SIMD', 'wasm-no-simd', `WebAssembly.validate = () => false;
      WebAssembly.compile = async () => { throw new WebAssembly.CompileError('simd is not enabled'); };`],
    ['is blocked by a policy', 'wasm-blocked', `const refuse = () => { throw new EvalError('the policy of the page'); };
      WebAssembly.Module = refuse; WebAssembly.compile = WebAssembly.instantiate = async () => refuse();`],
    ['finds no memory', 'out-of-memory', `WebAssembly.instantiate = async () => { throw new RangeError('could not allocate memory'); };`],
  ]) {
    it(`that ${how} is ${code}, in a sentence of its own`, async () => {
      const [said, again] = await withFiles(() => {}, `
        const { validate, compile, instantiate, Module } = WebAssembly;
        const whole = WebAssembly;
        ${spoil}
        console.log(await code(load));
        globalThis.WebAssembly = Object.assign(whole, { validate, compile, instantiate, Module });
        console.log((await (await load()).complete('abc', { maxTokens: 5 })).text.length);`);
      assert.match(said, new RegExp(`^${code}: .*\\.$`));
      assert.equal(again, '5', 'a later try succeeds');
    });
  }
});

// Builds the Python package into build/python/lukewarm-VERSION-py3-none-any.whl:
//   node web/make/wheel.mjs
// Its source is web/python; the script, the model and the version come from where they are.
import { execFile } from 'node:child_process';
import { cp, mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { readArguments } from './arguments.mjs';
import { makeWidget, root, version } from './site.mjs';

const folder = join(root, 'build/python');

/** Returns the path of the wheel, made anew. @param {string} [python] the interpreter whose pip builds it */
export async function makeWheel(python = 'python3') {
  const source = join(folder, 'source');
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  await cp(join(root, 'web/python'), source, { recursive: true, filter: (path) => !path.includes('__pycache__') });
  await makeWidget(join(source, 'lukewarm'));
  await cp(join(root, 'models/shakespeare/shakespeare.safetensors'), join(source, 'lukewarm/shakespeare.safetensors'));
  await cp(join(root, 'LICENSE'), join(source, 'LICENSE'));
  const main = join(source, 'lukewarm/__init__.py');
  await writeFile(main, (await readFile(main, 'utf8')).replace(/^__version__ = .*$/m, `__version__ = "${version}"`));
  await promisify(execFile)(python, ['-m', 'pip', 'wheel', '--quiet', '--no-deps', '--wheel-dir', folder, source]);
  const wheel = (await readdir(folder)).find((name) => name.endsWith('.whl'));
  if (!wheel) throw new Error(`pip made no wheel in ${folder}`);
  return join(folder, wheel);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  readArguments(import.meta.url);
  console.log(await makeWheel());
}

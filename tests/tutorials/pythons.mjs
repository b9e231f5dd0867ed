// The Python that trains: one that the command names, or an environment of our own in build/tutorials.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../web/make/site.mjs';

export const folder = join(root, 'build/tutorials');
const own = join(folder, 'python');

/** Of the environment; the packages of pip by the names that Python imports. @type {{ [name: string]: string }} */
const packages = { torch: 'torch', numpy: 'numpy', onnx: 'onnx', tensorflow: 'tensorflow', tf_keras: 'tf-keras', h5py: 'h5py' };

/** @param {string} command @param {string[]} args @param {any} [options] @returns {Promise<void>} */
export const execute = (command, args, options = {}) => new Promise((resolve, reject) => {
  const child = spawn(command, args, { stdio: ['ignore', 'inherit', 'inherit'], ...options });
  child.on('error', reject);
  child.on('exit', (code) => (code === 0 ? resolve() : reject(new Error(`${command} ${args[0]} … ended with ${code}`))));
});

/** @param {string} python @param {string[]} names */
const has = (python, names) => {
  const code = `import importlib.util as u, sys; sys.exit(any(u.find_spec(name) is None for name in sys.argv[1:]))`;
  return spawnSync(python, ['-c', code, ...names]).status === 0;
};

/**
 * Returns a Python that can import all of `needs`.
 * @param {string[]} given tried first
 * @param {string[]} needs
 */
export async function pythonFor(given, needs) {
  const found = given.find((python) => has(python, needs));
  if (found) return found;
  if (given.length > 0) throw new Error(`none of the Pythons has ${needs.join(' and ')}`);
  const python = join(own, 'bin/python');
  if (!existsSync(python)) await execute('python3', ['-m', 'venv', own]);
  if (!has(python, needs)) await execute(python, ['-m', 'pip', 'install', '--quiet', ...needs.map((name) => packages[name])]);
  return python;
}

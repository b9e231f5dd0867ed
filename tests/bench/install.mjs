// Installs the libraries that a benchmark measures beside Lukewarm, when they are first needed.
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Installs what a folder's package-lock.json names into another folder, if it is not there. No script of a package
 * runs, nothing is compiled. Returns the version of each package.
 * @param {string} from has package.json and package-lock.json
 * @param {string} into
 */
export async function install(from, into) {
  const lock = await readFile(join(from, 'package-lock.json'), 'utf8');
  const installed = join(into, 'installed.json');
  if (!existsSync(installed) || await readFile(installed, 'utf8') !== lock) {
    console.error(`Installing the other libraries into ${into} ...`);
    await mkdir(into, { recursive: true });
    for (const name of ['package.json', 'package-lock.json']) await cp(join(from, name), join(into, name));
    execFileSync('npm', ['ci', '--ignore-scripts', '--legacy-peer-deps', '--no-audit', '--no-fund'],
      { cwd: into, stdio: ['ignore', 2, 2], shell: process.platform === 'win32' });
    await writeFile(installed, lock);
  }
  const { packages } = JSON.parse(lock);
  return (/** @type {string} */ name) => /** @type {string} */ (packages[`node_modules/${name}`].version);
}

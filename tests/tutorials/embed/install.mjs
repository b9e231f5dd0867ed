// Installs a tool under ~/.cache/lukewarm/tools, where removing the folder undoes it: npm's packages in a project's own
// folder, Python's in an environment; Debian's in the system, as web/make/setup.sh does it.
// What is there stays as it is: a newer version comes when the folder is removed, or with --fresh.
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { root } from '../../../web/make/site.mjs';
import { packAnew } from '../../web/packed.mjs';

export const cache = join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'lukewarm/tools');

/**
 * @typedef {object} Needs
 * @property {{ [name: string]: string }} [npm] with the versions that are meant
 * @property {boolean} [lukewarm] our own npm package too, as npm packs it
 * @property {string[]} [python]
 * @property {string[]} [debian]
 *
 * @typedef {object} Project
 * @property {string} folder empty but for what npm installed
 * @property {NodeJS.ProcessEnv} env in which the tool is found
 */

/** @param {string} command @param {Project} project @returns {Promise<string>} what it printed */
export async function run(command, { folder, env }) {
  const options = { cwd: folder, env, timeout: 900_000, maxBuffer: 1 << 26 };
  const { stdout } = await promisify(execFile)('bash', ['-c', command], options).catch(({ stdout, stderr, message }) => {
    throw new Error(`${command}: ${stdout ?? ''}${stderr ?? message}`);
  });
  return stdout;
}

/**
 * Does `work` in a folder unless it was done there with the same `wish`.
 * @param {string} folder @param {string} wish @param {() => Promise<unknown>} work
 */
async function once(folder, wish, work) {
  const stamp = `${folder}.wish`;
  if (existsSync(folder) && wish === await readFile(stamp, 'utf8').catch(() => '')) return;
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  await work();
  await writeFile(stamp, wish);
}

/** @type {Promise<string> | undefined} */
let packed;
const ourPackage = () => (packed ??= packAnew(join(cache, 'lukewarm')));

/**
 * Installs what a tool needs and returns an empty project in which it is found.
 * @param {string} name @param {Needs} needs @param {string} [environment] of Python, that several tools share
 * @returns {Promise<Project>}
 */
export async function install(name, { npm, lukewarm, python, debian }, environment = name) {
  const folder = join(cache, 'projects', name);
  const env = { ...process.env, CI: '1', ASTRO_TELEMETRY_DISABLED: '1', NEXT_TELEMETRY_DISABLED: '1', DO_NOT_TRACK: '1' };
  const paths = [];
  const from = { folder: cache, env };
  await mkdir(cache, { recursive: true });
  if (debian) await run(`source ${root}/web/make/setup.sh && need_packages ${debian.join(' ')}`, from);
  const description = JSON.stringify({ private: true, type: 'module', devDependencies: lukewarm ? { ...npm, lukewarm: `file:${await ourPackage()}` } : npm });
  await once(folder, description, async () => {
    if (!npm) return;
    await writeFile(join(folder, 'package.json'), description);
    await run('npm install --no-audit --no-fund --loglevel=error', { folder, env });
  });
  for (const old of await readdir(folder)) {
    if (!/^(node_modules|package(-lock)?\.json)$/.test(old)) await rm(join(folder, old), { recursive: true });
  }
  if (npm) await writeFile(join(folder, 'package.json'), description);
  if (npm) paths.push(join(folder, 'node_modules/.bin'));
  if (python) {
    const venv = join(cache, 'python', environment);
    await mkdir(dirname(venv), { recursive: true });
    await once(venv, JSON.stringify(python), async () => {
      await run(`python3 -m venv ${venv}`, from);
      await run(`${venv}/bin/pip install --quiet ${python.map((word) => `'${word}'`).join(' ')}`, from);
    });
    paths.push(join(venv, 'bin'));
  }
  return { folder, env: { ...env, PATH: [...paths, process.env.PATH].join(delimiter) } };
}

// Installs a tool under ~/.cache/lukewarm/tools, where removing the folder undoes it: npm's packages in a project's own
// folder, Python's in an environment; Debian's in the system, as web/make/setup.sh does it.
// What is there stays as it is: a newer version comes when the folder is removed.
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
 * @property {string} venv Python's environment
 */

/** @param {string} command @param {{ folder: string, env: NodeJS.ProcessEnv }} project @returns {Promise<string>} what it printed */
export async function run(command, { folder, env }) {
  // Without its own start-up file, which bash reads when its input is a socket, and which may put other tools first.
  const options = { cwd: folder, env, timeout: 900_000, maxBuffer: 1 << 26 };
  const { stdout } = await promisify(execFile)('bash', ['--norc', '-c', command], options).catch(({ stdout, stderr, message }) => {
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
  await Promise.all([folder, stamp].map((path) => rm(path, { recursive: true, force: true })));
  await mkdir(folder, { recursive: true });
  await work();
  await writeFile(stamp, wish);
}

/** Installs into an environment by the pip outside it, which saves the time to make one inside. @param {string} venv @param {string} what */
export const pip = (venv, what) => run(`python3 -m pip --python ${venv}/bin/python install --quiet ${what}`, { folder: cache, env: process.env });

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
  const env = { ...process.env, CI: '1', ASTRO_TELEMETRY_DISABLED: '1', NEXT_TELEMETRY_DISABLED: '1', OBSERVABLE_TELEMETRY_DISABLE: 'true', DO_NOT_TRACK: '1' };
  const venv = join(cache, 'python', environment);
  const paths = [];
  const from = { folder: cache, env };
  await mkdir(cache, { recursive: true });
  const system = [...(debian ?? []), ...(python ? ['python3-venv', 'python3-pip'] : [])];
  if (system.length > 0) await run(`source ${root}/web/make/setup.sh && need_packages ${system.join(' ')}`, from);
  const description = JSON.stringify({ private: true, devDependencies: lukewarm ? { ...npm, lukewarm: `file:${await ourPackage()}` } : npm });
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
    await mkdir(dirname(venv), { recursive: true });
    await once(venv, JSON.stringify(python), async () => {
      await run(`python3 -m venv --without-pip ${venv}`, from);
      await pip(venv, python.map((word) => `'${word}'`).join(' '));
    });
    paths.push(join(venv, 'bin'));
  }
  return { folder, venv, env: { ...env, PATH: [...paths, process.env.PATH].join(delimiter) } };
}

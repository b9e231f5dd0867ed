// The npm package as a stranger gets it: packed by npm and installed, without a network, in a project of its own.
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { rmSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { makePackage } from '../../web/make/package.mjs';
import { root } from '../../web/make/site.mjs';

export const run = promisify(execFile);

/** Packs a folder with npm; returns the archive's path. @param {string} from @param {string} to */
export async function pack(from, to) {
  const { stdout } = await run('npm', ['pack', from, '--json', '--pack-destination', to]);
  const answer = JSON.parse(stdout);
  const { filename } = Array.isArray(answer) ? answer[0] : Object.values(answer)[0];
  return join(to, filename);
}

/** Returns the packed package's path in `folder`, under a name that is new when the package is: npm keeps what it has seen. @param {string} folder */
export async function packAnew(folder) {
  await mkdir(folder, { recursive: true });
  await makePackage(join(folder, 'package'));
  const packed = await pack(join(folder, 'package'), folder);
  const hash = createHash('sha256').update(await readFile(packed)).digest('hex').slice(0, 8);
  const path = join(folder, `lukewarm-${hash}.tgz`);
  await cp(packed, path);
  return path;
}

/** @type {Promise<string> | undefined} */
let packed;

/** Returns the path of the packed package, which is made once for all tests of a process. */
export const packedPackage = () => (packed ??= (async () => {
  await mkdir(join(root, 'build'), { recursive: true });
  const folder = await mkdtemp(join(root, 'build/packed-'));
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  await makePackage(join(folder, 'package'));
  return pack(join(folder, 'package'), folder);
})());

/**
 * Calls `use` with the folder of a new project that has the package installed and these files in it. The folder is in
 * build/, so that the tools that the repository has are found from there.
 * @template T
 * @param {{ [path: string]: string }} files
 * @param {(folder: string) => Promise<T>} use
 */
export async function inProject(files, use) {
  const archive = await packedPackage();
  const folder = await mkdtemp(join(root, 'build/project-'));
  try {
    await writeFile(join(folder, 'package.json'), JSON.stringify({ name: 'stranger', private: true, type: 'module' }));
    await run('npm', ['install', archive, '--offline', '--no-audit', '--no-fund'], { cwd: folder });
    for (const [path, text] of Object.entries(files)) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), text);
    }
    return await use(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

// The tracked files, for the tests of what holds for all of them.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../web/make/site.mjs';

export { root };

/**
 * Returns the paths of the files that git tracks or would track, below `folder`.
 * @param {string} [folder]
 */
export function files(folder = '.') {
  return execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard', folder],
    { cwd: root, encoding: 'utf8', maxBuffer: 1 << 26 })
    .split('\0')
    .filter((path) => path !== '' && existsSync(join(root, path)));
}

/** @param {string} path in the repository */
export const read = (path) => readFileSync(join(root, path), 'utf8');

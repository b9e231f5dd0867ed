// The types that tsc writes of the JSDoc, by types.json: for the npm package and for the API reference.
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** @param {string} root of the repository @param {string} folder for them */
export async function writeTypes(root, folder) {
  await promisify(execFile)(join(root, 'node_modules/.bin/tsc'), ['-p', join(root, 'web/make/types.json'), '--outDir', folder])
    .catch((error) => {
      throw new Error(`tsc could not write the types:\n${error.stdout}`);
    });
}

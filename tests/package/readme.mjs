// The package's README as a source of files and commands: a block whose info string has a second word is the file of that
// name, a block of sh is what to run.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../web/make/site.mjs';

/** @typedef {{ files: { [path: string]: string }, commands: string[] }} Recipe */

/** Returns the files and commands of the README's parts, by heading. @returns {{ [heading: string]: Recipe }} */
export function readRecipes() {
  const text = readFileSync(join(root, 'web/make/package.md'), 'utf8');
  return Object.fromEntries(text.split(/^#+ /m).slice(1).map((part) => {
    /** @type {Recipe} */
    const recipe = { files: {}, commands: [] };
    for (const [, language, path, code] of part.matchAll(/^```(\w+)(?: (\S+))?\n([^]*?)^```$/gm)) {
      if (path) recipe.files[path] = code;
      else if (language === 'sh') recipe.commands.push(...code.trim().split('\n'));
    }
    return [part.slice(0, part.indexOf('\n')), recipe];
  }));
}

// A Markdown file as a source of files and commands: a block whose info string has a second word is the file of that
// name, a block of sh is what to run.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../web/make/site.mjs';

/** @typedef {{ files: { [path: string]: string }, commands: string[] }} Recipe */

/** Returns the files and commands of a file's parts, by heading. @param {string} path from the root @returns {{ [heading: string]: Recipe }} */
export function readRecipes(path) {
  const text = readFileSync(join(root, path), 'utf8');
  /** @type {{ [heading: string]: Recipe }} */
  const recipes = {};
  /** @type {Recipe} */
  let recipe = { files: {}, commands: [] };
  // A block is matched as one, so that what looks like a heading in it is none.
  for (const [, heading, language, file, code] of text.matchAll(/^#+ (.+)|^```(\w+)(?: (\S+))?\n([^]*?)^```$/gm)) {
    if (heading) recipes[heading] = recipe = { files: {}, commands: [] };
    else if (file) recipe.files[file] = code;
    else if (language === 'sh') recipe.commands.push(...code.trim().split('\n'));
  }
  return recipes;
}

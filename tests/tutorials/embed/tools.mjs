// What a tool is, and how it is tried: with the files and commands of its part of a guide, word for word. In these,
// ../lukewarm is this repository.
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { root } from '../../../web/make/site.mjs';
import { readRecipes } from '../../web/recipes.mjs';
import { install, run } from './install.mjs';
import { seeSite } from './look.mjs';

/** @typedef {import('../../browser/browsers.mjs').Browser} Browser */

/**
 * @typedef {object} Tool
 * @property {string} name as in the table of web/guides/README.md
 * @property {string} guide a file of web/guides
 * @property {string} [heading] of its part there; default: the name
 * @property {string} by what shows the text: 'element, iframe', 'widget'
 * @property {import('./install.mjs').Needs} needs
 * @property {string} [environment] of Python, that several tools share
 * @property {string} [version] what prints it; default: that of the first package
 * @property {{ [path: string]: string }} [files] what a project has beside the guide's files
 * @property {{ [path: string]: string }} [frames] the pages that are written a second time, with the iframe, by the name of the copy
 * @property {{ [path: string]: [from: string, to: string] }} [edits] what is written otherwise in a guide's file
 * @property {string} [site] the folder that the commands make, with a first page that has a link to `page`
 * @property {string} [page] the address of the page there
 * @property {string[]} [others] the addresses of further pages with the element
 * @property {string} [frame] the address of the page with the iframe
 * @property {boolean} [serves] whether the last command is left to `see`: a server
 * @property {(browser: Browser, project: import('./install.mjs').Project & { shots: string, last: string }) => Promise<string | void>} [see]
 *     looks in a way of its own; may return what the table says
 * @property {boolean} [quick] whether tests/run tries it
 */

const here = join(root, 'tests/tutorials/tools');

/** @returns {Promise<(Tool & { file: string })[]>} */
export async function readTools() {
  const files = (await readdir(here)).filter((name) => name.endsWith('.mjs')).sort();
  const modules = await Promise.all(files.map((name) => import(join(here, name))));
  return files.flatMap((name, index) => [modules[index].default].flat().map((tool) => ({ ...tool, file: basename(name, '.mjs') })));
}

/** The page with the iframe in place of the element and its script. @param {string} page */
function withFrame(page) {
  const iframe = readRecipes('web/guides/sites.md')['The two ways'].files.iframe.trim();
  const framed = page.replace(/^.*<script[^>]*lukewarm-elements[^]*?<\/script>\n/m, '').replace(/<lukewarm-text[^]*?<\/lukewarm-text>/, () => iframe);
  if (!framed.includes(iframe)) throw new Error(`there is no element in ${page}`);
  return framed;
}

/** @param {Tool} tool @param {import('./install.mjs').Project} project */
async function versionOf({ needs, version }, project) {
  const [npm] = Object.keys(needs.npm ?? {});
  const command = version ?? (npm ? `node -p "JSON.parse(fs.readFileSync('node_modules/${npm}/package.json')).version"`
    : `python -c "import importlib.metadata as m; print(m.version('${needs.python?.[0].replace(/[=<>~].*/, '')}'))"`);
  return (await run(command, project)).match(/\d+(\.\d+)+/)?.[0] ?? 'unknown';
}

/**
 * Installs, builds, looks. Returns the table's result.
 * @param {Tool} tool @param {Browser} browser
 * @param {{ shots?: string, tell?: (version: string) => void }} [options]
 */
export async function attempt(tool, browser, { shots = '', tell } = {}) {
  const { name, guide, heading = name, needs, environment, files = {}, frames = {}, edits = {}, site, page = '', others, frame = '', serves, see } = tool;
  const project = await install(name.replace(/\W+/g, '-').toLowerCase(), needs, environment).catch((error) => {
    throw Object.assign(error, { code: 'not-installed' });
  });
  tell?.(await versionOf(tool, project));
  const recipe = readRecipes(`web/guides/${guide}`)[heading];
  if (!recipe) throw new Error(`web/guides/${guide} has no part called ${heading}`);
  const all = { ...files, ...recipe.files };
  for (const [path, [from, to]] of Object.entries(edits)) {
    if (!all[path].includes(from)) throw new Error(`there is no ${from} in the guide's ${path}`);
    all[path] = all[path].replace(from, to);
  }
  for (const [from, to] of Object.entries(frames)) all[to] = withFrame(all[from]);
  for (const [path, text] of Object.entries(all)) {
    await mkdir(dirname(join(project.folder, path)), { recursive: true });
    await writeFile(join(project.folder, path), text);
  }
  const commands = recipe.commands.map((command) => command.replaceAll('../lukewarm/', `${root}/`));
  const last = (serves && commands.pop()) || '';
  for (const command of commands) await run(command, project);
  const seen = see ? await see(browser, { ...project, shots, last })
    : await seeSite(browser, { folder: join(project.folder, String(site)), page, others, frame, shots });
  return seen || 'writes the text';
}

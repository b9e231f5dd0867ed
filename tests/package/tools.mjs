// The tools that the package is tried with. Each has a project of its own with the files of the README and the commands
// that it gives; a tool that is not in the README is tried with what stands here.
import { readRecipes } from '../web/recipes.mjs';

/**
 * @typedef {object} Tool
 * @property {string} name
 * @property {string} version the package whose version is shown
 * @property {{ [name: string]: string }} packages with the versions that are meant
 * @property {{ [path: string]: string }} files
 * @property {string[]} commands
 * @property {string} [site] the folder that is then opened in a browser; without it, the last command prints the text
 * @property {RegExp} [refused] what the tool says, since these files are wrong
 */

const recipes = readRecipes('web/make/package.md');
const page = recipes['In a page'].files;
const program = recipes['In Node, Bun and Deno'].files;

/** @param {string} name @param {string} heading @param {{ [name: string]: string }} packages @param {Partial<Tool>} [others] @returns {Tool} */
function bundler(name, heading, packages, { files, ...others } = {}) {
  const recipe = recipes[heading];
  return {
    name, version: Object.keys(packages)[0], packages, commands: recipe.commands, site: 'dist',
    files: { ...page, ...recipe.files, ...files }, ...others,
  };
}

const nextFiles = {
  'next.config.mjs': "export default { output: 'export' };\n",
  'app/layout.jsx': 'export default ({ children }) => <html lang="en"><body>{children}</body></html>;\n',
};
const nextPackages = { next: '16', react: '19', 'react-dom': '19' };

/** @param {string} major @returns {Tool} */
const node = (major) => ({
  name: `Node ${major}`, version: `node-${process.platform}-${process.arch}`,
  packages: { [`node-${process.platform}-${process.arch}`]: major }, files: program,
  commands: [`node_modules/node-${process.platform}-${process.arch}/bin/node main.mjs`],
});

/** In a test's own environment, where other globals stand in the place of Node's. @param {string} environment */
const testFile = (environment) => `/** @${environment} */
import { loadModel } from 'lukewarm';
import { LukewarmText } from 'lukewarm/elements';
import 'lukewarm/define';
import shakespeare from 'lukewarm/models/shakespeare';

it('writes', async () => {
  const model = await loadModel(shakespeare);
  const { text } = await model.complete('ROMEO:', { temperature: 0.5, seed: 1, maxTokens: 100 });
  const element = Object.assign(document.createElement('lukewarm-text'),
    { model: shakespeare, prompt: 'ROMEO:', temperature: 0.5, seed: 1, maxTokens: 100 });
  document.body.append(element);
  const shown = await element.generate();
  element.remove();
  if (!(element instanceof LukewarmText) || shown.text !== text) throw new Error('the element wrote ' + shown.text);
  process.stdout.write(text);
});
`;
const jest = { jest: '30', 'jest-environment-jsdom': '30', 'jest-fixed-jsdom': '0', '@happy-dom/jest-environment': '20' };
const vitest = { vitest: '5', jsdom: '31', 'happy-dom': '21' };
const jestCommand = 'NODE_OPTIONS=--experimental-vm-modules npx jest --silent=false 2>report';
const vitestCommand = 'npx vitest run --globals --disable-console-intercept --reporter=json --outputFile=report';

/** @type {Tool[]} */
export const tools = [
  bundler('Vite', 'Vite', { vite: '8' }),
  bundler('webpack', 'webpack', { webpack: '5', 'webpack-cli': '7' }),
  bundler('Parcel', 'Parcel', { parcel: '2' }),
  bundler('esbuild', 'esbuild', { esbuild: '0.28' }),
  bundler('Rollup', 'Rollup', { rollup: '4', '@rollup/plugin-node-resolve': '16' }),
  bundler('Rollup, setAssets', 'Files in another place', { rollup: '4', '@rollup/plugin-node-resolve': '16' }),
  bundler('Astro', 'Astro', { astro: '7' }),
  bundler('Next.js, Turbopack', 'Next.js', nextPackages, { files: nextFiles, site: 'out' }),
  bundler('Next.js, webpack', 'Next.js', nextPackages, {
    files: nextFiles, site: 'out', commands: recipes['Next.js'].commands.map((command) => `${command} --webpack`) }),
  ...['18', '20', '22', '24'].map(node),
  { name: 'Bun', version: 'bun', packages: { bun: '1' }, files: program, commands: ['node_modules/.bin/bun main.mjs'] },
  { name: 'Deno', version: 'deno', packages: { deno: '2' }, files: program,
    commands: ['node_modules/.bin/deno run --allow-read main.mjs'] },
  { name: 'Jest, jsdom', version: 'jest', packages: jest, commands: [jestCommand],
    files: { 'main.test.mjs': testFile('jest-environment jest-fixed-jsdom') } },
  { name: 'Jest, happy-dom', version: 'jest', packages: jest, commands: [jestCommand],
    files: { 'main.test.mjs': testFile('jest-environment @happy-dom/jest-environment') } },
  { name: 'Vitest, jsdom', version: 'vitest', packages: vitest, commands: [vitestCommand],
    files: { 'main.test.mjs': testFile('vitest-environment jsdom') } },
  { name: 'Vitest, happy-dom', version: 'vitest', packages: vitest, commands: [vitestCommand],
    files: { 'main.test.mjs': testFile('vitest-environment happy-dom') } },
  bundler('esbuild, a wrong name', 'esbuild', { esbuild: '0.28' }, {
    refused: /No matching export in .*lukewarm\.js.* for import "loadModels"/,
    files: { 'main.js': page['main.js'].replaceAll('loadModel', 'loadModels') } }),
  { ...node('22'), name: 'Node 22, a wrong path', refused: /ERR_PACKAGE_PATH_NOT_EXPORTED/,
    files: { 'main.mjs': program['main.mjs'].replace("'lukewarm'", "'lukewarm/worker.js'") } },
];

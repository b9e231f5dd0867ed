// Trains the tutorials' models, imports them and lets them write; prints a table. The options are in `run`.
import { build } from 'esbuild';
import { mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { root } from '../../web/make/site.mjs';
import { install } from '../bench/install.mjs';
import { files as repositoryFiles } from '../rules/repository.mjs';
import { importResult } from './import.mjs';
import { execute, folder, pythonFor } from './pythons.mjs';
import { tutorials } from './tutorials.mjs';

/** @typedef {import('./import.mjs').Row} Row */

const here = fileURLToPath(new URL('.', import.meta.url));

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '60' }, // of training, for each tutorial
    text: { type: 'string' }, // to train with; default: the documentation of this repository
    only: { type: 'string', default: '' }, // parts of files' names
    python: { type: 'string', multiple: true, default: [] },
    'import-only': { type: 'boolean', default: false }, // of what an earlier run trained
  },
});

/** Returns the path of the text. */
async function textFile() {
  if (values.text) return resolve(values.text);
  const documents = await Promise.all(repositoryFiles().filter((path) => path.endsWith('.md')).map((path) => readFile(join(root, path), 'utf8')));
  const path = join(folder, 'text.txt');
  await writeFile(path, documents.join('\n'));
  return path;
}

/** Returns a script with TensorFlow.js in it, which the benchmark of training installs. @param {string} file */
async function bundle(file) {
  const modules = join(root, 'build/train-peers');
  await install(join(root, 'tests/bench/train-peers'), modules);
  const outfile = join(folder, file);
  await build({
    entryPoints: [join(here, file)], outfile, bundle: true, platform: 'node', format: 'esm', mainFields: ['module', 'main'], nodePaths: [join(modules, 'node_modules')], logLevel: 'error',
    banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
  });
  return outfile;
}

/** @param {import('./tutorials.mjs').Tutorial} tutorial @param {string} text */
async function train({ file, needs }, text) {
  const out = join(folder, 'made', file.replace(/\.\w+$/, ''));
  if (values['import-only']) return out;
  await rm(out, { recursive: true, force: true });
  await mkdir(out, { recursive: true });
  const options = ['--text', text, '--out', out, '--seconds', values.seconds];
  if (file.endsWith('.mjs')) {
    await execute(process.execPath, [await bundle(file), ...options]);
    return out;
  }
  const args = [join(here, file), ...options];
  await execute(await pythonFor(values.python.map((path) => resolve(path)), needs), args, { env: { ...process.env, TF_CPP_MIN_LOG_LEVEL: '2', PYTHONDONTWRITEBYTECODE: '1' } });
  return out;
}

/** @param {(string | number)[]} cells */
const line = (cells) => `| ${cells.map((cell) => String(cell).replaceAll('|', '\\|')).join(' | ')} |`;

/** @param {Row} row */
const tableRow = (row) => line([
  row.tutorial, row.name, `${row.dropped} (${row.bytes.toLocaleString('en')})`, row.recipe ?? '–', row.asked || '–', row.f32.toExponential(1), row.int8.toFixed(4),
  row.modelBytes.toLocaleString('en'), row.rate.toLocaleString('en'), `\`${row.text}\``,
]);

await mkdir(folder, { recursive: true });
const text = await textFile();
/** @type {Row[]} */
const rows = [];
/** @type {string[]} */
const faults = [];
for (const tutorial of tutorials.filter(({ file }) => values.only.split(',').some((part) => file.includes(part)))) {
  try {
    const out = await train(tutorial, text);
    for (const made of (await readdir(out)).toSorted()) {
      try {
        rows.push(await importResult(join(out, made)));
        console.log(`  ${made}: writes`);
      } catch (/** @type {any} */ error) {
        console.error(`  ${made}: ${error.code ?? error.stack}: ${error.message}`);
        faults.push(`${made}: ${error.message}`);
      }
    }
  } catch (/** @type {any} */ error) {
    console.error(`  ${tutorial.file}: ${error.message}`);
    faults.push(`${tutorial.file}: ${error.message}`);
  }
}
rows.sort((a, b) => a.tutorial - b.tutorial);
const titles = ['#', 'tutorial', 'dropped (bytes)', 'recognised as', 'asked for', 'difference, f32', 'int8', 'model file, bytes', 'tokens per second', 'it writes'];
const table = [line(titles), line(titles.map(() => '---')), ...rows.map(tableRow)].join('\n');
await writeFile(join(folder, 'results.md'), `${table}\n`);
console.log(`\n${table}\n`);
for (const fault of faults) console.log(`FAILED ${fault}`);
console.log(`${rows.length} models write, ${faults.length} failed`);
process.exit(faults.length > 0 ? 1 : 0);

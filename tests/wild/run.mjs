// Strangers' models, as they are:
//   node tests/wild/run.mjs FOLDER...
// A FOLDER is a model's, or has those of several. A model's has the files as somebody would drop them, and reference.json:
//     prompt, prompt_ids      what was read, as text and as ids
//     next_top10              [id, token, probability][] of what comes next
//     greedy                  the text that the most probable tokens make
//     answers, vocabulary     what a reader has to say, if anything (beside this project's own form)
// LICENSE, SOURCE.md and reference.json are not dropped. Prints a row for each model; the exit status is 1 if a probability is
// further away than 1e-4 or the greedy text differs. No model is in the repository: they are other people's.
import { readFile, readdir, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { openImport } from '../../web/import/import.js';
import { readArguments, UsageError } from '../../web/make/arguments.mjs';
import { site } from '../../web/make/site.mjs';

const { loadModel } = await import(pathToFileURL(join(site, 'lukewarm.js')).href);

/** Of a probability. */
const tolerance = 1e-4;
const notDropped = /^(LICENSE.*|SOURCE\.md|README\.md|reference\.json|\..*)$/;

/** @typedef {{ prompt: string, prompt_ids: number[], next_top10: [number, string, number][], greedy?: string, answers?: any, vocabulary?: any }} Reference */

/** @param {string} folder @returns {Promise<string[]>} the models' folders in it, or itself */
async function modelsIn(folder) {
  const names = await readdir(folder);
  if (names.includes('reference.json')) return [folder];
  const paths = names.sort().map((name) => join(folder, name));
  const are = await Promise.all(paths.map(async (path) => (await stat(path)).isDirectory()));
  return (await Promise.all(paths.filter((_, i) => are[i]).map(modelsIn))).flat();
}

/** @param {any} model @param {Reference} reference @param {import('../../web/import/types.js').Vocabulary} vocabulary */
async function compare(model, { prompt, prompt_ids: ids, next_top10: top, greedy }, vocabulary) {
  // What is read before every text is in the prompt, and the model file has it too.
  const text = vocabulary.start && prompt.startsWith(vocabulary.start) ? prompt.slice(vocabulary.start.length) : prompt;
  const session = await model.session(text);
  const probabilities = new Map((await session.distribution()).map((/** @type {any} */ { id, probability }) => [id, probability]));
  const far = Math.max(...top.map(([id, , probability]) => Math.abs(probability - (probabilities.get(id) ?? 0))));
  const { text: written } = await session.complete({ temperature: 0, maxTokens: [...greedy ?? ''].length || 1 });
  const same = greedy === undefined ? '-' : written.slice(0, greedy.length) === greedy ? 'same' : `differs: ${JSON.stringify(written.slice(0, 40))}`;
  const unknown = session.replacements.map((/** @type {any} */ { from }) => from).join('');
  await session.dispose();
  const wanted = ids.map((id) => vocabulary.tokens[id]).join('');
  return { far, same, notes: [...(unknown ? [`does not know ${JSON.stringify(unknown)}`] : []), ...(wanted === prompt ? [] : [`its tokens spell ${JSON.stringify(wanted)}`])] };
}

/** How fast it writes with the options that it is used with. @param {Uint8Array} bytes @param {string} prompt */
async function speedOf(bytes, prompt) {
  const model = await loadModel(bytes);
  try {
    await model.complete(prompt, { maxTokens: 200, statistics: false, seed: 1 });
    const start = performance.now();
    const { steps } = await model.complete(prompt, { maxTokens: 2000, statistics: false, seed: 1 });
    return Math.round(steps.length / (performance.now() - start) * 1000);
  } finally {
    await model.dispose();
  }
}

/** @param {string} folder */
async function check(folder) {
  /** @type {Reference} */
  const reference = JSON.parse(await readFile(join(folder, 'reference.json'), 'utf8'));
  const names = (await readdir(folder)).filter((name) => !notDropped.test(name)).sort();
  const row = { model: basename(folder), dropped: names.length > 4 ? `${names.length} files` : names.join(' ') };
  try {
    const files = await Promise.all(names.map(async (name) => ({ name: `${basename(folder)}/${name}`, data: await readFile(join(folder, name)) })));
    const found = await openImport(files, { answers: reference.answers, ...(reference.vocabulary && { vocabulary: reference.vocabulary }) });
    if (found.questions.length > 0) throw new Error(`it asks ${JSON.stringify(found.questions)}`);
    const bytes = await found.build();
    const model = await loadModel(bytes, { precision: 'f32' });
    const { far, same, notes } = await compare(model, reference, /** @type {any} */ (found.vocabulary));
    await model.dispose();
    return { ...row, recognized: [found.format, found.recipe].filter(Boolean).join(', '), far: far.toExponential(1), greedy: same, bytes: `${found.bytes} → ${bytes.length}`,
      'tokens/s': await speedOf(bytes, reference.prompt), notes: notes.join('; '), ok: far <= tolerance && (same === 'same' || same === '-') };
  } catch (/** @type {any} */ error) {
    return { ...row, notes: `${error.code ?? 'error'}: ${error.message}`, ok: false };
  }
}

const folders = (await Promise.all(readArguments(import.meta.url, {}, [1, Infinity]).positionals.map(modelsIn))).flat();
if (folders.length === 0) throw new UsageError('no folder there has a reference.json');
const rows = [];
for (const folder of folders) rows.push(await check(folder));
const columns = /** @type {const} */ (['model', 'dropped', 'recognized', 'far', 'greedy', 'bytes', 'tokens/s', 'notes']);
console.log(`| ${columns.join(' | ')} |\n|${columns.map(() => '---').join('|')}|`);
for (const row of rows) console.log(`| ${columns.map((name) => /** @type {any} */ (row)[name] ?? '').join(' | ')} |`);
const wrong = rows.filter(({ ok }) => !ok);
console.log(`\n${rows.length - wrong.length} of ${rows.length} are right${wrong.length > 0 ? `; not ${wrong.map(({ model }) => model).join(', ')}` : ''}`);
process.exitCode = wrong.length > 0 ? 1 : 0;

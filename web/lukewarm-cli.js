#!/usr/bin/env node
// The command line of the npm package: `lukewarm import` says what is in another framework's files, or makes a model file of
// them. It uses the modules that the pages use, and their sentences. What was found goes to the standard output, progress and
// errors to the standard error; the exit status is 0, or 1 after an error.
import { readFile, realpath, rename, rm, writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { LukewarmError } from './engine/errors.js';
import { importing as words } from './i18n/en.js';
import { describeLayer } from './i18n/layer.js';
import { Locale } from './i18n/locale.js';
import { openImport } from './worker/import.js';

/** @typedef {import('./worker/import.js').Import} Import */
/** @typedef {import('./import/types.js').Question} Question */

const usage = `Usage: lukewarm import FILES… [-o model.safetensors]

Reads the model of another framework, and writes a model file. Without -o it says what it found.
FILES are the model's file or files, or their folder, with what belongs to them:
  ${words.formats}

Options:
  -o, --output FILE      the model file to write
  --vocabulary FILE      the tokens: a list, or JSON in either direction
  --text FILE            the text that the model was trained with, from which the vocabulary is made
  --find FILE            finds a lost vocabulary with any long text of the kind: a guess
  --answer NAME=VALUE    answers a question that the files leave open; as often as needed
  --bits 32|8|4          how the weights are written (default 32)
  --name NAME            what the model is called (default: as the file)
  --help                 shows this
`;

const options = /** @type {const} */ ({
  output: { type: 'string', short: 'o' }, vocabulary: { type: 'string' }, text: { type: 'string' }, find: { type: 'string' }, answer: { type: 'string', multiple: true },
  bits: { type: 'string', default: '32' }, name: { type: 'string' }, help: { type: 'boolean', short: 'h' },
});

const locale = new Locale('en');

/** @param {string} message */
const invalid = (message) => new LukewarmError('invalid-argument', `${message} --help lists the options.`);

/** Writes a line that the next one replaces, where the standard error is a terminal; else the first of each kind. */
class Progress {
  #last = '';

  /** @param {string} what @param {{ loaded: number, total: number }} [progress] */
  show(what, progress) {
    const { isTTY } = process.stderr;
    const percent = progress?.total ? ` ${Math.floor(100 * progress.loaded / progress.total)} %` : '';
    const line = what + (isTTY ? percent : '');
    if (line === this.#last) return;
    this.#last = line;
    process.stderr.write(isTTY ? `\r\x1b[K${line}` : `${line}\n`);
  }

  end() {
    if (process.stderr.isTTY && this.#last) process.stderr.write('\r\x1b[K');
    this.#last = '';
  }
}

/** @param {string[]} given NAME=VALUE @returns {{ [question: string]: string | number }} */
function parseAnswers(given) {
  return Object.fromEntries(given.map((text) => {
    const at = text.indexOf('=');
    if (at < 1) throw invalid(`--answer takes NAME=VALUE, and was given "${text}".`);
    const [id, value] = [text.slice(0, at), text.slice(at + 1)];
    if (id === 'window' && value !== 'stateful' && !(/^\d{1,4}$/.test(value) && Number(value) > 0)) throw invalid('--answer window is stateful, or a number of tokens from 1 to 4096.');
    return [id, /^\d{1,9}$/.test(value) ? Number(value) : value];
  }));
}

/** @param {string} path @param {string} option */
async function open(path, option) {
  try {
    return { name: basename(path), data: await readFile(path) };
  } catch (error) {
    throw new LukewarmError('io', `${path} cannot be read (${/** @type {any} */ (error).code}): --${option} takes a file.`);
  }
}

/** Texts of a note's values, as its sentence takes them. @param {{ [name: string]: any }} note */
const textsOf = (note) => Object.fromEntries(Object.entries(note).map(([name, value]) =>
  [name, Array.isArray(value) ? value.slice(0, 8).join(', ') + (value.length > 8 ? ', …' : '') : typeof value === 'number' ? locale.count(value) : String(value)]));

/** @template T @param {{ [name: string]: T }} list @param {string} name */
const find = (list, name) => (Object.hasOwn(list, name) ? list[name] : undefined);

/** How to answer it. @param {Question} question */
function ask({ id, choices, suggestion }) {
  const sentence = find(words.questions, id) ?? words.otherQuestion(id);
  const known = id === 'window' ? ['stateful', 'a number of tokens'] : (choices ?? []).map((choice) => {
    const meaning = find(words.choices, String(choice));
    return meaning ? `${choice}: ${meaning}` : String(choice);
  });
  return `${sentence}\n    --answer ${id}=${suggestion ?? known[0] ?? '…'}${known.length > 0 ? `  (${known.join('; ')})` : ''}`;
}

/** @param {Import} found */
function describeReading({ context }) {
  if (!context) return words.reads.open;
  if (context === 'stateful') return words.reads.stateful;
  const n = locale.count(context.window);
  return context.pad ? words.reads[context.pad.masked ? 'masked' : 'padded'](n) : words.reads.window(n);
}

/** What was found, line by line. @param {Import} found */
function describe(found) {
  const { format, recipe, layers, parameters, bytes, vocabSize, vocabulary, notes, questions } = found;
  const count = locale.count(vocabulary?.tokens.length ?? vocabSize);
  /** @type {[string, string][]} */
  const facts = [
    [words.facts.format, format],
    ...(recipe ? [/** @type {[string, string]} */ ([words.facts.recipe, recipe])] : []),
    [words.facts.layers, layers.map((layer) => describeLayer(layer, words, locale)).join(', ')],
    [words.facts.weights, words.weights(locale.count(parameters), locale.size(bytes))],
    [words.facts.vocabulary, vocabulary ? words.vocabulary(count, find(words.units, vocabulary.kind) ?? words.units.other, find(words.sources, vocabulary.from) ?? vocabulary.from)
      : `${words.noVocabulary(count)}: --vocabulary FILE, --text FILE or --find FILE`],
    [words.facts.reads, describeReading(found)],
  ];
  const sentences = notes.map((note) => find(/** @type {{ [code: string]: (values: any) => string }} */ (words.notes), note.code)?.(textsOf(note)) ?? note.code);
  return [
    ...facts.map(([name, value]) => `${name}: ${value}`),
    ...(sentences.length > 0 ? ['', `${words.assumed}:`, ...sentences.map((sentence) => `  ${sentence}`)] : []),
    ...(questions.length > 0 ? ['', `${words.asks}:`, ...questions.map((question) => `  ${ask(question)}`)] : []),
  ].join('\n');
}

/** Writes a file, whole or not at all. @param {string} path @param {Uint8Array} bytes */
async function write(path, bytes) {
  const fresh = `${path}.${process.pid}.tmp`;
  try {
    await writeFile(fresh, bytes);
    await rename(fresh, path);
  } catch (error) {
    await rm(fresh, { force: true });
    throw new LukewarmError('io', `${path} cannot be written (${/** @type {any} */ (error).code}).`);
  }
}

/** Takes the vocabulary under which the model finds a text likeliest, and says how likely. @param {Import} found @param {string} path @param {Progress} progress */
async function findVocabulary(found, path, progress) {
  progress.show(words.searching);
  const { vocabulary, loss, certainty } = await found.findVocabulary((await open(path, 'find')).data, { onProgress: (at) => progress.show(words.searching, at) });
  progress.end();
  process.stderr.write(`${words.guess}. ${words.guessLoss(locale.fixed(loss, 2), locale.fixed(Math.log(found.vocabSize), 2))} ${words.guessCertainty(locale.percent(certainty))}\n`);
  await found.useVocabulary(/** @type {any} */ (vocabulary));
}

/** @param {string[]} files @param {{ [option: string]: any }} values @param {Progress} progress */
async function importFiles(files, { output, vocabulary, text, find: kind, answer = [], bits, name }, progress) {
  if (files.length === 0) throw invalid('Name the files of the model.');
  if (!['32', '8', '4'].includes(bits)) throw invalid(`--bits is 32, 8 or 4, and not ${bits}.`);
  const real = (/** @type {string} */ path) => realpath(path).catch(() => path);
  if (output && (await Promise.all(files.map(real))).includes(await real(output))) throw invalid(`${output} is one of the files to read: write to another one.`);
  const reading = words.reading(basename(files[0]));
  progress.show(reading);
  const found = await openImport(files, { answers: parseAnswers(answer), onProgress: (at) => progress.show(reading, at) });
  try {
    // What they need to know the model's size for is asked first.
    if (found.questions.length === 0 && vocabulary) await found.useVocabulary(await open(vocabulary, 'vocabulary'));
    if (found.questions.length === 0 && text) await found.useText((await open(text, 'text')).data);
    if (found.questions.length === 0 && kind && !found.vocabulary) await findVocabulary(found, kind, progress);
    if (!output) {
      progress.end();
      process.stdout.write(`${describe(found)}\n`);
      return;
    }
    if (found.questions.length > 0) {
      throw new LukewarmError('import-incomplete', `Something about the model must be said first:\n  ${found.questions.map(ask).join('\n  ')}`);
    }
    progress.show(words.building);
    const model = await found.build({ ...(name !== undefined && { name }), bits: /** @type {32 | 8 | 4} */ (Number(bits)), onProgress: (at) => progress.show(words.building, at) });
    await write(output, model);
    progress.end();
    process.stderr.write(`${output}: ${locale.size(model.length)}, ${words.bits[/** @type {32 | 8 | 4} */ (Number(bits))]}.\n`);
  } finally {
    await found.dispose();
  }
}

/** @param {string[]} args */
async function main(args) {
  const progress = new Progress();
  try {
    const { values, positionals: [command, ...files] } = parseArgs({ args, options, allowPositionals: true });
    if (values.help || (command === undefined && args.length === 0)) process.stdout.write(usage);
    else if (command !== 'import') throw invalid(`The command is "import"${command ? `, and not "${command}"` : ''}.`);
    else await importFiles(files, values, progress);
  } catch (/** @type {any} */ error) {
    progress.end();
    const { message } = error.code?.startsWith('ERR_PARSE_ARGS') ? invalid(`${error.message.replace(/\.?$/, '.')}`) : error;
    process.stderr.write(`lukewarm: ${message}\n`);
    process.exitCode = 1;
  }
}

await main(process.argv.slice(2));

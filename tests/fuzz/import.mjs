// Opens damaged files of other frameworks:
//   node tests/fuzz/import.mjs [--runs 10000] [--format keras] [--fixture NAME] [--seed 1] [--threads 2] [--no-load] [--save FOLDER]
// Each run takes a fixture of tests/golden/import, damages it (import-mutations.mjs), and opens and builds it in a thread. Allowed are
// an error with a code of the import and a sentence, or a model that the engine loads; within the time, in bounded memory. The rest
// is listed, with the seed that makes it again, and the status is 1. --runs counts for each format.
import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { readArguments, UsageError } from '../../web/make/arguments.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, '../..');
const golden = join(root, 'tests/golden/import');

/** How long a run may take, in ms: a hundred times what the slowest takes on a machine that is busy with others. */
const limitMs = 20_000;
/** How much memory all threads may take together, in bytes. */
const maxMemory = 2.5e9;

/** @typedef {{ format: string, name: string, folder: string, files: string[], answers?: any, vocabulary?: any }} Fixture */
/** @typedef {{ fixture: string, seed: number, finding: string }} Finding */

/** @param {string} group @param {string} name */
const formatOf = (group, name) => (name.startsWith('tfjs') ? 'tfjs' : name.startsWith('safetensors') ? 'safetensors' : group);

/** @returns {Promise<Fixture[]>} */
export async function fixturesOf() {
  /** @type {Fixture[]} */
  const fixtures = [];
  for (const entry of (await readdir(golden, { recursive: true })).filter((path) => path.endsWith('expected.json')).sort()) {
    const folder = join(golden, dirname(entry));
    const { files, answers, vocabulary } = JSON.parse(await readFile(join(golden, entry), 'utf8'));
    const [group, name = ''] = dirname(entry).split(/[/\\]/);
    if (Array.isArray(files)) fixtures.push({ format: formatOf(group, name), name: dirname(entry), folder, files, answers, vocabulary });
  }
  return fixtures;
}

/** A thread, which is started anew after a run that does not end. */
class Thread {
  /** @type {Worker | undefined} */
  #worker;
  #data;

  /** @param {any} data */
  constructor(data) {
    this.#data = data;
  }

  async #start() {
    const worker = new Worker(join(here, 'import-worker.mjs'), { workerData: this.#data, resourceLimits: { maxOldGenerationSizeMb: 1024 }, stdout: true, stderr: true });
    await new Promise((resolve, reject) => worker.once('message', resolve).once('error', reject));
    return worker;
  }

  /** @param {any} test @returns {Promise<{ outcome: string, finding?: string }>} */
  async run(test) {
    const worker = (this.#worker ??= await this.#start());
    return new Promise((resolve) => {
      const end = (/** @type {any} */ answer, isOver = false) => {
        clearTimeout(timer);
        for (const [name, listener] of Object.entries(listeners)) worker.off(name, listener);
        if (isOver) this.stop();
        resolve(answer);
      };
      const failed = (/** @type {string} */ finding) => end({ outcome: 'finding', finding }, true);
      /** @type {{ [event: string]: (value: any) => void }} */
      const listeners = { message: (answer) => end(answer), error: (error) => failed(`the thread ended: ${error.stack}`), exit: () => failed('the thread ended') };
      for (const [name, listener] of Object.entries(listeners)) worker.on(name, listener);
      const timer = setTimeout(() => failed(`it takes more than ${limitMs / 1000} s`), limitMs);
      worker.postMessage(test);
    });
  }

  stop() {
    this.#worker?.terminate();
    this.#worker = undefined;
  }
}

/**
 * @param {object} options
 * @param {Fixture[]} options.fixtures all that there are: parts of others come into a file
 * @param {Fixture[]} [options.own] those that are damaged
 * @param {number} options.runs
 * @param {number} [options.seed] of the first one
 * @param {number} [options.threads]
 * @param {string | null} [options.library] lukewarm.js, which loads what is built; null: it is not loaded
 * @param {(count: number) => void} [options.onProgress]
 * @returns {Promise<{ outcomes: { [outcome: string]: number }, findings: Finding[], memory: number, slowest: number }>} memory: at most, in bytes; slowest: in ms
 */
export async function fuzz({ fixtures, own = fixtures, runs, seed = 1, threads = 2, library = join(root, 'build/site/lukewarm.js'), onProgress }) {
  /** @type {{ [outcome: string]: number }} */
  const outcomes = {};
  /** @type {Finding[]} */
  const findings = [];
  let [at, memory, slowest] = [0, 0, 0];
  const all = Array.from({ length: threads }, () => new Thread({ fixtures, library }));
  const watch = setInterval(() => (memory = Math.max(memory, process.memoryUsage.rss())), 25);
  await Promise.all(all.map(async (thread) => {
    while (at < runs) {
      const number = at++;
      const test = { fixture: fixtures.indexOf(own[number % own.length]), seed: seed + number };
      const start = performance.now();
      const { outcome, finding } = await thread.run(test);
      slowest = Math.max(slowest, performance.now() - start);
      outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
      if (finding) findings.push({ fixture: fixtures[test.fixture].name, seed: test.seed, finding });
      onProgress?.(number + 1);
    }
    thread.stop();
  }));
  clearInterval(watch);
  if (memory > maxMemory) findings.push({ fixture: 'all', seed, finding: `they took ${Math.round(memory / 1e6)} MB` });
  return { outcomes, findings, memory, slowest };
}

async function main() {
  const { values } = readArguments(import.meta.url, { runs: 10000, format: '', fixture: '', seed: 1, threads: 2, 'no-load': false, save: '' });
  const fixtures = await fixturesOf();
  const chosen = fixtures.filter(({ format, name }) => (!values.format || format === values.format) && (!values.fixture || name === values.fixture));
  if (chosen.length === 0) throw new UsageError('there is no such fixture');
  for (const format of new Set(chosen.map((one) => one.format))) {
    const own = chosen.filter((one) => one.format === format);
    const { runs, seed, threads } = values;
    const options = { fixtures, own, runs, seed, threads, ...(values['no-load'] && { library: null }) };
    const { outcomes, findings, memory, slowest } = await fuzz({ ...options, onProgress: (count) => process.stderr.isTTY && process.stderr.write(`\r${format} ${count}`) });
    const counts = Object.entries(outcomes).sort().map(([outcome, count]) => `${outcome} ${count}`).join(', ');
    console.log(`${format}: ${runs} runs over ${own.length} fixtures: ${counts}; at most ${Math.round(memory / 1e6)} MB and ${(slowest / 1000).toFixed(1)} s for one`);
    /** @type {Map<string, Finding & { count: number }>} */
    const kinds = new Map();
    for (const one of findings) {
      const kind = one.finding.split('\n').slice(0, 3).join('\n').replace(/\d+/g, '0');
      const known = kinds.get(kind);
      if (known) known.count++;
      else kinds.set(kind, { ...one, count: 1 });
    }
    for (const { fixture, seed, finding, count } of kinds.values()) console.log(`  ${count} like ${fixture}, --fixture ${fixture} --seed ${seed} --runs 1:\n    ${finding.split('\n').slice(0, 7).join('\n    ')}`);
    if (values.save) await mkdir(values.save, { recursive: true }).then(() => writeFile(join(values.save, `${format}.json`), JSON.stringify(findings, null, 1)));
    if (findings.length > 0) process.exitCode = 1;
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main();

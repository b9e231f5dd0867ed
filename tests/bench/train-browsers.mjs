// Training beside other libraries in Chromium, each in a worker on one thread, on the same text with the same network,
// an LSTM of one layer on characters, after web/demo --no-serve:
//   node tests/bench/train-browsers.mjs [--text FILE] [--hidden 128] [--rounds 3] [--seconds 4] [--learn 60]
//       [--only NAME]
// The first time, the other libraries are installed into build/train-peers. Rounds are interleaved. Seconds are those
// of processor time, as Chromium counts them for the process that trains: other programs on the machine change them
// less than those of the clock, which are shown beside them. --learn 0 leaves out the minute of learning.
import { readFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { readArguments } from '../../web/make/arguments.mjs';
import { startServer } from '../../web/make/serve.mjs';
import { root } from '../../web/make/site.mjs';
import { contestants } from './train-peers/contestants.mjs';
import { makeContest, served } from './train-peers/peers.mjs';

const kCharacters = 100_000;
const kHeldOut = 0.1;
const ours = contestants[0].name;
const kSlice = 3; // seconds that each learns for in turn
const kPlanned = 0.8; // of the characters that Lukewarm could read in its time: measuring on the way takes some of it

const { values: { text, hidden, rounds, seconds, learn, only } } = readArguments(import.meta.url,
  { text: join(root, 'web/page/try-me.txt'), hidden: 128, rounds: 3, seconds: 4, learn: 60, only: '' });

/** @param {string} whole @returns {import('./train-peers/contest.js').Task} */
function makeTask(whole) {
  const text = [...whole.normalize('NFC')].slice(0, kCharacters);
  const characters = [...new Set(text)].sort();
  const numbers = text.map((character) => characters.indexOf(character));
  const cut = Math.round(numbers.length * (1 - kHeldOut));
  return {
    text: text.join(''), characters: characters.join(''),
    train: numbers.slice(0, cut), heldOut: numbers.slice(cut), hidden,
  };
}

/** @param {number[]} numbers */
const median = (numbers) => [...numbers].sort((a, b) => a - b)[numbers.length >> 1];
/** @param {number} number */
const short = (number) => number >= 100 ? Math.round(number).toLocaleString('en') : number.toPrecision(3);

/** Prints a Markdown table. @param {string[][]} rows the first is the head */
function print([head, ...rows]) {
  const rule = head.map((_, i) => i ? '---:' : '---');
  console.log([head, rule, ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n'));
}

/**
 * @typedef {import('./train-peers/contestants.mjs').Contestant & {
 *     rounds: { targets: number, read: number, seconds: number, used: number }[], fails?: string }} Entry
 */

const versionOf = await makeContest();
const task = makeTask(await readFile(text, 'utf8'));
const server = await startServer({ folders: served, port: 0 });
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--headless', '--no-sandbox', '--disable-gpu'],
});
const devtools = await browser.newBrowserCDPSession();

/** Returns the seconds that the pages have run on processors so far, by all their threads. */
async function processorTime() {
  const { processInfo } = await devtools.send('SystemInfo.getProcessInfo');
  return processInfo.filter(({ type }) => type === 'renderer').reduce((sum, { cpuTime }) => sum + cpuTime, 0);
}

/** Opens a page for the contest and returns how its workers are called. */
async function openPage() {
  const page = await browser.newPage();
  await page.goto(`${server.url}workers.html`);
  await page.waitForFunction(() => 'ask' in globalThis);
  /** @param {Entry} entry @param {string} call @param {unknown[]} args @returns {Promise<any>} */
  const ask = ({ name, script }, call, ...args) =>
    page.evaluate(([name, script, call, ...args]) => /** @type {any} */ (globalThis).ask(name, script, call, ...args),
      [name, `${script}.js`, call, ...args]);
  return { ask, close: () => page.close() };
}

/**
 * Does something with an entry, unless it has failed; where it now does, its reason is kept.
 * @param {Entry} entry @param {() => Promise<unknown>} use
 */
async function attempt(entry, use) {
  if (entry.fails !== undefined) return;
  await use().catch((error) => (entry.fails = String(error.message).replace(/^.*?Error: |\n[^]*$/g, '').slice(0, 160)));
}

/**
 * Lets an entry train, and notes how fast.
 * @param {Awaited<ReturnType<typeof openPage>>['ask']} ask @param {Entry} entry @param {number} time in seconds
 */
async function train(ask, entry, time) {
  const before = await processorTime();
  const result = await ask(entry, 'run', time);
  entry.rounds.push({ ...result, used: await processorTime() - before });
  return /** @type {{ finished: boolean }} */ (result);
}

/** @param {Awaited<ReturnType<typeof openPage>>['ask']} ask @param {Entry} entry */
async function lossesOf(ask, entry) {
  const losses = /** @type {number[]} */ (await ask(entry, 'losses'));
  return losses.map((loss) => loss.toFixed(2)).join(' → ');
}

/** @returns {Entry[]} */
const enter = (chosen = contestants) =>
  chosen.filter(({ name }) => name.includes(only)).map((contestant) => ({ ...contestant, rounds: [] }));
/** @param {Entry} entry */
const nameOf = ({ name, peer }) => peer ? `${name} (${versionOf(peer)})` : name;

/** Measures how fast each trains and prints it. Returns the characters per second, by name. */
async function measureSpeed() {
  const { ask, close } = await openPage();
  const entries = enter();
  for (const entry of entries) {
    await attempt(entry, async () => {
      await ask(entry, 'start', task, entry.options);
      await ask(entry, 'run', seconds / 4);
    });
  }
  for (let round = 0; round < rounds; round++) {
    for (const entry of entries) await attempt(entry, () => train(ask, entry, seconds));
  }
  /** @type {Record<string, number>} */
  const speeds = {};
  const rows = [];
  for (const entry of entries) {
    let losses = '';
    await attempt(entry, async () => (losses = await lossesOf(ask, entry)));
    const rates = entry.rounds.map(({ targets, used }) => targets / used);
    if (entry.fails !== undefined) {
      rows.push([nameOf(entry), `fails: ${entry.fails}`, '', '', '', '', '']);
      continue;
    }
    const speed = speeds[entry.name] = median(rates);
    rows.push([nameOf(entry), short(speed), `${short(Math.min(...rates))}–${short(Math.max(...rates))}`,
      short(median(entry.rounds.map(({ read, used }) => read / used))),
      short(median(entry.rounds.map(({ targets, seconds }) => targets / seconds))),
      speeds[ours] ? `${short(speeds[ours] / speed)}×` : '', losses]);
  }
  await close();
  print([[`LSTM ${hidden}`, 'characters learned from per second', 'least–most', 'characters read per second',
    'learned from, by the clock', 'Lukewarm is', 'loss of the training, first → last steps'], ...rows]);
  return speeds;
}

/**
 * Lets each learn for the same processor time, and prints what it then knows.
 * @param {Record<string, number>} speeds
 */
async function measureLearning(speeds) {
  const { ask, close } = await openPage();
  const entries = enter(contestants.filter(({ learning, name }) => learning && speeds[name]));
  for (const entry of entries) {
    const { planned, ...learning } = /** @type {any} */ (entry.learning);
    const options = { ...entry.options, ...learning };
    if (planned) options.planned = speeds[entry.name] * learn * kPlanned;
    await attempt(entry, () => ask(entry, 'start', task, options));
  }
  const used = (/** @type {Entry} */ { rounds }) => rounds.reduce((sum, { used }) => sum + used, 0);
  for (let learners = entries; learners.length;) {
    /** @type {Entry[]} */
    const going = [];
    for (const entry of learners) {
      await attempt(entry, async () => {
        const { finished } = await train(ask, entry, Math.min(kSlice, learn - used(entry)));
        if (!finished && used(entry) < learn) going.push(entry);
      });
    }
    learners = going;
  }
  const rows = [];
  for (const entry of entries) {
    await attempt(entry, async () => {
      const loss = /** @type {number} */ (await ask(entry, 'heldOutLoss'));
      const targets = entry.rounds.reduce((sum, { targets }) => sum + targets, 0);
      const losses = await lossesOf(ask, entry);
      rows.push([nameOf(entry), loss.toFixed(3), losses, short(targets), used(entry).toFixed(1)]);
    });
    if (entry.fails !== undefined) rows.push([nameOf(entry), `fails: ${entry.fails}`, '', '', '']);
  }
  await close();
  print([[`LSTM ${hidden}, after ${learn} s`, 'held-out loss, nats per character', 'of the training, first → last',
    'characters learned from', 'seconds'], ...rows]);
}

try {
  console.log(`Chromium ${browser.version()}, ${cpus()[0].model}, one thread each; ` +
    `${short(task.train.length)} characters to learn from, ${short(task.heldOut.length)} held out, ` +
    `${task.characters.length} different ones.\n`);
  const speeds = await measureSpeed();
  console.log();
  if (learn) await measureLearning(speeds);
} finally {
  await browser.close();
  await server.close();
}

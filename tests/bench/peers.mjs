// Generated tokens per second beside other engines, in Chromium and natively, each on one thread where it does not say
// two, after tests/run:
//   node tests/bench/peers.mjs [--rounds 5] [--seconds 1] [--shapes XS,S,M,L,W] [--only NAME,NAME]
//       [--against BUILD [--against-format 2]]
// The first time, the other engines are installed into build/peers (500 MB). All have the same random weights and run
// the whole loop: token, layers, softmax at temperature 0.8, draw, next token. Before anything is timed, all must
// compute the same probabilities; another engine that does not is not timed (without VNNI, onnxruntime's int8 products
// saturate). Then they take turns, --seconds each, --rounds times; the table has the medians.
// --against measures another build folder of Lukewarm in the same run, which has site/, native/ and web-*/; its model
// files may be of format 1.
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { readArguments } from '../../web/make/arguments.mjs';
import { root } from '../../web/make/site.mjs';
import { macs, randomWeights, shapeOf } from './page/shapes.js';
import { cache, modules, openContest, prepare } from './peers/contest.mjs';
import { lukewarm, others } from './peers/engines.mjs';
import { makeNetwork } from './peers/network.js';

const kText = 64; // tokens that two builds of one engine must draw alike
const kRead = 16; // tokens before the probabilities that are compared

/**
 * @typedef {import('./peers/engines.mjs').Entry} Entry
 * @typedef {import('./peers/contest.mjs').Ask} Ask
 * @typedef {{ tokens: number, bare: number | null }} Rates per second; multiply-accumulates of the bare products
 */

const { values } = readArguments(import.meta.url, { rounds: 5, seconds: 1, shapes: 'XS,S,M,L,W', only: '', against: '', 'against-format': 2 });
const { rounds, seconds } = values;
const shapes = values.shapes.split(',').map(shapeOf);

const ours = 'Lukewarm';
const entries = [
  ...lukewarm(ours, 'page', join(root, 'build'), join(cache, 'model.safetensors'), 2),
  ...values.against ? lukewarm(`${ours} of ${values.against}`, 'other page', values.against,
    join(cache, 'other.safetensors'), values['against-format']) : [],
  ...others(modules),
].filter(({ name }) => values.only.split(',').some((part) => name.includes(part)));

/** @param {number[]} numbers */
const median = (numbers) => [...numbers].sort((a, b) => a - b)[numbers.length >> 1];

/**
 * Returns whether an engine computes what the reference computes; throws if Lukewarm does not. The distance of two distributions is half the sum of
 * their differences, which no difference of one probability exceeds.
 * @param {Ask} ask @param {Entry} entry @param {number[]} ids @param {ArrayLike<number>} reference
 */
async function check(ask, { name, sameTextAs, tolerance = 0, ...entry }, ids, reference) {
  if (sameTextAs !== undefined) {
    const other = entries.find(({ name }) => name === sameTextAs);
    if (!other) {
      console.log(`  ${name}: not checked without ${sameTextAs}`);
      return true;
    }
    const [text, wanted] = [await ask({ name, ...entry }, 'text', kText), await ask(other, 'text', kText)];
    if (text !== wanted) throw new Error(`${name} draws ${JSON.stringify(text)}, not ${JSON.stringify(wanted)}`);
    console.log(`  ${name}: the same ${kText} tokens as ${sameTextAs}`);
    return true;
  }
  const probabilities = /** @type {number[]} */ (await ask({ name, ...entry }, 'probabilities', ids));
  const distance = probabilities.reduce((sum, probability, id) => sum + Math.abs(probability - reference[id]), 0) / 2;
  if (probabilities.length !== reference.length || !(distance <= tolerance)) {
    const message = `${name}: its probabilities are ${distance} from the reference's; at most ${tolerance} is allowed`;
    if (!entry.library) throw new Error(message);
    console.log(`  ${message}`);
    return false;
  }
  console.log(`  ${name}: probabilities within ${distance.toExponential(1)} (at most ${tolerance})`);
  return true;
}

/**
 * Checks and measures all engines with the networks of a shape. Returns the medians, by name.
 * @param {ReturnType<Awaited<ReturnType<typeof openContest>>['open']>} engines
 * @param {import('./page/shapes.js').Shape} shape
 */
async function measure({ ask }, shape) {
  const network = makeNetwork(shape, randomWeights(shape), Float64Array);
  const ids = Array.from({ length: kRead }, (_, i) => 1 + (i * 7919 + 13) % (Math.min(shape.vocab, 128) - 1));
  /** @type {ArrayLike<number>} */
  let reference = [];
  for (const id of ids) reference = network.step(id, 1);
  console.log(`${shape.id}: ${shape.name}`);
  for (const entry of entries) await ask(entry, 'start', shape.id, entry.options ?? {});
  const right = [];
  for (const entry of entries) {
    if (await check(ask, entry, ids, reference)) right.push(entry);
  }

  for (const entry of right) await ask(entry, 'run', seconds); // to be compiled
  const all = new Map(right.map(({ name }) => [name, /** @type {Rates[]} */ ([])]));
  for (let round = 0; round < rounds; round++) {
    for (let i = 0; i < right.length; i++) {
      const entry = right[(i + round) % right.length];
      all.get(entry.name)?.push(await ask(entry, 'run', seconds));
    }
  }
  return new Map([...all].map(([name, runs]) => [name, {
    tokens: median(runs.map(({ tokens }) => tokens)),
    bare: runs[0].bare === null ? null : median(runs.map(({ bare }) => bare ?? NaN)),
  }]));
}

/** @param {number} number */
const short = (number) => number >= 100 ? Math.round(number).toLocaleString('en') : number.toPrecision(3);

/**
 * Prints the table: tokens per second, in brackets how many times as many Lukewarm generates in Chromium; below a row
 * of Lukewarm's what share of the bare products' rate it keeps.
 * @param {(name: string) => string} versionOf
 * @param {Map<string, Rates>[]} results of each shape
 */
function print(versionOf, results) {
  const rows = [['tokens/s', ...shapes.map(({ id, name }) => `${id}: ${name}`)], ['---', ...shapes.map(() => '---:')]];
  for (const { name, library } of entries) {
    const rates = results.map((result) => result.get(name) ?? { tokens: NaN, bare: null });
    rows.push([library ? `${name} (${versionOf(library)})` : name, ...rates.map(({ tokens }, i) => {
      if (Number.isNaN(tokens)) return 'wrong';
      const own = results[i].get(`${ours}, Chromium`)?.tokens;
      return own === undefined || own === tokens ? short(tokens) : `${short(tokens)} (${(own / tokens).toFixed(2)}×)`;
    })]);
    if (rates[0].bare === null) continue;
    rows.push([`${name}: share of the bare products`, ...rates.map(({ tokens, bare }, i) =>
      bare ? `${(100 * tokens * macs(shapes[i]) / bare).toFixed(0)} % of ${(bare / 1e9).toFixed(1)} GMAC/s` : '')]);
  }
  console.log(rows.map((row) => `| ${row.join(' | ')} |`).join('\n'));
}

const versionOf = await prepare(entries);
const contest = await openContest(values.against);
try {
  console.log(`Chromium ${contest.version}, Node ${process.version}, ${cpus()[0].model}, load ${
    loadavg()[0].toFixed(1)}; ${rounds} rounds of ${seconds} s`);
  const results = [];
  for (const shape of shapes) {
    const engines = contest.open();
    try {
      results.push(await measure(engines, shape));
    } finally {
      await engines.close();
    }
  }
  console.log();
  print(versionOf, results);
} finally {
  await contest.close();
}

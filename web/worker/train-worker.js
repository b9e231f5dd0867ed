// The worker of the training page: reads a text, plans, trains, writes. The page asks by numbered calls and hears of
// the rest as events; nothing here knows what it looks like.
import { createTrainer } from '../engine/trainer.js';
import { readBytes } from '../engine/source.js';
import { describeHistory } from './train-account.js';
import { describeSize, plan, sizes } from './train-plan.js';
import { Run } from './train-run.js';
import { measureSpeed } from './train-speed.js';
import { forget, keep, recall, takeOver } from './train-store.js';
import { entries, look, modelBytes } from './train-survey.js';
import { exampleUrl, frequencyLoss, overview, readText } from './train-text.js';
import { duration } from './train-words.js';

/** @typedef {import('./train-plan.js').Given} Given */

/** @type {{ postMessage(message: any, transfer?: any): void, onmessage: any }} */
const port = /** @type {any} */ (self);
/** @param {any} message */
const post = (message) => port.postMessage(message);

/** @param {number} part */
const downloading = (part) => post({ event: 'download', part });

/** @type {import('./train-text.js').Text | null} */
let text = null;
/** @type {Run | null} */
let run = null;
/** The newest survey, and of what it is. @type {{ key: string, of: any, survey: ReturnType<typeof look> } | null} */
let surveyed = null;
/** @type {ReturnType<typeof measureSpeed> | null} */
let speed = null;
let name = 'my-text';
let reads = 0;

/** @param {Given} given @param {string} from */
async function survey(given, from) {
  const read = /** @type {import('./train-text.js').Text} */ (text);
  const key = JSON.stringify([given.tokenizer, given.heldOut, from]);
  if (surveyed?.key !== key || surveyed.of !== read) {
    surveyed = { key, of: read, survey: look(read, given, from, downloading) };
    surveyed.survey.catch(() => (surveyed = null));
  }
  return surveyed.survey;
}

/** @param {{ size: string, from: string, given: Given }} wishes */
async function decide({ size, from, given }) {
  speed ??= measureSpeed();
  speed.catch(() => (speed = null));
  const [found, pace] = [await survey(given, from), await speed];
  /** @param {any} shape */
  const of = (shape) => ({ shape, ...plan({ shape, survey: found, speed: pace, given, fresh: !from }) });
  return { found, of, chosen: of(found.shape ?? sizes[size] ?? sizes.small) };
}

/** What the page may ask for. @type {{ [method: string]: (...args: any[]) => any }} */
const methods = {
  /** @param {string | Blob | null} source null: the example @param {string} [called] */
  async read(source, called = 'my-text') {
    const blob = source ?? new Blob([/** @type {Uint8Array<ArrayBuffer>} */ (await readBytes(exampleUrl()))]);
    const mine = ++reads;
    const read = await readText(blob);
    if (mine === reads) [text, name] = [read, called];
    return overview(read);
  },

  models: entries,

  /** How long each size takes, and what the settings are where the reader leaves them. @param {any} wishes */
  async plan(wishes) {
    if (!text?.characters) return null;
    const decision = await decide(wishes).catch((error) => {
      if (error.code !== 'text-too-short') throw error;
      return null;
    });
    if (!decision) {
      return { warning: 'There is not enough text here to learn from. Paste more of it: a few thousand characters at the least.' };
    }
    const { found, of, chosen } = decision;
    const heldOut = Number((100 * (chosen.options.validationFraction ?? 0)).toPrecision(3));
    /** @param {import('./train-plan.js').Shape} shape */
    const describe = (shape) => describeSize(shape, found.vocabSize, of(shape).seconds);
    return {
      sizes: Object.fromEntries(Object.entries(sizes).map(([size, shape]) => [size, describe(shape)])),
      time: duration(chosen.seconds), unknown: found.unknown,
      defaults: { ...chosen.options, heldOut: `${heldOut} %` },
    };
  },

  /** @param {any} wishes */
  async start(wishes) {
    if (!text) return;
    await run?.dispose();
    run = null;
    const { found, chosen } = await decide(wishes);
    const model = wishes.from ? (await modelBytes(wishes.from, downloading)).bytes : null;
    const options = { ...chosen.options, tokenizer: found.tokenizer };
    const frequencies = frequencyLoss(text, found.tokenizer);
    const task = { text: text.text, options, name, from: wishes.from, model, frequencies };
    const trainer = await createTrainer(task.text, options, model ? { model } : {});
    await forget().catch(() => {});
    keep('task', task).catch(() => {});
    run = new Run(task, trainer, post, wishes.live);
    run.resume();
  },

  /** What there is to go on with, in words, or null. */
  async found() {
    if (run) return run.title;
    const [task, progress] = [await recall('task'), await recall('progress')];
    return task && progress ? describeHistory(task, progress) : null;
  },

  /** @param {any} live what the samples are */
  async restore(live) {
    if (run) return run.report();
    const [task, { checkpoint, ...past }] = [await recall('task'), await recall('progress')];
    const { text, options, model } = task;
    const trainer = await createTrainer(text, options, { checkpoint, ...(model ? { model } : {}) });
    run = new Run(task, trainer, post, live, past);
    run.report();
  },

  /** Ends what is there, for another. */
  async discard() {
    await run?.dispose();
    run = null;
    await forget();
  },

  takeOver,
  resume: () => run?.resume(),
  pause: () => run?.pause('paused'),
  stop: () => run?.pause('stopped'),
  copy: () => run?.copy(),
  /** @param {any} wishes */
  sample: (wishes) => run?.sample(wishes),
  /** @param {any} writing */
  write: (writing) => run?.write(writing),
  /** @param {8 | 4 | 32} bits @param {string} called */
  file: (bits, called) => run?.file(bits, called),
  text: () => run?.text,
  /** @param {string} called */
  command: (called) => run?.command(called),
};

port.onmessage = async (/** @type {{ data: { call: number, method: string, args: any[] } }} */ { data }) => {
  const { call, method, args } = data;
  try {
    const value = await methods[method](...args);
    port.postMessage({ call, value }, value instanceof Uint8Array ? [value.buffer] : []);
  } catch (error) {
    const { code = 'internal', message = String(error) } = /** @type {any} */ (error);
    post({ call, error: { code, message } });
  }
};
post({ event: 'ready' });

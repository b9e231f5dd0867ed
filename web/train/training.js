// What the training page asks of its worker: to read a text, plan, train, write; and what it hears unasked. It is told
// numbers and keys; the words are the page's.
import { readBytes } from '../engine/source.js';
import { plan, sizes, weights } from './plan.js';
import { Run } from './run.js';
import { measureSpeed } from './speed.js';
import { keep, mine, recall, takeOver } from './store.js';
import { entries, look, modelBytes } from './survey.js';
import { beginningOf, exampleUrl, frequencyLoss, overview, readText } from './text.js';
import { createTrainer } from './trainer.js';

/** @typedef {import('./plan.js').Given} Given */
/** @typedef {import('./plan.js').Shape} Shape */
/** @typedef {{ prompt: string, temperature: number }} Live what the samples are */
/** @typedef {{ size: string, from: string, given: Given }} Wishes from: the model to begin with, '' for none */
/** @typedef {{ event: 'report' | 'sample' | 'kept' | 'download' | 'failure', [field: string]: any }} TrainingEvent */

const measuredFor = 10_000; // ms

export class Training {
  /** Events that nobody has heard yet: the newest of each kind. @type {Map<string, TrainingEvent>} */
  #events = new Map();
  #wake = () => {};
  /** @type {import('./text.js').Text | null} */
  #text = null;
  #name = '';
  #reads = 0;
  /** @type {Run | null} */
  #run = null;
  /** The newest survey, and of what it is. @type {{ key: string, of: any, survey: ReturnType<typeof look> } | null} */
  #surveyed = null;
  /** @type {ReturnType<typeof measureSpeed> | null} */
  #speed = null;
  #measureDue = -Infinity;

  /** @param {TrainingEvent} event */
  #post = (event) => {
    this.#events.delete(event.event);
    this.#events.set(event.event, event);
    this.#wake();
  };

  /** @param {number} part */
  #downloading = (part) => this.#post({ event: 'download', part });

  /** @returns {AsyncGenerator<TrainingEvent>} */
  async *events() {
    for (;;) {
      for (const [kind, event] of this.#events) {
        this.#events.delete(kind);
        yield event;
      }
      if (this.#events.size === 0) await new Promise((resolve) => (this.#wake = () => resolve(0)));
    }
  }

  /** @param {Given} given @param {string} from */
  async #survey(given, from) {
    const read = /** @type {import('./text.js').Text} */ (this.#text);
    const key = JSON.stringify([given.tokenizer, given.heldOut, from]);
    if (this.#surveyed?.key !== key || this.#surveyed.of !== read) {
      this.#surveyed = { key, of: read, survey: look(read, given, from, this.#downloading) };
      this.#surveyed.survey.catch(() => (this.#surveyed = null));
    }
    return this.#surveyed.survey;
  }

  /** @param {Wishes} wishes */
  async #decide({ size, from, given }) {
    const survey = await this.#survey(given, from);
    // What else the machine does changes.
    if (performance.now() > this.#measureDue) {
      this.#measureDue = performance.now() + measuredFor;
      this.#speed = measureSpeed();
    }
    const speed = /** @type {import('./plan.js').Speed} */ (await this.#speed);
    /** @param {Shape} shape */
    const of = (shape) => plan({ shape, survey, speed, given, fresh: !from });
    return { survey, of, chosen: of(survey.shape ?? sizes[size] ?? sizes.small) };
  }

  /** @param {string | Blob | null} source null: the example @param {string} name */
  async read(source, name) {
    const blob = source ?? new Blob([/** @type {Uint8Array<ArrayBuffer>} */ (await readBytes(exampleUrl()))]);
    const mine = ++this.#reads;
    const read = await readText(blob);
    if (mine === this.#reads) {
      [this.#text, this.#name] = [read, name];
      this.#keepText();
    }
    return overview(read);
  }

  /** Keeps the text for a training that has not begun. @param {boolean} [alone] and no training */
  #keepText(alone) {
    const { text = '' } = this.#text ?? {};
    return keep('text', text && { text, name: this.#name }, alone).catch(() => {});
  }

  /** What there is to begin with. */
  models = entries;

  /**
   * Returns how long each size takes, and the options of a training; no options where there is not enough text.
   * @param {Wishes} wishes
   */
  async plan(wishes) {
    if (!this.#text?.characters) return null;
    const { survey, of, chosen } = await this.#decide(wishes);
    if (!survey.trainTokens || survey.vocabSize < 2) return { unknown: survey.unknown };
    /** @param {Shape} shape */
    const describe = (shape) => ({ seconds: of(shape).seconds, units: shape.hidden, weights: weights(shape, survey.vocabSize) });
    return {
      sizes: Object.fromEntries(Object.entries(sizes).map(([size, shape]) => [size, describe(shape)])),
      seconds: chosen.seconds, unknown: survey.unknown, options: chosen.options,
    };
  }

  /** @param {Wishes & { live: Live }} wishes */
  async start(wishes) {
    if (!this.#text) return;
    await this.#end();
    const { survey, chosen } = await this.#decide(wishes);
    const model = wishes.from ? (await modelBytes(wishes.from, this.#downloading)).bytes : null;
    const options = { ...chosen.options, tokenizer: survey.tokenizer, start: survey.start };
    const frequencies = frequencyLoss(this.#text, survey.tokenizer);
    const { text } = this.#text;
    const task = {
      text, options, name: this.#name, from: wishes.from, model, frequencies, prompt: beginningOf(text), unread: survey.unknown?.share ?? 0,
    };
    const trainer = await createTrainer(text, options, model ? { model } : {});
    const run = new Run(task, trainer, this.#post, wishes.live, chosen.pace);
    this.#run = run;
    // All at once, since a reload may come at any time; a second tab's when the first is closed. Where both do not fit for a
    // moment, what was before goes first: it is not to lie beside the progress of another.
    mine.then(() => this.#run === run && keep('task', task, true))
      .catch(() => keep('text', '', true).then(() => keep('task', task))).catch(() => (run.isKept = false));
    run.resume();
  }

  /**
   * Brings back the training that there is, which goes on if it was running; or else a text that is newer than that, which it
   * returns, unless another one is here.
   * @param {Live} live @param {boolean} [asked] for the training
   */
  async restore(live, asked) {
    if (this.#run) return this.#run.report();
    const [task, progress, newer] = await Promise.all(['task', 'progress', 'text'].map(recall)).catch(() => []);
    const found = Boolean(task);
    if (this.#run || (!asked && this.#text?.characters)) return;
    if (!asked && newer) return { ...await this.read(newer.text, newer.name), found };
    if (!found) return;
    const { text, options, model } = task;
    const { checkpoint, ...past } = progress ?? { phase: 'running' }; // one that was left before its first step
    const trainer = await createTrainer(text, options, { checkpoint, ...(model ? { model } : {}) });
    this.#run = new Run(task, trainer, this.#post, live, past);
    if (past.phase === 'running') this.#run.resume();
    else this.#run.report();
  }

  async #end() {
    await this.#run?.dispose();
    this.#run = null;
  }

  /** Ends what is there, for another. */
  async discard() {
    await this.#end();
    await this.#keepText(true);
  }

  /** This page is now the one that keeps its training. */
  takeOver = takeOver;

  /** Does what can be done with the training that there is. @param {string} method of Run @param {any[]} args */
  run(method, ...args) {
    return /** @type {any} */ (this.#run)?.[method](...args);
  }
}

// A training that goes on: steps, one task each so that messages come through, and now and then a report, a
// sample of what it writes by now, and a copy of everything in the browser's own store.
import { nextTask } from '../engine/slices.js';
import { loadModel } from '../engine/model.js';
import { Pace } from './clock.js';
import { recent } from './judge.js';
import { report } from './report.js';
import { keep } from './store.js';

/** @typedef {import('./trainer.js').Trainer} Trainer */
/** @typedef {import('./report.js').Task} Task */
/** @typedef {import('./report.js').History} History */
/** @typedef {{ prompt: string, temperature: number, seed: number | bigint, maxTokens: number, end?: 'sentence' }} Writing */

const betweenReports = 250; // ms
const steady = 1.15; // times the time left that was shown: less is not shown anew
const betweenSamples = 3000;
const betweenCopies = 1000;
const mostForSamples = 0.1; // of the time
const weightsPerCopy = 250; // a ms between copies, each of some 20 bytes a weight: 5 MB/s
const longestKept = 150; // characters of a sample of before

export class Run {
  /** Whether its task is kept, without which its progress says nothing. */
  isKept = true;
  #task;
  #trainer;
  #post;
  /** @type {History} */
  #past = { losses: [], rows: [], samples: [], seconds: 0, keptAt: 0, stepSeconds: 0, measuredSteps: 0, phase: 'paused' };
  /** What the samples are. @type {Writing} */
  #live;
  #pace = new Pace(0);
  #stepped = 0; // when
  #reportDue = -Infinity;
  #sampleDue = -Infinity;
  #copyDue = -Infinity;
  #besides = 0; // how much longer all takes since it writes, too
  #stopping = false;
  #left = Infinity; // seconds, as shown
  /** The model of the best weights, once it is asked for. @type {ReturnType<typeof loadModel> | null} */
  #best = null;
  #end = Promise.resolve();

  /**
   * @param {Task} task @param {Trainer} trainer which this owns
   * @param {(message: any) => void} post @param {Partial<Writing>} live what the samples are
   * @param {Partial<History>} past of a training that goes on, or what is known before
   */
  constructor(task, trainer, post, live, past) {
    this.#task = task;
    this.#trainer = trainer;
    this.#post = post;
    const maxTokens = task.options.tokenizer === 'word' ? 90 : 400;
    this.#live = { temperature: 0.6, seed: 1, ...live, prompt: live.prompt || task.prompt, maxTokens };
    Object.assign(this.#past, past);
    if (past.phase === 'running') this.#past.phase = 'paused';
  }

  /** Goes on until it is done, paused or has diverged. */
  resume() {
    if (this.#past.phase === 'running' || this.#trainer.status !== 'running') return;
    this.#past.phase = 'running';
    this.#stopping = false;
    this.#left = Infinity;
    this.#pace = new Pace(this.#past.stepSeconds);
    this.#stepped = performance.now();
    this.#forgetBest();
    this.#end = this.#learn().catch((error) => {
      this.#past.phase = 'paused';
      this.#fail(error);
    });
  }

  /** @param {any} error */
  #fail = ({ code = 'internal', message }) => this.#post({ event: 'failure', code, message });

  /** @param {'paused' | 'stopped'} phase */
  async pause(phase) {
    this.#stopping = true;
    await this.#end;
    if (this.#trainer.status === 'running') this.#past.phase = phase;
    await this.#settle();
  }

  async #learn() {
    this.report();
    while (this.#trainer.status === 'running' && !this.#stopping) {
      // Before the first step too, where it writes noise. It goes on where it cannot write.
      if (performance.now() > this.#sampleDue) await this.sample().catch(this.#fail);
      this.#step();
      const now = performance.now();
      if (now > this.#reportDue) this.report();
      if (now > this.#copyDue) this.copy();
      await nextTask();
    }
    if (this.#trainer.status === 'running') return;
    this.#past.phase = this.#trainer.status === 'diverged' ? 'diverged' : 'done';
    await this.#settle();
  }

  #step() {
    const past = this.#past;
    let evaluation = null;
    try {
      const step = this.#trainer.step();
      const { loss } = step;
      evaluation = step.evaluation;
      past.losses.push(loss);
      if (evaluation) {
        const { stepsDone, info } = this.#trainer;
        past.rows.push({ ...evaluation, step: stepsDone, epoch: stepsDone / info.stepsPerEpoch, seconds: past.seconds });
      }
    } catch (error) {
      if (this.#trainer.status !== 'diverged') throw error;
    }
    // With the reports and copies since the one before: they take their time, too.
    const now = performance.now();
    const seconds = (now - this.#stepped) / 1000;
    this.#stepped = now;
    past.seconds += seconds;
    if (evaluation) {
      if (past.stepSeconds) past.measuredSteps = Math.max(0, seconds / past.stepSeconds - 1);
      return;
    }
    this.#pace.add(seconds);
    past.stepSeconds = this.#pace.step;
  }

  /** The last of everything: what a phase ends with. */
  async #settle() {
    this.#sampleDue = -Infinity;
    this.report();
    await this.copy();
  }

  /** Tells where the training stands. */
  report() {
    const now = report(this.#task, this.#past, this.#trainer, this.#besides);
    const { secondsLeft } = now;
    if (secondsLeft !== null && (secondsLeft <= this.#left || secondsLeft > steady * this.#left)) this.#left = secondsLeft;
    this.#post({ event: 'report', ...now, secondsLeft: secondsLeft && this.#left });
    this.#reportDue = performance.now() + betweenReports;
  }

  /** Writes a few lines with the weights as they are. @param {Partial<Writing>} [wishes] for these and later ones */
  async sample(wishes) {
    this.#live = { ...this.#live, ...wishes };
    const began = performance.now();
    this.#sampleDue = began + betweenSamples;
    const { samples, seconds, keptAt, losses } = this.#past;
    const model = await loadModel(this.#trainer.modelBytes({ latest: true }));
    const { prompt, ...options } = this.#live;
    const { text } = await model.complete(prompt, options);
    model.dispose();
    const took = performance.now() - began;
    const wait = Math.max(betweenSamples, took / mostForSamples);
    this.#sampleDue = began + took + wait;
    if (!wishes && this.#past.phase === 'running') {
      this.#past.seconds += took / 1000;
      this.#stepped += took;
      this.#besides = took / wait;
    }
    if (!wishes && seconds >= 2 * keptAt) {
      this.#past.keptAt = Math.max(1, seconds);
      samples.push({ seconds, loss: losses.length > 0 ? recent(losses) : null, text: (prompt + text).slice(0, longestKept) });
    }
    this.#post({ event: 'sample', prompt, text });
  }

  /** Writes with the best weights. @param {Writing} writing */
  async write({ prompt, ...options }) {
    this.#best ??= loadModel(this.#trainer.modelBytes());
    const model = await this.#best;
    return (await model.complete(prompt, options)).text;
  }

  #forgetBest() {
    this.#best?.then((model) => model.dispose(), () => {});
    this.#best = null;
  }

  /** Returns the model's file, of the best weights. @param {8 | 4 | 32} bits @param {string} name */
  file = (bits, name) => this.#trainer.modelBytes({ bits, name });

  text = () => this.#task.text;

  /** Keeps all that is needed to go on after a reload, and tells whether that worked. */
  async copy() {
    this.#copyDue = Infinity; // while one is under way
    const { stepsDone: steps, info } = this.#trainer;
    const kept = this.isKept && await keep('progress', { ...this.#past, checkpoint: this.#trainer.checkpoint() }).catch(() => false);
    this.#copyDue = performance.now() + Math.max(betweenCopies, info.parameters / weightsPerCopy);
    this.#post({ event: 'kept', kept, steps });
  }

  async dispose() {
    this.#stopping = true;
    await this.#end;
    this.#forgetBest();
    this.#trainer.dispose();
  }
}

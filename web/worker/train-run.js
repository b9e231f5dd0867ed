// A training that goes on: steps, one task each so that messages come through, and now and then a report, a sample of
// what it writes by now, and a copy of everything in the browser's own store.
import { nextTask } from '../engine/generation.js';
import { loadModel } from '../engine/model.js';
import { drawCurve } from './train-curve.js';
import { commandLine } from './train-command.js';
import { keep } from './train-store.js';
import { among, conclude, count, describeLoss, duration, elapsed, judge, labels, recent } from './train-words.js';

/** @typedef {import('../engine/trainer.js').Trainer} Trainer */
/** @typedef {import('./train-words.js').Row} Row */
/** @typedef {'running' | 'paused' | 'done' | 'stopped' | 'diverged'} Phase */
/** @typedef {{ prompt: string, temperature: number, seed: number | bigint, maxTokens: number }} Writing */
/** @typedef {{ when: string, loss: string, text: string }} Sample */
/** @typedef {{ text: string, options: import('../engine/trainer.js').TrainOptions, name: string, from: string, model: Uint8Array | null, frequencies: number | null }} Task */

/** @typedef {{ losses: number[], rows: Row[], samples: Sample[], seconds: number, keptAt: number, phase: Phase, why: string }} History */

const titles = { running: 'Training', paused: 'Paused', stopped: 'Stopped', done: 'Finished', diverged: 'Diverged' };
const betweenReports = 250; // ms
const betweenSamples = 3000;
const betweenCopies = 10_000;
const longestKept = 150; // characters of a sample of before
const liveTokens = /** @type {{ [tokenizer: string]: number }} */ ({ char: 400, byte: 400, word: 90 });

/** @param {string} name @param {History} history */
export function describeHistory(name, { phase, losses, seconds }) {
  const how = phase === 'running' || phase === 'paused' ? 'is not finished' : 'has ended';
  return `A training on “${name}” ${how}: ${count(losses.length)} steps in ${elapsed(seconds)}.`;
}

export class Run {
  /** @type {Task} */
  task;
  /** @type {Trainer} */
  trainer;
  /** @type {History} */
  #past = { losses: [], rows: [], samples: [], seconds: 0, keptAt: 0, phase: 'paused', why: '' };
  #post;
  #pace = 0; // seconds of a step, lately
  #reported = 0;
  #sampled = -Infinity;
  #copied = 0;
  #stopping = false;
  /** What the live samples are. @type {Writing} */
  #live = { prompt: '', temperature: 0.6, seed: 1, maxTokens: 0 };
  /** @type {Promise<any> | null} the model of the best weights, once it is asked for */
  #best = null;
  #end = Promise.resolve();

  /**
   * @param {Task} task @param {Trainer} trainer which this owns
   * @param {(message: any) => void} post @param {Partial<Writing>} live what the samples are
   * @param {History} [past] of a training that goes on
   */
  constructor(task, trainer, post, live, past) {
    this.task = task;
    this.trainer = trainer;
    this.#post = post;
    this.#live = { ...this.#live, ...live };
    if (past) this.#past = { ...past, phase: past.phase === 'running' ? 'paused' : past.phase };
    this.#copied = past ? performance.now() : -Infinity;
  }

  get #tokenizer() {
    return this.task.options.tokenizer ?? 'char';
  }

  /** @returns {import('./train-words.js').Course} */
  get #course() {
    const { info } = this.trainer;
    const { losses, rows } = this.#past;
    return {
      losses, rows, guess: Math.log(info.vocabSize), frequencies: this.task.frequencies, stepsTotal: info.stepsTotal,
      learningRate: this.task.options.learningRate ?? 0, tokenizer: this.#tokenizer, fresh: this.task.model === null, trainTokens: info.trainTokens,
    };
  }

  /** Goes on until it is done, paused or has diverged. */
  resume() {
    if (this.#past.phase === 'running' || this.trainer.status !== 'running') return;
    this.#past.phase = 'running';
    this.#stopping = false;
    this.#pace = 0;
    this.#best = null;
    this.#end = this.#learn().catch(({ code = 'internal', message }) => {
      this.#past.phase = 'paused';
      this.#post({ event: 'failure', code, message });
    });
  }

  /** @param {'paused' | 'stopped'} phase */
  async pause(phase) {
    if (this.#past.phase === 'running') {
      this.#stopping = true;
      await this.#end;
    }
    if (this.trainer.status === 'running') this.#past.phase = phase;
    await this.#settle();
  }

  async #learn() {
    this.report();
    while (this.trainer.status === 'running' && !this.#stopping) {
      // Before the first step too, where it writes noise.
      if (performance.now() - this.#sampled > betweenSamples) await this.sample();
      const began = performance.now();
      const error = this.#step();
      const took = (performance.now() - began) / 1000;
      this.#past.seconds += took;
      this.#pace = this.#pace ? this.#pace + (took - this.#pace) / Math.min(30, this.#past.losses.length) : took;
      if (error) {
        this.#past.phase = 'diverged';
        this.#past.why = error.message;
        return this.#settle();
      }
      const now = performance.now();
      if (now - this.#reported > betweenReports) this.report();
      if (now - this.#copied > betweenCopies) await this.copy();
      await nextTask();
    }
    if (this.trainer.status === 'running') return;
    this.#past.phase = 'done';
    await this.#settle();
  }

  /** Returns what went wrong, if the training has diverged. @returns {Error | null} */
  #step() {
    const { losses, rows, seconds } = this.#past;
    try {
      const { loss, evaluation } = this.trainer.step();
      losses.push(loss);
      if (evaluation) {
        const { stepsDone, info } = this.trainer;
        rows.push({ ...evaluation, step: stepsDone, pass: stepsDone / info.stepsPerPass, seconds });
      }
      return null;
    } catch (error) {
      if (/** @type {any} */ (error).code !== 'diverged') throw error;
      return /** @type {Error} */ (error);
    }
  }

  /** The last of everything: what a phase ends with. */
  async #settle() {
    await this.copy();
    this.#sampled = -Infinity;
    this.report();
  }

  /** Tells where the training stands. */
  report() {
    this.#reported = performance.now();
    const { phase, losses, rows, seconds, samples } = this.#past;
    const { info, stepsDone, bestLoss } = this.trainer;
    const course = this.#course;
    const ended = phase !== 'running' && phase !== 'paused';
    const perSecond = this.#pace ? `${count((info.tokensPerStep * info.charactersPerToken) / this.#pace)} characters a second` : '';
    const left = this.#pace ? `${duration((info.stepsTotal - stepsDone) * this.#pace)} left` : '';
    const pass = `Pass ${Math.min(this.task.options.passes ?? 1, Math.floor(stepsDone / info.stepsPerPass) + 1)} of ${this.task.options.passes}`;
    const loss = ended && bestLoss !== null ? bestLoss : losses.length ? recent(losses) : NaN;
    const judgement = judge(course);
    this.#post({
      event: 'report', phase, useful: phase !== 'diverged' || bestLoss !== null,
      name: this.task.name,
      status: [titles[phase], ended ? '' : labels[judgement.kind]].filter(Boolean).join(': '),
      part: stepsDone / info.stepsTotal, steps: stepsDone,
      pace: (ended ? [`${elapsed(seconds)} in all`, perSecond] : [pass, perSecond, phase === 'running' ? left : '']).filter(Boolean).join(' · '),
      loss: Number.isNaN(loss) ? '' : describeLoss(loss, course),
      verdict: ended ? conclude(course, /** @type {any} */ (phase), this.#past.why) : judgement.text,
      facts: `${count(info.parameters)} weights; learns from ${count(info.trainTokens)} ${this.#tokenizer === 'word' ? 'words' : this.#tokenizer === 'byte' ? 'bytes' : 'characters'}` +
        (info.validTokens ? `, and is measured on ${count(info.validTokens)} more that it never learns from.` : '.'),
      curve: drawCurve(course, ended ? Math.max(1, stepsDone) : info.stepsTotal),
      reach: `pass ${Number(((ended ? stepsDone : info.stepsTotal) / info.stepsPerPass).toFixed(1))}`,
      rows: rows.map((row) => [row.pass.toFixed(1), elapsed(row.seconds), row.trainLoss.toFixed(3), row.validLoss?.toFixed(3) ?? '–',
        among(row.validLoss ?? row.trainLoss)]),
      samples,
    });
  }

  /** Writes a few lines with the weights as they are, or, once it has ended, the best. @param {Partial<Writing>} [wishes] */
  async sample(wishes) {
    if (wishes) this.#live = { ...this.#live, ...wishes };
    this.#sampled = performance.now();
    const { phase, samples, seconds, losses } = this.#past;
    const text = await this.#write(phase === 'running' || phase === 'paused', { ...this.#live, maxTokens: liveTokens[this.#tokenizer] ?? 400 });
    const sample = { when: `after ${elapsed(seconds)}`, loss: losses.length ? `loss ${recent(losses).toFixed(2)}` : '', text: text.slice(0, longestKept) };
    if (phase === 'running' && !wishes && seconds >= 2 * this.#past.keptAt) {
      this.#past.keptAt = Math.max(1, seconds);
      samples.push(sample);
    }
    this.#post({ event: 'sample', ...sample, prompt: this.#live.prompt, text });
  }

  /** @param {boolean} latest @param {Writing} writing @returns {Promise<string>} */
  async #write(latest, { prompt, ...options }) {
    const model = latest ? await loadModel(this.trainer.modelBytes({ latest })) : await (this.#best ??= loadModel(this.trainer.modelBytes()));
    try {
      return (await model.complete(prompt, options)).text;
    } finally {
      if (latest) model.dispose();
    }
  }

  /** Returns the command that trains the same, and what is to be said of it. @param {string} name */
  command(name) {
    const { info, stepsDone, bestLoss } = this.trainer;
    const note = this.#past.phase === 'done' && bestLoss !== null
      ? 'This trains the same network: the same weights, bit for bit.'
      : `This trains the same network to the end, by way of the very same weights: here it came to step ${count(stepsDone)} of ${count(info.stepsTotal)}.`;
    return { lines: commandLine(this.task.options, this.task.from, name), note };
  }

  /** Returns, in a sentence, what there is. */
  get title() {
    return describeHistory(this.task.name, this.#past);
  }

  /** Writes with the best weights. @param {Writing} writing */
  write(writing) {
    return this.#write(false, writing);
  }

  /** Keeps all that is needed to go on after a reload. Returns whether that worked. */
  async copy() {
    this.#copied = performance.now();
    const kept = await keep('progress', { ...this.#past, checkpoint: this.trainer.checkpoint() }).catch(() => false);
    this.#post({ event: 'kept', kept });
  }

  async dispose() {
    this.#stopping = true;
    await this.#end.catch(() => {});
    (await this.#best)?.dispose();
    this.trainer.dispose();
  }
}

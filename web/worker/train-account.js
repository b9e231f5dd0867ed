// An account of a training: the numbers that a run has gathered, as the sentences and lines that a page shows.
import { commandLine } from './train-command.js';
import { drawCurve } from './train-curve.js';
import { among, conclude, count, describeLoss, duration, elapsed, judge, labels, recent, unitOf } from './train-words.js';

/** @typedef {import('../engine/trainer.js').Trainer} Trainer */
/** @typedef {'running' | 'paused' | 'done' | 'stopped' | 'diverged'} Phase */
/** @typedef {{ when: string, loss: string, text: string }} Sample */

/**
 * @typedef {object} Task what is trained, from the start
 * @property {string} text
 * @property {import('../engine/trainer.js').TrainOptions} options
 * @property {string} name of the text
 * @property {string} from the model that it goes on from, '' for none
 * @property {Uint8Array | null} model that one's file
 * @property {number | null} frequencies the loss of one who knows the frequencies alone
 *
 * @typedef {object} History what has come of it
 * @property {number[]} losses of each step
 * @property {import('./train-words.js').Row[]} rows
 * @property {Sample[]} samples
 * @property {number} seconds
 * @property {number} keptAt when the last of the samples was kept, in these seconds
 * @property {Phase} phase
 * @property {string} why it diverged
 */

const titles = { running: 'Training', paused: 'Paused', stopped: 'Stopped', done: 'Finished', diverged: 'Diverged' };

/** @param {Phase} phase */
export const hasEnded = (phase) => phase !== 'running' && phase !== 'paused';

/** Returns, in a sentence, what there is. @param {Task} task @param {History} history */
export function describeHistory({ name }, { phase, losses, seconds }) {
  const how = hasEnded(phase) ? 'has ended' : 'is not finished';
  return `A training on “${name}” ${how}: ${count(losses.length)} steps in ${elapsed(seconds)}.`;
}

/**
 * Returns the command that trains the same, and what is to be said of it.
 * @param {Task} task @param {Trainer} trainer @param {string} name
 */
export function describeCommand({ options, from }, { status, stepsDone, info }, name) {
  const note = status === 'done' ? 'This trains the same network: the same weights, bit for bit.'
    : 'This trains the same network to the end, by way of the very same weights: ' +
      `here it came to step ${count(stepsDone)} of ${count(info.stepsTotal)}.`;
  return { lines: commandLine(options, from, name), note };
}

/** @param {Task} task @param {History} history @param {Trainer} trainer @param {number} pace 0 while unknown */
function describePace({ options }, { phase, seconds }, { info, stepsDone }, pace) {
  const epoch = Math.min(options.epochs ?? 1, Math.floor(stepsDone / info.stepsPerEpoch) + 1);
  const parts = [hasEnded(phase) ? `${elapsed(seconds)} in all` : `Epoch ${epoch} of ${options.epochs}`];
  if (pace) parts.push(`${count((info.tokensPerStep * info.charactersPerToken) / pace)} characters a second`);
  if (pace && phase === 'running') parts.push(`${duration((info.stepsTotal - stepsDone) * pace)} left`);
  return parts.join(' · ');
}

/**
 * Returns where a training stands.
 * @param {Task} task @param {History} history @param {Trainer} trainer @param {number} pace seconds of a step
 */
export function account(task, history, trainer, pace) {
  const { phase, losses, rows, samples, why } = history;
  const { info, stepsDone, bestLoss } = trainer;
  const { tokenizer = 'char', learningRate = 0 } = task.options;
  const { stepsTotal, trainTokens } = info;
  /** @type {import('./train-words.js').Course} */
  const course = {
    losses, rows, guess: Math.log(info.vocabSize), frequencies: task.frequencies, stepsTotal, learningRate, tokenizer,
    fresh: task.model === null, trainTokens,
  };
  const ended = hasEnded(phase);
  const judgement = judge(course);
  const reach = ended ? Math.max(1, stepsDone) : stepsTotal;
  const loss = ended && bestLoss !== null ? bestLoss : losses.length > 0 ? recent(losses) : null;
  return {
    event: 'report', phase, name: task.name, samples, steps: stepsDone, part: stepsDone / stepsTotal,
    useful: phase !== 'diverged' || bestLoss !== null,
    status: [titles[phase], ended ? '' : labels[judgement.kind]].filter(Boolean).join(': '),
    pace: describePace(task, history, trainer, pace),
    loss: loss === null ? '' : describeLoss(loss, course),
    verdict: ended ? conclude(course, /** @type {any} */ (phase), why) : judgement.text,
    facts: `${count(info.parameters)} weights; learns from ${count(trainTokens)} ${unitOf(tokenizer)[1]}` +
      (info.validTokens ? `, and is measured on ${count(info.validTokens)} more that it never learns from.` : '.'),
    curve: drawCurve(course, reach),
    reach: `epoch ${Number((reach / info.stepsPerEpoch).toFixed(1))}`,
    rows: rows.map(({ epoch, seconds, trainLoss, validLoss }) =>
      [epoch.toFixed(1), elapsed(seconds), trainLoss.toFixed(3), validLoss?.toFixed(3) ?? '–', among(validLoss ?? trainLoss)]),
  };
}

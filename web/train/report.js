// Where a training stands: the numbers that a run has gathered. The page puts them into words.
import { commandLine } from './command.js';
import { drawCurve } from './curve.js';
import { conclude, judge, recent } from './judge.js';

/** @typedef {import('./trainer.js').Trainer} Trainer */
/** @typedef {'running' | 'paused' | 'done' | 'stopped' | 'diverged'} Phase */
/** @typedef {{ seconds: number, loss: number | null, text: string }} Sample written after so many seconds */

/**
 * @typedef {object} Task what is trained, from the start
 * @property {string} text
 * @property {import('./trainer.js').TrainOptions} options
 * @property {string} name of the text
 * @property {string} from the model that it goes on from, '' for none
 * @property {Uint8Array | null} model that one's file
 * @property {number | null} frequencies the loss of one who knows the frequencies alone
 *
 * @typedef {object} History what has come of it
 * @property {number[]} losses of each step
 * @property {import('./judge.js').Row[]} rows
 * @property {Sample[]} samples
 * @property {number} seconds
 * @property {number} keptAt when the last of the samples was kept, in these seconds
 * @property {Phase} phase
 */
/** @typedef {ReturnType<typeof report>} Report */
/** @typedef {ReturnType<typeof outline>} Outline */
/** @typedef {ReturnType<typeof command>} Command */

/** @param {Phase} phase */
export const hasEnded = (phase) => phase !== 'running' && phase !== 'paused';

/** Returns what there is, in short. @param {Task} task @param {History} history */
export const outline = ({ name }, { phase, losses, seconds }) =>
  ({ name, ended: hasEnded(phase), steps: losses.length, seconds });

/**
 * Returns the command that trains the same, and how far it was trained here.
 * @param {Task} task @param {Trainer} trainer @param {string} name
 */
export const command = ({ options, from }, { status, stepsDone, info }, name) =>
  ({ lines: commandLine(options, from, name), done: status === 'done', steps: stepsDone, stepsTotal: info.stepsTotal });

/**
 * Returns where a training stands.
 * @param {Task} task @param {History} history @param {Trainer} trainer @param {number} pace seconds of a step; 0: unknown
 */
export function report(task, history, { info, stepsDone, bestLoss }, pace) {
  const { phase, losses, rows, samples, seconds } = history;
  const { tokenizer = 'char', learningRate = 0, epochs = 1 } = task.options;
  const { stepsTotal, stepsPerEpoch, parameters, trainTokens, validTokens } = info;
  const fresh = task.model === null;
  const guess = Math.log(info.vocabSize);
  const course = { losses, rows, guess, frequencies: task.frequencies, stepsTotal, learningRate, fresh, trainTokens };
  const ended = hasEnded(phase);
  const reach = ended ? Math.max(1, stepsDone) : stepsTotal;
  return {
    phase, ended, name: task.name, samples, rows, seconds, steps: stepsDone, part: stepsDone / stepsTotal,
    /** Whether there are weights to write with. */
    useful: phase !== 'diverged' || bestLoss !== null,
    verdict: ended ? conclude(course, /** @type {any} */ (phase)) : judge(course),
    epoch: Math.min(epochs, Math.floor(stepsDone / stepsPerEpoch) + 1), epochs,
    /** Characters; null: unknown, as is the time. */
    perSecond: pace ? (info.tokensPerStep * info.charactersPerToken) / pace : null,
    secondsLeft: pace && phase === 'running' ? (stepsTotal - stepsDone) * pace : null,
    loss: ended && bestLoss !== null ? bestLoss : losses.length > 0 ? recent(losses) : null,
    guess, fresh, tokenizer, parameters, trainTokens, validTokens,
    curve: drawCurve(course, reach),
    /** The epoch at the curve's right edge. */
    reach: reach / stepsPerEpoch,
  };
}

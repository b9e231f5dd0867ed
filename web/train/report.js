// Where a training stands: the numbers that a run has gathered. The page puts them into words.
import { drawCurve } from './curve.js';
import { conclude, judge, recent } from './judge.js';

/** @typedef {import('./trainer.js').Trainer} Trainer */
/** @typedef {'running' | 'paused' | 'done' | 'stopped' | 'diverged'} Phase */
/** @typedef {{ seconds: number, loss: number | null, text: string }} Sample written after so many seconds */

/**
 * @typedef {{ text: string, options: import('./trainer.js').TrainOptions, name: string, from: string, model: Uint8Array | null,
 *     frequencies: number | null, prompt: string, unread: number }} Task what is trained: `name` is the text's; from: the model to
 *     go on from, '' for none, and its file; frequencies: the loss of one who knows the frequencies alone; prompt: a beginning
 *     such as the text has; unread: the part of the text that the model does not know
 * @typedef {{ losses: number[], rows: import('./judge.js').Row[], samples: Sample[], seconds: number, keptAt: number, stepSeconds: number,
 *     measuredSteps: number, phase: Phase }} History
 *     what has come of it: the losses of each step; keptAt: the seconds when the last of the samples was kept; stepSeconds: of a
 *     step lately, 0: unknown; measuredSteps: how many steps a measurement on the held-out text takes as long as
 */
/** @typedef {ReturnType<typeof report>} Report */

/** @param {Phase} phase */
const hasEnded = (phase) => phase !== 'running' && phase !== 'paused';

/**
 * Returns where a training stands.
 * @param {Task} task @param {History} history @param {Trainer} trainer @param {number} besides what else is done, as a part of that
 */
export function report(task, history, { info, stepsDone, bestLoss }, besides) {
  const { phase, losses, rows, samples, seconds, measuredSteps } = history;
  const { name, from, options, frequencies, prompt, unread } = task;
  const { tokenizer = 'char', learningRate = 0, epochs = 1, evaluateEvery = 1 } = options;
  const { stepsTotal, stepsPerEpoch, trainTokens } = info;
  const fresh = from === '';
  const guess = Math.log(info.vocabSize);
  const course = { losses, rows, guess, frequencies, stepsTotal, learningRate, fresh, trainTokens };
  const ended = hasEnded(phase);
  const pace = history.stepSeconds * (1 + besides);
  const stepsLeft = stepsTotal - stepsDone;
  const reach = ended ? Math.max(1, stepsDone) : stepsTotal;
  return {
    phase, ended, name, from, options, prompt, unread, info, samples, rows, seconds, steps: stepsDone, part: stepsDone / stepsTotal,
    /** Whether there are weights to write with. */
    useful: phase !== 'diverged' || bestLoss !== null,
    verdict: ended ? conclude(course, /** @type {any} */ (phase)) : judge(course),
    epoch: Math.min(epochs, Math.floor(stepsDone / stepsPerEpoch) + 1), epochs,
    /** Characters; null: unknown, as is the time. */
    perSecond: pace ? (info.tokensPerStep * info.charactersPerToken) / pace : null,
    secondsLeft: pace && phase === 'running' ? (stepsLeft + Math.ceil(stepsLeft / evaluateEvery) * measuredSteps) * pace : null,
    /** Of the weights that are kept, on the held-out text; that of the last steps while there is none. */
    loss: bestLoss ?? (losses.length > 0 ? recent(losses) : null), isHeldOut: bestLoss !== null,
    guess, fresh, tokenizer,
    curve: drawCurve(course, reach),
    /** The epoch at the curve's right edge. */
    reach: reach / stepsPerEpoch,
  };
}

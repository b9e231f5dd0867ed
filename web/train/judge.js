// What the losses of a training mean: which verdict holds, by a key, and with which numbers. The sentences are in web/i18n.

/**
 * @typedef {{ step: number, epoch: number, seconds: number, trainLoss: number, validLoss: number | null, best: boolean }} Row
 *     a measurement: `step` is of all epochs, `epoch` has a fraction; nats per token, trainLoss as the mean since the one before
 * @typedef {{ losses: number[], rows: Row[], guess: number, frequencies: number | null, stepsTotal: number, learningRate: number,
 *     fresh: boolean, trainTokens: number }} Course what there is to judge: the losses of each step, of blind guessing, ln(vocab),
 *     and of one who knows the frequencies alone; the highest learning rate; fresh: from random weights
 * @typedef {'worseThanGuessing' | 'forgets' | 'learnsByHeart' | 'guesses' | 'frequencies' | 'frequenciesTooSmall'
 *     | 'frequenciesTooLarge' | 'diverged' | 'divergedLater' | 'unmeasured' | 'nothingHeldOut' | 'knewByHeart'
 *     | 'knewLongTextByHeart' | 'wasImproving' | 'overfits' | 'moreToLearn' | 'learned'} VerdictKey
 * @typedef {'' | 'tooLarge' | 'tooSmall' | 'byHeart'} Trouble
 * @typedef {{ trouble: Trouble, key: VerdictKey | '', learningRate?: number, epoch?: number }} Verdict
 *     key: '' where there is nothing to say; learningRate: one to try; epoch: of the best weights
 */

/** @param {number[]} numbers */
const mean = (numbers) => numbers.reduce((sum, number) => sum + number, 0) / numbers.length;

/** The loss just now, which single steps blur. @param {number[]} losses */
export const recent = (losses) => mean(losses.slice(-Math.max(4, Math.min(20, losses.length >> 3))));

/** Whether the held-out loss has risen for three measurements while that of the text fell. @param {Row[]} rows */
function learnsByHeart(rows) {
  if (rows.length < 4) return false;
  const last = rows.slice(-4);
  return last.every(({ trainLoss, validLoss }, i) => {
    const before = last[i - 1];
    return !before || (validLoss !== null && validLoss > (before.validLoss ?? Infinity) && trainLoss < before.trainLoss);
  });
}

/** A learning rate to try after one that was too large. @param {number} learningRate */
const smaller = (learningRate) => learningRate > 0.01 ? 0.004 : Number((learningRate / 4).toPrecision(1));

const known = 0.3; // nats: of a text that is nearly all foreseen there is little left to learn

/** @type {Verdict} */
const nothing = { trouble: '', key: '' };

/**
 * Returns what there is to say about a training that goes on.
 * @param {Course} course
 * @returns {Verdict}
 */
export function judge({ losses, rows, guess, frequencies, stepsTotal, learningRate, fresh }) {
  const now = losses.length >= 8 ? recent(losses) : NaN;
  let least = Infinity;
  for (let i = 0; i + 8 <= losses.length; i += 4) least = Math.min(least, mean(losses.slice(i, i + 4)));
  // The very first steps may be worse than guessing. Later on, only steps that leap past what they aim at are.
  if (now > guess + 0.1 || (losses.length >= 40 && now > least + 0.5)) {
    return { trouble: 'tooLarge', key: now > guess ? 'worseThanGuessing' : 'forgets', learningRate: smaller(learningRate) };
  }
  if (learnsByHeart(rows)) return { trouble: 'byHeart', key: 'learnsByHeart' };
  const stuck = losses.length > Math.max(60, stepsTotal * 0.2);
  if (!fresh || !stuck) return nothing;
  if (now > guess * 0.93) return { trouble: 'tooSmall', key: 'guesses', learningRate: 0.005 };
  if (frequencies === null || !(now > frequencies - 0.1)) return nothing;
  if (learningRate < 0.001) return { trouble: 'tooSmall', key: 'frequenciesTooSmall', learningRate: 0.005 };
  if (learningRate > 0.02) return { trouble: 'tooLarge', key: 'frequenciesTooLarge', learningRate: 0.005 };
  return { trouble: '', key: 'frequencies' };
}

/**
 * Returns what came of a training that has ended.
 * @param {Course} course @param {'done' | 'stopped' | 'diverged'} phase
 * @returns {Verdict}
 */
export function conclude(course, phase) {
  const { rows, trainTokens, guess, fresh, learningRate } = course;
  const best = rows.findLast((row) => row.best);
  if (phase === 'diverged') return { trouble: '', key: best ? 'divergedLater' : 'diverged', learningRate: smaller(learningRate) };
  const verdict = judge(course);
  if (!best) return verdict.key ? verdict : { trouble: '', key: 'unmeasured' };
  const last = rows[rows.length - 1];
  if (verdict.trouble === 'tooLarge' && fresh && (best.validLoss ?? best.trainLoss) > 0.9 * guess) return verdict;
  if (best.validLoss === null || last.validLoss === null) return { trouble: '', key: 'nothingHeldOut' };
  if (last.validLoss > best.validLoss + 0.02) {
    return { trouble: '', key: trainTokens < 500_000 ? 'knewByHeart' : 'knewLongTextByHeart', epoch: best.epoch };
  }
  const ahead = last.validLoss - last.trainLoss;
  const key = phase === 'stopped' ? 'wasImproving' : ahead > 0.4 ? 'overfits' : ahead < 0.2 && last.validLoss > known ? 'moreToLearn' : 'learned';
  return { trouble: '', key };
}

// The loss curve as lines in a square of 100 by 100. The page draws and labels them.

/** @typedef {import('./judge.js').Course} Course */

const points = 160; // of the training line, each the mean of its steps

/** @param {number} number */
const short = (number) => Number(number.toFixed(2));

/** @param {[x: number, y: number][]} line */
const toPath = (line) => line.map(([x, y], i) => `${i ? 'L' : 'M'}${short(x)} ${short(y)}`).join('');

/** The first and the last loss, if there is any. @param {[step: number, loss: number][]} line */
const endsOf = (line) => (line.length ? [line[0][1], line[line.length - 1][1]] : null);

/**
 * Returns the lines: the loss of the training steps, of the measurements on the held-out text, and levels to read them.
 * @param {Course} course @param {number} reach how many steps the square is wide
 */
export function drawCurve({ losses, rows, guess, frequencies, fresh }, reach) {
  const every = Math.max(1, Math.floor(reach / points));
  /** @type {[step: number, loss: number][]} */
  const training = [];
  for (let i = 0; i < losses.length; i += every) {
    const part = losses.slice(i, i + every);
    training.push([i + part.length / 2, part.reduce((sum, loss) => sum + loss, 0) / part.length]);
  }
  /** @type {[step: number, loss: number][]} */
  const valid = rows.flatMap(({ step, validLoss }) => (validLoss === null ? [] : [[step, validLoss]]));
  const values = [...training, ...valid].map(([, loss]) => loss).filter(Number.isFinite);
  // Steps that are too large leave the square at its top.
  const highest = Math.max(fresh || !values.length ? guess : 0, Math.min(1.5 * guess, Math.max(...values)));
  const top = highest * 1.04 || 1; // of a text of one letter every loss is 0
  const least = Math.min(highest - 0.5, ...values, ...(fresh && frequencies !== null ? [frequencies] : []));
  const unit = top - least > 3 ? 1 : 0.5;
  const floor = Math.max(0, Math.floor((least - 0.1) / unit) * unit);
  /** @param {number} loss */
  const y = (loss) => 100 * Math.max(0, Math.min(1, (top - loss) / (top - floor)));
  /** @param {[number, number]} point @returns {[number, number]} */
  const place = ([step, loss]) => [(100 * step) / reach, y(Number.isFinite(loss) ? loss : top)];
  /** @type {{ y: number, loss: number, name?: 'guess' | 'frequencies' }[]} */
  const levels = [];
  for (let loss = floor; loss < top; loss += unit) levels.push({ y: short(y(loss)), loss });
  if (fresh) levels.push({ y: short(y(guess)), loss: guess, name: 'guess' });
  if (fresh && frequencies !== null) levels.push({ y: short(y(frequencies)), loss: frequencies, name: 'frequencies' });
  return {
    training: toPath(training.map(place)), valid: toPath(valid.map(place)),
    // Rings: a path of lines of no length, which a round cap makes dots.
    dots: valid.map((point) => `M${place(point).map(short).join(' ')}h0`).join(''),
    /** The losses that have names, and as many digits of the others as tell them apart. */
    levels, digits: unit < 1 ? 1 : 0,
    ends: { training: endsOf(training), valid: endsOf(valid) },
  };
}

// What a training is, in words that a beginner understands. Numbers come in, sentences go out.

/** @param {number} number */
export const count = (number) => Math.round(number).toLocaleString('en');

/** Returns, for example, "about a minute". @param {number} seconds */
export function duration(seconds) {
  if (seconds < 8) return 'a few seconds';
  if (seconds < 50) return `about ${Math.round(seconds / (seconds < 20 ? 5 : 10)) * (seconds < 20 ? 5 : 10)} seconds`;
  if (seconds < 90) return 'about a minute';
  const minutes = Math.round(seconds / 60);
  if (minutes < 50) return `about ${minutes < 10 ? minutes : Math.round(minutes / 5) * 5} minutes`;
  const hours = seconds / 3600;
  return hours < 1.25 ? 'about an hour' : `about ${hours < 10 ? Math.round(hours * 2) / 2 : Math.round(hours)} hours`;
}

/** Returns a time that has passed: "20 s", "3 min 20 s". @param {number} seconds */
export function elapsed(seconds) {
  const whole = Math.round(seconds);
  return whole < 60 ? `${whole} s` : `${Math.floor(whole / 60)} min ${whole % 60} s`;
}

const units = /** @type {Record<string, [one: string, many: string]>} */ (
  { char: ['character', 'characters'], byte: ['byte', 'bytes'], word: ['word', 'words'] });

/** @param {string} tokenizer @returns {[one: string, many: string]} */
export const unitOf = (tokenizer) => units[tokenizer] ?? ['token', 'tokens'];

/** How many equally likely ones a loss is like. @param {number} loss nats */
export function among(loss) {
  const number = Math.exp(loss);
  if (number > 1e9) return 'more than a thousand million';
  return number < 20 ? String(Number(number.toFixed(1))) : count(number);
}

/**
 * @typedef {object} Row a measurement
 * @property {number} step of all epochs
 * @property {number} epoch as a number with a fraction
 * @property {number} seconds
 * @property {number} trainLoss nats per token, mean since the measurement before
 * @property {number | null} validLoss
 * @property {boolean} best
 *
 * @typedef {object} Course what there is to judge
 * @property {number[]} losses of each step, nats per token
 * @property {Row[]} rows
 * @property {number} guess the loss of blind guessing, ln(vocab)
 * @property {number | null} frequencies the loss of one who knows the frequencies alone
 * @property {number} stepsTotal
 * @property {number} learningRate the highest
 * @property {string} tokenizer
 * @property {boolean} fresh from random weights
 * @property {number} trainTokens
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

/**
 * Returns what there is to say about a training that goes on, or '' where all is as it should be.
 * @param {Course} course
 * @returns {{ kind: '' | 'too-large' | 'too-small' | 'by-heart', text: string }}
 */
export function judge({ losses, rows, guess, frequencies, stepsTotal, learningRate, tokenizer, fresh }) {
  const now = losses.length >= 8 ? recent(losses) : NaN;
  const [one, many] = unitOf(tokenizer);
  let least = Infinity;
  for (let i = 0; i + 8 <= losses.length; i += 4) least = Math.min(least, mean(losses.slice(i, i + 4)));
  // The very first steps may be worse than guessing. Later on, only steps that leap past what they aim at are.
  if (now > guess + 0.1 || (losses.length >= 40 && now > least + 0.5)) {
    const what = now > guess ? `it is now more wrong than blind guessing would be (${guess.toFixed(2)}). Stop, and`
      : 'it forgets more than it learns. If this does not mend itself,';
    return { kind: 'too-large', text: `The steps are too large: ${what} train again with a smaller learning rate: ${smaller(learningRate)}, say.` };
  }
  if (learnsByHeart(rows)) {
    return { kind: 'by-heart', text: 'It is learning your text by heart now: what it has read becomes easier to it, what it has ' +
      'not read harder. Its best state before that is kept, so you can stop. More text helps, or fewer epochs, or more dropout.' };
  }
  const stuck = losses.length > Math.max(60, stepsTotal * 0.2);
  if (fresh && stuck && now > guess * 0.93) {
    return { kind: 'too-small', text: 'The steps are too small: it still guesses almost blindly. Stop, and train again with a ' +
      'larger learning rate: 0.005, say.' };
  }
  if (fresh && stuck && frequencies !== null && now > frequencies - 0.1) {
    const kind = learningRate < 0.001 ? 'too-small' : learningRate > 0.02 ? 'too-large' : '';
    return { kind, text: `So far it knows which ${many} are frequent, and not what ${one} follows which.` +
      (kind ? ` The steps may be ${kind.replace('-', ' ')}: a learning rate of 0.005 is a good one to try.` : '') };
  }
  return { kind: '', text: '' };
}

/** A judgement in a word or two. @type {{ [kind: string]: string }} */
export const labels = {
  'too-large': 'the steps are too large', 'too-small': 'the steps are too small', 'by-heart': 'it learns by heart',
};

/**
 * Returns what came of a training that has ended.
 * @param {Course} course @param {'done' | 'stopped' | 'diverged'} phase @param {string} [why] it diverged
 */
export function conclude(course, phase, why = '') {
  const { rows, trainTokens, guess, fresh, learningRate } = course;
  const best = rows.findLast((row) => row.best);
  if (phase === 'diverged') {
    return `The steps are too large: the numbers have run away. ${why} ` +
      (best ? 'The best weights before that are kept. ' : '') + `Train again with a smaller learning rate: ${smaller(learningRate)}, say.`;
  }
  const verdict = judge(course);
  if (!best) return verdict.text || 'It was stopped before its first measurement: what is kept are the weights as they are.';
  const last = rows[rows.length - 1];
  if (verdict.kind === 'too-large' && fresh && (best.validLoss ?? best.trainLoss) > 0.9 * guess) return verdict.text;
  if (best.validLoss === null || last.validLoss === null) {
    return 'Nothing was held out, so nobody knows how well it does on what it has not read.';
  }
  if (last.validLoss > best.validLoss + 0.02) {
    return `From epoch ${best.epoch.toFixed(1)} on it learned the text by heart: the weights of that epoch are kept, which do best on ` +
      'what it has not read. ' + (trainTokens < 500_000 ? 'A longer text would help most.' : 'More dropout would help.');
  }
  if (phase === 'stopped') return 'It was still getting better when it was stopped.';
  const ahead = last.validLoss - last.trainLoss;
  if (ahead > 0.4) {
    return 'It knows what it has read much better than what it has not: a longer text would help, or more dropout.';
  }
  if (ahead < 0.2) {
    return 'It does as well on what it has not read as on what it has, so there is more to learn: more epochs, or a larger ' +
      'network, would go further.';
  }
  return 'It has learned about what a network of this size can from this text.';
}

/** @param {number} loss @param {Course} course */
export function describeLoss(loss, { guess, tokenizer, fresh }) {
  const [one, many] = unitOf(tokenizer);
  return `Loss ${loss.toFixed(2)} nats per ${one}: as unsure of the next one as among ${among(loss)} ${many}.` +
    (fresh ? ` Blind guessing is among ${among(guess)}.` : '');
}

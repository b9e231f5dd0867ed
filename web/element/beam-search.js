// Beam search over a model's sessions: the few most probable beginnings are kept and continued, token by token.

/** @typedef {{ text: string, logProbability: number }} Found */

/**
 * Returns the most probable continuations of `length` tokens that the search finds, the best first. Width 1 is greedy.
 * @param {any} model of the engine, or of the worker
 * @param {string} prompt
 * @param {object} options
 * @param {number} options.width how many are kept
 * @param {number} options.length
 * @param {AbortSignal} [options.signal]
 * @param {(beams: Found[]) => void} [options.onStep] called after each token
 * @returns {Promise<Found[]>}
 */
export async function searchBeams(model, prompt, { width, length, signal, onStep }) {
  /** @typedef {Found & { session: any }} Beam */
  /** @type {Beam[]} */
  let beams = [{ session: await model.session(prompt, { seed: 0 }), text: '', logProbability: 0 }];
  /** @type {Beam[]} */
  let next = [];
  try {
    for (let i = 0; i < length; i++) {
      signal?.throwIfAborted();
      const all = await Promise.all(beams.map(async (beam) =>
        (await beam.session.distribution({ candidates: width })).map((/** @type {{ id: number, probability: number }} */ token) =>
          ({ beam, id: token.id, sum: beam.logProbability + Math.log(token.probability) }))));
      const best = all.flat().sort((a, b) => b.sum - a.sum).slice(0, width);
      next = [];
      for (const { beam, id } of best) {
        const session = await beam.session.fork();
        const child = { session, text: '', logProbability: 0 };
        next.push(child);
        const step = await session.choose(id);
        child.text = beam.text + step.text;
        child.logProbability = beam.logProbability + step.logProbability;
      }
      beams.forEach(({ session }) => session.dispose());
      beams = next;
      next = [];
      onStep?.(beams);
    }
    return beams.map(({ text, logProbability }) => ({ text, logProbability }));
  } finally {
    [...beams, ...next].forEach(({ session }) => session.dispose());
  }
}

// Beam search over a model's sessions: the few most probable beginnings are kept and continued, token by token.

/** @typedef {{ text: string, logProbability: number }} Found */
/** @typedef {Found & { session: any, hasEnded: boolean }} Beam */

/**
 * Returns the most probable of the tokens that can come: those that are no text are never drawn.
 * @param {any} session @param {number} width how many @returns {Promise<{ id: number, probability: number }[]>}
 */
async function likeliest(session, width) {
  for (let count = width + 4; ; count *= 4) {
    const all = await session.distribution({ candidates: count });
    const possible = all.filter((/** @type {any} */ token) => token.samplingProbability > 0);
    if (possible.length >= width || all.length < count) return possible.slice(0, width);
  }
}

/**
 * Returns the most probable continuations of `length` tokens, or up to the token that ends a text, that the search finds, the
 * best first. Width 1 is greedy.
 * @param {any} model of the engine, or of the worker
 * @param {string} prompt
 * @param {object} options
 * @param {number} options.width how many are kept
 * @param {number} options.length
 * @param {AbortSignal} [options.signal]
 * @param {(beams: Found[]) => void} [options.onStep] called after each token
 * @param {(progress: { loaded: number, total: number }) => void} [options.onProgress] called while a long prompt is read
 * @returns {Promise<Found[]>}
 */
export async function searchBeams(model, prompt, { width, length, signal, onStep, onProgress }) {
  /** @type {Beam[]} */
  let beams = [{ session: await model.session(prompt, { seed: 0, signal, onProgress }), text: '', logProbability: 0, hasEnded: false }];
  /** @type {Beam[]} */
  let next = [];
  try {
    for (let i = 0; i < length && beams.some(({ hasEnded }) => !hasEnded); i++) {
      signal?.throwIfAborted();
      const all = await Promise.all(beams.map(async (beam) => (beam.hasEnded ? [{ beam, id: -1, sum: beam.logProbability }]
        : (await likeliest(beam.session, width)).map(({ id, probability }) => ({ beam, id, sum: beam.logProbability + Math.log(probability) })))));
      const best = all.flat().sort((a, b) => b.sum - a.sum).slice(0, width);
      next = [];
      for (const { beam, id } of best) {
        const child = { ...beam, session: await beam.session.fork() };
        next.push(child);
        if (id < 0) continue;
        const step = await child.session.choose(id);
        child.text += step.text;
        child.logProbability += step.logProbability;
        child.hasEnded = step.text === '' && model.info.tokenizer[0] !== 'b'; // of bytes and byte pairs it waits for the rest of a character
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

// What the engine had before it at one token of a text: it writes the text again up to there.
import { samplingOf } from './settings.js';

/** As far as a text is written again: a second or two. */
export const mostReplayed = 20_000;

/**
 * Returns the distribution at token `index` of the text that `settings` give, the most probable first; the number that
 * was drawn there, and the token that it drew; and the token that the reader took instead, if so.
 * @param {import('./engine.js').Model} model
 * @param {import('./settings.js').Settings} settings
 * @param {number} index
 * @param {AbortSignal} signal
 * @param {(progress: { loaded: number, total: number }) => void} onProgress of a long prompt that is read
 */
export async function replay(model, settings, index, signal, onProgress) {
  const sampling = samplingOf(settings);
  const session = await model.session(settings.prompt, { seed: settings.seed, signal, onProgress });
  try {
    const choices = settings.choices.filter((choice) => choice.index < index);
    if (index > 0) await session.complete({ ...sampling, maxTokens: index, choices, signal });
    const candidates = await session.distribution({ ...sampling, signal });
    const { id: drawn, uniform } = await session.step({ ...sampling, signal });
    const taken = settings.choices.find((choice) => choice.index === index)?.id;
    return { candidates, drawn, uniform, taken, isGreedy: settings.temperature === 0 };
  } finally {
    session.dispose();
  }
}

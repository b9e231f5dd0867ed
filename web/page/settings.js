// What makes a text: model, prompt, temperature, seed, length. And the link that carries them, after the # so that
// no server sees it.

/** @typedef {{ model: string, prompt: string, temperature: number, seed: string, length: number }} Settings seed: a whole number below 2^64 */

/** @type {Settings} */
export const defaults = { model: 'shakespeare', prompt: 'ROMEO:', temperature: 0.6, seed: '7', length: 600 };

const longest = 1000000;

/** Returns the beginning that suits a model. @param {string} model */
export const suggestPrompt = (model) => (model === defaults.model ? defaults.prompt : 'Once upon a time');

/** Returns a seed that is easy to read out. */
export const drawSeed = () => String(1 + (crypto.getRandomValues(new Uint32Array(1))[0] % 999999));

/**
 * Returns settings from texts as people type them; what is missing or no number is taken from the defaults.
 * @param {{ [name in keyof Settings]?: string | null }} given @returns {Settings}
 */
export function readSettings({ model, prompt, temperature, seed, length }) {
  /** @param {string | null | undefined} text @param {number} low @param {number} high @param {number} otherwise */
  const number = (text, low, high, otherwise) =>
    text?.trim() && !Number.isNaN(Number(text)) ? Math.min(high, Math.max(low, Number(text))) : otherwise;
  const digits = seed?.trim() ?? '';
  return {
    model: model ?? defaults.model,
    prompt: (prompt ?? defaults.prompt).normalize('NFC'),
    temperature: number(temperature, 0, 2, defaults.temperature),
    seed: /^\d{1,20}$/.test(digits) && BigInt(digits) < 2n ** 64n ? String(BigInt(digits)) : defaults.seed,
    length: Math.round(number(length, 1, longest, defaults.length)),
  };
}

/** Returns the settings in a link's fragment. @param {string} hash */
export const parseLink = (hash) => readSettings(Object.fromEntries(new URLSearchParams(hash.replace(/^#/, ''))));

/** Returns the fragment that parseLink reads. @param {Settings} settings */
export function formatLink({ model, prompt, temperature, seed, length }) {
  const values = { model, prompt, temperature: String(temperature), seed, length: String(length) };
  return `#${new URLSearchParams(values)}`;
}

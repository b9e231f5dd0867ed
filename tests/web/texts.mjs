// The texts that must be the same everywhere: every kind of layer and option, committed models, several temperatures.
// What writes them is given; what is compared is their SHA-256.
import { createHash } from 'node:crypto';
import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../web/make/site.mjs';

const layers = readdirSync(join(root, 'tests/golden/layers'));
const cells = ['rnn-tanh-tied', 'rnn-relu-embedding', 'gru-after-embedding', 'gru-before-one-hot', 'lstm-tied'];

/** @typedef {{ file: string, prompt: string, options: Record<string, any> }} TextCase file: relative to the root */

/** @type {TextCase[]} */
export const texts = [
  ...layers.map((name) => ({
    file: `tests/golden/layers/${name}`, prompt: 'hello', options: { temperature: 1, seed: 3, maxTokens: 100 },
  })),
  ...cells.flatMap((cell) => [0, 0.5, 1, 2].map((temperature) => ({
    file: `tests/golden/layers/${cell}.safetensors`,
    prompt: 'hello',
    options: { temperature, seed: 7, maxTokens: 2000 },
  }))),
  ...[0, 0.2, 0.8, 1.5, Infinity].flatMap((temperature) => [
    {
      file: 'models/shakespeare/shakespeare.safetensors',
      prompt: 'ROMEO:',
      options: { temperature, seed: 42, maxTokens: 2000 },
    },
    {
      file: 'models/fairytales/fairytales.safetensors',
      prompt: 'Once upon a time',
      options: { temperature, seed: 42, maxTokens: temperature === 0.8 ? 2000 : 300 },
    },
  ]),
  {
    file: 'models/shakespeare/shakespeare.safetensors',
    prompt: 'The — «é»\n',
    options: {
      temperature: 0.9, topK: 20, topP: 0.9, minP: 0.01, typicalP: 0.95, repetitionPenalty: 1.1, presencePenalty: 0.1,
      frequencyPenalty: 0.05, order: 'temperature-last', seed: 18446744073709551615n, maxTokens: 500,
    },
  },
];

/** @param {string} text */
export const digest = (text) => createHash('sha256').update(text).digest('hex');

/**
 * Returns what the command line writes for a case, without the prompt.
 * @param {TextCase} text
 * @param {string} [kernel]
 */
export function nativeText({ file, prompt, options }, kernel) {
  const flags = Object.entries(options).flatMap(([name, value]) => {
    if (name === 'order') return ['--temperature-last'];
    return [`--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`, value === Infinity ? 'inf' : `${value}`];
  });
  const whole = execFileSync(join(root, 'build/native/lukewarm'),
    ['generate', join(root, file), '--prompt', prompt, ...flags, ...(kernel ? ['--kernel', kernel] : [])],
    { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  if (!whole.startsWith(prompt)) throw new Error('the command line did not write the prompt first');
  return whole.slice(prompt.length);
}

/** What the guides, the package and the widget write in their tests: the shipped model's own, by the command line. */
export const guideText = () => nativeText({
  file: 'models/shakespeare/shakespeare.safetensors', prompt: 'ROMEO:', options: { temperature: 0.5, seed: 1, maxTokens: 100 },
});

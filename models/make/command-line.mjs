// The command line's answers as numbers and texts.
import { spawnSync } from 'node:child_process';
import { UsageError } from '../../web/make/arguments.mjs';
import { program } from './shipped.mjs';

/** Returns what a command prints. @param {string[]} words */
export function lukewarm(...words) {
  const { status, stdout, stderr, error } = spawnSync(program(), words, { encoding: 'utf8', maxBuffer: 1 << 26 });
  if (error) throw error;
  if (status !== 0) throw new UsageError(stderr.trim());
  return stdout;
}

/**
 * @typedef {object} Measured
 * @property {number} tokens
 * @property {number} characters
 * @property {number | null} unknown tokens; null: the model has no unknown token
 * @property {number} loss nats per token
 * @property {number} perplexity per token
 * @property {number} bitsPerCharacter
 */

/**
 * Returns how well a model predicts a text.
 * @param {string} model file
 * @param {string} text file
 * @param {{ from?: number, f32?: boolean }} [options] @returns {Measured}
 */
export function evaluate(model, text, { from = 0, f32 = false } = {}) {
  const out = lukewarm('evaluate', model, text, '--from', String(from), ...(f32 ? ['--f32'] : []));
  const number = (/** @type {string} */ name) => {
    const found = new RegExp(`^${name} +([\\d.]+)`, 'm').exec(out)?.[1];
    return found === undefined ? null : Number(found);
  };
  const unknown = number('unknown tokens');
  const [tokens, characters, loss, perplexity, bitsPerCharacter] =
    ['tokens', 'characters', 'loss', 'perplexity', 'bits per character'].map((name) => Number(number(name)));
  return { tokens, characters, unknown, loss, perplexity, bitsPerCharacter };
}

/**
 * Returns a prompt and its continuation.
 * @param {string} model file
 * @param {{ prompt: string, temperature: number, tokens: number, seed: number, stop?: string }} options
 */
export function generate(model, { prompt, temperature, tokens, seed, stop }) {
  return lukewarm('generate', model, '--prompt', prompt, '--temperature', String(temperature), '--max-tokens',
    String(tokens), '--seed', String(seed), ...(stop === undefined ? [] : ['--stop', stop]));
}

// Runs the command line in a folder of its own.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import { root } from '../../web/make/site.mjs';

export const binary = join(root, 'build/native/lukewarm');
export const shakespeare = join(root, 'models/shakespeare/shakespeare.safetensors');
export const float = join(root, 'tests/golden/layers/lstm-embedding.safetensors');

export const folder = await mkdtemp(join(tmpdir(), 'lukewarm-'));
after(() => rm(folder, { recursive: true }));

/** @param {string} name */
export const inFolder = (name) => join(folder, name);

/** A small training, without its text and output. */
export const quickTraining = ['--hidden', '16', '--embedding', '4', '--batch-size', '4', '--bptt', '16', '--epochs', '1', '--threads', '1'];

/** @param {string[]} words */
export function lukewarm(...words) {
  const { status, signal, stdout, stderr } = spawnSync(binary, words, { encoding: 'utf8' });
  return { status, signal, stdout, stderr };
}

/**
 * Runs a line of bash in which $lukewarm is the command line.
 * @param {string} line @param {Record<string, string>} [variables]
 */
export function shell(line, variables = {}) {
  const { status, signal, stdout, stderr } = spawnSync('bash', ['-c', line],
    { encoding: 'utf8', cwd: folder, env: { ...process.env, lukewarm: binary, shakespeare, float, ...variables } });
  return { status, signal, stdout, stderr };
}

/** @param {string[]} words */
export function succeeds(...words) {
  const { status, stdout, stderr } = lukewarm(...words);
  assert.equal(status, 0, stderr);
  return { stdout, stderr };
}

/** @param {string} code @param {string[]} words */
export function fails(code, ...words) {
  const { status, stdout, stderr } = lukewarm(...words);
  assert.equal(status, 1, words.join(' '));
  assert.match(stderr, new RegExp(`^lukewarm: .+\\. \\[${code}\\]\\n$`, 's'), words.join(' '));
  return { stdout, stderr };
}

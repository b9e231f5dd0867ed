// The example that stands on index.html before the model has arrived: the text that the page writes when it opens,
// written by the command line when the site is made, so that the live text can take its place unseen.
import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { toSentenceEnd } from '../engine/sentence.js';
import { defaults, formatLink } from '../page/link.js';
import { escapeHtml } from './html.mjs';

const place = '<!-- example -->';

/**
 * Returns what the default settings give, without the prompt.
 * @param {string} root of the repository
 * @param {import('./model-index.mjs').ModelEntry[]} models
 */
async function writeExample(root, models) {
  const { model, prompt, temperature, seed, maxTokens } = defaults;
  const entry = models.find(({ id }) => id === model);
  if (!entry) throw new Error(`models/${model} is missing, which the page opens with`);
  const { stdout } = await promisify(execFile)(join(root, 'build/native/lukewarm'), [
    'generate', join(root, 'models', entry.file), '--prompt', prompt, '--temperature', String(temperature),
    '--seed', String(seed), '--max-tokens', String(maxTokens + (maxTokens >> 2)),
  ]).catch((error) => {
    throw new Error(`the example could not be written; web/demo --no-serve builds what it needs (${error.message})`);
  });
  if (!stdout.startsWith(prompt)) throw new Error(`the command line did not begin with the prompt: ${stdout.slice(0, 80)}`);
  const text = stdout.slice(prompt.length).replace(/\n$/, '');
  return text.slice(0, maxTokens + toSentenceEnd([...text.slice(maxTokens)]));
}

/**
 * Puts the example into the site's index.html, and the link that it is of, by which first.js knows whether another one is
 * asked for.
 * @param {string} site
 * @param {string} root of the repository
 * @param {import('./model-index.mjs').ModelEntry[]} models
 */
export async function addExample(site, root, models) {
  const path = join(site, 'index.html');
  const page = await readFile(path, 'utf8');
  if (!page.includes(place)) throw new Error(`index.html has no ${place} to put the example into`);
  const example = `<span class="example"><b>${escapeHtml(defaults.prompt)}</b>${escapeHtml(await writeExample(root, models))}</span>`;
  const link = ` data-link="${escapeHtml(formatLink(defaults))}"`;
  await writeFile(path, page.replace(place, () => example).replace('<script src="first.js"', (tag) => tag + link));
}

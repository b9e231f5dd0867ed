#!/usr/bin/env node
// Writes the measured parts of the cards, between their markers; whatever else a card says is left alone:
//   node models/cards.mjs TEXTS [--f32 FOLDER] [NAME...]
// TEXTS is the folder of the held-out texts. FOLDER holds NAME-f32.safetensors, the float weights of each model: where
// it does, the table has a row for f32, 8 and 4 bits each; else only the shipped file's and what was measured before.
// A model without a card gets one to begin with.
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { readArguments } from '../web/make/arguments.mjs';
import { readModelConfig } from '../web/make/model-index.mjs';
import { figures, grouped, networkName, partOf, samples, summary, vocabSize, weightCount, withPart } from './make/card.mjs';
import { evaluate, lukewarm } from './make/command-line.mjs';
import { about, describeAll, folders, models } from './make/shipped.mjs';

/** @typedef {import('./make/card.mjs').Row} Row */

/**
 * Returns a row of the table: a file of few bits and what it measures.
 * @param {string} path @param {number} bits @param {string} text @param {number} from @param {boolean} own
 */
async function row(path, bits, text, from, own) {
  return { ...evaluate(path, text, { from }), label: `${bits} bit`, bytes: (await stat(path)).size, own };
}

/** Returns what follows a model file's header. @param {string} path */
async function tensors(path) {
  const bytes = await readFile(path);
  return bytes.subarray(8 + Number(bytes.readBigUInt64LE()));
}

/**
 * Returns the rows for a model: the shipped file's, and those of its float weights in other precisions.
 * @param {string} path @param {any} config @param {string | null} f32 file
 * @param {string} text file @param {number} from
 */
async function rows(path, { quantization: { bits }, evaluation }, f32, text, from) {
  const own = await row(path, bits, text, from, true);
  if (!f32) return [own];
  const folder = await mkdtemp(join(tmpdir(), 'lukewarm-'));
  try {
    const all = [];
    // Floats take many times as long; the file says what `lukewarm quantize --evaluate` measured of them, 0: nothing.
    const loss = evaluation.loss_f32;
    if (loss > 0) {
      const bitsPerCharacter = loss / Math.LN2 / evaluation.characters_per_token;
      const { size } = await stat(f32);
      all.push({ ...own, label: 'f32', bytes: size, own: false, loss, perplexity: Math.exp(loss), bitsPerCharacter });
    }
    for (const other of [8, 4]) {
      const file = join(folder, `${other}.safetensors`);
      lukewarm('quantize', f32, '-o', file, '--bits', String(other));
      if (other === bits && !(await tensors(file)).equals(await tensors(path))) {
        throw new Error(`${f32} does not hold the weights that ${path} was made from`);
      }
      all.push(other === bits ? own : await row(file, other, text, from, false));
    }
    return all;
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Returns a card to begin with. @param {any} config @param {string} name of the file @param {number} bytes */
function beginning(config, name, bytes) {
  const { layers, tokenizer, quantization } = config;
  const tokens = `${grouped(vocabSize(config))} ${tokenizer.kind === 'char' ? 'characters' : 'words and marks'}`;
  return `# ${config.name}

| | |
|---|---|
| model | ${networkName(config, ' and ', ' layers of ')} units, embedding ${layers[0].size ?? 0}${
  layers.at(-1).tied === 0 ? ', output tied to it' : ''}, ${tokens}; ${grouped(weightCount(config))} weights |
| file | \`${name}\`, ${grouped(bytes)} bytes, ${quantization.bits}-bit weights |
| licence | ${config.license} |
| data | ${config.training_data} |

## Recipe

\`\`\`
${config.recipe ?? ''}
\`\`\`

## Limits
`;
}

const { values, positionals: [texts, ...names] } = readArguments(import.meta.url, { f32: '' }, [1, Infinity]);
for (const { id, name, path } of await folders(names)) {
  const config = await readModelConfig(path);
  const what = about(id);
  const text = join(texts, what.text);
  const float = values.f32 ? join(values.f32, `${id}-f32.safetensors`) : '';
  const measured = await rows(path, config, existsSync(float) ? float : null, text, what.from);
  const own = measured.filter((row) => row.own)[0];
  const file = join(dirname(path), 'CARD.md');
  let card = existsSync(file) ? await readFile(file, 'utf8') : beginning(config, name, (await stat(path)).size);
  // What stands for numbers in a card that was written before the file was there.
  card = card.replace(/(`[\w-]+\.safetensors`, )\S+ bytes, \w+-bit weights/,
    `$1${grouped(own.bytes ?? 0)} bytes, ${config.quantization.bits}-bit weights`);
  card = withPart(card, 'figures', figures({ ...own, kind: config.tokenizer.kind, rows: measured }, what,
    partOf(card, 'figures')));
  card = withPart(card, 'samples', samples(path, name, what));
  await writeFile(file, card);
  console.log(`${id}: ${measured.map(({ label, loss }) => `${label} ${loss.toFixed(4)}`).join(', ')}`);
}
const readme = join(models, 'README.md');
await writeFile(readme, withPart(await readFile(readme, 'utf8'), 'figures', summary(await describeAll())));

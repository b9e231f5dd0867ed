// The measured parts of a model's CARD.md: what stands between markers is written by models/cards.mjs and checked by
// tests/models/cards.test.mjs.
import { generate } from './command-line.mjs';

/** @typedef {import('./shipped.mjs').Shipped} Shipped */

/**
 * @typedef {object} Row
 * @property {string} label f32, 8 bit or 4 bit
 * @property {number} bytes of the file
 * @property {number} loss nats per token
 * @property {number} perplexity per token
 * @property {number} bitsPerCharacter
 * @property {boolean} own whether it is the shipped file
 */

export const kSeeds = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];
const kFold = 110;  // columns of a sample's line

/** @param {string} name */
const markers = (name) => [`<!-- ${name}: node models/cards.mjs -->`, `<!-- end of ${name} -->`];

// Where a part goes in a card that has none yet: before the first of these headings that it has.
const places = /** @type {Record<string, string[]>} */ ({ figures: ['## Recipe', '## Limits'], samples: ['## Limits'] });

/**
 * Returns the card with a part in place of what stood there.
 * @param {string} card
 * @param {'figures' | 'samples'} name
 * @param {string} text
 */
export function withPart(card, name, text) {
  const [begin, end] = markers(name);
  const part = `${begin}\n${text}\n${end}`;
  const from = card.indexOf(begin);
  const to = card.indexOf(end);
  if (from >= 0 && to > from) return card.slice(0, from) + part + card.slice(to + end.length);
  const heading = places[name].map((place) => card.indexOf(`\n${place}\n`)).find((at) => at >= 0) ?? card.length;
  return `${card.slice(0, heading).trimEnd()}\n\n${part}\n${card.slice(heading)}`;
}

/** Returns what stands between a card's markers, or null. @param {string} card @param {'figures' | 'samples'} name */
export function partOf(card, name) {
  const [begin, end] = markers(name);
  const from = card.indexOf(begin);
  const to = card.indexOf(end);
  return from >= 0 && to > from ? card.slice(from + begin.length + 1, to - 1) : null;
}

/** @param {number} number */
export const grouped = (number) => number.toLocaleString('en-US');

/** Gates of a recurrent layer. @type {Record<string, number>} */
const gates = { lstm: 4, gru: 3, rnn: 1 };

/** Returns how many tokens a config's vocab has. @param {any} config as the file has it */
export const vocabSize = ({ tokenizer }) => (tokenizer.kind === 'byte' ? 256 : tokenizer.vocab.length);

/**
 * Returns the kind and the units of a config's recurrent layers, which are of one kind: "LSTM 512 + 256".
 * @param {any} config as the file has it
 * @param {string} separator
 * @param {string} between kind and units
 */
export function networkName({ layers }, separator, between = ' ') {
  const recurrent = layers.filter((/** @type {any} */ { kind }) => kind in gates);
  return recurrent[0].kind.toUpperCase() + between + recurrent.map((/** @type {any} */ { units }) => units).join(separator);
}

/**
 * Returns how many weights a model of an embedding or one-hot, recurrent layers and an output has, biases too.
 * @param {any} config as the file has it
 */
export function weightCount(config) {
  const vocab = vocabSize(config);
  let count = 0;
  let width = vocab;
  for (const { kind, size, units, tied } of config.layers) {
    if (kind === 'embedding') count += vocab * (width = size);
    if (kind === 'output') count += vocab + (tied === undefined ? vocab * width : 0);
    if (!(kind in gates)) continue;
    count += gates[kind] * units * (width + units + 2);
    width = units;
  }
  return count;
}

/** What a token is, for one and for two. @type {Record<string, string>} */
const tokenNames = { char: 'character', byte: 'byte', word: 'token' };

/** Returns a line of the table. @param {Row} row */
function line({ label, bytes, loss, perplexity, bitsPerCharacter, own }) {
  const strong = own ? '**' : '';
  return `| ${strong}${label}${own ? ' (this file)' : ''}${strong} | ${grouped(bytes)} | ` +
    `${strong}${loss.toFixed(4)}${strong} | ${perplexity.toFixed(2)} | ${bitsPerCharacter.toFixed(4)} |`;
}

/**
 * Returns the table of figures. Rows that cannot be measured here stay as the card has them, if it is about this file.
 * @param {object} measured
 * @param {string} measured.kind of tokenizer
 * @param {Row[]} measured.rows
 * @param {number} measured.tokens
 * @param {number} measured.characters
 * @param {number | null} measured.unknown
 * @param {Shipped} about
 * @param {string | null} before what stands in the card
 */
export function figures({ kind, rows, tokens, characters, unknown }, { heldOut, text, from }, before) {
  const token = tokenNames[kind];
  const lines = new Map(rows.map((row) => [row.label, line(row)]));
  const stood = before?.split('\n') ?? [];
  const sameFile = rows.some((row) => row.own && stood.includes(line(row)));
  const table = ['f32', '8 bit', '4 bit'].map((label) =>
    lines.get(label) ?? (sameFile ? stood.find((row) => row.startsWith(`| ${label} |`)) : undefined));
  const count = `${grouped(characters)} characters${tokens === characters ? '' : `, ${grouped(tokens)} tokens`}`;
  const sentences = [
    `Held out: ${heldOut}, ${count}.`,
    'The state is carried through all of it, and nothing is learned from it.',
  ];
  if (kind === 'word') sentences.push('A token is a word, a punctuation mark or a line break.');
  if (unknown !== null) {
    const share = `${(100 * unknown / tokens).toFixed(1)} %`;
    sentences.push(`${grouped(unknown)} of the held-out tokens (${share}) are not in the vocab; ` +
      'they are scored as the unknown token, which is never sampled.');
  }
  const command = `lukewarm evaluate FILE ${text}${from > 0 ? ` --from ${from}` : ''}`;
  const withF32 = table.some((row) => row?.startsWith('| f32 |'));
  sentences.push(`Measured with \`${command}\`${withF32 ? ' (f32: the float file, `--f32`)' : ''}.`);
  return [
    `| weights | bytes | loss on the held-out text, nats per ${token} | perplexity per ${token} | bits per character |`,
    '|---|---:|---:|---:|---:|',
    ...table.filter((row) => row !== undefined),
    '',
    folded(sentences.join(' ')),
  ].join('\n');
}

/**
 * Returns the table of all models, from what their files say.
 * @param {{ id: string, bytes: number, config: any }[]} all
 */
export function summary(all) {
  return [
    '| model | network | weights | file, bytes | bits | loss, f32 | loss as shipped | bits per character |',
    '|---|---|---:|---:|---:|---:|---:|---:|',
    ...all.map(({ id, bytes, config }) => {
      const { tokenizer, quantization, evaluation } = config;
      const tokens = `${grouped(vocabSize(config))} ${tokenizer.kind === 'word' ? 'words' : 'characters'}`;
      const bits = evaluation.loss / Math.LN2 / evaluation.characters_per_token;
      const f32 = evaluation.loss_f32 > 0 ? evaluation.loss_f32.toFixed(4) : '';
      return `| ${[
        `[${id}](${id}/CARD.md)`, `${networkName(config, ' + ')}, ${tokens}`, grouped(weightCount(config)),
        grouped(bytes), quantization.bits, f32, `**${evaluation.loss.toFixed(4)}**`, bits.toFixed(4),
      ].join(' | ')} |`;
    }),
  ].join('\n');
}

/** Returns a text with its long lines folded at spaces. @param {string} text */
export function folded(text) {
  return text.split('\n').map((line) => {
    const lines = [];
    while (line.length > kFold && line.lastIndexOf(' ', kFold) > 0) {
      const at = line.lastIndexOf(' ', kFold);
      lines.push(line.slice(0, at));
      line = line.slice(at + 1);
    }
    return [...lines, line].join('\n');
  }).join('\n');
}

/**
 * Returns the samples: ten, seeds 1 to 10, none left out.
 * @param {string} path of the model file
 * @param {string} file as the command in the card names it
 * @param {Shipped} about
 */
export function samples(path, file, { prompt, temperature, tokens }) {
  const shown = JSON.stringify(prompt);
  const typed = prompt.includes('\n') ? `$${shown.replaceAll('"', "'")}` : shown;
  const texts = kSeeds.map((seed) => {
    const text = generate(path, { prompt, temperature, tokens, seed });
    return `Seed ${seed}:\n\n\`\`\`text\n${folded(text).replace(/^\n+/, '').trimEnd()}\n\`\`\``;
  });
  return `## Ten samples

Not chosen: the seeds are 1 to 10. Made with (long lines are folded here, and line breaks at
the ends left out)

\`\`\`
lukewarm generate ${file} --prompt ${typed} --temperature ${temperature} --max-tokens ${tokens} --seed SEED
\`\`\`

${texts.join('\n\n')}`;
}

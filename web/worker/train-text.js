// A text to learn from: read from a file or as typed, in the form that training wants, and counted.
import { LukewarmError } from '../engine/errors.js';
import { count } from './train-words.js';

/** What the page offers to try at once. It lies where the pages' files do. */
export const exampleUrl = () => new URL('./page/try-me.txt', import.meta.url);

const longest = 8_000_000; // characters; what is after them is left out
const shown = 2000; // of a text that is too long for a field
const editable = 200_000;
export const short = 10_000; // characters, below which there is a warning

/** @typedef {{ text: string, characters: number, distinct: number, counts: Map<string, number>, cut: number }} Text */

/**
 * Returns the text of a file. Errors: text-not-utf8.
 * @param {Blob} file
 */
async function decode(file) {
  const bytes = await file.arrayBuffer();
  const [first, second] = new Uint8Array(bytes, 0, Math.min(2, bytes.byteLength));
  const order = first === 0xff && second === 0xfe ? 'utf-16le' : first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8';
  try {
    return new TextDecoder(order, { fatal: true }).decode(bytes);
  } catch {
    throw new LukewarmError('text-not-utf8',
      'This file is not plain text in UTF-8. Save it as plain text (.txt) in UTF-8, or copy the text and paste it.');
  }
}

/** @param {string | Blob} source @returns {Promise<Text>} */
export async function readText(source) {
  const raw = typeof source === 'string' ? source : await decode(source);
  if (raw.includes('\0')) {
    throw new LukewarmError('text-not-utf8',
      'This is not plain text. Open it in the program that it was made with, copy the text, and paste it here.');
  }
  let text = raw.replace(/^\ufeff/, '').replace(/\r\n?/g, '\n').normalize('NFC');
  const cut = Math.max(0, text.length - longest);
  if (cut) text = text.slice(0, longest).replace(/[\ud800-\udbff]$/, '');
  /** @type {Map<string, number>} */
  const counts = new Map();
  let characters = 0;
  for (const character of text) {
    counts.set(character, (counts.get(character) ?? 0) + 1);
    characters++;
  }
  return { text, characters, distinct: counts.size, counts, cut };
}

/** What the page shows of a text. @param {Text} text */
export const overview = ({ text, characters, distinct, cut }) => ({
  characters,
  /** What stands in the field, unless the reader may change all of it there. */
  excerpt: text.length > editable ? `${text.slice(0, shown).replace(/[\ud800-\udbff]$/, '')}…` : null,
  text: text.length > editable ? '' : text,
  note: characters === 0 ? '' : `${count(characters)} characters, ${count(distinct)} different ones.` +
    (cut ? ` Longer texts are cut: the last ${count(cut)} are left out.` : ''),
  warning: characters === 0 || characters >= short ? ''
    : `That is a short text. From ${count(characters)} characters a network learns the text by heart rather than the ` +
      'language: it will write pieces of it, in disorder. Give it 100,000 or more if you can.',
});

/**
 * Returns the loss of one who knows nothing but how frequent each character (or byte) is, nats.
 * @param {Text} text @param {string} tokenizer
 */
export function frequencyLoss({ counts, characters }, tokenizer) {
  if (tokenizer === 'word') return null;
  let numbers = [...counts.values()];
  let total = characters;
  if (tokenizer === 'byte') {
    const bytes = new Float64Array(256);
    for (const [character, times] of counts) {
      for (const byte of new TextEncoder().encode(character)) bytes[byte] += times;
    }
    numbers = [...bytes].filter((times) => times > 0);
    total = numbers.reduce((sum, times) => sum + times, 0);
  }
  return numbers.reduce((sum, times) => sum - (times / total) * Math.log(times / total), 0);
}

// A text to learn from: read from a file or as typed, in the form that training wants, and counted.
import { decodeText } from './decode.js';

/** What the page offers to try at once. It lies where the pages' files do. */
export const exampleUrl = () => new URL('./page/try-me.txt', import.meta.url);

const longest = 8_000_000; // characters; what is after them is left out
const shown = 2000; // of a text that is too long for a field
const editable = 200_000;

/** @typedef {{ text: string, characters: number, distinct: number, counts: Map<string, number>, cut: number }} Text */

/** @param {string | Blob} source @returns {Promise<Text>} */
export async function readText(source) {
  const bytes = typeof source === 'string' ? new TextEncoder().encode(source.replaceAll('\0', '')) : new Uint8Array(await source.arrayBuffer());
  let text = decodeText(bytes).text.normalize('NFC');
  const cut = Math.max(0, text.length - longest);
  if (cut) text = text.slice(0, longest).replace(/[\ud800-\udbff]$/, '');
  const counts = count(text);
  return { text, characters: sum(counts.values()), distinct: counts.size, counts, cut };
}

/** @param {Iterable<number>} numbers */
export const sum = (numbers) => [...numbers].reduce((sum, number) => sum + number, 0);

/** Returns how often each of `things` comes. @param {Iterable<string>} things */
export function count(things) {
  /** @type {Map<string, number>} */
  const counts = new Map();
  for (const thing of things) counts.set(thing, (counts.get(thing) ?? 0) + 1);
  return counts;
}

/** @typedef {ReturnType<typeof overview>} Overview */

/** What the page shows of a text. @param {Text} text */
export const overview = ({ text, characters, distinct, cut }) => ({
  characters, distinct, cut,
  /** What stands in the field, unless the reader may change all of it there. */
  excerpt: text.length > editable ? `${text.slice(0, shown).replace(/[\ud800-\udbff]$/, '')}…` : null,
  text: text.length > editable ? '' : text,
});

/** How a sentence of a text begins most often: with these words it is asked to write. @param {string} text */
export function beginningOf(text) {
  const starts = /(?:^|[.!?…。！？]|\n\s*\n)[^\p{L}\p{N}]*(\p{Script=Han}{1,2}|[\p{L}\p{N}\p{M}]+)/gu;
  const words = [...text.matchAll(starts)].map(([, word]) => word);
  return [...count(words)].reduce((most, one) => (one[1] > most[1] ? one : most), ['', 0])[0];
}

/** Returns after what a beginning stands in a text: a blank line, a line break, the end of a sentence; empty: no such. @param {string} text */
export const startOf = (text) => ['\n\n', '\n', '. ', '。'].find((end) => text.split(end, 3).length > 2) ?? '';

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
    total = sum(numbers);
  }
  return -sum(numbers.map((times) => (times / total) * Math.log(times / total)));
}

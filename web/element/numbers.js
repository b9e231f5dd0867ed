// Numbers in a text, shown in a face of their own.
import { make } from './dom.js';

/** Returns a number in the face of numbers. @param {string | number} text */
export const number = (text) => make('span', { className: 'number' }, String(text));

/** Shows `text`, its numbers in their own face. @param {HTMLElement} target @param {string} text */
export function setWithNumbers(target, text) {
  target.replaceChildren(...text.split(/(−?\d(?:[\d.,]*\d)?(?:e−?\d+)?)/).map((part, i) => (i % 2 === 0 ? part : number(part))));
}

// A text whose repetitions are marked: every second turn of the loop is shaded.
import { make } from './dom.js';
import { findLoop } from './loop.js';

export const loopedTextCss = `
.text { white-space: pre-wrap; overflow-wrap: anywhere; unicode-bidi: plaintext; text-align: start; font-size: 1rem; line-height: 1.5; margin: 0; }
.text b { font-weight: inherit; color: var(--accent); }
.text .turn { border-bottom: 1px solid var(--edge); }
.text .turn:nth-of-type(even) { background: var(--line); }
`;

/**
 * Shows a text and returns its loop, if it has one.
 * @param {HTMLElement} target
 * @param {string} prompt
 * @param {string[]} items characters or words, with the blanks that belong to them
 */
export function showLooped(target, prompt, items) {
  const loop = findLoop(items);
  const { start, period } = loop ?? { start: items.length, period: 1 };
  const turns = [];
  for (let i = start; i < items.length; i += period) {
    turns.push(make('span', { className: 'turn' }, items.slice(i, i + period).join('')));
  }
  target.replaceChildren(make('b', {}, prompt), items.slice(0, start).join(''), ...turns);
  return loop;
}

// What an element owes the page that it stands on: to look like it (ink.js), and to keep the keys that its controls use. A
// page's own shortcuts listen on the document, where all of an element is one node: they cannot know that the arrow moves a
// slider, or that "f" is typed into a field.
import { followInk } from './ink.js';

const moves = /^(Arrow|Page|Home$|End$)/;
const writes = /^(.|Enter|Backspace|Delete|Dead|Process)$/u;
const presses = /^(Enter| )$/;

/** Which keys a control uses, the first that it matches. @type {[control: string, ...keys: RegExp[]][]} */
const uses = [
  ['input:is([type=checkbox], [type=radio]), [type=range], .columns', moves, / /],
  ['input, textarea, select', moves, writes],
  ['button, summary, a', presses],
];

/** Whether a key is one that something in the element uses. @param {KeyboardEvent} event */
function isUsed(event) {
  const { key, ctrlKey, metaKey, altKey, isComposing, defaultPrevented } = event;
  if (defaultPrevented || isComposing) return true;
  if ((ctrlKey || metaKey || altKey) && !event.getModifierState('AltGraph')) return false;
  const [, ...keys] = uses.find(([control]) => /** @type {Element} */ (event.target).matches(control)) ?? [''];
  return keys.some((used) => used.test(key));
}

/** @param {ShadowRoot} root @param {AbortSignal} signal */
function keepKeys(root, signal) {
  /** Those that are down. */
  const kept = new Set();
  const hear = (/** @type {any} */ event) => {
    const { type, code, target } = event;
    if (target.getRootNode() !== root) return; // in a slot: it is the page's
    const isKept = type === 'keydown' ? isUsed(event) : kept.has(code);
    if (type !== 'keypress') kept[isKept && type === 'keydown' ? 'add' : 'delete'](code);
    if (isKept) event.stopPropagation();
  };
  for (const type of ['keydown', 'keypress', 'keyup']) root.addEventListener(type, hear, { signal });
}

/** Makes an element one of its page. @param {import('./element.js').Content} content */
export function settleIn({ root, signal }) {
  followInk(root, signal);
  keepKeys(/** @type {ShadowRoot} */ (root.getRootNode()), signal);
}

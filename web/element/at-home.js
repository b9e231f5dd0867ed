// What an element owes the page that it stands on: to look like it (ink.js), to say what of its attributes it could not take,
// and to keep the keys that its controls use. A
// page's own shortcuts listen on the document, where all of an element is one node: they cannot know that the arrow moves a
// slider, or that "f" is typed into a field.
import { make } from './dom.js';
import { followInk } from './ink.js';
import { parseSeed } from './seed.js';
import { propertyOf } from './settings.js';

const moves = /^(Arrow|Page|Home$|End$)/;
const modifies = /^(Control|Meta|Alt|AltGraph|Shift)$/;
/** Escape too, by which a reader leaves a field's list or suggestions: elsewhere it is the page's, unless it stops a text. */
const writes = /^(.|Enter|Backspace|Delete|Dead|Process|Escape)$/u;
const presses = /^(Enter| )$/;

/** Which keys a control uses, the first that it matches. @type {[control: string, ...keys: RegExp[]][]} */
const uses = [
  ['input:is([type=checkbox], [type=radio]), [type=range], .columns', moves, / /],
  ['input, textarea, select', moves, writes, modifies],
  ['button, summary, a', presses],
];

/** Whether a key is one that something in the element uses. @param {KeyboardEvent} event */
function isUsed(event) {
  const { key, ctrlKey, metaKey, altKey, isComposing, defaultPrevented } = event;
  if (defaultPrevented || isComposing) return true;
  if ((ctrlKey || metaKey || altKey) && !modifies.test(key) && !event.getModifierState('AltGraph')) return false;
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

/** Attributes that are no numbers, and take some texts alone; those of the engine's options it refuses itself. */
const chosen = /^(at|cut|without|temperatures|pitfall)$/;

/**
 * Returns those of its attributes, or of the properties that a script has set in their place, that may be wrong: what is no number where
 * one belongs, and what is one of few. @param {any} content @returns {[name: string, value: string][]}
 */
function findDoubtful({ host, given }) {
  const { attributes } = /** @type {typeof import('./element.js').LukewarmElement} */ (host.constructor);
  return Object.entries(attributes).flatMap(([attribute, type]) => {
    const property = propertyOf(attribute);
    const isSet = given.has(property);
    const value = String((isSet ? given.get(property) : host.getAttribute(attribute)) ?? '');
    const isDoubtful = value && (chosen.test(attribute) || type === 'number' && Number.isNaN(Number(value)) || type === 'seed' && parseSeed(value) === undefined);
    return isDoubtful ? [[isSet ? property : attribute, value]] : [];
  });
}

/** Returns what says over an element which of its attributes it could not take; without any, no more of it. @param {any} content */
function sayOver({ root, locale }) {
  const note = make('p', { className: 'note', role: 'status' });
  return (/** @type {[name: string, value: string][]} */ given) => import('./mistakes.js').then(({ sayWrong }) => {
    note.textContent = sayWrong(given, {}, false, locale);
    if (note.textContent) root.prepend(note);
    else note.remove();
  }, () => {});
}

/**
 * Makes an element one of its page.
 * @param {import('./element.js').Content} content
 * @param {(given: [name: string, value: string][]) => void} [check] says what of attributes that may be wrong is
 */
export function settleIn(content, check = sayOver(content)) {
  const { root, signal } = content;
  followInk(root, signal);
  keepKeys(/** @type {ShadowRoot} */ (root.getRootNode()), signal);
  let isSaid = false;
  const look = () => {
    const given = findDoubtful(content);
    if (isSaid || given.length > 0) check(given);
    isSaid = given.length > 0;
  };
  look();
  const { update } = content;
  content.update = () => {
    update.call(content);
    look();
  };
}

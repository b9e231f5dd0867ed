// Nodes and numbers, shortly.

/**
 * Returns a new element: make('p', { className: 'note' }, 'text', child).
 * @template {keyof HTMLElementTagNameMap} Name
 * @param {Name} name
 * @param {{ [property: string]: any }} [properties] set as properties; those with a hyphen and role as attributes
 * @param {(Node | string)[]} children
 * @returns {HTMLElementTagNameMap[Name]}
 */
export function make(name, properties = {}, ...children) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (key.includes('-') || key === 'role' || key === 'for') node.setAttribute(key, value);
    else /** @type {any} */ (node)[key] = value;
  }
  node.append(...children);
  return node;
}

/** Returns a number in the face of numbers. @param {string | number} text */
export const number = (text) => make('span', { className: 'number' }, String(text));

/** Shows `text`, its numbers in their own face. @param {HTMLElement} target @param {string} text */
export function setWithNumbers(target, text) {
  target.replaceChildren(...text.split(/(−?\d(?:[\d.,]*\d)?(?:e−?\d+)?)/).map((part, i) => (i % 2 === 0 ? part : number(part))));
}

/** Whether the focus is in an element, in a window too that is not in front: there :focus matches nothing. @param {Element} element */
export const hasFocus = (element) => element.contains(/** @type {ShadowRoot} */ (element.getRootNode()).activeElement);

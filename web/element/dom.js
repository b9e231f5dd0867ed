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

/** Returns a probability with three digits that mean something: 0.700, 0.0123, 4.5e-7. @param {number} p */
export function formatProbability(p) {
  if (p === 0 || p === 1) return String(p);
  if (p > 0.9995) return p.toPrecision(5);
  return p < 0.0001 ? p.toExponential(1) : p.toPrecision(3);
}

/** Makes a token's text visible: a space, a line break, a tab by their signs. @param {string} text */
export const showBlanks = (text) =>
  text === '' ? '∅' : text.replace(/ /g, '␣').replace(/\n/g, '⏎').replace(/\t/g, '⇥');

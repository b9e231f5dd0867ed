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

/** Returns a probability with three digits that mean something: 0.700, 0.0123, 4.5e-7. @param {number} p */
export function formatProbability(p) {
  if (p === 0 || p === 1) return String(p);
  if (p > 0.9995) return p.toPrecision(5);
  return p < 0.0001 ? p.toExponential(1) : p.toPrecision(3);
}

/** Returns any number in four digits or so, as a book sets it: −0.3567, 1.2e−7, −∞. @param {number} x */
export function formatNumber(x) {
  if (Number.isNaN(x)) return 'nan';
  const size = Math.abs(x);
  const text = size === Infinity ? '∞'
    : size !== 0 && (size < 0.0001 || size >= 100000) ? size.toExponential(2)
      : Number.isInteger(size) ? String(size) : String(Number(size.toPrecision(4)));
  return `${x < 0 ? '−' : ''}${text.replace('e-', 'e−').replace('e+', 'e')}`;
}

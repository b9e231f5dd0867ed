// Nodes, shortly. Nothing else is in here: the first text waits for it.

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

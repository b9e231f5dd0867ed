// The look that all elements share, which is the page's own: they inherit its typeface, its size and its colour, of which ink.js
// makes the others. In their sheets 1rem is the page's text size where the element stands, not the root's.

/** Sheets by what they hold, for each document: a sheet belongs to one. @type {WeakMap<Document, Map<string, CSSStyleSheet>>} */
const sheets = new WeakMap();

/**
 * Gives a root its style: constructed sheets, since a strict policy refuses style in markup.
 * @param {ShadowRoot | Document} root
 * @param {string[]} css
 */
export function setStyle(root, css) {
  if ('adoptedStyleSheets' in root) root.adoptedStyleSheets = [];
  css.forEach((text) => addStyle(root, text));
}

/** Has a document resolve --lukewarm-em where it is set, not where it is used. @param {any} window */
function registerEm({ CSS }) {
  try {
    CSS.registerProperty({ name: '--lukewarm-em', syntax: '<length>', inherits: true, initialValue: '16px' });
  } catch {
    // Another copy of these scripts has done so; or it is a browser that cannot.
  }
}

/** Gives a root more of it. @param {ShadowRoot | Document} root @param {string} text */
export function addStyle(root, text) {
  const document = root.ownerDocument ?? /** @type {Document} */ (root);
  const Sheet = /** @type {any} */ (document.defaultView)?.CSSStyleSheet;
  if (!('adoptedStyleSheets' in root) || !Sheet?.prototype.replaceSync) return; // a document that nobody sees, as jsdom's
  const made = sheets.get(document) ?? new Map();
  if (!made.size) registerEm(document.defaultView);
  sheets.set(document, made);
  if (!made.has(text)) {
    made.set(text, new Sheet());
    made.get(text).replaceSync(text.replace(/(-?[\d.]+)rem/g, 'calc($1*var(--lukewarm-em))'));
  }
  root.adoptedStyleSheets = [...root.adoptedStyleSheets, made.get(text)];
}

/**
 * Notes whether an element is narrow, as on a phone, or wide enough for two columns, in its own type. Its column decides that, not the
 * window; a container query would, too, but an element that is a container has no width of its own to give to its page.
 * @param {HTMLElement} root
 */
export function noteWidth(root) {
  const width = root.clientWidth / parseFloat(getComputedStyle(root).fontSize);
  root.classList.toggle('narrow', width < 28);
  root.classList.toggle('wide', width >= 56);
}

export const commonCss = `
:host {
  --lukewarm-em: 1em;
  --numbers: var(--lukewarm-numbers, ui-monospace, Menlo, Consolas, "DejaVu Sans Mono", monospace);
  display: block;
  font-family: var(--lukewarm-text, inherit);
  line-height: 1.5;
  color: var(--lukewarm-ink, inherit);
  text-align: start;
  text-wrap: wrap; /* where it is pretty, as a page may have it, WebKitGTK 2.50 aborts at some texts */
  white-space: normal;
}
.warm { --heat: 0.4; /* the temperature, halved */ }
:host([hidden]), [hidden] { display: none !important; }
* { box-sizing: border-box; }
a { color: inherit; }
`;

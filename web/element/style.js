// The look that the elements share: the page's own (web/page/style.css), as custom properties that a page may set on
// the element or above it: --lukewarm-text, --lukewarm-numbers, --lukewarm-paper, --lukewarm-ink, --lukewarm-soft,
// --lukewarm-line, --lukewarm-accent.

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

/** Gives a root more of it. @param {ShadowRoot | Document} root @param {string} text */
export function addStyle(root, text) {
  const document = root.ownerDocument ?? /** @type {Document} */ (root);
  const Sheet = /** @type {any} */ (document.defaultView)?.CSSStyleSheet;
  if (!('adoptedStyleSheets' in root) || !Sheet?.prototype.replaceSync) return; // a document that nobody sees, as jsdom's
  const made = sheets.get(document) ?? new Map();
  sheets.set(document, made);
  if (!made.has(text)) {
    made.set(text, new Sheet());
    made.get(text).replaceSync(text);
  }
  root.adoptedStyleSheets = [...root.adoptedStyleSheets, made.get(text)];
}

export const commonCss = `
:host {
  --text: var(--lukewarm-text, "Iowan Old Style", "Palatino Linotype", Palatino, "URW Palladio L", P052, Georgia, serif);
  --numbers: var(--lukewarm-numbers, ui-monospace, Menlo, Consolas, "DejaVu Sans Mono", monospace);
  --paper: var(--lukewarm-paper, #fcfaf5);
  --ink: var(--lukewarm-ink, #211d18);
  --soft: var(--lukewarm-soft, #676056);
  --line: var(--lukewarm-line, #d9d2c5);
  --edge: #8b8376;
  display: block;
  font: 1rem/1.5 var(--text);
  color: var(--ink);
  text-align: start;
}
.warm {
  --heat: 0.4; /* the temperature, halved */
  --accent: var(--lukewarm-accent, #80527f);
}
:host([hidden]), [hidden] { display: none !important; }
/* By the colour scheme that the page declares, not the reader's: on a page that is always light this stays dark on light. */
@supports (color: light-dark(red, red)) and (color: oklch(0 0 0)) {
  :host {
    --paper: var(--lukewarm-paper, light-dark(#fcfaf5, #181613));
    --ink: var(--lukewarm-ink, light-dark(#211d18, #e9e3d8));
    --soft: var(--lukewarm-soft, light-dark(#676056, #a89f91));
    --line: var(--lukewarm-line, light-dark(#d9d2c5, #3a352e));
    --edge: light-dark(#8b8376, #7d7567);
  }
  .warm {
    --chroma: calc(0.07 + 0.06 * max(2 * var(--heat) - 1, 1 - 2 * var(--heat)));
    --hue: calc(250 + 143 * var(--heat));
    --accent: var(--lukewarm-accent, light-dark(oklch(0.48 var(--chroma) var(--hue)), oklch(0.74 var(--chroma) var(--hue))));
  }
}
* { box-sizing: border-box; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 3px; border-radius: 2px; }
`;

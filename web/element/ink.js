// Colours, all made of the one that the page writes with where the element stands, which no CSS can keep: --ink is it, or, where
// it would be hard to read, more of it; --soft is for notes, --line and --edge for lines, --strong for text on a shade, --paper
// for what has to hide something; --accent is the temperature's. What is bright in them and what is dark follows from the ink:
// a dark one stands on light paper. Each has a contrast of 4.5 to whatever a page with legible text has behind it, --edge of 3.

import { noteWidth } from './style.js';

export const inkCss = `
.warm {
  --ink: oklch(from var(--host) clamp(0.65 * var(--dark), l, 0.54 + 0.46 * var(--dark)) c h);
  --strong: oklch(from var(--host) clamp(0.95 * var(--dark), l, 0.3 + 0.7 * var(--dark)) c h / 1);
  --soft: var(--lukewarm-soft, oklch(from var(--host) clamp(0.47 + 0.18 * var(--dark), l, 0.54 + 0.25 * var(--dark)) c h / 1));
  --edge: oklch(from var(--host) calc(0.55 + 0.13 * var(--dark)) min(c, 0.03) h / 1);
  --line: var(--lukewarm-line, color-mix(in srgb, var(--ink) 20%, transparent));
  --paper: var(--lukewarm-paper, oklch(from var(--host) calc(0.985 - 0.8 * var(--dark)) min(c, 0.01) h / 1));
  --chroma: calc(0.07 + 0.06 * max(2 * var(--heat) - 1, 1 - 2 * var(--heat)));
  --accent: var(--lukewarm-accent, oklch(calc(0.48 + 0.3 * var(--dark)) var(--chroma) calc(250 + 143 * var(--heat))));
  transition: color 1ms; /* tells of a change */
}
@supports not (color: oklch(from red l c h)) {
  .warm { --edge: var(--host); --accent: var(--host); --paper: Canvas; }
}
/* The reader's own colours, which what is drawn is made of too. */
@media (forced-colors: active) {
  .warm { --ink: CanvasText; --strong: CanvasText; --soft: CanvasText; --edge: GrayText; --line: GrayText; --paper: Canvas; --accent: Highlight; }
  i, progress, .slider input, .main { forced-color-adjust: none; }
}
:where(.warm > *) { color: var(--ink); }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 3px; border-radius: 2px; }
`;

const middle = 0.61; // the lightness (OKLCH) above which ink is for dark paper: halfway between the two inks of Solarized

/** Whether a colour is a bright one. The browser converts it, for an element whose outline is not drawn. @param {string} color @param {HTMLElement} element */
export function isBright(color, element) {
  element.style.outlineColor = `oklch(from ${color} l c h)`;
  const lightness = Number(/[\d.]+/.exec(getComputedStyle(element).outlineColor));
  return (lightness > 1 ? lightness / 255 : lightness) > middle; // a browser that cannot has rgb()
}

/** Has the colours of an element follow the page's. @param {HTMLElement} root in the element's shadow root @param {AbortSignal} signal */
export function followInk(root, signal) {
  const { style } = root;
  let last = '';
  const look = () => {
    const { color } = getComputedStyle(/** @type {ShadowRoot} */ (root.getRootNode()).host);
    if (color === last) return;
    last = color;
    const dark = isBright(color, root);
    style.setProperty('--host', color);
    style.setProperty('--dark', String(Number(dark)));
    style.colorScheme = dark ? 'dark' : 'light'; // of what the browser draws
  };
  look();
  root.addEventListener('transitionrun', look, { signal });
  // What is not shown has no transitions. A frame later: what changes sizes in the observer's own time is an error on the host's page.
  const resized = new ResizeObserver(() => requestAnimationFrame(() => {
    noteWidth(root);
    look();
  }));
  resized.observe(root);
  signal.addEventListener('abort', () => resized.disconnect());
}

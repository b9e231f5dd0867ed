// The look of what stands around a text: notes, numbers, buttons, fields.
import { make } from './dom.js';
import { inkCss } from './ink.js';

/** Returns an input with its label over it. @param {HTMLElement} input @param {Node | string} label */
export const withLabel = (input, label) => make('div', { className: 'field' }, make('label', { for: input.id }, label), input);

export const fieldsCss = inkCss + `
i, .slider input { print-color-adjust: exact; }
@media print { .controls, .shading, [part=embed], button:not(ol *) { display: none !important; } }
/* A sentence runs as its own language does, whatever the page's. */
p { margin: 0; unicode-bidi: plaintext; }
h3 { margin: 0; font-weight: normal; font-size: 1rem; font-style: italic; color: var(--soft); }
/* Digits and arrows run from left to right in every script. */
.number { font-family: var(--numbers); font-variant-numeric: tabular-nums lining-nums; font-size: 0.875em; direction: ltr; unicode-bidi: isolate; }
.note { color: var(--soft); font-size: 0.9375rem; }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
button {
  font: inherit; color: var(--ink); background: transparent; border: 1px solid var(--edge); border-radius: 3px;
  padding: 0.375rem 1rem; min-height: 2.75rem; cursor: pointer;
}
button:hover { border-color: var(--ink); }
button.main { color: var(--paper); background: var(--accent); border-color: var(--accent); }
button[aria-disabled="true"] { color: var(--soft); border-color: var(--line); cursor: default; }
button.quiet { border: 0; padding: 0; min-height: 2rem; color: var(--soft); text-decoration: underline; text-decoration-thickness: 1px; text-underline-offset: 0.2em; }
button.quiet:hover { color: var(--ink); }
progress { appearance: none; border: 0; height: 3px; width: min(100%, 8rem); background: var(--line); color: var(--accent); }
progress::-webkit-progress-bar { background: var(--line); }
progress::-webkit-progress-value { background: var(--accent); }
progress::-moz-progress-bar { background: var(--accent); }
.reading { display: flex; flex-wrap: wrap; gap: 0.125rem 1.25rem; align-items: center; }
.reading:has([hidden]) { position: absolute; } /* nothing but what will be read out */
.failure { border-inline-start: 3px solid var(--accent); padding-inline-start: 1rem; overflow-wrap: anywhere; }
.failure button { margin-top: 0.75rem; }
/* A select's longest option may be wider than a phone. */
.field { display: grid; grid-template-columns: minmax(0, 1fr); gap: 0.125rem; min-width: 0; }
label { color: var(--soft); }
.field label { font-style: italic; }
select, textarea, input:not([type="range"], [type="checkbox"], [type="radio"]) {
  font: inherit; color: inherit; background: transparent; border: 0; border-bottom: 1px solid var(--edge); border-radius: 0;
  padding: 0.25rem 0; min-height: 1.75rem;
}
option { background: var(--paper); color: var(--ink); }
input:is([type="number"], [inputmode="numeric"]) { font-family: var(--numbers); font-variant-numeric: tabular-nums lining-nums; font-size: 0.9375rem; }
input:is([type="checkbox"], [type="radio"]) { accent-color: var(--accent); width: 1.125rem; height: 1.125rem; margin: 0; flex: none; }
`;

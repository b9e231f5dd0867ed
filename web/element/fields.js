// The look of fields, for the elements that have any.

export const fieldsCss = `
.field { display: grid; gap: 0.125rem; min-width: 0; }
label { color: var(--soft); }
.field label { font-style: italic; }
.pair { display: flex; justify-content: space-between; align-items: baseline; gap: 1rem; }
select, textarea, input:not([type="range"], [type="checkbox"], [type="radio"]) {
  font: inherit; color: inherit; background: transparent; border: 0; border-bottom: 1px solid var(--edge); border-radius: 0;
  padding: 0.25rem 0; min-height: 1.75rem;
}
option { background: var(--paper); color: var(--ink); }
input:is([type="number"], [inputmode="numeric"]) { font-family: var(--numbers); font-variant-numeric: tabular-nums lining-nums; font-size: 0.9375rem; }
input:is([type="checkbox"], [type="radio"]) { accent-color: var(--accent); width: 1.125rem; height: 1.125rem; margin: 0; flex: none; }
`;

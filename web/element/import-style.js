// How <lukewarm-import> looks, beside the look of all panels.

export const importCss = `
.import, .result, .import section, .lost, .questions, .guess { display: grid; grid-template-columns: minmax(0, 1fr); gap: 0.75rem; min-width: 0; align-content: start; }
.import, .result { gap: 1.5rem; }
.import > :empty { display: none; }
.drop { display: grid; gap: 0.75rem; padding: 1rem; border: 1px dashed var(--edge); border-radius: 3px; min-width: 0; }
.over .drop { border: 1px solid var(--accent); outline: 2px solid var(--accent); outline-offset: 2px; }
.import .buttons { display: flex; flex-wrap: wrap; gap: 0.5rem 1rem; align-items: center; }
.import button.main { justify-self: start; }
.doing { display: flex; flex-wrap: wrap; gap: 0.5rem 1rem; align-items: center; }
.doing::after { content: attr(data-now); color: var(--soft); font-size: 0.9375rem; }
progress { appearance: none; border: 0; height: 3px; width: min(100%, 16rem); background: var(--line); color: var(--accent); }
progress::-webkit-progress-bar { background: var(--line); }
progress::-webkit-progress-value { background: var(--accent); }
progress::-moz-progress-bar { background: var(--accent); }
.status { font-style: italic; }
.failure p + p { color: var(--soft); }
h3:focus-visible { outline-offset: 6px; }
dl { display: grid; gap: 0.5rem; margin: 0; }
dl > div { display: grid; grid-template-columns: minmax(0, 1fr); }
dt { color: var(--soft); font-style: italic; }
dd { margin: 0; min-width: 0; overflow-wrap: anywhere; }
.import ol, .import ul { margin: 0; padding-inline-start: 1.25rem; overflow-wrap: anywhere; }
.import details summary { cursor: pointer; color: var(--soft); font-size: 0.9375rem; min-height: 1.75rem; }
.tokens { line-height: 1.9; overflow-wrap: anywhere; }
.tokens code { font: 0.8125rem/1.4 var(--numbers); padding: 0.0625rem 0.25rem; border: 1px solid var(--line); border-radius: 2px; white-space: pre-wrap; }
.import textarea { width: 100%; max-height: 12rem; line-height: 1.4; resize: vertical; }
.import #import-code { font: 0.8125rem/1.5 var(--numbers); padding: 0.5rem; border: 1px solid var(--edge); border-radius: 3px; }
.field .name { font-style: italic; color: var(--soft); }
fieldset { border: 0; margin: 0; padding: 0; display: grid; gap: 0.25rem; min-width: 0; }
legend { padding: 0; font-style: italic; color: var(--soft); }
fieldset label { display: flex; flex-wrap: wrap; gap: 0.5rem; align-items: center; min-height: 1.75rem; color: var(--ink); }
fieldset input[inputmode] { width: 5rem; }
.questions select { max-width: 24rem; width: 100%; }
.lost, .questions, .guess { border-inline-start: 3px solid var(--accent); padding-inline-start: 1rem; }
.go { display: flex; flex-wrap: wrap; gap: 0.75rem 1.5rem; align-items: end; }
.go .field { flex: 1 1 12rem; max-width: 24rem; }
.weigh { border-top: 1px solid var(--line); padding-top: 1.25rem; }
table { border-collapse: collapse; width: 100%; max-width: 40rem; }
th, td { text-align: start; font-weight: normal; padding: 0.125rem 0.5rem 0.125rem 0; border-bottom: 1px solid var(--line); }
td { white-space: nowrap; }
thead th { color: var(--soft); font-size: 0.875rem; font-style: italic; }
th label { display: flex; gap: 0.5rem; align-items: center; color: var(--ink); min-height: 1.75rem; }
[aria-pressed="true"] { border-color: var(--accent); color: var(--accent); }
.kept { list-style: none; padding: 0 !important; }
.kept li { display: grid; grid-template-columns: minmax(0, 1fr); gap: 0 1rem; padding-block: 0.5rem; border-bottom: 1px solid var(--line); }
.kept [aria-current="true"], .kept li[aria-current="true"] .name { color: var(--accent); }
.warm:not(.narrow) dl > div { grid-template-columns: 9rem minmax(0, 1fr); gap: 1rem; }
.warm:not(.narrow) .kept li { grid-template-columns: minmax(0, 1fr) auto auto; align-items: baseline; }
`;

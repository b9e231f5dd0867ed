// The style of a token view; what its first characters can do without is in text-frame.js.

// Ink of growing strength, of which light ink on dark paper needs less: the one colour is the temperature's.
export const tokenViewCss = `
.tokens { white-space: pre-wrap; overflow-wrap: anywhere; line-break: strict; }
.tokens p { margin: 0; unicode-bidi: plaintext; text-align: start; content-visibility: auto; contain-intrinsic-size: auto 40rem; }
.tokens p:last-child { content-visibility: visible; }
.tokens b { font-weight: inherit; color: var(--accent); text-decoration: underline; text-decoration-thickness: 1px; text-underline-offset: 0.25em; }
.tokens .rest { color: var(--soft); }
.shade-1 { --shade: 6%; } .shade-2 { --shade: 11%; } .shade-3 { --shade: 18%; } .shade-4 { --shade: 26%; } .shade-5 { --shade: 36%; }
.tokens.tinted, .shade { color: var(--strong); }
.tokens span[class^="shade"], .shade { background: color-mix(in srgb, var(--strong) calc(var(--shade, 0%) * (1 - 0.3 * var(--dark))), transparent); padding-block: 0.15em; }
`;

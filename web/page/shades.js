// The legend of the shading, and its switch.
import { make } from '../element/dom.js';
import { shades, tokenViewCss } from '../element/token-view.js';

/** Fills `place`. @param {HTMLElement} place @param {import('../element/token-view.js').TokenView} view */
export function showShades(place, view) {
  const style = new CSSStyleSheet();
  style.replaceSync(tokenViewCss);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, style];
  const legend = make('ol', { 'aria-label': 'Shades: how probable the token was to the model, at most' },
    ...shades.map((bits, i) => make('li', { className: `shade shade-${i + 1} number`, title: `${bits} bits or more` },
      `1 in ${2 ** bits}`)));
  const onchange = () => {
    view.shading = input.checked;
    legend.hidden = !input.checked;
  };
  const input = make('input', { type: 'checkbox', checked: true, autocomplete: 'off', onchange });
  place.append(make('label', {}, input, 'Shade what the model did not expect'), legend);
}

// "Inside the network": what its units do while it reads the text above, as a heat map and, for one of them, as shades of
// the text.
import { make, showBlanks } from '../element/dom.js';
import { unitOf } from './about.js';
import { count, setWithNumbers } from './elements.js';
import { Follow, followCss } from './follow.js';
import { HeatMap, heatMapCss } from './heat-map.js';
import { latest } from './latest.js';
import { addStyle } from './room-style.js';
import { ShadedText, shadedTextCss } from '../element/shaded-text.js';
import { ValueTable, valueTableCss } from './value-table.js';

const css = `
.inside { display: grid; gap: 1.25rem; min-width: 0; }
.inside > div, .inside .halves > div { min-width: 0; }
.inside .halves, .inside .halves > div { display: grid; gap: 1rem; align-content: start; }
.inside h3 { margin: 0; font-weight: normal; font-size: 1rem; font-style: italic; color: var(--soft); }
.inside .choices { display: grid; grid-template-columns: repeat(auto-fit, minmax(8rem, 1fr)); gap: 1rem; max-width: 34rem; }
.inside .choices input { min-height: 2.375rem; font-family: var(--numbers); }
.inside .about { max-width: 44rem; text-wrap: pretty; }
.inside .readout { color: var(--soft); min-height: 1.5em; }
@media (min-width: 62rem) { .inside .halves { grid-template-columns: 1fr 1fr; gap: 5rem; } }
`;

/** What can be looked at, by the layer's kind: the name in model.activations(), and the reader's. */
const parts = /** @type {Record<string, [name: string, label: string][]>} */ ({
  lstm: [['state', 'Cell state c'], ['hidden', 'Hidden state h'], ['input', 'Input gate i'], ['forget', 'Forget gate f'],
    ['candidate', 'Candidate g'], ['output', 'Output gate o']],
  gru: [['hidden', 'Hidden state h'], ['reset', 'Reset gate r'], ['update', 'Update gate z'], ['candidate', 'Candidate n']],
  rnn: [['hidden', 'Hidden state h']],
});
const gates = ['input', 'forget', 'output', 'reset', 'update']; // from 0 to 1; all else has a sign
const mostTokens = 1000;
const charactersOf = /** @type {Record<string, number>} */ ({ word: 5000 }); // that hold so many tokens, about

/** @type {import('./rooms.js').Open} */
export function open(body, page) {
  addStyle(shadedTextCss + heatMapCss + followCss + valueTableCss + css);
  const details = /** @type {HTMLDetailsElement} */ (body.closest('details'));

  // --- what stands in the room

  const layerPicker = make('select', { id: 'inside-layer' });
  const partPicker = make('select', { id: 'inside-part' });
  const unitField = make('input', { id: 'inside-unit', type: 'number', min: '0', step: '1', value: '0', autocomplete: 'off' });
  const layerBox = make('p', { className: 'field' }, make('label', { htmlFor: 'inside-layer' }, 'Layer'), layerPicker);
  const map = new HeatMap('Heat map: units down, the text across', (unit, token) => choose(unit, token));
  const text = new ShadedText('The text, shaded by the unit', (token) => describe(token), (token, scroll) => choose(chosen, token, scroll));
  const readout = make('p', { className: 'readout' });
  const trouble = make('p', { className: 'note', role: 'status' });
  const limited = make('p', { className: 'note' });
  const [low, high, scale] = [make('span'), make('span'), make('i', { 'aria-hidden': 'true' })];
  const table = new ValueTable();
  const follow = new Follow((unit) => choose(unit, text.chosen), () => {
    goToBest = true;
    refresh();
  });
  body.classList.add('inside');
  body.append(
    make('p', { className: 'about' }, 'Each row is one unit of the network, each column one step of the text above: warm where the unit’s value ',
      'is above zero, cold where it is below. Some units can be seen to count or to wait for something; most mean nothing that one could name.'),
    make('div', { className: 'choices' }, layerBox,
      make('p', { className: 'field' }, make('label', { htmlFor: 'inside-part' }, 'What'), partPicker),
      make('p', { className: 'field' }, make('label', { htmlFor: 'inside-unit' }, 'Unit'), unitField)),
    trouble, map.element, limited,
    make('div', { className: 'halves' },
      make('div', {}, make('h3', {}, 'The text, shaded by that unit'), make('p', { className: 'shade-scale' }, low, scale, high),
        text.element, readout, table.element),
      follow.element));

  // --- what is shown

  /** @type {{ texts: string[], values: Float32Array, size: number, part: string, kind: string }} */
  let shown = { texts: [], values: new Float32Array(), size: 1, part: '', kind: 'token' };
  let chosen = 0; // the unit
  let filledFor = ''; // the model whose layers and parts the pickers list
  /** @type {{ kind: string, size: number }[]} */
  let recurrent = [];
  let goToBest = true; // choose the unit that the search finds

  const valueAt = (/** @type {number} */ token) => shown.values[token * shown.size + chosen];

  /** @param {number} token */
  function describe(token) {
    const { texts, kind } = shown;
    return `Unit ${chosen} after ${kind} ${count(token + 1)}, “${showBlanks(texts[token])}”: ${minus(valueAt(token).toFixed(3))}`;
  }

  /** Returns the value at which a unit's colour is full: what has no bound is measured by its own largest. @param {number} unit */
  function limitOf(unit) {
    let most = shown.part === 'state' ? 0 : 1;
    for (let at = unit; at < shown.values.length; at += shown.size) most = Math.max(most, Math.abs(shown.values[at]));
    return most || 1;
  }

  /** @param {number} unit @param {number} token @param {boolean} [scroll] whether the token is to be brought into sight */
  function choose(unit, token, scroll = true) {
    const changed = unit !== chosen;
    chosen = unit;
    if (changed) showUnit();
    // Each of the two tells of the token; the other one follows.
    if (text.chosen !== token) return text.choose(token, scroll);
    setWithNumbers(readout, describe(token));
    if (changed) text.say();
    map.mark(unit, token, describe(token), scroll);
  }

  function showUnit() {
    const limit = limitOf(chosen);
    unitField.value = String(chosen);
    text.shade(Float32Array.from(shown.texts, (_, token) => valueAt(token) / limit));
    const hasSign = !gates.includes(shown.part);
    scale.classList.toggle('both', hasSign);
    const bound = Number.isInteger(limit) ? String(limit) : limit.toPrecision(3);
    setWithNumbers(low, hasSign ? `−${bound}` : '0');
    setWithNumbers(high, bound);
    table.show(`Unit ${chosen}`, shown.texts, (token) => minus(valueAt(token).toFixed(3)));
    follow.mark(chosen);
  }

  // --- reading the network

  /** @param {any} info */
  function fillPickers({ name, layers }) {
    if (filledFor === name) return;
    filledFor = name;
    recurrent = layers.filter((/** @type {{ kind: string }} */ { kind }) => kind in parts);
    const last = recurrent.length - 1;
    layerPicker.replaceChildren(...recurrent.map((_, i) => new Option(`${i + 1} of ${last + 1}`, String(i), i === last, i === last)));
    layerBox.hidden = last === 0;
    fillParts();
    goToBest = true;
  }

  /** Offers the parts of the layer that is chosen. */
  function fillParts() {
    const chosen = partPicker.value;
    const names = parts[recurrent[Number(layerPicker.value)]?.kind] ?? parts.rnn;
    partPicker.replaceChildren(...names.map(([name, label]) => new Option(label, name, false, name === chosen)));
  }

  const refresh = latest(async (signal) => {
    if (!details.open) return;
    const model = await page.model();
    const { info } = model;
    fillPickers(info);
    const [layer, part] = [layerPicker.selectedIndex, partPicker.value];
    const whole = page.text();
    const read = whole.slice(0, charactersOf[info.tokenizer] ?? mostTokens);
    const { tokens, layers: [activations] } = await model.activations(read, { layer, what: [part], signal });
    signal.throwIfAborted();
    const texts = tokens.slice(0, mostTokens).map((/** @type {any} */ { text }) => text);
    trouble.textContent = texts.length ? '' : 'There is no text above yet.';
    if (!texts.length) return;
    const { size } = activations;
    const units = unitOf(info);
    shown = { texts, values: valuesOf(activations, part).subarray(0, texts.length * size), size, part, kind: units.replace(/s$/, '') };
    chosen = Math.min(chosen, size - 1);
    unitField.max = String(size - 1);
    const cut = texts.reduce((/** @type {number} */ sum, /** @type {string} */ text) => sum + text.length, 0) < whole.length;
    setWithNumbers(limited, `${count(size)} units over ${cut ? 'the first ' : ''}${count(texts.length)} ${units} of the text above. ` +
      `Units are numbered from 0. ${part === 'state' ? 'The cell state has no bounds: each unit is coloured up to its own largest value.' : ''}`);
    map.show(shown.values, texts.length, size, limitOf);
    const token = Math.min(text.chosen, texts.length - 1);
    text.show(texts, []);
    showUnit();
    text.choose(token, false);
    const best = await follow.find(model, page.settings().model, layer, part, (all) => valuesOf(all, part), signal);
    if (goToBest && best >= 0) choose(best, text.chosen, false);
    goToBest = false;
    follow.mark(chosen);
  }, (error) => {
    // A model that was disposed of meanwhile has a successor, which is read next.
    if (error.code !== 'disposed') trouble.textContent = error.message;
  });

  // --- what the reader does

  layerPicker.onchange = partPicker.onchange = ({ target }) => {
    if (target === layerPicker) fillParts();
    goToBest = true;
    refresh();
  };
  unitField.oninput = () => {
    const unit = Number(unitField.value);
    if (unitField.value !== '' && Number.isInteger(unit) && unit >= 0 && unit < shown.size) choose(unit, text.chosen);
  };
  unitField.onchange = () => (unitField.value = String(chosen));
  page.events.addEventListener('text', refresh);
  page.events.addEventListener('model', refresh.abort);
  details.addEventListener('toggle', () => (details.open ? refresh() : refresh.abort()));
  refresh();
}

/** Returns one part of a layer. @param {any} activations @param {string} part @returns {Float32Array} */
const valuesOf = (activations, part) => activations[part] ?? activations.gates?.[part];

/** @param {string} number */
const minus = (number) => number.replace('-', '−');

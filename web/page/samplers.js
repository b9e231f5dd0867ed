// More ways to choose: a slider for each sampler, with a sentence and a picture of what it does to the next token's
// distribution; below them, what is drawn from when all act together. The numbers are the engine's.
import { Bars, barsCss } from '../element/bars.js';
import { make, showBlanks } from '../element/dom.js';
import { unitOf } from './about.js';
import { CutPicture, pictureCss } from './cut-picture.js';
import { count } from './elements.js';
import { showFailure } from './notices.js';
import { addStyle } from './room-style.js';
import { noTopK, ways } from './sampler-list.js';
import { attributeOf, defaults, samplersOf, samplingOf } from './settings.js';
import { placeInText } from './text-place.js';

/** @typedef {import('./rooms.js').Page} Page */
/** @typedef {import('./settings.js').Settings} Settings */
/** @typedef {import('./sampler-list.js').Way} Way */

const bars = 8;

const css = `
#samplers .body { display: grid; gap: 1.25rem; --label-width: 3.5rem; }
.way { display: grid; gap: 0.125rem; }
.way input[type="range"] { --track: var(--line); }
.way .picture { margin-bottom: 0.25rem; }
.way .bars { margin-block: 0.375rem; font-size: 0.9375rem; }
.way output .number { margin: 0; }
.way output.off { color: var(--soft); }
.way > .note { font-size: 0.8125rem; text-wrap: pretty; }
#samplers .summary-on { margin-inline-start: auto; color: var(--accent); font-size: 0.875rem; text-align: end; }
#samplers[open] .summary-on { display: none; }
`;

/** @param {string} text */
const numbers = (text) => make('span', { className: 'number' }, text);

/** A sampler's slider, sentence and picture. */
class WayView {
  element;
  way;
  picture = new CutPicture();
  #input;
  #output = make('output');
  #effect = make('p', { className: 'note' });

  /** @param {Way} way @param {(name: Way['name'], value: number) => void} onInput */
  constructor(way, onInput) {
    this.way = way;
    const id = attributeOf(way.name);
    const [min, max, step] = way.slider;
    this.#input = make('input', { id, type: 'range', min, max, step, autocomplete: 'off', 'aria-describedby': `${id}-note` });
    this.#input.oninput = () => {
      const position = Number(this.#input.value);
      onInput(way.name, way.name === 'topK' && position === noTopK ? 0 : position);
    };
    this.element = make('div', { className: 'way' },
      make('p', { className: 'pair' }, make('label', { htmlFor: id }, way.label), this.#output),
      make('p', { id: `${id}-note`, className: 'note' }, way.sentence), this.#input, this.picture.element, this.#effect);
  }

  /** @param {Settings} settings */
  set(settings) {
    const value = settings[this.way.name];
    const off = value === defaults[this.way.name];
    this.#input.value = String(this.way.name === 'topK' && off ? noTopK : value);
    const text = off ? 'off' : String(value);
    this.#input.setAttribute('aria-valuetext', text);
    this.#output.className = off ? 'off' : '';
    this.#output.replaceChildren(off ? text : numbers(text));
  }

  /** Says in words what the picture shows. @param {string} text */
  say(text) {
    this.#effect.textContent = text;
  }
}

/** @param {HTMLElement} body @param {Page} page */
export function open(body, page) {
  addStyle(barsCss + pictureCss + css);
  const details = /** @type {HTMLDetailsElement} */ (body.closest('details'));
  /** @param {Partial<Settings>} change */
  const write = (change) => page.write({ ...page.settings(), ...change });
  const views = ways.map((way) => new WayView(way, (name, value) => write({ [name]: value })));
  const order = make('select', { id: 'order', autocomplete: 'off', oninput: () => write({ order: /** @type {Settings['order']} */ (order.value) }) },
    new Option('before they cut, as in Keras', 'temperature-first'), new Option('after they cut, as in llama.cpp', 'temperature-last'));
  const reset = make('button', { type: 'button', onclick: resetAll }, 'Switch all of them off');
  const place = make('p', { className: 'note' });
  const together = new Bars();
  const kept = make('p', { className: 'note' });
  const on = make('span', { className: 'summary-on' });
  details.querySelector('summary')?.append(on);
  body.append(
    place, ...views.map(({ element }) => element),
    make('div', { className: 'way' }, make('label', { htmlFor: 'order' }, 'Temperature acts'), order,
      make('p', { className: 'note' }, 'Before: heat can lift the unlikely over the cut. After: what is cut stays cut.')),
    make('div', { className: 'way' }, make('p', { className: 'note' }, 'All together: what is drawn from; the marks are the model’s own'), together.element, kept), reset,
  );

  const text = placeInText(page);
  let queued = 0;
  let round = 0;

  function resetAll() {
    write(Object.fromEntries(Object.keys(samplersOf(page.settings())).map((name) => [name, defaults[/** @type {keyof Settings} */ (name)]])));
    details.querySelector('summary')?.focus(); // the button goes
  }

  function showSettings() {
    const settings = page.settings();
    for (const view of views) view.set(settings);
    order.value = settings.order;
    const active = samplersOf(settings);
    on.textContent = Object.entries(active).map(([name, value]) => (name === 'order' ? 'temperature last' : `${attributeOf(name).replace('-penalty', '')} ${value}`)).join(', ');
    reset.hidden = on.textContent === '';
  }

  async function showPictures() {
    const mine = ++round;
    const settings = page.settings();
    // Greedy draws nothing, so that there would be nothing to cut: the pictures are then as learned.
    const temperature = settings.temperature || 1;
    const { session, shown, model } = await text.session();
    const base = await session.distribution({ temperature });
    const unit = unitOf(model.info);
    for (const view of views) {
      const { name, cuts = false } = view.way;
      const isOn = settings[name] !== defaults[name];
      const after = isOn ? await session.distribution({ temperature, order: settings.order, [name]: settings[name] }) : base;
      if (mine !== round) return;
      view.picture.show(base, after, cuts);
      view.say(!isOn ? '' : cuts ? `Keeps ${count(after.filter(({ samplingProbability }) => samplingProbability > 0).length)} of ${count(base.length)} ${unit}.` : describeMove(base, after));
    }
    const all = await session.distribution(samplingOf(settings));
    if (mine !== round) return;
    all.sort((a, b) => b.samplingProbability - a.samplingProbability); // those of equal chance, none, stay as the model has them
    together.show(all.slice(0, bars).map(({ text, probability, samplingProbability }) => ({
      label: showBlanks(text), value: samplingProbability, before: probability, cut: samplingProbability === 0,
    })));
    const left = all.filter(({ samplingProbability }) => samplingProbability > 0);
    const share = left.reduce((sum, { probability }) => sum + probability, 0);
    kept.textContent = `${count(left.length)} of ${count(all.length)} ${unit} can come; to the model they hold ${(100 * share).toFixed(1)} % of the probability.`;
    place.textContent = `The pictures show what may come after “${shown}”, the likeliest first${settings.temperature ? '' : '. At temperature 0 the likeliest is taken, whatever is cut; they are drawn for temperature 1'}.`;
    body.setAttribute('aria-busy', 'false');
  }

  function refresh() {
    showSettings();
    if (!details.open) return;
    body.setAttribute('aria-busy', 'true');
    round++;
    queued ||= requestAnimationFrame(() => {
      queued = 0;
      showPictures().catch((error) => {
        if (error?.code !== 'disposed') showFailure(error, refresh);
      });
    });
  }

  page.events.addEventListener('settings', refresh);
  page.events.addEventListener('text', () => text.move() && refresh());
  page.events.addEventListener('model', () => text.leave());
  details.addEventListener('toggle', () => (details.open ? refresh() : text.leave()));
  refresh();
}

/** @param {import('./cut-picture.js').Candidate[]} before @param {import('./cut-picture.js').Candidate[]} after */
function describeMove(before, after) {
  const left = new Map(after.map(({ id, samplingProbability }) => [id, samplingProbability]));
  const lower = before.filter(({ id, samplingProbability }) => (left.get(id) ?? 0) < samplingProbability).length;
  return `Makes ${count(lower)} of ${count(before.length)} less probable.`;
}

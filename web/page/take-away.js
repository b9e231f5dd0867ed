// Take it with you: the lines that put this text into another page, and a figure of the next token for slides.
import { make } from '../element/dom.js';
import { save } from '../element/save.js';
import { copy } from './copy.js';
import { title } from './elements.js';
import { elementCode, frameCode } from './embed-code.js';
import { colourOf, layOut, rows, toPng, toSvg } from './figure.js';
import { showFailure } from './notices.js';
import { addStyle } from './room-style.js';
import { samplingOf } from './settings.js';
import { cutText, nameEnd } from './text-place.js';

/** @typedef {import('./rooms.js').Page} Page */

const css = `
.take-away { display: grid; gap: 2rem; }
.take-away h3 { margin: 0; font-weight: normal; font-size: 1.0625rem; }
.take-away > section { display: grid; gap: 0.75rem; min-width: 0; align-content: start; }
.take-away textarea { font: 0.8125rem/1.5 var(--numbers); min-height: 9.5rem; max-height: 16rem; resize: vertical; padding: 0.5rem; border: 1px solid var(--line); border-radius: 3px; field-sizing: fixed; }
.take-away .code { display: grid; gap: 0.25rem; justify-items: start; }
.take-away svg { display: block; width: 100%; height: auto; border: 1px solid var(--line); }
.take-away .buttons { flex-wrap: wrap; }
@media (min-width: 62rem) { .take-away { grid-template-columns: 1fr 1fr; gap: 3rem; } }
`;

/** Returns a field with code and its button. @param {string} id @param {string} label */
function codeField(id, label) {
  const field = make('textarea', { id, readOnly: true, rows: 6, spellcheck: false, dir: 'ltr' });
  const button = make('button', {
    type: 'button', className: 'quiet', 'aria-label': `Copy: ${label}`,
    onclick: () => {
      field.select();
      copy(field.value, 'Code copied.', 'The code is selected: copy it from there.');
    },
  }, 'Copy');
  return { field, element: make('div', { className: 'code' }, make('label', { htmlFor: id }, label), field, button) };
}

/** @param {HTMLElement} body @param {Page} page */
export function open(body, page) {
  addStyle(css);
  const details = /** @type {HTMLDetailsElement} */ (body.closest('details'));
  const element = codeField('embed-element', 'The text as an element, where a page may load scripts');
  const frame = codeField('embed-frame', 'The text in a frame, where it may not');
  const place = make('select', { id: 'figure-place', autocomplete: 'off', oninput: () => draw() },
    new Option('the last whole word of the text', 'word'), new Option('the text', 'text'), new Option('its beginning', 'prompt'));
  const figure = make('div');
  const svgButton = make('button', { type: 'button' }, 'Download SVG');
  const pngButton = make('button', { type: 'button' }, 'Download PNG');
  body.append(make('div', { className: 'take-away' },
    // No other page can load what lies on the reader's own disk.
    make('section', { hidden: location.protocol === 'file:' }, make('h3', {}, 'In a page of your own'), element.element, frame.element),
    make('section', {}, make('h3', {}, 'On a slide: what comes next'),
      make('p', { className: 'field' }, make('label', { htmlFor: 'figure-place' }, 'after'), place),
      figure, make('p', { className: 'buttons' }, svgButton, pngButton))));

  let round = 0;

  async function draw() {
    const mine = ++round;
    figure.setAttribute('aria-busy', 'true');
    const settings = page.settings();
    try {
      const model = await page.model();
      const text = page.text() || settings.prompt;
      const before = { word: cutText(text, model.info.tokenizer), text, prompt: settings.prompt }[place.value] ?? text;
      const candidates = await model.distribution(before, { ...samplingOf(settings), candidates: rows });
      if (mine !== round) return;
      const { temperature } = settings;
      const name = `What comes after “${nameEnd(before)}” at temperature ${temperature}`;
      const { info } = model;
      const shapes = layOut(candidates, {
        place: nameEnd(before), model: title(info.name), vocabSize: info.vocabSize, temperature, colour: colourOf(temperature),
      });
      const svg = toSvg(shapes, name);
      figure.replaceChildren(document.importNode(new DOMParser().parseFromString(svg, 'image/svg+xml').documentElement, true));
      svgButton.onclick = () => save(new Blob([svg], { type: 'image/svg+xml' }), 'lukewarm-distribution.svg');
      pngButton.onclick = () => toPng(shapes).then((blob) => save(blob, 'lukewarm-distribution.png'), (error) => showFailure(error, draw));
      figure.setAttribute('aria-busy', 'false');
    } catch (error) {
      if (mine === round && /** @type {any} */ (error)?.code !== 'disposed') showFailure(error, draw);
    }
  }

  function refresh() {
    if (!details.open) return;
    const settings = page.settings();
    element.field.value = elementCode(settings, document.baseURI, page.text());
    frame.field.value = frameCode(settings, document.baseURI);
    draw();
  }

  page.events.addEventListener('text', refresh);
  page.events.addEventListener('settings', refresh);
  details.addEventListener('toggle', refresh);
  refresh();
}

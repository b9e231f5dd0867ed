import { exporting as english } from '../i18n/en.js';
import { colourOf, layOut, rows, toPng, toSvg } from './distribution-picture.js';
import { make } from './dom.js';
import { LukewarmElement } from './element.js';
import { builderLink } from './embed-code.js';
import { withLabel } from './fields.js';
import { panelAttributes, PanelContent } from './panel.js';
import { save } from './save.js';
import { attributesOf, samplingOf } from './settings.js';
import { cutText, nameEnd } from './text-place.js';

class ExportContent extends PanelContent {
  static css = `
.panel { grid-template-columns: repeat(auto-fit, minmax(min(100%, 24rem), 1fr)); gap: 2rem 3rem; }
.failure { grid-column: 1 / -1; }
section { display: grid; grid-template-columns: minmax(0, 1fr); gap: 0.75rem; min-width: 0; align-content: start; }
h3 { font-style: normal; font-size: 1.0625rem; color: var(--ink); }
label { font-style: italic; }
svg { display: block; width: 100%; height: auto; border: 1px solid var(--line); }
.buttons { display: flex; flex-wrap: wrap; gap: 0.75rem; }
`;

  #t = this.locale.messages('exporting', english);
  #place = make('select', { id: 'place', autocomplete: 'off', oninput: () => this.refreshSoon() },
    ...Object.entries(this.#t.places).map(([value, label]) => new Option(label, value)));
  #picture = make('div', { translate: false });
  #buttons = [this.#t.svg, this.#t.png].map((label) => make('button', { part: 'button' }, label));

  build() {
    return [
      make('p', {}, builderLink(this.#t.inPage, () => Object.fromEntries(attributesOf(this.settings)))),
      make('section', {}, make('h3', {}, this.#t.onSlide),
        withLabel(this.#place, this.#t.after), this.reading.element,
        this.#picture, make('p', { className: 'buttons' }, ...this.#buttons)),
    ];
  }

  /** @param {AbortSignal} signal */
  async refresh(signal) {
    const { settings, wholeText, locale } = this;
    this.root.ariaBusy = 'true';
    const { prompt, temperature } = settings;
    const model = await this.loadModel();
    const text = wholeText || prompt;
    const before = { word: cutText(text, model.info.tokenizer), text, prompt }[this.#place.value] ?? text;
    const candidates = await model.distribution(before, { ...samplingOf(settings), candidates: rows, signal, onProgress: this.reading.showReading });
    signal.throwIfAborted();
    const { name, vocabSize } = model.info;
    const place = nameEnd(before);
    const t = locale.fixed(temperature, 2);
    const shapes = layOut(candidates, {
      title: this.#t.question(place), about: this.#t.model(locale.title(name), locale.count(Math.min(rows, vocabSize)), locale.count(vocabSize)),
      drawn: temperature === 0 ? this.#t.greedy : this.#t.drawn(t), learned: this.#t.learned, colour: colourOf(temperature),
    }, locale);
    const svg = toSvg(shapes, this.#t.picture(place, t));
    this.#picture.replaceChildren(svg);
    const [svgButton, pngButton] = this.#buttons;
    svgButton.onclick = () => save(new Blob([new XMLSerializer().serializeToString(svg)], { type: 'image/svg+xml' }), 'lukewarm-distribution.svg');
    pngButton.onclick = async () => save(await toPng(shapes), 'lukewarm-distribution.png');
    this.root.ariaBusy = 'false';
  }
}

/**
 * A <lukewarm-text> to take elsewhere: a link to the builder, which makes the code that puts it into another page, and a
 * picture of the next token's distribution for slides.
 *
 * @element lukewarm-export
 * @attr {string} for - id of the text; without it the text that the panel stands in
 * @attr {string} loading - "eager": at once, not when the element comes into sight
 * @fires {CustomEvent<{ code: string, message: string }>} error - the picture could not be made
 * @slot - what shows without JavaScript
 * @csspart button - each button that saves the picture
 */
export class LukewarmExport extends LukewarmElement {
  static attributes = panelAttributes;
  static Content = ExportContent;
}

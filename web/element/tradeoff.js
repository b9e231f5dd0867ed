// A small chart: a point for each temperature, variety to the right, quality upwards.
import { make } from './dom.js';

/** @typedef {{ temperature: number, quality: number, variety: number }} Result quality in nats, at most 0; variety 0 to 1 */

export const tradeoffCss = `
.chart { position: relative; height: 17rem; border: solid var(--edge); border-width: 0 0 1px 1px; margin: 1.5rem 1.5rem 1.75rem 0; }
.chart > * { position: absolute; font-size: 0.875rem; line-height: 1.25rem; color: var(--soft); }
.chart .quality { inset: -1.5rem auto auto 0; font-style: italic; }
.chart .variety { inset: auto 0 -1.625rem auto; font-style: italic; }
.chart .written { inset-inline: 0; border-top: 1px dashed var(--edge); height: 0; }
.chart .written span { position: absolute; bottom: 0; inset-inline-start: 0.5rem; white-space: nowrap; }
.chart .point { width: 0; height: 0; color: var(--ink); }
.chart .point i { position: absolute; width: 0.75rem; height: 0.75rem; border-radius: 50%; background: var(--accent); inset: -0.375rem auto auto -0.375rem; }
.chart .point span { position: absolute; left: 0.625rem; bottom: 0.125rem; white-space: nowrap; }
.chart .point.late span { left: auto; right: 0.625rem; bottom: -0.625rem; }
`;

export class Tradeoff {
  #locale;
  #t;
  /** Its numbers stand beside it. */
  element = make('div', { className: 'chart', 'aria-hidden': 'true', dir: 'ltr' });

  /** @param {import('../i18n/locale.js').Locale} locale @param {typeof import('../i18n/en.js').temperatures} t its messages */
  constructor(locale, t) {
    this.#locale = locale;
    this.#t = t;
  }

  /** @param {Result[]} results @param {number} [written] the quality of text as people write it */
  show(results, written) {
    const qualities = [...results.map(({ quality }) => quality), ...(written === undefined ? [] : [written])];
    const varieties = results.map(({ variety }) => variety);
    const [worst, best, least, most] = [Math.min(...qualities), Math.max(...qualities), Math.min(...varieties), Math.max(...varieties)];
    /** From 10 to 90 % of the chart. @param {number} x @param {number} from @param {number} to */
    const place = (x, from, to) => `${10 + (to === from ? 0.4 : (x - from) / (to - from)) * 80}%`;
    const points = results.map(({ temperature, quality, variety }) => {
      const point = make('div', { className: 'point warm' }, make('i'), make('span', {}, this.#locale.fixed(temperature, 2)));
      point.classList.toggle('late', variety > (least + most) / 2);
      point.style.setProperty('--heat', String(Math.min(1, temperature / 2)));
      point.style.left = place(variety, least, most);
      point.style.bottom = place(quality, worst, best);
      return point;
    });
    if (written !== undefined) {
      const line = make('div', { className: 'written' }, make('span', {}, this.#t.written));
      line.style.bottom = place(written, worst, best);
      points.unshift(line);
    }
    const signed = (/** @type {number} */ x) => this.#locale.fixed(x, 2).replace('-', '−');
    const { quality, variety } = this.#t.measures;
    this.element.replaceChildren(make('span', { className: 'quality' }, `↑ ${this.#t.axis(quality, signed(worst), signed(best))}`),
      make('span', { className: 'variety' }, `${this.#t.axis(variety, signed(least), signed(most))} →`), ...points);
  }
}

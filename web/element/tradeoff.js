// A small chart: a point for each temperature, variety to the right, quality upwards.
import { formatNumber, make } from './dom.js';

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
  /** Its numbers are in a table beside it. */
  element = make('div', { className: 'chart', 'aria-hidden': 'true', dir: 'ltr' });
  /** @type {Result[]} */
  #results = [];
  /** @type {number | undefined} */
  #written;

  /** Empties it. @param {number} [written] the quality of text as people write it */
  begin(written) {
    this.#results = [];
    this.#written = written;
    this.#show();
  }

  /** @param {Result} result */
  add(result) {
    this.#results.push(result);
    this.#show();
  }

  #show() {
    const qualities = [...this.#results.map(({ quality }) => quality), ...(this.#written === undefined ? [] : [this.#written])];
    const varieties = this.#results.map(({ variety }) => variety);
    const [worst, best, least, most] = [Math.min(...qualities), Math.max(...qualities), Math.min(...varieties), Math.max(...varieties)];
    /** From 10 to 90 % of the chart. @param {number} x @param {number} from @param {number} to */
    const place = (x, from, to) => `${10 + (to === from ? 0.4 : (x - from) / (to - from)) * 80}%`;
    const points = this.#results.map(({ temperature, quality, variety }) => {
      const point = make('div', { className: 'point warm' }, make('i'), make('span', {}, String(temperature)));
      point.classList.toggle('late', variety > (least + most) / 2);
      point.style.setProperty('--heat', String(Math.min(1, temperature / 2)));
      point.style.left = place(variety, least, most);
      point.style.bottom = place(quality, worst, best);
      return point;
    });
    if (this.#written !== undefined) {
      const line = make('div', { className: 'written' }, make('span', {}, 'written by people'));
      line.style.bottom = place(this.#written, worst, best);
      points.unshift(line);
    }
    /** @param {string} name @param {number} from @param {number} to */
    const axis = (name, from, to) => (points.length > 1 ? `${name}, ${formatNumber(Number(from.toFixed(2)))} to ${formatNumber(Number(to.toFixed(2)))}` : name);
    this.element.replaceChildren(make('span', { className: 'quality' }, `↑ ${axis('quality', worst, best)}`),
      make('span', { className: 'variety' }, `${axis('variety', least, most)} →`), ...points);
  }
}

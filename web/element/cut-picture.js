// What a sampler does to a distribution, as a small row of bars, the most probable first: what it cuts off is hollow, and a
// line stands where a bar was before.
import { make } from './dom.js';

/** @typedef {import('../engine/steps.js').Candidate} Candidate */

const most = 28; // as many as can be distinguished

export const pictureCss = `
.picture { display: flex; align-items: flex-end; gap: 1px; height: 2rem; margin-bottom: 0.25rem; border-bottom: 1px solid var(--line); }
.picture span { position: relative; flex: 1; height: 100%; }
.picture i { position: absolute; inset-block-end: 0; inset-inline: 0; background: var(--accent); min-height: 1px; }
.picture i.before { background: none; border-top: 1px solid var(--soft); }
.picture .cut i { background: none; border: 1px solid var(--edge); }
`;

export class CutPicture {
  element = make('div', { className: 'picture', 'aria-hidden': 'true' });

  /**
   * Shows `before` with what `after` leaves of it.
   * @param {Candidate[]} before @param {Candidate[]} after the same tokens, after the sampler
   * @param {boolean} cuts heights stay, and what is cut turns hollow; otherwise they move
   */
  show(before, after, cuts) {
    const left = new Map(after.map(({ id, samplingProbability }) => [id, samplingProbability]));
    const shown = before.slice(0, most);
    const highest = Math.max(...shown.map(({ samplingProbability }) => samplingProbability), ...(cuts ? [] : shown.map(({ id }) => left.get(id) ?? 0)));
    this.element.replaceChildren(...shown.map(({ id, samplingProbability }) => {
      const now = left.get(id) ?? 0;
      const bar = make('i');
      bar.style.height = `${(100 * (cuts ? samplingProbability : now)) / highest}%`;
      const column = make('span', { className: now === 0 ? 'cut' : '' }, bar);
      if (!cuts && now !== samplingProbability) {
        const line = make('i', { className: 'before' });
        line.style.height = `${(100 * samplingProbability) / highest}%`;
        column.append(line);
      }
      return column;
    }));
  }
}

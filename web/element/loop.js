// Where a text has begun to repeat itself.

/**
 * Returns where the loop at the end of a text begins and how long one turn is, or null if it has not come round three
 * times yet. The shortest turn counts.
 * @param {ArrayLike<string>} items characters or words
 * @returns {{ start: number, period: number } | null}
 */
export function findLoop(items) {
  const { length } = items;
  for (let period = 1; 3 * period <= length; period++) {
    let start = length - period;
    while (start > 0 && items[start - 1] === items[start - 1 + period]) start--;
    if (length - start >= 3 * period) return { start, period };
  }
  return null;
}

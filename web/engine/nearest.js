/** Which of several names was probably meant. For scripts that say what went wrong. */

/** Returns how many letters differ (Levenshtein). @param {string} a @param {string} b */
function distance(a, b) {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + Number(a[i - 1] !== b[j - 1]));
    }
    row = next;
  }
  return row[b.length];
}

/**
 * Returns the known name that is nearest to another, and how many letters differ but for their case; undefined if none is known.
 * @param {string} name in small letters @param {string[]} known @returns {{ one: string, far: number } | undefined}
 */
export const nearest = (name, known) =>
  known.map((one) => ({ one, far: distance(name, one.toLowerCase()) })).sort((a, b) => a.far - b.far)[0];

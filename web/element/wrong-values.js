// What of a link or of an element's attributes could not be taken as it was given, so that it is said rather than passed over.
// It imports nothing: what the first text needs too would be files of its own.

/** What may be, of those that are no numbers. @type {{ [name: string]: RegExp }} */
const possible = { order: /^temperature-(first|last)$/, end: /^sentence$/, at: /^(\d{1,7}\.\d{1,6}(_(?=\d)|$))+$/, seed: /^\s*\d{1,20}\s*$/ };

/**
 * Returns the names and values that are wrong, each with what is used in its place: undefined where the name is none.
 * @param {Iterable<[name: string, value: string]>} given
 * @param {any} settings that are used
 * @param {boolean} isLink its names are all ours, and its numbers are brought into their ranges
 * @returns {[name: string, value: string, used: string | undefined][]}
 */
export function findWrong(given, settings, isLink) {
  /** @type {[string, string, string | undefined][]} */
  const wrong = [];
  for (const [name, value] of given) {
    const property = name === 'length' ? 'maxTokens' : name.replace(/-(\w)/g, (_, letter) => letter.toUpperCase());
    const used = name === 'at' ? settings.choices.length : settings[property];
    if (!value || name === 'model' || name === 'prompt' || used === undefined && !isLink) continue;
    const isRight = possible[name] ? possible[name].test(value) && (name !== 'seed' || !isLink || BigInt(value) === BigInt(used))
      : typeof used === 'number' && value.trim() && (isLink ? Number(value) === used : !Number.isNaN(Number(value)));
    if (!isRight) wrong.push([name, value, used === undefined ? used : String(used)]);
  }
  return wrong;
}

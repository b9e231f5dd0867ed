// What of a link, of an address or of an element's attributes could not be taken as it was given, so that it is said rather than
// passed over. The words are mistakes.js's. It names properties by its own line: to import settings.js from here, which the first
// text has, costs 120 bytes gzipped.
import { isolate } from '../i18n/isolate.js';

/** What may be, of those that are no numbers. @type {{ [name: string]: RegExp }} */
const possible = {
  order: /^temperature-(first|last)$/, end: /^sentence$/, at: /^(\d{1,7}\.\d{1,6}(_(?=\d)|$))+$/, cut: /^(top-[kp]|min-p)$/,
  without: /^log(-exp)?$/, temperatures: /^[\d., ]+$/, pitfall: /^(zero|sum|tiny)$/,
};

/**
 * Returns a sentence that names what is wrong, and what is used in its place; '' if nothing is.
 * @param {[name: string, value: string][]} given in a link, where names are all ours and numbers are brought into their ranges;
 *     of an element those attributes alone that can be wrong
 * @param {any} settings that are used, as far as they are known
 * @param {boolean} isLink
 * @param {{ notTaken(list: string): string, wrong(given: string, used: string): string, unknown(given: string): string }} t
 */
export function nameWrong(given, settings, isLink, t) {
  const named = given.flatMap(([name, value]) => {
    const used = settings[name === 'length' ? 'maxTokens' : name.replace(/-(\w)/g, (_, letter) => letter.toUpperCase())];
    const isRight = possible[name] ? possible[name].test(value) : isLink && Number(value) === Number(used);
    const shown = isolate(`${name}=${value}`);
    return !value || isRight || name === 'model' || name === 'prompt' ? [] : (used ?? '') !== '' ? t.wrong(shown, String(used)) : isLink && !possible[name] ? t.unknown(shown) : `“${shown}”`;
  });
  return named.length > 0 ? t.notTaken(named.join(', ')) : '';
}

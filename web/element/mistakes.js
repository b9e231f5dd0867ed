// What went wrong, in words: rare sentences, and what has to be looked up to choose one. A script that is loaded when something
// fails, and that a page does without.
import { nearest } from '../engine/nearest.js';
import { mistakes as english } from '../i18n/en.js';
import { isolate } from '../i18n/isolate.js';
import { nameWrong } from './wrong-values.js';


/** Codes of which another try may come to something. */
const passing = ['network', 'http', 'file-truncated', 'file-corrupt', 'model-list-invalid', 'wasm-missing', 'worker-failed', 'engine-stopped', 'out-of-memory'];

/** Returns a sentence: see there. @param {[name: string, value: string][]} given @param {any} settings @param {boolean} isLink @param {import('../i18n/locale.js').Locale} locale */
export const sayWrong = (given, settings, isLink, locale) => nameWrong(given, settings, isLink, locale.messages('mistakes', english));

/** Returns the name of a model in a site's folder, and the one of its list that is nearest to it, if it is not in that. @param {string} address */
async function nearestName(address) {
  const [, name] = /\/([^/]+)\/\1\.safetensors/.exec(address) ?? [];
  const list = name ? await fetch(new URL('../index.json', address)).then((answer) => answer.json()) : [];
  const found = nearest(String(name), list.map((/** @type {any} */ { id }) => id));
  return found && found.far > 0 && { name, nearest: found.one };
}

/**
 * Returns what happened and what to do; whether to try again is worth it; and whether it is for whoever wrote the page to mend.
 * @param {any} error @param {import('../i18n/locale.js').Locale} locale
 * @returns {Promise<{ lines?: string[], retry: boolean, isOfPage?: boolean }>} no lines: those of failure.js
 */
export async function explainFailure({ code, message }, locale) {
  const t = locale.messages('mistakes', english);
  const [address] = /^https?:\S+/.exec(String(message)) ?? [];
  if (code === 'network' && address && !navigator.onLine) return { retry: true };
  if (code === 'network' && address) {
    const { host, origin } = new URL(address);
    // An answer that the page may not read is an answer.
    if (origin !== location.origin && await fetch(address, { method: 'HEAD', mode: 'no-cors' }).catch(() => null)) return { lines: t.noCors(isolate(host)), retry: true, isOfPage: true };
  }
  if (code === 'http' && address) {
    const found = await nearestName(address).catch(() => null);
    if (found) return { lines: t.noName(isolate(found.name), isolate(found.nearest)), retry: false, isOfPage: true };
  }
  // An error that names a setting says all that there is to say.
  const lines = code === 'invalid-argument' ? [] : /** @type {{ [code: string]: string[] }} */ (t.known)[code];
  return { lines, retry: !lines || passing.includes(code), isOfPage: code === 'http' || code === 'invalid-argument' };
}

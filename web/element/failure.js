// What went wrong, and what was not understood, in words. Loaded when there is something to tell.
import { failures as english, panel } from '../i18n/en.js';
import { isolate, showControls } from '../i18n/isolate.js';
import { make } from './dom.js';

/** @typedef {import('../i18n/locale.js').Locale} Locale */

/** Codes of which another try may come to something. */
const passing = ['network', 'http', 'file-truncated', 'file-corrupt', 'model-list-invalid', 'wasm-missing', 'worker-failed', 'engine-stopped', 'out-of-memory'];

/**
 * Returns what happened, what to do, and what the error itself says; and whether to try again is worth it.
 * @param {any} error @param {Locale} locale
 */
export function describeFailure(error, locale) {
  const { known, other } = locale.messages('failures', english);
  const words = /** @type {{ [code: string]: string[] }} */ (known)[error?.code];
  return { lines: [...(words ?? other), showControls(String(error?.message ?? error))], retry: !words || passing.includes(error.code) };
}

/** Shows it in an alert, with a button where another try is worth it. @param {HTMLElement} alert @param {any} error @param {Locale} locale @param {() => void} again */
export function showFailure(alert, error, locale, again) {
  const { lines, retry } = describeFailure(error, locale);
  alert.replaceChildren(...lines.map((line) => make('p', {}, line)),
    ...(retry ? [make('button', { type: 'button', onclick: () => again() }, locale.messages('panel', panel).retry)] : []));
  alert.hidden = false;
}

const mostNamed = 6;

/**
 * @param {{ from: string, to: string }[]} replacements what of the prompt the model does not know
 * @param {Locale} locale
 */
export function nameUnknown(replacements, locale) {
  const { unknown, readAs, skipped, more } = locale.messages('failures', english);
  const named = replacements.slice(0, mostNamed).map(({ from, to }) => (to ? readAs(isolate(from), isolate(to)) : skipped(isolate(from))));
  if (replacements.length > mostNamed) named.push(more(locale.count(replacements.length - mostNamed)));
  return unknown(named.join(', '));
}

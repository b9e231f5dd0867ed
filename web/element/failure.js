// What went wrong, and what was not understood. The words for what is rare come with a script of their own; without a
// connection, that does not come, and what stands here is said.
import { failures as english, panel } from '../i18n/en.js';
import { isolate, showControls } from '../i18n/isolate.js';
import { make } from './dom.js';

/** @typedef {import('../i18n/locale.js').Locale} Locale */

/** The error that an alert is about. @type {WeakMap<HTMLElement, any>} */
const newest = new WeakMap();

/**
 * Shows in an alert what happened, what to do and what the error itself says, with a button where another try is worth it.
 * @param {HTMLElement} alert @param {any} error @param {Locale} locale @param {() => void} again
 * @param {boolean} [isCovered] whether the page has put something in the place of what failed: only what is for its author to mend is shown
 */
export async function showFailure(alert, error, locale, again, isCovered = false) {
  newest.set(alert, error);
  const { network, other } = locale.messages('failures', english);
  const { lines = error?.code === 'network' ? network : other, retry, isOfPage } =
    await import('./mistakes.js').then(({ explainFailure }) => explainFailure(error ?? {}, locale)).catch(() => ({ lines: undefined, retry: true, isOfPage: false }));
  if (newest.get(alert) !== error || (isCovered && !isOfPage)) return;
  const said = [...lines, showControls(String(error?.message ?? error))];
  alert.replaceChildren(...said.map((line, i) => make('p', { className: i === 2 ? 'note' : '' }, line)),
    ...(retry ? [make('button', { onclick: () => again() }, locale.messages('panel', panel).retry)] : []));
  alert.hidden = false;
}

/** Hides an alert. @param {HTMLElement} alert */
export function hideFailure(alert) {
  newest.delete(alert);
  alert.hidden = true;
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

// The browsers that a benchmark is to run in.
import { readArguments, UsageError } from '../../web/make/arguments.mjs';
import { browserNames } from '../browser/browsers.mjs';

/** Returns those that a script's command line names, or all. @param {string} url of the script */
export function wantedBrowsers(url) {
  const { positionals } = readArguments(url, {}, [0, Infinity]);
  const known = /** @type {string[]} */ (browserNames);
  const unknown = positionals.find((name) => !known.includes(name));
  if (unknown !== undefined) throw new UsageError(`"${unknown}" is no browser: ${known.join(', ')}`);
  return positionals.length > 0 ? /** @type {typeof browserNames} */ (positionals) : browserNames;
}

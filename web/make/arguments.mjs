// The arguments of a script. The comment at the script's head describes it; the lines there that begin with
// "node" and a script's path, further in than the others, are its usage. --help prints the comment. Words that the usage
// does not have, and files that cannot be read, are answered with a sentence, the usage and the exit status 2.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

/** Something that whoever started the script can mend: its message is all that they see of it, without a stack. */
export class UsageError extends Error {}

/** @typedef {string | number | boolean} Value */

/** Returns the number that an option's word is. @param {string} name @param {string} word */
function numberOf(name, word) {
  if (word.trim() === '' || !Number.isFinite(Number(word))) throw new UsageError(`--${name} must be a number, not "${word}"`);
  return Number(word);
}

/** Whether an error says what is to be known of it: words that do not fit, or a file. @param {any} error */
const isPlain = (error) => error instanceof UsageError || /^ERR_PARSE_ARGS/.test(error?.code) || Boolean(error?.syscall && error.path);

/**
 * Returns the arguments of a script, or says what is wrong with it and ends the script. From then on it ends so for a UsageError
 * and for a file that cannot be read, too, whenever they are thrown.
 * @template {{ [name: string]: Value | Value[] }} T
 * @param {string} url of the script: its import.meta.url
 * @param {T} [defaults] the options by name; a value's type is the option's, that of an array's first member for options
 *     that may be repeated, and false is an option without a value
 * @param {[least: number, most: number]} [count] how many words there are beside the options
 * @returns {{ values: T, positionals: string[] }}
 */
export function readArguments(url, defaults = /** @type {T} */ ({}), [least, most] = [0, 0]) {
  const script = readFileSync(fileURLToPath(url), 'utf8').replace(/^#!.*\n/, '');
  const description = script.slice(0, script.search(/^(?!\/\/)/m)).replace(/^\/\/ ?/gm, '');
  const usage = description.match(/^ +node .*\n(?: {4,}.*\n)*/gm)?.join('') ?? '';
  process.on('uncaughtException', (error) => {
    if (!isPlain(error)) console.error(error);
    else console.error(`${error.message}\nUsage:\n${usage}`.trimEnd());
    process.exit(isPlain(error) ? 2 : 1);
  });
  const options = Object.fromEntries(Object.entries(defaults).map(([name, value]) =>
    [name, { type: /** @type {'string'} */ (value === false ? 'boolean' : 'string'), multiple: Array.isArray(value) }]));
  const { values, positionals } = parseArgs({ options: { ...options, help: { type: 'boolean', short: 'h' } }, allowPositionals: true });
  if (values.help) {
    process.stdout.write(description);
    process.exit(0);
  }
  if (positionals.length < least) throw new UsageError(least === 1 ? 'an argument is missing' : `${least} arguments are needed`);
  if (positionals.length > most) throw new UsageError(`unexpected "${positionals[most]}"`);
  const given = Object.entries(defaults).map(([name, value]) => {
    const words = /** @type {any} */ (values)[name];
    if (words === undefined || typeof words === 'boolean') return [name, words ?? value];
    const isNumber = typeof (Array.isArray(value) ? value[0] : value) === 'number';
    const read = (/** @type {string} */ word) => (isNumber ? numberOf(name, word) : word);
    return [name, Array.isArray(words) ? words.map(read) : read(words)];
  });
  return { values: Object.fromEntries(given), positionals };
}

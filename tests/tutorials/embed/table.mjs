// The table of tools in web/guides/README.md: read, and written with what a run has found.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../../web/make/site.mjs';

const path = join(root, 'web/guides/README.md');
const head = '| tool | version | tried | by | result | `tests/tutorials/embed/run` |\n|---|---|---|---|---|---|\n';

/** @typedef {{ version: string, date: string, by: string, result: string, file: string }} Row file: '' where no command tries it */

/** Returns the rows by the tool's name, in their order. @returns {{ [name: string]: Row }} */
export function readRows() {
  const [, table = ''] = readFileSync(path, 'utf8').split(head);
  const lines = table.split('\n\n')[0].trim().split('\n').filter((line) => line.startsWith('|'));
  return Object.fromEntries(lines.map((line) => {
    const [name, version, date, by, result, file] = line.slice(1, -1).split('|').map((cell) => cell.trim());
    return [name, { version, date, by, result, file: file.replace(/`|–/g, '') }];
  }));
}

/** Writes the rows in the order of their names, and last what no command tries. @param {{ [name: string]: Row }} rows */
export function writeRows(rows) {
  const [before, after] = readFileSync(path, 'utf8').split(head);
  const sorted = Object.entries(rows).sort(([a, { file: left }], [b, { file: right }]) => Number(!left) - Number(!right) || a.localeCompare(b, 'en'));
  const lines = sorted.map(([name, { version, date, by, result, file }]) =>
    `| ${name} | ${version} | ${date} | ${by} | ${result} | ${file ? `\`${file}\`` : '–'} |\n`);
  writeFileSync(path, before + head + lines.join('') + after.replace(/^(?:\|.*\n)*/, ''));
}

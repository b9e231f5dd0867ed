// Writes losses.json: what every shipped model's file loses on its excerpt, in nats per token. After a model changed:
//   node tests/models/make-losses.mjs
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { evaluate } from '../../models/make/command-line.mjs';
import { about, folders } from '../../models/make/shipped.mjs';
import { readArguments } from '../../web/make/arguments.mjs';

export const excerpts = fileURLToPath(new URL('excerpts/', import.meta.url));
export const lossesFile = fileURLToPath(new URL('losses.json', import.meta.url));

/** Returns what a shipped model loses on its excerpt. @param {{ id: string, path: string }} folder */
export function measure({ id, path }) {
  const { excerpt } = about(id);
  const { loss, tokens, unknown } = evaluate(path, join(excerpts, excerpt));
  return { excerpt, tokens, unknown, loss };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  readArguments(import.meta.url);
  const losses = Object.fromEntries((await folders()).map((folder) => [folder.id, measure(folder)]));
  await writeFile(lossesFile, `${JSON.stringify(losses, null, 1)}\n`);
  console.log(Object.entries(losses).map(([id, { loss }]) => `${id} ${loss}`).join('\n'));
}

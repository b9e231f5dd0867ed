#!/usr/bin/env node
// Measures the shipped models again on all of their held-out texts:
//   node models/evaluate.mjs TEXTS [NAME...]
// TEXTS is a folder with the texts that models/README.md names. What each file states and what comes out must agree to
// 1e-4 nats per token; else the status is 1.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { readArguments } from '../web/make/arguments.mjs';
import { readModelConfig } from '../web/make/model-index.mjs';
import { evaluate } from './make/command-line.mjs';
import { about, folders } from './make/shipped.mjs';

/** What two runs may differ by, being printed with four decimals. */
export const kTolerance = 1.0001e-4;

/** @param {string} texts folder @param {string[]} names none: all */
async function main(texts, names) {
  let wrong = 0;
  console.log(['model'.padEnd(18), 'stated', 'measured', 'perplexity', 'bits/char', 'tokens', 'unknown'].join('  '));
  for (const { id, path } of await folders(names)) {
    const { text, from } = about(id);
    if (!existsSync(join(texts, text))) {
      console.log(`${id.padEnd(18)}  ${text} is not in ${texts}`);
      wrong++;
      continue;
    }
    const stated = (await readModelConfig(path)).evaluation?.loss ?? NaN;
    const { loss, perplexity, bitsPerCharacter, tokens, unknown } = evaluate(path, join(texts, text), { from });
    const agrees = Math.abs(stated - loss) <= kTolerance;
    if (!agrees) wrong++;
    console.log([id.padEnd(18), stated.toFixed(4), loss.toFixed(4).padStart(8), perplexity.toFixed(3).padStart(10),
      bitsPerCharacter.toFixed(4).padStart(9), String(tokens).padStart(6), String(unknown ?? '').padStart(7),
      agrees ? '' : 'differs'].join('  ').trimEnd());
  }
  process.exitCode = wrong > 0 ? 1 : 0;
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { positionals: [texts, ...names] } = readArguments(import.meta.url, {}, [1, Infinity]);
  await main(texts, names);
}

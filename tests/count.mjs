// Prints the one line that tests/run ends with:
//   node tests/count.mjs RESULTS CTEST_XML...
// Counts single tests: an entry of ctest's report that stands for a file of Node tests counts as those. A report that
// is missing is a failure, and so is a run without a test.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readArguments } from '../web/make/arguments.mjs';

/** Entities of XML. @param {string} text */
const unescape = (text) => text.replace(/&(lt|gt|quot|apos|amp|#(\d+));/g, (_, name, code) =>
  code ? String.fromCodePoint(code) : { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' }[name]);

/** @param {string} path of a JUnit report, ctest's or Node's */
function casesOf(path) {
  const xml = readFileSync(path, 'utf8');
  // Node's report leaves a > in an attribute as it is: `() => …` in a message.
  return [...xml.matchAll(/<testcase\b((?:[^>"]|"[^"]*")*?)(?:\/>|>([^]*?)<\/testcase>)/g)].map(([, attributes, body = '']) => {
    const value = (/** @type {string} */ name, from = attributes) => unescape(new RegExp(`\\b${name}="([^"]*)"`).exec(from)?.[1] ?? '');
    return {
      name: value('name'),
      /** The describe() that it stands in, which tells the browser. */
      within: value('classname'),
      // A test marked `todo` says what is still to be reached: shown, not failed.
      failed: !/<skipped type="todo"/.test(body) &&
        (/<failure\b|<error\b/.test(body) || /\bstatus="fail"/.test(attributes)),
      why: value('message', /<(?:failure|error)\b(?:[^>"]|"[^"]*")*/.exec(body)?.[0] ?? ''),
      skipped: /<skipped\b/.test(body),
      missing: /\bmessage="(?!SKIP)[^"]*Not Run|Unable to find/i.test(body),
    };
  });
}

const { positionals: [results, ...reports] } = readArguments(import.meta.url, {}, [2, Infinity]);
const total = { passed: 0, failed: 0, skipped: 0 };

/** @param {string} name @param {{ failed: boolean, skipped: boolean, why?: string }} one */
function add(name, { failed, skipped, why }) {
  total[failed ? 'failed' : skipped ? 'skipped' : 'passed']++;
  if (failed || skipped) console.log(`${failed ? 'failed' : 'skipped'}: ${name}`);
  if (failed && why) console.log(why.slice(0, 1500).replace(/^/gm, '    '));
}

for (const report of reports) {
  if (!existsSync(report)) {
    add(`${report} was not written`, { failed: true, skipped: false });
    continue;
  }
  for (const entry of casesOf(report)) {
    const inner = join(results, `${entry.name}.xml`);
    const cases = existsSync(inner) ? casesOf(inner) : [];
    for (const one of cases) add(`${entry.name}: ${one.within ? `${one.within}: ` : ''}${one.name}`, one);
    // An entry can fail without a test in it failing: a file that does not load, a time-out.
    if (cases.length === 0 || (entry.failed && !cases.some((one) => one.failed))) {
      add(entry.name, { failed: entry.failed || entry.missing, skipped: entry.skipped });
    }
  }
}

if (total.skipped > 0) console.log(`${total.skipped} skipped`);
if (total.passed + total.failed === 0) {
  console.log('no test ran');
  total.failed = 1;
}
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed === 0 ? 0 : 1;

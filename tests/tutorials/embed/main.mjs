// Installs tools, builds a page with each from the words of its guide, opens that and finds the text:
// tests/tutorials/embed/run [--quick] [--write] [--shots FOLDER] [TOOL...]
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { launch } from '../../browser/browsers.mjs';
import { readRows, writeRows } from './table.mjs';
import { attempt, readTools } from './tools.mjs';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    quick: { type: 'boolean', default: false }, write: { type: 'boolean', default: false }, shots: { type: 'string', default: '' }, dark: { type: 'boolean', default: false },
  },
});
const tools = (await readTools()).filter(({ file, quick }) => (positionals.length === 0 || positionals.includes(file)) && (quick || !values.quick));
if (tools.length === 0) throw new Error(`no tool is called ${positionals.join(' or ')}`);
if (values.shots) await mkdir(values.shots, { recursive: true });

const browser = await launch('chromium', { colorScheme: values.dark ? 'dark' : 'light' });
/** @type {ReturnType<typeof readRows>} */
const found = {};
/** @type {string[]} */
const failures = [];
try {
  for (const tool of tools) {
    const shots = values.shots && join(values.shots, `${tool.name.replace(/\W+/g, '-')}${values.dark ? '-dark' : ''}`);
    const started = Date.now();
    let version = '', result = 'FAILED';
    try {
      result = await attempt(tool, browser, { shots, tell: (text) => (version = text) });
      found[tool.name] = { version, date: new Date().toISOString().slice(0, 10), by: tool.by, result, file: tool.file };
    } catch (error) {
      const { message } = /** @type {Error} */ (error);
      failures.push(`${tool.name}: ${message.length > 3000 ? `${message.slice(0, 1500)} … ${message.slice(-1500)}` : message}`);
      process.exitCode = 1;
    } finally {
      await browser.open('about:blank'); // what looks for a server that has ended is no error of the next tool
    }
    console.log(`${tool.name.padEnd(24)} ${version.padEnd(10)} ${result} (${Math.round((Date.now() - started) / 1000)} s)`);
  }
} finally {
  await browser.close();
}
if (values.write) writeRows({ ...readRows(), ...found });
for (const failure of failures) console.log(`\n${failure}`);
console.log(`${tools.length - failures.length} passed, ${failures.length} failed`);

// Packs the package, installs it in an empty folder for each tool, builds and runs there what the README shows, and
// compares the text with the command line's: tests/package/run [TOOL...]
import { execFile } from 'node:child_process';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { startServer } from '../../web/make/serve.mjs';
import { root } from '../../web/make/site.mjs';
import { launch } from '../browser/browsers.mjs';
import { guideText } from '../web/texts.mjs';
import { packAnew } from '../web/packed.mjs';
import { tools } from './tools.mjs';
import { tryWheel } from './wheel.mjs';

const run = promisify(execFile);
const folder = join(root, 'build/package-tests');
const written = guideText();

/** @param {import('./tools.mjs').Tool} tool @param {string} packed */
async function install({ name, packages, files, version }, packed) {
  const project = join(folder, name.replace(/\W+/g, '-').toLowerCase());
  for (const made of ['dist', 'out', '.next', '.parcel-cache', '.astro']) await rm(join(project, made), { recursive: true, force: true });
  const { 'package.json': own = '{}', ...others } = files;
  const description = { private: true, ...JSON.parse(own), dependencies: { lukewarm: `file:${packed}` }, devDependencies: packages };
  for (const [path, text] of Object.entries({ ...others, 'package.json': JSON.stringify(description) })) {
    await mkdir(dirname(join(project, path)), { recursive: true });
    await writeFile(join(project, path), text);
  }
  await run('npm', ['install', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: project });
  const installed = JSON.parse(await readFile(join(project, 'node_modules', version, 'package.json'), 'utf8'));
  return { project, version: installed.version };
}

/** Returns what a page shows, or what is wrong with it. @param {string} site @param {import('../browser/browsers.mjs').Browser} browser */
async function read(site, browser) {
  // Without our own site's policy: Next.js writes scripts into its pages.
  const intercept = (/** @type {any} */ _, /** @type {import('node:http').ServerResponse} */ response) => {
    response.removeHeader('Content-Security-Policy');
    return false;
  };
  const server = await startServer({ folders: [site], port: 0, intercept });
  try {
    await browser.open(server.url);
    const text = await browser.waitFor(() => document.querySelector('#text')?.textContent);
    await browser.waitFor((text) => document.querySelector('lukewarm-text')?.text === text, text);
    const errors = await browser.errorsOf(server.url);
    if (errors.length > 0) throw new Error(errors.join('\n'));
    const onPage = await browser.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => name));
    if (onPage.some((name) => name.includes('.wasm'))) throw new Error('the engine runs on the page\'s own thread');
    return text;
  } finally {
    await server.close();
  }
}

/** @param {import('./tools.mjs').Tool} tool @param {string} project @param {import('../browser/browsers.mjs').Browser} browser */
async function use({ commands, site, refused }, project, browser) {
  let printed = '';
  for (const command of commands) {
    // Without what a surrounding npm or Node sets; each tool tells of itself on no network.
    const env = { ...process.env, NEXT_TELEMETRY_DISABLED: '1', ASTRO_TELEMETRY_DISABLED: '1', CI: '1' };
    const failed = (/** @type {any} */ { stdout, stderr }) => ({ stdout: '', stderr: `${stdout}${stderr}`, failed: true });
    const { stdout, stderr, ...result } = await run('bash', ['-c', command], { cwd: project, env, timeout: 300_000 }).catch(failed);
    if ('failed' in result) {
      if (refused?.test(stderr)) return 'refused, as it has to be';
      const report = await readFile(join(project, 'report'), 'utf8').catch(() => '');
      throw new Error(`${command}: ${stderr}${report}`);
    }
    printed = stdout;
  }
  if (refused) throw new Error('nothing was refused');
  const text = site ? await read(join(project, site), browser) : printed;
  if (!text.includes(written)) throw new Error(`it wrote ${JSON.stringify(text)}`);
  return 'writes the text';
}

const wanted = process.argv.slice(2).map((word) => new RegExp(`\\b${word}\\b`, 'i'));
const isWanted = (/** @type {string} */ name) => wanted.length === 0 || wanted.some((word) => word.test(name));
const packed = await packAnew(folder);
const browser = await launch('chromium');
/** @type {string[]} */
const failures = [];
let passed = 0;

/** @param {string} name @param {(version: (text: string) => void) => Promise<string>} work */
async function attempt(name, work) {
  if (!isWanted(name)) return;
  let version = '';
  let result = 'FAILED';
  try {
    result = await work((text) => (version = text));
    passed++;
  } catch (error) {
    failures.push(`${name}: ${/** @type {Error} */ (error).message.slice(0, 3000)}`);
  }
  console.log(`${name.padEnd(24)} ${version.padEnd(10)} ${result}`);
}

try {
  for (const tool of tools) {
    await attempt(tool.name, async (tell) => {
      const { project, version } = await install(tool, packed);
      tell(version);
      return use(tool, project, browser);
    });
  }
  await attempt('Python wheel', async (tell) => {
    tell(await tryWheel(browser));
    return 'writes the text';
  });
} finally {
  await browser.close();
}
for (const failure of failures) console.log(`\n${failure}`);
console.log(`${passed} passed, ${failures.length} failed`);
process.exitCode = failures.length > 0 ? 1 : 0;

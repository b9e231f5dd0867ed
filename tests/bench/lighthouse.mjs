// Lighthouse's scores on its mobile setting, in the local Chromium, after web/demo --no-serve:
//   node tests/bench/lighthouse.mjs
// Fails below 100 for accessibility, best practices and SEO, and below 95 for performance.
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import lighthouse from 'lighthouse';
import { chromium } from 'playwright-core';
import { readArguments } from '../../web/make/arguments.mjs';
import { site } from '../../web/make/site.mjs';
import { startServer } from '../../web/make/serve.mjs';

/** @typedef {'performance' | 'accessibility' | 'best-practices' | 'seo'} Category */
/** @typedef {{ page: string, category: string, score: number, isEnough: boolean, faults: string[] }} Row */

/** The lowest score that is good enough, of 100. @type {Record<Category, number>} */
export const enough = { performance: 95, accessibility: 100, 'best-practices': 100, seo: 100 };

/** Those whose speed counts. */
const timed = ['index.html', 'learn.html', 'embed.html'];
export const pages = [...timed, 'learn.zh.html', 'train.html', 'builder.html', 'elements.html', 'docs/index.html', 'docs/import.html', 'docs/api/lukewarm.html'];

/** An embedded page is not for a search engine's list. @param {string} page @param {Category} category */
const applies = (page, category) => page !== 'embed.html' || category !== 'seo';

/** @param {import('lighthouse').Result} report @param {import('lighthouse').Result.Category} category */
const faultsIn = (report, category) => category.auditRefs
  .map(({ id, weight }) => ({ weight, audit: report.audits[id] }))
  .filter(({ weight, audit }) => weight > 0 && audit.score !== null && audit.score < 1)
  .map(({ audit }) => `${audit.title} ${audit.displayValue ?? ''} ${JSON.stringify(audit.details?.items ?? '').slice(0, 300)}`);

/** Returns a port that nothing listens on. @returns {Promise<number>} */
const freePort = () => new Promise((resolve) => {
  const server = createServer().listen(0, '127.0.0.1', () => {
    const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
    server.close(() => resolve(port));
  });
});

/**
 * Returns the scores of pages.
 * @param {Category[]} categories
 * @param {string[]} [of] the pages
 * @returns {Promise<Row[]>}
 */
export async function score(categories, of = pages) {
  const server = await startServer({ folders: [site], port: 0 });
  const port = await freePort();
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--headless', '--no-sandbox', '--disable-gpu', `--remote-debugging-port=${port}`],
  });
  try {
    const rows = [];
    for (const page of of) {
      const result = await lighthouse(`${server.url}${page}`, {
        port,
        output: 'json',
        logLevel: 'error',
        onlyCategories: categories.filter((category) => applies(page, category)),
      });
      for (const category of Object.values(result?.lhr.categories ?? {})) {
        const points = Math.round(100 * (category.score ?? 0));
        rows.push({
          page,
          category: category.id,
          score: points,
          isEnough: points >= enough[/** @type {Category} */ (category.id)],
          faults: faultsIn(/** @type {any} */ (result).lhr, category),
        });
      }
    }
    return rows;
  } finally {
    await browser.close();
    await server.close();
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  readArguments(import.meta.url);
  // Timing is the median of three runs: one may fall into something else that the machine does.
  const runs = [await score(['performance'], timed), await score(['performance'], timed), await score(['performance'], timed)];
  const median = timed.map((page) => runs.flat().filter((row) => row.page === page).sort((a, b) => a.score - b.score)[1]);
  const rows = [...median, ...(await score(['accessibility', 'best-practices', 'seo']))];
  for (const { page, category, score, isEnough, faults } of rows) {
    console.log(`${page.padEnd(22)} ${category.padEnd(15)} ${String(score).padStart(3)} ${isEnough ? '' : 'too low'}`);
    for (const fault of faults) console.log(`  ${fault}`);
  }
  if (rows.some(({ isEnough }) => !isEnough)) process.exitCode = 1;
}

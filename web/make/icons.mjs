// Draws the icons that phones want as pixels from page/icon.svg, with Chromium:
//   node web/make/icons.mjs
// They are kept in the repository, so that a build needs no browser.
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { readArguments } from './arguments.mjs';
import { root } from './site.mjs';

readArguments(import.meta.url);
const folder = join(root, 'web/page');

/** A maskable icon is cut to a circle by some phones: it wants ground around it. */
const icons = [
  { name: 'icon-192', size: 192, share: 1 },
  { name: 'icon-512', size: 512, share: 1 },
  { name: 'icon-maskable', size: 512, share: 0.62, ground: '#fcfaf5' },
];

const svg = await readFile(join(folder, 'icon.svg'), 'utf8');
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox'] });
for (const { name, size, share, ground = 'transparent' } of icons) {
  const page = await browser.newPage({ viewport: { width: size, height: size } });
  await page.setContent(`<body style="margin:0; height:100vh; display:grid; place-items:center; background:${ground}">${
    svg.replace('<svg ', `<svg width="${size * share}" `)}</body>`);
  await writeFile(join(folder, `${name}.png`), await page.screenshot({ omitBackground: true }));
  await page.close();
}
await browser.close();

// Makes web/make/page.webp, the README's moving picture: index.html in Chromium, a text written at several temperatures.
//   node web/make/picture.mjs      after web/demo --no-serve; needs img2webp (Debian's package webp)
// The page writes faster than one can see, so each text is shown growing: a shorter text of the same seed is its beginning.
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { chromium } from 'playwright-core';
import { readArguments } from './arguments.mjs';
import { startServer } from './serve.mjs';
import { root, site } from './site.mjs';

readArguments(import.meta.url);
const [width, height] = [1000, 600];
const length = 420; // characters of a text
const quality = '55';

/** What is shown: each text at its temperature, the milliseconds of a frame, and those that the reader has for the last one. */
const texts = [{ temperature: 0.2, pause: 1600 }, { temperature: 0.6, pause: 2000 }, { temperature: 1, pause: 2000 }, { temperature: 1.6, pause: 2200 }];

/** Returns the steps of the slider and of the texts. @returns {{ temperature: number, maxTokens: number, milliseconds: number }[]} */
function storyboard() {
  const steps = [];
  let before = texts[0].temperature;
  for (const { temperature, pause } of texts) {
    for (const share of before === temperature ? [] : [0.25, 0.5, 0.75]) steps.push({ temperature: before + share * (temperature - before), maxTokens: 2, milliseconds: 90 });
    for (let part = 1; part <= 6; part++) steps.push({ temperature, maxTokens: Math.round((length * part) / 6), milliseconds: part < 6 ? 110 : pause });
    before = temperature;
  }
  return steps;
}

const folder = await mkdtemp(join(tmpdir(), 'lukewarm-picture-'));
const server = await startServer({ folders: [site], port: 0 });
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--headless', '--no-sandbox', '--disable-gpu'] });
try {
  const page = await browser.newPage({ viewport: { width, height }, colorScheme: 'light', locale: 'en' });
  await page.goto(`${server.url}#length=${length}&temperature=${texts[0].temperature}`);
  await page.waitForFunction(() => document.querySelector('lukewarm-text')?.shadowRoot?.querySelector('#generate'));
  // Of the header there is the name alone: the text is what there is to see.
  await page.evaluate(() => document.querySelectorAll('header p').forEach((line) => line.remove()));
  const frames = [];
  for (const [i, { milliseconds, ...settings }] of storyboard().entries()) {
    await page.evaluate(async (settings) => {
      const text = /** @type {any} */ (document.querySelector('lukewarm-text'));
      Object.assign(text, settings);
      await text.generate();
      await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
    }, { ...settings, temperature: Math.round(settings.temperature * 100) / 100 });
    const path = join(folder, `${String(i).padStart(3, '0')}.png`);
    await page.screenshot({ path });
    frames.push('-d', String(milliseconds), path);
  }
  await promisify(execFile)('img2webp', ['-loop', '0', '-min_size', '-lossy', '-q', quality, '-m', '6', ...frames, '-o', join(root, 'web/make/page.webp')]);
} finally {
  await browser.close();
  await server.close();
  await rm(folder, { recursive: true });
}

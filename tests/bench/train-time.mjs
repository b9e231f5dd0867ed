// What web/train.html says that a training takes, beside what it takes, in a browser, after web/demo --no-serve:
//   node tests/bench/train-time.mjs [--sizes tiny,small,medium] [--browser chromium] [--busy 0]
// The text is the page's example. --busy is how many other processes load the processors meanwhile. The last column is
// the larger of the two times by the smaller. Beside the time at the start, what was left to go after a tenth of the
// training, and how long it then took.
import { spawn } from 'node:child_process';
import { readArguments } from '../../web/make/arguments.mjs';
import { launch } from '../browser/browsers.mjs';
import { withSite } from '../browser/site.mjs';

const { values: { sizes, browser: name, busy } } = readArguments(import.meta.url, { sizes: 'tiny,small,medium', browser: 'chromium', busy: 0 });
const kHour = 3_600_000;

/** Returns the seconds of "about 2 minutes left". @param {string} words */
function secondsOf(words) {
  const [, number, unit] = /(?:about )?(an?(?: few)?|[\d.]+) (second|minute|hour)/.exec(words) ?? [];
  const count = number === 'a few' ? 5 : Number(number) || 1;
  return count * { second: 1, minute: 60, hour: 3600 }[/** @type {'second'} */ (unit)];
}

/** @param {number} a @param {number} b */
const apart = (a, b) => (Math.max(a, b) / Math.min(a, b)).toFixed(2);

const others = Array.from({ length: busy }, () => spawn(process.execPath, ['-e', 'for (;;);'], { stdio: 'ignore' }));
const browser = await launch(/** @type {import('../browser/browsers.mjs').BrowserName} */ (name));
try {
  console.log(`${await browser.version()}, ${busy} other processes\n\n| size | said | took | apart | left, after a tenth | took | apart |\n|---|---:|---:|---:|---:|---:|---:|`);
  for (const size of sizes.split(',')) {
    await withSite(async (url) => {
      await browser.open(`${url}train.html`);
      await browser.waitFor(() => !document.querySelector('#old-browser'));
      await browser.set(`[name=size][value=${size}]`, true);
      await browser.click('#example');
      await browser.waitFor(() => document.querySelector('#train[aria-disabled=false]') !== null);
      const said = secondsOf(String(await browser.text('#estimate')));
      const began = performance.now();
      await browser.click('#train');
      /** @param {number} part */
      const reach = async (part) => {
        while (performance.now() - began < kHour) {
          const now = await browser.evaluate(() => ({
            part: /** @type {HTMLProgressElement} */ (document.querySelector('#progress')).value,
            done: document.querySelector('#status')?.textContent === 'Finished', pace: document.querySelector('#pace')?.textContent ?? '',
          }));
          if (now.done || now.part >= part) return { at: performance.now(), pace: now.pace };
          await new Promise((resolve) => setTimeout(resolve, 200));
        }
        throw new Error(`${size} is not done after an hour`);
      };
      const tenth = await reach(0.1);
      const end = await reach(Infinity);
      const left = secondsOf(tenth.pace.split(' · ').at(-1) ?? '');
      const [took, rest] = [(end.at - began) / 1000, (end.at - tenth.at) / 1000];
      console.log(`| ${size} | ${said} s | ${took.toFixed(0)} s | ${apart(said, took)} | ${left} s | ${rest.toFixed(0)} s | ${apart(left, rest)} |`);
    });
  }
} finally {
  others.forEach((process) => process.kill());
  await browser.close();
}

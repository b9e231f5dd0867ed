import { errorsIn, seeText, serve } from '../embed/look.mjs';

/** @type {import('../embed/tools.mjs').Tool} */
export default {
  name: 'reveal.js', guide: 'slides.md', by: 'element', quick: true,
  needs: { npm: { 'reveal.js': '6' } },
  see: (browser, { folder, shots }) => serve(folder, async (url) => {
    const errors = await errorsIn(browser, async () => {
      await browser.open(url);
      await browser.waitFor(() => document.querySelector('.reveal.ready'));
      await browser.press('ArrowRight');
      await browser.waitFor(() => document.querySelector('section.present lukewarm-text'));
      await seeText(browser, 'element');
      if (shots) await browser.screenshot(`${shots}.png`);
    });
    if (errors.length > 0) throw new Error(errors.join('\n'));
  }),
};

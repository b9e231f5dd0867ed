// The package's own recipe, with the layout that tests/package has for it too.
import { join } from 'node:path';
import { tools } from '../../package/tools.mjs';
import { errorsIn, seeText, serve } from '../embed/look.mjs';

const [{ packages, files }] = tools.filter(({ name }) => name === 'Next.js, Turbopack');

/** @type {import('../embed/tools.mjs').Tool} */
export default {
  name: 'Next.js', guide: '../make/package.md', by: 'element',
  needs: { npm: packages, lukewarm: true }, files,
  see: (browser, { folder }) => serve(join(folder, 'out'), async (url) => {
    const errors = await errorsIn(browser, async () => {
      await browser.open(url);
      await seeText(browser, 'element');
    });
    if (errors.length > 0) throw new Error(errors.join('\n'));
  }),
};

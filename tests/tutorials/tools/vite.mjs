// The package's own recipe with three versions of Vite: what it builds, and what it serves while a page is written.
import { join } from 'node:path';
import { readRecipes } from '../../web/recipes.mjs';
import { seeText, serve } from '../embed/look.mjs';
import { freePort, whileRunning } from '../embed/program.mjs';

/** @type {import('../embed/tools.mjs').Tool[]} */
export default ['6', '7', '8'].map((major) => ({
  name: `Vite ${major}`, guide: '../make/package.md', heading: 'Vite', by: 'element',
  needs: { npm: { vite: major }, lukewarm: true },
  files: readRecipes('web/make/package.md')['In a page'].files,
  async see(browser, project) {
    await serve(join(project.folder, 'dist'), async (url) => {
      await browser.open(url);
      await seeText(browser, 'element');
    });
    const port = await freePort();
    const url = `http://localhost:${port}/`;
    await whileRunning(`vite --port ${port} --strictPort`, url, project, async () => {
      await browser.open(url);
      await seeText(browser, 'element').catch((error) => {
        throw new Error(`while it serves: ${error.message}`);
      });
    });
    return 'writes the text, built and served';
  },
}));

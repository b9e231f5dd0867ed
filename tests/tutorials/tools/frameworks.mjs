import { join } from 'node:path';
import { errorsIn, seeText, serve } from '../embed/look.mjs';

/** @param {string} name @param {{ [name: string]: string }} npm @returns {import('../embed/tools.mjs').Tool} */
const framework = (name, npm) => ({
  name, guide: 'frameworks.md', by: 'element',
  needs: { npm: { ...npm, vite: '8' }, lukewarm: true },
  files: { 'index.html': '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Text</title></head><body><div id="app"></div><script type="module" src="/main.js"></script></body></html>' },
  see: (browser, { folder }) => serve(join(folder, 'dist'), async (url) => {
    const errors = await errorsIn(browser, async () => {
      await browser.open(url);
      await seeText(browser, 'element');
      await browser.waitFor(() => document.querySelector('figcaption')?.textContent === '100 characters at temperature 0.5');
    });
    if (errors.length > 0) throw new Error(errors.join('\n'));
  }),
});

export default [
  framework('React', { react: '19', 'react-dom': '19' }),
  framework('Vue', { vue: '3', '@vitejs/plugin-vue': '6' }),
  framework('Svelte', { svelte: '5', '@sveltejs/vite-plugin-svelte': '7' }),
];

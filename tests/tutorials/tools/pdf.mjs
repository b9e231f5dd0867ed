// The page is printed by the guide's own program, and the text is found in the file.
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { run } from '../embed/install.mjs';
import { serve, written } from '../embed/look.mjs';

/** @type {import('../embed/tools.mjs').Tool} */
export default {
  name: 'PDF, Playwright', guide: 'slides.md', heading: 'PDF', by: 'element', serves: true,
  needs: { npm: { 'playwright-core': '1' }, debian: ['chromium', 'poppler-utils'] },
  // Chromium has no sandbox for root.
  edits: { 'print.mjs': ["'/usr/bin/chromium' }", "'/usr/bin/chromium', args: ['--no-sandbox'] }"] },
  see: (_, project) => serve(project.folder, async (url) => {
    const program = join(project.folder, 'print.mjs');
    await writeFile(program, (await readFile(program, 'utf8')).replace('http://localhost:8000/', url));
    await run(project.last, project);
    const words = (/** @type {string} */ text) => text.split(/\s+/).join(' ').trim();
    const printed = words(await run('pdftotext page.pdf -', project));
    if (!printed.includes(words(written))) throw new Error(`the PDF says ${JSON.stringify(printed)}`);
  }),
};

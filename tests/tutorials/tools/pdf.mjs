// The page is printed by the guide's own command, and the text is found in the file.
import { run } from '../embed/install.mjs';
import { serve, written } from '../embed/look.mjs';

/** @type {import('../embed/tools.mjs').Tool} */
export default {
  name: 'PDF, Chromium', guide: 'slides.md', heading: 'PDF', by: 'element', serves: true,
  needs: { debian: ['chromium', 'poppler-utils'] }, version: 'chromium --version',
  see: (_, project) => serve(project.folder, async (url) => {
    await run(project.last.replace('http://localhost:8000/', url), project);
    const words = (/** @type {string} */ text) => text.split(/\s+/).join(' ').trim();
    const printed = words(await run('pdftotext page.pdf -', project));
    if (!printed.includes(words(written))) throw new Error(`the PDF says ${JSON.stringify(printed)}`);
  }),
};

import { seeText, written } from '../embed/look.mjs';
import { installWheel } from '../embed/notebook.mjs';
import { freePort, whileRunning } from '../embed/program.mjs';

/** @type {import('../embed/tools.mjs').Tool} */
export default {
  name: 'marimo', guide: 'notebooks.md', by: 'widget', serves: true,
  needs: { python: ['marimo', 'anywidget'] },
  async see(browser, project) {
    await installWheel(project);
    const port = await freePort();
    const url = `http://localhost:${port}/`;
    await whileRunning(`${project.last} --headless --port ${port}`, `${url}health`, project, async () => {
      await browser.open(url);
      await seeText(browser, 'element');
      await browser.waitFor((length) => document.body.innerText.includes(`${length} characters`), written.length);
      if (project.shots) await browser.screenshot(`${project.shots}.png`);
    });
    return 'writes the text, and a cell reads it';
  },
};

// The page loads the scripts of Jupyter's widgets from public hosts; here npm has them, and they are served beside it.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { seeText, serve } from '../embed/look.mjs';
import { cell, installWheel, jupyter, notebook } from '../embed/notebook.mjs';
import { run } from '../embed/install.mjs';

/** @type {import('../embed/tools.mjs').Tool} */
export default {
  name: 'nbconvert', guide: 'notebooks.md', by: 'widget', serves: true,
  needs: { python: jupyter, npm: { '@jupyter-widgets/html-manager': '1', anywidget: '0.9', requirejs: '2' } }, environment: 'jupyter',
  version: 'jupyter nbconvert --version',
  async see(browser, project) {
    const { folder, shots } = project;
    await installWheel(project);
    await writeFile(join(folder, 'text.ipynb'), notebook(cell));
    await run(`${project.last} --HTMLExporter.require_js_url=node_modules/requirejs/require.js --HTMLExporter.widget_renderer_url=node_modules/@jupyter-widgets/html-manager/dist/embed-amd.js --HTMLExporter.jupyter_widgets_base_url=node_modules/`, project);
    await serve(folder, async (url) => {
      await browser.open(`${url}text.html`);
      await seeText(browser, 'element');
      if (shots) await browser.screenshot(`${shots}.png`);
    });
  },
};

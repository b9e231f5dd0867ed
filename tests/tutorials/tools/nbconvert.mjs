// The page loads the scripts of Jupyter's widgets from public hosts; here npm has them, and they are served beside it.
import { readFile, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { seeText, serve } from '../embed/look.mjs';
import { cell, installWheel, jupyter, notebook } from '../embed/notebook.mjs';
import { run } from '../embed/install.mjs';

/** @type {import('../embed/tools.mjs').Tool} */
export default {
  name: 'nbconvert', guide: 'notebooks.md', by: 'widget', serves: true,
  needs: { python: jupyter, npm: { '@jupyter-widgets/html-manager': '1', anywidget: '0.11', requirejs: '2' } }, environment: 'jupyter',
  version: 'jupyter nbconvert --version',
  async see(browser, project) {
    const { folder, shots } = project;
    await installWheel(project);
    await writeFile(join(folder, 'text.ipynb'), notebook(cell));
    const modules = '/node_modules/';
    const addresses = { require_js_url: `${modules}requirejs/require.js`, widget_renderer_url: `${modules}@jupyter-widgets/html-manager/dist/embed-amd.js` };
    await run([project.last, ...Object.entries(addresses).map((pair) => `--HTMLExporter.${pair.join('=')}`)].join(' '), project);
    const page = join(folder, 'text.html');
    const html = await readFile(page, 'utf8');
    await writeFile(page, html.replace('scriptElement.src =', `scriptElement.dataset.jupyterWidgetsCdn = '${modules}';\n$&`));
    // Where a public host has every version by its name.
    for (const name of await readdir(join(folder, modules))) if (name.startsWith('anywidget@')) await rm(join(folder, modules, name));
    await symlink('anywidget', join(folder, modules, `anywidget@${html.match(/"(~0[\d.]+\*)"/)?.[1]}`));
    await serve(folder, async (url) => {
      await browser.open(`${url}text.html`);
      await seeText(browser, 'element');
      if (shots) await browser.screenshot(`${shots}.png`);
    });
  },
};

// JupyterLab, Notebook and Voila: the notebook is opened, its cell run, and the text shows below it.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { guideText } from '../../web/texts.mjs';
import { seeText } from '../embed/look.mjs';
import { cell, installWheel, jupyter, notebook } from '../embed/notebook.mjs';
import { freePort, whileRunning } from '../embed/program.mjs';

/** @typedef {import('../embed/tools.mjs').Tool} Tool */

const shared = { guide: 'notebooks.md', by: 'widget', needs: { python: jupyter }, environment: 'jupyter', serves: true };
const open = "--LabApp.extension_manager=readonly --allow-root --no-browser --IdentityProvider.token='' --ServerApp.disable_check_xsrf=True";

/** Before its kernel is there, a notebook takes keys and does nothing. @param {string} kernels their address */
async function whenConnected(kernels) {
  for (let tries = 0; tries < 300; tries++) {
    const [kernel] = await (await fetch(kernels)).json();
    if (kernel?.execution_state === 'idle' && kernel.connections > 0) return;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error('there is no kernel');
}

/**
 * @param {string} name @param {string} program @param {string} path
 * @returns {Tool}
 */
const withCells = (name, program, path) => ({
  name, ...shared, version: `jupyter ${program} --version`,
  async see(browser, project) {
    await installWheel(project);
    await writeFile(join(project.folder, 'text.ipynb'), notebook(cell, 'text.text[-6:]'));
    const port = await freePort();
    const url = `http://localhost:${port}/`;
    await whileRunning(`${project.last} ${open} --port=${port}`, `${url}api`, project, async () => {
      await browser.open(`${url}${path}`);
      await whenConnected(`${url}api/kernels`);
      await browser.waitFor(() => document.querySelector('.jp-CodeCell .cm-content') && !document.querySelector('.jp-Spinner'));
      await browser.click('.jp-CodeCell .cm-content');
      await browser.press('Shift+Enter');
      await seeText(browser, 'element');
      await browser.press('Shift+Enter');
      await browser.waitFor((end) => [...document.querySelectorAll('.jp-OutputArea-output')].some(({ textContent }) => textContent === `'${end}'`), guideText().slice(-6));
      if (project.shots) await browser.screenshot(`${project.shots}.png`);
    });
    return 'writes the text, and Python reads it';
  },
});

/** @type {Tool[]} */
export default [
  withCells('JupyterLab', 'lab', 'lab/tree/text.ipynb'),
  withCells('Notebook', 'notebook', 'notebooks/text.ipynb'),
  {
    name: 'Voila', ...shared, version: 'voila --version',
    async see(browser, project) {
      await installWheel(project);
      await writeFile(join(project.folder, 'text.ipynb'), notebook(cell));
      const port = await freePort();
      const url = `http://localhost:${port}/`;
      await whileRunning(`${project.last} --no-browser --port=${port}`, url, project, async () => {
        await browser.open(url);
        await seeText(browser, 'element');
        if (project.shots) await browser.screenshot(`${project.shots}.png`);
      });
    },
  },
];

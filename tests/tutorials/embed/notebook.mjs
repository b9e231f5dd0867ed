// What the tools for notebooks share: the Python package, and a notebook whose cells are the guide's.
import { makeWheel } from '../../../web/make/wheel.mjs';
import { readRecipes } from '../../web/recipes.mjs';
import { pip } from './install.mjs';

/** @type {Promise<string> | undefined} */
let wheel;

/** Installs the Python package into a project's environment. @param {import('./install.mjs').Project} project */
export async function installWheel({ venv }) {
  const path = await (wheel ??= makeWheel());
  await pip(venv, `--force-reinstall --no-deps ${path}`);
}

/** The guide's first cell, which shows the text. */
export const cell = readRecipes('web/guides/notebooks.md')['The widget'].files.cell.trim();

/** Returns a notebook. @param {string[]} cells */
export const notebook = (...cells) => JSON.stringify({
  nbformat: 4, nbformat_minor: 5,
  metadata: { kernelspec: { name: 'python3', display_name: 'Python 3', language: 'python' } },
  cells: cells.map((source, index) => ({ id: `cell-${index}`, cell_type: 'code', metadata: {}, execution_count: null, outputs: [], source })),
});

/** The packages of the Jupyter tools: one environment for all. */
export const jupyter = ['jupyterlab', 'notebook', 'nbconvert', 'voila', 'anywidget'];

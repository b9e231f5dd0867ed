const themes = { furo: 'furo', 'pydata-sphinx-theme': 'pydata_sphinx_theme', 'sphinx-rtd-theme': 'sphinx_rtd_theme' };

/** @type {import('../embed/tools.mjs').Tool[]} */
export default Object.entries(themes).map(([name, theme]) => ({
  name: `Sphinx, ${name}`, guide: 'sites.md', heading: 'Sphinx', by: 'element, iframe',
  needs: { python: ['sphinx', 'myst-parser', ...Object.keys(themes)] }, environment: 'sphinx',
  edit: { 'conf.py': ['"furo"', `"${theme}"`] },
  files: { 'index.md': '# Home\n\n```{toctree}\ntext\nsecond\nframe\n```\n' },
  frames: { 'text.md': 'frame.md' },
  site: '_build', page: 'text.html', frame: 'frame.html', others: ['second.html'],
}));

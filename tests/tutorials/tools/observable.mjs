/** @type {import('../embed/tools.mjs').Tool} */
export default {
  name: 'Observable Framework', guide: 'sites.md', by: 'element, iframe',
  needs: { npm: { '@observablehq/framework': '1' } },
  files: { 'src/index.md': '# Home\n\n[A text](text)\n' },
  frames: { 'src/text.md': 'src/frame.md' },
  site: 'dist', page: 'text', frame: 'frame',
};

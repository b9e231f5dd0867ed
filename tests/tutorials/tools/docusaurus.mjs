/** @type {import('../embed/tools.mjs').Tool} */
export default {
  name: 'Docusaurus', guide: 'sites.md', by: 'element, iframe',
  needs: { npm: { '@docusaurus/core': '3', '@docusaurus/preset-classic': '3', react: '19', 'react-dom': '19' } },
  files: { 'docs/index.md': '---\nslug: /\n---\n\n# Home\n\n[A text](text.md)\n' },
  frames: { 'docs/text.md': 'docs/frame.md' },
  site: 'build', page: 'text', frame: 'frame',
};

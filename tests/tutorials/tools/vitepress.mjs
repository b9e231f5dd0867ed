/** @type {import('../embed/tools.mjs').Tool} */
export default {
  name: 'VitePress', guide: 'sites.md', by: 'element, iframe', quick: true,
  needs: { npm: { vitepress: '1' } },
  files: { 'index.md': '[A text](text.md)\n' },
  frames: { 'text.md': 'frame.md' },
  site: '.vitepress/dist', page: 'text.html', frame: 'frame.html',
};

/** @type {import('../embed/tools.mjs').Tool} */
export default {
  name: 'Jekyll', guide: 'sites.md', by: 'element, iframe',
  needs: { debian: ['jekyll', 'jekyll-theme-minima'] }, version: 'jekyll --version',
  files: {
    '_config.yml': 'title: My course\ntheme: minima\n',
    'index.md': '---\nlayout: page\ntitle: Home\n---\n\n[A text](text.html)\n',
  },
  frames: { 'text.md': 'frame.md' },
  site: '_site', page: 'text.html', frame: 'frame.html',
};

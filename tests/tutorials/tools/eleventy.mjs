/** @type {import('../embed/tools.mjs').Tool} */
export default {
  name: 'Eleventy', guide: 'sites.md', by: 'element, iframe', quick: true,
  needs: { npm: { '@11ty/eleventy': '3' } },
  files: { 'index.md': '[A text](/text/)\n' },
  frames: { 'text.md': 'frame.md' },
  site: '_site', page: 'text/', frame: 'frame/',
};

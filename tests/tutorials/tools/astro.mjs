/** @type {import('../embed/tools.mjs').Tool[]} */
export default ['5', '7'].map((major) => ({
  name: `Astro ${major}`, guide: 'sites.md', heading: 'Astro', by: 'element, iframe',
  needs: { npm: { astro: major } },
  files: { 'src/pages/index.md': '[A text](/text/)\n' },
  frames: { 'src/pages/text.md': 'src/pages/frame.md' },
  site: 'dist', page: 'text/', frame: 'frame/',
}));

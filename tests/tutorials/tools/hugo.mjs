const layout = (/** @type {string} */ body) => `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{{ .Title }}</title></head><body>${body}</body></html>\n`;

/** @type {import('../embed/tools.mjs').Tool} */
export default {
  name: 'Hugo', guide: 'sites.md', by: 'element, iframe', quick: true,
  needs: { python: ['hugo'] },
  files: {
    // A theme of the shortest kind.
    'layouts/_default/single.html': layout('{{ .Content }}'),
    'layouts/index.html': layout('{{ range .Site.RegularPages }}<a href="{{ .RelPermalink }}">{{ .Title }}</a>{{ end }}'),
  },
  frames: { 'content/text.md': 'content/frame.md' },
  site: 'public', page: 'text/', frame: 'frame/',
};

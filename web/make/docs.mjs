// The documents as pages of the site, in docs/: the Markdown of the repository, rendered by marked, in the site's style,
// without a script. A link between two documents becomes one between their pages; one to a file of web/ leads to that file
// in the site; one to any other file leads to the repository, where package.json names one.
import { access, mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import { dirname, join, normalize, relative } from 'node:path';
import { Marked } from 'marked';
import { describeApi } from './api.mjs';
import { escapeHtml } from './html.mjs';

/** @typedef {{ source: string, page: string, title?: string }} Place of a document: in the repository, in the site; title: instead of its heading */
/** @typedef {{ title: string, places: Place[] }} Chapter */
/** @typedef {{ id: string, text: string, depth: number }} Heading */

const longestNumber = 20; // characters of a cell
const isDate = /^\d{4}-\d\d-\d\d$/;

/** Returns the documents, by chapter. @param {string} root of the repository @returns {Promise<Chapter[]>} */
export async function findDocuments(root) {
  const guides = (await readdir(join(root, 'web/guides'))).filter((name) => name.endsWith('.md') && name !== 'README.md').sort();
  const models = (await readdir(join(root, 'models'), { recursive: true })).filter((name) => name.endsWith('/CARD.md')).sort();
  const own = (/** @type {string[]} */ ...names) => names.map((name) => ({ source: `web/docs/${name}.md`, page: `docs/${name}.html` }));
  return [
    { title: 'Use', places: [{ source: 'web/docs/README.md', page: 'docs/index.html' }, ...own('embedding', 'javascript', 'import', 'training', 'hosting'),
      { source: 'web/make/package.md', page: 'docs/npm.html', title: 'The npm package' }] },
    { title: 'Guides', places: [{ source: 'web/guides/README.md', page: 'docs/guides/index.html' },
      ...guides.map((name) => ({ source: `web/guides/${name}`, page: `docs/guides/${name.replace(/md$/, 'html')}` }))] },
    { title: 'Models', places: [{ source: 'models/README.md', page: 'docs/models/index.html' },
      ...models.map((name) => ({ source: `models/${name}`, page: `docs/models/${dirname(name)}.html` }))] },
    { title: 'Develop', places: [...own('how-it-works'), { source: 'CONTRIBUTING.md', page: 'docs/contributing.html' },
      { source: 'tests/bench/README.md', page: 'docs/benchmarks.html' }, { source: 'tests/tutorials/README.md', page: 'docs/tutorials.html' },
      ...own('release'), { source: 'CHANGELOG.md', page: 'docs/changelog.html' }] },
  ];
}

/** Returns the id of a heading as GitHub makes it; `used` counts those of a document. @param {string} text @param {Map<string, number>} used */
export function slug(text, used) {
  const plain = text.toLowerCase().replace(/[^\p{L}\p{M}\p{N}\p{Pc}\- ]/gu, '').replaceAll(' ', '-');
  const times = used.get(plain) ?? 0;
  used.set(plain, times + 1);
  return times === 0 ? plain : `${plain}-${times}`;
}

/**
 * Returns a document as HTML, and its headings.
 * @param {string} text Markdown
 * @param {(href: string) => string | null} follow returns where a link leads from the page; null if nowhere in the site
 */
export function render(text, follow) {
  /** @type {Heading[]} */
  const headings = [];
  const used = new Map();
  const marked = new Marked({ renderer: {
    heading({ tokens, depth }) {
      const plain = this.parser.parseInline(tokens, this.parser.textRenderer);
      const id = slug(plain, used);
      headings.push({ id, text: plain, depth });
      return `<h${depth} id="${id}">${this.parser.parseInline(tokens)}</h${depth}>\n`;
    },
    link({ href, tokens }) {
      const to = follow(href);
      const inner = this.parser.parseInline(tokens);
      return to === null ? inner : `<a href="${escapeHtml(to)}">${inner}</a>`;
    },
    // What may be wider than the page scrolls for itself, by keyboard too: tables, and drawings, whose lines do not break.
    code: ({ text }) => `<pre${/[─-╿]/.test(text) ? ' class="wide" tabindex="0"' : ''}><code>${escapeHtml(text)}</code></pre>\n`,
    table(token) {
      // A column that says more than numbers is set as other text, whose lines break.
      token.header.forEach((head, column) => {
        const cells = token.rows.map((row) => row[column]);
        if (cells.some(({ text }) => text.length > longestNumber)) for (const cell of [head, ...cells]) cell.align = null;
      });
      const cells = (/** @type {import('marked').Tokens.TableCell[]} */ row) => `<tr>${row.map((cell) => this.tablecell(cell)).join('')}</tr>\n`;
      // A heading row without a word is Markdown's, not the table's.
      const head = token.header.some(({ text }) => text) ? `<thead>\n${cells(token.header)}</thead>\n` : '';
      return `<div class="wide" tabindex="0"><table>\n${head}<tbody>\n${token.rows.map(cells).join('')}</tbody></table></div>\n`;
    },
    tablecell({ header, align, tokens, text }) {
      const tag = header && tokens.length > 0 ? 'th' : 'td';
      const kind = align === 'right' ? 'number' : isDate.test(text) ? 'date' : '';
      return `<${tag}${kind && ` class="${kind}"`}>${this.parser.parseInline(tokens)}</${tag}>`;
    },
  } });
  return { html: /** @type {string} */ (marked.parse(text)), headings };
}

/**
 * Returns what leads from a document to what its links name, for render().
 * @param {Place} from
 * @param {(path: string) => string | undefined | null} locate returns where a file of the repository is in the site, an address,
 *     null if it is in neither, and undefined if it does not exist
 */
export function follower(from, locate) {
  return (/** @type {string} */ href) => {
    if (/^(#|[a-z]+:)/.test(href)) return href;
    const [path, ...fragment] = href.split('#');
    const to = locate(normalize(join(dirname(from.source), path)));
    if (to === undefined) throw new Error(`${from.source} links to ${href}, which does not exist`);
    return to && [/^https?:/.test(to) ? to : relative(dirname(from.page), to), ...fragment].join('#');
  };
}

/**
 * @param {{ place: Required<Place>, html: string, headings: Heading[], chapters: (Omit<Chapter, 'places'> & { pages: { page: string, title: string }[] })[],
 *     address: (name: string) => string, version: string, repository: string }} document
 */
function layOut({ place, html, headings, chapters, address, version, repository }) {
  const to = (/** @type {string} */ path) => relative(dirname(place.page), path);
  const { title } = place;
  const description = /<p>([^]*?)<\/p>/.exec(html)?.[1].replace(/<[^>]*>/g, '').replace(/\s+/g, ' ').replaceAll('"', '&quot;') ?? escapeHtml(title);
  const sections = headings.filter(({ depth }) => depth === 2);
  const contents = sections.length < 4 ? '' : `<nav class="sections" aria-label="On this page"><ul>\n${
    sections.map(({ id, text }) => `<li><a href="#${id}">${escapeHtml(text)}</a></li>`).join('\n')}\n</ul></nav>\n`;
  const menu = chapters.map(({ title, pages }) => `<h2>${title}</h2>\n<ul>\n${pages.map(({ page, title }) =>
    `<li><a href="${to(page)}"${page === place.page ? ' aria-current="page"' : ''}>${escapeHtml(title)}</a></li>`).join('\n')}\n</ul>`).join('\n');
  const source = repository ? `<a href="${repository}/blob/HEAD/${place.source}">${place.source}</a>` : `<code>${place.source}</code>`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)} – Lukewarm</title>
<meta name="description" content="${description}">
<meta name="color-scheme" content="light dark">
<link rel="icon" href="${to('page/icon.svg')}" type="image/svg+xml">
<link rel="stylesheet" href="${to(address('page/style.css'))}">
<link rel="stylesheet" href="${to(address('page/docs.css'))}">
</head>
<body class="docs">
<header>
<p class="ways"><a href="${to('index.html')}">Lukewarm</a> <a href="${to('docs/index.html')}">Documents</a> <a class="to-menu" href="#menu">Contents</a></p>
</header>
<main>
${html.replace(/(?<=<\/h1>\n)/, () => contents)}</main>
<nav id="menu" class="menu" aria-label="Documents">
${menu}
</nav>
<footer><p>Lukewarm ${version}, MIT licence. Source of this page: ${source}. The documents are in English only.</p></footer>
</body>
</html>
`;
}

/**
 * Writes the documents into a site.
 * @param {string} site the folder, with all other pages in it
 * @param {string} root of the repository
 * @param {(name: string) => string} address of a style sheet in the site
 */
export async function addDocuments(site, root, address) {
  const { version, repository } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
  const web = (repository?.url ?? repository ?? '').replace(/^git\+/, '').replace(/\.git$/, '');
  const api = await describeApi(root);
  const chapters = [...await findDocuments(root), { title: 'API reference', places: api.map(({ place }) => place) }];
  const texts = new Map(api.map(({ place, text }) => [place.source, text]));
  const textOf = async (/** @type {Place} */ { source }) => texts.get(source) ?? readFile(join(root, source), 'utf8');
  const places = chapters.flatMap(({ places }) => places);
  const pages = new Map([...places.map(({ source, page }) => /** @type {[string, string]} */ ([source, page])), ['README.md', 'docs/index.html']]);
  const files = new Set(await readdir(site, { recursive: true }));
  const links = new Set((await Promise.all(places.map(async (place) => [...(await textOf(place)).matchAll(/\]\(([^)#\s]+)/g)]
    .map(([, href]) => normalize(join(dirname(place.source), href)))))).flat());
  const there = new Set((await Promise.all([...links].map((path) => access(join(root, path)).then(() => path, () => '')))).filter(Boolean));
  const locate = (/** @type {string} */ path) => {
    const page = pages.get(path) ?? (files.has(path.replace(/^web\//, '')) ? path.replace(/^web\//, '') : undefined);
    return page ?? (!there.has(path) ? undefined : web ? `${web}/blob/HEAD/${path}` : null);
  };
  const rendered = await Promise.all(places.map(async (place) => {
    const { html, headings } = render(await textOf(place), follower(place, locate));
    return { place: { title: headings[0]?.text ?? place.source, ...place }, html, headings };
  }));
  const titles = new Map(rendered.map(({ place }) => [place.page, place.title]));
  const menu = chapters.map(({ title, places }) => ({ title, pages: places.map(({ page }) => ({ page, title: titles.get(page) ?? '' })) }));
  await Promise.all(rendered.map(async (document) => {
    const path = join(site, document.place.page);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, layOut({ ...document, chapters: menu, address, version, repository: web }));
  }));
}

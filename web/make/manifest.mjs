// custom-elements.json: what the elements' own comments say of their attributes, properties, methods, events, slots,
// parts and custom properties, read by the analyzer and without what is nobody's business outside; and elements.html,
// which lists it all with a live example each.
import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { promisify } from 'node:util';

/** Live examples: what stands in each tag. */
const examples = /** @type {{ [tag: string]: string }} */ ({
  'lukewarm-text': 'id="text" controls model="shakespeare" prompt="ROMEO:" temperature="0.6" seed="1" max-tokens="240"',
  'lukewarm-distribution': 'probabilities="cat 0.7, dog 0.1, frog 0.2" temperature="0.5"',
  'lukewarm-sample-steps': 'probabilities="cat 0.7, dog 0.1, frog 0.2" temperature="0.5" seed="1"',
  'lukewarm-draw': 'probabilities="cat 0.7, dog 0.1, frog 0.2" temperature="1" seed="1"',
  'lukewarm-greedy': 'model="shakespeare" prompt="ROMEO:" temperature="0.8" seed="1"',
  'lukewarm-temperatures': 'model="shakespeare" prompt="ROMEO:" seed="1"',
  'lukewarm-truncation': 'model="shakespeare" prompt="ROMEO:" cut="top-k"',
  'lukewarm-beam': 'model="shakespeare" prompt="ROMEO:"',
  'lukewarm-export': 'for="text"',
  'lukewarm-samplers': 'for="text"',
});

const internal = new Set(['root', 'values', 'signal', 'start', 'update', 'startNow', 'holdModel', 'releaseModels', 'loadModel',
  'attempt', 'emit', 'frame', 'settings', 'adoptedStyleSheets']);

/**
 * Returns the manifest of every element.
 * @param {string} root of the repository
 * @param {string} to where the analyzer may write
 */
export async function analyze(root, to) {
  const analyzer = join(root, 'node_modules/@custom-elements-manifest/analyzer/cem.js');
  await promisify(execFile)(process.execPath, [analyzer, 'analyze', '--quiet', '--config', 'web/make/analyzer.mjs', '--globs', 'web/element/*.js', '--outdir', relative(root, to)], { cwd: root });
  const { schemaVersion, modules } = JSON.parse(await readFile(join(to, 'custom-elements.json'), 'utf8'));
  /** @type {any[]} */
  const all = modules.flatMap((/** @type {any} */ module) => module.declarations)
    .filter((/** @type {any} */ declaration) => declaration.tagName);
  const declarations = all.map(({ members = [], events = [], attributes = [], ...rest }) => ({
    ...rest,
    attributes: attributes.map((/** @type {any} */ attribute) => (
      { ...attribute, fieldName: attribute.name.replace(/-(\w)/g, (/** @type {string} */ _, /** @type {string} */ letter) => letter.toUpperCase()) })),
    members: members.filter((/** @type {any} */ { name, privacy, static: isStatic }) =>
      privacy !== 'private' && !isStatic && !internal.has(name)),
    events: events.filter((/** @type {any} */ { name }) => name !== 'name'), // the argument of emit() itself
    superclass: undefined,
  }));
  const path = 'lukewarm-elements.js';
  const exported = declarations.flatMap(({ name, tagName }) => [
    { kind: 'js', name, declaration: { name, module: path } },
    { kind: 'custom-element-definition', name: tagName, declaration: { name, module: path } },
  ]);
  return { schemaVersion, readme: '', modules: [{ kind: 'javascript-module', path, declarations, exports: exported }] };
}

/** @param {string} text */
const escape = (text) => text.replace(/[&<>"]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[sign] ?? sign);

/** @param {string} title @param {any[]} rows */
function table(title, rows = []) {
  const named = rows.filter(({ description }) => description);
  if (named.length === 0) return '';
  const row = (/** @type {any} */ { name, type, description }) =>
    `<div><dt><code>${escape(name || 'default')}</code>${type?.text ? ` <span class="note">${escape(type.text)}</span>` : ''}</dt><dd>${escape(description)}</dd></div>`;
  return `<h3>${title}</h3>\n<dl>\n${named.map(row).join('\n')}\n</dl>`;
}

/** @param {any} declaration */
function section({ tagName, description = '', attributes, members, events, slots, cssParts, cssProperties }) {
  const example = `<${tagName}${examples[tagName] ? ` ${examples[tagName]}` : ''}></${tagName}>`;
  return `<section id="${tagName}" aria-labelledby="${tagName}-title">
<h2 id="${tagName}-title"><code>&lt;${tagName}&gt;</code></h2>
<p>${escape(description)}</p>
<div class="figure">${example}</div>
<pre class="listing" tabindex="0" role="region" aria-label="Code of ${tagName}"><code>${escape(example)}</code></pre>
<details><summary>Attributes and all else</summary>
${table('Attributes', attributes)}
${table('Properties and methods', members)}
${table('Events', events)}
${table('Slots', slots)}
${table('Parts', cssParts)}
${table('Custom properties', cssProperties)}
</details>
</section>`;
}

/**
 * Writes custom-elements.json, and the list of elements into elements.html.
 * @param {string} site
 * @param {string} root of the repository
 */
export async function addManifest(site, root) {
  const manifest = await analyze(root, site);
  await writeFile(join(site, 'custom-elements.json'), `${JSON.stringify(manifest, null, 1)}\n`);
  const path = join(site, 'elements.html');
  const page = await readFile(path, 'utf8');
  const place = '<!-- elements -->';
  if (!page.includes(place)) throw new Error(`elements.html has no ${place}`);
  const { declarations } = manifest.modules[0];
  const ordered = [...declarations].sort((a, b) => Number(b.tagName === 'lukewarm-text') - Number(a.tagName === 'lukewarm-text'));
  await writeFile(path, page.replace(place, () => ordered.map(section).join('\n')));
}

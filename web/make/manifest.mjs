// custom-elements.json: what the elements' own comments, and those of the classes that they extend, say of their
// attributes, properties, methods, events, slots, parts and custom properties, read by the analyzer and without what is
// private; and elements.html, which lists it all with a live example each, with places for the words of each language. In a comment stand types and defaults:
//   @attr {number} [temperature=1] - …
//   @fires {CustomEvent<{ text: string }>} lukewarm-finish - …
import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { promisify } from 'node:util';
import { propertyOf } from '../element/settings.js';
import { escapeHtml } from './html.mjs';

/** Live examples: what stands in each tag. */
const examples = /** @type {{ [tag: string]: string }} */ ({
  'lukewarm-text': 'id="play" controls model="shakespeare" prompt="ROMEO:" temperature="0.5" seed="1" max-tokens="240"',
  'lukewarm-distribution': 'probabilities="cat 0.7, dog 0.1, frog 0.2" temperature="0.5"',
  'lukewarm-sample-steps': 'probabilities="cat 0.7, dog 0.1, frog 0.2" temperature="0.5" seed="1"',
  'lukewarm-draw': 'probabilities="cat 0.7, dog 0.1, frog 0.2" temperature="1" seed="1"',
  'lukewarm-greedy': 'model="shakespeare" prompt="ROMEO:" temperature="0.8" seed="1"',
  'lukewarm-temperatures': 'model="shakespeare" prompt="ROMEO:" seed="1"',
  'lukewarm-truncation': 'model="shakespeare" prompt="ROMEO:" cut="top-k"',
  'lukewarm-stages': 'prompt="ROMEO:" steps="300"',
  'lukewarm-weights': 'seed="1"',
  'lukewarm-likelihood': 'model="shakespeare" text="To be, or not to be: that is the question."',
  'lukewarm-activations': 'for="play"',
  'lukewarm-beam': 'model="shakespeare" prompt="ROMEO:"',
  'lukewarm-export': 'for="play"',
  'lukewarm-import': 'for="play"',
  'lukewarm-samplers': 'for="play"',
  'lukewarm-inspector': 'for="play"',
});

/** What HTML itself calls. */
const callbacks = new Set(['connectedCallback', 'disconnectedCallback', 'adoptedCallback', 'attributeChangedCallback']);

/**
 * @typedef {{ text: string }} Type TypeScript's
 * @typedef {{ name: string, description?: string, type: Type, default?: string, fieldName: string }} Attribute
 * @typedef {{ name: string, type: Type, optional?: boolean }} Parameter
 * @typedef {object} Member
 * @property {'field' | 'method'} kind
 * @property {string} name
 * @property {string} [description]
 * @property {Type} [type]
 * @property {string} [default]
 * @property {boolean} [readonly]
 * @property {string} [attribute] that sets it
 * @property {Parameter[]} [parameters]
 * @property {{ type: Type }} [return]
 *
 * @typedef {{ name: string, description?: string, type: Type }} EventOf
 * @typedef {{ name: string, description?: string }} Named
 * @typedef {object} Declaration an element
 * @property {string} name of its class
 * @property {string} tagName
 * @property {string} [description]
 * @property {Attribute[]} attributes
 * @property {Member[]} members
 * @property {EventOf[]} events
 * @property {Named[]} slots
 * @property {Named[]} cssParts
 * @property {Named[]} cssProperties
 */

/** Whether others may call or read it. What has no comment is what the analyzer takes for a member. @param {any} member */
const isPublic = ({ name, description, return: returned, privacy, static: isStatic }) =>
  !/^[_#[]/.test(name) && (description || returned) && !['private', 'protected'].includes(privacy) && !isStatic &&
  !callbacks.has(name);

/** Without the class that it was inherited from, which is none of the package's. @param {any[]} [list] */
const own = (list = []) => list.map(({ inheritedFrom, ...rest }) => rest);

/** A getter's type is what it returns. @type {(member: any) => Member} */
const describeMember = ({ return: returned, type = returned?.type, privacy, inheritedFrom, ...rest }) =>
  (rest.kind === 'method' ? { ...rest, return: returned } : { ...rest, type });

/** Every attribute is a property too. @param {Attribute} attribute @param {Member} [member] what the class has of that name @returns {Member} */
function reflect({ name, fieldName, type: { text }, description, default: value }, member) {
  // Where there is no attribute, a number is undefined and a word is empty.
  const unset = text.includes('number') ? ' | undefined' : text.includes("'") ? " | ''" : '';
  return { kind: 'field', name: fieldName, description, type: { text: text + unset }, default: value, ...member, attribute: name };
}

/** @param {any} declaration as the analyzer has it @returns {Declaration} */
function describe({ members = [], events = [], attributes = [], slots, cssParts, cssProperties, superclass, ...rest }) {
  /** @type {Attribute[]} */
  const named = own(attributes).map((attribute) => ({ ...attribute, fieldName: propertyOf(attribute.name) }));
  /** @type {Member[]} */
  const shown = members.filter(isPublic).map(describeMember);
  const reflecting = named.map((attribute) => reflect(attribute, shown.find(({ name }) => name === attribute.fieldName)));
  return {
    ...rest,
    attributes: named,
    members: [...reflecting, ...shown.filter(({ name }) => !named.some(({ fieldName }) => fieldName === name))],
    events: own(events),
    slots: own(slots),
    cssParts: own(cssParts),
    cssProperties: own(cssProperties),
  };
}

/**
 * Returns the manifest of every element.
 * @param {string} root of the repository
 * @param {string} to where the analyzer may write
 */
export async function analyze(root, to) {
  const analyzer = join(root, 'node_modules/@custom-elements-manifest/analyzer/cem.js');
  await promisify(execFile)(process.execPath, [analyzer, 'analyze', '--quiet', '--config', 'web/make/analyzer.mjs', '--globs', 'web/element/*.js', '--outdir', relative(root, to)], { cwd: root });
  const { schemaVersion, modules } = JSON.parse(await readFile(join(to, 'custom-elements.json'), 'utf8'));
  /** @type {Declaration[]} */
  const declarations = modules.flatMap((/** @type {any} */ module) => module.declarations)
    .filter((/** @type {any} */ declaration) => declaration.tagName).map(describe);
  const path = 'lukewarm-elements.js';
  const exported = declarations.flatMap(({ name, tagName }) => [
    { kind: 'js', name, declaration: { name, module: path } },
    { kind: 'custom-element-definition', name: tagName, declaration: { name, module: path } },
  ]);
  return { schemaVersion, readme: '', modules: [{ kind: 'javascript-module', path, declarations, exports: exported }] };
}

/** @param {string} title @param {any[]} rows */
function table(title, rows = []) {
  const named = rows.filter(({ description }) => description);
  if (named.length === 0) return '';
  const note = (/** @type {string | undefined} */ text) => (text ? ` <span class="note">${escapeHtml(text)}</span>` : '');
  const row = (/** @type {any} */ { name, type, default: value, description }) =>
    `<div><dt><code>${escapeHtml(name || 'default')}</code>${note(type?.text)}${note(value && `{{elementsPage.default(${value})}}`)}</dt><dd lang="en">${escapeHtml(description)}</dd></div>`;
  return `<h3>${title}</h3>\n<dl>\n${named.map(row).join('\n')}\n</dl>`;
}

/** @param {Declaration} declaration */
function section({ tagName, description = '', attributes, members, events, slots, cssParts, cssProperties }) {
  const example = `<${tagName}${examples[tagName] ? ` ${examples[tagName]}` : ''}></${tagName}>`;
  return `<section id="${tagName}" aria-labelledby="${tagName}-title">
<h2 id="${tagName}-title"><code>&lt;${tagName}&gt;</code></h2>
<p lang="en">${escapeHtml(description)}</p>
<div class="figure">${example}</div>
<pre class="listing" tabindex="0" role="region" aria-label="{{elementsPage.code(${tagName})}}"><code>${escapeHtml(example)}</code></pre>
<details><summary>{{elementsPage.details}}</summary>
${table('{{elementsPage.attributes}}', attributes)}
${table('{{elementsPage.members}}', members.filter(({ attribute }) => !attribute))}
${table('{{elementsPage.events}}', events)}
${table('{{elementsPage.slots}}', slots)}
${table('{{elementsPage.parts}}', cssParts)}
${table('{{elementsPage.customProperties}}', cssProperties)}
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

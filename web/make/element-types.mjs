// TypeScript's types of the elements, made of the manifest: the classes with their attributes as properties and the types
// of their events, and what JSX in React and templates in Vue know of the tags.

/**
 * @typedef {import('./manifest.mjs').Declaration} Declaration
 * @typedef {import('./manifest.mjs').Member} Member
 */

/** @param {string} text @param {string} [indent] */
const comment = (text, indent = '') => `${indent}/** ${text.replace(/\s*\n\s*/g, `\n${indent} * `)} */\n`;

/** @param {Member} member */
function describe({ description = '', default: value }) {
  const text = `${description}${value === undefined ? '' : `\n@default ${value}`}`.trim();
  return text ? comment(text, '  ') : '';
}

/** @param {Member} member */
function declare(member) {
  const { kind, name, type, readonly, parameters = [], return: returned } = member;
  if (kind === 'field') return `${describe(member)}  ${readonly ? 'readonly ' : ''}${name}: ${type?.text ?? 'unknown'};\n`;
  const list = parameters.map((parameter) => `${parameter.name}${parameter.optional ? '?' : ''}: ${parameter.type?.text ?? 'unknown'}`);
  return `${describe(member)}  ${name}(${list.join(', ')}): ${returned?.type.text ?? 'void'};\n`;
}

/** An element's class. @param {Declaration} declaration */
function classOf({ name, tagName, description = '', members, events }) {
  const map = `${name}EventMap`;
  const names = events.map((event) => `'${event.name}'`);
  const base = names.length > 0 ? `Omit<HTMLElementEventMap, ${names.join(' | ')}>` : 'HTMLElementEventMap';
  const listen = ['add', 'remove'].map((verb) => {
    const options = verb === 'add' ? 'AddEventListenerOptions' : 'EventListenerOptions';
    const method = (/** @type {string} */ generic, /** @type {string} */ type, /** @type {string} */ listener) =>
      `  ${verb}EventListener${generic}(type: ${type}, listener: ${listener}, options?: boolean | ${options}): void;\n`;
    return method(`<K extends keyof ${map}>`, 'K', `(this: ${name}, event: ${map}[K]) => unknown`) +
      method('', 'string', 'EventListenerOrEventListenerObject');
  });
  return `export interface ${map} extends ${base} {\n${
    events.map((event) => `${comment(event.description ?? '', '  ')}  '${event.name}': ${event.type.text};\n`).join('')}}\n\n` +
    `${comment(`\`<${tagName}>\`: ${description}`)}export declare class ${name} extends HTMLElement {\n${
      members.map(declare).join('')}${listen.join('')}}\n`;
}

/** Returns what the types of a module export. @param {string} main */
function exportedNames(main) {
  const exported = new Set([...main.matchAll(/^export (?:declare )?(?:type|class|interface) (\w+)/gm)].map(([, name]) => name));
  for (const [, list] of main.matchAll(/^export (?:type )?\{([^}]*)\}/gm)) list.split(',').forEach((name) => exported.add(name.trim()));
  return exported;
}

/**
 * Returns elements.d.ts.
 * @param {Declaration[]} declarations
 * @param {string} main the types of "lukewarm"
 * @param {{ [name: string]: any }} module that is described: what it exports beside the classes is lists of them by tag, and
 *     what "lukewarm" exports too
 */
export function typesOfElements(declarations, main, module) {
  const classes = declarations.map(classOf).join('\n');
  const others = exportedNames(main);
  const used = [...new Set(classes.match(/\b[A-Z]\w+/g))].filter((name) => others.has(name)).sort();
  const shared = Object.keys(module).filter((name) => others.has(name));
  const lists = Object.entries(module).filter(([, list]) => typeof list === 'object').map(([name, list]) =>
    `/** Classes by their tags. */\nexport declare const ${name}: {\n${
      Object.entries(list).map(([tag, kind]) => `  '${tag}': typeof ${kind.name};\n`).join('')}};\n`);
  return [
    used.length > 0 ? `import type { ${used.join(', ')} } from './lukewarm.js';\n` : '',
    shared.length > 0 ? `export { ${shared.join(', ')} } from './lukewarm.js';\n` : '',
    classes, ...lists,
    `declare global {\n  interface HTMLElementTagNameMap {\n${
      declarations.map(({ name, tagName }) => `    '${tagName}': ${name};\n`).join('')}  }\n}\n`,
  ].filter((part) => part).join('\n');
}

/** What may be set in a template, where a number may be a text too. @param {Member} member */
function settable({ type }) {
  const own = type?.text.replace(/ \| (undefined|'')$/, '') ?? 'string';
  return own.includes('number') ? `${own} | string` : own;
}

/** @param {Declaration} declaration */
const reflected = ({ members }) => members.filter(({ attribute }) => attribute);

/** Returns react.d.ts: React 19 sets properties, and listens to EVENT by onEVENT. @param {Declaration[]} declarations */
export function typesForReact(declarations) {
  const tags = declarations.map((declaration) => {
    const { tagName, name, events } = declaration;
    const props = reflected(declaration).flatMap((member) =>
      [...new Set([member.name, member.attribute])].map((prop) => `'${prop}'?: ${settable(member)};`));
    const handlers = events.map((event) => `'on${event.name}'?: (event: elements.${name}EventMap['${event.name}']) => void;`);
    return `      '${tagName}': Tag<elements.${name}> & {\n${[...props, ...handlers].map((line) => `        ${line}\n`).join('')}      };\n`;
  });
  return `import type { DetailedHTMLProps, HTMLAttributes } from 'react';\nimport type * as elements from './elements.js';\n\n` +
    'type Tag<T> = DetailedHTMLProps<HTMLAttributes<T>, T>;\n\n' +
    `declare module 'react' {\n  namespace JSX {\n    interface IntrinsicElements {\n${tags.join('')}    }\n  }\n}\n`;
}

/** Returns vue.d.ts: what a template may set and listen to. @param {Declaration[]} declarations */
export function typesForVue(declarations) {
  const tags = declarations.map((declaration) => {
    const { tagName, name, events } = declaration;
    const props = reflected(declaration).map((member) => `${member.name}?: ${settable(member)};`);
    const emits = events.map((event) => `(event: '${event.name}', value: elements.${name}EventMap['${event.name}']): void;`);
    const handlers = events.map((event) =>
      `on${event.name.replace(/(?:^|-)(\w)/g, (_, letter) => letter.toUpperCase())}?: (event: elements.${name}EventMap['${event.name}']) => void;`);
    return `    '${tagName}': new () => elements.${name} & {\n      $props: HTMLAttributes & {\n${
      [...props, ...handlers].map((line) => `        ${line}\n`).join('')}      };\n      $emit: {\n${
      (emits.length > 0 ? emits : ['(event: never): void;']).map((line) => `        ${line}\n`).join('')}      };\n    };\n`;
  });
  return `import type { HTMLAttributes } from 'vue';\nimport type * as elements from './elements.js';\n\n` +
    `declare module 'vue' {\n  interface GlobalComponents {\n${tags.join('')}  }\n}\n`;
}

// The API reference as Markdown, of the types that tsc writes of the JSDoc: for each module what it exports, with signatures,
// comments and members. The compiler that is called here is the one of the manifest's analyzer: that of TypeScript 7 cannot be.
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { writeTypes } from './types.mjs';

/** The modules, with their names in the site and in the npm package. */
const modules = [
  { source: 'web/lukewarm.js', page: 'docs/api/lukewarm.html', title: 'API: lukewarm', names: '`lukewarm.js`, or `lukewarm` in the npm package' },
  { source: 'web/lukewarm-train.js', page: 'docs/api/train.html', title: 'API: lukewarm/train', names: '`lukewarm-train.js`, or `lukewarm/train`' },
  { source: 'web/lukewarm-ml5.js', page: 'docs/api/ml5.html', title: 'API: lukewarm/ml5', names: '`lukewarm-ml5.js`, or `lukewarm/ml5`' },
];

/** Returns the documents with their text. @param {string} root of the repository @returns {Promise<{ place: { source: string, page: string, title: string }, text: string }[]>} */
export async function describeApi(root) {
  const folder = join(root, 'build/types');
  await writeTypes(root, folder);
  const ts = createRequire(createRequire(join(root, 'package.json')).resolve('@custom-elements-manifest/analyzer/cli.js'))('typescript');
  const files = modules.map(({ source }) => join(folder, source.replace('web/', '').replace('.js', '.d.ts')));
  const program = ts.createProgram(files, { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.NodeNext, moduleResolution: ts.ModuleResolutionKind.NodeNext, strict: true, exactOptionalPropertyTypes: true, types: [], skipLibCheck: true,
    lib: ['lib.esnext.d.ts', 'lib.dom.d.ts'] });
  const checker = program.getTypeChecker();
  const { NoTruncation, InTypeAlias, UseAliasDefinedOutsideCurrentScope } = ts.TypeFormatFlags;
  const flags = NoTruncation | UseAliasDefinedOutsideCurrentScope;
  /** Types of other files are named without their path, and what may be left out need not be called undefined. @param {string} text */
  const short = (text) => text.replace(/import\("[^"]*"\)\./g, '').replace(/(\w\?: [^?]*?) \| undefined(?=[,)])/g, '$1');

  /** @param {any} symbol */
  const resolve = (symbol) => (symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol);
  /** @param {any} symbol @param {any} at */
  const typeOf = (symbol, at) => checker.getTypeOfSymbolAtLocation(symbol, at);

  /** Returns what the comments of a symbol say, its parameters as a list. @param {any} symbol */
  function prose(symbol) {
    const about = ts.displayPartsToString(symbol.getDocumentationComment(checker));
    const tags = symbol.getJsDocTags(checker).filter((/** @type {any} */ { name, text }) => ['param', 'returns', 'return'].includes(name) && text)
      .map((/** @type {any} */ { name, text }) => {
        const said = ts.displayPartsToString(text).trim();
        const [, parameter, rest] = name === 'param' ? /^(\S+)\s*(?:-\s*)?([^]*)$/.exec(said) ?? [] : [];
        if (name === 'param') return rest ? `- \`${parameter}\`: ${rest.replace(/\s+/g, ' ')}` : '';
        return `- returns ${said.replace(/\s+/g, ' ')}`;
      }).filter(Boolean);
    return [about, tags.join('\n')].filter(Boolean).join('\n\n');
  }

  /** Returns what is said after the name where a type is defined in a comment, which tsc copies. @param {any} symbol */
  function saidOfType({ name, declarations = [] }) {
    const [, said = ''] = new RegExp(`\\} ${name}\\b([^@]*?)(?=\\*/|@)`).exec(declarations[0]?.getSourceFile().text ?? '') ?? [];
    return said.replace(/\s*\n\s*\*[ ]?/g, ' ').trim();
  }

  /** Returns a member's or a function's declaration. @param {string} name @param {any} type */
  const signatures = (name, type) => type.getCallSignatures()
    .map((/** @type {any} */ signature) => short(`${name}${checker.signatureToString(signature, undefined, flags)}`)).join('\n');

  /** @param {string} code */
  const fence = (code) => `\`\`\`ts\n${code}\n\`\`\``;

  /** @param {any} symbol of a member */
  const isPublic = ({ name, valueDeclaration }) => !name.startsWith('_') && !name.startsWith('#') && name !== 'prototype' &&
    !(valueDeclaration && ts.getCombinedModifierFlags(valueDeclaration) & (ts.ModifierFlags.Private | ts.ModifierFlags.Protected));

  /** @param {any} type @param {any} at @param {string} owner */
  function members(type, at, owner) {
    return checker.getPropertiesOfType(type).filter(isPublic).map((/** @type {any} */ member) => {
      const of = typeOf(member, at);
      // A well-known symbol's name is the compiler's own.
      const name = member.escapedName.startsWith('__@') ? `[Symbol.${member.escapedName.slice(3).split('@')[0]}]` : member.name;
      const code = of.getCallSignatures().length > 0 ? signatures(name, of) : `${name}${member.flags & ts.SymbolFlags.Optional ? '?' : ''}: ${short(checker.typeToString(of, undefined, flags))}`;
      return `### ${owner}${name.startsWith('[') ? '' : '.'}${name}\n\n${fence(code)}\n\n${prose(member)}`;
    }).join('\n\n');
  }

  /** @param {any} exported @param {any} file */
  function describe(exported, file) {
    const symbol = resolve(exported);
    const { name } = exported;
    const said = prose(exported) || prose(symbol);
    if (symbol.flags & ts.SymbolFlags.Class) {
      const type = checker.getDeclaredTypeOfSymbol(symbol);
      return `## ${name}\n\n${said}\n\n${members(type, file, name)}`;
    }
    if (symbol.flags & (ts.SymbolFlags.Function | ts.SymbolFlags.Variable)) {
      const type = typeOf(symbol, file);
      return `## ${name}\n\n${fence(signatures(name, type) || `${name}: ${short(checker.typeToString(type, undefined, flags))}`)}\n\n${said}`;
    }
    const type = checker.getNonNullableType(checker.getDeclaredTypeOfSymbol(symbol));
    const about = [type.aliasSymbol, type.symbol].filter(Boolean).map((one) => prose(one) || saidOfType(one)).find(Boolean) ?? '';
    if (type.isClass()) return `## ${name}\n\n${about}\n\n${members(type, file, name)}`;
    const fields = type.isUnion() ? [] : checker.getPropertiesOfType(type).map((/** @type {any} */ member) =>
      `  ${member.name}${member.flags & ts.SymbolFlags.Optional ? '?' : ''}: ${short(checker.typeToString(typeOf(member, file), undefined, flags))};${prose(member).replace(/^(?=.)/, ' // ').replace(/\s+/g, ' ')}\n`);
    const text = fields.length > 0 ? `{\n${fields.join('')}}` : short(checker.typeToString(type, undefined, flags | InTypeAlias));
    return `## ${name}\n\n${fence(`type ${name} = ${text}`)}\n\n${about}`;
  }

  const isType = (/** @type {any} */ exported) => !(resolve(exported).flags & ts.SymbolFlags.Value);
  return modules.map(({ names, ...place }, i) => {
    const file = program.getSourceFile(files[i]);
    const exported = checker.getExportsOfModule(checker.getSymbolAtLocation(file)).filter((/** @type {any} */ { name }) => name !== 'default');
    const ordered = [...exported.filter((/** @type {any} */ one) => !isType(one)), ...exported.filter(isType)];
    return { place, text: `# ${place.title}\n\nWhat ${names} exports, made of the types and comments in the source.\n\n${ordered.map((one) => describe(one, file)).join('\n\n')}\n` };
  });
}

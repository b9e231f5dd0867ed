// A component includes what it links to and nothing else; its CMakeLists.txt is the rule.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { files, read } from './repository.mjs';

/** Libraries that only these components may include. */
const owners = /** @type {Record<string, string[]>} */ ({
  emscripten: ['bindings'],
  Eigen: ['kernels', 'nn', 'sampling', 'train'],
  CLI: ['cli'],
  rapidjson: ['model'],
});

/** @type {Map<string, string[]>} what each component says that it links to */
const links = new Map();
for (const path of files('cpp').filter((path) => path.endsWith('CMakeLists.txt'))) {
  const component = path.split('/')[1];
  const text = read(path).replace(/#.*$/gm, '');
  const declared = /lukewarm_component\([^)]*?\bLINKS\b([^)]*?)(?:PRIVATE_LINKS[^)]*)?\)/.exec(text)?.[1].trim().split(/\s+/) ?? [];
  const linked = [...text.matchAll(/(?:target_link_libraries|lukewarm_module)(\([^)]*\))/g)]
    .flatMap(([, call]) => [...call.matchAll(/\blukewarm_(\w+)/g)].map((match) => match[1].replace(/_$/, '')))
    .filter((name) => name !== component && !name.endsWith('wasm'));
  if (component !== 'CMakeLists.txt') links.set(component, [...declared, ...linked]);
}

/**
 * Returns the components that `component` links to, through others too, and itself.
 * @param {string} component
 */
function reach(component, seen = new Set([component])) {
  for (const next of links.get(component) ?? []) {
    if (!seen.has(next)) reach(next, seen.add(next));
  }
  return seen;
}

/** @param {string} path */
const includesOf = (path) => [...read(path).matchAll(/^\s*#\s*include\s*[<"]([^>"]+)[>"]/gm)].map((match) => match[1]);

describe('components', () => {
  for (const component of links.keys()) {
    it(`${component} includes only what it links to`, () => {
      const allowed = reach(component);
      const wrong = [];
      for (const path of files(`cpp/${component}`).filter((path) => /\.(h|cc)$/.test(path))) {
        for (const include of includesOf(path)) {
          const [first, rest] = include.split('/');
          const isComponent = rest !== undefined && links.has(first);
          if (isComponent && !allowed.has(first)) wrong.push(`${path} includes ${include}`);
          if (owners[first] && !owners[first].includes(component)) wrong.push(`${path} includes ${include}`);
        }
      }
      assert.deepEqual(wrong, []);
    });

    it(`${component} is below what it links to nowhere`, () => {
      const circular = (links.get(component) ?? []).filter((next) => reach(next).has(component));
      assert.deepEqual(circular, []);
    });

    it(`${component} includes what lies in the repository by its path from cpp/`, () => {
      const wrong = files(`cpp/${component}`).filter((path) => /\.(h|cc)$/.test(path))
        .flatMap((path) => includesOf(path).filter((include) => /^\.\.?\//.test(include) || /^[^/]+\.h$/.test(include) &&
          files(`cpp/${component}/${include}`).length > 0).map((include) => `${path} includes ${include}`));
      assert.deepEqual(wrong, []);
    });
  }

  it('knows every component', () => {
    assert.ok(links.size >= 11, `only ${[...links.keys()]}`);
  });
});

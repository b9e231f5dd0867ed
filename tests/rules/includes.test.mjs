// A room includes what it links to and nothing else; its CMakeLists.txt is the rule.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { files, read } from './repository.mjs';

/** Libraries that only these rooms may include. */
const owners = /** @type {Record<string, string[]>} */ ({
  emscripten: ['bindings'],
  Eigen: ['train'],
  CLI: ['cli'],
  rapidjson: ['io'],
});

/** @type {Map<string, string[]>} what each room says that it links to */
const links = new Map();
for (const path of files('cpp').filter((path) => path.endsWith('CMakeLists.txt'))) {
  const room = path.split('/')[1];
  const text = read(path).replace(/#.*$/gm, '');
  const declared = /lukewarm_room\([^)]*?\bLINKS\b([^)]*?)(?:PRIVATE_LINKS[^)]*)?\)/.exec(text)?.[1].trim().split(/\s+/) ?? [];
  const linked = [...text.matchAll(/(?:target_link_libraries|lukewarm_module)(\([^)]*\))/g)]
    .flatMap(([, call]) => [...call.matchAll(/\blukewarm_(\w+)/g)].map((match) => match[1]))
    .filter((name) => name !== room && !name.endsWith('wasm'));
  if (room !== 'CMakeLists.txt') links.set(room, [...declared, ...linked]);
}

/**
 * Returns the rooms that `room` links to, through others too, and itself.
 * @param {string} room
 */
function reach(room, seen = new Set([room])) {
  for (const next of links.get(room) ?? []) {
    if (!seen.has(next)) reach(next, seen.add(next));
  }
  return seen;
}

/** @param {string} path */
const includesOf = (path) => [...read(path).matchAll(/^\s*#\s*include\s*[<"]([^>"]+)[>"]/gm)].map((match) => match[1]);

describe('rooms', () => {
  for (const room of links.keys()) {
    it(`${room} includes only what it links to`, () => {
      const allowed = reach(room);
      const wrong = [];
      for (const path of files(`cpp/${room}`).filter((path) => /\.(h|cc)$/.test(path))) {
        for (const include of includesOf(path)) {
          const [first, rest] = include.split('/');
          const isRoom = rest !== undefined && links.has(first);
          if (isRoom && !allowed.has(first)) wrong.push(`${path} includes ${include}`);
          if (owners[first] && !owners[first].includes(room)) wrong.push(`${path} includes ${include}`);
        }
      }
      assert.deepEqual(wrong, []);
    });

    it(`${room} is below what it links to nowhere`, () => {
      const circular = (links.get(room) ?? []).filter((next) => reach(next).has(room));
      assert.deepEqual(circular, []);
    });

    it(`${room} includes what lies in the repository by its path from cpp/`, () => {
      const wrong = files(`cpp/${room}`).filter((path) => /\.(h|cc)$/.test(path))
        .flatMap((path) => includesOf(path).filter((include) => /^\.\.?\//.test(include) || /^[^/]+\.h$/.test(include) &&
          files(`cpp/${room}/${include}`).length > 0).map((include) => `${path} includes ${include}`));
      assert.deepEqual(wrong, []);
    });
  }

  it('knows every room', () => {
    assert.ok(links.size >= 11, `only ${[...links.keys()]}`);
  });
});

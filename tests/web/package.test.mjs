// The npm package in Node and in TypeScript, and as publint and "are the types wrong" see it.
import assert from 'node:assert/strict';
import { access, readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { root, site } from '../../web/make/site.mjs';
import { readRecipes } from './recipes.mjs';
import { inProject, packedPackage, run } from './packed.mjs';
import { guideText } from './texts.mjs';

const { openImport } = await import(pathToFileURL(join(site, 'lukewarm.js')).href);

const script = `
  import { loadModel, sample, LukewarmError } from 'lukewarm';
  import { LukewarmText } from 'lukewarm/elements'; // a page that is rendered on a server imports them too
  import 'lukewarm/define';
  import 'lukewarm/react';
  import 'lukewarm/vue';
  const error = await loadModel('nowhere.safetensors').catch((error) => error);
  console.log(JSON.stringify({ drawn: sample([0, 1, 0], 1), code: error.code, own: error instanceof LukewarmError, kind: typeof LukewarmText }));
`;

const right = `
  import { loadModel, openImport, sample, type Import, type Model, type ModelInfo, type Step } from 'lukewarm';
  import { LukewarmText, LukewarmDraw } from 'lukewarm/elements';
  import 'lukewarm/define';
  import { createTrainer } from 'lukewarm/train';
  import widget from 'lukewarm/widget';
  import { charRNN, type CharRNN } from 'lukewarm/ml5';
  import shakespeare from 'lukewarm/models/shakespeare';
  const rnn: CharRNN = charRNN('models/woolf/', (error, rnn) => rnn?.vocabSize.toFixed());
  const { sample: next, probabilities } = await rnn.predict(0.5);
  rnn.generate({ seed: next + probabilities[0].char, length: '20' }, (error, result) => result?.sample.length);
  const model: Model = await loadModel(shakespeare, { onProgress: ({ loaded }) => loaded.toFixed() });
  const info: ModelInfo = model.info;
  const steps: Step[] = [];
  for await (const step of model.generate(info.name, { temperature: 0.8, topK: 5 })) steps.push(step);
  const { text } = await model.complete('a');
  const found: Import = await openImport(['model.keras', new Blob()], { answers: { window: 40 }, vocabulary: ['a', 'b'] });
  for (const { id, choices } of found.questions) await found.answer({ [id]: choices?.[0] ?? 'stateful' });
  const bytes: Uint8Array = await found.build({ name: 'mine' });
  const element = new LukewarmText();
  element.temperature = 0.8;
  element.loading = 'eager';
  element.addEventListener('load', ({ detail }) => detail.vocabSize.toFixed());
  element.addEventListener('error', (event) => event.detail.code.length);
  element.addEventListener('click', (event) => event.clientX);
  const tagged: LukewarmDraw | null = document.querySelector('lukewarm-draw');
  tagged?.addEventListener('lukewarm-draw', function (event) { this.seed = event.detail.draws; });
  document.createElement('lukewarm-text').generate().then(({ text }) => text.length);
  const rendered: () => void = widget.render({ el: document.body, model: {
    get: () => undefined, set: () => {}, save_changes: () => {}, on: () => {}, off: () => {} } });
  export const all = [sample([0.7, 0.1, 0.2], 0.5), text, bytes, rendered, createTrainer];

  // No promise or argument of a model is any.
  type Public<T> = Exclude<keyof T, \`_\${string}\` | 'prototype'>;
  type IsAny<T> = 0 extends 1 & T ? true : false;
  type HasAny<T, Depth extends 0[] = []> = IsAny<T> extends true ? true : Depth['length'] extends 5 ? false :
    T extends AbortSignal | Blob | URL | ArrayBuffer | ArrayBufferView ? false :
    T extends Promise<infer U> ? HasAny<U, [0, ...Depth]> :
    T extends (...args: infer A) => infer R ? true extends HasAny<A, [0, ...Depth]> | HasAny<R, [0, ...Depth]> ? true : false :
    T extends readonly (infer U)[] ? HasAny<U, [0, ...Depth]> :
    T extends object ? true extends { [K in Public<T>]-?: HasAny<T[K], [0, ...Depth]> }[Public<T>] ? true : false : false;
  type WithAny<T> = { [K in Public<T>]-?: HasAny<T[K]> extends true ? K : never }[Public<T>];
  type None<T extends never> = T;
  export type Checked = [None<WithAny<Model>>, None<WithAny<Import>>, None<WithAny<typeof import('lukewarm')>>, None<WithAny<typeof import('lukewarm/train')>>];
`;

const jsx = `
  import 'react';
  import 'lukewarm/react';
  export const text = <lukewarm-text model="m" temperature={0.8} max-tokens="20" controls className="wide"
    onerror={(event) => event.detail.message.length} ref={(element) => { element?.generate(); }} />;
`;

const vue = `
  import type { GlobalComponents } from 'vue';
  import 'lukewarm/vue';
  export const props: InstanceType<GlobalComponents['lukewarm-text']>['$props'] = {
    temperature: 0.8, maxTokens: '20', class: 'wide', onLukewarmFinish: (event) => event.detail.text.length };
`;

const entries = ['lukewarm', 'lukewarm/elements', 'lukewarm/define', 'lukewarm/train', 'lukewarm/ml5', 'lukewarm/widget'];
const listed = `
  const entries = ${JSON.stringify(entries)};
  console.log(JSON.stringify(await Promise.all(entries.map(async (entry) => Object.keys(await import(entry))))));
`;

/** Each is wrong in its last line alone. */
const wrong = {
  'option.ts': `import { loadModel } from 'lukewarm';\nconst model = await loadModel('m');\nmodel.generate('a', { temperature: 'hot' });`,
  'ml5.ts': `import { charRNN } from 'lukewarm/ml5';\nconst rnn = charRNN('m');\nrnn.setState({ c: [], h: [] });`,
  'name.ts': `import { loadModels } from 'lukewarm';`,
  'path.ts': `import 'lukewarm/worker.js';`,
  'property.ts': `import 'lukewarm/define';\ndocument.createElement('lukewarm-text').temperature = 'hot';`,
  'event.ts': `import 'lukewarm/define';\ndocument.createElement('lukewarm-text').addEventListener('load', ({ detail }) => detail.size);`,
  'vue.ts': `import type { GlobalComponents } from 'vue';\nimport 'lukewarm/vue';\nexport const props: InstanceType<GlobalComponents['lukewarm-text']>['$props'] = { temperature: true };`,
  'attribute.tsx': `import 'react';\nimport 'lukewarm/react';\nexport const text = <lukewarm-text controls="maybe" />;`,
};

/** @param {string} module */
const config = (module) => JSON.stringify({ compilerOptions: {
  target: 'es2023', lib: ['es2023', 'dom', 'dom.asynciterable'], module, ...(module === 'esnext' && { moduleResolution: 'bundler' }),
  types: [], jsx: 'react-jsx', strict: true, noEmit: true } });

describe('package', { timeout: 300_000 }, () => {
  it('generates in Node, the text that the command line gives', async () => {
    const { files } = readRecipes('web/make/package.md')['In Node, Bun and Deno'];
    await inProject({ ...files, 'others.js': script }, async (folder) => {
      assert.equal((await run('node', ['main.mjs'], { cwd: folder })).stdout, `${guideText()}\n`);
      const { stdout } = await run('node', ['others.js'], { cwd: folder });
      assert.deepEqual(JSON.parse(stdout), { drawn: 1, code: 'io', own: true, kind: 'function' });
    });
  });

  it('imports what other frameworks save, from the command line too', async () => {
    const model = (/** @type {string} */ name) => join(root, 'tests/golden/import', name);
    const script = `
      import { loadModel, openImport } from 'lukewarm';
      import { charRNN } from 'lukewarm/ml5';
      const found = await openImport(${JSON.stringify(model('keras/v3-stateful/model.keras'))}, { vocabulary: [...'abcdefg'] });
      const model = await loadModel(await found.build());
      const rnn = charRNN(${JSON.stringify(model('ml5/one-layer'))});
      const { sample } = await rnn.generate({ seed: 'a', length: 12 });
      console.log(JSON.stringify({ format: found.format, vocabSize: model.info.vocabSize, written: sample.length }));
      await found.dispose();
    `;
    await inProject({ 'import.js': script }, async (folder) => {
      const { format, vocabSize, written } = JSON.parse((await run('node', ['import.js'], { cwd: folder })).stdout);
      assert.match(format, /^Keras 3/);
      assert.ok(vocabSize > 1);
      assert.equal(written, 12);
      const file = model('numpy/rows/model.npz'); // with its vocabulary
      await run('npx', ['--offline', 'lukewarm', 'import', file, '-o', 'rows.safetensors'], { cwd: folder });
      const found = await openImport(file);
      assert.deepEqual(new Uint8Array(await readFile(join(folder, 'rows.safetensors'))), await found.build());
      await run('npx', ['--offline', 'lukewarm', 'import', file, '--bits', '4', '--output', 'small.safetensors'], { cwd: folder });
      assert.deepEqual(new Uint8Array(await readFile(join(folder, 'small.safetensors'))), await found.build({ bits: 4 }));
      const { stdout } = await run('npx', ['--offline', 'lukewarm', 'import', model('keras/v2-hdf5/model.h5')], { cwd: folder }); // by the library for HDF5
      assert.match(stdout, /^Format: Keras 2/);
      assert.match(await readFile(join(folder, 'node_modules/lukewarm/LICENSE-h5wasm.txt'), 'utf8'), /NIST/);
    });
  });

  it('has types that hold a user to them', async () => {
    const files = Object.fromEntries(Object.entries(wrong).map(([name, text]) => [`wrong/${name}`, text]));
    const rights = { 'main.ts': right, 'element.tsx': jsx, 'vue.ts': vue };
    for (const folder of ['node', 'bundler']) {
      for (const [name, text] of Object.entries(rights)) files[`${folder}/${name}`] = text;
      files[`${folder}/tsconfig.json`] = config(folder === 'node' ? 'nodenext' : 'esnext');
    }
    files['wrong/tsconfig.json'] = files['node/tsconfig.json'];
    await inProject({ ...files, 'names.js': listed }, async (folder) => {
      // The modules export what their types say, and nothing else.
      const names = JSON.parse((await run('node', ['names.js'], { cwd: folder })).stdout);
      const same = entries.flatMap((entry, i) => {
        const loaded = names[i].map((/** @type {string} */ name) => `'${name}'`).join(' | ');
        const typed = `keyof typeof import('${entry}')`;
        return [`None<Exclude<${typed}, ${loaded}>>`, `None<Exclude<${loaded}, ${typed}>>`];
      });
      await writeFile(join(folder, 'node/names.ts'),
        `type None<T extends never> = T;\nexport type Checked = [${same.join(', ')}];\n`);
      const check = (/** @type {string} */ part) => run(join(root, 'node_modules/.bin/tsc'), ['-p', join(folder, part)], { cwd: folder })
        .then(() => '', ({ stdout }) => stdout);
      assert.equal(await check('node'), '');
      assert.equal(await check('bundler'), '');
      const found = [...(await check('wrong')).matchAll(/^wrong\/([\w.]+)\((\d+),/gm)].map(([, name, line]) => `${name} ${line}`);
      assert.deepEqual([...new Set(found)].sort(),
        Object.entries(wrong).map(([name, text]) => `${name} ${text.split('\n').length}`).sort());
    });
  });

  it('has the files that its scripts name, as bundlers read them', () => inProject({}, async (folder) => {
    const own = join(folder, 'node_modules/lukewarm');
    const scripts = (await readdir(own)).filter((name) => name.endsWith('.js'));
    const named = (await Promise.all(scripts.map(async (name) => [...(await readFile(join(own, name), 'utf8')).matchAll(/new URL\(\s*["'`](\.[^"'`]*)["'`],\s*import\.meta\.url\s*\)/g)]))).flat();
    const files = [...new Set(named.map(([, file]) => file))].filter((file) => !file.includes('${model}')); // which is known when the page runs
    assert.ok(files.includes('./models/stages/stages.bin'), files.join(', '));
    for (const file of files) await access(join(own, file));
  }));

  it('is as publint and attw want it', () => inProject({}, async (folder) => {
    const { messages, pkg } = await publint({ pkgDir: join(folder, 'node_modules/lukewarm'), strict: true, pack: 'npm' });
    assert.deepEqual(messages.map((message) => formatMessage(message, pkg)), []);
    await run(join(root, 'node_modules/.bin/attw'), [await packedPackage(), '--profile', 'esm-only', '--format', 'ascii', '--no-color',
      '--exclude-entrypoints', './custom-elements.json'])
      .catch(({ stdout, stderr }) => assert.fail(`${stdout}${stderr}`));
  }));
});

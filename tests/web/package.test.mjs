// The npm package in Node and in TypeScript.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { root } from '../../web/make/site.mjs';
import { inProject, run } from './packed.mjs';

const script = `
  import { fileURLToPath } from 'node:url';
  import { loadModel, sample, LukewarmError } from 'lukewarm';
  import { LukewarmText } from 'lukewarm/elements'; // a page that is rendered on a server imports them too
  import 'lukewarm/define';
  const path = fileURLToPath(import.meta.resolve('lukewarm/models/shakespeare/shakespeare.safetensors'));
  const model = await loadModel(path);
  const { text } = await model.complete('ROMEO:', { temperature: 0.6, seed: 7, maxTokens: 100 });
  const error = await loadModel('nowhere.safetensors').catch((error) => error);
  console.log(JSON.stringify({ text, drawn: sample([0, 1, 0], 1), code: error.code, own: error instanceof LukewarmError, kind: typeof LukewarmText }));
`;

const typed = `
  import { loadModel, sample, type Model } from 'lukewarm';
  import { LukewarmText } from 'lukewarm/elements';
  const model = await loadModel('model.safetensors', { onProgress: ({ loaded }) => loaded.toFixed() });
  const name: string = model.info.name;
  for await (const step of model.generate(name, { temperature: 0.8, topK: 5 })) step.probability.toFixed();
  const element = new LukewarmText();
  document.body.append(element);
  element.addEventListener('lukewarm-finish', () => element.text.length);
  await using session = await (model satisfies Model).session('a', { seed: 7n });
  const { text } = await session.complete({ maxTokens: 5 });
  const { perplexity, tokens } = await model.score(text);
  perplexity.toFixed(tokens[0].rank);
  export const drawn: number = sample([0.7, 0.1, 0.2], 0.5);
`;

const wrong = `
  import { loadModel } from 'lukewarm';
  const model = await loadModel('model.safetensors');
  model.generate('a', { temperature: 'hot' });
`;

const config = JSON.stringify({ compilerOptions: {
  target: 'es2023', lib: ['es2023', 'dom', 'dom.asynciterable'], module: 'nodenext', types: [], strict: true, noEmit: true } });

describe('package', { timeout: 60_000 }, () => {
  it('generates in Node, the text that the command line gives', async () => {
    await inProject({ 'main.js': script }, async (folder) => {
      const { stdout } = await run('node', ['main.js'], { cwd: folder });
      const { text, drawn, code, own, kind } = JSON.parse(stdout);
      const model = join(root, 'models/shakespeare/shakespeare.safetensors');
      const native = await run(join(root, 'build/native/lukewarm'),
        ['generate', model, '--prompt', 'ROMEO:', '--temperature', '0.6', '--seed', '7', '--max-tokens', '100']);
      assert.equal(`ROMEO:${text}`, native.stdout.slice(0, 106));
      assert.equal(drawn, 1);
      assert.deepEqual({ code, own, kind }, { code: 'io', own: true, kind: 'function' });
    });
  });

  it('has types that hold a user to them', async () => {
    const tsc = join(root, 'node_modules/.bin/tsc');
    await inProject({ 'right/main.ts': typed, 'right/tsconfig.json': config, 'wrong/main.ts': wrong, 'wrong/tsconfig.json': config },
      async (folder) => {
        await run(tsc, ['-p', join(folder, 'right')]).catch(({ stdout }) => assert.fail(stdout));
        const { stdout } = await run(tsc, ['-p', join(folder, 'wrong')]).then(() => ({ stdout: 'no mistake' }), (error) => error);
        assert.match(stdout, /main\.ts.*string.*number/);
      });
  });
});

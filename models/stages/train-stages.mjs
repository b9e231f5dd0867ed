#!/usr/bin/env node
// Trains one small network and keeps it as it was after 0, 30, 100 … 10,000 steps:
//   node models/stages/train-stages.mjs tinyshakespeare.txt models/stages/stages.bin
// The file: eight bytes of header length (little-endian), a header in JSON, then the model files, one after the other. For
// each the header has the steps, the bytes, and the loss on the held-out text, as `lukewarm evaluate` measures it.
import { execFileSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { readArguments } from '../../web/make/arguments.mjs';
import { root } from '../make/shipped.mjs';

const stages = [0, 30, 100, 300, 1000, 3000, 10000];
const heldOut = 0.1;

/** The last stage is near the end of the schedule: 1,011 steps an epoch. */
const options = {
  layers: 'embedding 16, gru 64', validationFraction: heldOut, batchSize: 16, bpttLength: 62, epochs: 10, dropout: 0,
  learningRate: 0.008, warmup: 0, emaDecay: 0, weightBits: 4, seed: 1,
};

const about = { bits: 4, license: 'MIT (weights); public domain (text)', trainingData: 'The first nine tenths of Tiny Shakespeare' };

/** Returns the bytes of the file that holds them all. @param {{ steps: number, loss: number, model: Uint8Array }[]} all */
export function packed(all) {
  const header = Buffer.from(JSON.stringify({ stages: all.map(({ steps, loss, model }) => ({ steps, loss, bytes: model.length })) }));
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(header.length));
  return Buffer.concat([length, header, ...all.map(({ model }) => model)]);
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { positionals: [text, to] } = readArguments(import.meta.url, {}, [2, 2]);
  const { createTrainer } = await import(pathToFileURL(join(root, 'build/site/lukewarm-train.js')).href);
  const folder = await mkdtemp(join(tmpdir(), 'lukewarm-'));
  const file = join(folder, 'model.safetensors');
  const trainer = await createTrainer(await readFile(text, 'utf8'), options);
  const all = [];
  for (const steps of stages) {
    while (trainer.stepsDone < steps) trainer.step();
    const model = trainer.modelBytes({ latest: true, name: `After ${steps} steps`, ...about });
    await writeFile(file, model);
    const said = execFileSync(join(root, 'build/native/lukewarm'), ['evaluate', file, text, '--from', String(1 - heldOut)], { encoding: 'utf8' });
    console.log(steps, model.length, said);
    all.push({ steps, loss: Number(/loss\D*([\d.]+)/.exec(said)?.[1]), model });
  }
  await writeFile(to, packed(all));
  await rm(folder, { recursive: true });
}

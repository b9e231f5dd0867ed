// Keras's and TensorFlow.js's files: every layer, option, kind of file and recipe gives the framework's own probabilities
// (tests/golden/import/keras, made by make_keras.py and others), and what is found, assumed and asked for is as it should be.
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { checkFixture, golden, openFixture } from './harness.mjs';

const folders = readdirSync(join(golden, 'keras'), { withFileTypes: true }).filter((entry) => entry.isDirectory()).map(({ name }) => name);
const most = { f32: 0, int8: 0 };

/** What is recognised; the other fixtures are no tutorial's. @type {{ [folder: string]: string }} */
const recipes = {
  'tfjs-own': 'tfjs-lstm-text-generation',
  'v2-textgenrnn': 'textgenrnn', 'v2-textgenrnn-cudnn': 'textgenrnn',
  'v2-words': 'keras-words', 'v2-words-weights': 'keras-words', 'v3-words-weights': 'keras-words',
  'v2-weights': 'machinelearningmastery', 'v3-scaled': 'machinelearningmastery',
  'v3-half': 'keras-lstm-text-generation', 'v3-one-hot': 'keras-lstm-text-generation',
  'v3-own-class-around': 'tensorflow-text-generation', 'v3-subclass': 'tensorflow-text-generation', 'v3-subclass-whole': 'tensorflow-text-generation',
};

/** What is reported, by its code; of the other fixtures, nothing. @type {{ [folder: string]: any[] }} */
const notes = {
  'tfjs-own': ['recipe'],
  'tfjs-own-functional': ['ignored-layers', 'folded-batch-norm'],
  'v1-weights': ['weights-only'],
  'v2-cells': ['folded-batch-norm'],
  'v2-flatten': ['weights-only'],
  'v2-hdf5': ['folded-batch-norm'],
  'v2-textgenrnn': ['recipe', 'vocabulary-from-file'],
  'v2-textgenrnn-cudnn': ['recipe', 'assumed-window', 'vocabulary-from-file'],
  'v2-weights': ['recipe', 'weights-only', 'assumed-window'],
  'v2-weights-gates': ['weights-only'],
  'v2-weights-gates-cudnn': ['weights-only'],
  'v2-weights-tree': ['weights-only'],
  'v2-words': ['recipe', 'assumed-pad'],
  'v2-words-weights': ['recipe', 'weights-only', 'assumed-pad'],
  'v3-bidirectional': ['ignored-layers', 'folded-batch-norm'],
  'v3-half': ['recipe', 'weights-only'],
  'v3-lookup': ['vocabulary-from-file'],
  'v3-lookup-assets': ['vocabulary-from-file'],
  'v3-nested': ['folded-batch-norm'],
  'v3-nested-h5': ['folded-batch-norm'],
  'v3-one-hot': ['recipe', 'ignored-layers'],
  'v3-own-class-around': ['recipe'],
  'v3-scaled': ['recipe', 'ignored-layers'],
  'v3-subclass': ['recipe', 'weights-only'],
  'v3-subclass-whole': ['recipe'],
  'v3-weights': ['weights-only'],
  'v3-words-weights': ['recipe', 'weights-only', 'assumed-pad'],
  'v3-wrapped': ['ignored-layers', 'folded-batch-norm'],
};

/** What is asked for where nothing is said, with what is suggested. @type {{ [folder: string]: { [question: string]: any } }} */
const questions = {
  'v1-weights': { window: 40 },
  'v2-flatten': { activation: 'relu' },
  'v2-weights-gates': { 'recurrent-activation': 'sigmoid', window: 40 },
  'v2-weights-gates-cudnn': { window: 40 },
  'v2-weights-tree': { window: 40 },
  'v2-words-weights': { activation: 'relu', window: 40 },
  'v3-half': {},
  'v3-lookup-assets': {},
  'v3-operations': { window: 'stateful' },
  'v3-own-class': { window: 40 },
  'v3-weights': { activation: 'relu', window: 40 },
  'v3-words-weights': { window: 40 },
};

describe('keras', () => {
  after(() => console.log(`largest differences of probabilities: ${most.f32} in f32, ${most.int8} in int8`));

  for (const name of folders) {
    it(`${name} gives the framework's probabilities`, async () => {
      const { f32, int8, found } = await checkFixture(`keras/${name}`);
      most.f32 = Math.max(most.f32, f32);
      most.int8 = Math.max(most.int8, int8);
      assert.equal(found.recipe, recipes[name]);
      assert.deepEqual(found.notes.map(({ code }) => code), notes[name] ?? []);
    });

    it(`${name} asks for what it does not say`, async () => {
      const { found } = await openFixture(`keras/${name}`, { answers: {} });
      assert.deepEqual(Object.fromEntries(found.questions.map(({ id, suggestion }) => [id, suggestion])), questions[name] ?? {});
      found.dispose();
    });
  }
});

// What the lesson's figures show of models: every weight is the one that the engine computes with, every stage is a model.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';
import { split } from '../../web/element/model-bytes.js';
import { readWeights, strongest } from '../../web/element/weight-maps.js';
import { root, site } from '../../web/make/site.mjs';

const { loadModel } = await import(pathToFileURL(join(site, 'lukewarm.js')).href);

/** @param {string} path */
const open = async (path) => split(new Uint8Array(await readFile(join(root, path))).buffer);

describe('the weights of models/names', () => {
  it('are all there, and give the engine’s hidden state and probabilities', async () => {
    const [input, hidden, output] = readWeights(await open('models/names/names.safetensors'));
    assert.equal(input.values.length + hidden.values.length + output.values.length, 4491);
    const model = await loadModel(join(root, 'models/names/names.safetensors'));
    const text = 'marianne'; // after a line break, which every text of this model begins with
    const { layers: [{ hidden: states, size }] } = await model.activations(text, { what: ['hidden'] });
    const { vocab } = JSON.parse((await open('models/names/names.safetensors')).header.__metadata__.lukewarm).tokenizer;
    /** A column and the biases. @param {any} matrix @param {number} column */
    const at = ({ rows, columns, values }, column) => (/** @type {number} */ row) => values[column * rows + row] + values[(columns - 1) * rows + row];
    /** A product and the biases. @param {any} matrix @param {number[]} vector */
    const times = ({ rows, columns, values }, vector) => Array.from({ length: rows }, (_, row) =>
      vector.reduce((sum, x, column) => sum + x * values[column * rows + row], values[(columns - 1) * rows + row]));
    const sigmoid = (/** @type {number} */ x) => 1 / (1 + Math.exp(-x));
    /** @type {number[]} */
    let state = Array(size).fill(0);
    [...`\n${text}`].forEach((letter, n) => {
      const [x, h] = [at(input, vocab.indexOf(letter)), times(hidden, state)];
      state = state.map((before, unit) => {
        const [r, z] = [sigmoid(x(unit) + h[unit]), sigmoid(x(unit + size) + h[unit + size])];
        return (1 - z) * Math.tanh(x(unit + 2 * size) + r * h[unit + 2 * size]) + z * before;
      });
      if (n === 0) return;
      const own = states.subarray((n - 1) * size, n * size);
      state.forEach((value, unit) => assert.ok(Math.abs(value - own[unit]) < 0.05, `${n} ${unit}: ${value}, not ${own[unit]}`));
      state = [...own];
    });
    const powers = times(output, state).map(Math.exp);
    const sum = powers.reduce((a, b) => a + b);
    for (const { id, probability } of await model.distribution(text)) assert.ok(Math.abs(powers[id] / sum - probability) < 0.02);
    model.dispose();
  });

  it('are furthest from 0 where strongest() says', () => {
    assert.deepEqual([[1, -3, 2], [0], [2, -2]].map(strongest), [1, 0, 0]);
  });
});

describe('models/stages', () => {
  it('are one network after more and more steps, each better than the one before', async () => {
    const { header: { stages }, rest } = await open('models/stages/stages.bin');
    assert.deepEqual(stages.map((/** @type {any} */ { steps }) => steps), [0, 30, 100, 300, 1000, 3000, 10000]);
    let at = 0;
    const held = (await readFile(join(root, 'tests/models/excerpts/tinyshakespeare.txt'), 'utf8')).slice(0, 4000);
    let before = Infinity;
    for (const { loss, bytes } of stages) {
      const model = await loadModel(new Uint8Array(rest.slice(at, (at += bytes))));
      const { loss: measured } = await model.score(held);
      assert.ok(Math.abs(measured - loss) < 0.25, `${measured}, not about ${loss}`);
      assert.ok(measured < before);
      before = measured;
      model.dispose();
    }
    assert.equal(at, rest.byteLength);
  });
});

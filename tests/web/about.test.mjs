// What a page says of its model: the layers as they are.
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { Locale } from '../../web/i18n/locale.js';
import { describeModel } from '../../web/page/about.js';

/** @param {...[kind: string, size: number]} layers */
const told = (...layers) => describeModel(/** @type {any} */ ({
  name: 'm', layers: layers.map(([kind, size]) => ({ kind, size })), vocabSize: 8, tokenizer: 'char', bytes: 1000, evaluation: null, license: '', trainingData: '',
}), new Locale('en')).join('').split('.')[0];

it('tells each recurrent layer with its own size and kind', () => {
  assert.match(told(['embedding', 64], ['lstm', 512], ['lstm', 256], ['output', 8]), /an LSTM network with 512 \+ 256 units/);
  assert.match(told(['one-hot', 8], ['gru', 128], ['dense', 30], ['output', 8]), /a GRU network with 128 units/);
  assert.match(told(['one-hot', 8], ['rnn', 5]), /a simple recurrent network with 5 units/);
  assert.match(told(['embedding', 4], ['bidirectional', 6], ['layer-norm', 6], ['output', 8]), /a bidirectional network with 6 units/);
  assert.match(told(['embedding', 4], ['bidirectional', 6], ['gru', 3], ['output', 8]), /a recurrent network with 6 \+ 3 units/);
});

it('keeps the words of the file apart, which are in another language than the sentences', () => {
  const parts = describeModel(/** @type {any} */ ({
    name: 'fairy-tales', layers: [{ kind: 'gru', size: 8 }], vocabSize: 8, tokenizer: 'char', bytes: 1000,
    evaluation: { split: 'the last tenth', loss: 1 }, license: 'MIT', trainingData: 'Andersen\u2019s tales.',
  }), new Locale('en'));
  assert.deepEqual(parts.filter((_, i) => i % 2), ['Fairy tales', 'Andersen\u2019s tales', 'the last tenth', 'MIT']);
  assert.match(parts.join(''), /^“Fairy tales” is a GRU .* It has read: Andersen’s tales\. .* Licence: MIT\.$/);
});

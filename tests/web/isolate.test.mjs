// Names and tokens in sentences: they stay where they are, whatever they hold.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { nameUnknown } from '../../web/element/failure.js';
import { nameEnd } from '../../web/element/text-place.js';
import { nameToken, showBlanks } from '../../web/element/visible.js';
import { isolate, showControls } from '../../web/i18n/isolate.js';
import { Locale } from '../../web/i18n/locale.js';
import { describeModel } from '../../web/page/about.js';

const controls = '\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069';
const locale = new Locale();

/** What a text has of those signs; a pair that is ours, around words from right to left, is none. @param {string} text */
const controlsIn = (text) => text.replace(/\u2068[^\u202a-\u202e\u2066-\u2069]*\u2069/g, '').match(/[\u202a-\u202e\u2066-\u2069]/g) ?? [];

describe('words of others', () => {
  it('have no sign that turns around what follows', () => {
    const model = /** @type {any} */ ({ name: `a${controls}`, license: controls, trainingData: controls, layers: [], vocabSize: 2, tokenizer: 'char',
      evaluation: { split: controls, loss: 1 }, bytes: 1 });
    const texts = [isolate(controls), isolate(`\u05d0${controls}`), nameToken(controls), showBlanks(controls), nameEnd(`${controls} `), nameEnd(`\u05d0${controls}`),
      locale.title(controls), describeModel(model, locale).join(''), nameUnknown([{ from: controls, to: controls }, { from: controls, to: '' }], locale),
      showControls(controls)];
    for (const text of texts) assert.deepEqual(controlsIn(text), [], JSON.stringify(text));
    assert.equal(showBlanks('\u202e \n'), '⟨U+202E⟩␣⏎');
  });

  it('are isolated where they are read from right to left, and else as they were', () => {
    assert.equal(nameToken('\u05d0'), '\u2068\u05d0\u2069');
    assert.equal(locale.title('\u0628-\u0628'), '\u2068\u0628 \u0628\u2069');
    assert.equal(nameToken('the '), 'the␣');
    assert.equal(locale.title('fairy-tales'), 'Fairy tales');
  });
});

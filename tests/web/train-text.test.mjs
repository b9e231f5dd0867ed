// What the training page makes of a text: how its sentences begin, and after what.
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { beginningOf, startOf } from '../../web/train/text.js';

it('asks a trained model to begin as a sentence of the text does, whatever its lines, quotes and script', () => {
  for (const [text, beginning] of [
    ['The fox ran and\nran and\nran and slept. The crow did not. A cat', 'The'],
    ['“Dost thou?” said he.\n\n“Dost thou not?”', 'Dost'],
    ['¿Quién es? ¿Quién? Nadie.', 'Quién'],
    ['Он пришёл. Он ушёл. Всё.', 'Он'],
    ['床前明月光，疑是地上霜。舉頭望明月，低頭思故鄉。舉頭', '舉頭'],
    ['ROMEO:\nAy me.\n\nROMEO:\nO, speak.\n\nJULIET:\nHe.', 'ROMEO'],
    ['no end of it', 'no'],
    ['?!', ''],
    ['', ''],
  ]) assert.equal(beginningOf(text), beginning, text);
});

it('has a trained model begin after a blank line, else a line break, else a sentence', () => {
  for (const [text, start] of [
    ['A title\n\nOne that is\nlong.\n\nAnother.', '\n\n'],
    ['A title\n\nanna\nberta\n', '\n'],
    ['It ran. It slept. It', '. '],
    ['床前明月光。疑是地上霜。', '。'],
    ['A single line.\nAnd so on', ''],
    ['', ''],
  ]) assert.equal(startOf(text), start, text);
});

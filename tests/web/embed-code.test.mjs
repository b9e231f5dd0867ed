// The code that puts a text into another page, as tools read it that are no browser.
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { elementCode } from '../../web/element/embed-code.js';

it('has no empty line, after which Markdown takes what follows for a paragraph', () => {
  const code = elementCode('lukewarm-text', { prompt: 'a\n\nb' }, 'so long.\n\n \t\nShepherd: <\n');
  assert.doesNotMatch(code, /\n[^\S\n]*\n/);
  assert.ok(code.replaceAll('&#10;', '\n').includes('>so long.\n\n \t\nShepherd: &lt;\n<'), code); // and says the same
});

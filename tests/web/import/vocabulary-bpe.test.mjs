// Hugging Face's tokenizer.json with byte pairs: what is read is what the model file has; what is not supported is named.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { describe, it } from 'node:test';
import { readVocabulary } from '../../../web/import/vocabulary.js';

const golden = JSON.parse(await readFile(new URL('../../golden/bpe.json', import.meta.url), 'utf8'));
const [bytes, , , characters, split] = golden.tokenizers.map((/** @type {any} */ { file }) => file);

/** @param {any} file @param {object} change */
const changed = (file, change) => ({ ...file, ...change });
/** @param {any} file @param {object} change */
const withModel = (file, change) => changed(file, { model: { ...file.model, ...change } });

describe('a tokenizer.json with byte pairs', () => {
  for (const { name, file, config } of golden.tokenizers) {
    it(`is read: ${name}`, () => {
      const { kind, tokens, bpe, unknown, special, end, start } = readVocabulary(new TextEncoder().encode(JSON.stringify(file)));
      assert.deepEqual({ kind, vocab: tokens, unknown_id: unknown, special, end, start, ...bpe },
        { unknown_id: undefined, special: undefined, end: undefined, start: undefined, ...config });
    });
  }

  it('has merges as pairs or as texts', () => {
    const texts = withModel(bytes, { merges: bytes.model.merges.map((/** @type {any} */ pair) => [pair].flat().join(' ')) });
    assert.deepEqual(readVocabulary(texts), readVocabulary(bytes));
  });

  it('has special tokens beyond the merges, and says where a text starts', () => {
    const id = Object.keys(bytes.model.vocab).length;
    const added = [{ id, content: '<|endoftext|>', special: true }, { id: id + 1, content: '<s>', special: true }];
    const read = readVocabulary(changed(bytes, { added_tokens: added }), { size: id + 4 });
    assert.equal(read.tokens.length, id + 4);
    assert.deepEqual([read.special, read.end, read.start], [[id, id + 1, id + 2, id + 3], [id], '<s>']);
    const template = { type: 'TemplateProcessing', single: [{ SpecialToken: { id: '<|endoftext|>', type_id: 0 } }, { Sequence: { id: 'A', type_id: 0 } }] };
    assert.equal(readVocabulary(changed(bytes, { added_tokens: added, post_processor: template })).start, '<|endoftext|>');
    assert.equal(readVocabulary(changed(bytes, { added_tokens: added, post_processor: { ...template, single: template.single.slice(1) } })).start, undefined);
  });

  for (const [file, pattern] of /** @type {[any, RegExp][]} */ ([
    [changed(bytes, { pre_tokenizer: { type: 'Whitespace' } }), /pre-tokenizer Whitespace/],
    [changed(bytes, { pre_tokenizer: null }), /no pre-tokenizer/],
    [changed(bytes, { pre_tokenizer: { type: 'Sequence', pretokenizers: [{ type: 'Split' }, { type: 'ByteLevel' }] } }), /Split, ByteLevel/],
    [changed(bytes, { normalizer: { type: 'Lowercase' } }), /normalizer Lowercase/],
    [changed(characters, { normalizer: { type: 'Sequence', normalizers: [{ type: 'NFKC' }] } }), /normalizer NFKC/],
    [changed(split, { pre_tokenizer: { type: 'Metaspace', replacement: '_' } }), /pre-tokenizer Metaspace/],
    [withModel(bytes, { end_of_word_suffix: '</w>' }), /"end_of_word_suffix"/],
    [withModel(bytes, { continuing_subword_prefix: '##' }), /"continuing_subword_prefix"/],
    [withModel(bytes, { ignore_merges: true }), /"ignore_merges"/],
    [withModel(bytes, { dropout: 0.1 }), /"dropout"/],
    [withModel(characters, { byte_fallback: false }), /byte_fallback|fuse_unk/],
    [changed(bytes, { added_tokens: [{ id: 1000, content: '  ', special: false }] }), /added token/],
  ])) {
    it(`is refused with ${pattern.source}`, () => {
      assert.throws(() => readVocabulary(file), (/** @type {any} */ error) => error.code === 'import-unsupported' && pattern.test(error.message) && /\.$/.test(error.message));
    });
  }

  for (const [what, change] of /** @type {[string, object][]} */ ([
    ['a merge of one', { merges: ['a'] }], ['a merge of nothing', { merges: [5] }], ['a merge of unknown tokens', { merges: [['no', 'such']] }],
    ['a merge into no token', { merges: [['!', '"']] }], ['a merge twice', { merges: [bytes.model.merges[0], ...bytes.model.merges] }],
    ['a merge into the unknown token', { unk_token: [bytes.model.merges[0]].flat().join('') }],
    ['an id twice', { vocab: { ...bytes.model.vocab, twice: 0 } }], ['an id too far', { vocab: { ...bytes.model.vocab, far: 1e9 } }],
    ['an id that is none', { vocab: { ...bytes.model.vocab, none: 'x' } }],
  ])) {
    it(`is damaged with ${what}`, () => {
      assert.throws(() => readVocabulary(withModel(bytes, change)), (/** @type {any} */ error) => error.code === 'import-damaged' && /\.$/.test(error.message));
    });
  }
});

#!/usr/bin/env python3
"""Makes tests/golden/bpe.json: texts of many languages, and the ids that Hugging Face's tokenizers library gives for them with
byte-pair tokenizers of five kinds; the first is trained on the texts themselves.

    python3 tests/golden/make_bpe.py              writes that file (needs PyPI's tokenizers)
    python3 tests/golden/make_bpe.py --check      makes 10,000 texts and compares all of them, natively and in WebAssembly
                                                  (needs build/native, build/site)
"""
import argparse
import json
import os
import pathlib
import random
import subprocess
import tempfile
import unicodedata

import tokenizers
from tokenizers import Tokenizer, decoders, models, normalizers, pre_tokenizers, trainers

ROOT = pathlib.Path(__file__).parents[2]
GOLDEN = ROOT / 'tests/golden/bpe.json'

# In the public domain: the openings of old books.
SENTENCES = [
    "To be, or not to be, that is the question: Whether 'tis nobler in the mind to suffer",
    "It's what we've said; they're sure I'll come, and I'd say he'd; DON'T, I'M. 'ere 's 'll 'x",
    "Habe nun, ach! Philosophie, Juristerei und Medizin, und leider auch Theologie durchaus studiert",
    "En un lugar de la Mancha, de cuyo nombre no quiero acordarme, no ha mucho tiempo que vivía",
    "Nel mezzo del cammin di nostra vita mi ritrovai per una selva oscura",
    "Longtemps, je me suis couché de bonne heure. Parfois, à peine ma bougie éteinte",
    "Все счастливые семьи похожи друг на друга, каждая несчастливая семья несчастлива по-своему.",
    "ἄνδρα μοι ἔννεπε, μοῦσα, πολύτροπον, ὃς μάλα πολλὰ",
    "בְּרֵאשִׁית בָּרָא אֱלֹהִים אֵת הַשָּׁמַיִם וְאֵת הָאָרֶץ",
    "في البدء خلق الله السماوات والأرض", "牀前看月光，疑是地上霜。舉頭望山月，低頭思故鄉。",
    "いづれの御時にか、女御、更衣あまたさぶらひたまひけるなかに", "धर्मक्षेत्रे कुरुक्षेत्रे समवेता युयुत्सवः",
    "나랏말싸미 듕귁에 달아 문자와로 서르 사맛디 아니할쎄", "def f(x):\n\treturn x  # two  spaces\n\n\n    if x == 3.14: print('a','b')",
    "  begins with spaces", "ends with spaces   ", " ", "", "\n", "\r\n\r\n", "a\u00a0b\u3000c\u2003 d\u0085e\u1680\u200bf", "▁marks▁▁and ▁ spaces",
    "<0x0G> <unknown> </z> <|endoftext|> Ġthe Ċ", "\x00\x01\x1c\x1d\x1e\x1f\x7f\u00ad", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!!!!!!!!!!!!!!!!?????",
    "x\u0301\u0302 e\u0323 ก็ 각 \U0001f469\u200d\U0001f680\U0001f1ea\U0001f1fa\U0001f44d\U0001f3fd ❤️ ½ ² Ⅷ ٣ ๙ 一 〇",
]


def scripts():
    """Returns the letters by the first word of their names, which is the script's, and the code points of other categories."""
    letters, others = {}, {}
    for c in range(0x110000):
        category = unicodedata.category(chr(c))
        if category[0] == 'L':
            letters.setdefault(unicodedata.name(chr(c), 'HANGUL' if c > 0xabff else 'OTHER').split()[0], []).append(chr(c))
        elif category not in ('Cs', 'Co', 'Cn') or c % 4099 == 0 and category != 'Cs':
            others.setdefault(category, []).append(chr(c))
    return letters, others


def make_texts(count):
    draw = random.Random(1)
    letters, others = scripts()
    names = sorted(letters)
    common = ['LATIN', 'CYRILLIC', 'GREEK', 'ARABIC', 'HEBREW', 'DEVANAGARI', 'CJK', 'HIRAGANA', 'HANGUL', 'THAI']
    ascii_letters = [chr(c) for c in [*range(65, 91), *range(97, 123)]]
    spoken = [word for sentence in SENTENCES for word in sentence.split(' ')]
    gaps = [' '] * 12 + ['  ', '   ', '\n', '\n\n', '\t', '\r\n', ' \n ', '\u00a0', '\u3000', '', '-', ', ', '. ', "'s ", "'", ' "', '…', '▁']

    def word(pool):
        kind = draw.random()
        if kind < 0.4:
            return draw.choice(spoken)
        if kind < 0.7:
            return ''.join(draw.choices(pool[:200] if draw.random() < 0.8 else pool, k=draw.randrange(1, 9)))
        if kind < 0.76:
            return ''.join(draw.choices(others['Nd'][:10] if draw.random() < 0.7 else others['Nd'] + others['No'] + others['Nl'], k=draw.randrange(1, 6)))
        if kind < 0.84:
            return ''.join(draw.choices(ascii_letters, k=draw.randrange(1, 7)))
        if kind < 0.9:
            return draw.choice(pool) + ''.join(draw.choices(others['Mn'], k=draw.randrange(1, 4)))
        if kind < 0.96:
            return ''.join(draw.choices(others['So'] + others['Sm'] + others['Po'], k=draw.randrange(1, 4))) + draw.choice(['', '\u200d', '\ufe0f', '\U0001f3fd'])
        return ''.join(draw.choices(others[draw.choice(sorted(others))], k=draw.randrange(1, 4)))

    texts = list(SENTENCES)
    while len(texts) < count:
        pool = letters[draw.choice(common if draw.random() < 0.5 else names)]
        texts.append(''.join(word(pool) + draw.choice(gaps) for _ in range(draw.randrange(1, 12))))
    # What the command line and JavaScript make of a text before it is encoded.
    return [unicodedata.normalize('NFC', text) for text in texts]


def byte_level(text, vocab_size, prefix=False, regex=True):
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=prefix, use_regex=regex)
    tokenizer.decoder = decoders.ByteLevel()
    trainer = trainers.BpeTrainer(vocab_size=vocab_size, show_progress=False, initial_alphabet=pre_tokenizers.ByteLevel.alphabet())
    # A line is one word where nothing cuts it, and long words take the library long.
    tokenizer.train_from_iterator([text] if regex else text.split('\n'), trainer)
    return tokenizer


def byte_fallback(text, vocab_size, scheme):
    """As the tokenizers that are made of SentencePiece's: the special tokens, the bytes, the merges, the characters."""
    learner = Tokenizer(models.BPE())
    if scheme == 'prepend':
        learner.normalizer = normalizers.Sequence([normalizers.Prepend('▁'), normalizers.Replace(' ', '▁')])
    else:
        learner.pre_tokenizer = pre_tokenizers.Metaspace(prepend_scheme=scheme)
    learner.train_from_iterator(text.split('\n'), trainers.BpeTrainer(
        vocab_size=vocab_size, show_progress=False, limit_alphabet=vocab_size // 3, max_token_length=16))
    learned = json.loads(learner.to_str())
    vocab = ['<unk>', '<s>', '</s>', *(f'<0x{byte:02X}>' for byte in range(256)), *learned['model']['vocab']]
    tokenizer = Tokenizer(models.BPE(
        vocab={token: i for i, token in enumerate(vocab)}, merges=[tuple(pair) for pair in learned['model']['merges']],
        unk_token='<unk>', fuse_unk=True, byte_fallback=True))
    tokenizer.add_special_tokens(['<unk>', '<s>', '</s>'])
    steps = [decoders.Replace('▁', ' '), decoders.ByteFallback(), decoders.Fuse()]
    if scheme == 'prepend':
        tokenizer.normalizer = learner.normalizer
        tokenizer.decoder = decoders.Sequence([*steps, decoders.Strip(' ', 1, 0)])
    else:
        tokenizer.pre_tokenizer = learner.pre_tokenizer
        tokenizer.decoder = decoders.Sequence(steps)
    return tokenizer


def as_config(tokenizer, byte_fallback, prefix_space, split):
    """Returns the tokenizer as a model file of ours has it."""
    model = json.loads(tokenizer.to_str())['model']
    vocab = sorted(model['vocab'], key=model['vocab'].get)
    config = {'kind': 'bpe', 'vocab': vocab}
    if byte_fallback:
        config.update(unknown_id=0, special=[1, 2], end=[2], start='<s>')
    config['merges'] = [model['vocab'][token] for pair in model['merges'] for token in pair]
    config.update(byte_fallback=byte_fallback, prefix_space=prefix_space, split=split)
    return config


def make_golden(count, size):
    texts = make_texts(count)
    text = '\n'.join(texts)
    rows = [
        ('bytes', byte_level(text, size), (False, 'never', True)),
        ('bytes, prefix', byte_level(text, size, prefix=True), (False, 'missing', True)),
        ('bytes, whole', byte_level(text, size, regex=False), (False, 'never', False)),
        ('characters', byte_fallback(text, size // 2, 'prepend'), (True, 'always', False)),
        ('characters, split', byte_fallback(text, size // 2, 'first'), (True, 'missing', True)),
    ]
    golden = {'made_by': f'tokenizers {tokenizers.__version__}', 'texts': texts, 'tokenizers': []}
    for name, tokenizer, config in rows:
        golden['tokenizers'].append({
            'name': name, 'vocab_size': tokenizer.get_vocab_size(), 'config': as_config(tokenizer, *config), 'file': json.loads(tokenizer.to_str()),
            'ids': [tokenizer.encode(t, add_special_tokens=False).ids for t in texts]})
    return golden


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('--check', action='store_true')
    parser.add_argument('--texts', type=int, default=10000)
    options = parser.parse_args()
    if not options.check:
        GOLDEN.write_text(json.dumps(make_golden(100, 380), ensure_ascii=False, separators=(',', ':')) + '\n')
        print(GOLDEN, GOLDEN.stat().st_size, 'bytes')
        return
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder, 'bpe.json')
        golden = make_golden(options.texts, 6000)
        path.write_text(json.dumps(golden, ensure_ascii=False))
        ids = sum(len(row) for one in golden['tokenizers'] for row in one['ids'])
        print(f'{len(golden["texts"])} texts, {len(golden["tokenizers"])} tokenizers, {ids} ids', flush=True)
        environment = {**os.environ, 'LUKEWARM_BPE_GOLDEN': str(path)}
        for command in (['build/native/tests/text/text_test', '--gtest_filter=BpeGolden.*'], ['node', '--test', 'tests/web/bpe.test.mjs']):
            subprocess.run(command, cwd=ROOT, env=environment, check=True)


main()

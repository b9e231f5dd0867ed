#!/usr/bin/env python3
"""Writes vocabularies.json: what Python and Keras make of small texts.

The orders are written as the tutorials write them, so that
web/import/vocabulary-text.js can be compared with the originals. Needs
tensorflow and tf-keras (the old Tokenizer); the numbers do not depend on the
version.

    python3 tests/golden/import/make_vocabularies.py
"""

import collections
import io
import json
import os
import pathlib
import re
import string

os.environ["TF_USE_LEGACY_KERAS"] = "1"
import tensorflow as tf  # noqa: E402
from tf_keras.preprocessing.text import Tokenizer  # noqa: E402

TEXTS = {
    # Ties, capitals, marks, two spaces, an empty line, no line end at the end.
    "verse": "The owl and the pussycat went to sea,\nIn a beautiful pea-green boat:\n"
             "They took some honey,  and plenty of money\n\nWrapped up in a five-pound note. "
             "\"O lovely Pussy!\" (don't) the owl_song [1871] said; to the boat",
    # Beyond U+FFFF, between the surrogates and there, final sigma, dotted I,
    # white space that is not ASCII, a letter and its accent apart.
    "unicode": "Zwei \U0001f600 \ufb01ne \uffe5 \u039f\u0394\u039f\u03a3 \u03a3\u0391 "
               "\u0130stanbul\u00a0x\u2003y\x1cz\u0085w \ufeffv e\u0301tude \u00e9\n\U00010400 \u4e2d\u6587\n",
}


def characters(text):
    """The characters' orders, of the text that a tutorial has read."""
    counts = collections.Counter(text)
    yield "sorted", sorted(set(text))
    yield "frequency", [character for character, _ in counts.most_common()]
    yield "frequency", [character for character, _ in
                        sorted(counts.items(), key=lambda item: -item[1])]
    yield "appearance", list(dict.fromkeys(text))


def keras(text, **options):
    tokenizer = Tokenizer(**options)
    tokenizer.fit_on_texts([text])
    tokens = [None] * (len(tokenizer.word_index) + 1)
    for token, index in tokenizer.word_index.items():
        tokens[index] = token
    return tokens


def word_language_model(text):
    """Corpus.tokenize() of pytorch/examples."""
    idx2word = []
    for line in io.StringIO(text):  # as a file: lines end at "\n" alone
        for word in line.split() + ["<eos>"]:
            if word not in idx2word:
                idx2word.append(word)
    return idx2word


def d2l(tokens):
    """d2l.Vocab, of version 1.0."""
    counter = collections.Counter(tokens)
    token_freqs = sorted(counter.items(), key=lambda x: x[1], reverse=True)
    return list(sorted(set(["<unk>"] + [token for token, freq in token_freqs])))


def d2l_old(tokens):
    """d2l.Vocab, of versions before 1.0."""
    counter = collections.Counter(tokens)
    token_freqs = sorted(counter.items(), key=lambda x: x[1], reverse=True)
    return ["<unk>"] + [token for token, freq in token_freqs]


def ptb(text):
    """reader.py of TensorFlow's language model tutorial."""
    data = text.replace("\n", " <eos> ").split()
    counter = collections.Counter(data)
    return [word for word, _ in sorted(counter.items(), key=lambda x: (-x[1], x[0]))]


def orders(text):
    for order, tokens in characters(text):
        yield order, [], tokens
    for order, tokens in characters(text.lower()):
        yield order, ["lower-case"], tokens
    for order, tokens in characters(text.replace("\n", "")):
        yield order, ["no-newline"], tokens
    for order, tokens in characters(text.replace("\n", " ").lower()):
        yield order, ["newline-space", "lower-case"], tokens
    lookup = tf.keras.layers.StringLookup(vocabulary=sorted(set(text)))
    yield "sorted", ["[UNK]"], lookup.get_vocabulary()
    yield "keras-characters", ["lower-case", "<pad>"], keras(text, char_level=True)
    yield "keras-characters", ["<pad>"], keras(text, char_level=True, lower=False, filters="")
    yield "keras-characters", ["lower-case", "<pad>", "<oov>"], keras(text, char_level=True, oov_token="<oov>")
    yield "keras-words", ["<pad>"], keras(text)
    yield "keras-words", ["<pad>", "<OOV>"], keras(text, oov_token="<OOV>")
    vectorization = tf.keras.layers.TextVectorization()
    vectorization.adapt([text])
    yield "text-vectorization", ["", "[UNK]"], vectorization.get_vocabulary()

    words = text.split()
    yield "words-sorted", [], sorted(set(words))
    yield "words-sorted", ["lower-case"], sorted(set(text.lower().split()))
    yield "words-frequency", [], [word for word, _ in collections.Counter(words).most_common()]
    yield "words-appearance", [], list(dict.fromkeys(words))
    yield "words-eos", [], word_language_model(text)
    yield "words-ptb", [], ptb(text)
    letters = re.sub("[^A-Za-z]+", " ", text).lower()
    yield "d2l-characters", [], d2l(list(letters))
    yield "d2l-characters-frequency", ["<unk>"], d2l_old(list(letters))
    yield "d2l-words", [], d2l(letters.split())
    yield "d2l-words-frequency", ["<unk>"], d2l_old(letters.split())
    names = text.split("\n")
    yield "makemore", ["<s>"], [None] + sorted(set("".join(name.strip() for name in names)))
    yield "printable", [], list(string.printable)
    yield "letters", [], list(string.ascii_letters + " .,;'-") + [None]


def notations():
    """Files as Python writes them."""
    characters = sorted(set("It's \"quoted\" \\ \n\t \x0b \u00e9 \u2019 \U0001f600"))
    index = {character: i for i, character in enumerate(characters)}
    tokenizer = Tokenizer()
    tokenizer.fit_on_texts([TEXTS["verse"]])
    yield "str(dict)", characters, str(index)
    yield "str(list)", characters, str(characters)
    yield "repr(OrderedDict)", characters, repr(collections.OrderedDict(index))
    yield "str(tuple of pairs)", characters, str(tuple(index.items()))
    yield "ascii()", characters, ascii(index)
    yield "json, both directions", characters, json.dumps(
        {"char2idx": index, "idx2char": dict(enumerate(characters))})
    yield "repr, a line each", characters, "".join(f"{character!r}\n" for character in characters)
    yield "repr and id", characters, "".join(f"{character!r}\t{i}\n" for i, character in enumerate(characters))
    plain = ["\n", " ", "a", "b", "\\", "'"]
    yield "plain lines", plain, "\n".join(plain)
    yield "plain lines, ended", plain, "".join(character + "\n" for character in plain)
    yield "to_json", [None] + list(tokenizer.word_index), tokenizer.to_json()
    yield "json.dumps(to_json)", [None] + list(tokenizer.word_index), json.dumps(tokenizer.to_json())
    yield "str(np.array)", list("\n !abc"), str(__import__("numpy").array(list("\n !abc")))
    yield "repr(np.array)", list("\n !abc"), repr(__import__("numpy").array(list("\n !abc")))


if __name__ == "__main__":
    result = {
        "texts": [{"name": name, "text": text,
                   "orders": [{"order": order, "changes": changes, "tokens": tokens}
                              for order, changes, tokens in orders(text)]}
                  for name, text in TEXTS.items()],
        "notations": [{"name": name, "tokens": tokens, "file": file}
                      for name, tokens, file in notations()],
    }
    path = pathlib.Path(__file__).with_name("vocabularies.json")
    path.write_text(json.dumps(result, indent=0) + "\n")

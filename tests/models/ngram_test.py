"""The n-gram baseline against the formula, written out with dictionaries."""
import collections
import json
import os
import random
import struct
import subprocess
import sys
import tempfile
import unittest

import numpy as np

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../..")
LUKEWARM = os.environ.get("LUKEWARM", os.path.join(ROOT, "build/native/lukewarm"))
sys.path.insert(0, os.path.join(ROOT, "models"))
from make import tokens, word_scanner  # noqa: E402
from make.kneser_ney import KneserNey, discounts  # noqa: E402
from spelling import costs  # noqa: E402

VOCAB = 12
HARD = ["word", "don't", "o'clock", "1st", " ", " ", " ", "\n", "\r\n", "\"", "'", "\u2019", "\u2014", "--", "---", "-----",
        ".", "....", ",", "(", ")", "$", "\u201c", "\u201d", "\\", "\uffed", "\u4e2d", "\u00e9", "e\u0301",
        "\U0001f469\u200d\U0001f680", "\U0001f44d\U0001f3fd", "\u3000", "\u00a0", "_", "*", "`", "\u2026", "\u00ad", "\u2028", "3",
        "\t", "\u0e01\u0e02"]


def some_text(length, seed=1):
    """Returns ids in which some words follow others more often, so that counts of all sizes occur."""
    draw = random.Random(seed)
    ids = [0]
    while len(ids) < length:
        ids.append(draw.choice([(ids[-1] * 5 + 1) % VOCAB, (ids[-1] + 3) % VOCAB, int(draw.random() ** 2 * VOCAB)]))
    return ids


class ByDefinition:
    """Interpolated modified Kneser-Ney, one probability at a time."""

    def __init__(self, ids, order, vocab=VOCAB):
        self.vocab = vocab
        grams = [collections.Counter(tuple(ids[i:i + n]) for i in range(len(ids) - n + 1)) for n in range(1, order + 1)]
        self.counts = []
        for n in range(order):
            if n < order - 1:
                self.counts.append(collections.Counter(gram[1:] for gram in grams[n + 1]))
            else:
                self.counts.append(grams[n])
        self.discounts = [discounts([sum(c == k for c in counts.values()) for k in (1, 2, 3, 4)])
                          for counts in self.counts]

    def probability(self, word, history):
        n = len(history)
        lower = self.probability(word, history[1:]) if n else 1 / self.vocab
        follow = {gram[-1]: count for gram, count in self.counts[n].items() if gram[:-1] == history}
        if not follow:
            return lower
        discount, total = self.discounts[n], sum(follow.values())
        left = sum(discount[min(count, 3)] for count in follow.values())
        count = follow.get(word, 0)
        return (count - discount[min(count, 3)]) / total + left / total * lower


class KneserNeyTest(unittest.TestCase):
    def test_equals_the_formula(self):
        ids = some_text(400)
        for order in (1, 2, 3, 4):
            model, definition = KneserNey(ids, VOCAB, order), ByDefinition(ids, order)
            held_out = some_text(60, seed=2)
            expected = [definition.probability(word, tuple(held_out[max(0, i - order + 1):i]))
                        for i, word in enumerate(held_out)]
            np.testing.assert_allclose(model.probabilities(held_out), expected, rtol=1e-12)

    def test_sums_to_one_after_any_history(self):
        model = KneserNey(some_text(2000), VOCAB, 5)
        histories = np.random.default_rng(1).integers(-1, VOCAB, (50, 4))
        total = sum(model.probabilities(np.full(50, word), histories) for word in range(VOCAB))
        np.testing.assert_allclose(total, 1, rtol=1e-12)

    def test_discounts_are_chen_and_goodmans(self):
        np.testing.assert_allclose(discounts([8, 4, 2, 1]), [0, 0.5, 1.25, 2])


class SpellingTest(unittest.TestCase):
    def test_pays_for_each_letter_and_for_the_end(self):
        learned, word = ["ab", "abb", "ba", "ab"] * 9, "abba"
        letters = {"\n": 0, "a": 1, "b": 2}
        definition = ByDefinition([letters[c] for known in learned for c in f"\n{known}"], 3, len(letters))
        ids = [letters[c] for c in f"\n{word}\n"]
        expected = -sum(np.log2(definition.probability(ids[i], tuple(ids[max(0, i - 2):i]))) for i in range(1, len(ids)))
        np.testing.assert_allclose(costs(learned, [word], 3)[word], expected, rtol=1e-12)


class WordScannerTest(unittest.TestCase):
    def test_marks_say_where_no_space_is(self):
        text = '"Well-known," he said (twice).\nDon\'t... 3.14\n'
        self.assertEqual(list(word_scanner.scan(text)), [
            '"￭', "Well", "￭-￭", "known", "￭,", '￭"', "he", "said", "(￭", "twice", "￭)", "￭.", "\n",
            "Don't", "￭...", "3", "￭.￭", "14", "\n"])

    def test_cuts_hard_texts_as_the_command_line_does(self):
        for seed in range(8):
            draw = random.Random(seed)
            text = "".join(draw.choice(HARD) for _ in range(800)) + draw.choice(["", " ", "\n", "well-", "(", "a \""])
            with tempfile.TemporaryDirectory() as folder:
                path, model = os.path.join(folder, "text.txt"), os.path.join(folder, "model.safetensors")
                with open(path, "w", encoding="utf-8", newline="") as file:
                    file.write(text)
                subprocess.run([LUKEWARM, "train", path, "-o", model, "--tokenizer", "word",
                                "--validation-fraction", "0", "--batch-size", "1", "--bptt", "4", "--epochs", "1", "--hidden", "1", "--embedding", "1",
                                "--threads", "1"], check=True, capture_output=True)
                with open(model, "rb") as file:
                    header = json.loads(file.read(struct.unpack("<Q", file.read(8))[0]))
                expected = json.loads(header["__metadata__"]["lukewarm"])["tokenizer"]
                self.assertEqual(tokens.build_vocab(tokens.read_text(path), "word"), expected)

    def test_a_vocab_keeps_the_most_frequent_words_and_one_unknown(self):
        tokenizer = tokens.build_vocab("b a a c c c d", "word", 3)
        self.assertEqual(tokenizer, {"kind": "word", "vocab": ["<unk>", "c", "a"], "unknown_id": 0})
        self.assertEqual(tokens.encode("a b c", tokenizer).tolist(), [2, 0, 1])


if __name__ == "__main__":
    unittest.main()

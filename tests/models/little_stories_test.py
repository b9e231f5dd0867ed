"""models/little-stories: who gets which name in rename.py, and what the units of memory.py remember."""
import os
import random
import re
import sys
import unittest

import numpy as np

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../..")
sys.path.insert(0, os.path.join(ROOT, "models/little-stories"))
from memory import with_memory  # noqa: E402
from rename import dense, renamed  # noqa: E402


class Rename(unittest.TestCase):
    def test_one_name_for_one_person(self):
        story = "Rosie met Fred and Kate. \"Hi, Fred!\" said Rosie. Fred's mom saw Spot."
        seen = set()
        for seed in range(50):
            match = re.fullmatch(r'(\w+) met (\w+) and (\w+)\. "Hi, (\w+)!" said (\w+)\. (\w+)\'s mom saw Spot\.',
                                 renamed(story, 3, random.Random(seed)))
            rosie, fred, kate, *again = match.groups()
            self.assertEqual(again, [fred, rosie, fred])
            self.assertNotEqual(rosie, kate)
            self.assertTrue({rosie, kate} < {"Lily", "Mia", "Sue"} and fred in {"Tim", "Ben", "Sam"})
            seen.add((rosie, fred))
        self.assertEqual(len(seen), 9)

    def test_whoever_is_left_over_keeps_a_name(self):
        names = renamed("Kate Rosie Emma", 2, random.Random(1)).split()
        self.assertEqual((set(names[:2]), names[2]), ({"Lily", "Mia"}, "Emma"))

    def test_the_only_girl_is_named_more_often(self):
        story = "A girl saw it. She is Lily. " + "She ran to Tim and Ben. He saw her. The little girl sat. " * 100
        named = dense(story, random.Random(1))
        self.assertTrue(named.startswith("A girl saw it. She is Lily. "))
        self.assertEqual(named.count("He saw her."), 100)
        for before, after in ("She ran", "Lily ran"), ("The little girl sat", "Lily sat"):
            self.assertEqual(named.count(before) + named.count(after), 100)
            self.assertTrue(30 < named.count(after) < 70)


class Memory(unittest.TestCase):
    KINDS = [["Lily", "Mia"], ["Tim", "Ben"]]
    WORDS = [f"w{i}" for i in range(20)]

    def logits(self, *tokens):
        """Returns the logits of the four names after tokens, by the definition of an LSTM, with and without the memory."""
        vocab = sum(self.KINDS, []) + self.WORDS
        draw, size = np.random.default_rng(1), 16
        tensors = {"layers.0.weight": draw.normal(0, 1, (len(vocab), size)), "layers.3.bias": np.zeros(len(vocab))}
        for layer, inputs, units in (1, size, 24), (2, 24, size):
            for part, shape in (("weight_ih", inputs), ("weight_hh", units)):
                tensors[f"layers.{layer}.{part}"] = draw.normal(0, 0.1, (4 * units, shape))
                tensors[f"layers.{layer}.bias_{part[-2:]}"] = draw.normal(0, 0.1, 4 * units)
        new = with_memory(tensors, vocab, self.KINDS)
        states = {1: [np.zeros(24)] * 2, 2: [np.zeros(size)] * 2}
        for token in tokens:
            x = new["layers.0.weight"][vocab.index(token)]
            for layer, (h, c) in states.items():
                w = {part: new[f"layers.{layer}.{part}"] for part in ("weight_ih", "weight_hh", "bias_ih", "bias_hh")}
                i, f, g, o = np.split(w["weight_ih"] @ x + w["weight_hh"] @ h + w["bias_ih"] + w["bias_hh"], 4)
                sigmoid = lambda z: 1 / (1 + np.exp(-z))  # noqa: E731
                c = sigmoid(f) * c + sigmoid(i) * np.tanh(g)
                x = sigmoid(o) * np.tanh(c)
                states[layer] = [x, c]
        kept = np.flatnonzero((new["layers.0.weight"][:4] == 2.5).any(axis=0))
        self.assertEqual(len(kept), 4)
        return new["layers.0.weight"][:4][:, kept] @ x[kept]

    def test_a_name_is_remembered(self):
        for index, name in enumerate(sum(self.KINDS, [])):
            bonus = self.logits("w1", name, *self.WORDS, *self.WORDS)
            self.assertGreater(bonus[index], 1.4)
            self.assertLess(abs(np.delete(bonus, index)).max(), 0.1)

    def test_another_one_of_the_kind_comes_before_it(self):
        lily, mia, tim, ben = self.logits("Lily", "w1", "Tim", *self.WORDS, "Mia", *self.WORDS)
        self.assertTrue(mia > lily > 0.8 and tim > 1.4 and abs(ben) < 0.1)

    def test_nobody_is_remembered_before_anybody_is_named(self):
        self.assertLess(abs(self.logits(*self.WORDS)).max(), 0.1)


if __name__ == "__main__":
    unittest.main()

"""models/exchange_vocab.py: what is known stays as it is, what is new is unlikely, and the engine takes the file."""
import os
import subprocess
import sys
import tempfile
import unittest

import numpy as np

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../..")
LUKEWARM = os.environ.get("LUKEWARM", os.path.join(ROOT, "build/native/lukewarm"))
sys.path.insert(0, os.path.join(ROOT, "models"))
from make import model_file  # noqa: E402

OLD, NEW = "the cat sat on a mat. " * 40, "the dog sat on a big red cup with you. " * 40
PIECES = ("layers.0.weight", "layers.2.weight", "layers.2.bias")


class ExchangeVocab(unittest.TestCase):
    def exchange(self, *options):
        """Returns (config, tensors) of a model of the old text and of the one that has the new text's vocab."""
        with tempfile.TemporaryDirectory() as folder:
            old, new, begun, learned = (os.path.join(folder, name) for name in ("old", "new", "begun", "learned"))
            for text, path in ((OLD, old), (NEW, new)):
                with open(path + ".txt", "w", encoding="utf-8") as file:
                    file.write(text)
            quick = ["--batch-size", "2", "--bptt", "8", "--epochs", "1", "--threads", "1"]
            subprocess.run([LUKEWARM, "train", old + ".txt", "-o", old, *quick, *options],
                           check=True, capture_output=True)
            subprocess.run([sys.executable, os.path.join(ROOT, "models/exchange_vocab.py"), new + ".txt", old, begun],
                           check=True, capture_output=True)
            subprocess.run([LUKEWARM, "train", new + ".txt", "--from", begun, "-o", learned, *quick],
                           check=True, capture_output=True)
            return model_file.read(old), model_file.read(begun)

    def check(self, *options):
        (old_config, old), (config, new) = self.exchange(*options)
        self.assertEqual(set(new), set(old))
        olds, news = old_config["tokenizer"]["vocab"], config["tokenizer"]["vocab"]
        self.assertEqual(len(new["layers.2.bias"]), len(news))
        self.assertNotEqual(set(news), set(olds))
        self.assertGreaterEqual(len(set(news) - set(olds)), 2)
        for name, values in new.items():
            if name not in PIECES:
                np.testing.assert_array_equal(values, old[name])
                continue
            begun = []
            for row, token in zip(values, news):
                if token in olds:
                    np.testing.assert_array_equal(row, old[name][olds.index(token)])
                elif name == "layers.2.bias":
                    self.assertLess(row, old[name].mean() - 3)
                else:
                    begun.append(row)
            if begun:  # as far apart as the known ones
                self.assertGreater(np.var(begun, axis=0).mean() ** 0.5, old[name].std() / 2)

    def test_of_characters(self):
        self.check("--hidden", "8", "--embedding", "4")

    def test_the_start_is_kept(self):
        (old, _), (new, _) = self.exchange("--hidden", "8", "--embedding", "4", "--start", ". ")
        self.assertEqual((old["tokenizer"]["start"], new["tokenizer"]["start"]), (". ", ". "))

    def test_of_words_with_a_tied_output(self):
        self.check("--tokenizer", "word", "--hidden", "8", "--embedding", "8", "--tied")


if __name__ == "__main__":
    unittest.main()

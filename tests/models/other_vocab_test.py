"""models/little-stories/other_vocab.py: probabilities on another vocab add up, and are the model's own on its own."""
import sys
import unittest
from pathlib import Path

import numpy as np

root = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(root / "models"), str(root / "models/little-stories")]
import other_vocab  # noqa: E402

OWN = {"kind": "word", "vocab": ["<unk>", "cat", "dog", "Lily", "Tim"], "unknown_id": 0}
OTHER = {"kind": "word", "vocab": ["dog", "<unk>", "cat", "whale", "ship"], "unknown_id": 1}


class OtherVocabTest(unittest.TestCase):
    def setUp(self):
        self.p = np.random.default_rng(1).dirichlet(np.ones(5), 7)

    def on(self, other):
        size = len(other["vocab"])
        return np.stack([other_vocab.merged(self.p, OWN, other, np.full(7, target)) for target in range(size)], -1)

    def test_probabilities_add_up_to_one(self):
        np.testing.assert_allclose(self.on(OTHER).sum(-1), 1)

    def test_the_model_s_own_vocab_changes_nothing(self):
        np.testing.assert_allclose(self.on(OWN), self.p)

    def test_what_the_other_lacks_is_one_unknown_token_there(self):
        shared = self.p[:, 0] / 3  # among the unknown token, the whale and the ship
        expected = np.stack([self.p[:, 2], self.p[:, 3] + self.p[:, 4] + shared, self.p[:, 1], shared, shared], -1)
        np.testing.assert_allclose(self.on(OTHER), expected)


if __name__ == "__main__":
    unittest.main()

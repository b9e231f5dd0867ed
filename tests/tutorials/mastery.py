"""Tutorial 4, machinelearningmastery's "Text generation with LSTM": a character is one number, windows of 100.

The larger model, whose checkpoints readers keep as weights alone, and the smaller one, kept whole.
"""
import os

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "2")

import numpy as np
import tf_keras
from tf_keras.layers import LSTM, Dense, Dropout

import common

kWindow = 100
kBatch = 64


def main():
    options = common.options()
    text = common.read(options.text).lower()
    chars = sorted(list(set(text)))
    char_to_int = {char: id for id, char in enumerate(chars)}
    ids = np.array([char_to_int[char] for char in text])
    n_vocab = len(chars)

    def encode(some):
        return (np.array(some)[..., None] / float(n_vocab)).astype("float32")

    large = [LSTM(256, input_shape=(kWindow, 1), return_sequences=True), Dropout(0.2), LSTM(256), Dropout(0.2), Dense(n_vocab, activation="softmax")]
    small = [LSTM(256, input_shape=(kWindow, 1)), Dropout(0.2), Dense(n_vocab, activation="softmax")]
    for name, stack in [("larger, weights alone", large), ("smaller, whole", small)]:
        model = tf_keras.Sequential(stack)
        model.compile(loss="sparse_categorical_crossentropy", optimizer="adam")

        def step():
            begins = np.random.randint(0, len(ids) - kWindow, kBatch)
            return model.train_on_batch(encode([ids[begin:begin + kWindow] for begin in begins]), ids[begins + kWindow])

        losses = common.train(options.seconds / 2, step, f"machinelearningmastery, {name}")

        def probabilities(prompt):
            return model(encode([[char_to_int[char] for char in prompt[-kWindow:]]]))[0].numpy().tolist()

        made = common.folder(options.out, f"mastery-{name.split(',')[0]}")
        file = f"weights-improvement-01-{losses[-1]:.4f}{'-bigger' if name.startswith('larger') else ''}.hdf5"
        (model.save_weights if name.startswith("larger") else model.save)(made / file)
        (made / "wonderland.txt").write_text(text, encoding="utf-8")
        common.save_result(made, 4, f"machinelearningmastery, {name}", [file], probabilities, common.prompts(text, 3, 120), tokens=chars,
                           text=made / "wonderland.txt", answers={"input": "scaled-id", "window": kWindow}, recipe="machinelearningmastery")


main()

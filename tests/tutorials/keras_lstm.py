"""Tutorial 2, Keras's lstm_character_level_text_generation: windows of 40 one-hot characters, LSTM, Dense softmax.

The example saves nothing; readers save model.keras, or model.h5 with one Keras or the other.
"""
import os

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "2")

import keras
import numpy as np
import tf_keras

import common

kWindow = 40
kBatch = 128


def main():
    options = common.options()
    text = common.read(options.text).lower().replace("\n", " ")
    chars = sorted(list(set(text)))
    char_indices = {char: id for id, char in enumerate(chars)}
    ids = np.array([char_indices[char] for char in text])
    rows = np.eye(len(chars), dtype="float32")
    (options.out / "text.txt").unlink(missing_ok=True)

    for kit, endings in [(keras, [".keras", ".h5"]), (tf_keras, [".h5"])]:
        name = f"Keras {kit.__version__}"
        layers = kit.layers
        model = kit.Sequential([kit.Input(shape=(kWindow, len(chars))), layers.LSTM(128), layers.Dense(len(chars), activation="softmax")])
        model.compile(loss="categorical_crossentropy", optimizer=kit.optimizers.RMSprop(learning_rate=0.01))

        def step():
            begins = np.random.randint(0, len(ids) - kWindow, kBatch)
            x = np.stack([rows[ids[begin:begin + kWindow]] for begin in begins])
            return model.train_on_batch(x, rows[ids[begins + kWindow]])

        common.train(options.seconds / 2, step, f"lstm_character_level_text_generation, {name}")

        def probabilities(prompt):
            x = rows[[char_indices[char] for char in prompt[-kWindow:]]][None]
            return np.array(model(x))[0].tolist()

        for ending in endings:
            made = common.folder(options.out, f"keras-{kit.__name__.replace('_', '-')}{ending.replace('.', '-')}")
            model.save(made / f"model{ending}")
            (made / "nietzsche.txt").write_text(text, encoding="utf-8")
            common.save_result(made, 2, f"lstm_character_level_text_generation, {name}", [f"model{ending}"], probabilities,
                               common.prompts(text), tokens=chars, text=made / "nietzsche.txt", recipe="keras-lstm-text-generation")


main()

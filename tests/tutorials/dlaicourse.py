"""Tutorial 3, dlaicourse, course 3, week 4: words by Keras's Tokenizer, sequences padded in front, a Bidirectional LSTM.

The lesson's model, and the exercise's with two recurrent layers; saved as .h5, with the tokenizer's words as JSON.
"""
import json
import os

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "2")

import numpy as np
import tf_keras
from tf_keras import layers
from tf_keras.preprocessing.sequence import pad_sequences
from tf_keras.preprocessing.text import Tokenizer

import common

kLines = 600
kBatch = 64


def main():
    options = common.options()
    lines = [line for line in common.read(options.text).lower().split("\n") if 3 <= len(line.split()) <= 20][:kLines]
    tokenizer = Tokenizer()
    tokenizer.fit_on_texts(lines)
    total_words = len(tokenizer.word_index) + 1
    sequences = []
    for line in tokenizer.texts_to_sequences(lines):
        sequences += [line[:end] for end in range(2, len(line) + 1)]
    max_sequence_len = max(map(len, sequences))
    padded = np.array(pad_sequences(sequences, maxlen=max_sequence_len, padding="pre"))
    xs, labels = padded[:, :-1], padded[:, -1]
    window = max_sequence_len - 1

    lesson = [layers.Embedding(total_words, 100, input_length=window), layers.Bidirectional(layers.LSTM(150)),
              layers.Dense(total_words, activation="softmax")]
    exercise = [layers.Embedding(total_words, 100, input_length=window), layers.Bidirectional(layers.LSTM(150, return_sequences=True)),
                layers.Dropout(0.2), layers.LSTM(100), layers.Dense(total_words // 2, activation="relu", kernel_regularizer="l2"),
                layers.Dense(total_words, activation="softmax")]
    for name, stack in [("lesson", lesson), ("exercise", exercise)]:
        model = tf_keras.Sequential(stack)
        model.compile(loss="sparse_categorical_crossentropy", optimizer=tf_keras.optimizers.Adam(0.01 if name == "lesson" else 0.001))

        def step():
            some = np.random.randint(0, len(xs), kBatch)
            return model.train_on_batch(xs[some], labels[some])

        common.train(options.seconds / 2, step, f"dlaicourse, {name}")

        def probabilities(prompt):
            sequence = tokenizer.texts_to_sequences([prompt])[0]
            return model(pad_sequences([sequence], maxlen=window, padding="pre"))[0].numpy().tolist()

        made = common.folder(options.out, f"dlaicourse-{name}")
        model.save(made / "model.h5")
        (made / "word_index.json").write_text(json.dumps(tokenizer.word_index))
        asked = [" ".join(tokenizer.sequences_to_texts([sequences[at]])[0].split()[:6]) for at in (3, 99, 500)]
        common.save_result(made, 3, f"dlaicourse, {name}", ["model.h5", "word_index.json"], probabilities, asked,
                           tokens=[None, *tokenizer.word_index], recipe="keras-words")


main()

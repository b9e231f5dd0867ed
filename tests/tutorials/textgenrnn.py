"""Tutorial 11, textgenrnn: LSTMs side by side with their embedding, an attention-weighted average, windows of 40.

The package runs with no Keras of today; the model is built here as it builds a new one, and saved as it saves.
"""
import json
import os

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "2")

import numpy as np
import tensorflow as tf
import tf_keras
from tf_keras import layers

import common
import guide

kWindow = 40
kBatch = 128
kEnd = "<s>"


class AttentionWeightedAverage(layers.Layer):
    """Weights the positions by a softmax of one number for each, the padding's too."""

    def build(self, shape):
        self.W = self.add_weight(shape=(shape[2], 1), name=f"{self.name}_W", initializer=tf_keras.initializers.RandomUniform(-0.05, 0.05))
        super().build(shape)

    def call(self, x):
        logits = tf.squeeze(tf.matmul(x, self.W), -1)
        e = tf.exp(logits - tf.reduce_max(logits, axis=-1, keepdims=True))
        weights = e / (tf.reduce_sum(e, axis=1, keepdims=True) + tf_keras.backend.epsilon())
        return tf.reduce_sum(x * weights[..., None], axis=1)


def build(num_classes, config):
    given = layers.Input(shape=(config["max_length"],), name="input")
    embedded = layers.Embedding(num_classes, config["dim_embeddings"], input_length=config["max_length"], name="embedding")(given)
    rnns, x = [], embedded
    for number in range(1, config["rnn_layers"] + 1):
        x = layers.LSTM(config["rnn_size"], return_sequences=True, name=f"rnn_{number}")(x)
        rnns.append(x)
    joined = layers.concatenate([embedded, *rnns], name="rnn_concat")
    attention = AttentionWeightedAverage(name="attention")(joined)
    output = layers.Dense(num_classes, name="output", activation="softmax")(attention)
    return tf_keras.Model(inputs=[given], outputs=[output])


def main():
    options = common.options()
    lines = [line for line in common.read(options.text).split("\n") if len(line) > 2]
    counts = {}
    for char in "".join(lines):
        counts[char] = counts.get(char, 0) + 1
    vocab = {char: id for id, char in enumerate([*sorted(counts, key=lambda char: -counts[char]), kEnd], 1)}
    config = {"rnn_layers": 2, "rnn_size": 128, "rnn_bidirectional": False, "max_length": kWindow, "max_words": 10000,
              "dim_embeddings": 100, "word_level": False, "single_text": False, "name": "tutorial"}
    model = build(len(vocab) + 1, config)
    model.compile(loss="sparse_categorical_crossentropy", optimizer=tf_keras.optimizers.RMSprop(4e-3))
    encoded = [[vocab[kEnd], *(vocab[char] for char in line), vocab[kEnd]] for line in lines]

    def padded(ids):
        return [0] * max(0, kWindow - len(ids)) + ids[-kWindow:]

    def step():
        windows, targets = [], []
        for at in np.random.randint(0, len(encoded), kBatch):
            line = encoded[at]
            end = np.random.randint(1, len(line))
            windows.append(padded(line[:end]))
            targets.append(line[end])
        return model.train_on_batch(np.array(windows), np.array(targets))

    common.train(options.seconds, step, "textgenrnn")

    def probabilities(prompt):
        return model(np.array([padded([vocab[kEnd], *(vocab[char] for char in prompt)])]))[0].numpy().tolist()

    made = common.folder(options.out, "textgenrnn")
    model.save_weights(made / "tutorial_weights.hdf5")
    (made / "tutorial_vocab.json").write_text(json.dumps(vocab), encoding="utf8")
    (made / "tutorial_config.json").write_text(json.dumps(config), encoding="utf8")
    long = [line for line in lines if len(line) > 20]
    common.save_result(made, 11, "textgenrnn", ["tutorial_weights.hdf5", "tutorial_vocab.json", "tutorial_config.json"], probabilities,
                       ["", *(line[:length] for line, length in zip(long, (3, 10, 20)))],
                       tokens=[None, *list(vocab)[:-1], None], recipe="textgenrnn", seed=long[0][:3],
                       command=[word.replace("NAME", "tutorial") for word in guide.command_of(guide.kGuides / "textgenrnn.md")])


main()

"""Tutorial 1, TensorFlow's text_generation: a class of Embedding, GRU, Dense; StringLookup gives [UNK] the id 0.

The notebook runs with the Keras of its time (tf_keras): a checkpoint after each epoch, and the one-step model exported.
Mended for Keras 3 it saves weights; a reader of today may also save the model whole.
"""
import os

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "2")

import keras
import numpy as np
import tensorflow as tf
import tf_keras

import common

kEmbedding = 256
kUnits = 1024
kLength = 100
kBatch = 64


def model_of(kit):
    """The tutorial's class, of keras or tf_keras."""

    @kit.saving.register_keras_serializable(package="tutorial")
    class MyModel(kit.Model):
        def __init__(self, vocab_size, embedding_dim, rnn_units, **options):
            super().__init__(**options)
            self.sizes = vocab_size, embedding_dim, rnn_units
            self.embedding = kit.layers.Embedding(vocab_size, embedding_dim)
            self.gru = kit.layers.GRU(rnn_units, return_sequences=True, return_state=True)
            self.dense = kit.layers.Dense(vocab_size)

        def call(self, inputs, states=None, return_state=False, training=False):
            x = self.embedding(inputs, training=training)
            x, states = self.gru(x, initial_state=states, training=training)
            x = self.dense(x, training=training)
            return (x, states) if return_state else x

        def get_config(self):
            return {**super().get_config(), **dict(zip(("vocab_size", "embedding_dim", "rnn_units"), self.sizes))}

    return MyModel


def one_step_of(kit):
    class OneStep(kit.Model):
        def __init__(self, model, chars_from_ids, ids_from_chars, temperature=1.0):
            super().__init__()
            self.temperature, self.model = temperature, model
            self.chars_from_ids, self.ids_from_chars = chars_from_ids, ids_from_chars
            skipped = ids_from_chars(["[UNK]"])[:, None]
            mask = tf.SparseTensor(values=[-float("inf")] * len(skipped), indices=skipped, dense_shape=[len(ids_from_chars.get_vocabulary())])
            self.prediction_mask = tf.sparse.to_dense(mask)

        @tf.function
        def generate_one_step(self, inputs, states=None):
            ids = self.ids_from_chars(tf.strings.unicode_split(inputs, "UTF-8")).to_tensor()
            logits, states = self.model(inputs=ids, states=states, return_state=True)
            logits = logits[:, -1, :] / self.temperature + self.prediction_mask
            drawn = tf.squeeze(tf.random.categorical(logits, num_samples=1), axis=-1)
            return self.chars_from_ids(drawn), states

    return OneStep


def main():
    options = common.options()
    text = common.read(options.text)
    vocab = sorted(set(text))
    ids_by_char = {char: id for id, char in enumerate(vocab, 1)}
    ids = np.array([ids_by_char[char] for char in text])

    def trained(kit, name):
        model = model_of(kit)(len(vocab) + 1, kEmbedding, kUnits)
        model.compile(optimizer="adam", loss=kit.losses.SparseCategoricalCrossentropy(from_logits=True))

        def step():
            pieces = np.stack([ids[begin:begin + kLength + 1] for begin in np.random.randint(0, len(ids) - kLength, kBatch)])
            return model.train_on_batch(pieces[:, :-1], pieces[:, 1:])

        common.train(options.seconds / 2, step, name)

        def probabilities(prompt):
            logits = np.array(model(np.array([[ids_by_char[char] for char in prompt]])))[0, -1].astype(np.float64)
            e = np.exp(logits - logits.max())
            return (e / e.sum()).tolist()

        return model, probabilities

    asked = common.prompts(text)
    tokens = [None, *vocab]

    def save(name, title, write, probabilities):
        made = common.folder(options.out, name)
        write(made)
        files = sorted(str(path.relative_to(made)) for path in made.rglob("*") if path.is_file())
        common.save_result(made, 1, title, files, probabilities, asked, tokens=tokens, text=options.text, recipe="tensorflow-text-generation")

    model, probabilities = trained(tf_keras, "text_generation, tf_keras")
    save("text-generation-checkpoint", "TensorFlow text_generation, checkpoint", lambda made: model.save_weights(made / "ckpt_1"), probabilities)
    lookup = tf_keras.layers.StringLookup(vocabulary=list(vocab), mask_token=None)
    back = tf_keras.layers.StringLookup(vocabulary=lookup.get_vocabulary(), invert=True, mask_token=None)
    one_step = one_step_of(tf_keras)(model, back, lookup)
    one_step.generate_one_step(tf.constant(["R"]))
    save("text-generation-one-step", "TensorFlow text_generation, one_step", lambda made: tf.saved_model.save(one_step, str(made / "one_step")), probabilities)

    model, probabilities = trained(keras, "text_generation, mended for Keras 3")
    save("text-generation-weights", "TensorFlow text_generation, mended, weights", lambda made: model.save_weights(made / "ckpt_1.weights.h5"), probabilities)
    save("text-generation-keras", "TensorFlow text_generation, mended, whole", lambda made: model.save(made / "model.keras"), probabilities)


main()

"""Makes the folders of tensorflow/: small models, saved as TensorFlow's tutorials save them, with the model's own probabilities.

    python make_tensorflow.py [NAME …]

Needs tensorflow, keras and tf_keras. Each folder has the files and expected.json (tests/web/import/harness.mjs).
"""
import importlib
import json
import os
import pathlib
import pickle
import shutil
import sys

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"

import numpy as np
import tensorflow as tf

from make_numpy import tensorflow_1

HERE = pathlib.Path(__file__).parent / "tensorflow"
CHARS = list("\n abcdef")  # 8 tokens, and [UNK] before them
PROMPTS = ["a", "fade", "bead cafe"]
LONG = ["faded", "bead cafe"]  # as long as a window, and longer
WINDOW = 5
FIXTURES = {}


def fixture(make):
    FIXTURES[make.__name__.replace("_", "-")] = make
    return make


def spread(model):
    """Larger weights, so that the probabilities are no near ties."""
    rng = np.random.default_rng(2)
    for weight in model.weights:
        if "float" in str(weight.dtype) and "moving_variance" not in weight.name:
            weight.assign(np.asarray(weight) * 1.5 + rng.normal(size=weight.shape) * 0.15)


def softmax(logits):
    logits = np.asarray(logits, np.float64).flatten()
    weights = np.exp(logits - logits.max())
    return weights / weights.sum()


def write(folder, next_of, vocabulary, prompts=PROMPTS, files=None, first=0, **more):
    """`next_of(ids)` returns the probabilities after these ids; `first` is the id of the first character."""
    files = files or sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file() and path.name != "expected.json")
    cases = [{"prompt": prompt, "probabilities": [float(f"{p:.9g}") for p in next_of([CHARS.index(char) + first for char in prompt])]} for prompt in prompts]
    expected = {"tensorflow": tf.__version__, "files": files, **more, "vocabulary": vocabulary, "cases": cases}
    (folder / "expected.json").write_text(json.dumps(expected, ensure_ascii=False, indent=1) + "\n")


def tutorial(keras, cell="GRU", vocab=9):
    """TensorFlow's text_generation."""

    class MyModel(keras.Model):
        def __init__(self, vocab_size, embedding_dim, rnn_units):
            super().__init__()
            self.embedding = keras.layers.Embedding(vocab_size, embedding_dim)
            self.gru = getattr(keras.layers, cell)(rnn_units, return_sequences=True, return_state=True)
            self.dense = keras.layers.Dense(vocab_size)

        def call(self, inputs, states=None, return_state=False, training=False):
            x = self.embedding(inputs, training=training)
            if states is None:
                states = self.gru.get_initial_state(x if keras.__name__ == "tf_keras" else tf.shape(x)[0])
            x, *states = self.gru(x, initial_state=states, training=training)
            x = self.dense(x, training=training)
            return (x, states) if return_state else x

    keras.utils.set_random_seed(4)
    model = MyModel(vocab, 4, 5)
    model.compile(optimizer="adam", loss=keras.losses.SparseCategoricalCrossentropy(from_logits=True))
    data = np.arange(6).reshape(1, 6)
    model.fit(data, data, verbose=0)  # so that the optimizer has its variables too
    spread(model)
    return model


def logits(model):
    """Without the tutorial's mask: an engine's probabilities are the model's, and [UNK] is left out when a token is drawn."""
    return lambda ids: softmax(np.asarray(model(np.array([ids], np.int64)))[0, -1])


def one_step(keras, model):
    ids_from_chars = keras.layers.StringLookup(vocabulary=CHARS, mask_token=None)
    chars_from_ids = keras.layers.StringLookup(vocabulary=ids_from_chars.get_vocabulary(), invert=True, mask_token=None)

    class OneStep(keras.Model):
        def __init__(self):
            super().__init__()
            self.temperature = 1.0
            self.model = model
            self.chars_from_ids = chars_from_ids
            self.ids_from_chars = ids_from_chars
            skip_ids = self.ids_from_chars(["[UNK]"])[:, None]
            mask = tf.SparseTensor(values=[-float("inf")] * len(skip_ids), indices=skip_ids, dense_shape=[len(ids_from_chars.get_vocabulary())])
            self.prediction_mask = tf.sparse.to_dense(mask)

        @tf.function
        def generate_one_step(self, inputs, states=None):
            input_ids = self.ids_from_chars(tf.strings.unicode_split(inputs, "UTF-8")).to_tensor()
            logits, states = self.model(inputs=input_ids, states=states, return_state=True)
            logits = logits[:, -1, :] / self.temperature + self.prediction_mask
            ids = tf.squeeze(tf.random.categorical(logits, num_samples=1), axis=-1)
            return self.chars_from_ids(ids), states

    step = OneStep()
    char, states = step.generate_one_step(tf.constant(["a"]))
    step.generate_one_step(char, states=states)
    return step


UNK = ["[UNK]", *CHARS]


@fixture
def checkpoint(folder):
    """ModelCheckpoint(save_weights_only=True) of Keras 2: several epochs, of which the last is meant."""
    keras = importlib.import_module("tf_keras")
    model = tutorial(keras)
    model.save_weights(folder / "ckpt_9")
    for weight in model.weights:
        weight.assign(np.asarray(weight) * 0.9)
    model.save_weights(folder / "ckpt_10")
    write(folder, logits(model), UNK, first=1, recipe="tensorflow-text-generation")


@fixture
def checkpoint_old(folder):
    """The tutorial before TensorFlow 2.4: a Sequential model without [UNK]."""
    keras = importlib.import_module("tf_keras")
    keras.utils.set_random_seed(4)
    k = keras.layers
    model = keras.Sequential([k.Embedding(8, 4, batch_input_shape=[1, None]), k.GRU(5, return_sequences=True, stateful=True), k.Dense(8)])
    spread(model)
    model.save_weights(folder / "ckpt_1")

    def next_of(ids):
        model.reset_states()
        return softmax(np.asarray(model(np.array([ids])))[0, -1])
    write(folder, next_of, CHARS, recipe="tensorflow-text-generation")


@fixture
def checkpoint_keras_3(folder):
    """tf.train.Checkpoint of a Keras 3 model and its optimizer."""
    keras = importlib.import_module("keras")
    model = tutorial(keras)
    tf.train.Checkpoint(model=model, optimizer=model.optimizer).save(folder / "ckpt")
    write(folder, logits(model), UNK, first=1, recipe="tensorflow-text-generation")


@fixture
def checkpoint_lstm(folder):
    keras = importlib.import_module("tf_keras")
    model = tutorial(keras, "LSTM")
    model.save_weights(folder / "lstm")
    write(folder, logits(model), UNK, first=1)


def layers(keras):
    k = keras.layers
    return keras.Sequential([k.Input((WINDOW,)), k.Embedding(8, 4), k.Bidirectional(k.LSTM(5, return_sequences=True)), k.Dropout(0.1), k.GRU(5), k.LayerNormalization(),
                             k.BatchNormalization(), k.Dense(6, activation="relu"), k.Dense(8, activation="softmax")])


def window(model):
    return lambda ids: np.asarray(model(np.array([ids[-WINDOW:]], np.int64)), np.float64)[0]


@fixture
def checkpoint_layers(folder):
    """Both directions, normalisation, two dense layers: by their names and order alone."""
    keras = importlib.import_module("tf_keras")
    keras.utils.set_random_seed(4)
    model = layers(keras)
    spread(model)
    model.save_weights(folder / "weights")
    write(folder, window(model), CHARS, prompts=LONG, answers={"window": WINDOW, "activation": "relu"})


@fixture
def checkpoint_layers_keras_3(folder):
    keras = importlib.import_module("keras")
    keras.utils.set_random_seed(4)
    model = layers(keras)
    spread(model)
    tf.train.Checkpoint(model).write(folder / "weights")
    write(folder, window(model), CHARS, prompts=LONG, answers={"window": WINDOW, "activation": "relu"})


@fixture
def checkpoint_parts(folder):
    """Two .data files, as several machines write them."""
    keras = importlib.import_module("tf_keras")
    model = tutorial(keras)
    model.save_weights(folder / "whole")
    whole = tf.train.load_checkpoint(str(folder / "whole"))
    names = sorted(whole.get_variable_to_shape_map())
    for i, part in enumerate((names[::2], names[1::2])):
        tf.raw_ops.SaveV2(prefix=str(folder / f"part{i}"), tensor_names=part, shape_and_slices=[""] * len(part), tensors=[whole.get_tensor(name) for name in part])
    tf.raw_ops.MergeV2Checkpoints(checkpoint_prefixes=[str(folder / "part0"), str(folder / "part1")], destination_prefix=str(folder / "ckpt"), delete_old_dirs=False)
    for path in [*folder.glob("whole*"), *folder.glob("part*"), folder / "checkpoint"]:
        path.unlink(missing_ok=True)
    write(folder, logits(model), UNK, first=1, recipe="tensorflow-text-generation")


def char_rnn_tensorflow(folder, **options):
    """A checkpoint of TensorFlow 1: variables by their names, those of Adam among them, and the vocabulary as that repository keeps it."""
    np.random.seed(5)
    p, next_of = tensorflow_1(2, **options)
    p.update({f"{name}/Adam": value for name, value in list(p.items())})
    p.update({"Variable": np.float32(1), "beta1_power": np.float32(0.9)})
    tf.raw_ops.SaveV2(prefix=str(folder / "model.ckpt-9"), tensor_names=sorted(p), shape_and_slices=[""] * len(p), tensors=[p[name] for name in sorted(p)])
    (folder / "checkpoint").write_text('model_checkpoint_path: "model.ckpt-9"\n')
    (folder / "chars_vocab.pkl").write_bytes(pickle.dumps((tuple(CHARS), {char: id for id, char in enumerate(CHARS)}), 2))
    write(folder, next_of, None, recipe="char-rnn-tensorflow")


@fixture
def version_1(folder):
    char_rnn_tensorflow(folder)


@fixture
def version_1_gru(folder):
    char_rnn_tensorflow(folder, cell="gru")


@fixture
def version_1_old(folder):
    """TensorFlow 0.12."""
    char_rnn_tensorflow(folder, old=True, names=("Matrix", "Bias"))


def shrink(folder):
    """Leaves of saved_model.pb what an importer may look at: the whole has some hundred kilobytes."""
    from tensorflow.core.protobuf import saved_model_pb2
    path = folder / "saved_model.pb"
    model = saved_model_pb2.SavedModel.FromString(path.read_bytes())
    for graph in model.meta_graphs:
        graph.ClearField("signature_def")
        graph.object_graph_def.ClearField("concrete_functions")
        graph.meta_info_def.ClearField("stripped_op_list")
        for function in graph.graph_def.library.function:
            kept = [node for node in function.node_def if node.op == "Const" and node.attr["dtype"].type == tf.string.as_datatype_enum]
            del function.node_def[:]
            function.node_def.extend(kept)
            for name in ("attr", "ret", "resource_arg_unique_id", "arg_attr", "control_ret"):
                function.ClearField(name)
        kept = [function for function in graph.graph_def.library.function if function.node_def]
        del graph.graph_def.library.function[:]
        graph.graph_def.library.function.extend(kept)
        kept = [node for node in graph.graph_def.node if node.op == "Const" and node.attr["dtype"].type == tf.string.as_datatype_enum]
        del graph.graph_def.node[:]
        graph.graph_def.node.extend(kept)
        for node in graph.object_graph_def.nodes:
            node.ClearField("function")
            node.ClearField("bare_concrete_function")
    path.write_bytes(model.SerializeToString())
    (folder / "fingerprint.pb").unlink(missing_ok=True)
    for path in folder.rglob("*"):
        if path.is_dir() and not any(path.iterdir()):
            path.rmdir()


@fixture
def saved_one_step(folder):
    """The tutorial's end: tf.saved_model.save(one_step_model, 'one_step'), with Keras 2."""
    keras = importlib.import_module("tf_keras")
    model = tutorial(keras)
    tf.saved_model.save(one_step(keras, model), str(folder))
    shrink(folder)
    write(folder, logits(model), None, first=1, recipe="tensorflow-text-generation")


@fixture
def saved_one_step_keras_3(folder):
    keras = importlib.import_module("keras")
    model = tutorial(keras)
    tf.saved_model.save(one_step(keras, model), str(folder))
    shrink(folder)
    write(folder, logits(model), None, first=1, recipe="tensorflow-text-generation")


@fixture
def saved_table(folder):
    """The tutorial's end with TensorFlow 2.4: the vocabulary is in tables, with padding and [UNK] before it."""
    model = tutorial(importlib.import_module("tf_keras"), vocab=10)
    step = tf.Module()
    step.model = model
    step.ids_from_chars, step.chars_from_ids = tf.Module(), tf.Module()
    step.ids_from_chars._table = tf.lookup.experimental.MutableHashTable(tf.string, tf.int64, -1)
    step.chars_from_ids._table = tf.lookup.experimental.MutableHashTable(tf.int64, tf.string, "")
    tokens, ids = tf.constant(CHARS), tf.range(2, 10, dtype=tf.int64)
    step.ids_from_chars._table.insert(tokens, ids)
    step.chars_from_ids._table.insert(ids, tokens)
    tf.saved_model.save(step, str(folder))
    shrink(folder)
    write(folder, logits(model), None, first=2, recipe="tensorflow-text-generation")


@fixture
def saved_sequential(folder):
    """model.save(folder) of Keras 2, with its config."""
    keras = importlib.import_module("tf_keras")
    keras.utils.set_random_seed(4)
    model = layers(keras)
    spread(model)
    model.save(folder)
    shrink(folder)
    write(folder, window(model), CHARS, prompts=LONG)


@fixture
def saved_export(folder):
    """model.export(folder) of Keras 3: a list of variables."""
    keras = importlib.import_module("keras")
    keras.utils.set_random_seed(4)
    model = layers(keras)
    spread(model)
    model.export(folder, verbose=False)
    shrink(folder)
    write(folder, window(model), CHARS, prompts=LONG, answers={"window": WINDOW, "activation": "relu"})


def main():
    for name in sys.argv[1:] or FIXTURES:
        folder = HERE / name
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        FIXTURES[name](folder)
        print(name, sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()))


if __name__ == "__main__":
    main()

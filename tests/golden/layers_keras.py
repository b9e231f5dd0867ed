"""A model of make_layers.py in Keras 3 (keras, on TensorFlow) or Keras 2 (tf-keras): its own layers, with the file's
weights turned into Keras's layout: matrices [in, out], GRU gates z r h, one bias but for GRU's reset-after."""
import os

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
os.environ.setdefault("KERAS_BACKEND", "tensorflow")
import keras  # noqa: E402
import numpy as np  # noqa: E402
import tensorflow as tf  # noqa: E402
import tf_keras  # noqa: E402

FRAMEWORKS = {"keras": keras, "tf-keras": tf_keras}
VERSIONS = {"keras": keras.__version__, "tf-keras": tf_keras.__version__, "tensorflow": tf.__version__}
RECURRENT = {"rnn": "SimpleRNN", "gru": "GRU", "lstm": "LSTM"}


class AttentionWeightedAverage(tf_keras.layers.Layer):
    """As textgenrnn has it (textgenrnn/AttentionWeightedAverage.py, MIT licence)."""

    def build(self, input_shape):
        self.W = self.add_weight(shape=(input_shape[2], 1), name=f"{self.name}_W", initializer="uniform")
        super().build(input_shape)

    def call(self, x):
        K = tf_keras.backend
        logits = K.dot(x, self.W)
        x_shape = K.shape(x)
        logits = K.reshape(logits, (x_shape[0], x_shape[1]))
        ai = K.exp(logits - K.max(logits, axis=-1, keepdims=True))
        att_weights = ai / (K.sum(ai, axis=1, keepdims=True) + K.epsilon())
        weighted_input = x * K.expand_dims(att_weights)
        return K.sum(weighted_input, axis=1)


def activation(framework, name):
    assert (framework == "tf-keras") == (name == "hard-sigmoid-keras-2") or "hard" not in name
    return "hard_sigmoid" if "hard" in name else name


def recurrent(fixture, config):
    options = {"units": config["units"], "return_sequences": config.get("return_sequences", True),
               "activation": activation(fixture.framework, config.get("activation", "tanh"))}
    if config["kind"] != "rnn":
        options["recurrent_activation"] = activation(fixture.framework, config.get("recurrent_activation", "sigmoid"))
    if config["kind"] == "gru":
        options["reset_after"] = config.get("reset", "after") == "after"
    return getattr(FRAMEWORKS[fixture.framework].layers, RECURRENT[config["kind"]])(**options)


def recurrent_weights(config, weights):
    """Returns the kernel, the recurrent kernel and the bias of Keras's layer."""
    def gates(value):
        if config["kind"] != "gru":
            return value
        r, z, n = np.split(value, 3)
        return np.concatenate([z, r, n])

    biases = [gates(weights[name]) for name in ("bias_ih", "bias_hh") if name in weights]
    return [gates(weights["weight_ih"]).T, gates(weights["weight_hh"]).T,
            np.stack(biases) if len(biases) == 2 else biases[0]]


def under(weights, prefix):
    return {name.removeprefix(prefix): value for name, value in weights.items() if name.startswith(prefix)}


def make_layer(fixture, config, weights):
    """Returns Keras's layer for `config` and its weights."""
    layers, kind = FRAMEWORKS[fixture.framework].layers, config["kind"]
    if kind in RECURRENT:
        return recurrent(fixture, config), recurrent_weights(config, weights)
    if kind == "bidirectional":
        inner = config["layer"]
        return (layers.Bidirectional(recurrent(fixture, inner)),
                recurrent_weights(inner, under(weights, "forward."))
                + recurrent_weights(inner, under(weights, "backward.")))
    if kind == "dense":
        return (layers.Dense(config["units"], activation(fixture.framework, config.get("activation", "linear"))),
                [weights["weight"].T, weights["bias"]])
    if kind == "layer-norm":
        return layers.LayerNormalization(epsilon=config["epsilon"]), [weights["weight"], weights["bias"]]
    if kind == "flatten":
        return layers.Flatten(), []
    if kind == "attention-average":
        return AttentionWeightedAverage(), [weights["weight"].T]
    assert kind == "output", kind
    return (layers.Dense(len(fixture.vocab), "softmax" if fixture.softmax else None),
            [weights["weight"].T, weights["bias"]])


def make_model(fixture, tensors):
    layers = FRAMEWORKS[fixture.framework].layers
    first, vocab = fixture.layers[0], len(fixture.vocab)
    made = []
    # What is flattened must have a length.
    length = fixture.window if any(config["kind"] == "flatten" for config in fixture.layers) else None
    if first["kind"] == "embedding":
        entry = layers.Input((length,), dtype="int32")
        embedding = layers.Embedding(vocab, first["size"], mask_zero=bool(fixture.pad and fixture.pad.get("masked")))
        done = [embedding(entry)]
        made.append((embedding, [tensors["layers.0.weight"]]))
    else:
        entry = layers.Input((length, vocab if first["kind"] == "one-hot" else 1))
        done = [entry]
    for n, config in enumerate(fixture.layers[1:], 1):
        if config["kind"] == "concatenate":
            done.append(layers.Concatenate()([done[i] for i in config["inputs"]]))
            continue
        layer, weights = make_layer(fixture, config, under(tensors, f"layers.{n}."))
        done.append(layer(done[-1]))
        made.append((layer, weights))
    for layer, weights in made:
        layer.set_weights(weights)
    return FRAMEWORKS[fixture.framework].Model(entry, done[-1])


def outputs(fixture, tensors, texts, dtype):
    """Returns for each text the outputs after each of its ids [ids, vocab]: logits or log-probabilities."""
    keras.config.set_dtype_policy(dtype)
    for framework in FRAMEWORKS.values():
        framework.backend.set_floatx(dtype)
    model = make_model(fixture, tensors)

    def run(ids):
        ids, kind = np.array(ids), fixture.layers[0]["kind"]
        if kind == "one-hot":
            ids = np.eye(len(fixture.vocab))[ids]
        elif kind == "scaled-id":
            ids = ids[..., None] / fixture.layers[0].get("divisor", len(fixture.vocab))
        return np.array(model(ids if kind == "embedding" else ids.astype(dtype)))

    def rows(ids):
        if not fixture.window:
            return run([ids])[0]
        windows = [fixture.read(ids[:n + 1]) for n in range(len(ids))]
        result = np.empty((len(ids), len(fixture.vocab)), dtype)
        for length in {len(window) for window in windows}:
            batch = [n for n, window in enumerate(windows) if len(window) == length]
            out = run([windows[n] for n in batch])
            result[batch] = out if out.ndim == 2 else out[:, -1]
        return result

    return [np.log(rows(ids)) if fixture.softmax else rows(ids) for ids in texts]

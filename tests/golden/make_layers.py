#!/usr/bin/env python3
"""Makes tests/golden/layers/ and layers.json: small random models and the outputs of real frameworks for them.

    python3 -m venv /tmp/golden
    /tmp/golden/bin/pip install torch tensorflow-cpu keras tf-keras safetensors
    /tmp/golden/bin/python tests/golden/make_layers.py [NAME ...]     (no name: all)

layers/NAME.safetensors is an f32 model file of format 2. layers.json has for NAME the framework, what its output is
(logits, or log-probabilities where its model ends in a softmax) and texts as token ids, each with one row of outputs
per token. The frameworks compute in float64 from the stored f32 weights; what they compute in float32 is printed.

Weights are drawn here, in the file's own layout; layers_torch.py and layers_keras.py put them into the framework's
layers, so the two hold all that is known about the frameworks' layouts.
"""
import dataclasses
import json
import os
import sys

import numpy as np
import safetensors.numpy

import layers_keras
import layers_torch

HERE = os.path.dirname(os.path.abspath(__file__))
GATES = {"rnn": 1, "gru": 3, "lstm": 4}
ACTIVATIONS = ["tanh", "relu", "linear", "sigmoid", "hard-sigmoid", "hard-sigmoid-keras-2"]
ALPHABET = "abcdefghijklmnopqrstuvwxyz \n"


@dataclasses.dataclass
class Fixture:
    framework: str  # torch, keras (Keras 3) or tf-keras (Keras 2)
    layers: list    # as in the model file
    window: int = 0  # 0: stateful
    pad: dict | None = None
    vocab: str = "abcdef"
    bias: bool = True
    softmax: bool = False  # the framework's model ends in one
    range: float = 1  # of the weights, but for the output's

    def context(self):
        if not self.window:
            return {}
        return {"context": {"window": self.window, **({"pad": self.pad} if self.pad else {})}}

    def read(self, ids):
        """Returns what is read to predict the token after `ids` in a window model."""
        window = ids[-self.window:]
        padding = [self.pad["id"]] * (self.window - len(window)) if self.pad else []
        return padding + window


def layer(kind, size=None, **options):
    """Returns a layer of the file, without what is the default."""
    key = {"embedding": "size"}.get(kind, "units")
    return {"kind": kind, **({key: size} if size else {}), **options}


def bidirectional(kind, units, **options):
    return layer("bidirectional", layer=layer(kind, units, **options))


EMBEDDING = layer("embedding", 3)
ONE_HOT = layer("one-hot")
OUTPUT = layer("output")
LAST = {"return_sequences": False}
READ_PAD = {"id": 0, "masked": False}
MASKED_PAD = {"id": 0, "masked": True}


def keras_for(name):
    return "tf-keras" if name.endswith("keras-2") else "keras"


def activation_fixtures():
    """Every recurrent layer with every activation, one at a time, and Dense too."""
    for name, kind, options in [("rnn", "rnn", {}), ("lstm", "lstm", {}), ("gru-after", "gru", {}),
                                ("gru-before", "gru", {"reset": "before"})]:
        for activation in ACTIVATIONS:
            changed = {} if activation == "tanh" else {"activation": activation}
            size = 0.5 if activation in ("relu", "linear") else 1
            yield f"{name}-activation-{activation}", Fixture(
                keras_for(activation), [EMBEDDING, layer(kind, 4, **options, **changed), OUTPUT], range=size)
        for activation in ACTIVATIONS if kind != "rnn" else []:
            if activation != "sigmoid":
                size = 0.5 if activation in ("relu", "linear") else 1
                yield f"{name}-recurrent-{activation}", Fixture(
                    keras_for(activation),
                    [EMBEDDING, layer(kind, 4, **options, recurrent_activation=activation), OUTPUT], range=size)
    for activation in ACTIVATIONS:
        changed = {} if activation == "linear" else {"activation": activation}
        yield f"dense-{activation}", Fixture(
            keras_for(activation), [EMBEDDING, layer("rnn", 4), layer("dense", 5, **changed), OUTPUT])


def stateful_fixtures():
    for name, kind, options in [("rnn-tanh", "rnn", {}), ("rnn-relu", "rnn", {"activation": "relu"}),
                                ("gru", "gru", {}), ("lstm", "lstm", {})]:
        yield f"torch-{name}", Fixture("torch", [EMBEDDING, layer(kind, 4, **options), OUTPUT])
        yield f"torch-{name}-no-bias", Fixture("torch", [EMBEDDING, layer(kind, 3, **options), OUTPUT], bias=False)
        yield f"torch-{name}-learned-start", Fixture(
            "torch", [EMBEDDING, layer(kind, 4, **options, learned_start=True), OUTPUT])
    yield "one-hot", Fixture("torch", [ONE_HOT, layer("gru", 4), OUTPUT])
    yield "scaled-id", Fixture("torch", [layer("scaled-id"), layer("lstm", 4), OUTPUT])
    yield "scaled-id-divisor", Fixture("torch", [layer("scaled-id", divisor=2.5), layer("lstm", 4), OUTPUT])
    yield "tied", Fixture("torch", [layer("embedding", 4), layer("lstm", 4), layer("output", tied=0)])
    yield "tied-after-projection", Fixture(
        "torch", [EMBEDDING, layer("lstm", 5), layer("dense", 3), layer("output", tied=0)])
    yield "dense-before-recurrent", Fixture("torch", [ONE_HOT, layer("dense", 2, activation="tanh"), layer("gru", 4),
                                                      OUTPUT])
    yield "layer-norm-torch", Fixture("torch", [EMBEDDING, layer("lstm", 5), layer("layer-norm"), layer("gru", 3),
                                                layer("layer-norm"), OUTPUT])
    yield "layer-norm-keras", Fixture("keras", [EMBEDDING, layer("layer-norm", epsilon=1e-3), layer("lstm", 5),
                                                layer("layer-norm", epsilon=1e-3), OUTPUT])
    yield "mixed-stack", Fixture("torch", [EMBEDDING, layer("gru", 5), layer("lstm", 2), layer("rnn", 4), OUTPUT])
    yield "mixed-stack-keras", Fixture("keras", [EMBEDDING, layer("rnn", 4), layer("gru", 3, reset="before"),
                                                 layer("lstm", 5), OUTPUT], softmax=True)
    yield "concatenate", Fixture("torch", [EMBEDDING, layer("gru", 4), layer("lstm", 2),
                                           layer("concatenate", inputs=[2, 0, 1]), OUTPUT])
    yield "concatenate-between", Fixture("keras", [EMBEDDING, layer("lstm", 4), layer("concatenate", inputs=[0, 1]),
                                                   layer("gru", 3), layer("concatenate", inputs=[1, 3]), OUTPUT])


def window_fixtures():
    last_lstm = layer("lstm", 4, **LAST)
    yield "window-one-hot", Fixture("keras", [ONE_HOT, last_lstm, OUTPUT], 4, softmax=True)
    yield "window-scaled-id", Fixture("keras", [layer("scaled-id"), layer("lstm", 4), layer("lstm", 3, **LAST), OUTPUT],
                                      5, softmax=True)
    yield "window-sequences", Fixture("torch", [EMBEDDING, layer("gru", 4), OUTPUT], 3)
    yield "window-learned-start", Fixture("torch", [EMBEDDING, layer("lstm", 4, learned_start=True), OUTPUT], 3,
                                          READ_PAD)
    yield "window-pad-read", Fixture("keras", [EMBEDDING, last_lstm, OUTPUT], 4, READ_PAD, softmax=True)
    yield "window-pad-read-another-id", Fixture("keras", [EMBEDDING, layer("gru", 4, **LAST), OUTPUT], 4, {"id": 3, "masked": False})
    for name, kind, options in [("rnn", "rnn", {}), ("lstm", "lstm", {}), ("gru-after", "gru", {}),
                                ("gru-before", "gru", {"reset": "before"})]:
        yield f"window-pad-masked-{name}", Fixture(
            "keras", [EMBEDDING, layer(kind, 3, **options), layer(kind, 4, **options, **LAST), OUTPUT], 5, MASKED_PAD)
    yield "window-dense", Fixture("keras", [EMBEDDING, layer("lstm", 3), layer("dense", 4, activation="tanh"),
                                            layer("lstm", 3, **LAST), layer("dense", 5, activation="relu"), OUTPUT],
                                  4, READ_PAD, softmax=True)
    for kind in "rnn", "gru", "lstm":
        yield f"bidirectional-{kind}", Fixture("torch", [EMBEDDING, bidirectional(kind, 3), OUTPUT], 4)
        yield f"bidirectional-{kind}-last", Fixture("torch", [EMBEDDING, bidirectional(kind, 3, **LAST), OUTPUT], 4)
        yield f"bidirectional-{kind}-last-keras", Fixture(
            "keras", [EMBEDDING, bidirectional(kind, 3, **LAST), OUTPUT], 4, READ_PAD)
        yield f"bidirectional-{kind}-masked", Fixture(
            "keras", [EMBEDDING, bidirectional(kind, 3), bidirectional(kind, 2, **LAST), OUTPUT], 5, MASKED_PAD)
    yield "bidirectional-gru-before", Fixture(
        "keras", [EMBEDDING, bidirectional("gru", 3, reset="before"), layer("gru", 3, reset="before", **LAST), OUTPUT],
        4, READ_PAD)
    yield "bidirectional-learned-start", Fixture(
        "torch", [EMBEDDING, bidirectional("lstm", 3, learned_start=True, **LAST), OUTPUT], 4)
    # The poems of the dlaicourse exercise: pad_sequences(padding="pre"), no mask.
    yield "dlaicourse", Fixture("tf-keras", [EMBEDDING, bidirectional("lstm", 4), layer("lstm", 3, **LAST),
                                             layer("dense", 4, activation="relu"), OUTPUT], 6, READ_PAD, softmax=True)
    yield "attention-average", Fixture("tf-keras", [EMBEDDING, layer("lstm", 4), layer("attention-average"), OUTPUT], 4)
    yield "textgenrnn", Fixture("tf-keras", [EMBEDDING, layer("lstm", 3), layer("lstm", 4),
                                             layer("concatenate", inputs=[0, 1, 2]), layer("attention-average"),
                                             OUTPUT], 6, READ_PAD, softmax=True)


def text_fixtures():
    """Models of letters, large enough to write with: the tests of the engine, the pages and the commands use them."""
    def stack(kind, first, *units, output=OUTPUT, framework="torch", size=1, **options):
        return Fixture(framework, [first, *(layer(kind, n, **options) for n in units), output], vocab=ALPHABET,
                       range=size)

    embedding, tied = layer("embedding", 7), layer("embedding", 12)
    yield "rnn-tanh-one-hot", stack("rnn", ONE_HOT, 19)
    yield "rnn-tanh-embedding", stack("rnn", embedding, 24, 13)
    yield "rnn-tanh-tied", stack("rnn", tied, 8, 10, 12, output=layer("output", tied=0))
    yield "rnn-relu-embedding", stack("rnn", embedding, 24, 13, activation="relu", size=0.5)
    yield "gru-after-embedding", stack("gru", embedding, 24, 13)
    yield "gru-before-one-hot", stack("gru", ONE_HOT, 19, reset="before", framework="keras")
    yield "lstm-embedding", stack("lstm", embedding, 24, 13)
    yield "lstm-tied", stack("lstm", tied, 8, 10, 12, output=layer("output", tied=0))


def flatten_fixtures():
    flatten = layer("flatten")
    yield "flatten", Fixture("keras", [EMBEDDING, flatten, layer("dense", 5, activation="tanh"), OUTPUT], 4, READ_PAD)
    yield "flatten-lstm", Fixture("tf-keras", [EMBEDDING, layer("lstm", 3), flatten, OUTPUT], 5, READ_PAD, softmax=True)
    yield "flatten-one-hot", Fixture("keras", [ONE_HOT, flatten, layer("dense", 6, activation="relu"), OUTPUT], 3, READ_PAD)


def shapes(fixture):
    """Yields the name and shape of every tensor."""
    widths = []
    for n, config in enumerate(fixture.layers):
        kind, width = config["kind"], widths[-1] if widths else len(fixture.vocab)
        prefix = f"layers.{n}."
        if kind == "bidirectional":
            inner = config["layer"]
            for direction in "forward.", "backward.":
                yield from recurrent_shapes(fixture, prefix + direction, inner, width)
            width = 2 * inner["units"]
        elif kind in GATES:
            yield from recurrent_shapes(fixture, prefix, config, width)
            width = config["units"]
        elif kind == "embedding":
            yield prefix + "weight", (len(fixture.vocab), config["size"])
            width = config["size"]
        elif kind == "scaled-id":
            width = 1
        elif kind in ("dense", "output"):
            rows = config.get("units", len(fixture.vocab))
            if "tied" not in config:
                yield prefix + "weight", (rows, width)
            if fixture.bias:
                yield prefix + "bias", (rows,)
            width = rows
        elif kind == "layer-norm":
            yield prefix + "weight", (width,)
            yield prefix + "bias", (width,)
        elif kind == "concatenate":
            width = sum(widths[i] for i in config["inputs"])
        elif kind == "attention-average":
            yield prefix + "weight", (1, width)
        elif kind == "flatten":
            width *= fixture.window
        widths.append(width)


def recurrent_shapes(fixture, prefix, config, width):
    kind, units = config["kind"], config["units"]
    rows = GATES[kind] * units
    yield prefix + "weight_ih", (rows, width)
    yield prefix + "weight_hh", (rows, units)
    if fixture.bias:
        yield prefix + "bias_ih", (rows,)
        if fixture.framework == "torch" or (kind == "gru" and config.get("reset") != "before"):
            yield prefix + "bias_hh", (rows,)  # else Keras has one bias
    if config.get("learned_start"):
        yield prefix + "start_h", (units,)
        if kind == "lstm":
            yield prefix + "start_c", (units,)


def draw(fixture, random):
    """Returns the tensors: gates that open and close, logits of a few units."""
    last = f"layers.{len(fixture.layers) - 1}."

    def reach(name, shape):
        matrix = len(shape) > 1 and name != "layers.0.weight"
        return (3 / np.sqrt(shape[1] + 1) if matrix else 1) * (1 if name.startswith(last) else fixture.range)

    return {name: (random.uniform(-1, 1, shape) * reach(name, shape)).astype("<f4") for name, shape in shapes(fixture)}


def texts(fixture, random):
    vocab, length = len(fixture.vocab), (fixture.window or 6) + (0 if fixture.vocab == ALPHABET else 4)
    short, long = (random.integers(0, vocab, n).tolist() for n in (2, length))
    if fixture.pad and fixture.pad.get("masked"):
        # Masked tokens in front, in the middle and at the end.
        return [[0, 1, *long, 0, 2, 0], [1 + i % (vocab - 1) for i in short + long]]
    return [long, short]


def make(name, fixture, seed):
    random = np.random.default_rng(seed)
    tensors = draw(fixture, random)
    framework = layers_torch if fixture.framework == "torch" else layers_keras
    ids = texts(fixture, random)
    rows, singles = (framework.outputs(fixture, tensors, ids, dtype) for dtype in ("float64", "float32"))
    largest = max(np.abs(a).max() for a in rows)
    difference = max(np.abs(a - b).max() for a, b in zip(rows, singles)) / max(1, largest)
    assert 0.3 < largest < 100 and difference < 5e-6, (name, largest, difference)
    print(f"{name:38} {fixture.framework:9} largest {largest:8.3f}, float32 differs by {difference:.1e}", flush=True)
    result = [{"ids": text, "rows": [[float(f"{x:.8g}") for x in row] for row in matrix]}
              for text, matrix in zip(ids, rows)]
    config = {"format": 2, "name": name, "license": "MIT", "training_data": "none: random weights",
              "recipe": "tests/golden/make_layers.py", "layers": fixture.layers, **fixture.context(),
              "tokenizer": {"kind": "char", "vocab": list(fixture.vocab)}}
    safetensors.numpy.save_file(tensors, os.path.join(HERE, "layers", name + ".safetensors"),
                                metadata={"lukewarm": json.dumps(config, separators=(",", ":"))})
    return {"framework": fixture.framework, "output": "log-probabilities" if fixture.softmax else "logits",
            "texts": result}


def main():
    os.makedirs(os.path.join(HERE, "layers"), exist_ok=True)
    fixtures = [*activation_fixtures(), *stateful_fixtures(), *window_fixtures(), *text_fixtures(),
                *flatten_fixtures()]
    assert len(dict(fixtures)) == len(fixtures), "two have one name"
    path = os.path.join(HERE, "layers.json")
    models = {}
    if len(sys.argv) > 1:
        with open(path) as file:
            models = json.load(file)["models"]
    for seed, (name, fixture) in enumerate(fixtures):
        if len(sys.argv) == 1 or name in sys.argv[1:]:
            models[name] = make(name, fixture, seed)
    lines = (f"{json.dumps(name)}:{json.dumps(models[name], separators=(',', ':'))}" for name, _ in fixtures)
    with open(path, "w") as file:
        versions = {**layers_torch.VERSIONS, **layers_keras.VERSIONS}
        file.write(f'{{"versions":{json.dumps(versions)},\n"models":{{\n' + ",\n".join(lines) + "\n}}\n")


if __name__ == "__main__":
    main()

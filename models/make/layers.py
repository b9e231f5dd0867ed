"""The layers of a model file that are used here: widths, and names and shapes of tensors, as cpp/nn/ has them."""
from . import tokens

GATES = {"lstm": 4, "gru": 3, "rnn": 1}
ACTIVATIONS = ("linear", "tanh", "sigmoid", "relu", "hard-sigmoid", "hard-sigmoid-keras-2")
INPUTS = ("embedding", "one-hot")
# The keys of each kind that can be trained, with their values; None: a number.
KEYS = {"embedding": {}, "one-hot": {}, "rnn": {"activation": ACTIVATIONS},
        "gru": {"activation": ACTIVATIONS, "recurrent_activation": ACTIVATIONS, "reset": ("after", "before")},
        "lstm": {"activation": ACTIVATIONS, "recurrent_activation": ACTIVATIONS},
        "dense": {"activation": ACTIVATIONS}, "layer-norm": {"epsilon": None}}


def parse(text, tied=False):
    """Returns the layers of a list as `lukewarm train --layers` reads it, "embedding 64, lstm 512", and an output."""
    return [*map(parse_layer, text.split(",")), output(tied)]


def parse_layer(text):
    kind, *words = text.split() or [""]
    if kind not in KEYS:
        raise SystemExit(f'The layer "{text}" is no layer to choose. The output is added.')
    layer = {"kind": kind}
    if kind not in ("one-hot", "layer-norm"):
        if not words or not words[0].isdecimal() or int(words[0]) == 0:
            raise SystemExit(f'The layer "{text}" needs a size.')
        layer["size" if kind == "embedding" else "units"] = int(words.pop(0))
    for word in words:
        key, _, value = word.partition("=")
        values = KEYS[kind].get(key, ())
        try:
            layer[key] = float(value) if values is None else values[values.index(value)]
        except ValueError:
            raise SystemExit(f'The layer "{text}" cannot have "{word}".') from None
    return layer


def check(layers):
    """Refuses what `lukewarm train` cannot train either."""
    for i, layer in enumerate(layers):
        kind = layer["kind"]
        if kind not in KEYS and kind != "output":
            raise SystemExit(f"The layer {kind} is not supported here.")
        if (kind in INPUTS) != (i == 0) or (kind == "output") != (i == len(layers) - 1):
            raise SystemExit("An embedding or one-hot is the first layer, and only the first; an output the last.")
        if layer.get("learned_start") or not layer.get("return_sequences", True):
            raise SystemExit("Learned start states and return_sequences false are not supported here.")


def widths(layers, vocab):
    """Returns how wide each layer's output is."""
    result = []
    for layer in layers:
        kind = layer["kind"]
        if kind == "embedding":
            result.append(layer["size"])
        elif kind in ("one-hot", "output"):
            result.append(vocab)
        else:
            result.append(result[-1] if kind == "layer-norm" else layer["units"])
    return result


def shapes(layers, vocab):
    """Returns {name: shape} of every tensor of the model file."""
    check(layers)
    result, inputs = {}, [None, *widths(layers, vocab)]
    for i, layer in enumerate(layers):
        kind, width, name = layer["kind"], inputs[i], f"layers.{i}."
        if kind == "embedding":
            result[name + "weight"] = (vocab, layer["size"])
        elif kind in GATES:
            rows = GATES[kind] * layer["units"]
            result[name + "weight_ih"], result[name + "weight_hh"] = (rows, width), (rows, layer["units"])
            result[name + "bias_ih"] = result[name + "bias_hh"] = (rows,)
        elif kind == "layer-norm":
            result[name + "weight"] = result[name + "bias"] = (width,)
        elif kind in ("dense", "output"):
            rows = layer["units"] if kind == "dense" else vocab
            if layer.get("tied") is None:
                result[name + "weight"] = (rows, width)
            result[name + "bias"] = (rows,)
    return result


def shapes_of(config):
    """Returns the same for the config of a model file."""
    return shapes(config["layers"], tokens.vocab_size(config["tokenizer"]))


def stored_bits(layers, name, bits):
    """Returns the bits of a matrix in a file of `bits`: StoredBits() of cpp/model/stored_bits.h."""
    index = int(name.split(".")[1])
    own_embedding = layers[index]["kind"] == "embedding" and layers[-1].get("tied") != index
    return max(bits, 8) if own_embedding else bits


def stack(kind, hidden, embedding=0, tied=False, **options):
    """Returns an embedding (0: one-hot), recurrent layers of one kind with `options`, and an output."""
    first = {"kind": "embedding", "size": embedding} if embedding else {"kind": "one-hot"}
    recurrent = [{"kind": kind, "units": units, **options} for units in hidden]
    return [first, *recurrent, output(tied)]


def output(tied):
    return {"kind": "output", **({"tied": 0} if tied else {})}

"""The layers of a model file that are used here: widths, and names and shapes of tensors, as cpp/nn/ has them."""
from . import tokens

GATES = {"lstm": 4, "gru": 3, "rnn": 1}


def widths(layers, vocab):
    """Returns how wide each layer's output is."""
    result = []
    for layer in layers:
        kind = layer["kind"]
        if kind == "embedding":
            result.append(layer["size"])
        elif kind in ("one-hot", "output"):
            result.append(vocab)
        elif kind in GATES or kind == "dense":
            result.append(layer["units"])
        elif kind == "layer-norm":
            result.append(result[-1])
        else:
            raise SystemExit(f"The layer {kind} is not supported here.")
        if layer.get("learned_start") or not layer.get("return_sequences", True):
            raise SystemExit("Learned start states and return_sequences false are not supported here.")
    return result


def shapes(layers, vocab):
    """Returns {name: shape} of every tensor of the model file."""
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
    return [first, *recurrent, {"kind": "output", **({"tied": 0} if tied else {})}]

#!/usr/bin/python3
"""Gives a network of stories units that remember who was named, so that training need not find such units.

    models/little-stories/memory.py MODEL.safetensors OUTPUT.safetensors [--names 5]

For each of the first NAMES girls' and boys' names of rename.py one unit of each LSTM layer is set by hand, and one number of
the embedding, which the tied output shares. A name alone has that number; reading it sets the unit of the first layer to 1;
another name of the same kind takes 2 fifths off; nothing else moves it. The unit of the second layer shows that to the
output, where it makes the name about five times as probable. Used are the numbers of the embedding that differ least, and the
units with the least weight; all of them go on learning. Needs numpy (Debian: python3-numpy).
"""
import argparse
import pathlib
import sys

import numpy as np

sys.path.insert(0, str(pathlib.Path(__file__).parents[1]))
from make import model_file  # noqa: E402
from make.arguments import readable  # noqa: E402
from rename import KINDS  # noqa: E402

SIZE = 2.5  # of a name's number in the embedding; times the second layer's unit, about 0.65, it is added to the name's logit


def with_memory(tensors, vocab, kinds):
    """Returns the tensors of a network (embedding, two LSTM layers, tied output) with units for the names of each kind."""
    tensors = {name: np.array(values, np.float64) for name, values in tensors.items()}
    first, second = ({part: tensors[f"layers.{layer}.{part}"] for part in ("weight_ih", "weight_hh", "bias_ih", "bias_hh")}
                     for layer in (1, 2))
    table = tensors["layers.0.weight"]
    names = [name for kind in kinds for name in kind]
    numbers = np.argsort(table.std(axis=0))[:len(names)]
    units = np.argsort(np.linalg.norm(second["weight_ih"], axis=0) + np.linalg.norm(first["weight_hh"], axis=0))[:len(names)]

    # Nothing reads what stood there.
    table[:, numbers] = 0
    for weights, columns in ((first["weight_ih"], numbers), (first["weight_hh"], units),
                             (second["weight_ih"], units), (second["weight_hh"], numbers)):
        weights[:, columns] = 0

    def gates(layer, unit):
        """Sets what opens a unit's gates to 0; returns the rows of input gate, forget gate, cell and output gate."""
        rows = unit + np.arange(4) * layer["weight_hh"].shape[1]
        for values in layer.values():
            values[rows] = 0
        return rows

    for name, number, unit in zip(names, numbers, units):
        table[vocab.index(name), number] = SIZE
        put, keep, value, show = gates(first, unit)
        first["weight_ih"][[put, value], number] = 10 / SIZE, 3 / SIZE
        for other, others_number in zip(names, numbers):
            if any(name in kind and other in kind for kind in kinds):
                first["weight_ih"][keep, others_number] = (-12 if other == name else -5.5) / SIZE
        first["bias_ih"][[put, keep, show]] = -5, 6, 3
        put, keep, value, show = gates(second, number)
        second["weight_ih"][value, unit] = 2.5
        second["bias_ih"][[put, keep, show]] = 4, -4, 2
    return {name: values.astype(np.float32) for name, values in tensors.items()}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("model", type=readable)
    parser.add_argument("output")
    parser.add_argument("--names", type=int, default=5, help="of each kind")
    args = parser.parse_args()
    config, tensors = model_file.read_floats(args.model)
    kinds = [names[:args.names] for names, _, _ in KINDS]
    model_file.write(args.output, config, with_memory(tensors, config["tokenizer"]["vocab"], kinds))


if __name__ == "__main__":
    main()

#!/usr/bin/python3
"""Makes a model file of the averaged weights in a checkpoint of `lukewarm train`, before its first measurement.

    models/shakespeare/average.py CHECKPOINT OUTPUT

For one LSTM layer with an embedding and an output of its own. Needs numpy (Debian: python3-numpy).
"""
import sys
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from make import model_file  # noqa: E402

ALIGNMENT = 16  # elements: cpp/train/parameters.cc


def main():
    config, tensors = model_file.read(sys.argv[1])
    a = config["architecture"]
    vocab, embedding, (hidden,) = a["vocab_size"], a["embedding_size"], a["hidden_sizes"]
    shapes = {
        "encoder.weight": (vocab, embedding),
        "rnn.weight_ih_l0": (4 * hidden, embedding),
        "rnn.weight_hh_l0": (4 * hidden, hidden),
        "rnn.bias_ih_l0": (4 * hidden,),
        "rnn.bias_hh_l0": (4 * hidden,),
        "decoder.weight": (vocab, hidden),
        "decoder.bias": (vocab,),
    }
    average, offset, weights = tensors["train.average"].ravel(), 0, {}
    for name, shape in shapes.items():
        size = int(np.prod(shape))
        weights[name] = average[offset : offset + size].reshape(shape).astype(np.float32)
        offset += (size + ALIGNMENT - 1) // ALIGNMENT * ALIGNMENT
    assert offset == average.size, "not one LSTM layer with an embedding and an output of its own"
    model_file.write(sys.argv[2], dict(config, quantization={"bits": 32}), weights)


main()

#!/usr/bin/python3
"""Makes a model file of the averaged weights in a checkpoint of `lukewarm train`, before its first measurement.

    models/shakespeare/average.py CHECKPOINT OUTPUT

Needs numpy (Debian: python3-numpy).
"""
import argparse
import sys
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from make import layers, model_file  # noqa: E402
from make.arguments import readable  # noqa: E402

ALIGNMENT = 16  # elements: cpp/train/parameters.cc


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("checkpoint", type=readable)
    parser.add_argument("output")
    args = parser.parse_args()

    config, tensors = model_file.read(args.checkpoint)
    shapes = layers.shapes_of(config)
    average, offset, weights = tensors["train.average"].ravel(), 0, {}
    for name, shape in shapes.items():
        size = int(np.prod(shape))
        weights[name] = average[offset : offset + size].reshape(shape).astype(np.float32)
        offset += (size + ALIGNMENT - 1) // ALIGNMENT * ALIGNMENT
    assert offset == average.size, "the checkpoint has other parameters than its layers"
    model_file.write(args.output, dict(config, quantization={"bits": 32}), weights)


main()

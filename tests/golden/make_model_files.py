#!/usr/bin/env python3
"""Makes the model files of tests/model with the safetensors library itself, and checks ours with it.

    python3 -m venv --system-site-packages /tmp/venv && /tmp/venv/bin/pip install safetensors numpy torch
    /tmp/venv/bin/python tests/golden/make_model_files.py
    LUKEWARM_WRITE_GOLDEN=tests/golden build/native/tests/model/model_test --gtest_filter='*SameBytes*'
    /tmp/venv/bin/python tests/golden/make_model_files.py --check tests/golden/model_file_written_*.safetensors

The third line writes what our writer makes now; do that only when the format is meant to change. Made with
safetensors 0.8.0, numpy 1.24.2, torch 1.13.0.
"""
import argparse
import binascii
import json
import os
import struct

import numpy as np
import safetensors
import safetensors.numpy
import safetensors.torch
import torch

HERE = os.path.dirname(os.path.abspath(__file__))
VOCAB = ["\n", " ", '"', "a", "é", "𝄞"]
EMBEDDING, HIDDEN = 3, 4
CONFIG = {
    "format": 2,
    "name": 'golden – "ü"',
    "license": "MIT",
    "layers": [{"kind": "embedding", "size": EMBEDDING}, {"kind": "lstm", "units": HIDDEN}, {"kind": "output"}],
    "tokenizer": {"kind": "char", "vocab": VOCAB},
}


def tensors():
    """Names and shapes of the format; element i of n is (i - n // 2) / 64, which F16 holds exactly."""
    layers = {"0": torch.nn.Embedding(len(VOCAB), EMBEDDING), "1": torch.nn.LSTM(EMBEDDING, HIDDEN),
              "2": torch.nn.Linear(HIDDEN, len(VOCAB))}
    return {f"layers.{layer}.{name.removesuffix('_l0')}":
            (torch.arange(value.numel(), dtype=torch.float32) - value.numel() // 2).reshape(value.shape) / 64
            for layer, module in layers.items() for name, value in module.state_dict().items()}


def make():
    values = tensors()
    # json.dumps escapes what is not ASCII here, and safetensors escapes the backslashes once more.
    metadata = {"format": "pt", "lukewarm": json.dumps(CONFIG)}
    arrays = {name: value.numpy() for name, value in values.items()}

    def path(name):
        return os.path.join(HERE, f"model_file_{name}.safetensors")

    safetensors.numpy.save_file(arrays, path("numpy_f32"), metadata=metadata)
    safetensors.numpy.save_file({"layers.2.bias": arrays["layers.2.bias"]}, path("numpy_plain"))
    for name, dtype in (("f16", torch.float16), ("bf16", torch.bfloat16)):
        safetensors.torch.save_file({k: v.to(dtype) for k, v in values.items()}, path(f"torch_{name}"),
                                    metadata=metadata)


def check(path):
    """Reads one of our files with the safetensors library and works out its checksum anew."""
    with safetensors.safe_open(path, framework="np") as file:
        metadata = file.metadata()
        arrays = {name: file.get_tensor(name) for name in file.keys()}
    names = {np.dtype("float32"): "F32", np.dtype("float16"): "F16", np.dtype("int8"): "I8", np.dtype("uint8"): "U8"}
    crc = binascii.crc32(metadata["lukewarm"].encode() + b"\0")
    for name in sorted(arrays, key=str.encode):
        array = arrays[name]
        shape = ",".join(map(str, array.shape))
        crc = binascii.crc32(f"{name}\0{names[array.dtype]}\0{shape}\0".encode() + array.tobytes(), crc)
    assert metadata["checksum"] == f"{crc:08x}", (metadata["checksum"], f"{crc:08x}")
    with open(path, "rb") as file:
        length, = struct.unpack("<Q", file.read(8))
    assert length % 8 == 0
    config = json.loads(metadata["lukewarm"])
    print(f"{path}: {config['name']}, {len(arrays)} tensors, {config['quantization']['bits']} bits, "
          f"checksum {metadata['checksum']} is right")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", nargs="+", metavar="FILE")
    args = parser.parse_args()
    for path in args.check or []:
        check(path)
    if not args.check:
        make()


if __name__ == "__main__":
    main()

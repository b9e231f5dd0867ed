"""Reads and writes model files: the schema is in cpp/model/model_file.h, the integers in cpp/quant/quantize.h."""
import json
import struct
import zlib

import numpy as np

from . import layers

FORMAT = 2
DTYPES = {"F32": "<f4", "F16": "<f2", "I8": "i1", "U8": "u1"}
GROUP_SIZE = 32


def read(path):
    """Returns (config, {name: array}) of a model file; the arrays are as stored."""
    with open(path, "rb") as file:
        length = struct.unpack("<Q", file.read(8))[0]
        header, blob = json.loads(file.read(length)), file.read()
    config = json.loads(header.pop("__metadata__")["lukewarm"])
    if config["format"] != FORMAT:
        raise SystemExit(f"{path} has another format. Convert it: lukewarm convert {path} -o NEW")
    tensors = {}
    for name, entry in header.items():
        begin, end = entry["data_offsets"]
        tensors[name] = np.frombuffer(blob[begin:end], DTYPES[entry["dtype"]]).reshape(entry["shape"])
    return config, tensors


def read_floats(path):
    """Returns (config, {name: float32 array}) of a model file, integers made floats again."""
    config, tensors = read(path)
    floats, shapes = {}, layers.shapes_of(config)
    for name, value in tensors.items():
        if name.endswith((".scale", ".group")):
            continue
        scale = tensors.get(name + ".scale")
        if scale is not None:
            integers = value
            if value.dtype == np.uint8:
                groups = tensors[name + ".group"]
                columns = shapes[name][1]
                nibbles = np.stack([value & 15, value >> 4], -1).reshape(len(value), -1)[:, :columns]
                integers = (nibbles.astype(np.int16) - 8) * np.repeat(groups.astype(np.int16), GROUP_SIZE, 1)[:, :columns]
            value = integers.astype(np.float32) * scale[:, None]
        floats[name] = value.astype(np.float32)
    return config, floats


def write(path, config, tensors):
    """Writes an f32 model file. tensors: {name: array}; config: the schema's, without "format"."""
    text = json.dumps({"format": FORMAT, **config}, ensure_ascii=False)
    header = {"__metadata__": {"lukewarm": text, "checksum": checksum(text, tensors)}}
    offset = 0
    for name in sorted(tensors):
        size = tensors[name].size * 4
        header[name] = {"dtype": "F32", "shape": list(tensors[name].shape), "data_offsets": [offset, offset + size]}
        offset += size
    head = json.dumps(header, ensure_ascii=False).encode()
    head += b" " * (-len(head) % 8)
    with open(path, "wb") as file:
        file.write(struct.pack("<Q", len(head)) + head)
        for name in sorted(tensors):
            file.write(np.ascontiguousarray(tensors[name], "<f4").tobytes())


def checksum(config_text, tensors):
    """Returns the CRC-32 that cpp/model/checksum.h describes, of f32 tensors."""
    crc = zlib.crc32(config_text.encode() + b"\0")
    for name in sorted(tensors):
        shape = ",".join(map(str, tensors[name].shape))
        crc = zlib.crc32(f"{name}\0F32\0{shape}\0".encode(), crc)
        crc = zlib.crc32(np.ascontiguousarray(tensors[name], "<f4").tobytes(), crc)
    return f"{crc:08x}"

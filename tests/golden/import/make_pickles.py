"""Makes torch/pickles.json: one value in Python's pickles of every protocol, as hex digits.

    python make_pickles.py
"""
import collections
import json
import pathlib
import pickle

import numpy as np


class Vocab:
    def __init__(self):
        self.stoi = {"a": 0, "b": 1}
        self.parent = self


class Slots:
    __slots__ = ("a", "b")

    def __init__(self):
        self.a, self.b = 1, "two"


class Tokens(list):
    pass


class Table(dict):
    pass


Vocab.__module__ = Slots.__module__ = Tokens.__module__ = Table.__module__ = "__main__"

VALUE = {
    "none": None, "true": True, "false": False, "int": [0, 255, 256, 65535, 65536, -1, 2**31 - 1, -2**31, 2**40, -2**40],
    "long": [2**70, -2**70], "float": [1.25, -0.0, 1e300], "nan": float("nan"), "inf": [float("inf"), -float("inf")],
    "text": ["", "é\n\\u00e4\"'", "𝄞", "x" * 300], "bytes": b"\xff\x00\n", "bytearray": bytearray(b"ab"),
    "list": [1, [2, [3]]], "tuples": [(), (1,), (1, 2), (1, 2, 3), (1, 2, 3, 4)], "set": {7}, "frozenset": frozenset([8]),
    "ordered": collections.OrderedDict([("b", 1), ("a", 2)]), "default": collections.defaultdict(int, {"x": 1}),
    "counter": collections.Counter({"a": 2}), "keys": {1: "one", (1, 2): "pair", "__proto__": "text", "constructor": 1},
    "vocab": Vocab(), "slots": Slots(), "tokens": Tokens(["a", "b"]), "table": Table(a=1), "class": collections.deque([1, 2]),
    "array": np.arange(6, dtype="<f4").reshape(2, 3), "columns": np.asfortranarray(np.arange(6.0).reshape(2, 3)),
    "big": np.array([1, -2], ">i2"), "half": np.array([1.5, -2], "f2"), "words": np.array(["ä", "bc"]), "raw": np.array([b"xy", b"z"]),
    "objects": np.array(["q", None], dtype=object), "number": np.float32(1.5), "id": np.int64(-3), "flag": np.bool_(True),
}

pickles = []
for protocol in range(6):
    value = dict(VALUE)
    if protocol < 2:
        del value["slots"]  # Python needs protocol 2 for them
    pickles.append(pickle.dumps(value, protocol).hex())
path = pathlib.Path(__file__).parent / "torch" / "pickles.json"
path.write_text(json.dumps({"python": pickle.format_version, "numpy": np.__version__, "pickles": pickles}, indent=1) + "\n")

#!/usr/bin/env python3
"""Writes tests/golden/lesson.json: what NumPy computes and draws where the lesson (web/learn.html) has numbers.

    tests/golden/make_lesson.py > tests/golden/lesson.json
"""
import json
import math

import numpy as np

toy = [0.7, 0.1, 0.2]
seeds = [1, 42, 4294967295]


def run_lines(preds, temperature, without=""):
    """The arrays of sample(), line by line, with something left out: 'log', or 'log-exp'."""
    asarray = np.asarray(preds).astype("float64")
    logs = asarray if without else np.log(asarray)
    scaled = logs / temperature
    exps = scaled if without == "log-exp" else np.exp(scaled)
    preds = exps / np.sum(exps)
    arrays = {"asarray": asarray, "logs": logs, "scaled": scaled, "exps": exps, "preds": preds}
    return {name: [float(x) for x in array] for name, array in arrays.items()}


def draw(preds, seed, n=20):
    """The first draws of lines 6 and 7 after np.random.seed()."""
    np.random.seed(seed)
    return [int(np.argmax(np.random.multinomial(1, preds, 1))) for _ in range(n)]


cases = []
for temperature in (0.5, 1, 1.3, 2):
    for without in ("", "log", "log-exp"):
        arrays = run_lines(toy, temperature, without)
        draws = {str(seed): draw(arrays["preds"], seed) for seed in seeds}
        cases.append({"temperature": temperature, "without": without, **arrays, "draws": draws})


def softmax(z):
    return np.exp(z) / np.sum(np.exp(z))


half, double = (run_lines(toy, t) for t in (0.5, 2))
tiny = np.log(0.7) / 0.0004

# What the prose says, in the order of the prose: the number as English writes it, and NumPy's.
prose = [
    *[(text, value) for text, value in zip(("0.907", "0.019", "0.074"), half["preds"])],
    *[(text, value) for text, value in zip(("0.523", "0.198", "0.279"), double["preds"])],
    *[(text, value) for text, value in zip(("0.357", "2.303", "1.609"), -np.log(toy))],
    *[(text, value) for text, value in zip(("0.713", "4.605", "3.219"), -np.log(toy) / 0.5)],
    *[(text, value) for text, value in zip(("0.49", "0.01", "0.04"), half["exps"])],
    *[(text, value) for text, value in zip(("0.464", "0.255", "0.281"), softmax(np.array(toy)))],
    ("2.718", math.e),
    ("891.7", -tiny),
    ("1.443", 1 / np.log(2)),
    ("4.00", np.exp(1.3866)),
    ("0.54", np.sum(half["exps"])),
    ("0.94", 1 / 1.06),
    ("1.25", 1 / 0.8),
]
numbers = [{"text": text, "value": float(value)} for text, value in prose]
print(f'{{"numpy": "{np.__version__}", "toy": {toy},')
print('"cases": [\n' + ",\n".join(map(json.dumps, cases)) + "\n],")
print('"prose": [\n' + ",\n".join(map(json.dumps, numbers)) + "\n]}")

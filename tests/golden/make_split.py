#!/usr/bin/env python3
"""Makes tests/golden/split.json: the code points that Python's str.split() takes for white space, and random texts with the
words that it finds in them.

    python3 tests/golden/make_split.py
"""
import json
import os
import random
import sys
import unicodedata

HERE = os.path.dirname(os.path.abspath(__file__))


def ranges(code_points):
    """Returns [first, last] pairs."""
    found = []
    for c in code_points:
        if found and found[-1][1] == c - 1:
            found[-1][1] = c
        else:
            found.append([c, c])
    return found


def main():
    spaces = [c for c in range(0x110000) if len(f"a{chr(c)}b".split()) == 2]
    draw = random.Random(1)
    # What is white space, what looks like it and is not, and some words.
    pieces = [chr(c) for c in spaces] + list("\u180e\u200b\u200d\u2060\ufeff\x00\x1b\x7f\u00ad") + ["a", "Well,", "\u00e9t\u00e9", "\u6c38"]
    texts = ["", " ", "one two  three", " \t\r\n one\n", "a\u00a0b"]
    texts += ["".join(draw.choices(pieces, k=draw.randrange(1, 30))) for _ in range(200)]
    result = {"python": sys.version.split()[0], "unicode": unicodedata.unidata_version, "spaces": ranges(spaces)}
    rows = ",\n".join(json.dumps({"text": text, "words": text.split()}) for text in texts)
    with open(os.path.join(HERE, "split.json"), "w") as file:
        file.write(f'{json.dumps(result)[:-1]},\n"texts":[\n{rows}\n]}}\n')


if __name__ == "__main__":
    main()

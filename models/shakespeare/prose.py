#!/usr/bin/env python3
"""Makes the text that the Shakespeare models read before the plays.

  models/shakespeare/prose.py tinyshakespeare.txt PROSE.txt... > build/before-the-plays.txt

English prose in the 65 characters of Tiny Shakespeare and in lines about as long as its verse, then the training part
of the plays, so that some of the parallel streams read them from the first step. The last 10 % of the plays, on which
the models are measured, are left out; so is every paragraph of prose that shares 50 characters in a row with them.
"""
import argparse
import re
import sys
import textwrap
import unicodedata
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from make.arguments import readable  # noqa: E402

COLUMNS = 44  # the median length of a full line of the plays
SHARED = 50  # characters

MARKS = {"\u2014": "--", "\u2013": "-", '"': "", "(": "- ", ")": " -", "\u00e6": "ae", "\u0153": "oe"}


def letters_only(text: str) -> str:
    return re.sub(r"[^a-z]+", " ", text.lower())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("plays", type=readable)
    parser.add_argument("prose", type=readable, nargs="+")
    args = parser.parse_args()

    plays = open(args.plays, encoding="utf-8").read()
    cut = int(len(plays) * 0.9)
    train, held_out = plays[:cut], letters_only(plays[cut:])
    known = set(plays)
    seen = {held_out[i : i + SHARED] for i in range(len(held_out) - SHARED + 1)}
    left_out = 0
    for path in args.prose:
        for paragraph in open(path, encoding="utf-8"):
            for mark, replacement in MARKS.items():
                paragraph = paragraph.replace(mark, replacement)
            decomposed = unicodedata.normalize("NFKD", paragraph.strip())
            text = "".join(c for c in decomposed if not unicodedata.combining(c))
            if not set(text) <= known:  # digits, fractions, Greek
                left_out += 1
                continue
            plain = letters_only(text)
            if any(plain[i : i + SHARED] in seen for i in range(len(plain) - SHARED + 1)):
                left_out += 1
                print("shares a passage with the held-out plays:", text[:80], file=sys.stderr)
                continue
            sys.stdout.write(textwrap.fill(text, COLUMNS) + "\n")
    sys.stdout.write("\n" + train)
    print(f"{left_out} paragraphs left out", file=sys.stderr)


main()

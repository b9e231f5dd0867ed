"""Texts to token ids and vocabs, as cpp/text/ and cpp/train/corpus.cc make them."""
import collections
import math
import unicodedata

import numpy as np

from . import word_scanner

MAX_START_BYTES = 256  # cpp/model/limits.h
UNKNOWN = {"char": "\ufffd", "word": "<unk>"}


def read_text(path):
    """Returns a file's text in normal form C, without a byte-order mark."""
    with open(path, encoding="utf-8-sig", newline="") as file:
        return unicodedata.normalize("NFC", file.read())


def cut(text, fraction, kind):
    """Returns where the held-out part of a text begins, `fraction` of its characters; a word is not cut in two."""
    position = math.floor(len(text) * (1 - fraction))
    while kind == "word" and position < len(text) and text[position] not in " \n":
        position += 1
    return position


def build_vocab(text, kind, max_size=0, min_count=1):
    """Returns the tokenizer's config for a text: its characters, or its most frequent words."""
    if kind == "byte":
        return {"kind": kind}
    counts = collections.Counter(text if kind == "char" else word_scanner.scan(text))
    ranked = sorted(counts, key=lambda token: (-counts[token], token.encode()))
    kept = [token for token in ranked if counts[token] >= min_count]
    if max_size and len(kept) > max_size - (len(kept) < len(ranked)):
        kept = kept[:max_size - 1]
    cut_off = len(kept) < len(ranked)
    vocab = sorted(kept, key=str.encode) if kind == "char" else kept
    if not cut_off:
        return {"kind": kind, "vocab": vocab}
    unknown = UNKNOWN[kind]
    return {"kind": kind, "vocab": [unknown] + [token for token in vocab if token != unknown], "unknown_id": 0}


def vocab_size(tokenizer):
    return 256 if tokenizer["kind"] == "byte" else len(tokenizer["vocab"])


def encode(text, tokenizer):
    """Returns the token ids of a text [tokens]; what the vocab lacks is the unknown token, or a mistake."""
    if tokenizer["kind"] == "byte":
        return np.frombuffer(text.encode(), np.uint8).astype(np.int64)
    unknown = tokenizer.get("unknown_id", -1)
    ids = {token: i for i, token in enumerate(tokenizer["vocab"])}
    if tokenizer["kind"] == "char":
        table = np.full(0x110000, unknown, np.int64)
        for token, i in ids.items():
            table[ord(token)] = i
        out = table[np.frombuffer(text.encode("utf-32-le"), "<u4")]
    elif tokenizer["kind"] != "word":
        raise SystemExit(f"A tokenizer of the kind {tokenizer['kind']} is read by the command line alone: lukewarm train --from.")
    else:
        out = np.fromiter((ids.get(entry, unknown) for entry in word_scanner.scan(text)), np.int64)
    if (out < 0).any():
        raise SystemExit(f"The vocab lacks {int((out < 0).sum())} of the text's tokens and has no unknown token.")
    return out


def with_start(tokenizer, start):
    """Returns the tokenizer of a model that reads `start` before every text that it writes; empty: nothing."""
    if len(start.encode()) > MAX_START_BYTES:
        raise SystemExit(f"The start has at most {MAX_START_BYTES} bytes.")
    if (encode(start, tokenizer) == tokenizer.get("unknown_id", -1)).any():
        raise SystemExit("The vocab lacks some of the start's tokens.")
    return {**tokenizer, "start": start}

#!/usr/bin/python3
"""Gives a model the vocab of another text, so that it can go on learning there.

    models/exchange_vocab.py TEXT MODEL.safetensors OUTPUT.safetensors [--vocab 10000]

The recurrent layers are taken as they are. A token that the model knows keeps its embedding, output weights and bias; a
new one begins as the unknown token does, or as the mean of all where there is none, moved as far as tokens lie apart, since
rows that begin alike stay alike (a network cannot remember which of two such words it read), and made improbable.
Needs numpy (Debian: python3-numpy).
"""
import argparse
import sys

import numpy as np

from make import model_file, tokens
from make.arguments import readable

PENALTY = 4  # nats: a new token is one of many


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("text", type=readable)
    parser.add_argument("model", type=readable)
    parser.add_argument("output")
    parser.add_argument("--vocab", type=int, default=0, help="largest vocab, the most frequent tokens; 0: no limit")
    args = parser.parse_args()

    config, floats = model_file.read_floats(args.model)
    old = config["tokenizer"]
    new = tokens.build_vocab(tokens.read_text(args.text), old["kind"], args.vocab)
    new = tokens.with_start(new, old.get("start", ""))
    ids = {text: id for id, text in enumerate(old["vocab"])}
    source = np.array([ids.get(text, -1) for text in new["vocab"]])
    is_new = source < 0

    def exchange(rows):
        """Returns the rows of the new vocab's tokens."""
        unknown = old.get("unknown_id")
        return np.where(is_new.reshape(-1, *[1] * (rows.ndim - 1)),
                        rows.mean(0) if unknown is None else rows[unknown], rows[source])

    tensors, random = dict(floats), np.random.default_rng(1)
    layers = config["layers"]
    output = f"layers.{len(layers) - 1}."
    tables = [f"layers.{i}.weight" for i, layer in enumerate(layers) if layer["kind"] == "embedding"]
    for name in (*tables, output + "weight", output + "bias"):
        if name not in floats:  # tied: the output's weights are the embedding
            continue
        rows = exchange(floats[name])
        change = -PENALTY if rows.ndim == 1 else random.normal(0, floats[name].std(), rows[is_new].shape)
        rows[is_new] += change
        tensors[name] = rows.astype(np.float32)
    config = dict(config, tokenizer=new, quantization={"bits": 32})
    config.pop("evaluation", None)
    model_file.write(args.output, config, tensors)
    print(f"{int((~is_new).sum())} of {len(source)} tokens are known to {args.model}", file=sys.stderr)


if __name__ == "__main__":
    main()

#!/usr/bin/python3
"""Measures a word model's perplexity on the vocab of another model, to compare it with that.

    models/little-stories/other_vocab.py MODEL.safetensors OTHER.safetensors TEXT [--from 0.9]

What the other vocab lacks is one unknown token there: it is as probable as all such words of the model are together. The
model's own unknown token stands for what the model lacks: its probability is shared out evenly among those words of the
other vocab and the unknown token. So every word of the other vocab has a probability, and they add up to 1.
Needs torch (Debian: python3-torch).
"""
import argparse
import math
import sys
from pathlib import Path

import numpy as np
import torch

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from make import model_file, network, tokens  # noqa: E402
from make.arguments import readable  # noqa: E402

CHUNK = 512  # tokens

torch.set_num_threads(1)  # more of them wait for each other in products this small


def merged(p, own, other, targets):
    """Returns the probabilities [tokens] of the other vocab's `targets`, from those of the model's own [tokens, own vocab]."""
    ids = {token: id for id, token in enumerate(own["vocab"])}
    of_other = np.array([ids.get(token, -1) for token in other["vocab"]])
    of_other[other["unknown_id"]] = -1
    is_lacked = of_other < 0  # by the model; of the other vocab, its unknown token among them
    beside = np.setdiff1d(np.arange(len(own["vocab"])), [*of_other[~is_lacked], own["unknown_id"]])
    share = p[:, own["unknown_id"]] / is_lacked.sum()
    known = p[np.arange(len(p)), np.maximum(of_other[targets], 0)]
    unknown = np.where(targets == other["unknown_id"], p[:, beside].sum(-1), 0)
    return np.where(is_lacked[targets], share + unknown, known)


@torch.no_grad()
def loss(config, weights, text, other):
    """Returns the loss in nats per token on the other vocab, the state carried through, as `lukewarm evaluate` does it."""
    own = config["tokenizer"]
    model = network.Network(config["layers"], len(own["vocab"]))
    model.load(weights)
    model.eval()
    begin = tokens.encode(own.get("start") or "\n", own)
    ids = np.concatenate([begin, tokens.encode(text, own)])
    targets = tokens.encode(text, other)
    total = 0.0
    state = model.initial_state(1)
    if len(begin) > 1:
        _, state = model(torch.from_numpy(ids[:len(begin) - 1, None]), state)
    inputs = ids[len(begin) - 1:-1]
    for at in range(0, len(inputs), CHUNK):
        logits, state = model(torch.from_numpy(inputs[at:at + CHUNK, None]), state)
        p = torch.softmax(logits[:, 0].double(), -1).numpy()
        total -= np.log(merged(p, own, other, targets[at:at + CHUNK])).sum()
    return total / len(targets)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("model", type=readable)
    parser.add_argument("other", type=readable)
    parser.add_argument("text", type=readable)
    parser.add_argument("--from", type=float, default=0, dest="begin", help="part of the text before what is measured")
    args = parser.parse_args()
    config, weights = model_file.read_floats(args.model)
    other, _ = model_file.read(args.other)
    text = tokens.read_text(args.text)
    held_out = text[tokens.cut(text, 1 - args.begin, "word"):] if args.begin else text
    nats = loss(config, weights, held_out, other["tokenizer"])
    print(f"{nats:.4f} nats per token, perplexity {math.exp(nats):.2f}")


if __name__ == "__main__":
    main()

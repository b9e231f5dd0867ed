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

CHUNK = 512  # tokens


def mapping(own, other):
    """Returns the other vocab's id of each of the model's tokens, what is lacked being the other's unknown token."""
    ids = {token: id for id, token in enumerate(other["vocab"])}
    return np.array([ids.get(token, other["unknown_id"]) for token in own["vocab"]])


def merge(log_p, places, own, other):
    """Log-probabilities [tokens, own vocab] as those of the other vocab [tokens, other vocab]."""
    p = np.exp(log_p.astype(np.float64))
    unknown = p[:, own["unknown_id"]].copy()
    p[:, own["unknown_id"]] = 0
    merged = np.zeros((len(p), len(other["vocab"])))
    np.add.at(merged.T, places, p.T)
    lacked = np.setdiff1d(np.arange(len(other["vocab"])), places)
    shared = np.union1d(lacked, [other["unknown_id"]])
    merged[:, shared] += unknown[:, None] / len(shared)
    return np.log(merged)


@torch.no_grad()
def loss(config, weights, text, other):
    """Returns the loss in nats per token, the state carried through, as `lukewarm evaluate` measures it."""
    own = config["tokenizer"]
    model = network.Network(config["layers"], len(own["vocab"]))
    model.load(weights)
    model.eval()
    begin = tokens.encode(own.get("start") or "\n", own)
    ids = np.concatenate([begin, tokens.encode(text, own)])
    targets = tokens.encode(text, other)
    places, total = mapping(own, other), 0.0
    state = model.initial_state(1)
    if len(begin) > 1:
        _, state = model(torch.from_numpy(ids[:len(begin) - 1, None]), state)
    inputs = ids[len(begin) - 1:-1]
    for at in range(0, len(inputs), CHUNK):
        logits, state = model(torch.from_numpy(inputs[at:at + CHUNK, None]), state)
        log_p = merge(torch.log_softmax(logits[:, 0], -1).numpy(), places, own, other)
        total -= log_p[np.arange(len(log_p)), targets[at:at + CHUNK]].sum()
    return total / len(targets)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("model")
    parser.add_argument("other")
    parser.add_argument("text")
    parser.add_argument("--from", type=float, default=0, dest="begin", help="part of the text before what is measured")
    args = parser.parse_args()
    config, weights = model_file.read_floats(args.model)
    other, _ = model_file.read(args.other)
    text = tokens.read_text(args.text)
    held_out = text[tokens.cut(text, 1 - args.begin, "word"):] if args.begin else text
    for name, tokenizer in (("its own", config["tokenizer"]), (args.other, other["tokenizer"])):
        nats = loss(config, weights, held_out, tokenizer)
        print(f"{nats:.4f} nats, perplexity {math.exp(nats):.2f}, on the vocab of {name}, {len(tokenizer['vocab'])} tokens")


if __name__ == "__main__":
    main()

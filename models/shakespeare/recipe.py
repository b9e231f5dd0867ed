#!/usr/bin/env python3
"""Trains the character model `shakespeare` in PyTorch and writes f32 safetensors that Lukewarm loads as they are.

    python3 models/shakespeare/recipe.py tinyshakespeare.txt -o build/shakespeare-f32.safetensors
    lukewarm quantize build/shakespeare-f32.safetensors -o models/shakespeare/shakespeare.safetensors

The text is cut into parallel streams whose state is carried from chunk to chunk; every pass starts at a random
offset, so that chunk borders fall elsewhere. The weights that are written are an exponential average of the trained
ones. A checkpoint after every pass (OUT.ckpt) makes the run resumable: start the same command again.
"""
import argparse
import json
import math
import os
import struct
import time

import numpy as np
import torch
from torch import nn


class CharLstm(nn.Module):
    """embedding [vocab, embedding] -> dropout -> LSTM -> dropout -> decoder [vocab, hidden]."""

    def __init__(self, vocab, embedding, hidden, layers, dropout):
        super().__init__()
        self.encoder = nn.Embedding(vocab, embedding)
        self.rnn = nn.LSTM(embedding, hidden, layers, batch_first=True, dropout=dropout if layers > 1 else 0)
        self.decoder = nn.Linear(hidden, vocab)
        self.drop = nn.Dropout(dropout)

    def forward(self, ids, state):
        hidden, state = self.rnn(self.encoder(ids), state)
        return self.decoder(self.drop(hidden)), state


def evaluate(model, ids, chunk=1000):
    """Mean loss in nats per character over `ids`, the state carried through the whole stream."""
    model.eval()
    loss, state = 0.0, None
    with torch.no_grad():
        for start in range(0, len(ids) - 1, chunk):
            end = min(start + chunk, len(ids) - 1)
            logits, state = model(ids[None, start:end], state)
            loss += nn.functional.cross_entropy(logits[0], ids[start + 1:end + 1], reduction="sum").item()
    model.train()
    return loss / (len(ids) - 1)


def write_safetensors(path, tensors, metadata):
    """`tensors`: name -> float32 array. Format: https://github.com/huggingface/safetensors"""
    header, offset = {"__metadata__": metadata}, 0
    for name, array in tensors.items():
        header[name] = {"dtype": "F32", "shape": list(array.shape), "data_offsets": [offset, offset + array.nbytes]}
        offset += array.nbytes
    text = json.dumps(header, ensure_ascii=False, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 8)
    with open(path + ".tmp", "wb") as file:
        file.write(struct.pack("<Q", len(text)) + text)
        for array in tensors.values():
            file.write(np.ascontiguousarray(array, "<f4").tobytes())
    os.replace(path + ".tmp", path)


def save(path, weights, vocab, args, loss):
    config = {
        "format": 1,
        "name": args.name,
        "license": args.license,
        "training_data": args.data,
        "architecture": {"cell": "lstm", "vocab_size": len(vocab), "embedding_size": args.embedding,
                         "hidden_sizes": [args.hidden] * args.layers, "tied": False},
        "tokenizer": {"kind": "char", "vocab": vocab},
        "evaluation": {"split": "last 10 %, state carried", "loss": round(loss, 4)},
    }
    write_safetensors(path, {k: v.numpy() for k, v in weights.items()},
                      {"lukewarm": json.dumps(config, ensure_ascii=False)})


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("text")
    parser.add_argument("-o", "--output", required=True)
    parser.add_argument("--name", default="shakespeare")
    parser.add_argument("--license", default="MIT (weights); public domain (text)")
    parser.add_argument("--data", default="Tiny Shakespeare (A. Karpathy's selection), first 90 %")
    parser.add_argument("--hidden", type=int, default=512)
    parser.add_argument("--embedding", type=int, default=64)
    parser.add_argument("--layers", type=int, default=1)
    parser.add_argument("--dropout", type=float, default=0.4)
    parser.add_argument("--passes", type=int, default=16)
    parser.add_argument("--streams", type=int, default=48)
    parser.add_argument("--length", type=int, default=128)
    parser.add_argument("--lr", type=float, default=2e-3)
    parser.add_argument("--decay", type=float, default=0.01)
    parser.add_argument("--average", type=float, default=0.998, help="of the weights, per step")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()

    torch.set_num_threads(args.threads)
    torch.manual_seed(args.seed)
    device = "cuda" if torch.cuda.is_available() else "cpu"
    text = open(args.text, encoding="utf-8", newline="").read()
    vocab = sorted(set(text))
    index = {c: i for i, c in enumerate(vocab)}
    ids = torch.tensor([index[c] for c in text])
    cut = int(len(ids) * 0.9)
    train, valid = ids[:cut].to(device), ids[cut:].to(device)

    model = CharLstm(len(vocab), args.embedding, args.hidden, args.layers, args.dropout).to(device)
    optimiser = torch.optim.AdamW(model.parameters(), lr=args.lr, weight_decay=args.decay)
    span = len(train) // args.streams
    steps_per_pass = (span - args.length - 1) // args.length
    total = steps_per_pass * args.passes
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda s: min(1.0, (s + 1) / 100) * 0.5 * (1 + math.cos(math.pi * min(1.0, s / total))))
    average = {k: v.detach().clone() for k, v in model.state_dict().items()}
    first, checkpoint = 0, args.output + ".ckpt"
    if os.path.exists(checkpoint):
        saved = torch.load(checkpoint, map_location=device)
        model.load_state_dict(saved["model"])
        optimiser.load_state_dict(saved["optimiser"])
        schedule.load_state_dict(saved["schedule"])
        average, first = saved["average"], saved["pass"]
        torch.set_rng_state(saved["random"])

    for number in range(first, args.passes):
        began, loss_sum, state = time.time(), 0.0, None
        offset = int(torch.randint(0, args.length, ()))
        streams = torch.stack([train[offset + i * span:offset + i * span + span - args.length]
                               for i in range(args.streams) if offset + i * span + span - args.length <= len(train)])
        for start in range(0, streams.shape[1] - args.length - 1, args.length):
            inputs = streams[:, start:start + args.length]
            targets = streams[:, start + 1:start + args.length + 1]
            logits, state = model(inputs, state)
            state = tuple(s.detach() for s in state)
            loss = nn.functional.cross_entropy(logits.reshape(-1, len(vocab)), targets.reshape(-1))
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            loss_sum += loss.item()
            with torch.no_grad():
                for name, value in model.state_dict().items():
                    average[name].lerp_(value, 1 - args.average)
        current = {k: v.clone() for k, v in model.state_dict().items()}
        model.load_state_dict(average)
        valid_loss = evaluate(model, valid)
        save(args.output, {k: v.cpu() for k, v in average.items()}, vocab, args, valid_loss)
        model.load_state_dict(current)
        torch.save({"model": current, "optimiser": optimiser.state_dict(), "schedule": schedule.state_dict(),
                    "average": average, "pass": number + 1, "random": torch.get_rng_state()}, checkpoint)
        print(f"pass {number + 1}/{args.passes}: train {loss_sum / steps_per_pass:.4f}, "
              f"valid (average) {valid_loss:.4f} nats per character, {time.time() - began:.0f} s", flush=True)


if __name__ == "__main__":
    main()

#!/usr/bin/python3
"""`lukewarm train` beside PyTorch, on the recipe that PyTorch's word_language_model example documents.

    cmake --preset release && cmake --build build/native --target lukewarm
    tests/bench/word_language_model.py TEXT VALIDATION [--characters 800000] [--epochs 6] [--cells lstm gru]

Two layers of 200 units over an embedding of 200, dropout 0.2 on the embedding and after each layer, SGD with rate 20, which
is divided by 4 whenever an epoch brings no better held-out loss, gradient norm at most 0.25, 20 streams, chunks of 35 tokens
with the state carried over; embedding and output start in +-0.1, the output's bias at 0. Both read the same token ids: words,
a vocab of 10,000 of the training text. Printed are the held-out losses (nats per token, state carried through) after each
epoch, and seconds and processor seconds of the training, measurements included. Needs torch; TEXT may be an .xz file.
The example also learns from the shorter chunk at the end of the streams, at the full rate; neither program does here, since
that step, just before the measurement, can cost PyTorch 0.4 to 0.55 nats after a short epoch.
"""
import argparse
import lzma
import os
import pathlib
import re
import resource
import subprocess
import sys
import tempfile
import time
import unicodedata

import torch
from torch import nn

ROOT = pathlib.Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "models"))
from make import tokens  # noqa: E402

SIZE, STREAMS, LENGTH, DROPOUT, RATE, LARGEST_NORM = 200, 20, 35, 0.2, 20.0, 0.25


def read(path, characters):
    """Returns the first lines of a text, about so many characters; 0: all."""
    with (lzma.open if path.endswith(".xz") else open)(path, "rt", encoding="utf-8-sig") as file:
        text = unicodedata.normalize("NFC", file.read())
    return text[:text.rfind("\n", 0, characters) + 1] if characters else text


class Model(nn.Module):
    def __init__(self, cell, tied, vocab):
        super().__init__()
        self.table = nn.Embedding(vocab, SIZE)
        self.layers = {"lstm": nn.LSTM, "gru": nn.GRU}[cell](SIZE, SIZE, 2, dropout=DROPOUT)
        self.output = nn.Linear(SIZE, vocab)
        self.drop = nn.Dropout(DROPOUT)
        if tied:
            self.output.weight = self.table.weight
        for weight in (self.table.weight, self.output.weight):
            nn.init.uniform_(weight, -0.1, 0.1)
        nn.init.zeros_(self.output.bias)

    def loss(self, ids, state, begin, length, reduction="mean"):
        """Returns the loss of a chunk of ids [positions, streams] and the state after it."""
        hidden, state = self.layers(self.drop(self.table(ids[begin:begin + length])), state)
        targets = ids[begin + 1:begin + length + 1]
        logits = self.output(self.drop(hidden))
        return nn.functional.cross_entropy(logits.flatten(0, 1), targets.flatten(), reduction=reduction), state


def in_streams(ids, count):
    """Returns ids [positions, streams]; what does not fill a stream is left out."""
    span = len(ids) // count
    return torch.from_numpy(ids[:span * count].reshape(count, span).T.copy())


def detach(state):
    return tuple(part.detach() for part in state) if isinstance(state, tuple) else state.detach()


@torch.no_grad()
def evaluate(model, ids):
    model.eval()
    total, state = 0.0, None
    for begin in range(0, len(ids) - 1, LENGTH):
        loss, state = model.loss(ids, state, begin, min(LENGTH, len(ids) - 1 - begin), "sum")
        total += loss.item()
    return total / ((len(ids) - 1) * ids.shape[1])


def train_torch(cell, tied, train, valid, options):
    """Yields the held-out loss after each epoch."""
    torch.manual_seed(options.seed)
    model, rate, best = Model(cell, tied, options.vocab), RATE, float("inf")
    train, valid = in_streams(train, STREAMS), in_streams(valid, 10)
    for _ in range(options.epochs):
        model.train()
        state = None
        for begin in range(0, len(train) - LENGTH, LENGTH):
            model.zero_grad()
            loss, state = model.loss(train, state, begin, LENGTH)
            state = detach(state)
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), LARGEST_NORM)
            with torch.no_grad():
                for weight in model.parameters():
                    weight.sub_(weight.grad, alpha=rate)
        loss = evaluate(model, valid)
        yield loss
        if loss >= best:
            rate /= 4
        best = min(best, loss)


def train_ours(cell, tied, text, valid, options, folder):
    """Yields the same of `lukewarm train`."""
    also = options.also.split()
    recipe = {"--dropout": DROPOUT, "--embedding-dropout": DROPOUT, "--optimizer": "sgd", "--lr": RATE, "--warmup": 0,
              "--decay": "plateau", "--weight-decay": 0, "--max-grad-norm": LARGEST_NORM, "--ema-decay": 0,
              "--batch-size": STREAMS, "--bptt": LENGTH, "--epochs": options.epochs, "--seed": options.seed,
              "--threads": options.threads, **dict(zip(also[::2], also[1::2]))}
    command = [options.lukewarm, "train", text, "-o", os.path.join(folder, "model.safetensors"), "--validation", valid,
               "--tokenizer", "word", "--vocab", options.vocab, *(["--tied"] if tied else []),
               "--layers", f"embedding {SIZE}, {cell} {SIZE}, {cell} {SIZE}", *(word for pair in recipe.items() for word in pair)]
    with subprocess.Popen(list(map(str, command)), stdout=subprocess.PIPE, text=True) as process:
        for line in process.stdout:
            if found := re.match(r"epoch .*held out ([\d.]+)", line):
                yield float(found[1])
    if process.returncode:
        raise SystemExit(process.returncode)


def processor_seconds():
    usage = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in usage)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    add = parser.add_argument
    add("text")
    add("validation")
    add("--characters", type=int, default=0, help="about how many of the text to learn from; 0: all")
    add("--valid-characters", type=int, default=0, help="and to measure on")
    add("--vocab", type=int, default=10_000, help="fewer for a text with fewer words")
    add("--epochs", type=int, default=6)
    add("--cells", nargs="+", default=["lstm", "gru"], choices=["lstm", "gru"])
    add("--outputs", nargs="+", default=["tied", "untied"], choices=["tied", "untied"])
    add("--programs", nargs="+", default=["PyTorch", "Lukewarm"], choices=["PyTorch", "Lukewarm"])
    add("--threads", type=int, default=1)
    add("--seed", type=int, default=1)
    add("--lukewarm", default=str(ROOT / "build/native/lukewarm"))
    add("--also", default="", help="options and values for lukewarm, in place of the recipe's")
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    with tempfile.TemporaryDirectory() as folder:
        paths, texts = [], []
        for name, path, characters in (("text", options.text, options.characters),
                                       ("valid", options.validation, options.valid_characters)):
            texts.append(read(path, characters))
            paths.append(os.path.join(folder, name + ".txt"))
            pathlib.Path(paths[-1]).write_text(texts[-1], encoding="utf-8")
        tokenizer = tokens.build_vocab(texts[0], "word", options.vocab)
        train, valid = (tokens.encode(text, tokenizer) for text in texts)
        print(f"{len(train)} tokens to learn from, {len(valid)} held out, PyTorch {torch.__version__}, "
              f"{options.threads} thread(s)")
        for cell in options.cells:
            for output in options.outputs:
                for program in options.programs:
                    began, used, losses = time.perf_counter(), processor_seconds(), []
                    tied = output == "tied"
                    for loss in (train_torch(cell, tied, train, valid, options) if program == "PyTorch" else
                                 train_ours(cell, tied, *paths, options, folder)):
                        losses.append(f"{loss:.4f}")
                    seconds, used = time.perf_counter() - began, processor_seconds() - used
                    print(f"{cell} {output:6} {program:8} {' '.join(losses)}  {seconds:.0f} s, {used:.0f} s of the processor, "
                          f"{len(train) * options.epochs / used:.0f} tokens per processor second", flush=True)


if __name__ == "__main__":
    main()

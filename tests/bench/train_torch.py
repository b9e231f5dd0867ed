#!/usr/bin/python3
"""Training speed beside PyTorch's, on this machine, in one run.

    cmake --preset release && cmake --build build/native --target train_bench
    tests/bench/train_torch.py build/native/tests/bench/train_bench [--threads 1 2] [--rounds 5]

Rounds alternate between the two, so that whatever else the machine does falls on both; what is printed are medians of
the tokens per second of single steps. Both do the same step: dropout 0.4 on the output of each layer, softmax loss,
backwards, clip to norm 1, AdamW, exponential average of the weights. Debian: python3-torch.
"""
import argparse
import statistics
import subprocess
import time

import torch
from torch import nn

SHAPES = {  # cell, vocab, embedding, hidden sizes, tied, streams, length: as in train_bench.cc
    "lstm512": (nn.LSTM, 65, 64, [512], False, 48, 128),
    "gru256": (nn.GRU, 65, 64, [256], False, 48, 128),
    "word": (nn.LSTM, 8000, 192, [512, 192], True, 48, 64),
}


class Model(nn.Module):
    def __init__(self, cell, vocab, embedding, hidden, tied):
        super().__init__()
        self.encoder = nn.Embedding(vocab, embedding)
        sizes = [embedding] + hidden
        self.layers = nn.ModuleList(cell(a, b, batch_first=True) for a, b in zip(sizes, sizes[1:]))
        self.decoder = nn.Linear(hidden[-1], vocab)
        if tied:
            self.decoder.weight = self.encoder.weight
        self.drop = nn.Dropout(0.4)

    def forward(self, ids, states):
        x, after = self.encoder(ids), []
        for layer, state in zip(self.layers, states):
            x, state = layer(x, state)
            x = self.drop(x)
            after.append(tuple(s.detach() for s in state) if isinstance(state, tuple) else state.detach())
        return self.decoder(x), after


class TorchTrainer:
    def __init__(self, cell, vocab, embedding, hidden, tied, streams, length):
        torch.manual_seed(1)
        self.model = Model(cell, vocab, embedding, hidden, tied)
        self.optimiser = torch.optim.AdamW(self.model.parameters(), lr=2e-3, weight_decay=0.01)
        self.average = [p.detach().clone() for p in self.model.parameters()]
        self.states, self.vocab, self.shape = [None] * len(hidden), vocab, (streams, length)

    def step(self):
        inputs, targets = torch.randint(self.vocab, self.shape), torch.randint(self.vocab, self.shape)
        begin = time.perf_counter()
        logits, self.states = self.model(inputs, self.states)
        loss = nn.functional.cross_entropy(logits.reshape(-1, self.vocab), targets.reshape(-1))
        self.optimiser.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
        self.optimiser.step()
        with torch.no_grad():
            for average, weight in zip(self.average, self.model.parameters()):
                average.lerp_(weight, 0.002)
        loss.item()
        return inputs.numel() / (time.perf_counter() - begin)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("bench", help="the train_bench program")
    parser.add_argument("--threads", type=int, nargs="+", default=[1, 2])
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--steps", type=int, default=4, help="of each in a round")
    args = parser.parse_args()
    print(f"PyTorch {torch.__version__}; tokens per second, median of {args.rounds * args.steps} steps")
    print(f"{'shape':10} {'threads':>7} {'Lukewarm':>10} {'PyTorch':>10} {'ratio':>6}")
    for name, shape in SHAPES.items():
        for threads in args.threads:
            torch.set_num_threads(threads)
            trainer, ours, theirs = TorchTrainer(*shape), [], []
            trainer.step()
            for _ in range(args.rounds):
                output = subprocess.run([args.bench, "--shape", name, "--threads", str(threads),
                                         "--steps", str(args.steps)], check=True, capture_output=True, text=True).stdout
                ours += [float(line.split()[2]) for line in output.splitlines()]
                theirs += [trainer.step() for _ in range(args.steps)]
            a, b = statistics.median(ours), statistics.median(theirs)
            print(f"{name:10} {threads:7} {a:10.0f} {b:10.0f} {a / b:6.2f}", flush=True)


if __name__ == "__main__":
    main()

#!/usr/bin/env python3
"""Makes tests/golden/torch/: small random models and PyTorch's own outputs for them.

    python3 tests/golden/make_torch.py        (needs torch; written with 1.13, Debian 12's python3-torch)

NAME.safetensors is an f32 model file. NAME.txt holds a line of
token ids, then a line of log-probabilities (of the next token) per token. PyTorch computes in float64 from the stored
f32 weights. Its nn.GRU has only reset-after; reset-before is written out here after Cho et al. 2014.
"""
import json
import os
import struct

import torch
from torch import nn

FOLDER = os.path.join(os.path.dirname(os.path.abspath(__file__)), "torch")
CELLS = {
    "rnn-tanh": dict(cell="rnn", activation="tanh"),
    "rnn-relu": dict(cell="rnn", activation="relu"),
    "gru-after": dict(cell="gru", reset="after"),
    "gru-before": dict(cell="gru", reset="before"),
    "lstm": dict(cell="lstm"),
}
# name: embedding (0: one-hot), hidden sizes, tied
STACKS = {
    "one-hot": (0, [19], False),
    "embedding": (7, [24, 13], False),
    "tied": (16, [21, 33, 16], True),
}
ALPHABET = "abcdefghijklmnopqrstuvwxyz \n"
STEPS = 24


class GruBefore(nn.Module):
    """One layer, batch first, with nn.GRU's parameters: n = tanh(W x + b + U (r * h) + b')."""

    def __init__(self, inputs, hidden):
        super().__init__()
        for name, value in nn.GRU(inputs, hidden).named_parameters():
            setattr(self, name, nn.Parameter(value.detach().clone()))

    def forward(self, x):
        h = x.new_zeros(x.shape[0], self.weight_hh_l0.shape[1])
        u_r, u_z, u_n = self.weight_hh_l0.chunk(3)
        c_r, c_z, c_n = self.bias_hh_l0.chunk(3)
        out = []
        for step in x.unbind(1):
            i_r, i_z, i_n = (step @ self.weight_ih_l0.T + self.bias_ih_l0).chunk(3, 1)
            r = torch.sigmoid(i_r + h @ u_r.T + c_r)
            z = torch.sigmoid(i_z + h @ u_z.T + c_z)
            n = torch.tanh(i_n + (r * h) @ u_n.T + c_n)
            h = (1 - z) * n + z * h
            out.append(h)
        return torch.stack(out, 1), None


def make_layer(options, inputs, hidden):
    if options["cell"] == "lstm":
        return nn.LSTM(inputs, hidden, batch_first=True)
    if options["cell"] == "rnn":
        return nn.RNN(inputs, hidden, batch_first=True, nonlinearity=options["activation"])
    if options["reset"] == "before":
        return GruBefore(inputs, hidden)
    return nn.GRU(inputs, hidden, batch_first=True)


def write(name, options, embedding, hidden, tied, seed):
    torch.manual_seed(seed)
    vocab = len(ALPHABET)
    encoder = nn.Embedding(vocab, embedding) if embedding else None
    sizes = [embedding or vocab] + hidden
    layers = [make_layer(options, a, b) for a, b in zip(sizes, hidden)]
    decoder = nn.Linear(hidden[-1], vocab)
    if tied:
        decoder.weight = encoder.weight
        encoder.weight.data.mul_(0.3)  # as small as a trained output's
    for module in [*layers, decoder]:  # livelier than the default: gates open and close
        for parameter in module.parameters():
            if parameter is not (encoder.weight if tied else None):
                parameter.data.mul_(2)

    tensors = {}
    if encoder:
        tensors["layers.0.weight"] = encoder.weight
    for i, layer in enumerate(layers, 1):
        for key, value in layer.named_parameters():
            tensors[f"layers.{i}.{key[:-3]}"] = value  # without _l0
    if not tied:
        tensors[f"layers.{len(layers) + 1}.weight"] = decoder.weight
    tensors[f"layers.{len(layers) + 1}.bias"] = decoder.bias
    options = {"kind" if key == "cell" else key: value for key, value in options.items()}
    config = {
        "format": 2, "name": name, "license": "MIT", "training_data": "none: random weights",
        "layers": [{"kind": "embedding", "size": embedding} if embedding else {"kind": "one-hot"},
                   *({**options, "units": units} for units in hidden),
                   {"kind": "output", **({"tied": 0} if tied else {})}],
        "tokenizer": {"kind": "char", "vocab": list(ALPHABET)},
    }
    header, offset, blob = {"__metadata__": {"lukewarm": json.dumps(config)}}, 0, b""
    for key, value in tensors.items():
        data = value.detach().numpy().astype("<f4").tobytes()
        header[key] = {"dtype": "F32", "shape": list(value.shape), "data_offsets": [offset, offset + len(data)]}
        offset, blob = offset + len(data), blob + data
    text = json.dumps(header).encode()
    text += b" " * (-len(text) % 8)
    with open(os.path.join(FOLDER, name + ".safetensors"), "wb") as file:
        file.write(struct.pack("<Q", len(text)) + text + blob)

    tokens = torch.randint(0, vocab, (1, STEPS))
    with torch.no_grad():
        x = encoder.double()(tokens) if encoder else nn.functional.one_hot(tokens, vocab).double()
        for layer in layers:
            x, _ = layer.double()(x)
        log_probabilities = torch.log_softmax(decoder.double()(x), -1)[0]
    with open(os.path.join(FOLDER, name + ".txt"), "w") as file:
        file.write(" ".join(map(str, tokens[0].tolist())) + "\n")
        for row in log_probabilities.tolist():
            file.write(" ".join(f"{value:.9f}" for value in row) + "\n")


def main():
    os.makedirs(FOLDER, exist_ok=True)
    seed = 0
    for cell, options in CELLS.items():
        for stack, (embedding, hidden, tied) in STACKS.items():
            seed += 1
            write(f"{cell}-{stack}", options, embedding, hidden, tied, seed)


if __name__ == "__main__":
    main()

"""Tutorial 16, karpathy/char-rnn (Torch7): one-hot characters, LSTM, GRU or RNN, Linear; a checkpoint as Torch7 writes it.

Torch7 cannot be installed any more. PyTorch trains the networks by char-rnn's formulas; torch7_file.py writes the file.
"""
import pathlib
import sys

import torch
from torch import nn

import common

sys.path.append(str(pathlib.Path(__file__).parents[1] / "golden/import"))
from torch7_file import checkpoint, gru_graph, lstm_graph, save

kUnits = 128
kLayers = 2
kLength = 50
kBatch = 50


class LSTM(nn.Module):
    """The gates' rows in the order i f o g."""

    def __init__(self, inputs):
        super().__init__()
        self.i2h, self.h2h = nn.Linear(inputs, 4 * kUnits), nn.Linear(kUnits, 4 * kUnits)
        with torch.no_grad():
            self.i2h.bias[kUnits:2 * kUnits] = 1

    def forward(self, x, state):
        h, c = state
        i, f, o, g = (self.i2h(x) + self.h2h(h)).chunk(4, 1)
        c = torch.sigmoid(f) * c + torch.sigmoid(i) * torch.tanh(g)
        return torch.sigmoid(o) * torch.tanh(c), c

    def parts(self):
        return [tensor.detach().numpy() for tensor in (self.i2h.weight, self.i2h.bias, self.h2h.weight, self.h2h.bias)]


class GRU(nn.Module):
    def __init__(self, inputs):
        super().__init__()
        self.gates = nn.ModuleDict({gate: nn.ModuleList([nn.Linear(inputs, kUnits), nn.Linear(kUnits, kUnits)]) for gate in "zrh"})

    def total(self, gate, x, h):
        i2h, h2h = self.gates[gate]
        return i2h(x) + h2h(h)

    def forward(self, x, state):
        h, c = state
        z, r = torch.sigmoid(self.total("z", x, h)), torch.sigmoid(self.total("r", x, h))
        return z * torch.tanh(self.total("h", x, r * h)) + (1 - z) * h, c

    def parts(self):
        return {gate: [tensor.detach().numpy() for linear in pair for tensor in (linear.weight, linear.bias)] for gate, pair in self.gates.items()}


class Network(nn.Module):
    def __init__(self, cell, vocab):
        super().__init__()
        self.vocab = vocab
        self.cells = nn.ModuleList([cell(vocab), *(cell(kUnits) for _ in range(kLayers - 1))])
        self.decoder = nn.Linear(kUnits, vocab)

    def forward(self, ids):
        states = [(torch.zeros(ids.shape[0], kUnits),) * 2 for _ in self.cells]
        outputs = []
        for x in nn.functional.one_hot(ids, self.vocab).float().unbind(1):
            for number, cell in enumerate(self.cells):
                states[number] = cell(x, states[number])
                x = states[number][0]
            outputs.append(self.decoder(x))
        return torch.stack(outputs, 1)


def main():
    options = common.options()
    text = "".join(char for char in common.read(options.text) if char < "\x80")  # char-rnn reads bytes
    chars = list(dict.fromkeys(text))
    ids = torch.tensor([chars.index(char) for char in text])

    for name, cell, graph in [("lstm", LSTM, lstm_graph), ("gru", GRU, gru_graph)]:
        network = Network(cell, len(chars))
        optimizer = torch.optim.RMSprop(network.parameters(), lr=2e-3, alpha=0.95)

        def step():
            pieces = torch.stack([ids[begin:begin + kLength + 1] for begin in torch.randint(len(ids) - kLength, (kBatch,))])
            loss = nn.functional.cross_entropy(network(pieces[:, :-1]).flatten(0, 1), pieces[:, 1:].flatten())
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_value_(network.parameters(), 5)
            optimizer.step()
            return loss.item()

        losses = common.train(options.seconds / 2, step, f"char-rnn {name}")

        @torch.no_grad()
        def probabilities(prompt):
            return network(torch.tensor([[chars.index(char) for char in prompt]]))[0, -1].softmax(-1).tolist()

        made = common.folder(options.out, f"char-rnn-{name}")
        file = f"lm_{name}_epoch1.00_{losses[-1]:.4f}.t7"
        decoder = network.decoder.weight.detach().numpy(), network.decoder.bias.detach().numpy()
        built = graph([one.parts() for one in network.cells], decoder, len(chars))
        save(made / file, checkpoint(built, name, kUnits, kLayers, chars))
        common.save_result(made, 16, f"karpathy/char-rnn, {name}", [file], probabilities, common.prompts(text), tokens=chars, recipe="char-rnn")


main()

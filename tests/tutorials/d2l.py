"""Tutorial 9, d2l.ai's recurrent networks on characters: three from scratch, with matrices [in, out], and nn.RNN's.

The state dicts are saved, as the book's chapter on files does.
"""
import re

import torch
from torch import nn

import common

kHidden = 32
kLength = 32
kBatch = 256


def matrix(rows, columns):
    return nn.Parameter(torch.randn(rows, columns) * 0.01)


class RNNScratch(nn.Module):
    def __init__(self, inputs, hidden):
        super().__init__()
        self.W_xh, self.W_hh, self.b_h = matrix(inputs, hidden), matrix(hidden, hidden), nn.Parameter(torch.zeros(hidden))

    def forward(self, xs):
        H, outputs = torch.zeros(xs.shape[1], self.W_hh.shape[0]), []
        for X in xs:
            H = torch.tanh(X @ self.W_xh + H @ self.W_hh + self.b_h)
            outputs.append(H)
        return torch.stack(outputs)


class Gated(nn.Module):
    """A triple W_x, W_h, b for each gate."""

    gates = ""

    def __init__(self, inputs, hidden):
        super().__init__()
        self.hidden = hidden
        for gate in self.gates:
            setattr(self, f"W_x{gate}", matrix(inputs, hidden))
            setattr(self, f"W_h{gate}", matrix(hidden, hidden))
            setattr(self, f"b_{gate}", nn.Parameter(torch.zeros(hidden)))

    def gate(self, name, X, H):
        return X @ getattr(self, f"W_x{name}") + H @ getattr(self, f"W_h{name}") + getattr(self, f"b_{name}")


class GRUScratch(Gated):
    gates = "zrh"

    def forward(self, xs):
        H, outputs = torch.zeros(xs.shape[1], self.hidden), []
        for X in xs:
            Z, R = torch.sigmoid(self.gate("z", X, H)), torch.sigmoid(self.gate("r", X, H))
            H = Z * H + (1 - Z) * torch.tanh(self.gate("h", X, R * H))
            outputs.append(H)
        return torch.stack(outputs)


class LSTMScratch(Gated):
    gates = "ifoc"

    def forward(self, xs):
        H, outputs = torch.zeros(xs.shape[1], self.hidden), []
        C = torch.zeros_like(H)
        for X in xs:
            I, F, O = (torch.sigmoid(self.gate(gate, X, H)) for gate in "ifo")
            C = F * C + I * torch.tanh(self.gate("c", X, H))
            H = O * torch.tanh(C)
            outputs.append(H)
        return torch.stack(outputs)


class RNN(nn.Module):
    """The concise one."""

    def __init__(self, inputs, hidden):
        super().__init__()
        self.rnn = nn.RNN(inputs, hidden)

    def forward(self, xs):
        return self.rnn(xs)[0]


class RNNLMScratch(nn.Module):
    def __init__(self, rnn, vocab_size):
        super().__init__()
        self.rnn = rnn
        self.W_hq, self.b_q = matrix(kHidden, vocab_size), nn.Parameter(torch.zeros(vocab_size))

    def forward(self, xs):
        return self.rnn(xs) @ self.W_hq + self.b_q


class RNNLM(nn.Module):
    def __init__(self, rnn, vocab_size):
        super().__init__()
        self.rnn = rnn
        self.linear = nn.Linear(kHidden, vocab_size)

    def forward(self, xs):
        return self.linear(self.rnn(xs))


def main():
    options = common.options()
    text = re.sub("[^A-Za-z]+", " ", common.read(options.text)).lower()
    vocab = ["<unk>", *sorted(set(text))]
    vocab.sort()
    ids = torch.tensor([vocab.index(char) for char in text])

    def encode(some):
        return nn.functional.one_hot(some.t(), len(vocab)).float()

    cells = [("RNNScratch", RNNScratch, RNNLMScratch, 1), ("GRUScratch", GRUScratch, RNNLMScratch, 4),
             ("LSTMScratch", LSTMScratch, RNNLMScratch, 4), ("RNN", RNN, RNNLM, 1)]
    for name, cell, model_of, lr in cells:
        model = model_of(cell(len(vocab), kHidden), len(vocab))

        def step():
            begins = torch.randint(len(ids) - kLength - 1, (kBatch,))
            piece = torch.stack([ids[begin:begin + kLength + 1] for begin in begins])
            loss = nn.functional.cross_entropy(model(encode(piece[:, :-1])).permute(1, 2, 0), piece[:, 1:])
            model.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1)
            with torch.no_grad():
                for parameter in model.parameters():
                    parameter.add_(parameter.grad, alpha=-lr)
            return loss.item()

        common.train(options.seconds / len(cells), step, f"d2l {name}")

        @torch.no_grad()
        def probabilities(prompt):
            some = torch.tensor([[vocab.index(char) for char in prompt]])
            return model(encode(some))[-1, 0].softmax(-1).tolist()

        made = common.folder(options.out, f"d2l-{name.lower()}")
        torch.save(model.state_dict(), made / f"{name.lower()}.params")
        tokens = [None if token == "<unk>" else token for token in vocab]
        common.save_result(made, 9, f"d2l.ai {name}", [f"{name.lower()}.params"], probabilities,
                           ["it has", "time traveller", *common.prompts(text, 1)], tokens=tokens, recipe="d2l")


main()

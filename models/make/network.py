"""The model as PyTorch trains it: the architectures of cpp/nn/, weights under the names of the model file.

Layers are calls of cuDNN's kernels on weights that may have been rounded or dropped just before, so the parameters are
plain tensors and not those of nn.LSTM. Gate orders are PyTorch's, which are the model file's.
"""
import math

import torch
from torch import nn
from torch.nn import functional

from .rounding import straight_through

GATES = {"lstm": 4, "gru": 3, "rnn": 1}


def input_size(architecture, layer):
    if layer:
        return architecture["hidden_sizes"][layer - 1]
    return architecture["embedding_size"] or architecture["vocab_size"]


def shapes(architecture):
    """Returns {name: shape} of every weight of the model file."""
    vocab, embedding = architecture["vocab_size"], architecture["embedding_size"]
    result = {"encoder.weight": (vocab, embedding)} if embedding else {}
    for layer, hidden in enumerate(architecture["hidden_sizes"]):
        rows = GATES[architecture["cell"]] * hidden
        result[f"rnn.weight_ih_l{layer}"] = (rows, input_size(architecture, layer))
        result[f"rnn.weight_hh_l{layer}"] = (rows, hidden)
        result[f"rnn.bias_ih_l{layer}"] = result[f"rnn.bias_hh_l{layer}"] = (rows,)
    if not architecture["tied"]:
        result["decoder.weight"] = (vocab, architecture["hidden_sizes"][-1])
    result["decoder.bias"] = (vocab,)
    return result


class Rates:
    """Dropout: output and embedding of elements, locked: one mask for all steps of a chunk (Gal and Ghahramani 2016),
    recurrent: of hidden-to-hidden weights (Merity et al. 2017)."""

    def __init__(self, output=0.0, embedding=0.0, recurrent=0.0, locked=False):
        self.output, self.embedding, self.recurrent, self.locked = output, embedding, recurrent, locked


class Network(nn.Module):
    def __init__(self, architecture, rates=None, bits=32, bf16=False):
        super().__init__()
        self.architecture, self.rates, self.bits, self.bf16 = architecture, rates or Rates(), bits, bf16
        self.weights = nn.ParameterDict(
            {name.replace(".", "/"): nn.Parameter(torch.empty(shape)) for name, shape in shapes(architecture).items()})
        self.initialize()

    def named(self):
        """Returns {name of the model file: parameter}."""
        return {key.replace("/", "."): value for key, value in self.weights.items()}

    @torch.no_grad()
    def initialize(self):
        """As InitializeParameters() of cpp/train/parameters.h."""
        hidden_sizes = self.architecture["hidden_sizes"]
        for name, weight in self.named().items():
            if name == "encoder.weight":
                limit = 0.1 if self.architecture["tied"] else math.sqrt(3)
            elif name == "decoder.bias":
                limit = 0.0
            else:
                layer = -1 if name == "decoder.weight" else int(name.rsplit("_l", 1)[1])
                limit = 1 / math.sqrt(hidden_sizes[layer])
            weight.uniform_(-limit, limit)

    @torch.no_grad()
    def load(self, tensors):
        """Takes the weights {name: array}; biases may be missing."""
        for name, weight in self.named().items():
            if name in tensors:
                weight.copy_(torch.as_tensor(tensors[name]))
            elif weight.dim() == 1:
                weight.zero_()
            else:
                raise SystemExit(f"The model to go on from lacks {name}.")

    def initial_state(self, streams, device=None):
        """Returns what a layer remembers before the first token: (h, c) of an LSTM, else (h,)."""
        count = 2 if self.architecture["cell"] == "lstm" else 1
        return [tuple(torch.zeros(1, streams, hidden, device=device) for _ in range(count))
                for hidden in self.architecture["hidden_sizes"]]

    def drop(self, x, rate):
        if not self.training or rate == 0:
            return x
        if not self.rates.locked:
            return functional.dropout(x, rate)
        return x * functional.dropout(torch.ones_like(x[:1]), rate)

    def matrix(self, name):
        """Returns a matrix as this step uses it: rounded where that is asked for."""
        weight = self.weights[name.replace(".", "/")]
        if self.bits == 32:
            return weight
        own = name == "encoder.weight" and not self.architecture["tied"]
        return straight_through(weight, 8 if own else self.bits)

    def forward(self, ids, state):
        """ids: [length, streams]. Returns (logits [length, streams, vocab], state after)."""
        architecture, after = self.architecture, []
        vocab = architecture["vocab_size"]
        encoder = self.matrix("encoder.weight") if architecture["embedding_size"] else None
        x = functional.embedding(ids, encoder) if encoder is not None else functional.one_hot(ids, vocab).float()
        x = self.drop(x, self.rates.embedding if encoder is not None else 0)
        for layer in range(len(architecture["hidden_sizes"])):
            x, memory = self.run_layer(layer, x, state[layer])
            x = self.drop(x, self.rates.output)
            after.append(memory)
        decoder = encoder if architecture["tied"] else self.matrix("decoder.weight")
        bias = self.weights["decoder/bias"]
        if self.bf16:
            return functional.linear(x.bfloat16(), decoder.bfloat16(), bias.bfloat16()).float(), after
        return functional.linear(x, decoder, bias), after

    def run_layer(self, layer, x, state):
        recurrent = functional.dropout(self.matrix(f"rnn.weight_hh_l{layer}"), self.rates.recurrent, self.training)
        weights = [self.matrix(f"rnn.weight_ih_l{layer}"), recurrent,
                   self.weights[f"rnn/bias_ih_l{layer}"], self.weights[f"rnn/bias_hh_l{layer}"]]
        cell = self.architecture["cell"]
        if cell == "gru" and self.architecture.get("reset", "after") == "before":
            return gru_reset_before(x, state, *weights)
        if self.bf16:
            x, state = x.bfloat16(), tuple(part.bfloat16() for part in state)
            weights = [weight.bfloat16() for weight in weights]
        rest = (True, 1, 0.0, self.training, False, False)  # biases, layers, dropout, training, two ways, batch first
        if cell == "lstm":
            out, *memory = torch.lstm(x, state, weights, *rest)
        else:
            activation = self.architecture.get("activation", "tanh")
            run = torch.gru if cell == "gru" else torch.rnn_tanh if activation == "tanh" else torch.rnn_relu
            out, *memory = run(x, state[0], weights, *rest)
        return out.float(), tuple(part.float() for part in memory)


def gru_reset_before(x, state, weight_ih, weight_hh, bias_ih, bias_hh):
    """n = tanh(W x + b + U (r * h) + b'), Cho et al. 2014; cuDNN has only reset-after."""
    h, out = state[0][0], []
    u_r, u_z, u_n = weight_hh.chunk(3)
    c_r, c_z, c_n = bias_hh.chunk(3)
    for inputs in functional.linear(x, weight_ih, bias_ih).unbind(0):
        i_r, i_z, i_n = inputs.chunk(3, 1)
        r = torch.sigmoid(i_r + functional.linear(h, u_r, c_r))
        z = torch.sigmoid(i_z + functional.linear(h, u_z, c_z))
        n = torch.tanh(i_n + functional.linear(r * h, u_n, c_n))
        h = (1 - z) * n + z * h
        out.append(h)
    return torch.stack(out), (h[None],)

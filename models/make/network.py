"""The model as PyTorch trains it: layers of cpp/nn/, weights under the names of the model file.

Layers are calls of cuDNN's kernels on weights that may have been rounded or dropped just before, so the parameters are
plain tensors and not those of nn.LSTM. Gate orders are PyTorch's, which are the model file's.
"""
import math

import torch
from torch import nn
from torch.nn import functional

from .layers import GATES, shapes, stored_bits
from .rounding import straight_through

ACTIVATIONS = {"linear": lambda x: x, "tanh": torch.tanh, "sigmoid": torch.sigmoid, "relu": torch.relu}


def check(layers):
    """Refuses activations that cuDNN's kernels do not have."""
    for layer in layers:
        kind, activation = layer["kind"], layer.get("activation", "tanh")
        known = {"rnn": ("tanh", "relu"), "dense": ACTIVATIONS}.get(kind, ("tanh",))
        if activation not in known or layer.get("recurrent_activation", "sigmoid") != "sigmoid":
            raise SystemExit(f"The activations of the layer {kind} are not supported here.")


class Rates:
    """Dropout: output and embedding of elements, locked: one mask for all steps of a chunk (Gal and Ghahramani 2016),
    recurrent: of hidden-to-hidden weights (Merity et al. 2017)."""

    def __init__(self, output=0.0, embedding=0.0, recurrent=0.0, locked=False):
        self.output, self.embedding, self.recurrent, self.locked = output, embedding, recurrent, locked


class Network(nn.Module):
    def __init__(self, layers, vocab, rates=None, bits=32, bf16=False):
        super().__init__()
        check(layers)
        self.layers, self.vocab, self.rates, self.bits, self.bf16 = layers, vocab, rates or Rates(), bits, bf16
        self.weights = nn.ParameterDict({name.replace(".", "/"): nn.Parameter(torch.empty(shape))
                                         for name, shape in shapes(layers, vocab).items()})
        self.initialize()

    def named(self):
        """Returns {name of the model file: parameter}."""
        return {key.replace("/", "."): value for key, value in self.weights.items()}

    @torch.no_grad()
    def initialize(self):
        """As InitializeParameters() of cpp/train/parameters.h: recurrent layers after their units, others after what
        they read; a layer normalisation is the identity."""
        for name, weight in self.named().items():
            index, key = int(name.split(".")[1]), name.split(".")[2]
            kind = self.layers[index]["kind"]
            if kind == "layer-norm":
                weight.fill_(1.0 if key == "weight" else 0.0)
                continue
            if kind == "embedding":
                limit = 0.1 if self.layers[-1].get("tied") == index else math.sqrt(3)
            elif kind in GATES:
                limit = 1 / math.sqrt(self.layers[index]["units"])
            else:
                limit = 0.0 if key == "bias" else 1 / math.sqrt(weight.shape[1])
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
        """Returns the state of each layer before the first token: (h, c) of an LSTM, (h,) of others that recur, ()."""
        counts = {"lstm": 2, "gru": 1, "rnn": 1}
        return [tuple(torch.zeros(1, streams, layer["units"], device=device) for _ in range(counts[layer["kind"]]))
                if layer["kind"] in counts else () for layer in self.layers]

    def drop(self, x, rate):
        if not self.training or rate == 0:
            return x
        if not self.rates.locked:
            return functional.dropout(x, rate)
        return x * functional.dropout(torch.ones_like(x[:1]), rate)

    def weight(self, index, key):
        return self.weights[f"layers/{index}/{key}"]

    def matrix(self, index, key="weight"):
        """Returns a matrix as this step uses it: rounded if that is asked for."""
        weight = self.weight(index, key)
        if self.bits == 32:
            return weight
        return straight_through(weight, stored_bits(self.layers, f"layers.{index}.{key}", self.bits))

    def linear(self, x, weight, bias):
        if not self.bf16:
            return functional.linear(x, weight, bias)
        return functional.linear(x.bfloat16(), weight.bfloat16(), bias.bfloat16()).float()

    def forward(self, ids, state):
        """ids: [length, streams]. Returns (logits [length, streams, vocab], state after)."""
        x, after, tables = None, [], {}
        for index, (layer, memory) in enumerate(zip(self.layers, state)):
            kind = layer["kind"]
            if kind == "embedding":
                tables[index] = self.matrix(index)
                x = self.drop(functional.embedding(ids, tables[index]), self.rates.embedding)
            elif kind == "one-hot":
                x = functional.one_hot(ids, self.vocab).float()
            elif kind in GATES:
                x, memory = self.run_layer(index, x, memory)
                x = self.drop(x, self.rates.output)
            elif kind == "layer-norm":
                x = functional.layer_norm(x, x.shape[-1:], self.weight(index, "weight"), self.weight(index, "bias"),
                                          layer.get("epsilon", 1e-5))
            else:
                tied = layer.get("tied")
                x = self.linear(x, self.matrix(index) if tied is None else tables[tied], self.weight(index, "bias"))
                x = ACTIVATIONS[layer.get("activation", "linear")](x)
            after.append(memory)
        return x, after

    def run_layer(self, index, x, state):
        layer = self.layers[index]
        recurrent = functional.dropout(self.matrix(index, "weight_hh"), self.rates.recurrent, self.training)
        weights = [self.matrix(index, "weight_ih"), recurrent, self.weight(index, "bias_ih"),
                   self.weight(index, "bias_hh")]
        kind = layer["kind"]
        if kind == "gru" and layer.get("reset", "after") == "before":
            return gru_reset_before(x, state, *weights)
        if self.bf16:
            x, state = x.bfloat16(), tuple(part.bfloat16() for part in state)
            weights = [weight.bfloat16() for weight in weights]
        rest = (True, 1, 0.0, self.training, False, False)  # biases, layers, dropout, training, two ways, batch first
        if kind == "lstm":
            out, *memory = torch.lstm(x, state, weights, *rest)
        else:
            relu = layer.get("activation", "tanh") == "relu"
            run = torch.gru if kind == "gru" else torch.rnn_relu if relu else torch.rnn_tanh
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

"""The model as PyTorch trains it: layers of cpp/nn/, weights under the names of the model file.

Layers are calls of cuDNN's kernels where it has them, and loops over the steps where not, on weights that may have been
rounded or dropped just before: the parameters are plain tensors and not those of nn.LSTM. Gate orders are PyTorch's, which
are the model file's.
"""
import math

import torch
from torch import nn
from torch.nn import functional

from .layers import GATES, shapes, stored_bits
from .rounding import straight_through

ACTIVATIONS = {"linear": lambda x: x, "tanh": torch.tanh, "sigmoid": torch.sigmoid, "relu": torch.relu,
               "hard-sigmoid": lambda x: (x / 6 + 0.5).clamp(0, 1),
               "hard-sigmoid-keras-2": lambda x: (0.2 * x + 0.5).clamp(0, 1)}
# cuDNN's kernels: (kind, activation, recurrent activation).
KERNELS = {("lstm", "tanh", "sigmoid"): torch.lstm, ("gru", "tanh", "sigmoid"): torch.gru,
           ("rnn", "tanh", "sigmoid"): torch.rnn_tanh, ("rnn", "relu", "sigmoid"): torch.rnn_relu}


class Rates:
    """Dropout: output and embedding of elements, locked: one mask for all steps of a chunk (Gal and Ghahramani 2016),
    recurrent: of hidden-to-hidden weights (Merity et al. 2017)."""

    def __init__(self, output=0.0, embedding=0.0, recurrent=0.0, locked=False):
        self.output, self.embedding, self.recurrent, self.locked = output, embedding, recurrent, locked


class Network(nn.Module):
    def __init__(self, layers, vocab, rates=None, bits=32, bf16=False):
        super().__init__()
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
        names = layer.get("activation", "tanh"), layer.get("recurrent_activation", "sigmoid")
        kernel = KERNELS.get((layer["kind"], *names)) if layer.get("reset", "after") == "after" else None
        if kernel is None:
            return run_steps(layer, x, state, weights, *map(ACTIVATIONS.get, names))
        if self.bf16:
            x, state = x.bfloat16(), tuple(part.bfloat16() for part in state)
            weights = [weight.bfloat16() for weight in weights]
        rest = (True, 1, 0.0, self.training, False, False)  # biases, layers, dropout, training, two ways, batch first
        out, *memory = kernel(x, state if len(state) > 1 else state[0], weights, *rest)
        return out.float(), tuple(part.float() for part in memory)


def run_steps(layer, x, state, weights, activate, recur):
    """A recurrent layer one step at a time: cpp/nn/lstm.h, gru.h and rnn.h. Returns (outputs, state after)."""
    weight_ih, weight_hh, bias_ih, bias_hh = weights
    step = {"lstm": lstm_step, "gru": gru_step if layer.get("reset", "after") == "after" else gru_step_before,
            "rnn": rnn_step}[layer["kind"]]
    memory, out = [part[0] for part in state], []
    for inputs in functional.linear(x, weight_ih, bias_ih).unbind(0):
        memory = step(inputs, memory, weight_hh, bias_hh, activate, recur)
        out.append(memory[0])
    return torch.stack(out), tuple(part[None] for part in memory)


def lstm_step(inputs, memory, weight, bias, activate, recur):
    h, c = memory
    i, f, g, o = (inputs + functional.linear(h, weight, bias)).chunk(4, 1)
    c = recur(f) * c + recur(i) * activate(g)
    return recur(o) * activate(c), c


def gru_step(inputs, memory, weight, bias, activate, recur):
    """n = a(W x + b + r * (U h + b')), as in PyTorch and Keras."""
    h, = memory
    (i_r, i_z, i_n), (u_r, u_z, u_n) = inputs.chunk(3, 1), functional.linear(h, weight, bias).chunk(3, 1)
    z, n = recur(i_z + u_z), activate(i_n + recur(i_r + u_r) * u_n)
    return (n + z * (h - n),)


def gru_step_before(inputs, memory, weight, bias, activate, recur):
    """n = a(W x + b + U (r * h) + b'), Cho et al. 2014."""
    h, = memory
    (i_r, i_z, i_n), (u_r, u_z, u_n), (c_r, c_z, c_n) = inputs.chunk(3, 1), weight.chunk(3), bias.chunk(3)
    r, z = recur(i_r + functional.linear(h, u_r, c_r)), recur(i_z + functional.linear(h, u_z, c_z))
    n = activate(i_n + functional.linear(r * h, u_n, c_n))
    return (n + z * (h - n),)


def rnn_step(inputs, memory, weight, bias, activate, _):
    return (activate(inputs + functional.linear(memory[0], weight, bias)),)

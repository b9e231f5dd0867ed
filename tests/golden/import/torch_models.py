"""Networks as the tutorials and repositories of make_torch.py write them: names, shapes and formulas are theirs."""
import torch
from torch import nn
from torch.nn import functional as F


class Vocab:
    def __init__(self, tokens):
        self.itos = list(tokens)
        self.stoi = {token: id for id, token in enumerate(tokens)}


class Corpus:
    def __init__(self, dictionary):
        self.dictionary = dictionary


class CharRNN(nn.Module):
    """char-rnn.pytorch."""

    def __init__(self, inputs, hidden, outputs, model, layers):
        super().__init__()
        self.model, self.input_size, self.hidden_size, self.output_size, self.n_layers = model, inputs, hidden, outputs, layers
        self.encoder = nn.Embedding(inputs, hidden)
        self.rnn = {"gru": nn.GRU, "lstm": nn.LSTM}[model](hidden, hidden, layers)
        self.decoder = nn.Linear(hidden, outputs)

    def forward(self, ids, hidden):
        out, hidden = self.rnn(self.encoder(ids)[None], hidden)
        return self.decoder(out[0]), hidden

    def init_hidden(self, batch):
        return torch.zeros(self.n_layers, batch, self.hidden_size)


class RNNModel(nn.Module):
    """pytorch/examples, word_language_model."""

    def __init__(self, rnn_type, ntoken, ninp, nhid, nlayers, dropout, tie_weights):
        super().__init__()
        self.drop = nn.Dropout(dropout)
        self.encoder = nn.Embedding(ntoken, ninp)
        self.rnn = nn.RNN(ninp, nhid, nlayers, nonlinearity={"RNN_TANH": "tanh", "RNN_RELU": "relu"}[rnn_type], dropout=dropout)
        self.decoder = nn.Linear(nhid, ntoken)
        if tie_weights:
            self.decoder.weight = self.encoder.weight
        self.ntoken, self.rnn_type, self.nhid, self.nlayers = ntoken, rnn_type, nhid, nlayers

    def forward(self, ids, hidden):
        out, hidden = self.rnn(self.drop(self.encoder(ids)), hidden)
        return F.log_softmax(self.decoder(self.drop(out)).view(-1, self.ntoken), 1), hidden

    def init_hidden(self, batch):
        return torch.zeros(self.nlayers, batch, self.nhid)


class UdacityRNN(nn.Module):
    """Udacity's CharRNN: one-hot characters."""

    def __init__(self, tokens, n_hidden, n_layers):
        super().__init__()
        self.chars, self.n_hidden, self.n_layers = tokens, n_hidden, n_layers
        self.lstm = nn.LSTM(len(tokens), n_hidden, n_layers, dropout=0.5, batch_first=True)
        self.dropout = nn.Dropout(0.5)
        self.fc = nn.Linear(n_hidden, len(tokens))

    def forward(self, x, hidden):
        out, hidden = self.lstm(x, hidden)
        return self.fc(self.dropout(out).reshape(-1, self.n_hidden)), hidden

    def init_hidden(self, batch, dtype):
        return tuple(torch.zeros(self.n_layers, batch, self.n_hidden, dtype=dtype) for _ in range(2))


class D2l(nn.Module):
    """d2l.ai's networks from scratch: matrices [in, out], one-hot input."""

    gates = ""

    def __init__(self, vocab, hidden):
        super().__init__()
        self.rnn = nn.Module()
        self.hidden = hidden
        for gate in self.gates:
            setattr(self.rnn, f"W_x{gate}", nn.Parameter(0.01 * torch.randn(vocab, hidden)))
            setattr(self.rnn, f"W_h{gate}", nn.Parameter(0.01 * torch.randn(hidden, hidden)))
            setattr(self.rnn, f"b_{gate}", nn.Parameter(torch.zeros(hidden)))
        self.W_hq = nn.Parameter(0.01 * torch.randn(hidden, vocab))
        self.b_q = nn.Parameter(torch.zeros(vocab))

    def gate(self, name, x, h):
        return x @ getattr(self.rnn, f"W_x{name}") + h @ getattr(self.rnn, f"W_h{name}") + getattr(self.rnn, f"b_{name}")

    def forward(self, xs):
        state = None
        h = torch.zeros(self.hidden, dtype=xs.dtype)
        for x in xs:
            h, state = self.step(x, h, state)
        return h @ self.W_hq + self.b_q


class D2lRNN(D2l):
    gates = "h"

    def step(self, x, h, _):
        return torch.tanh(self.gate("h", x, h)), None


class D2lGRU(D2l):
    gates = "zrh"

    def step(self, x, h, _):
        z, r = torch.sigmoid(self.gate("z", x, h)), torch.sigmoid(self.gate("r", x, h))
        candidate = torch.tanh(self.gate("h", x, r * h))
        return z * h + (1 - z) * candidate, None


class D2lLSTM(D2l):
    gates = "ifoc"

    def step(self, x, h, c):
        i, f, o = (torch.sigmoid(self.gate(gate, x, h)) for gate in "ifo")
        c = f * (torch.zeros_like(h) if c is None else c) + i * torch.tanh(self.gate("c", x, h))
        return o * torch.tanh(c), c


class MakemoreRNNCell(nn.Module):
    def __init__(self, embed, hidden):
        super().__init__()
        self.xh_to_h = nn.Linear(embed + hidden, hidden)

    def forward(self, x, h):
        return torch.tanh(self.xh_to_h(torch.cat([x, h], 1)))


class MakemoreGRUCell(nn.Module):
    def __init__(self, embed, hidden):
        super().__init__()
        self.xh_to_z = nn.Linear(embed + hidden, hidden)
        self.xh_to_r = nn.Linear(embed + hidden, hidden)
        self.xh_to_hbar = nn.Linear(embed + hidden, hidden)

    def forward(self, x, h):
        xh = torch.cat([x, h], 1)
        r, z = torch.sigmoid(self.xh_to_r(xh)), torch.sigmoid(self.xh_to_z(xh))
        hbar = torch.tanh(self.xh_to_hbar(torch.cat([x, r * h], 1)))
        return (1 - z) * h + z * hbar


class Makemore(nn.Module):
    """karpathy/makemore's RNN: a learned start, token 0 starts and stops."""

    def __init__(self, kind, vocab, embed, hidden):
        super().__init__()
        self.start = nn.Parameter(torch.randn(1, hidden))
        self.wte = nn.Embedding(vocab, embed)
        self.cell = {"rnn": MakemoreRNNCell, "gru": MakemoreGRUCell}[kind](embed, hidden)
        self.lm_head = nn.Linear(hidden, vocab)

    def forward(self, ids):
        h, hiddens = self.start.expand((ids.shape[0], -1)), []
        for x in self.wte(ids).unbind(1):
            h = self.cell(x, h)
            hiddens.append(h)
        return self.lm_head(torch.stack(hiddens, 1))


class GenerationTutorial(nn.Module):
    """PyTorch's char_rnn_generation_tutorial; without `joined` that of the tutorial on classification, made to generate."""

    def __init__(self, categories, inputs, hidden, outputs, joined=True):
        super().__init__()
        self.joined = joined
        self.i2h = nn.Linear(categories + inputs + hidden, hidden)
        self.i2o = nn.Linear(categories + inputs + hidden, outputs)
        if joined:
            self.o2o = nn.Linear(hidden + outputs, outputs)
        self.dropout = nn.Dropout(0.1)
        self.softmax = nn.LogSoftmax(dim=1)

    def forward(self, category, x, hidden):
        combined = torch.cat(([category] if category is not None else []) + [x, hidden], 1)
        hidden, out = self.i2h(combined), self.i2o(combined)
        if self.joined:
            out = self.o2o(torch.cat((hidden, out), 1))
        return self.softmax(self.dropout(out)), hidden


def parameter(*shape):
    return nn.Parameter(torch.randn(*shape) / shape[0] ** 0.5)


class Handmade(nn.Module):
    """Cells under the names that repositories give their parts."""

    def __init__(self, kind, vocab, embed, hidden):
        super().__init__()
        self.kind, self.hidden = kind, hidden
        joined = embed + hidden
        self.E = nn.Embedding(vocab, embed)
        layers = {
            "w-u": {"W": (embed, hidden), "U": (hidden, hidden)},
            "i2h-h2h": {"i2h": (embed, hidden), "h2h": (hidden, hidden)},
            "i2h-joined": {"i2h": (joined, hidden)},
            "wax": {},
            "lstm-gates": {f"W_{side}{gate}": (embed if side == "i" else hidden, hidden) for gate in "ifgo" for side in "ih"},
            "lstm-packed": {"x2h": (embed, 4 * hidden), "h2h": (hidden, 4 * hidden)},
            "lstm-ordered": {"Wx": (embed, 4 * hidden), "Wh": (hidden, 4 * hidden)},
            "gru-ordered": {"Wx": (embed, 3 * hidden), "Wh": (hidden, 3 * hidden)},
            "lstm-bare": {},
            "lstm-joined": {f"{gate}_gate": (joined, hidden) for gate in ("forget", "input", "output", "cell")},
            "gru-gates": {f"W_{side}{gate}": (embed if side == "i" else hidden, hidden) for gate in "rzn" for side in "ih"},
            "gru-packed": {"x2h": (embed, 3 * hidden), "h2h": (hidden, 3 * hidden)},
            "gru-joined": {f"W_{gate}": (joined, hidden) for gate in ("z", "r", "h")},
            "stack": {},
        }[kind]
        for name, (inputs, outputs) in layers.items():
            setattr(self, name, nn.Linear(inputs, outputs))
        if kind in ("w-u",):
            self.tanh = nn.Tanh()
        if kind == "wax":
            self.Wax, self.Waa, self.ba = parameter(embed, hidden), parameter(hidden, hidden), parameter(hidden)
            self.Wya, self.by = parameter(hidden, vocab), parameter(vocab)
        if kind == "lstm-bare":
            for gate in "ifco":
                setattr(self, f"U_{gate}", parameter(embed, hidden))
                setattr(self, f"V_{gate}", parameter(hidden, hidden))
                setattr(self, f"b_{gate}", parameter(hidden))
        if kind == "stack":
            self.cells = nn.ModuleList([Handmade("lstm-packed", 1, embed, hidden), Handmade("gru-packed", 1, hidden, hidden)])
            for cell in self.cells:
                del cell.E, cell.Wout
        if kind != "wax":
            self.Wout = nn.Linear(hidden, vocab)

    def out(self, h):
        return h @ self.Wya + self.by if self.kind == "wax" else self.Wout(h)

    def forward(self, ids):
        state = [None, None] if self.kind == "stack" else None
        for x in self.E(ids):
            if self.kind == "stack":
                for i, cell in enumerate(self.cells):
                    state[i] = cell.step(x, state[i])
                    x = state[i][0]
                h = x
            else:
                state = self.step(x, state)
                h = state[0]
        return self.out(h)

    def step(self, x, state):
        zero = torch.zeros(self.hidden, dtype=x.dtype)
        h, c = state or (zero, zero)
        sigmoid, tanh, kind = torch.sigmoid, torch.tanh, self.kind
        if kind == "w-u":
            return tanh(self.W(x) + self.U(h)), c
        if kind == "i2h-h2h":
            return tanh(self.i2h(x) + self.h2h(h)), c
        if kind == "i2h-joined":
            return tanh(self.i2h(torch.cat([x, h]))), c
        if kind == "wax":
            return tanh(x @ self.Wax + h @ self.Waa + self.ba), c
        if kind == "gru-gates":
            r, z = (sigmoid(getattr(self, f"W_i{gate}")(x) + getattr(self, f"W_h{gate}")(h)) for gate in "rz")
            n = tanh(self.W_in(x) + r * self.W_hn(h))
            return (1 - z) * n + z * h, c
        if kind == "gru-packed":
            (x_r, x_z, x_n), (h_r, h_z, h_n) = self.x2h(x).chunk(3), self.h2h(h).chunk(3)
            z = sigmoid(x_z + h_z)
            n = tanh(x_n + sigmoid(x_r + h_r) * h_n)
            return n + z * (h - n), c
        if kind == "gru-ordered":
            (x_z, x_r, x_n), (h_z, h_r, h_n) = self.Wx(x).chunk(3), self.Wh(h).chunk(3)
            z = sigmoid(x_z + h_z)
            return (1 - z) * tanh(x_n + sigmoid(x_r + h_r) * h_n) + z * h, c
        if kind == "gru-joined":
            joined = torch.cat([h, x])
            z, r = sigmoid(self.W_z(joined)), sigmoid(self.W_r(joined))
            return (1 - z) * h + z * tanh(self.W_h(torch.cat([r * h, x]))), c
        if kind == "lstm-gates":
            i, f, g, o = (getattr(self, f"W_i{gate}")(x) + getattr(self, f"W_h{gate}")(h) for gate in "ifgo")
        elif kind == "lstm-packed":
            i, f, g, o = (self.x2h(x) + self.h2h(h)).chunk(4)
        elif kind == "lstm-ordered":
            i, f, o, g = (self.Wx(x) + self.Wh(h)).chunk(4)
        elif kind == "lstm-bare":
            i, f, g, o = (x @ getattr(self, f"U_{gate}") + h @ getattr(self, f"V_{gate}") + getattr(self, f"b_{gate}") for gate in "ifco")
        else:
            joined = torch.cat([h, x])
            i, f, g, o = (getattr(self, f"{gate}_gate")(joined) for gate in ("input", "forget", "cell", "output"))
        c = sigmoid(f) * c + sigmoid(i) * tanh(g)
        return sigmoid(o) * tanh(c), c

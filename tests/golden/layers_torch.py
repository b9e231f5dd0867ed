"""A model of make_layers.py in PyTorch: its own modules, with the file's weights, whose layout is PyTorch's."""
import torch
from torch import nn

VERSIONS = {"torch": torch.__version__}
RECURRENT = {"rnn": nn.RNN, "gru": nn.GRU, "lstm": nn.LSTM}
ACTIVATIONS = {"linear": nn.Identity(), "tanh": nn.Tanh(), "relu": nn.ReLU(), "sigmoid": nn.Sigmoid()}


def load(module, weights):
    module.load_state_dict({name: torch.tensor(value) for name, value in weights.items()}, strict=True)
    return module


class Recurrent(nn.Module):
    """A recurrent layer of either kind, from its start state."""

    def __init__(self, config, width, weights):
        super().__init__()
        inner = config.get("layer", config)
        self.both, self.sequences = "layer" in config, inner.get("return_sequences", True)
        directions = {"forward.": "_l0", "backward.": "_l0_reverse"} if self.both else {"": "_l0"}
        options = {"nonlinearity": inner.get("activation", "tanh")} if inner["kind"] == "rnn" else {}
        self.net = load(
            RECURRENT[inner["kind"]](width, inner["units"], batch_first=True, bidirectional=self.both,
                                     bias=any("bias" in name for name in weights), **options),
            {name.removeprefix(prefix) + suffix: value for prefix, suffix in directions.items()
             for name, value in weights.items() if name.startswith(prefix) and "start" not in name})
        self.start = nn.ParameterList(
            torch.stack([torch.tensor(weights[prefix + part]) for prefix in directions])[:, None]
            for part in ("start_h", "start_c") if next(iter(directions)) + part in weights)

    def forward(self, x):
        start = tuple(self.start)
        sequence, last = self.net(x, start if len(start) == 2 else start[0]) if start else self.net(x)
        if self.sequences:
            return sequence
        last = last[0] if isinstance(last, tuple) else last
        return torch.cat(list(last), -1)[:, None]


def build(config, width, weights, outputs):
    """Returns the function that computes a layer, and its module."""
    kind = config["kind"]
    if kind in RECURRENT or kind == "bidirectional":
        return Recurrent(config, width, weights)
    if kind == "dense":
        return nn.Sequential(load(nn.Linear(width, config["units"], bias="bias" in weights), weights),
                             ACTIVATIONS[config.get("activation", "linear")])
    if kind == "layer-norm":
        return load(nn.LayerNorm(width, eps=config.get("epsilon", 1e-5)), weights)
    assert kind == "output", kind
    return load(nn.Linear(width, outputs, bias="bias" in weights), weights)


def outputs(fixture, tensors, texts, dtype):
    """Returns for each text the logits after each of its ids [ids, vocab]."""
    dtype = getattr(torch, dtype)

    @torch.no_grad()
    def run(ids):
        ids, done = torch.tensor([ids]), []
        for n, config in enumerate(fixture.layers):
            prefix = f"layers.{n}."
            weights = {name.removeprefix(prefix): value for name, value in tensors.items() if name.startswith(prefix)}
            if config["kind"] == "embedding":
                embedding = load(nn.Embedding(*weights["weight"].shape), weights).to(dtype)
                x = embedding(ids)
            elif config["kind"] == "one-hot":
                x = nn.functional.one_hot(ids, len(fixture.vocab)).to(dtype)
            elif config["kind"] == "scaled-id":
                x = ids[..., None].to(dtype) / config.get("divisor", len(fixture.vocab))
            elif config["kind"] == "concatenate":
                x = torch.cat([done[i] for i in config["inputs"]], -1)
            else:
                if "tied" in config:
                    weights["weight"] = embedding.weight.numpy()
                x = build(config, x.shape[-1], weights, len(fixture.vocab)).to(dtype)(x)
            done.append(x)
        return x[0]

    def rows(ids):
        if not fixture.window:
            return run(ids).numpy()
        return torch.stack([run(fixture.read(ids[:n + 1]))[-1] for n in range(len(ids))]).numpy()

    return [rows(ids) for ids in texts]

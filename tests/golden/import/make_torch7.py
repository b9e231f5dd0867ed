"""Makes the folders of torch7/: files as Torch7 writes them, with the probabilities that numpy computes by char-rnn's formulas.

    python make_torch7.py

Torch7 is no longer to be installed: torch7_file.py writes the files, after the sources of torch7, nngraph and char-rnn.
"""
import json
import pathlib

import numpy as np

from torch7_file import Object, Tensor, checkpoint, gru_graph, lstm_graph, rnn_graph, save

HERE = pathlib.Path(__file__).parent / "torch7"
CHARS = list("\n abcdef")
PROMPTS = ["a", "fade", "bead cafe"]
draw = np.random.default_rng(7)


def matrix(*shape):
    return draw.normal(0, 1, shape).astype(np.float32)


def sigmoid(x):
    return 1 / (1 + np.exp(-x))


def softmax(x):
    e = np.exp(x - x.max())
    return e / e.sum()


def write(name, root, step, units, decoder, first=None):
    """step(x, states) returns the new states, each (h, c or None)."""
    folder = HERE / name
    folder.mkdir(parents=True, exist_ok=True)
    save(folder / "lm_epoch1.00_3.0000.t7", root)
    cases = []
    for prompt in PROMPTS:
        states = [(np.zeros(size), np.zeros(size)) for size in units]
        for char in prompt:
            x = np.eye(len(CHARS))[CHARS.index(char)] if first is None else first[CHARS.index(char)].astype(float)
            states = step(x, states)
        weight, bias = decoder
        probabilities = softmax(weight.astype(float) @ states[-1][0] + bias)
        cases.append({"prompt": prompt, "probabilities": [float(f"{value:.9g}") for value in probabilities]})
    expected = {"files": ["lm_epoch1.00_3.0000.t7"], "vocabulary": None, "cases": cases}
    (folder / "expected.json").write_text(json.dumps(expected, indent=1) + "\n")


def stacked(layers, cell):
    def step(x, states):
        result = []
        for layer, (h, c) in zip(layers, states):
            h, c = cell(layer, x, h, c)
            result.append((h, c))
            x = h
        return result
    return step


def lstm(layer, x, h, c):
    weight, bias, recurrent, recurrent_bias = layer
    i, f, o, g = np.split(weight @ x + bias + recurrent @ h + (0 if recurrent_bias is None else recurrent_bias), 4)
    c = sigmoid(f) * c + sigmoid(i) * np.tanh(g)
    return sigmoid(o) * np.tanh(c), c


def gru(layer, x, h, c):
    def total(name, state):
        weight, bias, recurrent, recurrent_bias = layer[name]
        return weight @ x + bias + recurrent @ state + recurrent_bias
    z, r = sigmoid(total("z", h)), sigmoid(total("r", h))
    return z * np.tanh(total("h", r * h)) + (1 - z) * h, c


def rnn(layer, x, h, c):
    weight, bias, recurrent, recurrent_bias = layer
    return np.tanh(weight @ x + bias + recurrent @ h + recurrent_bias), c


def main():
    size = len(CHARS)
    decoder = matrix(size, 5), matrix(size)

    # All weights in one storage, as char-rnn has them after combine_all_parameters.
    flat = matrix(20 * size + 20 + 20 * 5)
    pieces = np.split(flat, [20 * size, 20 * size + 20])
    first = pieces[0].reshape(20, size), pieces[1], pieces[2].reshape(20, 5), None
    layers = [first, (matrix(20, 5), matrix(20), matrix(20, 5), matrix(20))]
    write("lstm", checkpoint(lstm_graph(layers, decoder, size), "lstm", 5, 2, CHARS), stacked(layers, lstm), [5, 5], decoder)

    # As many units as characters: what is read and what is kept have matrices of the same shape.
    decoder = matrix(size, size), matrix(size)
    layers = [{gate: (matrix(size, size), matrix(size), matrix(size, size), matrix(size)) for gate in "zrh"} for _ in range(2)]
    write("gru", checkpoint(gru_graph(layers, decoder, size), "gru", size, 2, CHARS), stacked(layers, gru), [size, size], decoder)

    decoder = matrix(size, 5), matrix(size)
    layers = [(matrix(5, size), matrix(5), matrix(5, 5), matrix(5)), (matrix(5, 5), matrix(5), matrix(5, 5), matrix(5))]
    write("rnn", checkpoint(rnn_graph(layers, decoder), "rnn", 5, 2, CHARS), stacked(layers, rnn), [5, 5], decoder)

    # jcjohnson/torch-rnn: a list of layers, one matrix [inputs + units, 4 units] each.
    table = matrix(size, 4)
    layers = [(matrix(9, 20), matrix(20)), (matrix(10, 20), matrix(20))]
    network = Object("nn.Sequential", modules=[
        Object("nn.LookupTable", weight=Tensor(table, "Double")),
        *(Object("nn.LSTM", weight=Tensor(weight, "Double"), bias=Tensor(bias, "Double"), input_dim=weight.shape[0] - 5, hidden_dim=5,
                 remember_states=True) for weight, bias in layers),
        Object("nn.View", numElements=5), Object("nn.Linear", weight=Tensor(decoder[0], "Double"), bias=Tensor(decoder[1], "Double")),
        Object("nn.View", numElements=size),
    ])
    model = Object("nn.LanguageModel", idx_to_token=CHARS, token_to_idx={char: id for id, char in enumerate(CHARS, 1)}, net=network,
                   model_type="lstm", rnn_size=5, num_layers=2, vocab_size=size)
    packed = [(weight.T[:, :-5], bias, weight.T[:, -5:], None) for weight, bias in layers]
    write("torch-rnn", {"opt": {"rnn_size": 5}, "train_loss_history": [3.1, 3.0], "model": model}, stacked(packed, lstm), [5, 5], decoder, table)


main()

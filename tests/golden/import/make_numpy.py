"""Makes numpy/ and ml5/: networks that tutorials write in NumPy alone, and folders as training-charRNN writes them, with the
probabilities that the tutorials' own formulas give.

    python make_numpy.py [NAME …]

Needs numpy. Each folder has the files and expected.json (tests/web/import/harness.mjs).
"""
import json
import pathlib
import pickle
import sys

import numpy as np

HERE = pathlib.Path(__file__).parent
CHARS = list("\n abcdef")  # 8 tokens
WORDS = ["the", "cat", "sat", "on", "a", "mat", ".", "UNKNOWN_TOKEN"]
PROMPTS = ["a", "fade", "bead cafe"]
FIXTURES = {}


def fixture(make):
    group, _, name = make.__name__.partition("_")
    FIXTURES[f"ml5/{name}" if group == "ml5" else f"numpy/{make.__name__}"] = make
    return make


def random(*shape, scale=1.0):
    return scale * np.random.randn(*shape)


def sigmoid(x):
    return 1 / (1 + np.exp(-x))


def softmax(x):
    e = np.exp(x - x.max())
    return e / e.sum()


def one_hot(id, size=8):
    x = np.zeros((size, 1))
    x[id] = 1
    return x


def write(folder, files, next_of, vocabulary=CHARS, tokens=CHARS, prompts=PROMPTS, **more):
    """`next_of(ids)` returns the probabilities after these ids."""
    cases = []
    for prompt in prompts:
        ids = [tokens.index(piece) for piece in (prompt.split(" ") if tokens is WORDS else prompt)]
        cases.append({"prompt": prompt, "probabilities": [float(f"{p:.9g}") for p in np.ravel(next_of(ids))]})
    expected = {"numpy": np.__version__, "files": files, **more, "vocabulary": vocabulary, "cases": cases}
    (folder / "expected.json").write_text(json.dumps(expected, ensure_ascii=False, indent=1) + "\n")


def plain(wx, wh, wy, bh=0, by=0):
    """tanh(wx x + wh h + bh), softmax(wy h + by), of columns."""
    def next_of(ids):
        h = np.zeros((len(wh), 1))
        for id in ids:
            h = np.tanh(wx @ one_hot(id, wx.shape[1]) + wh @ h + bh)
        return softmax(wy @ h + by)
    return next_of


@fixture
def long_names(folder):
    wx, wh, wy, bh, by = random(5, 8), random(5, 5), random(8, 5), random(5, 1), random(8, 1)
    np.savez(folder / "model.npz", weights_input_to_hidden=wx, weights_hidden_to_hidden=wh, weights_hidden_to_output=wy, bias_hidden=bh,
             bias_output=by, chars=np.array(CHARS), hidden_size=5, loss_smooth=random(20))
    write(folder, ["model.npz"], plain(wx, wh, wy, bh, by), None, answers={"activation": "tanh"})


@fixture
def to_from(folder):
    """W_hx is to h from x; as many units as characters, so that no shape tells which way round the matrices are."""
    wx, wh, wy, bh, by = random(8, 8), random(8, 8), random(8, 8), random(8), random(8)
    np.savez(folder / "model.npz", W_hh=wh, W_hx=wx, W_oh=wy, b_h=bh, b_o=by)
    write(folder, ["model.npz"], plain(wx, wh, wy, bh[:, None], by[:, None]), answers={"activation": "tanh"})


# Coursera's Dinosaurus Island.

def dinosaurus(units):
    return {"Wax": random(units, 8), "Waa": random(units, units), "Wya": random(8, units), "b": random(units, 1), "by": random(8, 1)}


def of_dinosaurus(p):
    return plain(p["Wax"], p["Waa"], p["Wya"], p["b"], p["by"])


@fixture
def dinosaurus_island(folder):
    p = dinosaurus(5)
    np.savez(folder / "parameters.npz", **p)
    write(folder, ["parameters.npz"], of_dinosaurus(p), recipe="dinosaurus-island")


@fixture
def dinosaurus_square(folder):
    """As many units as characters: no shape tells which way round the matrices are."""
    p = dinosaurus(8)
    np.savez_compressed(folder / "parameters.npz", **p)
    write(folder, ["parameters.npz"], of_dinosaurus(p), recipe="dinosaurus-island")


@fixture
def dinosaurus_dict(folder):
    """numpy.save of the dict of parameters, which is an array of one object, and the vocabulary beside it."""
    p = dinosaurus(5)
    np.save(folder / "parameters.npy", p)
    (folder / "char_to_ix.json").write_text(json.dumps({char: id for id, char in enumerate(CHARS)}))
    write(folder, ["parameters.npy", "char_to_ix.json"], of_dinosaurus(p), None, recipe="dinosaurus-island")


# min-char-rnn.py, saved by its readers.

def min_char_rnn(units=5):
    return {"Wxh": random(units, 8), "Whh": random(units, units), "Why": random(8, units), "bh": random(units, 1), "by": random(8, 1)}


def of_min_char_rnn(p):
    return plain(p["Wxh"], p["Whh"], p["Why"], p["bh"], p["by"])


@fixture
def min_char_rnn_pickle(folder):
    """With Adagrad's sums, the last state and the vocabulary."""
    p = min_char_rnn()
    sums = {f"m{name}": np.abs(value) for name, value in p.items()}
    with open(folder / "model.pkl", "wb") as file:
        pickle.dump({**p, **sums, "hprev": random(5, 1), "char_to_ix": {char: id for id, char in enumerate(CHARS)}, "n": 1000}, file)
    write(folder, ["model.pkl"], of_min_char_rnn(p), None, recipe="min-char-rnn")


@fixture
def min_char_rnn_unnamed(folder):
    p = min_char_rnn()
    np.savez(folder / "weights.npz", *p.values())
    write(folder, ["weights.npz"], of_min_char_rnn(p), recipe="min-char-rnn")


@fixture
def min_char_rnn_files(folder):
    """A file for each array: every byte order, order of axes and version of the format."""
    p = min_char_rnn()
    changes = {"Wxh": (">f8", "F", (1, 0)), "Whh": (">f4", "C", (2, 0)), "Why": ("<f4", "F", (3, 0)), "bh": ("<f2", "C", (1, 0)), "by": ("<f8", "F", (1, 0))}
    for name, (kind, order, version) in changes.items():
        array = np.array(p[name], kind, order=order)
        p[name] = array.astype(np.float64)
        with open(folder / f"{name}.npy", "wb") as file:
            np.lib.format.write_array(file, array, version)
    write(folder, [f"{name}.npy" for name in p], of_min_char_rnn(p), recipe="min-char-rnn")


@fixture
def rows(folder):
    """The matrices the other way round, x W."""
    p = min_char_rnn()
    turned = {name: value.T for name, value in p.items()}
    np.savez(folder / "model.npz", vocab=np.array(CHARS), losses=random(20), **turned)
    write(folder, ["model.npz"], of_min_char_rnn(p), None, recipe="min-char-rnn")


# Denny Britz's (wildml.com).

@fixture
def wildml(folder):
    U, V, W = random(5, 8), random(8, 5), random(5, 5)
    np.savez(folder / "rnn-theano-5-8.npz", U=U, V=V, W=W)
    write(folder, ["rnn-theano-5-8.npz"], plain(U, W, V), WORDS, WORDS, ["the", "the cat sat", "on a mat ."], recipe="wildml")


@fixture
def wildml_gru(folder):
    """Two layers, an embedding."""
    E, U, W, V, b, c = random(4, 8), random(6, 4, 4), random(6, 4, 4), random(8, 4), random(6, 4), random(8)

    def hard_sigmoid(x):
        return np.clip(0.2 * x + 0.5, 0, 1)

    def next_of(ids):
        states = np.zeros((2, 4))
        for id in ids:
            x = E[:, id]
            for layer in range(2):
                s, at = states[layer], 3 * layer
                z = hard_sigmoid(U[at] @ x + W[at] @ s + b[at])
                r = hard_sigmoid(U[at + 1] @ x + W[at + 1] @ s + b[at + 1])
                x = states[layer] = (1 - z) * np.tanh(U[at + 2] @ x + W[at + 2] @ (s * r) + b[at + 2]) + z * s
        return softmax(V @ x + c)
    np.savez(folder / "GRU.npz", E=E, U=U, W=W, V=V, b=b, c=c)
    write(folder, ["GRU.npz"], next_of, WORDS, WORDS, ["the", "the cat sat", "on a mat ."], recipe="wildml")


@fixture
def wildml_gru_first(folder):
    """The first version: one layer, one-hot, the reset gate after the product."""
    U, W, V, b, b2 = random(3, 4, 8), random(3, 4, 4), random(8, 4), random(3, 4), random(8)

    def next_of(ids):
        s = np.zeros(4)
        for id in ids:
            z, r = sigmoid(U[0][:, id] + W[0] @ s + b[0]), sigmoid(U[1][:, id] + W[1] @ s + b[1])
            s = (1 - z) * np.tanh(U[2][:, id] + W[2] @ s * r + b[2]) + z * s
        return softmax(V @ s + b2)
    np.savez(folder / "GRUTheano-4-8-0.npz", U=U, W=W, V=V, b=b, b2=b2)
    write(folder, ["GRUTheano-4-8-0.npz"], next_of, WORDS, WORDS, ["the", "the cat sat", "on a mat ."], recipe="wildml")


@fixture
def wildml_lstm(folder):
    p = {**{f"U_{g}": random(5, 8) for g in "ifog"}, **{f"W_{g}": random(5, 5) for g in "ifog"}, "V": random(8, 5), "b_V": random(8), **{f"b_{g}": random(5) for g in "ifog"}}

    def next_of(ids):
        s, c = np.zeros(5), np.zeros(5)
        for id in ids:
            i, f, o = (sigmoid(p[f"U_{g}"][:, id] + p[f"W_{g}"] @ s + p[f"b_{g}"]) for g in "ifo")
            c = c * f + np.tanh(p["U_g"][:, id] + p["W_g"] @ s + p["b_g"]) * i
            s = np.tanh(c) * o
        return softmax(p["V"] @ s + p["b_V"])
    np.savez(folder / "LSTMTheano-5-8-0.npz", **p)
    write(folder, ["LSTMTheano-5-8-0.npz"], next_of, WORDS, WORDS, ["the", "the cat sat", "on a mat ."], recipe="wildml")


# LSTMs over the state and the input in one vector: Coursera's, and the blog posts that follow it.

def lstm(folder, names, file, **more):
    """`names`: of i, f, the candidate, o, the output, and their biases."""
    shapes = [(5, 13)] * 4 + [(8, 5)] + [(5, 1)] * 4 + [(8, 1)]
    p = {name: random(*shape) for name, shape in zip(names.split(), shapes)}
    Wi, Wf, Wc, Wo, Wy, bi, bf, bc, bo, by = p.values()

    def next_of(ids):
        a, c = np.zeros((5, 1)), np.zeros((5, 1))
        for id in ids:
            z = np.concatenate([a, one_hot(id)])
            c = sigmoid(Wf @ z + bf) * c + sigmoid(Wi @ z + bi) * np.tanh(Wc @ z + bc)
            a = sigmoid(Wo @ z + bo) * np.tanh(c)
        return softmax(Wy @ a + by)
    np.savez(folder / file, **p)
    write(folder, [file], next_of, answers={"order": "state-first"}, **more)


@fixture
def lstm_coursera(folder):
    lstm(folder, "Wi Wf Wc Wo Wy bi bf bc bo by", "lstm.npz")


@fixture
def lstm_blog(folder):
    lstm(folder, "W_i W_f W_C W_o W_v b_i b_f b_C b_o b_v", "model.npz")


# ml5: TensorFlow 1's BasicLSTMCell, as training-charRNN's json_checkpoint_vars.py writes it.

def tensorflow_1(layers, embedding=True, cell="lstm", names=("kernel", "bias"), units=4, old=False):
    """The variables of char-rnn-tensorflow's network, and what it gives after ids."""
    p = {"rnnlm/embedding" if old else "embedding": random(8, units)} if embedding else {}
    # Each cell's parts: the end of their names, and how many times as wide as the state they are.
    parts = {"lstm": [("", 4)], "rnn": [("", 1)], "gru": [("gates/", 2), ("candidate/", 1)]}[cell]
    kind = {"lstm": "basic_lstm_cell", "rnn": "basic_rnn_cell", "gru": "gru_cell"}[cell]
    path = "rnnlm/MultiRNNCell/Cell{}/BasicLSTMCell/Linear/" if old else f"rnnlm/multi_rnn_cell/cell_{{}}/{kind}/"
    for i in range(layers):
        inputs = units if embedding or i > 0 else 8
        for part, width in parts:
            p[f"{path.format(i)}{part}{names[0]}"], p[f"{path.format(i)}{part}{names[1]}"] = random(inputs + units, width * units), random(width * units)
    p["rnnlm/softmax_w"], p["rnnlm/softmax_b"] = random(units, 8), random(8)
    p = {name: np.float32(value) for name, value in p.items()}
    exact = {name: np.float64(value) for name, value in p.items()}

    def product(layer, part, x, h):
        return np.concatenate([x, h]) @ exact[f"{path.format(layer)}{part}{names[0]}"] + exact[f"{path.format(layer)}{part}{names[1]}"]

    def step(layer, x, state):
        c, h = state
        if cell == "lstm":
            i, j, f, o = np.split(product(layer, "", x, h), 4)
            c = c * sigmoid(f + 1.0) + sigmoid(i) * np.tanh(j)
            return c, np.tanh(c) * sigmoid(o)
        if cell == "rnn":
            return c, np.tanh(product(layer, "", x, h))
        r, u = np.split(sigmoid(product(layer, "gates/", x, h)), 2)
        return c, u * h + (1 - u) * np.tanh(product(layer, "candidate/", x, r * h))

    def next_of(ids):
        states = [(np.zeros(units), np.zeros(units))] * layers
        for id in ids:
            x = exact["rnnlm/embedding" if old else "embedding"][id] if embedding else one_hot(id)[:, 0]
            for layer in range(layers):
                states[layer] = step(layer, x, states[layer])
                x = states[layer][1]
        return softmax(x @ exact["rnnlm/softmax_w"] + exact["rnnlm/softmax_b"])
    return p, next_of


def char_rnn(folder, layers, *options, **more):
    p, next_of = tensorflow_1(layers, *options, **more)
    p = {"Variable": np.float32(7), **p}
    files = {name: name.replace("/", "_") for name in p}
    for name, file in files.items():
        p[name].tofile(folder / file)
    (folder / "manifest.json").write_text(json.dumps({name: {"filename": file, "shape": list(p[name].shape)} for name, file in files.items()}, indent=1))
    (folder / "vocab.json").write_text(json.dumps({char: id for id, char in enumerate(CHARS)}))
    write(folder, ["manifest.json", "vocab.json", *files.values()], next_of, None, recipe="ml5")


@fixture
def ml5_one_layer(folder):
    char_rnn(folder, 1)


@fixture
def ml5_two_layers(folder):
    char_rnn(folder, 2)


@fixture
def ml5_one_hot(folder):
    """TensorFlow before 1.2: weights and biases."""
    char_rnn(folder, 2, False, names=("weights", "biases"))


@fixture
def ml5_gru(folder):
    char_rnn(folder, 2, cell="gru")


@fixture
def ml5_rnn(folder):
    char_rnn(folder, 1, False, cell="rnn")


if __name__ == "__main__":
    for name, make in FIXTURES.items():
        if sys.argv[1:] and name not in sys.argv[1:]:
            continue
        folder = HERE / name.replace("_", "-")
        folder.mkdir(parents=True, exist_ok=True)
        np.random.seed(len(name))
        make(folder)
        print(name, sum(path.stat().st_size for path in folder.iterdir()))

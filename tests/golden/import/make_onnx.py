"""Makes the folders of onnx/: small models as exporters write them, with the probabilities of ONNX Runtime.

    python make_onnx.py [NAME …]

Needs torch, onnx and onnxruntime; those of Keras (keras-…, refused-loop), which are made by name alone, need
tensorflow and tf2onnx instead, and have Keras's own probabilities. Each folder has the files and expected.json (tests/web/import/harness.mjs).
"""
import io
import json
import pathlib
import sys
import warnings

import numpy as np

HERE = pathlib.Path(__file__).parent / "onnx"
CHARS = list("\n abcdef")  # 8 tokens
PROMPTS = ["a", "fade", "bead cafe"]
LONG = ["faded", "bead cafe"]  # as long as a window, and longer
WINDOW = 5
FIXTURES = {}
OF_KERAS = set()

warnings.filterwarnings("ignore")


def fixture(make):
    FIXTURES[make.__name__.replace("_", "-")] = make
    return make


def ids_of(prompt):
    return [CHARS.index(char) for char in prompt]


def softmax(logits):
    logits = np.asarray(logits, np.float64).flatten()
    weights = np.exp(logits - logits.max())
    return weights / weights.sum()


def write(folder, next_of, files=("model.onnx",), prompts=PROMPTS, made_by="", **more):
    cases = [{"prompt": prompt, "probabilities": [float(f"{p:.9g}") for p in next_of(ids_of(prompt))]} for prompt in prompts]
    expected = {"made by": made_by, "files": list(files), **more, "vocabulary": CHARS, "cases": cases}
    (folder / "expected.json").write_text(json.dumps(expected, ensure_ascii=False, indent=1) + "\n")


def session(folder):
    import onnxruntime
    return onnxruntime.InferenceSession(str(folder / "model.onnx"), providers=["CPUExecutionProvider"])


def whole(folder, feed=lambda ids: np.array([ids], np.int64), ends_in="logits"):
    """The whole text at once, from zeros; the last 8 numbers of the first output are the next token's."""
    run = session(folder)
    name = run.get_inputs()[0].name

    def next_of(ids):
        last = np.asarray(run.run(None, {name: feed(ids)})[0], np.float64).reshape(-1)[-8:]
        return softmax(last) if ends_in != "softmax" else last
    return next_of


def window(folder, **options):
    run = whole(folder, **options)
    return lambda ids: run(ids[-WINDOW:])


def stepwise(folder):
    """Token by token; the states that it gives go in again. Zeros at first."""
    run = session(folder)
    ids_in, *states_in = run.get_inputs()

    def next_of(ids):
        states = [np.zeros(state.shape, np.float32) for state in states_in]
        for token in ids:
            feed = {ids_in.name: np.full(ids_in.shape, token, np.int64), **{state.name: value for state, value in zip(states_in, states)}}
            logits, *states = run.run(None, feed)
        return softmax(np.asarray(logits).reshape(-1)[-8:])
    return next_of


# PyTorch's older exporter.

def spread(model, factor=2.5):
    """Larger weights, so that the probabilities are no near ties."""
    import torch
    with torch.no_grad():
        for parameter in model.parameters():
            parameter.mul_(factor).add_(0.1 * torch.randn_like(parameter))
    return model.eval()


def net(cell, size=5, factor=2.5, layers=1, head_size=None, take=lambda y, h: y, norm=False, one_hot=False, bidirectional=False, batch_first=True, **options):
    import torch
    from torch import nn

    class Net(nn.Module):
        def __init__(self):
            super().__init__()
            self.embedding = nn.Identity() if one_hot else nn.Embedding(8, 4)
            self.rnn = cell(8 if one_hot else 4, size, layers, batch_first=batch_first, bidirectional=bidirectional, **options)
            width = 2 * size if bidirectional else size
            self.norm = nn.LayerNorm(width) if norm else nn.Identity()
            self.fc = nn.Linear(head_size or width, 8)

        def forward(self, ids, state=None):
            read = torch.nn.functional.one_hot(ids, 8).float() if one_hot else self.embedding(ids)
            y, h = self.rnn(read, state)
            out = self.fc(self.norm(take(y, h)))
            return out if state is None else (out, h)
    return spread(Net(), factor)


def export(folder, model, args=None, opset=17, dynamic=True, keep=None, **options):
    import onnx
    import torch
    length = options.pop("length", 3)
    args = args or (torch.zeros(1, length, dtype=torch.long),)
    if dynamic:
        options = {"input_names": ["ids"], "dynamic_axes": {"ids": {0: "batch", 1: "time"}}, **options}
    file = io.BytesIO()
    torch.onnx.export(model, args, file, opset_version=opset, dynamo=False, **options)
    (folder / "model.onnx").write_bytes(file.getvalue())
    onnx.checker.check_model(onnx.load(folder / "model.onnx"))
    return f"PyTorch {torch.__version__}, opset {opset}"


def torch_fixture(name, *, cell, reads=whole, prompts=PROMPTS, opset=17, dynamic=True, length=3, answers=None, args=None, **options):
    def make(folder):
        from torch import nn
        made_by = export(folder, net(getattr(nn, cell), **options), opset=opset, dynamic=dynamic, length=length, args=args and args())
        write(folder, reads(folder), prompts=prompts, made_by=made_by, **({"answers": answers} if answers else {}))
    FIXTURES[name] = make


def state(*counts):
    import torch
    return (torch.zeros(1, 1, dtype=torch.long), tuple(torch.zeros(n, 1, 5) for n in counts) if len(counts) > 1 else torch.zeros(counts[0], 1, 5))


def last(y, h):
    return y[:, -1]


def last_state(y, h):
    return (h[0] if isinstance(h, tuple) else h)[-1]


def both_states(y, h):
    import torch
    h = h[0] if isinstance(h, tuple) else h
    return torch.cat((h[-2], h[-1]), 1)


def summed(y, h):
    return (y[..., :5] + y[..., 5:])[:, -1]


for version in (11, 12, 13, 14, 15, 16, 17, 18, 19, 20):
    torch_fixture(f"opset-{version}", cell="LSTM", opset=version, layers=2)
torch_fixture("rnn-tanh", cell="RNN")
torch_fixture("rnn-relu", cell="RNN", nonlinearity="relu", layers=2, factor=1.2)
torch_fixture("gru", cell="GRU", layers=2)
torch_fixture("gru-no-bias", cell="GRU", bias=False)
torch_fixture("lstm-no-bias", cell="LSTM", bias=False)
torch_fixture("time-first", cell="GRU", batch_first=False, reads=lambda folder: whole(folder, lambda ids: np.array(ids, np.int64)[:, None]))
torch_fixture("one-hot", cell="LSTM", one_hot=True)
torch_fixture("layer-norm", cell="GRU", norm=True)
torch_fixture("layer-norm-apart", cell="GRU", norm=True, opset=12)
torch_fixture("states-lstm", cell="LSTM", dynamic=False, args=lambda: state(2, 2), layers=2, reads=stepwise)
torch_fixture("states-gru", cell="GRU", dynamic=False, args=lambda: state(1), reads=stepwise)
torch_fixture("states-layers", cell="GRU", dynamic=False, args=lambda: state(3), layers=3, reads=stepwise)
torch_fixture("states-rnn", cell="RNN", dynamic=False, args=lambda: state(1), reads=stepwise, opset=11)
torch_fixture("window-last", cell="LSTM", dynamic=False, length=WINDOW, take=last, prompts=LONG, reads=window)
torch_fixture("window-state", cell="LSTM", dynamic=False, length=WINDOW, take=last_state, layers=2, prompts=LONG, reads=window)
torch_fixture("last-any-length", cell="GRU", take=last, layers=2)
torch_fixture("last-state-any-length", cell="GRU", take=last_state, layers=2)
torch_fixture("rows", cell="GRU", take=lambda y, h: y.reshape(-1, y.shape[2]))
torch_fixture("bidirectional-window", cell="GRU", bidirectional=True, layers=2, take=last, dynamic=False, length=WINDOW, prompts=LONG, reads=window)
torch_fixture("bidirectional-states", cell="LSTM", bidirectional=True, layers=2, take=both_states, dynamic=False, length=WINDOW, prompts=LONG, reads=window)
torch_fixture("bidirectional-summed", cell="GRU", bidirectional=True, take=summed, head_size=5, dynamic=False, length=WINDOW, prompts=LONG, reads=window)
torch_fixture("squeezed", cell="GRU", take=lambda y, h: y.squeeze(0))  # a choice by the number of texts
torch_fixture("bidirectional-asked", cell="LSTM", bidirectional=True, take=both_states, prompts=LONG, reads=window, answers={"window": WINDOW})
torch_fixture("flatten-window", cell="GRU", take=lambda y, h: y.reshape(1, -1), dynamic=False, length=WINDOW, prompts=LONG, reads=window,
              head_size=5 * WINDOW)
torch_fixture("average-window", cell="GRU", take=lambda y, h: y.mean(1), dynamic=False, length=WINDOW, prompts=LONG, reads=window)


@fixture
def tutorial(folder):
    """Embedding, LSTM, Dropout, ReLU between two linear layers, log-softmax; states in and out."""
    import torch
    from torch import nn

    class Net(nn.Module):
        def __init__(self):
            super().__init__()
            self.encoder = nn.Embedding(8, 4)
            self.drop = nn.Dropout(0.5)
            self.rnn = nn.LSTM(4, 5, 2, dropout=0.5)
            self.hidden = nn.Linear(5, 7)
            self.decoder = nn.Linear(7, 8)

        def forward(self, ids, h, c):
            y, (h, c) = self.rnn(self.drop(self.encoder(ids)), (h, c))
            y = torch.relu(self.hidden(self.drop(y)))
            return torch.log_softmax(self.decoder(y).view(-1, 8), 1), h, c
    made_by = export(folder, spread(Net()), (torch.zeros(1, 1, dtype=torch.long), torch.zeros(2, 1, 5), torch.zeros(2, 1, 5)), dynamic=False, opset=14)
    write(folder, stepwise(folder), made_by=made_by)


@fixture
def practical(folder):
    """practical-pytorch's char-rnn, which reads one token at a time, without an axis for positions."""
    import torch
    from torch import nn

    class CharRNN(nn.Module):
        def __init__(self):
            super().__init__()
            self.encoder, self.gru, self.decoder = nn.Embedding(8, 5), nn.GRU(5, 5, 2), nn.Linear(5, 8)

        def forward(self, ids, hidden):
            batch = ids.size(0)
            output, hidden = self.gru(self.encoder(ids).view(1, batch, -1), hidden)
            return self.decoder(output.view(batch, -1)), hidden
    made_by = export(folder, spread(CharRNN()), (torch.zeros(1, dtype=torch.long), torch.zeros(2, 1, 5)), input_names=["ids", "hidden"],
                     dynamic_axes={"ids": {0: "batch"}, "hidden": {1: "batch"}})
    run = session(folder)

    def next_of(ids):
        hidden = np.zeros((2, 1, 5), np.float32)
        for token in ids:
            logits, hidden = run.run(None, {"ids": np.array([token], np.int64), "hidden": hidden})
        return softmax(logits)
    write(folder, next_of, made_by=made_by)


@fixture
def lengths(folder):
    """Packed texts, with their lengths; logits [batch, vocab, time], as losses want them."""
    import torch
    from torch import nn
    from torch.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence

    class Net(nn.Module):
        def __init__(self):
            super().__init__()
            self.embedding, self.rnn, self.fc = nn.Embedding(8, 4), nn.LSTM(4, 5, batch_first=True), nn.Linear(5, 8)

        def forward(self, ids, count):
            y, _ = self.rnn(pack_padded_sequence(self.embedding(ids), count, batch_first=True))
            return self.fc(pad_packed_sequence(y, batch_first=True)[0]).transpose(1, 2)
    made_by = export(folder, spread(Net()), (torch.zeros(1, 3, dtype=torch.long), torch.tensor([3])), input_names=["ids", "lengths"],
                     dynamic_axes={"ids": {0: "batch", 1: "time"}, "lengths": {0: "batch"}})
    run = session(folder)
    write(folder, lambda ids: softmax(run.run(None, {"ids": np.array([ids], np.int64), "lengths": np.array([len(ids)], np.int64)})[0][0, :, -1]), made_by=made_by)


@fixture
def learned_start(folder):
    """A state that the model has learned, repeated for each text."""
    import torch
    from torch import nn

    class Net(nn.Module):
        def __init__(self):
            super().__init__()
            self.embedding = nn.Embedding(8, 4)
            self.rnn = nn.LSTM(4, 5, batch_first=True)
            self.h, self.c = (nn.Parameter(torch.randn(1, 1, 5)) for _ in range(2))
            self.fc = nn.Linear(5, 8)

        def forward(self, ids):
            h, c = (start.expand(1, ids.shape[0], 5).contiguous() for start in (self.h, self.c))
            return torch.softmax(self.fc(self.rnn(self.embedding(ids), (h, c))[0]), -1)
    made_by = export(folder, spread(Net()))
    write(folder, whole(folder, ends_in="softmax"), made_by=made_by)


@fixture
def unbatched(folder):
    """A text alone, without an axis for texts; a tied output; a residual sum."""
    import torch
    from torch import nn

    class Net(nn.Module):
        def __init__(self):
            super().__init__()
            self.embedding = nn.Embedding(8, 5)
            self.rnn = nn.GRU(5, 5)
            self.fc = nn.Linear(5, 8)
            self.fc.weight = self.embedding.weight

        def forward(self, ids):
            x = self.embedding(ids)
            return self.fc(self.rnn(x)[0] + x) / 0.7
    made_by = export(folder, spread(Net(), 1.5), (torch.zeros(3, dtype=torch.long),), dynamic_axes={"ids": {0: "time"}})
    write(folder, whole(folder, lambda ids: np.array(ids, np.int64)), made_by=made_by)


@fixture
def scaled_id(folder):
    import torch
    from torch import nn

    class Net(nn.Module):
        def __init__(self):
            super().__init__()
            self.rnn = nn.LSTM(1, 5, batch_first=True)
            self.fc = nn.Linear(5, 8)

        def forward(self, ids):
            return self.fc(self.rnn((ids / 8.0).unsqueeze(-1))[0][:, -1, :])
    made_by = export(folder, spread(Net()), length=WINDOW, dynamic=False)
    write(folder, window(folder), prompts=LONG, made_by=made_by)


@fixture
def not_folded(folder):
    from torch import nn
    made_by = export(folder, net(nn.GRU, layers=2), do_constant_folding=False)
    write(folder, whole(folder), made_by=made_by)


@fixture
def concatenated(folder):
    """All layers' outputs side by side; batch normalisation of one position."""
    import torch
    from torch import nn

    class Net(nn.Module):
        def __init__(self):
            super().__init__()
            self.embedding = nn.Embedding(8, 4)
            self.first, self.second = nn.LSTM(4, 5, batch_first=True), nn.LSTM(5, 5, batch_first=True)
            self.norm = nn.BatchNorm1d(14)
            self.fc = nn.Linear(14, 8)

        def forward(self, ids):
            x = self.embedding(ids)
            y, _ = self.first(x)
            z, _ = self.second(y)
            return self.fc(self.norm(torch.cat((x, y, z), 2)[:, -1]))
    model = spread(Net())
    model.norm.running_mean.normal_()
    model.norm.running_var.uniform_(0.5, 2)
    made_by = export(folder, model, length=WINDOW, dynamic=False)
    write(folder, window(folder), prompts=LONG, made_by=made_by)


@fixture
def half(folder):
    """Weights in float16, kept as whole numbers; cast where they are read."""
    import onnx
    from onnx import TensorProto, helper, numpy_helper
    from torch import nn
    export(folder, net(nn.GRU))
    model = onnx.load(folder / "model.onnx")
    casts = []
    for kind, tensor in enumerate(list(model.graph.initializer)):
        if tensor.data_type != TensorProto.FLOAT:
            continue
        values = numpy_helper.to_array(tensor)
        model.graph.initializer.remove(tensor)
        small = [TensorProto.FLOAT16, TensorProto.BFLOAT16, TensorProto.DOUBLE][kind % 3]
        if kind % 2:
            made = helper.make_tensor(f"{tensor.name}.small", small, values.shape, values.flatten().tolist())
        else:
            made = helper.make_tensor(f"{tensor.name}.small", small, values.shape, helper.make_tensor("", small, values.shape, values.flatten().tolist()).raw_data or
                                      packed(values, small), raw=True)
        model.graph.initializer.append(made)
        casts.append(helper.make_node("Cast", [made.name], [tensor.name], to=TensorProto.FLOAT))
    for cast in reversed(casts):
        model.graph.node.insert(0, cast)
    onnx.save(model, folder / "model.onnx")
    write(folder, whole(folder), made_by="float16, bfloat16 and float64 by onnx.helper")


def packed(values, kind):
    from onnx import TensorProto
    if kind == TensorProto.DOUBLE:
        return values.astype("<f8").tobytes()
    if kind == TensorProto.FLOAT16:
        return values.astype("<f2").tobytes()
    return (values.astype("<f4").view("<u4") >> 16).astype("<u2").tobytes()


@fixture
def external(folder):
    import onnx
    from torch import nn
    made_by = export(folder, net(nn.LSTM))
    model = onnx.load(folder / "model.onnx")
    onnx.save(model, folder / "model.onnx", save_as_external_data=True, location="model.onnx.data", size_threshold=0)
    write(folder, whole(folder), files=["model.onnx", "model.onnx.data"], made_by=made_by)


@fixture
def metadata(folder):
    """The vocabulary is in the model's metadata."""
    import onnx
    from torch import nn
    made_by = export(folder, net(nn.GRU))
    model = onnx.load(folder / "model.onnx")
    onnx.helper.set_model_props(model, {"author": "x", "vocab": json.dumps({char: i for i, char in enumerate(CHARS)})})
    onnx.save(model, folder / "model.onnx")
    write(folder, whole(folder), made_by=made_by)
    path = folder / "expected.json"
    path.write_text(json.dumps({**json.loads(path.read_text()), "vocabulary": None}, ensure_ascii=False, indent=1) + "\n")


# By hand: what exporters seldom write.

def handmade(op, units=5, directions=1, layout=0, opset=14, bias=True, start=False, in_states=False, gates=1, **attributes):
    """ids [1, time] -> Gather -> the operation -> MatMul, Add, Softmax."""
    from onnx import TensorProto, helper, numpy_helper
    rng = np.random.default_rng(3)
    shapes = {"W": (directions, gates * units, 4), "R": (directions, gates * units, units), **({"B": (directions, 2 * gates * units)} if bias else {}),
              **({"h": (1, directions, units) if layout else (directions, 1, units)} if start else {})}
    weights = {"table": rng.normal(size=(8, 4)), "head": rng.normal(size=(directions * units, 8)) * 1.5, "shift": rng.normal(size=8),
               **{name: rng.normal(size=shape) * 0.9 for name, shape in shapes.items()}}
    ints = {"join": [0, 0, -1]}
    nodes = [helper.make_node("Gather", ["table", "ids"], ["read"])]
    source = "read"
    if not layout:
        nodes.append(helper.make_node("Transpose", ["read"], ["turned"], perm=[1, 0, 2]))
        source = "turned"
    nodes.append(helper.make_node(op, [source, "W", "R", "B" if bias else "", "", *(["h"] if start else [])], ["y"], hidden_size=units,
                                  direction={1: "forward", 2: "bidirectional"}[directions], **({"layout": 1} if layout else {}), **attributes))
    if layout:  # [batch, time, directions, units]
        nodes.append(helper.make_node("Reshape", ["y", "join"], ["joined"]))
    else:  # [time, directions, batch, units]
        nodes += [helper.make_node("Transpose", ["y"], ["y2"], perm=[2, 0, 1, 3]), helper.make_node("Reshape", ["y2", "join"], ["joined"])]
    nodes += [helper.make_node("MatMul", ["joined", "head"], ["product"]), helper.make_node("Add", ["product", "shift"], ["logits"]),
              helper.make_node("Softmax", ["logits"], ["out"], axis=-1)]
    initializers = [numpy_helper.from_array(value.astype(np.float32), name) for name, value in weights.items()]
    initializers += [numpy_helper.from_array(np.array(value, np.int64), name) for name, value in ints.items()]
    graph = helper.make_graph(nodes, "handmade", [helper.make_tensor_value_info("ids", TensorProto.INT64, [1, "time"])],
                              [helper.make_tensor_value_info("out", TensorProto.FLOAT, [1, "time", 8])], initializers)
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", opset)], ir_version=8, producer_name="handmade")
    return model


def hand_fixture(name, op, reads=whole, prompts=PROMPTS, answers=None, **options):
    def make(folder):
        import onnx
        onnx.save(handmade(op, gates={"RNN": 1, "GRU": 3, "LSTM": 4}[op], **options), folder / "model.onnx")
        write(folder, reads(folder, ends_in="softmax"), prompts=prompts, made_by="onnx.helper", **({"answers": answers} if answers else {}))
    FIXTURES[name] = make


hand_fixture("hand-gru-before", "GRU", linear_before_reset=0)
hand_fixture("hand-gru-after", "GRU", linear_before_reset=1)
hand_fixture("hand-gru-no-bias", "GRU", bias=False)
hand_fixture("hand-start", "LSTM", start=True)
hand_fixture("hand-activations", "LSTM", activations=["HardSigmoid", "Relu", "Relu"])
hand_fixture("hand-hard-sigmoid", "GRU", activations=["HardSigmoid", "Tanh"], activation_alpha=[1 / 6], activation_beta=[0.5])
hand_fixture("hand-rnn-sigmoid", "RNN", activations=["Sigmoid"])
hand_fixture("hand-both", "LSTM", directions=2, reads=window, prompts=LONG, answers={"window": WINDOW})


# Keras, by tf2onnx.

def keras_fixture(name, layers, window_length=None, prompts=PROMPTS, dtype="int32", opset=15, input_shape=None, feed=None, package="tf_keras"):
    def make(folder):
        import importlib
        keras = importlib.import_module(package)
        import tensorflow as tf
        import tf2onnx
        keras.utils.set_random_seed(5)
        length = window_length
        model = keras.Sequential([keras.layers.Input(input_shape or (length,), dtype=dtype), *layers(keras.layers)])
        rng = np.random.default_rng(1)
        for weight in model.weights:
            weight.assign(weight.numpy() * 2 + rng.normal(size=weight.shape) * 0.2)
        function = tf.function(lambda x: model(x), input_signature=[tf.TensorSpec((None, *(input_shape or (length,))), dtype, name="ids")])
        proto, _ = tf2onnx.convert.from_function(function, input_signature=function.input_signature, opset=opset)
        (folder / "model.onnx").write_bytes(proto.SerializeToString())

        def next_of(ids):
            read = ids[-length:] if length else ids
            given = feed(read) if feed else np.array([read], dtype)
            return np.asarray(model(given), np.float64).reshape(-1)[-8:]
        write(folder, next_of, prompts=prompts, made_by=f"tf2onnx {tf2onnx.__version__} of Keras {keras.__version__}, opset {opset}")
    FIXTURES[name] = make
    OF_KERAS.add(name)


keras_fixture("keras-gru-after", lambda k: [k.Embedding(8, 4), k.GRU(5, return_sequences=True), k.Dense(8, activation="softmax")])
keras_fixture("keras-lstm-window", lambda k: [k.Embedding(8, 4), k.LSTM(5, return_sequences=True), k.Dropout(0.2), k.LSTM(5), k.Dense(8, activation="softmax")],
              window_length=WINDOW, prompts=LONG)
keras_fixture("keras-3-lstm", lambda k: [k.Embedding(8, 4), k.LSTM(5), k.Dense(8, activation="softmax")], window_length=WINDOW, prompts=LONG, package="keras")
keras_fixture("keras-3-both", lambda k: [k.Embedding(8, 4), k.Bidirectional(k.LSTM(5)), k.LayerNormalization(), k.Dense(8, activation="softmax")],
              window_length=WINDOW, prompts=LONG, package="keras")
keras_fixture("keras-one-hot", lambda k: [k.LSTM(5), k.Dense(8, activation="softmax")], window_length=WINDOW, prompts=LONG, dtype="float32",
              input_shape=(WINDOW, 8), feed=lambda ids: np.eye(8, dtype=np.float32)[ids][None])
keras_fixture("keras-both", lambda k: [k.Embedding(8, 4), k.Bidirectional(k.LSTM(5)), k.Dense(6, activation="relu"), k.Dense(8, activation="softmax")],
              window_length=WINDOW, prompts=LONG)
keras_fixture("keras-both-gru", lambda k: [k.Embedding(8, 4), k.Bidirectional(k.GRU(5, return_sequences=True)), k.GRU(5), k.Dense(8, activation="softmax")],
              window_length=WINDOW, prompts=LONG)
keras_fixture("refused-loop", lambda k: [k.Embedding(8, 4), k.SimpleRNN(5, return_sequences=True), k.Dense(8, activation="softmax")])


# PyTorch's newer exporter: it keeps nn.LSTM and nn.GRU, and unrolls the rest.

def dynamo(folder, model):
    import onnx
    import torch
    torch.onnx.export(model, (torch.zeros(1, WINDOW, dtype=torch.long),), folder / "model.onnx", dynamo=True, external_data=False, verbose=False)
    proto = onnx.load(folder / "model.onnx")
    for node in [proto.graph, *proto.graph.node, *proto.graph.value_info, *proto.graph.input, *proto.graph.output, *proto.graph.initializer]:
        del node.metadata_props[:]  # the places in the source that it came from
    onnx.save(proto, folder / "model.onnx")
    return f"PyTorch {torch.__version__}, dynamo=True"


@fixture
def dynamo_lstm(folder):
    from torch import nn
    made_by = dynamo(folder, net(nn.LSTM, take=last, layers=2))
    write(folder, window(folder), prompts=LONG, made_by=made_by)


@fixture
def refused_dynamo(folder):
    from torch import nn
    made_by = dynamo(folder, net(nn.RNN))
    write(folder, window(folder), prompts=LONG, made_by=made_by)


@fixture
def refused_quantized(folder):
    from onnxruntime.quantization import quantize_dynamic
    from torch import nn
    made_by = export(folder, net(nn.LSTM))
    quantize_dynamic(folder / "model.onnx", folder / "model.onnx")
    write(folder, whole(folder), made_by=f"{made_by}, quantize_dynamic")


def main():
    names = sys.argv[1:] or [name for name in FIXTURES if name not in OF_KERAS]
    for name in names:
        folder = HERE / name
        folder.mkdir(parents=True, exist_ok=True)
        if name not in OF_KERAS:
            import torch
            torch.manual_seed(1)
        FIXTURES[name](folder)
        print(name, sum(path.stat().st_size for path in folder.iterdir()))


if __name__ == "__main__":
    main()

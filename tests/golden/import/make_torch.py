"""Makes the folders of torch/: small models of PyTorch, saved as people save them, with PyTorch's own probabilities.

    python make_torch.py [NAME …]

Needs torch, numpy and safetensors. Each folder has the files and expected.json (tests/web/import/harness.mjs).
"""
import collections
import io
import itertools
import json
import pathlib
import pickle
import string
import struct
import sys
import tarfile
import zipfile
from argparse import Namespace

import numpy as np
import torch
from safetensors.torch import save_file
from torch import nn
from torch.nn import functional as F

from torch_models import (CharRNN, Corpus, D2lGRU, D2lLSTM, D2lRNN, GenerationTutorial, Handmade, Makemore, RNNModel, UdacityRNN, Vocab)

HERE = pathlib.Path(__file__).parent / "torch"
CHARS = list("\n abcdef")  # 8 tokens
PROMPTS = ["a", "fade", "bead cafe"]
FIXTURES = {}


def fixture(make):
    FIXTURES[make.__name__.replace("_", "-")] = make
    return make


def spread(model, factor=2.5):
    """Larger weights, so that the probabilities are no near ties."""
    with torch.no_grad():
        for parameter in model.parameters():
            parameter.mul_(factor).add_(0.1 * torch.randn_like(parameter))
    return model.eval()


def write(folder, files, next_of, vocabulary=None, tokens=CHARS, prompts=PROMPTS, start=(), **more):
    """`next_of(ids)` returns the probabilities after these ids."""
    cases = []
    for prompt in prompts:
        pieces = prompt.split(" ") if isinstance(tokens, tuple) else list(prompt)  # a tuple: words
        ids = [*start, *(tokens.index(piece) for piece in pieces)]
        with torch.no_grad():
            probabilities = next_of(torch.tensor(ids)).double().flatten().tolist()
        cases.append({"prompt": prompt, "probabilities": [float(f"{p:.9g}") for p in probabilities]})
    expected = {"torch": torch.__version__, "files": files, **more, "vocabulary": vocabulary, "cases": cases}
    (folder / "expected.json").write_text(json.dumps(expected, ensure_ascii=False, indent=1) + "\n")


class Net(nn.Module):
    """An embedding or one-hot ids, a recurrent network, linear layers; `read` is what a forward() does with them."""

    def __init__(self, vocab=8, embed=4, **modules):
        super().__init__()
        self.vocab = vocab
        if embed:
            self.embedding = nn.Embedding(vocab, embed)
        for name, module in modules.items():
            setattr(self, name, module)

    def ids(self, ids):
        if hasattr(self, "embedding"):
            return self.embedding(ids)
        return F.one_hot(ids, self.vocab).to(next(self.parameters()).dtype)


def plain(model, rnn="rnn", head="fc"):
    """ids -> embedding -> recurrent -> linear -> softmax, in float64."""
    model = model.double()

    def next_of(ids):
        out, _ = getattr(model, rnn)(model.ids(ids)[None])
        return F.softmax(getattr(model, head)(out[0, -1]), -1)
    return next_of


def state_dict(folder, model, name="model.pt", **options):
    torch.save(model.state_dict(), folder / name, **options)
    return [name]


# The layers of torch.nn and their options.

@fixture
def rnn_tanh(folder):
    model = spread(Net(rnn=nn.RNN(4, 5, batch_first=True), fc=nn.Linear(5, 8)))
    write(folder, state_dict(folder, model), plain(model), CHARS, answers={"activation": "tanh"})


@fixture
def rnn_relu(folder):
    model = spread(Net(rnn=nn.RNN(4, 5, 2, nonlinearity="relu", batch_first=True), fc=nn.Linear(5, 8)), 1.5)
    write(folder, state_dict(folder, model), plain(model), CHARS, answers={"activation": "relu"})


@fixture
def gru_two_layers(folder):
    model = spread(Net(gru=nn.GRU(4, 5, 2, batch_first=True), fc=nn.Linear(5, 8)))
    write(folder, state_dict(folder, model), plain(model, "gru"), CHARS)


@fixture
def gru_no_bias(folder):
    model = spread(Net(gru=nn.GRU(4, 5, bias=False, batch_first=True), fc=nn.Linear(5, 8, bias=False)))
    write(folder, state_dict(folder, model), plain(model, "gru"), CHARS)


@fixture
def lstm_one_hot(folder):
    model = spread(Net(embed=0, lstm=nn.LSTM(8, 5, 2, batch_first=True), fc=nn.Linear(5, 8)))
    write(folder, state_dict(folder, model), plain(model, "lstm"), CHARS)


@fixture
def lstm_projected(folder):
    model = spread(Net(lstm=nn.LSTM(4, 5, 2, proj_size=3, batch_first=True), fc=nn.Linear(3, 8)))
    write(folder, state_dict(folder, model), plain(model, "lstm"), CHARS)


@fixture
def lstm_bidirectional(folder):
    model = spread(Net(lstm=nn.LSTM(4, 3, 2, bidirectional=True, batch_first=True), fc=nn.Linear(6, 8)))
    whole = plain(model, "lstm")
    write(folder, state_dict(folder, model), lambda ids: whole(ids[-4:]), CHARS, answers={"window": 4})


@fixture
def separate_layers(folder):
    """Two modules, defined the other way round than they are run."""
    model = spread(Net(fc=nn.Linear(3, 8), second=nn.GRU(5, 3, batch_first=True), first=nn.LSTM(4, 5, batch_first=True)))
    files = state_dict(folder, model)
    model = model.double()

    def next_of(ids):
        out, _ = model.first(model.ids(ids)[None])
        out, _ = model.second(out)
        return F.softmax(model.fc(out[0, -1]), -1)
    write(folder, files, next_of, CHARS)


def cells(folder, kind, answers=None):
    model = spread(Net(cell=getattr(nn, kind)(4, 5), fc=nn.Linear(5, 8)))
    files = state_dict(folder, model)
    model = model.double()

    def next_of(ids):
        state = None
        for id in ids:
            state = model.cell(model.embedding(id)[None], state)
        return F.softmax(model.fc(state[0] if isinstance(state, tuple) else state)[0], -1)
    write(folder, files, next_of, CHARS, **({"answers": answers} if answers else {}))


@fixture
def rnn_cell(folder):
    cells(folder, "RNNCell", {"activation": "tanh"})


@fixture
def gru_cell(folder):
    cells(folder, "GRUCell")


@fixture
def lstm_cell(folder):
    cells(folder, "LSTMCell")


@fixture
def norms(folder):
    model = Net(norm=nn.LayerNorm(4), gru=nn.GRU(4, 5, batch_first=True), batch=nn.BatchNorm1d(5), fc=nn.Linear(5, 8))
    model.batch.running_mean = torch.randn(5)
    model.batch.running_var = torch.rand(5) + 0.5
    spread(model)
    files = state_dict(folder, model)
    model = model.double()

    def next_of(ids):
        out, _ = model.gru(model.norm(model.ids(ids))[None])
        return F.softmax(model.fc(model.batch(out[:, -1])), -1)
    write(folder, files, next_of, CHARS)


@fixture
def linear_layers(folder):
    model = spread(Net(project=nn.Linear(4, 3), gru=nn.GRU(3, 5, batch_first=True), hidden=nn.Linear(5, 6), fc=nn.Linear(6, 8)))
    files = state_dict(folder, model)
    model = model.double()

    def next_of(ids):
        out, _ = model.gru(F.relu(model.project(model.ids(ids)))[None])
        return F.softmax(model.fc(F.relu(model.hidden(out[0, -1]))), -1)
    write(folder, files, next_of, CHARS, answers={"dense-activation": "relu"})


@fixture
def linear_sequential(folder):
    """The activation is a module of the network, which a state dict's metadata names."""
    model = spread(Net(gru=nn.GRU(4, 5, batch_first=True), hidden=nn.Linear(5, 6), tanh=nn.Tanh(), fc=nn.Linear(6, 8)))
    files = state_dict(folder, model)
    model = model.double()

    def next_of(ids):
        out, _ = model.gru(model.ids(ids)[None])
        return F.softmax(model.fc(model.tanh(model.hidden(out[0, -1]))), -1)
    write(folder, files, next_of, CHARS)


@fixture
def tied(folder):
    model = Net(gru=nn.GRU(4, 4, batch_first=True), fc=nn.Linear(4, 8))
    model.fc.weight = model.embedding.weight
    spread(model)
    write(folder, state_dict(folder, model), plain(model, "gru"), CHARS)


# The kinds of files.

def small(**modules):
    torch.manual_seed(3)
    return spread(Net(**(modules or {"gru": nn.GRU(4, 5, batch_first=True), "fc": nn.Linear(5, 8)})))


@fixture
def file_old(folder):
    model = small()
    write(folder, state_dict(folder, model, _use_new_zipfile_serialization=False), plain(model, "gru"), CHARS)


@fixture
def file_old_module(folder):
    model = small()
    # It would copy the classes' sources into the file.
    torch.serialization.get_source_lines_and_file = None
    torch.save(model, folder / "model.pt", _use_new_zipfile_serialization=False)
    write(folder, ["model.pt"], plain(model, "gru"), CHARS)


@fixture
def file_protocol_4(folder):
    model = small()
    write(folder, state_dict(folder, model, pickle_protocol=4), plain(model, "gru"), CHARS)


@fixture
def file_tar(folder):
    """As PyTorch 0.1 wrote it; no later version does, and all read it."""
    model = small()
    tensors, storages = {}, {}

    class Pickler(pickle.Pickler):
        def persistent_id(self, value):
            if not isinstance(value, torch.Tensor):
                return None
            tensors[len(tensors) + 1] = value
            return str(len(tensors))

    def part(write):
        file = io.BytesIO()
        write(file)
        return file.getvalue()

    def dump(value, file):
        pickle.dump(value, file, 2)

    def write_tensors(file):
        dump(len(tensors), file)
        for key, tensor in tensors.items():
            storages.setdefault(tensor.untyped_storage().data_ptr(), (1000 + len(storages), tensor))
            dump((key, storages[tensor.untyped_storage().data_ptr()][0], torch.FloatTensor), file)
            file.write(struct.pack("<ii", tensor.dim(), 0))
            file.write(struct.pack(f"<{2 * tensor.dim() + 1}q", *tensor.shape, *tensor.stride(), tensor.storage_offset()))

    def write_storages(file):
        dump(len(storages), file)
        for key, tensor in storages.values():
            values = np.frombuffer(bytes(tensor.untyped_storage()), "<f4")
            dump((key, "cpu", torch.FloatStorage), file)
            file.write(struct.pack("<q", len(values)) + values.tobytes())
        dump([], file)

    parts = {"sys_info": part(lambda file: dump({"protocol_version": 1000, "little_endian": True}, file)),
             "pickle": part(lambda file: Pickler(file, 2).dump(collections.OrderedDict(model.state_dict())))}
    parts["tensors"] = part(write_tensors)
    parts["storages"] = part(write_storages)
    with tarfile.open(folder / "model.pth.tar", "w") as tar:
        for name, content in parts.items():
            info = tarfile.TarInfo(name)
            info.size = len(content)
            tar.addfile(info, io.BytesIO(content))
    loaded = torch.load(folder / "model.pth.tar", weights_only=False)
    assert all(torch.equal(loaded[name], tensor) for name, tensor in model.state_dict().items())
    write(folder, ["model.pth.tar"], plain(model, "gru"), CHARS)


@fixture
def file_big_endian(folder):
    model = small()
    state_dict(folder, model, "little.pt")
    with zipfile.ZipFile(folder / "little.pt") as little, zipfile.ZipFile(folder / "model.pt", "w") as big:
        for name in little.namelist():
            content = little.read(name)
            if "/data/" in name:
                content = np.frombuffer(content, "<f4").astype(">f4").tobytes()
            elif name.endswith("byteorder"):
                content = b"big"
            big.writestr(name, content)
    (folder / "little.pt").unlink()
    loaded = torch.load(folder / "model.pt")
    assert all(torch.equal(loaded[name], tensor) for name, tensor in model.state_dict().items())
    write(folder, ["model.pt"], plain(model, "gru"), CHARS)


@fixture
def file_deflated(folder):
    """Zipped again by another program."""
    model = small()
    state_dict(folder, model, "stored.pt")
    with zipfile.ZipFile(folder / "stored.pt") as stored, zipfile.ZipFile(folder / "model.pt", "w", zipfile.ZIP_DEFLATED) as packed:
        for name in stored.namelist():
            packed.writestr(name, stored.read(name))
    (folder / "stored.pt").unlink()
    write(folder, ["model.pt"], plain(model, "gru"), CHARS)


@fixture
def file_pickle(folder):
    """pickle.dump() of a module: each storage is a file in the pickle."""
    model = small()
    with open(folder / "model.pkl", "wb") as file:
        pickle.dump(model, file)
    write(folder, ["model.pkl"], plain(model, "gru"), CHARS)


@fixture
def file_script(folder):
    model = small(gru=nn.GRU(4, 5, batch_first=True), fc=nn.Linear(5, 8))
    script = ScriptNet()
    script.load_state_dict(model.state_dict())
    torch.jit.script(script).save(folder / "whole.pt")
    with zipfile.ZipFile(folder / "whole.pt") as whole, zipfile.ZipFile(folder / "model.pt", "w") as data:
        for name in whole.namelist():
            if "/code/" not in name:  # which is most of it, and never read
                data.writestr(name, whole.read(name))
    (folder / "whole.pt").unlink()
    write(folder, ["model.pt"], plain(model, "gru"), CHARS)


class ScriptNet(nn.Module):
    def __init__(self):
        super().__init__()
        self.embedding = nn.Embedding(8, 4)
        self.gru = nn.GRU(4, 5, batch_first=True)
        self.fc = nn.Linear(5, 8)

    def forward(self, ids):
        return self.fc(self.gru(self.embedding(ids))[0])


@fixture
def file_numpy(folder):
    model = small()
    torch.save({name: tensor.numpy() for name, tensor in model.state_dict().items()}, folder / "model.pt")
    write(folder, ["model.pt"], plain(model, "gru"), CHARS)


def typed(folder, dtype):
    model = small().to(dtype)
    write(folder, state_dict(folder, model), plain(model, "gru"), CHARS)


@fixture
def type_float16(folder):
    typed(folder, torch.float16)


@fixture
def type_bfloat16(folder):
    typed(folder, torch.bfloat16)


@fixture
def type_float64(folder):
    typed(folder, torch.float64)


@fixture
def strides(folder):
    """Views of one storage, some of them transposed: offsets, strides, overlaps."""
    model = small()
    state = model.state_dict()
    flat = torch.cat([tensor.t().flatten() if tensor.dim() == 2 else tensor for tensor in state.values()])
    at, views = 0, collections.OrderedDict()
    for name, tensor in state.items():
        size = tensor.numel()
        views[name] = flat[at:at + size].view(*reversed(tensor.shape)).t() if tensor.dim() == 2 else flat[at:at + size]
        at += size
    assert all(torch.equal(views[name], tensor) for name, tensor in state.items())
    torch.save(views, folder / "model.pt")
    write(folder, ["model.pt"], plain(model, "gru"), CHARS)


@fixture
def safetensors(folder):
    model = small(lstm10=nn.LSTM(5, 4, batch_first=True), lstm9=nn.LSTM(4, 5, batch_first=True), decoder=nn.Linear(4, 8))
    save_file(model.state_dict(), folder / "model.safetensors")
    model = model.double()

    def next_of(ids):
        out, _ = model.lstm9(model.ids(ids)[None])
        out, _ = model.lstm10(out)
        return F.softmax(model.decoder(out[0, -1]), -1)
    write(folder, ["model.safetensors"], next_of, CHARS)


@fixture
def safetensors_types(folder):
    """Every type of floats, and the vocabulary in the JSON beside it."""
    model = small()
    state = model.state_dict()
    for (name, value), kind in zip(state.items(), itertools.cycle([torch.float16, torch.bfloat16, torch.float64, torch.float32])):
        state[name] = value.to(kind)
        value.copy_(state[name])
    save_file(state, folder / "model.safetensors", {"format": "pt"})
    (folder / "config.json").write_text(json.dumps({"hidden_size": 5, "vocab": {char: id for id, char in enumerate(CHARS)}}))
    write(folder, ["model.safetensors", "config.json"], plain(model, "gru"))


@fixture
def safetensors_parts(folder):
    """Several files and their index; the vocabulary in the metadata."""
    model = small()
    parts = {f"model-{i:05}-of-00002.safetensors": [] for i in (1, 2)}
    for (name, _), file in zip(model.state_dict().items(), itertools.cycle(parts)):
        parts[file].append(name)
    for file, names in parts.items():
        save_file({name: model.state_dict()[name] for name in names}, folder / file, {"tokens": json.dumps(CHARS)})
    index = {"metadata": {}, "weight_map": {name: file for file, names in parts.items() for name in names}}
    (folder / "model.safetensors.index.json").write_text(json.dumps(index))
    write(folder, [*parts, "model.safetensors.index.json"], plain(model, "gru"))


# What state dicts are kept in, and what their names begin with.

def kept(folder, content, vocabulary=None, name="model.pt", model=None, **more):
    torch.save(content, folder / name)
    write(folder, [name], plain(model, "gru"), vocabulary, **more)


@fixture
def prefix_parallel(folder):
    model = small()
    kept(folder, {f"module._orig_mod.{name}": tensor for name, tensor in model.state_dict().items()}, CHARS, model=model)


@fixture
def lightning(folder):
    model = small()
    state = {f"model.{name}": tensor for name, tensor in model.state_dict().items()}
    kept(folder, {
        "epoch": 3, "global_step": 100, "pytorch-lightning_version": "2.5.0", "state_dict": {**state, "criterion.weight": torch.ones(8)},
        "loops": {"fit_loop": {"state_dict": {}}}, "callbacks": {}, "lr_schedulers": [],
        "optimizer_states": [{"state": {0: {"step": torch.tensor(1.0), "exp_avg": torch.zeros(8, 4), "exp_avg_sq": torch.zeros(8, 4)}}}],
        "hyper_parameters": {"hidden_size": 5, "chars": "".join(CHARS)},
    }, name="last.ckpt", model=model)


@fixture
def checkpoint_dict(folder):
    model = small()
    optimizer = torch.optim.Adam(model.parameters())
    F.cross_entropy(model.fc(model.gru(model.ids(torch.tensor([[1, 2]])))[0]).flatten(0, 1), torch.tensor([2, 3])).backward()
    optimizer.step()
    kept(folder, {"epoch": 7, "model_state_dict": model.state_dict(), "optimizer_state_dict": optimizer.state_dict(), "loss": 1.5,
                  "char2idx": {char: id for id, char in enumerate(CHARS)}, "idx2char": dict(enumerate(CHARS))}, model=model)


@fixture
def checkpoint_parts(folder):
    model = small()
    kept(folder, {"embedding_state_dict": model.embedding.state_dict(), "gru_state_dict": model.gru.state_dict(),
                  "fc_state_dict": model.fc.state_dict(), "vocab": CHARS, "args": Namespace(hidden=5)}, model=model)


@fixture
def checkpoint_tuple(folder):
    model = small()
    kept(folder, (model.state_dict(), {"unrelated": 1}, np.array(CHARS)), model=model)


@fixture
def checkpoint_object(folder):
    """The vocabulary is an attribute of an object, whose class no one has."""
    model = small()
    kept(folder, {"net": model, "corpus": Corpus(Vocab(CHARS))}, model=model)


@fixture
def module_attribute(folder):
    model = small()
    model.int2char = dict(enumerate(CHARS))
    kept(folder, model, model=model)


# The tutorials.

@fixture
def char_rnn_pytorch(folder):
    model = spread(CharRNN(100, 3, 100, "gru", 2))
    torch.save(model, folder / "shakespeare.pt")
    double = model.double()

    def next_of(ids):
        hidden = double.init_hidden(1).double()
        for id in ids:
            out, hidden = double(id[None], hidden)
        return F.softmax(out[0], -1)
    write(folder, ["shakespeare.pt"], next_of, None, list(string.printable), recipe="char-rnn.pytorch")


@fixture
def word_language_model(folder):
    tokens = ("the", "cat", "sat", "<eos>", "on", "a", "mat", ".")
    model = spread(RNNModel("RNN_RELU", 8, 4, 4, 2, 0.2, True), 1.5)
    torch.save(model, folder / "model.pt")
    double = model.double()

    def next_of(ids):
        out, _ = double(ids[:, None], double.init_hidden(1).double())
        return out[-1].exp()
    write(folder, ["model.pt"], next_of, list(tokens), tokens, ["the", "the cat sat on", "a mat ."], recipe="word_language_model")


@fixture
def udacity(folder):
    model = spread(UdacityRNN(tuple(CHARS), 5, 2))
    with open(folder / "rnn_20_epoch.net", "wb") as file:
        torch.save({"n_hidden": model.n_hidden, "n_layers": model.n_layers, "state_dict": model.state_dict(), "tokens": model.chars}, file)
    double = model.double()

    def next_of(ids):
        out, _ = double(F.one_hot(ids, 8).double()[None], double.init_hidden(1, torch.float64))
        return F.softmax(out[-1], -1)
    write(folder, ["rnn_20_epoch.net"], next_of, recipe="udacity-char-rnn")


@fixture
def machinelearningmastery(folder):
    """[best_model, char_to_int]: the last of a window, each id divided by the size of the vocabulary."""
    model = nn.Module()
    model.lstm, model.linear = nn.LSTM(1, 5, 2, batch_first=True), nn.Linear(5, 8)
    spread(model, 2)
    torch.save([model.state_dict(), {char: id for id, char in enumerate(CHARS)}], folder / "single-char.pth")
    double = model.double()

    def next_of(ids):
        out, _ = double.lstm((ids / 8).double()[None, :, None])
        return F.softmax(double.linear(out[0, -1]), -1)
    write(folder, ["single-char.pth"], next_of, recipe="machinelearningmastery")


def d2l(folder, kind, **more):
    tokens = sorted(set(["<unk>", " ", *string.ascii_lowercase]))
    model = spread(kind(28, 3), 60 if kind is not nn.RNN else 2)  # sigma of the scratch versions is 0.01
    torch.save(model.state_dict(), folder / "rnn.pt")
    double = model.double()
    write(folder, ["rnn.pt"], lambda ids: F.softmax(double(F.one_hot(ids, 28).double()), -1), None, tokens, ["it has", "a", "time traveller"],
          recipe="d2l", **more)


@fixture
def d2l_rnn(folder):
    d2l(folder, D2lRNN)


@fixture
def d2l_gru(folder):
    d2l(folder, D2lGRU)


@fixture
def d2l_lstm(folder):
    d2l(folder, D2lLSTM)


@fixture
def d2l_list(folder):
    """The book's first edition: a list of parameters."""
    model = spread(D2lGRU(28, 3), 60)
    state = model.state_dict()
    torch.save([*(state[f"rnn.{part}{gate}"] for gate in ("z", "r", "h") for part in ("W_x", "W_h", "b_")), state["W_hq"], state["b_q"]], folder / "params")
    tokens = sorted(set(["<unk>", " ", *string.ascii_lowercase]))
    double = model.double()
    write(folder, ["params"], lambda ids: F.softmax(double(F.one_hot(ids, 28).double()), -1), None, tokens, ["it has"], recipe="d2l")


def makemore(folder, kind, chars=None):
    model = spread(Makemore(kind, 8, 4, 5))
    torch.save({"model_state_dict": model.state_dict(), "chars": chars} if chars else model.state_dict(), folder / "model.pt")
    double = model.double()
    tokens = ["<s>", *"abcdefg"]
    write(folder, ["model.pt"], lambda ids: F.softmax(double(ids[None])[0, -1], -1), None if chars else tokens, tokens, ["", "a", "fade", "bag"], (0,), recipe="makemore")


@fixture
def makemore_rnn(folder):
    makemore(folder, "rnn")


@fixture
def makemore_gru(folder):
    makemore(folder, "gru")


@fixture
def makemore_chars(folder):
    """The characters in the checkpoint, where id 0, which starts and stops, is no character."""
    makemore(folder, "rnn", list("abcdefg"))


@fixture
def generation_tutorial(folder):
    model = spread(GenerationTutorial(18, 8, 3, 8), 1.5)
    torch.save(model.state_dict(), folder / "names.pt")
    double = model.double()
    categories = ["Arabic", "Chinese", "Czech", "Dutch", "English", "French", "German", "Greek"]

    def next_of(ids):
        hidden = torch.zeros(1, 3).double()
        category = F.one_hot(torch.tensor([categories.index("Greek")]), 18).double()
        for id in ids:
            out, hidden = double(category, F.one_hot(id[None], 8).double(), hidden)
        return out[0].exp()
    write(folder, ["names.pt"], next_of, CHARS, answers={"category": "Greek"}, recipe="char_rnn_generation_tutorial")


@fixture
def generation_letters(folder):
    """The tutorial's own 59 letters, without categories."""
    model = spread(GenerationTutorial(0, 59, 2, 59, joined=False), 1.5).half().float()
    torch.save(model.half().state_dict(), folder / "names.pt")
    double = model.double()
    tokens = [*string.ascii_letters, *" .,;'-", "<end>"]

    def next_of(ids):
        hidden = torch.zeros(1, 2).double()
        for id in ids:
            out, hidden = double(None, F.one_hot(id[None], 59).double(), hidden)
        return out[0].exp()
    write(folder, ["names.pt"], next_of, None, tokens, ["Bo", "d'Arc"], recipe="char_rnn_generation_tutorial")


@fixture
def fastai(folder):
    """AWD_LSTM and its decoder: dropped weights beside the raw ones, a tied matrix, an embedding twice."""
    encoder, second = nn.LSTM(4, 5), nn.LSTM(5, 4)
    embedding, decoder = nn.Embedding(8, 4), nn.Linear(4, 8)
    decoder.weight = embedding.weight
    net = spread(nn.ModuleList([embedding, encoder, second, decoder]))
    state = collections.OrderedDict([("0.encoder.weight", embedding.weight.data), ("0.encoder_dp.emb.weight", embedding.weight.data)])
    for i, lstm in enumerate((encoder, second)):
        state[f"0.rnns.{i}.weight_hh_l0_raw"] = lstm.weight_hh_l0.data
        for name in ("weight_ih_l0", "weight_hh_l0", "bias_ih_l0", "bias_hh_l0"):
            value = getattr(lstm, name).data
            state[f"0.rnns.{i}.module.{name}"] = F.dropout(value, 0.5) if name == "weight_hh_l0" else value
    state["1.decoder.weight"], state["1.decoder.bias"] = decoder.weight.data, decoder.bias.data
    torch.save({"model": state, "opt": {"hypers": [{"lr": 0.1}], "state": []}}, folder / "learner.pth")
    net = net.double()

    def next_of(ids):
        out, _ = encoder(embedding(ids))
        out, _ = second(out)
        return F.softmax(decoder(out[-1]), -1)
    tokens = ("xxunk", "xxpad", "xxbos", "the", "cat", "sat", "on", "mat")
    write(folder, ["learner.pth"], next_of, list(tokens), tokens, ["the", "cat sat on the"], (2,), recipe="fastai")


# Networks written by hand.

def handmade(folder, kind, answers=None, vocabulary=CHARS, metadata=True, **more):
    model = spread(Handmade(kind, 8, 4, 5))
    state = model.state_dict()
    torch.save(state if metadata else dict(state), folder / "model.pt")
    double = model.double()
    write(folder, ["model.pt"], lambda ids: F.softmax(double(ids), -1), vocabulary, **({"answers": answers} if answers else {}), **more)


@fixture
def handmade_w_u(folder):
    handmade(folder, "w-u")


@fixture
def handmade_i2h(folder):
    handmade(folder, "i2h-h2h")


@fixture
def handmade_joined(folder):
    handmade(folder, "i2h-joined", {"activation": "tanh"}, metadata=False)


@fixture
def handmade_wax(folder):
    handmade(folder, "wax", {"activation": "tanh"})


@fixture
def handmade_lstm_gates(folder):
    handmade(folder, "lstm-gates")


@fixture
def handmade_lstm_packed(folder):
    handmade(folder, "lstm-packed")


@fixture
def handmade_lstm_ordered(folder):
    handmade(folder, "lstm-ordered", {"gates": "i f o g"})


@fixture
def handmade_gru_ordered(folder):
    handmade(folder, "gru-ordered", {"gates": "z r n"})


@fixture
def handmade_lstm_bare(folder):
    handmade(folder, "lstm-bare")


@fixture
def handmade_lstm_joined(folder):
    handmade(folder, "lstm-joined", {"order": "state-first"})


@fixture
def handmade_gru_gates(folder):
    handmade(folder, "gru-gates")


@fixture
def handmade_gru_packed(folder):
    handmade(folder, "gru-packed")


@fixture
def handmade_gru_joined(folder):
    handmade(folder, "gru-joined", {"order": "state-first", "reset": "before", "update": "renews"})


@fixture
def handmade_one_hot(folder):
    """A linear layer in the place of an embedding: layers that could be run in a circle from either end."""
    net = nn.Module()
    net.w = nn.Linear(8, 5)
    for gate in "fico":
        setattr(net, f"u_{gate}", nn.Linear(5, 5))
        setattr(net, f"w_{gate}", nn.Linear(5, 5))
    net.v = nn.Linear(5, 8)
    spread(net)
    torch.save({"model_state_dict": net.state_dict()}, folder / "model.pt")
    net = net.double()

    def next_of(ids):
        h = c = torch.zeros(5).double()
        for x in net.w(F.one_hot(ids, 8).double()):
            f, i, g, o = (getattr(net, f"u_{gate}")(h) + getattr(net, f"w_{gate}")(x) for gate in "fico")
            c = torch.sigmoid(f) * c + torch.sigmoid(i) * torch.tanh(g)
            h = torch.sigmoid(o) * torch.tanh(c)
        return F.softmax(net.v(h), -1)
    write(folder, ["model.pt"], next_of, CHARS, answers={"dense-activation": "linear"})


@fixture
def handmade_stack(folder):
    handmade(folder, "stack")


if __name__ == "__main__":
    for name, make in FIXTURES.items():
        if sys.argv[1:] and name not in sys.argv[1:]:
            continue
        folder = HERE / name
        folder.mkdir(parents=True, exist_ok=True)
        torch.manual_seed(len(name))
        make(folder)
        print(name, sum(path.stat().st_size for path in folder.iterdir()))

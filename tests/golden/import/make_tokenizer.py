"""Makes the folders of tokenizer/: small models of PyTorch, and the tokenizer.json that was trained with Hugging Face's
tokenizers library beside each, with the library's ids of texts and the framework's probabilities.

    python make_tokenizer.py [NAME …]

Needs torch, safetensors, onnx, onnxruntime and tokenizers. Each folder has the files and expected.json
(tests/web/import/harness.mjs), and there `encodings`.
"""
import inspect
import io
import json
import pathlib
import sys
import warnings

import numpy as np
import tokenizers
import torch
from safetensors.torch import save_file
from tokenizers import Tokenizer, decoders, models, normalizers, pre_tokenizers, processors, trainers
from torch import nn

HERE = pathlib.Path(__file__).parent / "tokenizer"
PROMPTS = ["To be", "the heart-ache, and the ", "Что? 月!"]
TEXTS = [
    "To be, or not to be, that is the question:", "It's what they'll say; I'd DON'T.", "  two  spaces, and\n\n\nlines\tand tabs ",
    "Longtemps, je me suis couché de bonne heure.", "Все счастливые семьи похожи друг на друга", "牀前看月光，疑是地上霜。", "ἄνδρα μοι ἔννεπε, μοῦσα",
    "👩\u200d🚀 3.14 ½ x²", "def f(x):\n    return x", "<unk> <s> <|endoftext|>",
]
LEARNED = """To be, or not to be, that is the question:
Whether 'tis nobler in the mind to suffer
The slings and arrows of outrageous fortune,
Or to take arms against a sea of troubles
And by opposing end them. To die: to sleep;
No more; and by a sleep to say we end
The heart-ache and the thousand natural shocks
That flesh is heir to, 'tis a consummation
Devoutly to be wish'd. To die, to sleep;
To sleep: perchance to dream: ay, there's the rub;
""".splitlines(keepends=True)
FIXTURES = {}

warnings.filterwarnings("ignore")


def fixture(make):
    FIXTURES[make.__name__.replace("_", "-")] = make
    return make


def of_bytes():
    """As GPT-2's."""
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.post_processor = processors.ByteLevel(trim_offsets=False)
    tokenizer.decoder = decoders.ByteLevel()
    tokenizer.train_from_iterator(LEARNED, trainers.BpeTrainer(
        vocab_size=300, show_progress=False, initial_alphabet=pre_tokenizers.ByteLevel.alphabet(), special_tokens=["<|endoftext|>"]))
    return tokenizer


def of_characters(scheme):
    """As Llama's, which was SentencePiece's: special tokens, bytes, merges, characters; <s> in front of a text."""
    spaces = normalizers.Sequence([normalizers.Prepend("▁"), normalizers.Replace(" ", "▁")])
    pieces = None if scheme == "prepend" else pre_tokenizers.Metaspace(prepend_scheme=scheme)
    learner = Tokenizer(models.BPE())
    if pieces:
        learner.pre_tokenizer = pieces
    else:
        learner.normalizer = spaces
    learner.train_from_iterator([line.strip() for line in LEARNED], trainers.BpeTrainer(vocab_size=80, show_progress=False, max_token_length=12))
    learned = json.loads(learner.to_str())["model"]
    vocab = ["<unk>", "<s>", "</s>", *(f"<0x{byte:02X}>" for byte in range(256)), *learned["vocab"]]
    tokenizer = Tokenizer(models.BPE(vocab={token: i for i, token in enumerate(vocab)}, merges=[tuple(pair) for pair in learned["merges"]],
                                     unk_token="<unk>", fuse_unk=True, byte_fallback=True))
    tokenizer.add_special_tokens(["<unk>", "<s>", "</s>"])
    steps = [decoders.Replace("▁", " "), decoders.ByteFallback(), decoders.Fuse(), decoders.Strip(" ", 1, 0)]
    if pieces:
        tokenizer.pre_tokenizer = pieces
    else:
        tokenizer.normalizer = spaces
    tokenizer.decoder = decoders.Sequence(steps)
    tokenizer.post_processor = processors.TemplateProcessing(single="<s> $A", pair="<s> $A <s> $B", special_tokens=[("<s>", 1)])
    return tokenizer


class Net(nn.Module):
    def __init__(self, cell, vocab, size=6, layers=1, tied=False):
        super().__init__()
        self.embedding = nn.Embedding(vocab, size)
        self.rnn = cell(size, size, layers, batch_first=True)
        self.fc = nn.Linear(size, vocab)
        with torch.no_grad():
            for parameter in self.parameters():  # larger ones, so that the probabilities are no near ties
                parameter.mul_(2).add_(0.1 * torch.randn_like(parameter))
            self.fc.bias[3:259] -= 4  # of_characters()'s bytes, whose decoder replaces a whole run of them where one is no UTF-8
        if tied:
            self.fc.weight = self.embedding.weight
        self.eval()

    def forward(self, ids):
        return self.fc(self.rnn(self.embedding(ids))[0])


def write(folder, tokenizer, files, logits_of, made_by, **more):
    """`logits_of(ids)` returns the logits after these ids, special tokens in front included."""
    tokenizer.save(str(folder / "tokenizer.json"))

    def probabilities(ids):
        logits = np.asarray(logits_of(ids), np.float64)
        weights = np.exp(logits - logits.max())
        return weights / weights.sum()

    cases = [{"prompt": prompt, "probabilities": [float(f"{p:.7g}") for p in probabilities(tokenizer.encode(prompt).ids)]} for prompt in PROMPTS]
    ids = tokenizer.encode(PROMPTS[0]).ids
    prompt_length = len(tokenizer.decode(ids))
    for _ in range(12):
        ids = [*ids, int(np.argmax(probabilities(ids)))]
    tokenizer.encode_special_tokens = True  # what is typed is text, never a special token
    expected = {
        "made by": f"{made_by}, tokenizers {tokenizers.__version__}", "files": [*files, "tokenizer.json"], **more, "cases": cases,
        "greedy": {"prompt": PROMPTS[0], "text": tokenizer.decode(ids)[prompt_length:], "maxTokens": 12},
        "encodings": [{"text": text, "ids": tokenizer.encode(text, add_special_tokens=False).ids} for text in TEXTS],
    }
    (folder / "expected.json").write_text(json.dumps(expected, ensure_ascii=False, separators=(",", ":")).replace(',"', ',\n"') + "\n")


def of_torch(model):
    model = model.double()

    def logits_of(ids):
        with torch.no_grad():
            return model(torch.tensor([ids]))[0, -1].numpy()
    return logits_of


def of_onnx(folder, model):
    import onnxruntime
    file = io.BytesIO()
    older = {"dynamo": False} if "dynamo" in inspect.signature(torch.onnx.export).parameters else {}
    torch.onnx.export(model, (torch.zeros(1, 3, dtype=torch.long),), file, opset_version=17, input_names=["ids"], dynamic_axes={"ids": {0: "batch", 1: "time"}}, **older)
    (folder / "model.onnx").write_bytes(file.getvalue())
    session = onnxruntime.InferenceSession(file.getvalue(), providers=["CPUExecutionProvider"])
    return lambda ids: session.run(None, {"ids": np.array([ids], np.int64)})[0][0, -1]


@fixture
def torch_bytes(folder):
    tokenizer = of_bytes()
    model = Net(nn.LSTM, tokenizer.get_vocab_size(), layers=2)
    torch.save(model.state_dict(), folder / "model.pt")
    write(folder, tokenizer, ["model.pt"], of_torch(model), f"PyTorch {torch.__version__}")


@fixture
def torch_characters(folder):
    tokenizer = of_characters("prepend")
    model = Net(nn.GRU, tokenizer.get_vocab_size(), tied=True)
    save_file({name: value.clone() for name, value in model.state_dict().items()}, folder / "model.safetensors")
    write(folder, tokenizer, ["model.safetensors"], of_torch(model), f"PyTorch {torch.__version__}")


@fixture
def onnx_bytes(folder):
    """More ids than tokens: a vocabulary size that was rounded up."""
    tokenizer = of_bytes()
    model = Net(nn.GRU, 320, layers=2)
    write(folder, tokenizer, ["model.onnx"], of_onnx(folder, model), f"PyTorch {torch.__version__}, opset 17")


@fixture
def onnx_characters(folder):
    tokenizer = of_characters("first")
    model = Net(nn.LSTM, tokenizer.get_vocab_size())
    write(folder, tokenizer, ["model.onnx"], of_onnx(folder, model), f"PyTorch {torch.__version__}, opset 17")


for name in sys.argv[1:] or FIXTURES:
    folder = HERE / name
    folder.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(1)
    FIXTURES[name](folder)
    print(name, sum(path.stat().st_size for path in folder.iterdir()))

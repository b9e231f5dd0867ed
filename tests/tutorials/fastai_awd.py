"""Tutorial 13, fastai's language model: AWD-LSTM, its decoder tied to its embedding, weights dropped out within the LSTMs.

fastai itself wants a PyTorch of its own; the model is built here under its names, and saved as learn.save('fine_tuned')
saves, with the words of dls.vocab beside it. Smaller than its default of 400 and 1152.
"""
import pickle
import re

import torch
from torch import nn

import common

kSpecial = ["xxunk", "xxpad", "xxbos", "xxeos", "xxfld", "xxrep", "xxwrep", "xxup", "xxmaj"]
kWords = 3000
kSizes = {"emb_sz": 160, "n_hid": 320, "n_layers": 3}
kLength = 72
kBatch = 32


class WeightDropout(nn.Module):
    """Keeps the recurrent weights as weight_hh_l0_raw, and gives the module what dropout leaves of them."""

    def __init__(self, module, p=0.2):
        super().__init__()
        self.module, self.p = module, p
        self.register_parameter("weight_hh_l0_raw", nn.Parameter(module.weight_hh_l0.detach().clone()))

    def forward(self, x, state):
        given = nn.functional.dropout(self.weight_hh_l0_raw, self.p, self.training)
        del self.module._parameters["weight_hh_l0"]
        self.module.weight_hh_l0 = given
        output = self.module(x, state)
        del self.module.weight_hh_l0
        self.module.register_parameter("weight_hh_l0", nn.Parameter(given.detach(), requires_grad=False))
        return output


class AWD_LSTM(nn.Module):
    def __init__(self, vocab_sz, emb_sz, n_hid, n_layers):
        super().__init__()
        self.encoder = nn.Embedding(vocab_sz, emb_sz, padding_idx=1)
        self.encoder_dp = nn.Module()  # shares the embedding: its name is in the file twice
        self.encoder_dp.emb = self.encoder
        sizes = [emb_sz, *[n_hid] * (n_layers - 1), emb_sz]
        self.rnns = nn.ModuleList([WeightDropout(nn.LSTM(a, b, batch_first=True)) for a, b in zip(sizes, sizes[1:])])

    def forward(self, ids, states):
        x, after = self.encoder(ids), []
        for rnn, state in zip(self.rnns, states):
            x, state = rnn(x, state)
            after.append(state)
        return x, after


class LinearDecoder(nn.Module):
    def __init__(self, encoder):
        super().__init__()
        self.decoder = nn.Linear(encoder.weight.shape[1], encoder.weight.shape[0])
        self.decoder.weight = encoder.weight

    def forward(self, x):
        return self.decoder(x)


def main():
    options = common.options()
    words = re.findall(r"\w+|[^\w\s]", common.read(options.text).lower())
    counts = {}
    for word in words:
        counts[word] = counts.get(word, 0) + 1
    vocab = [*kSpecial, *sorted(counts, key=lambda word: -counts[word])[:kWords]]
    known = {word: id for id, word in enumerate(vocab)}
    ids = torch.tensor([known.get(word, 0) for word in words])
    encoder = AWD_LSTM(len(vocab), **kSizes)
    model = nn.Sequential(encoder, LinearDecoder(encoder.encoder))
    optimizer = torch.optim.Adam([one for one in model.parameters() if one.requires_grad], lr=2e-3)

    def step():
        pieces = torch.stack([ids[begin:begin + kLength + 1] for begin in torch.randint(len(ids) - kLength, (kBatch,))])
        output, _ = encoder(pieces[:, :-1], [None] * kSizes["n_layers"])
        loss = nn.functional.cross_entropy(model[1](output).flatten(0, 1), pieces[:, 1:].flatten())
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        return loss.item()

    common.train(options.seconds, step, "fastai AWD-LSTM")
    model.eval()
    for rnn in encoder.rnns:  # what training left there: one of its dropouts
        rnn.module.weight_hh_l0.data = nn.functional.dropout(rnn.weight_hh_l0_raw.detach(), 0.2)

    @torch.no_grad()
    def probabilities(prompt):
        some = torch.tensor([[known["xxbos"], *(known[word] for word in prompt.split())]])
        kept = [rnn.module.weight_hh_l0.data for rnn in encoder.rnns]
        output, _ = encoder(some, [None] * kSizes["n_layers"])
        for rnn, weight in zip(encoder.rnns, kept):
            rnn.module.weight_hh_l0.data = weight
        return model[1](output[0, -1]).softmax(-1).tolist()

    asked = [" ".join(word for word in words[begin:begin + 6] if word in known) for begin in (50, 700, 2000)]
    expected = [probabilities(prompt) for prompt in asked]
    made = common.folder(options.out, "fastai")
    torch.save({"model": model.state_dict(), "opt": optimizer.state_dict()}, made / "fine_tuned.pth")
    with open(made / "vocab.pkl", "wb") as file:
        pickle.dump(vocab, file)
    common.save_result(made, 13, "fastai AWD-LSTM", ["fine_tuned.pth", "vocab.pkl"], lambda prompt: expected[asked.index(prompt)], asked,
                       tokens=vocab, recipe="fastai")


main()

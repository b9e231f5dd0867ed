"""Tutorial 7, pytorch/examples word_language_model: words in the order of appearance, the module is saved whole.

Two of its choices: an LSTM with tied weights, and a plain network with relu. Both are exported as ONNX too, by the exporter
that keeps recurrent layers whole (dynamo=False).
"""
import torch
from torch import nn

import common

kLength = 35
kBatch = 20
kWords = 3000  # a text of more words is cut: the rest would be a long softmax


class RNNModel(nn.Module):
    def __init__(self, rnn_type, ntoken, ninp, nhid, nlayers, dropout=0.2, tie_weights=False):
        super().__init__()
        self.ntoken = ntoken
        self.drop = nn.Dropout(dropout)
        self.encoder = nn.Embedding(ntoken, ninp)
        if rnn_type in ("LSTM", "GRU"):
            self.rnn = getattr(nn, rnn_type)(ninp, nhid, nlayers, dropout=dropout)
        else:
            self.rnn = nn.RNN(ninp, nhid, nlayers, nonlinearity={"RNN_TANH": "tanh", "RNN_RELU": "relu"}[rnn_type], dropout=dropout)
        self.decoder = nn.Linear(nhid, ntoken)
        if tie_weights:
            self.decoder.weight = self.encoder.weight
        nn.init.uniform_(self.encoder.weight, -0.1, 0.1)
        nn.init.zeros_(self.decoder.bias)
        nn.init.uniform_(self.decoder.weight, -0.1, 0.1)
        self.rnn_type, self.nhid, self.nlayers = rnn_type, nhid, nlayers

    def forward(self, input, hidden):
        output, hidden = self.rnn(self.drop(self.encoder(input)), hidden)
        decoded = self.decoder(self.drop(output)).view(-1, self.ntoken)
        return nn.functional.log_softmax(decoded, dim=1), hidden

    def init_hidden(self, batch):
        state = torch.zeros(self.nlayers, batch, self.nhid)
        return (state, state.clone()) if self.rnn_type == "LSTM" else state


def tokenize(text):
    """Returns the tokens, and the text up to where there are kWords words."""
    known, tokens, lines = {}, [], []
    for line in text.split("\n"):
        own = line.split() + ["<eos>"]
        if len(known.keys() | own) > kWords:
            break
        for word in own:
            known.setdefault(word, len(known))
        tokens += own
        lines.append(line)
    return known, tokens, "\n".join(lines)


def main():
    options = common.options()
    known, tokens, text = tokenize(common.read(options.text))
    ids = torch.tensor([known[token] for token in tokens])
    columns = ids[:len(ids) // kBatch * kBatch].view(kBatch, -1).t().contiguous()

    def make(rnn_type, tied, lr):
        name = f"word_language_model {rnn_type}{', tied' if tied else ''}"
        model = RNNModel(rnn_type, len(known), 200, 200, 2, tie_weights=tied)
        position, hidden = 0, model.init_hidden(kBatch)

        def step():
            nonlocal position, hidden
            if position + 1 >= len(columns):
                position, hidden = 0, model.init_hidden(kBatch)
            piece = columns[position:position + kLength + 1]
            position += kLength
            hidden = tuple(part.detach() for part in hidden) if isinstance(hidden, tuple) else hidden.detach()
            model.zero_grad()
            output, hidden = model(piece[:-1], hidden)
            loss = nn.functional.nll_loss(output, piece[1:].reshape(-1))
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 0.25)
            with torch.no_grad():
                for parameter in model.parameters():
                    parameter.add_(parameter.grad, alpha=-lr)
            return loss.item()

        common.train(options.seconds / 2, step, name)
        model.eval()

        @torch.no_grad()
        def probabilities(prompt):
            ids = torch.tensor([known[word] for word in prompt.split()])
            return model(ids[:, None], model.init_hidden(1))[0][-1].exp().tolist()

        return name, model, probabilities

    for rnn_type, tied, lr in [("LSTM", True, 20), ("RNN_RELU", False, 1)]:
        name, model, probabilities = make(rnn_type, tied, lr)
        asked = [" ".join(tokens[begin:begin + 8]).replace("<eos>", "").strip() for begin in (10, 200, 444)]

        def save(file, write, recipe):
            made = common.folder(options.out, f"word-language-model-{rnn_type.lower().replace('_', '-')}-{file.split('.')[1]}")
            (made / "train.txt").write_text(text, encoding="utf-8")
            write(made / file)
            common.save_result(made, 7, f"{name}, {file}", [file], probabilities, asked, tokens=[None if word == "<eos>" else word for word in known],
                               text=made / "train.txt", recipe=recipe)

        save("model.pt", lambda path: torch.save(model, path), "word_language_model")
        example = torch.zeros(kLength, 1, dtype=torch.long), model.init_hidden(1)
        save("model.onnx", lambda path: torch.onnx.export(model, example, path, dynamo=False), "word_language_model")


main()

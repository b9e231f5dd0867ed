"""Tutorial 8, Udacity's char-rnn: one-hot characters, two LSTMs, a checkpoint that has the characters in it."""
import torch
from torch import nn

import common

kLength = 100
kBatch = 64


class CharRNN(nn.Module):
    def __init__(self, tokens, n_hidden=512, n_layers=2, drop_prob=0.5):
        super().__init__()
        self.chars, self.n_hidden, self.n_layers = tokens, n_hidden, n_layers
        self.int2char = dict(enumerate(tokens))
        self.char2int = {char: id for id, char in self.int2char.items()}
        self.lstm = nn.LSTM(len(tokens), n_hidden, n_layers, dropout=drop_prob, batch_first=True)
        self.dropout = nn.Dropout(drop_prob)
        self.fc = nn.Linear(n_hidden, len(tokens))

    def forward(self, x, hidden):
        output, hidden = self.lstm(x, hidden)
        return self.fc(self.dropout(output).contiguous().view(-1, self.n_hidden)), hidden


def main():
    options = common.options()
    text = common.read(options.text)
    chars = tuple(set(text))  # in an order that nobody can know again
    net = CharRNN(chars)
    ids = torch.tensor([net.char2int[char] for char in text])
    rows = ids[:len(ids) // kBatch * kBatch].view(kBatch, -1)
    optimizer = torch.optim.Adam(net.parameters(), lr=0.001)
    position, hidden = 0, None

    def encode(some):
        return nn.functional.one_hot(some, len(chars)).float()

    def step():
        nonlocal position, hidden
        if position + kLength + 1 > rows.shape[1]:
            position, hidden = 0, None
        piece = rows[:, position:position + kLength + 1]
        position += kLength
        output, hidden = net(encode(piece[:, :-1]), hidden)
        hidden = tuple(part.detach() for part in hidden)
        loss = nn.functional.cross_entropy(output, piece[:, 1:].reshape(-1))
        net.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(net.parameters(), 5)
        optimizer.step()
        return loss.item()

    common.train(options.seconds, step, "Udacity char-rnn")
    net.eval()

    @torch.no_grad()
    def probabilities(prompt):
        some = torch.tensor([[net.char2int[char] for char in prompt]])
        return net(encode(some), None)[0][-1].softmax(-1).tolist()

    made = common.folder(options.out, "udacity")
    checkpoint = {"n_hidden": net.n_hidden, "n_layers": net.n_layers, "state_dict": net.state_dict(), "tokens": net.chars}
    with open(made / "rnn_20_epoch.net", "wb") as file:
        torch.save(checkpoint, file)
    common.save_result(made, 8, "Udacity char-rnn", ["rnn_20_epoch.net"], probabilities, common.prompts(text),
                       tokens=list(chars), recipe="udacity-char-rnn")


main()

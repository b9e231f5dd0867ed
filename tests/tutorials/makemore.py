"""Tutorial 10, karpathy/makemore's recurrent networks: cells of linear layers, a learned start, 0 starts and stops."""
import torch
from torch import nn

import common

kBatch = 32
kEmbedding = 64


class RNNCell(nn.Module):
    def __init__(self):
        super().__init__()
        self.xh_to_h = nn.Linear(2 * kEmbedding, kEmbedding)

    def forward(self, x, h):
        return torch.tanh(self.xh_to_h(torch.cat([x, h], 1)))


class GRUCell(nn.Module):
    def __init__(self):
        super().__init__()
        self.xh_to_z, self.xh_to_r, self.xh_to_hbar = (nn.Linear(2 * kEmbedding, kEmbedding) for _ in range(3))

    def forward(self, x, h):
        both = torch.cat([x, h], 1)
        r, z = torch.sigmoid(self.xh_to_r(both)), torch.sigmoid(self.xh_to_z(both))
        hbar = torch.tanh(self.xh_to_hbar(torch.cat([x, r * h], 1)))
        return (1 - z) * h + z * hbar


class RNN(nn.Module):
    def __init__(self, vocab_size, cell):
        super().__init__()
        self.start = nn.Parameter(torch.zeros(1, kEmbedding))
        self.wte = nn.Embedding(vocab_size, kEmbedding)
        self.cell = cell
        self.lm_head = nn.Linear(kEmbedding, vocab_size)

    def forward(self, ids):
        h, states = self.start.expand(ids.shape[0], -1), []
        for x in self.wte(ids).unbind(1):
            h = self.cell(x, h)
            states.append(h)
        return self.lm_head(torch.stack(states, 1))


def main():
    options = common.options()
    names = common.words(common.read(options.text))
    chars = sorted(set("".join(names)))
    longest = max(map(len, names))
    rows = torch.zeros(len(names), longest + 2, dtype=torch.long)
    for row, name in zip(rows, names):
        row[1:len(name) + 1] = torch.tensor([1 + chars.index(char) for char in name])
    targets = rows[:, 1:].clone()
    for row, name in zip(targets, names):
        row[len(name) + 1:] = -1  # nothing is learned after the stop

    for kind, cell in [("rnn", RNNCell), ("gru", GRUCell)]:
        model = RNN(1 + len(chars), cell())
        optimizer = torch.optim.AdamW(model.parameters(), lr=5e-4, weight_decay=0.01, betas=(0.9, 0.99))

        def step():
            some = torch.randint(len(names), (kBatch,))
            logits = model(rows[some, :-1])
            loss = nn.functional.cross_entropy(logits.flatten(0, 1), targets[some].flatten(), ignore_index=-1)
            model.zero_grad()
            loss.backward()
            optimizer.step()
            return loss.item()

        common.train(options.seconds / 2, step, f"makemore {kind}")

        @torch.no_grad()
        def probabilities(prompt):
            ids = torch.tensor([[0, *(1 + chars.index(char) for char in prompt)]])
            return model(ids)[0, -1].softmax(-1).tolist()

        made = common.folder(options.out, f"makemore-{kind}")
        (made / "names.txt").write_text("\n".join(names) + "\n")
        torch.save(model.state_dict(), made / "model.pt")
        common.save_result(made, 10, f"makemore, {kind}", ["model.pt"], probabilities, ["", "s", "char", "example"],
                           tokens=[None, *chars], text=made / "names.txt", recipe="makemore")


main()

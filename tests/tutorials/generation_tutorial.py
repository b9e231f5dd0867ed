"""Tutorial 6, PyTorch's "Generating names with a character-level RNN": linear layers over category, letter and state.

The tutorial saves nothing; a reader saves the state dict.
"""
import random
import string

import torch
from torch import nn

import common

kLetters = string.ascii_letters + " .,;'-"
kInputs = len(kLetters) + 1  # the last one ends a name
kCategories = ["short", "middle", "long"]


class RNN(nn.Module):
    def __init__(self, input_size, hidden_size, output_size, n_categories):
        super().__init__()
        self.hidden_size = hidden_size
        self.i2h = nn.Linear(n_categories + input_size + hidden_size, hidden_size)
        self.i2o = nn.Linear(n_categories + input_size + hidden_size, output_size)
        self.o2o = nn.Linear(hidden_size + output_size, output_size)
        self.dropout = nn.Dropout(0.1)
        self.softmax = nn.LogSoftmax(dim=1)

    def forward(self, category, input, hidden):
        combined = torch.cat((category, input, hidden), 1)
        hidden, output = self.i2h(combined), self.i2o(combined)
        output = self.dropout(self.o2o(torch.cat((hidden, output), 1)))
        return self.softmax(output), hidden

    def init_hidden(self):
        return torch.zeros(1, self.hidden_size)


def one_hot(id, size):
    return nn.functional.one_hot(torch.tensor([id]), size).float()


def category_of(name):
    return 0 if len(name) < 6 else 1 if len(name) < 9 else 2


def main():
    options = common.options()
    names = [name.capitalize() for name in common.words(common.read(options.text))]
    rnn = RNN(kInputs, 128, kInputs, len(kCategories))
    criterion = nn.NLLLoss()
    draw = random.Random(1)

    def step():
        name = draw.choice(names)
        category, hidden = one_hot(category_of(name), len(kCategories)), rnn.init_hidden()
        ids = [kLetters.index(letter) for letter in name]
        rnn.zero_grad()
        loss = 0
        for id, target in zip(ids, ids[1:] + [kInputs - 1]):
            output, hidden = rnn(category, one_hot(id, kInputs), hidden)
            loss = loss + criterion(output, torch.tensor([target]))
        loss.backward()
        with torch.no_grad():
            for parameter in rnn.parameters():
                parameter.add_(parameter.grad, alpha=-0.0005)
        return loss.item() / len(name)

    common.train(options.seconds, step, "char_rnn_generation_tutorial")
    rnn.eval()
    chosen = 1

    @torch.no_grad()
    def probabilities(prompt):
        hidden = rnn.init_hidden()
        for letter in prompt:
            output, hidden = rnn(one_hot(chosen, len(kCategories)), one_hot(kLetters.index(letter), kInputs), hidden)
        return output[0].exp().tolist()

    made = common.folder(options.out, "generation-tutorial")
    torch.save(rnn.state_dict(), made / "rnn.pt")
    common.save_result(made, 6, "PyTorch char_rnn_generation_tutorial", ["rnn.pt"], probabilities, ["R", "Sto", "Charact"],
                       tokens=[*kLetters, None], answers={"category": chosen}, recipe="char_rnn_generation_tutorial")


main()

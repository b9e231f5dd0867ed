"""Tutorial 4's twin in PyTorch (machinelearningmastery): a character is one number; [state_dict, char_to_int] is saved."""
import torch
from torch import nn

import common

kWindow = 100
kBatch = 128


class CharModel(nn.Module):
    def __init__(self, n_vocab):
        super().__init__()
        self.lstm = nn.LSTM(input_size=1, hidden_size=256, num_layers=1, batch_first=True)
        self.dropout = nn.Dropout(0.2)
        self.linear = nn.Linear(256, n_vocab)

    def forward(self, x):
        x, _ = self.lstm(x)
        return self.linear(self.dropout(x[:, -1, :]))


def main():
    options = common.options()
    text = common.read(options.text).lower()
    chars = sorted(set(text))
    char_to_int = {char: id for id, char in enumerate(chars)}
    ids = torch.tensor([char_to_int[char] for char in text])
    model = CharModel(len(chars))
    optimizer = torch.optim.Adam(model.parameters())

    def encode(some):
        return some[..., None].float() / float(len(chars))

    def step():
        piece = torch.stack([ids[begin:begin + kWindow + 1] for begin in torch.randint(len(ids) - kWindow, (kBatch,))])
        loss = nn.functional.cross_entropy(model(encode(piece[:, :-1])), piece[:, -1])
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        return loss.item()

    common.train(options.seconds, step, "machinelearningmastery, PyTorch")
    model.eval()

    @torch.no_grad()
    def probabilities(prompt):
        some = torch.tensor([[char_to_int[char] for char in prompt[-kWindow:]]])
        return model(encode(some))[0].softmax(-1).tolist()

    made = common.folder(options.out, "mastery-torch")
    torch.save([model.state_dict(), char_to_int], made / "single-char.pth")
    common.save_result(made, 4, "machinelearningmastery, PyTorch", ["single-char.pth"], probabilities,
                       common.prompts(text, 3, 120), tokens=chars, recipe="machinelearningmastery")


main()

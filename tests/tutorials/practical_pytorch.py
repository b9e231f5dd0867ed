"""Tutorial 5, practical-pytorch's char-rnn-generation: a GRU over string.printable; the module is saved whole."""
import string

import torch
from torch import nn

import common

kCharacters = string.printable
kChunk = 200


class RNN(nn.Module):
    def __init__(self, input_size, hidden_size, output_size, n_layers=1):
        super().__init__()
        self.input_size, self.hidden_size, self.output_size, self.n_layers = input_size, hidden_size, output_size, n_layers
        self.encoder = nn.Embedding(input_size, hidden_size)
        self.gru = nn.GRU(hidden_size, hidden_size, n_layers)
        self.decoder = nn.Linear(hidden_size, output_size)

    def forward(self, input, hidden):
        """One character at a time, as the tutorial reads."""
        output, hidden = self.gru(self.encoder(input.view(1, -1)).view(1, 1, -1), hidden)
        return self.decoder(output.view(1, -1)), hidden

    def init_hidden(self):
        return torch.zeros(self.n_layers, 1, self.hidden_size)


def main():
    options = common.options()
    text = "".join(char for char in common.read(options.text) if char in kCharacters)
    ids = torch.tensor([kCharacters.index(char) for char in text])
    decoder = RNN(len(kCharacters), 100, len(kCharacters), 2)
    optimizer = torch.optim.Adam(decoder.parameters(), lr=0.005)
    criterion = nn.CrossEntropyLoss()

    def step():
        begin = torch.randint(len(ids) - kChunk - 1, ()).item()
        chunk = ids[begin:begin + kChunk + 1]
        output, _ = decoder.gru(decoder.encoder(chunk[:-1])[:, None], decoder.init_hidden())
        loss = criterion(decoder.decoder(output[:, 0]), chunk[1:])
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        return loss

    common.train(options.seconds, step, "practical-pytorch")

    @torch.no_grad()
    def probabilities(prompt):
        hidden = decoder.init_hidden()
        for char in prompt:
            output, hidden = decoder(torch.tensor([kCharacters.index(char)]), hidden)
        return output[0].softmax(-1).tolist()

    made = common.folder(options.out, "practical-pytorch")
    torch.save(decoder, made / "shakespeare.pt")
    common.save_result(made, 5, "practical-pytorch char-rnn", ["shakespeare.pt"], probabilities, common.prompts(text),
                       tokens=list(kCharacters))


main()

"""web/guides/pytorch.md, from its first line."""
import torch

import common
import guide


def main():
    options = common.options()
    text = common.read(options.text)[:guide.kText]
    made = common.folder(options.out, "guide-pytorch")
    scope = guide.run("pytorch.md", made, text)
    model, chars = scope["model"].eval(), scope["chars"]

    @torch.no_grad()
    def probabilities(prompt):
        return model(torch.tensor([[chars.index(char) for char in prompt]]))[0][0, -1].softmax(-1).tolist()

    guide.save("pytorch.md", made, probabilities, chars, common.prompts(text))


main()

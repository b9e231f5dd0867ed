"""web/guides/keras.md and text-generation.ipynb, from their first line."""
import os

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "2")

import numpy as np

import common
import guide


def main():
    options = common.options()
    text = common.read(options.text)[:guide.kText]

    made = common.folder(options.out, "guide-keras")
    scope = guide.run("keras.md", made, text)
    model, chars = scope["model"], scope["chars"]

    def of_window(prompt):
        return np.array(model(np.array([[chars.index(char) for char in prompt[-40:]]])))[0].tolist()

    guide.save("keras.md", made, of_window, chars, common.prompts(text))

    made = common.folder(options.out, "guide-text-generation")
    scope = guide.run("text-generation.ipynb", made, text)
    text_model, vocab = scope["model"], scope["vocab"]

    def of_state(prompt):
        logits = np.array(text_model(np.array([[1 + vocab.index(char) for char in prompt]])))[0, -1].astype(np.float64)
        e = np.exp(logits - logits.max())
        return (e / e.sum()).tolist()

    guide.save("text-generation.ipynb", made, of_state, [None, *vocab], common.prompts(text))


main()

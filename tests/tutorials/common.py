"""What the tutorials of this folder share: options, the time that they train for, and what is compared afterwards.

Each is a file that trains a tutorial's model and saves it as the tutorial does:

    python practical_pytorch.py --text FILE --out FOLDER --seconds 60

It writes a folder for each model into FOLDER, with the files to drop and result.json (save_result).
"""
import argparse
import json
import pathlib
import random
import re
import time

kPrompt = 48  # characters; more than most windows


def options():
    parser = argparse.ArgumentParser()
    parser.add_argument("--text", type=pathlib.Path, required=True)
    parser.add_argument("--out", type=pathlib.Path, required=True)
    parser.add_argument("--seconds", type=float, default=60)
    return parser.parse_args()


def read(path):
    return path.read_text(encoding="utf-8")


def folder(out, name):
    """Returns a new, empty folder."""
    made = out / name
    made.mkdir(parents=True, exist_ok=True)
    for file in made.rglob("*"):
        if file.is_file():
            file.unlink()
    return made


def train(seconds, step, name=""):
    """Calls step() for so long, after a first one that may have to be compiled. It returns the loss, in nats per token."""
    losses = [float(step())]
    begin = time.monotonic()
    while time.monotonic() - begin < seconds:
        losses.append(float(step()))
    last = losses[-min(len(losses), 20):]
    print(f"{name}: {len(losses)} steps, loss {sum(last) / len(last):.3f}", flush=True)
    return losses


def words(text):
    """The distinct words of the text, lower case, ASCII letters, in the order of appearance: names to learn from."""
    found = dict.fromkeys(word for word in re.findall(r"[a-z]+", text.lower()) if 3 <= len(word) <= 12)
    return list(found)


def prompts(text, count=3, length=kPrompt):
    """Pieces of the text, the same every time."""
    draw = random.Random(1)
    begins = [draw.randrange(len(text) - length) for _ in range(count)]
    return [text[begin:begin + length] for begin in begins]


def save_result(made, tutorial, name, files, probabilities, asked, tokens=None, text=None, answers=None, recipe=None, seed=None, command=None):
    """Writes what main.mjs checks.

    probabilities(prompt): of the next token, by the framework itself, as a list by id
    asked: the prompts
    tokens: of the vocabulary, by id; None for an id that is no text
    text: the file with the training text, where the model has no vocabulary
    answers: to the importer's questions
    recipe: the name by which the importer should recognise it; None: by none
    seed: what the text that is shown begins with
    command: of `npx lukewarm`, where that is to be tried too
    """
    cases = [{"prompt": prompt, "probabilities": [float(f"{value:.9g}") for value in probabilities(prompt)]} for prompt in asked]
    result = {
        "tutorial": tutorial, "name": name, "files": files, "tokens": tokens, "text": str(text) if text else None,
        "answers": answers or {}, "recipe": recipe, "seed": asked[0] if seed is None else seed,
        "command": command, "cases": cases,
    }
    (made / "result.json").write_text(json.dumps(result, ensure_ascii=False, indent=1), encoding="utf-8")

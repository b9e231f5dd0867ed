"""The guides of web/guides from their first line: their Python is run as it stands, but for less training."""
import json
import os
import pathlib
import re

import common

kGuides = pathlib.Path(__file__).parents[2] / "web/guides"
kShorter = [("epochs=20", "epochs=1"), ("EPOCHS = 20", "EPOCHS = 1"), ("range(2000)", "range(20)"), ("rnn_units=1024", "rnn_units=128")]
kText = 30_000  # characters


def code_of(path):
    if path.suffix == ".md":
        return re.findall(r"^```python\n(.*?)^```$", path.read_text(), re.M | re.S)
    return ["".join(cell["source"]) for cell in json.loads(path.read_text())["cells"] if cell["cell_type"] == "code"]


def command_of(path):
    """What the guide types."""
    return re.search(r"npx lukewarm (import .*? -o [^\n\\]*)", path.read_text()).group(1).replace('",', "").split()


def run(name, made, text):
    """Returns what the guide's code leaves behind."""
    (made / "my-text.txt").write_text(text, encoding="utf-8")
    before, scope = os.getcwd(), {"__name__": "__main__"}
    os.chdir(made)
    try:
        for code in code_of(kGuides / name):
            for long, short in kShorter:
                code = code.replace(long, short)
            exec(compile(code, name, "exec"), scope)
    finally:
        os.chdir(before)
    return scope


def save(name, made, probabilities, tokens, prompts):
    command = command_of(kGuides / name)
    files = command[1:command.index("-o")]
    common.save_result(made, 0, f"guide {name}", files, probabilities, prompts, tokens=tokens, command=command)

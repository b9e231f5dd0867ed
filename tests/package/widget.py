"""The Python side of a widget, for wheel.mjs: a line of JSON in for each line out. Its comm goes nowhere."""

import base64
import json
import sys
import tempfile

import lukewarm

seed = 2**64 - 1


def state_of(text):
    """What the notebook's front end is sent of the widget."""
    state = {name: value for name, value in text.get_state().items() if name not in ("layout", "tabbable", "tooltip")}
    state["model_bytes"] = base64.b64encode(state["model_bytes"]).decode()
    return state


def sources():
    """The three kinds of model, by what they become."""
    data = lukewarm.shakespeare.read_bytes()
    with tempfile.NamedTemporaryFile(suffix=".safetensors") as file:
        file.write(data)
        file.flush()
        path = lukewarm.Text(file.name)
    address = lukewarm.Text("https://example.com/m.safetensors")
    return [path.model_bytes == data, lukewarm.Text(data).model_bytes == data, address.model_url, len(address.model_bytes)]


text = lukewarm.Text(prompt="ROMEO:", temperature=0.5, seed=seed, max_tokens=100)
print(json.dumps({"state": state_of(text), "version": lukewarm.__version__, "sources": sources()}), flush=True)
text.set_state(json.loads(sys.stdin.readline()))
print(json.dumps({"text": text.text, "same": text.seed == seed, "type": type(text.seed).__name__}), flush=True)

"""Text from a recurrent neural network, at the temperature you choose, in a notebook.

The network runs in the browser that shows the notebook. The same model, prompt, options and seed give the same text,
which is also that of the command line and of the page.
"""

import os
import pathlib
from typing import Any, Optional, Union

import anywidget
import traitlets

__all__ = ["Text", "shakespeare"]
__version__ = "0"  # web/make/wheel.mjs writes package.json's

_folder = pathlib.Path(__file__).parent

shakespeare = _folder / "shakespeare.safetensors"
"""The model that comes with the package: characters of Shakespeare's plays."""

Model = Union[str, "os.PathLike[str]", bytes, bytearray, memoryview]


def _seed_to_json(seed: Optional[int], _widget: Any) -> Optional[str]:
    return None if seed is None else str(seed)


def _seed_from_json(seed: Optional[str], _widget: Any) -> Optional[int]:
    return None if seed is None else int(seed)


def _option(help: str) -> traitlets.Float:
    return traitlets.Float(None, allow_none=True, help=help).tag(sync=True)


class Text(anywidget.AnyWidget):
    """A text that a model writes where the notebook is shown.

    model: a path of a model file, its bytes, or its address (https://…; its host has to allow other sites). Default: the
        model that comes with the package. Bytes travel to the browser with the notebook; an address does not.

    All else are traits, as below. None means the default of <lukewarm-text>.
    """

    _esm = _folder / "lukewarm-widget.js"

    model_url = traitlets.Unicode("", help="Address of the model file.").tag(sync=True)
    model_bytes = traitlets.Bytes(b"", help="Bytes of the model file, instead of an address.").tag(sync=True)
    prompt = traitlets.Unicode("", help="What the text begins with.").tag(sync=True)
    temperature = _option("Divides the logits; 0 is greedy. Default 1.")
    # As decimal digits between Python and the browser: JavaScript's numbers hold 53 bits.
    seed = traitlets.Int(
        None, allow_none=True, min=0, max=2**64 - 1, help="Below 2^64. None: one is drawn, and then set here."
    ).tag(sync=True, to_json=_seed_to_json, from_json=_seed_from_json)
    max_tokens = traitlets.Int(None, allow_none=True, min=0, help="How many tokens. Default 200.").tag(sync=True)
    top_k = traitlets.Int(None, allow_none=True, min=0, help="Only the k most probable tokens. Default 0: off.").tag(sync=True)
    top_p = _option("Only the most probable tokens that share this much probability. Default 1: off.")
    min_p = _option("Only tokens with this share of the most probable one's probability. Default 0: off.")
    typical_p = _option("Only the most typical tokens that share this much probability. Default 1: off.")
    repetition_penalty = _option("Divides the logits of what has come. Default 1: off.")
    presence_penalty = _option("Lowers the logits of what has come. Default 0: off.")
    frequency_penalty = _option("Lowers them by each time. Default 0: off.")
    shaded = traitlets.Bool(False, help="Shades every token by how surprising it was to the model.").tag(sync=True)
    controls = traitlets.Bool(True, help="Lets the reader set the prompt and the temperature.").tag(sync=True)
    text = traitlets.Unicode("", help="What the model has written; set by the browser.").tag(sync=True)
    error = traitlets.Unicode("", help="What went wrong, or ''; set by the browser.").tag(sync=True)

    def __init__(self, model: Model = shakespeare, **traits: Any) -> None:
        super().__init__(**self._source(model), **traits)

    def load(self, model: Model) -> None:
        """Has the text written by another model: a path, bytes or an address, as in the constructor."""
        for name, value in self._source(model).items():
            setattr(self, name, value)

    @staticmethod
    def _source(model: Model) -> dict:
        if isinstance(model, str) and model.split(":", 1)[0] in ("http", "https", "data", "blob"):
            return {"model_url": model, "model_bytes": b""}
        if isinstance(model, (str, os.PathLike)):
            model = pathlib.Path(model).read_bytes()
        return {"model_url": "", "model_bytes": bytes(model)}

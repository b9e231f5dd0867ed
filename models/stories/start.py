#!/usr/bin/python3
"""Makes the weights that the stories model begins with, from the fairy tales model.

    models/stories/start.py stories-en.txt FAIRYTALES.safetensors build/stories-start.safetensors [--vocab 10000]

The recurrent layers are taken as they are. The vocab is that of the new text; a word that the old model knows brings
its embedding (which is its output weight too) and its output bias along, and a new one begins as the unknown token
does, moved a little. Needs numpy (Debian: python3-numpy).
"""
import argparse
import sys
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from make import model_file, tokens  # noqa: E402

NOISE = 0.02  # standard deviation


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("text")
    parser.add_argument("model")
    parser.add_argument("output")
    parser.add_argument("--vocab", type=int, default=10000)
    args = parser.parse_args()

    config, floats = model_file.read_floats(args.model)
    old = config["tokenizer"]
    new = tokens.build_vocab(tokens.read_text(args.text), old["kind"], args.vocab)
    ids = {text: id for id, text in enumerate(old["vocab"])}
    unknown = old["unknown_id"]
    source = np.array([ids.get(text, -1) for text in new["vocab"]])
    taken = np.where(source < 0, unknown, source)
    encoder = floats["encoder.weight"][taken]
    noise = np.random.default_rng(1).normal(0, NOISE, encoder.shape).astype(np.float32)
    encoder += np.where(source[:, None] < 0, noise, 0)
    tensors = dict(floats)
    tensors["encoder.weight"] = encoder.astype(np.float32)
    tensors["decoder.bias"] = floats["decoder.bias"][taken]
    tensors["decoder.bias"][source < 0] -= 4  # a new word is one of many unknown ones
    config = dict(config, tokenizer=new, quantization={"bits": 32})
    config.pop("evaluation", None)
    config["architecture"] = dict(config["architecture"], vocab_size=len(new["vocab"]))
    model_file.write(args.output, config, tensors)
    print(f"{int((source >= 0).sum())} of {len(source)} words are known to {args.model}")


main()

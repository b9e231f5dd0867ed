#!/usr/bin/python3
"""What a word model's unknown words cost, if they had to be spelled: bits per character beside those that it reports.

    models/spelling.py TRAIN VALID --model MODEL [--order 5]           two texts
    models/spelling.py TEXT --from 0.9 --model MODEL [--order 5]       one text, its last tenth held out

A word model pays for the fact that a word is unknown, never for which word it is; a model of characters or of subwords
does. Here each unknown word of the held-out text is spelled, letter by letter to its end, by n-grams of letters
(make/kneser_ney.py) that were counted on the training text's words that are not in the vocab. Needs numpy.
"""
import argparse

import numpy as np

from make import model_file, tokens, word_scanner
from make.arguments import readable
from make.kneser_ney import KneserNey


def costs(learned, spelled, order):
    """Returns {word: bits of its letters and its end} for the words `spelled`, after those of `learned`."""
    ids = {character: i for i, character in enumerate(sorted(set("\n".join(["", *learned, *spelled]))))}
    model = KneserNey([ids[character] for word in learned for character in f"\n{word}"], len(ids), order)
    return {word: -np.log2(model.probabilities([ids[c] for c in f"\n{word}\n"])[1:]).sum() for word in set(spelled)}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("train", type=readable)
    parser.add_argument("valid", nargs="?", type=readable)
    parser.add_argument("--from", dest="start", type=float, help="without VALID: where the held-out part begins")
    parser.add_argument("--model", type=readable, required=True, help="model file, for its vocab")
    parser.add_argument("--order", type=int, nargs="+", default=[5], help="longest n-gram, in characters")
    args = parser.parse_args()
    if (args.valid is None) == (args.start is None):
        parser.error("give either a held-out text or --from")
    train = tokens.read_text(args.train)
    if args.valid is None:
        at = tokens.cut(train, 1 - args.start, "word")
        train, valid = train[:at], train[at:]
    else:
        valid = tokens.read_text(args.valid)
    vocab = set(model_file.read(args.model)[0]["tokenizer"]["vocab"])
    learned, spelled = ([word for word in word_scanner.scan(text) if word not in vocab] for text in (train, valid))
    if not spelled:
        raise SystemExit("No word of the held-out text is unknown.")
    print(f"{len(spelled)} unknown words, {len(set(spelled))} different; {len(learned)} to learn spelling from")
    for order in args.order:
        cost = costs(learned, spelled, order)
        bits = sum(cost[word] for word in spelled)
        print(f"order {order}: {bits / len(spelled):.2f} bits a word, {bits / len(valid):.4f} bits per character of the text")


if __name__ == "__main__":
    main()

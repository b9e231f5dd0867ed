#!/usr/bin/python3
"""What counting gets: n-gram models beside which a network's loss is to be read.

    models/ngram.py TRAIN VALID --model MODEL [--order 3 4 5]           two texts
    models/ngram.py TEXT --from 0.9 --model MODEL [--order 3 4 5]       one text, its last tenth held out
    models/ngram.py TRAIN VALID --vocab 8000                            words, the vocab that `lukewarm train` makes

Interpolated modified Kneser-Ney (make/kneser_ney.py) on the tokens of MODEL, with its vocab and its unknown token, so
that loss and perplexity per token compare with `lukewarm evaluate`. Needs numpy (Debian: python3-numpy).
"""
import argparse
import math
import time

import numpy as np

from make import model_file, tokens
from make.arguments import readable
from make.kneser_ney import KneserNey


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("train", type=readable)
    parser.add_argument("valid", nargs="?", type=readable)
    parser.add_argument("--from", dest="start", type=float, help="without VALID: where the held-out part begins")
    parser.add_argument("--model", type=readable, help="model file, for its tokenizer")
    parser.add_argument("--vocab", type=int, help="without MODEL: so many words of the training text")
    parser.add_argument("--order", type=int, nargs="+", default=[3, 4, 5], help="longest n-gram, in tokens")
    args = parser.parse_args()
    if (args.valid is None) == (args.start is None):
        parser.error("give either a held-out text or --from")
    if (args.model is None) == (args.vocab is None):
        parser.error("give either --model or --vocab")

    train = tokens.read_text(args.train)
    if args.valid is None:
        at = math.floor(len(train) * args.start)
        train, valid = train[:at], train[at:]
    else:
        valid = tokens.read_text(args.valid)
    tokenizer = model_file.read(args.model)[0]["tokenizer"] if args.model else tokens.build_vocab(
        train, "word", args.vocab)
    train_ids, valid_ids = (tokens.encode(text, tokenizer) for text in (train, valid))
    unknown = tokenizer.get("unknown_id", -1)
    print(f"{len(train_ids)} tokens to count, {len(valid_ids)} held out, "
          f"{int((valid_ids == unknown).sum())} of them unknown, {len(valid)} characters")
    print(f"{'order':>5} {'loss':>8} {'perplexity':>10} {'bits per character':>18} {'n-grams':>12} {'seconds':>7}")
    for order in args.order:
        began = time.process_time()
        model = KneserNey(train_ids, tokens.vocab_size(tokenizer), order)
        loss = -np.log(model.probabilities(valid_ids)).mean()
        bits = loss * len(valid_ids) / len(valid) / math.log(2)
        size = sum(len(o.keys) for o in model.orders)
        print(f"{order:5} {loss:8.4f} {math.exp(loss):10.2f} {bits:18.4f} {size:12} "
              f"{time.process_time() - began:7.0f}", flush=True)


if __name__ == "__main__":
    main()

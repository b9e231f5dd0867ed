"""What a training reads: the split, the vocab, the parallel streams. As cpp/train/corpus.cc and stream_plan.cc."""
import random

import torch

from . import tokens


class Corpus:
    """Token ids to learn from and held out, and the tokenizer that made them."""

    def __init__(self, text, validation_text, tokenizer, kind, fraction, max_size=0, min_count=1):
        """tokenizer: of the model to go on from; None: one is built, of kind `kind`."""
        kind = tokenizer["kind"] if tokenizer else kind
        train, valid = text, validation_text or ""
        if validation_text is None and fraction > 0:
            at = tokens.cut(text, fraction, kind)
            train, valid = text[:at], text[at:]
        # A vocab of characters is the whole text's, so that the loss compares with what others report.
        self.tokenizer = tokenizer or tokens.build_vocab(train if kind == "word" else text, kind, max_size, min_count)
        self.vocab_size = tokens.vocab_size(self.tokenizer)
        self.train = torch.from_numpy(tokens.encode(train, self.tokenizer))
        self.valid = torch.from_numpy(tokens.encode(valid, self.tokenizer))
        measured = valid if len(self.valid) else train
        self.characters_per_token = len(measured) / max(1, len(self.valid) or len(self.train))

    def start_id(self):
        """Returns the token that a model is fed before the first: a line break where there is one."""
        if self.tokenizer["kind"] == "byte":
            return ord("\n")
        vocab = self.tokenizer["vocab"]
        return vocab.index("\n") if "\n" in vocab else 0


class Streams:
    """The text in parallel streams, read in chunks of one length; a process of several takes its share of them."""

    def __init__(self, ids, streams, length, rank=0, ranks=1):
        self.ids, self.length, self.span = ids, length, (len(ids) - length) // streams
        if self.span < length:
            raise SystemExit(f"{len(ids)} tokens are too few for {streams} streams of {length}.")
        if streams % ranks:
            raise SystemExit(f"{streams} streams cannot be shared evenly among {ranks} processes.")
        self.steps = self.span // length
        share = streams // ranks
        self.first = torch.arange(rank * share, (rank + 1) * share, device=ids.device) * self.span
        self.position = torch.arange(length, device=ids.device)

    def offset(self, seed, number):
        """Returns where pass `number` begins, so that borders of chunks fall elsewhere in each pass."""
        return random.Random(f"{seed} {number}").randrange(self.length)

    def chunk(self, offset, step):
        """Returns (inputs, targets), both [length, streams]."""
        at = offset + step * self.length + self.position[:, None] + self.first[None]
        return self.ids[at], self.ids[at + 1]

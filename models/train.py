#!/usr/bin/python3
"""Trains with PyTorch, on GPUs: the models, texts and names of `lukewarm train`, and what that has no options for.

    models/train.py my-text.txt -o build/my-model-f32.safetensors
    torchrun --nproc_per_node 8 models/train.py my-text.txt -o build/my-model-f32.safetensors --batch-size 64
    models/train.py my-text.txt -o build/small-f32.safetensors --hidden 224 --teacher build/my-model-f32.safetensors
    models/train.py my-text.txt -o build/for-4-bits-f32.safetensors --from build/my-model-f32.safetensors --bits 4

The file that it writes is a model file of 32-bit floats for `lukewarm quantize`; its loss is what `lukewarm evaluate
--f32` measures. OUTPUT.checkpoint holds the training, for --resume, --from and --teacher. PyTorch 1.13 or newer, numpy.
"""
import argparse
import sys
import warnings

import torch

from make import model_file, tokens
from make.arguments import readable
from make.corpus import Corpus
from make.layers import check, parse as parse_layers, stack, widths
from make.network import Network, Rates
from make.training import Processes, Trainer


def parse(words=None):
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    add = parser.add_argument
    add("text", type=readable, help="UTF-8 text")
    add("-o", "--output", required=True, help="model file to write, 32-bit floats")
    add("--resume", action="store_true", help="go on from OUTPUT.checkpoint if there is one, after its last whole pass")
    add("--from", dest="start", type=readable, help="model file or checkpoint to continue from, with its layers and tokenizer")
    add("--validation", type=readable, help="text to measure the loss on")
    add("--validation-fraction", type=float, default=0.1, help="held out at the end of the text if there is none")
    model = parser.add_argument_group("model")
    add = model.add_argument
    add("--layers", help='layers in order, for instance "embedding 64, lstm 512, layer-norm, dense 64 activation=relu"; '
        "in place of the next five options")
    add("--cell", choices=["lstm", "gru", "rnn"], default="lstm")
    add("--activation", choices=["tanh", "relu"], default="tanh", help="of --cell rnn")
    add("--reset", choices=["after", "before"], default="after", help="of --cell gru: where the reset gate acts")
    add("--hidden", type=lambda word: [int(size) for size in word.split(",")], default=[512],
        help="units of each recurrent layer: 512,192")
    add("--embedding", type=int, default=64, help="size of the embedding; 0: one-hot")
    add("--tied", action="store_true", help="the output uses the embedding's weights")
    add("--tokenizer", choices=["char", "byte", "word"], default="char")
    add("--vocab", type=int, default=0, help="largest vocab, the most frequent tokens; 0: no limit")
    add("--min-count", type=int, default=1, help="rarer tokens are unknown")
    add("--start", dest="start_text", help="text that the model is to read before every text that it writes")
    learning = parser.add_argument_group("learning")
    add = learning.add_argument
    add("--epochs", type=int, default=16)
    add("--batch-size", type=int, default=48, help="parts of the text read side by side, of all processes together")
    add("--bptt", type=int, default=128, help="tokens of a BPTT chunk")
    add("--final-bptt", type=int, default=0, help="tokens of a chunk in the last epochs; 0: the same")
    add("--final-epochs", type=int, default=2, help="how many epochs have the final BPTT length")
    add("--dropout", type=float, default=0.4, help="of each layer's output")
    add("--embedding-dropout", type=float, default=0.0, help="of the embedding")
    add("--locked-dropout", action="store_true", help="of outputs and embedding: one mask for all steps of a chunk")
    add("--weight-dropout", type=float, default=0.0, help="of the hidden-to-hidden weights")
    add("--state-reset-probability", type=float, default=0.0, help="chance that a stream forgets its state before a chunk")
    add("--lr", type=float, default=2e-3)
    add("--warmup", type=int, default=100, help="steps in which the rate rises")
    add("--weight-decay", type=float, default=0.01, help="of the matrices")
    add("--max-grad-norm", type=float, default=1.0, help="largest norm of the gradient; 0: none")
    add("--ema-decay", type=float, default=0.998, help="exponential average of the weights, per step; 0: none")
    add("--bits", type=int, choices=[32, 8, 4], default=32, help="learn weights that stand being stored so")
    add("--teacher", nargs="+", type=readable, default=[], help="model files or checkpoints whose distribution to learn, too")
    add("--teacher-share", type=float, default=0.5, help="of the loss that is the teachers'")
    add("--teacher-temperature", type=float, default=1.0)
    add("--seed", type=int, default=1)
    add("--device", choices=["auto", "cuda", "cpu"], default="auto")
    add("--bf16", action="store_true", help="products in bfloat16; weights, averages and the loss stay 32-bit floats")
    words_of = parser.add_argument_group("description")
    for name in ("name", "license", "data", "recipe"):
        words_of.add_argument(f"--{name}", default="")
    return parser.parse_args(words)


def open_model(path):
    """Returns (config, weights) of a model file, or of the best weights of a checkpoint."""
    with open(path, "rb") as file:
        if file.read(2) != b"PK":
            return model_file.read_floats(path)
    checkpoint = torch.load(path, map_location="cpu")
    return checkpoint["config"], checkpoint["training"]["best"] or checkpoint["training"]["average"]


def layers_of(options):
    extra = {"rnn": {"activation": options.activation}, "gru": {"reset": options.reset}}.get(options.cell, {})
    layers = (parse_layers(options.layers, options.tied) if options.layers else
              stack(options.cell, options.hidden, options.embedding, options.tied, **extra))
    check(layers)
    if options.tied and layers[0].get("size") != widths(layers, 0)[-2]:
        raise SystemExit("Tied weights need an embedding as wide as the last layer.")
    return layers


class Report:
    """Says on standard error how a pass goes, every few seconds."""

    def __init__(self, options, silent):
        self.epochs, self.silent, self.seconds, self.wide = options.epochs, silent, 2.0, 0

    def __call__(self, number, step, steps, loss, rate, speed):
        if not self.silent and sys.stderr.isatty():
            print(f"\repoch {number}/{self.epochs}, step {step}/{steps}, loss {loss:.4f}, rate {rate:.2e}, "
                  f"{speed:.0f} tokens/s ", end="", file=sys.stderr, flush=True)


def main():
    options = parse()
    # cuDNN copies weights that do not lie in one piece; ours are rounded and dropped first, so they never do.
    warnings.filterwarnings("ignore", "RNN module weights are not part of single contiguous chunk")
    torch.backends.cuda.matmul.allow_tf32 = True
    processes = Processes(options.device)
    start = open_model(options.start) if options.start else None
    validation = tokens.read_text(options.validation) if options.validation else None
    corpus = Corpus(tokens.read_text(options.text), validation, start[0]["tokenizer"] if start else None,
                    options.tokenizer, options.validation_fraction, options.vocab, options.min_count)
    if options.start_text is not None:
        corpus.tokenizer = tokens.with_start(corpus.tokenizer, options.start_text)
    layers = start[0]["layers"] if start else layers_of(options)
    config = {"name": options.name, "license": options.license, "training_data": options.data,
              "recipe": options.recipe, "layers": layers, "tokenizer": corpus.tokenizer, "quantization": {"bits": 32}}

    torch.manual_seed(options.seed)
    rates = Rates(options.dropout, options.embedding_dropout, options.weight_dropout, options.locked_dropout)
    network = Network(layers, corpus.vocab_size, rates, options.bits, options.bf16)
    if start:
        network.load(start[1])
    network.to(processes.device)
    teachers = []
    for path in options.teacher:
        their_config, weights = open_model(path)
        if tokens.with_start(their_config["tokenizer"], "") != tokens.with_start(corpus.tokenizer, ""):
            raise SystemExit(f"{path} has another tokenizer or vocab.")
        teacher = Network(their_config["layers"], corpus.vocab_size, bf16=options.bf16)
        teacher.load(weights)
        teachers.append(teacher.to(processes.device).eval())
    trainer = Trainer(network, corpus, options, processes, teachers)
    chief = processes.rank == 0
    if chief:
        print(f"{len(corpus.train)} tokens to learn from, {len(corpus.valid)} held out, a vocab of {corpus.vocab_size}")
        count = sum(weight.numel() for weight in network.parameters())
        print(f"{count} weights, on {processes.ranks} x {processes.device.type}")
    checkpoint_path = options.output + ".checkpoint"
    if options.resume:
        try:
            checkpoint = torch.load(checkpoint_path, map_location="cpu")
        except FileNotFoundError:
            checkpoint = None
        if checkpoint:
            trainer.resume(checkpoint["training"])
            if chief:
                print(f"going on after pass {trainer.passes_done}")
    report = Report(options, not chief)
    while trainer.passes_done < options.epochs:
        train_loss, loss, better = trainer.run_pass(report)
        if not chief:
            continue
        held_out = "" if loss is None else f", held out {loss:.4f} nats per token"
        print(f"pass {trainer.passes_done}/{options.epochs}: train {train_loss:.4f}{held_out}"
              f"{', the best so far' if better and held_out else ''}", flush=True)
        torch.save({"config": config, "training": trainer.state()}, checkpoint_path)
        if better:
            write(options, corpus, config, trainer)
    processes.close()


def write(options, corpus, config, trainer):
    if len(corpus.valid):
        what = "a validation text of its own" if options.validation else "the last part of the text"
        config["evaluation"] = {"split": f"{what}, state carried through", "loss": round(trainer.best_loss, 9),
                                "loss_f32": round(trainer.best_loss, 9),
                                "characters_per_token": round(corpus.characters_per_token, 9)}
    model_file.write(options.output, config, {name: value.cpu().numpy() for name, value in trainer.best.items()})


if __name__ == "__main__":
    main()

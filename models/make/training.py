"""Learns: truncated BPTT with the state carried over, on one device or on several by `torchrun`."""
import math
import os
import time

import torch
from torch import distributed
from torch.nn import functional

from .corpus import Streams
from .network import Network

class Processes:
    """How many processes learn together, and which this is; torchrun tells."""

    def __init__(self, device):
        self.rank, self.ranks = int(os.environ.get("RANK", 0)), int(os.environ.get("WORLD_SIZE", 1))
        cuda = device == "cuda" or (device == "auto" and torch.cuda.is_available())
        self.device = torch.device("cuda", int(os.environ.get("LOCAL_RANK", 0))) if cuda else torch.device("cpu")
        if cuda:
            torch.cuda.set_device(self.device)
        if self.ranks > 1:
            distributed.init_process_group("nccl" if cuda else "gloo")

    def close(self):
        """Ends the processes' talk; left to the end of Python, a thread of it that is still at work aborts the process."""
        if self.ranks > 1:
            distributed.destroy_process_group()

    def mean(self, tensors):
        """Makes tensors the means over all processes, as one message."""
        if self.ranks == 1:
            return
        flat = torch.cat([tensor.reshape(-1) for tensor in tensors])
        distributed.all_reduce(flat)
        flat /= self.ranks
        for tensor, part in zip(tensors, flat.split([tensor.numel() for tensor in tensors])):
            tensor.copy_(part.view_as(tensor))


@torch.no_grad()
def evaluate(network, ids, start, chunk=1024):
    """Returns the loss in nats per token as `lukewarm evaluate` does: the state carried through, nothing left out."""
    network.eval()
    first, _ = network(torch.full((1, 1), start, device=ids.device), network.initial_state(1, ids.device))
    total = functional.cross_entropy(first.flatten(0, 1), ids[:1], reduction="sum").double()
    state = network.initial_state(1, ids.device)
    for begin in range(0, len(ids) - 1, chunk):
        inputs, targets = ids[begin:begin + chunk], ids[begin + 1:begin + chunk + 1]
        logits, state = network(inputs[:len(targets), None], state)
        total += functional.cross_entropy(logits.flatten(0, 1), targets, reduction="sum").double()
    return total.item() / len(ids)


def learning_rate(options, step, total):
    """As LearningRate() of cpp/train/optimizer.h, cosine."""
    rate = options.lr * (1 + math.cos(math.pi * step / total)) / 2
    return rate * (step + 1) / options.warmup if step < options.warmup else rate


def detached(state):
    return [tuple(part.detach() for part in layer) for layer in state]


class Trainer:
    def __init__(self, network, corpus, options, processes, teachers=()):
        self.network, self.options, self.processes, self.teachers = network, options, processes, teachers
        device = processes.device
        self.train_ids, self.valid_ids, self.start = corpus.train.to(device), corpus.valid.to(device), corpus.start_id()
        named = network.named()
        self.optimizer = torch.optim.AdamW([
            {"params": [weight for weight in named.values() if weight.dim() > 1], "weight_decay": options.weight_decay},
            {"params": [weight for weight in named.values() if weight.dim() == 1], "weight_decay": 0.0}], lr=options.lr)
        self.average = {name: weight.detach().clone() for name, weight in named.items()}
        self.measured = Network(network.layers, network.vocab, bits=network.bits).to(device)
        self.best, self.best_loss, self.passes_done, self.step = None, math.inf, 0, 0

    def streams(self, number):
        """Returns what pass `number` reads; the last ones may have longer chunks."""
        options = self.options
        late = options.final_bptt and number >= options.epochs - options.final_epochs
        length = options.final_bptt if late else options.bptt
        return Streams(self.train_ids, options.batch_size, length, self.processes.rank, self.processes.ranks)

    def run_pass(self, report):
        """Learns from the whole text once, then measures. Returns (training loss, held-out loss, whether the best)."""
        options, processes = self.options, self.processes
        streams = self.streams(self.passes_done)
        total_steps = sum(self.streams(number).steps for number in range(options.epochs))
        # Whatever a pass draws follows from its number, so that a run that was stopped goes on as if it had not been.
        torch.manual_seed(options.seed * 1_000_003 + self.passes_done * 1009 + processes.rank)
        offset = streams.offset(options.seed, self.passes_done)
        count = options.batch_size // processes.ranks
        state = self.network.initial_state(count, processes.device)
        teacher_states = [teacher.initial_state(count, processes.device) for teacher in self.teachers]
        self.network.train()
        losses, began = torch.zeros((), device=processes.device), time.monotonic()
        for step in range(streams.steps):
            inputs, targets = streams.chunk(offset, step)
            logits, state = self.network(inputs, state)
            state = self.reset_some(detached(state), count)
            loss = functional.cross_entropy(logits.flatten(0, 1), targets.flatten())
            losses += loss.detach()
            if self.teachers:
                soft, teacher_states = self.soft_loss(logits, inputs, teacher_states)
                loss = (1 - options.teacher_share) * loss + options.teacher_share * soft
            rate = learning_rate(options, self.step, total_steps)
            self.update(loss, rate)
            if time.monotonic() - began > report.seconds or step + 1 == streams.steps:
                mean = losses.item() / (step + 1)
                if not math.isfinite(mean):
                    raise SystemExit("Training diverged. Lower the learning rate, or clip the gradient harder.")
                tokens = (step + 1) * options.batch_size * streams.length
                report(self.passes_done + 1, step + 1, streams.steps, mean, rate, tokens / (time.monotonic() - began))
        self.passes_done += 1
        train_loss = losses / streams.steps
        processes.mean([train_loss])
        return (train_loss.item(), *self.measure())

    def reset_some(self, state, count):
        """Every text begins with no state, which a stream that goes on and on hardly ever shows."""
        if not self.options.state_reset_probability:
            return state
        kept = (torch.rand(count, 1, device=self.processes.device) >= self.options.state_reset_probability).float()
        return [tuple(part * kept for part in layer) for layer in state]

    def soft_loss(self, logits, inputs, states):
        """Returns the cross-entropy to the teachers' mean distribution, at the teachers' temperature (Hinton 2015)."""
        heat, after, mean = self.options.teacher_temperature, [], 0
        with torch.no_grad():
            for teacher, state in zip(self.teachers, states):
                theirs, state = teacher(inputs, state)
                after.append(state)
                mean = mean + torch.softmax(theirs / heat, -1) / len(self.teachers)
        return -(mean * torch.log_softmax(logits / heat, -1)).sum(-1).mean() * heat * heat, after

    def update(self, loss, rate):
        """Takes one step of AdamW on the clipped gradient, and moves the average of the weights along."""
        self.optimizer.zero_grad(set_to_none=True)
        loss.backward()
        parameters = list(self.network.parameters())
        self.processes.mean([parameter.grad for parameter in parameters])
        if self.options.max_grad_norm > 0:
            torch.nn.utils.clip_grad_norm_(parameters, self.options.max_grad_norm)
        for group in self.optimizer.param_groups:
            group["lr"] = rate
        self.optimizer.step()
        keep = min(self.options.ema_decay, (1 + self.step) / (10 + self.step))
        with torch.no_grad():
            for name, weight in self.network.named().items():
                self.average[name].lerp_(weight, 1 - keep)
        self.step += 1

    def measure(self):
        """Returns (held-out loss of the averaged weights or None, whether it is the best); all processes the same."""
        if not len(self.valid_ids):
            self.best = {name: value.clone() for name, value in self.average.items()}
            return None, True
        self.measured.load(self.average)
        loss = torch.zeros((), dtype=torch.float64, device=self.processes.device)
        if self.processes.rank == 0:
            loss += evaluate(self.measured, self.valid_ids, self.start)
        if self.processes.ranks > 1:
            distributed.broadcast(loss, 0)
        better = loss.item() < self.best_loss
        if better:
            self.best_loss = loss.item()
            self.best = {name: value.clone() for name, value in self.average.items()}
        return loss.item(), better

    def state(self):
        """Returns what a checkpoint holds; checkpoints are made between passes, where no state is carried."""
        return {"pass": self.passes_done, "step": self.step, "best": self.best, "best_loss": self.best_loss,
                "average": self.average, "model": {k: v.detach() for k, v in self.network.named().items()},
                "optimizer": self.optimizer.state_dict()}

    def resume(self, state):
        self.passes_done, self.step = state["pass"], state["step"]
        self.best, self.best_loss = state["best"], state["best_loss"]
        self.average = {name: value.to(self.processes.device) for name, value in state["average"].items()}
        self.network.load(state["model"])
        self.optimizer.load_state_dict(state["optimizer"])

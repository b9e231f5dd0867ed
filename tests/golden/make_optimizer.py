#!/usr/bin/env python3
"""Writes optimizer.json: what PyTorch's optimizers make of random weights and gradients, step by step.

    python3 make_optimizer.py            needs torch

The gradient is clipped by torch.nn.utils.clip_grad_norm_; matrices decay, vectors do not. "average" is that of
torch.optim.ASGD (lambd 0, t0 0), which the AWD-LSTM of Merity et al. 2017 turns to; it starts at step "average_from".
"""
import json
import pathlib

import torch

# The parameters of "embedding 2, rnn 2" with a vocab of 3, in the order of the model file's layers.
SHAPES = [(3, 2), (2, 2), (2, 2), (2,), (2,), (3, 2), (3,)]
STEPS = 4
CASES = [dict(optimizer="sgd", lr=20.0, weight_decay=0.0, max_grad_norm=0.25),
         dict(optimizer="sgd", lr=0.5, weight_decay=0.1, max_grad_norm=0.0),
         dict(optimizer="sgd", lr=30.0, weight_decay=1.2e-6, max_grad_norm=0.25, average_from=1),
         dict(optimizer="adam", lr=0.01, weight_decay=0.1, max_grad_norm=1.0),
         dict(optimizer="adamw", lr=0.01, weight_decay=0.1, max_grad_norm=1.0)]


def make(case, groups, averaging):
    if averaging:
        return torch.optim.ASGD(groups, lr=case["lr"], lambd=0.0, t0=0)
    kind = {"sgd": torch.optim.SGD, "adam": torch.optim.Adam, "adamw": torch.optim.AdamW}[case["optimizer"]]
    return kind(groups, lr=case["lr"])


def flat(tensors):
    return [float(f"{value:.9g}") for tensor in tensors for value in tensor.detach().flatten().tolist()]


def run(case):
    torch.manual_seed(1)
    parameters = [torch.nn.Parameter(torch.randn(shape, dtype=torch.float64)) for shape in SHAPES]
    groups = [{"params": [p for p in parameters if p.dim() > 1], "weight_decay": case["weight_decay"]},
              {"params": [p for p in parameters if p.dim() == 1], "weight_decay": 0.0}]
    optimizer, steps, start = make(case, groups, False), [], flat(parameters)
    for step in range(STEPS):
        averaging = step >= case.get("average_from", STEPS)
        if step == case.get("average_from"):
            optimizer = make(case, groups, True)
        gradients = [torch.randn(shape, dtype=torch.float64) for shape in SHAPES]
        for parameter, gradient in zip(parameters, gradients):
            parameter.grad = gradient.clone()
        if case["max_grad_norm"]:
            torch.nn.utils.clip_grad_norm_(parameters, case["max_grad_norm"])
        optimizer.step()
        steps.append({"gradient": flat(gradients), "weights": flat(parameters),
                      "average": flat([optimizer.state[p]["ax"] if averaging else p for p in parameters])})
    return {**case, "start": start, "steps": steps}


def main():
    path = pathlib.Path(__file__).with_name("optimizer.json")
    lines = ",\n".join(json.dumps(run(case)) for case in CASES)
    path.write_text(f'{{"torch": "{torch.__version__.split("+")[0]}", "cases": [\n{lines}\n]}}\n')
    print(f"{path.name}: {len(CASES)} cases")


if __name__ == "__main__":
    main()

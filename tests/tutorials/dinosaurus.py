"""Tutorial 14, "Dinosaurus Island" of the deep learning course: a recurrent network of numpy, a dict of matrices."""
import random

import numpy as np

import common

kUnits = 50
kLargest = 5  # gradients are cut there


def softmax(x):
    e = np.exp(x - x.max())
    return e / e.sum(axis=0)


def gradients_of(parameters, ids, targets):
    """Forward and backward through one name. Returns the loss and the gradients."""
    Wax, Waa, Wya, b, by = (parameters[name] for name in ("Wax", "Waa", "Wya", "b", "by"))
    a, xs, states, ys, loss = np.zeros((kUnits, 1)), [], [np.zeros((kUnits, 1))], [], 0.0
    for id, target in zip(ids, targets):
        x = np.zeros((Wax.shape[1], 1))
        if id is not None:
            x[id] = 1
        a = np.tanh(Wax @ x + Waa @ a + b)
        y = softmax(Wya @ a + by)
        loss -= np.log(y[target, 0])
        xs.append(x)
        states.append(a)
        ys.append(y)
    gradients = {name: np.zeros_like(value) for name, value in parameters.items()}
    later = np.zeros((kUnits, 1))
    for t in reversed(range(len(targets))):
        dy = ys[t].copy()
        dy[targets[t]] -= 1
        gradients["Wya"] += dy @ states[t + 1].T
        gradients["by"] += dy
        raw = (Wya.T @ dy + later) * (1 - states[t + 1] ** 2)
        gradients["b"] += raw
        gradients["Wax"] += raw @ xs[t].T
        gradients["Waa"] += raw @ states[t].T
        later = Waa.T @ raw
    return loss, gradients


def main():
    options = common.options()
    names = common.words(common.read(options.text))
    chars = sorted({"\n", *"".join(names)})
    random.Random(0).shuffle(names)
    draw = np.random.RandomState(0)
    size = len(chars)
    parameters = {
        "Wax": draw.randn(kUnits, size) * 0.01, "Waa": draw.randn(kUnits, kUnits) * 0.01, "Wya": draw.randn(size, kUnits) * 0.01,
        "b": np.zeros((kUnits, 1)), "by": np.zeros((size, 1)),
    }
    count = 0

    def step():
        nonlocal count
        name = [chars.index(char) for char in names[count % len(names)]]
        count += 1
        loss, gradients = gradients_of(parameters, [None, *name], [*name, chars.index("\n")])
        for key, gradient in gradients.items():
            parameters[key] -= 0.01 * np.clip(gradient, -kLargest, kLargest)
        return loss / (len(name) + 1)

    common.train(options.seconds, step, "Dinosaurus island")

    def probabilities(prompt):
        a = np.zeros((kUnits, 1))
        for char in prompt:
            x = np.zeros((size, 1))
            x[chars.index(char)] = 1
            a = np.tanh(parameters["Wax"] @ x + parameters["Waa"] @ a + parameters["b"])
        return softmax(parameters["Wya"] @ a + parameters["by"])[:, 0].tolist()

    made = common.folder(options.out, "dinosaurus")
    (made / "dinos.txt").write_text("\n".join(names) + "\n")
    np.savez(made / "parameters.npz", **parameters)
    common.save_result(made, 14, "Dinosaurus island", ["parameters.npz"], probabilities, ["t", "rex", "\nsau"],
                       tokens=chars, text=made / "dinos.txt", seed="t", answers={"window": "stateful"})


main()

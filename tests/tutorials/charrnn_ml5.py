"""Tutorial 15, ml5's charRNN (training-charRNN): BasicLSTMCells of TensorFlow 1, whose forget gate gets 1 when it runs.

TensorFlow 1 is gone; the cells are written out, and the folder is written as its script does: manifest.json, a file of
float32 for each variable, vocab.json.
"""
import json
import os

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "2")

import numpy as np
import tensorflow as tf

import common

kUnits = 128
kLayers = 2
kLength = 50
kBatch = 50


def main():
    options = common.options()
    text = common.read(options.text)
    counts = {}
    for char in text:
        counts[char] = counts.get(char, 0) + 1
    chars = sorted(counts, key=lambda char: -counts[char])
    vocab = {char: id for id, char in enumerate(chars)}
    ids = np.array([vocab[char] for char in text])

    def matrix(*shape):
        return tf.Variable(tf.random.normal(shape, stddev=0.08))

    variables = {"embedding": matrix(len(chars), kUnits), "rnnlm/softmax_w": matrix(kUnits, len(chars)), "rnnlm/softmax_b": matrix(len(chars))}
    for layer in range(kLayers):
        cell = f"rnnlm/multi_rnn_cell/cell_{layer}/basic_lstm_cell"
        variables[f"{cell}/kernel"] = matrix(2 * kUnits, 4 * kUnits)
        variables[f"{cell}/bias"] = tf.Variable(tf.zeros(4 * kUnits))
    cells = [[variables[f"rnnlm/multi_rnn_cell/cell_{layer}/basic_lstm_cell/{part}"] for part in ("kernel", "bias")] for layer in range(kLayers)]

    def logits_of(some):
        states = [(tf.zeros([some.shape[0], kUnits]),) * 2 for _ in cells]
        outputs = []
        for x in tf.unstack(tf.gather(variables["embedding"], some), axis=1):
            for layer, (kernel, bias) in enumerate(cells):
                h, c = states[layer]
                i, j, f, o = tf.split(tf.matmul(tf.concat([x, h], 1), kernel) + bias, 4, 1)
                c = c * tf.sigmoid(f + 1.0) + tf.sigmoid(i) * tf.tanh(j)
                x = tf.tanh(c) * tf.sigmoid(o)
                states[layer] = x, c
            outputs.append(tf.matmul(x, variables["rnnlm/softmax_w"]) + variables["rnnlm/softmax_b"])
        return tf.stack(outputs, 1)

    trained = list(variables.values())
    averages = [(tf.Variable(tf.zeros_like(one)), tf.Variable(tf.zeros_like(one))) for one in trained]
    count = tf.Variable(0.0)

    @tf.function
    def update(some, targets):
        with tf.GradientTape() as tape:
            loss = tf.reduce_mean(tf.nn.sparse_softmax_cross_entropy_with_logits(targets, logits_of(some)))
        gradients, _ = tf.clip_by_global_norm(tape.gradient(loss, trained), 5.0)
        count.assign_add(1)
        for one, gradient, (mean, square) in zip(trained, gradients, averages):  # Adam
            gradient = tf.convert_to_tensor(gradient)
            mean.assign(0.9 * mean + 0.1 * gradient)
            square.assign(0.999 * square + 0.001 * gradient ** 2)
            one.assign_sub(0.002 * (mean / (1 - 0.9 ** count)) / (tf.sqrt(square / (1 - 0.999 ** count)) + 1e-8))
        return loss

    def step():
        pieces = np.stack([ids[begin:begin + kLength + 1] for begin in np.random.randint(0, len(ids) - kLength, kBatch)])
        return update(tf.constant(pieces[:, :-1]), tf.constant(pieces[:, 1:]))

    common.train(options.seconds, step, "ml5 charRNN")

    def probabilities(prompt):
        return tf.nn.softmax(logits_of(tf.constant([[vocab[char] for char in prompt]]))[0, -1]).numpy().tolist()

    made = common.folder(options.out, "ml5")
    manifest = {}
    for name, variable in variables.items():
        file = name.replace("/", "_")
        manifest[name] = {"filename": file, "shape": variable.shape.as_list()}
        (made / file).write_bytes(variable.numpy().astype("<f4").tobytes("C"))
    (made / "manifest.json").write_text(json.dumps(manifest, indent=2, sort_keys=True))
    (made / "vocab.json").write_text(json.dumps(vocab))
    files = sorted(path.name for path in made.iterdir() if path.name != "result.json")
    common.save_result(made, 15, "ml5 charRNN", files, probabilities, common.prompts(text), tokens=chars, recipe="ml5")


main()

"""Runs one listing of the lesson: reads {"code", "kind", "probabilities", "temperatures", "draws"} and writes how often each
word was drawn at each temperature."""
import collections
import json
import sys

task = json.load(sys.stdin)
kind = task['kind']
names = {}
if kind == 'NumPy':
    import numpy as np
    names['np'] = np
    np.random.seed(1)
    given = task['probabilities']
elif kind == 'PyTorch':
    import torch
    names['torch'] = torch
    torch.manual_seed(1)
    given = torch.log(torch.tensor(task['probabilities'])) + 5
elif kind == 'TensorFlow':
    import tensorflow as tf
    names['tf'] = tf
    tf.random.set_seed(1)
    given = tf.math.log(tf.constant(task['probabilities'])) + 5
else:
    import keras
    names['keras'] = keras
    keras.utils.set_random_seed(1)
    given = keras.ops.log(keras.ops.convert_to_tensor(task['probabilities'])) + 5
exec(task['code'], names)
sample = names['sample']
counts = []
for temperature in task['temperatures']:
    seen = collections.Counter(int(sample(given, temperature)) for _ in range(task['draws']))
    counts.append([seen[index] for index in range(len(task['probabilities']))])
json.dump(counts, sys.stdout)

#!/usr/bin/env python3
"""Writes sampling.json: logits, options and the distribution to draw from.

    python3 make_sampling.py            needs numpy
    python3 make_sampling.py --check    compares every case with Hugging Face's
                                        own processors; needs torch, transformers

Written from the definitions (transformers 4.46 generation/logits_process.py,
llama.cpp src/llama-sampling.cpp), and on purpose not in the way of the C++:
full sorts from below, log-softmax of masked scores at every stage.
A vector's null is -infinity; a case lists only ids that keep a probability.
"""

import json
import pathlib
import sys

import numpy as np

DEFAULTS = dict(temperature=1.0, top_k=0, top_p=1.0, min_p=0.0, typical_p=1.0,
                repetition_penalty=1.0, presence_penalty=0.0,
                frequency_penalty=0.0, order='temperature-first')


def log_softmax(scores):
    shifted = scores - scores.max()
    return shifted - np.log(np.exp(shifted).sum())


def softmax(scores):
    return np.exp(log_softmax(scores))


def far(values, threshold):
    """No comparison may depend on the rounding of the C++, which is in f32."""
    assert np.abs(np.asarray(values) - threshold).min() > 1e-6, 'too close'


def penalize(scores, history, o):
    scores = scores.copy()
    for token in sorted(set(history)):
        by = o['repetition_penalty']
        scores[token] *= by if scores[token] < 0 else 1 / by
        scores[token] -= (history.count(token) * o['frequency_penalty']
                          + o['presence_penalty'])
    return scores


def mask(scores, keep):
    return np.where(keep, scores, -np.inf)


def apply_temperature(scores, o):
    return scores / o['temperature']


def top_k(scores, o):
    if not o['top_k']:
        return scores
    kth = np.sort(scores)[-min(o['top_k'], len(scores))]
    return mask(scores, scores >= kth)


def top_p(scores, o):
    if o['top_p'] >= 1:
        return scores
    # Ascending; of equals the lower id comes last, and so stays longer.
    order = np.lexsort((-np.arange(len(scores)), scores))
    below = np.cumsum(softmax(scores)[order])
    far(below[:-1], 1 - o['top_p'])
    keep = np.empty(len(scores), bool)
    keep[order] = below > 1 - o['top_p']
    keep[order[-1]] = True
    return mask(scores, keep)


def min_p(scores, o):
    if not o['min_p']:
        return scores
    p = softmax(scores)
    far(p, o['min_p'] * p.max())
    return mask(scores, p >= o['min_p'] * p.max())


def typical_p(scores, o):
    if o['typical_p'] >= 1:
        return scores
    log_p = log_softmax(scores)
    with np.errstate(invalid='ignore'):
        entropy = -np.nansum(np.exp(log_p) * log_p)
    surprise = np.abs(-log_p - entropy)
    order = np.argsort(surprise, kind='stable')
    mass = np.cumsum(np.exp(log_p)[order])
    far(mass, o['typical_p'])
    last = min(int((mass < o['typical_p']).sum()), len(scores) - 1)
    return mask(scores, surprise <= surprise[order[last]])


CHAINS = {
    'temperature-first': [apply_temperature, top_k, top_p, min_p, typical_p],
    'temperature-last': [top_k, typical_p, top_p, min_p, apply_temperature],
}


def probabilities(logits, history, o):
    scores = penalize(logits, history, o)
    for stage in CHAINS[o['order']]:
        scores = stage(scores, o)
    return softmax(scores)


def hugging_face(logits, history, o):
    """The same through transformers' processors, in float64."""
    import torch
    from transformers.generation import logits_process as hf
    ids = torch.tensor([history], dtype=torch.long)
    scores = torch.tensor(logits)[None]
    if o['repetition_penalty'] != 1 and history:
        by = hf.RepetitionPenaltyLogitsProcessor(float(o['repetition_penalty']))
        scores = by(ids, scores)
    for token in history:  # not Hugging Face's: plain arithmetic
        scores[0, token] -= o['frequency_penalty']
    for token in set(history):
        scores[0, token] -= o['presence_penalty']
    made = {
        apply_temperature: lambda: hf.TemperatureLogitsWarper(float(o['temperature'])),
        top_k: lambda: o['top_k'] and hf.TopKLogitsWarper(o['top_k']),
        top_p: lambda: o['top_p'] < 1 and hf.TopPLogitsWarper(o['top_p']),
        min_p: lambda: o['min_p'] and hf.MinPLogitsWarper(o['min_p']),
        typical_p: lambda: (o['typical_p'] < 1
                            and hf.TypicalLogitsWarper(o['typical_p'])),
    }
    for stage in CHAINS[o['order']]:
        processor = made[stage]()
        if processor:
            scores = processor(ids, scores)
    return torch.softmax(scores, -1)[0].numpy()


def vectors():
    rng = np.random.default_rng(2026)
    made = {'three': np.array([3.0, 2.0, 1.0])}
    for size in (5, 17, 65, 300, 1000):
        logits = rng.normal(0, 3, size).round(4)
        while len(set(logits)) < size:  # ties have a vector of their own
            logits = rng.normal(0, 3, size).round(4)
        made[f'random-{size}'] = logits
    made['ties'] = rng.integers(-3, 4, 40).astype(float)
    holes = rng.normal(0, 2, 30).round(4)
    holes[rng.choice(30, 9, replace=False)] = -np.inf
    made['holes'] = holes
    made['flat'] = np.zeros(7)
    # The logits are float32: keep exactly what the C++ will see.
    return {name: v.astype(np.float32).astype(np.float64)
            for name, v in made.items()}


PENALTIES = [dict(repetition_penalty=1.3), dict(repetition_penalty=0.7),
             dict(presence_penalty=0.8), dict(frequency_penalty=0.37),
             dict(repetition_penalty=1.2, presence_penalty=-0.5,
                  frequency_penalty=0.25)]
TRUNCATIONS = [dict(top_k=1), dict(top_k=4), dict(top_k=40), dict(top_k=5000),
               dict(top_p=0.0), dict(top_p=0.31), dict(top_p=0.923),
               dict(min_p=0.0517), dict(min_p=0.5), dict(min_p=0.013),
               dict(typical_p=0.213), dict(typical_p=0.951),
               dict(top_k=40, top_p=0.953), dict(top_p=0.91, min_p=0.021),
               dict(top_k=30, top_p=0.97, min_p=0.011, typical_p=0.931)]
TEMPERATURES = [0.2, 0.5, 0.8, 1.5, 100.0, 1e-6]


def cases(named):
    rng = np.random.default_rng(7)
    _, last = CHAINS
    for order in CHAINS:
        yield 'three', [], dict(temperature=0.5, top_p=0.8, order=order)
    for name, logits in named.items():
        small = len(logits) <= 65
        history = [int(i) for i in rng.integers(0, len(logits), 25)]
        for t in TEMPERATURES if small else [0.8]:
            yield name, [], dict(temperature=t)
        for penalty in PENALTIES if small else PENALTIES[-1:]:
            yield name, history, dict(penalty)
        for truncation in TRUNCATIONS:
            for order in CHAINS:
                yield name, [], dict(truncation, order=order, temperature=0.7)
                # At temperature 1 the order of the stages still differs.
                if small:
                    yield name, [], dict(truncation, order=order)
            if small:
                yield name, [], dict(truncation, temperature=1.6, order=last)
        everything = dict(PENALTIES[-1], **TRUNCATIONS[-1])
        for order in CHAINS:
            yield name, history, dict(everything, temperature=0.9, order=order)


def main():
    check = '--check' in sys.argv[1:]
    named = vectors()
    written, worst = [], 0.0
    for name, history, options in cases(named):
        o = dict(DEFAULTS, **options)
        p = probabilities(named[name], history, o)
        if check:
            theirs = hugging_face(named[name], history, o)
            # Among ties their sort decides who stays, here the id does.
            order = np.sort if name in ('ties', 'flat') else (lambda x: x)
            assert ((order(p) > 0) == (order(theirs) > 0)).all(), (name, options)
            worst = max(worst, np.abs(order(p) - order(theirs)).max())
        ids = np.flatnonzero(p)
        written.append(dict(vector=name, history=history, options=options,
                            ids=[int(i) for i in ids],
                            probabilities=[float(f'{x:.15g}') for x in p[ids]]))
    if check:
        print(f'{len(written)} cases equal Hugging Face\'s, '
              f'largest difference {worst:.2g}')
        assert worst < 1e-12
        return
    path = pathlib.Path(__file__).with_name('sampling.json')
    listed = {name: [None if x == -np.inf else x for x in logits.tolist()]
              for name, logits in named.items()}
    lines = ',\n'.join(json.dumps(case) for case in written)
    path.write_text(f'{{"vectors": {json.dumps(listed)},\n'
                    f'"cases": [\n{lines}\n]}}\n')
    print(f'{path.name}: {len(written)} cases')


if __name__ == '__main__':
    main()

"""Weights as a model file of 8 or 4 bits will hold them: cpp/quant/quantize.cc on tensors, for training.

The network runs on the rounded weights, and their gradient moves the float ones as if rounding were not there
("straight through", Bengio et al. 2013). The integers are QuantizeRows()'s; a scale may differ from its scale in the
last bit, since sums are taken in another order. What ships is rounded by `lukewarm quantize`.
"""
import torch

GROUP = 32
MAX_NIBBLE, MAX_GROUP, MAX_BYTE = 7, 18, 127
ZERO = 1e-35  # a row without a larger weight counts as zero


def round_rows(weights, bits):
    """Returns (integers [rows, columns], scales [rows]) as QuantizeRows() has them."""
    largest = weights.abs().amax(1).double()
    largest = torch.where(largest < ZERO, torch.zeros_like(largest), largest)
    if bits == 8:
        scales = (largest / MAX_BYTE).float()
        inverse = torch.where(scales > 0, 1 / scales.double(), torch.zeros_like(largest))
        return (weights.double() * inverse[:, None]).clamp(-MAX_BYTE, MAX_BYTE).round(), scales

    rows, columns = weights.shape
    groups = -(-columns // GROUP)
    padded = weights.new_zeros(rows, groups * GROUP, dtype=torch.float64)
    padded[:, :columns] = weights
    padded = padded.view(rows, groups, GROUP)
    zero = (largest == 0)[:, None]
    scale = torch.where(zero, torch.ones_like(largest)[:, None], largest[:, None] / (MAX_NIBBLE * MAX_GROUP))
    in_group = padded.abs().amax(2)
    reach = torch.where(in_group < ZERO, torch.zeros_like(in_group), in_group) / (MAX_NIBBLE * scale)
    top = (reach + 0.5).round().clamp(1, MAX_GROUP)  # the multiplier that just reaches the largest weight
    least = torch.full_like(top, float("inf"))
    chosen = torch.ones_like(top)
    for multiplier in range(MAX_GROUP, 0, -1):
        step = scale * multiplier
        nibbles = (padded * (1 / step)[..., None]).clamp_(-MAX_NIBBLE, MAX_NIBBLE).round_()
        error = (padded - nibbles * step[..., None]).square_().sum(2)
        better = (multiplier <= top) & (multiplier * 3 >= top * 2 - 2) & (error < least)
        least = torch.where(better, error, least)
        chosen = torch.where(better, torch.full_like(chosen, multiplier), chosen)
    step = scale * chosen
    nibbles = (padded * (1 / step)[..., None]).clamp_(-MAX_NIBBLE, MAX_NIBBLE).round_()
    values = (nibbles * chosen[..., None]).view(rows, -1)[:, :columns]
    dot, square = (values * weights).sum(1), values.square().sum(1)
    scales = torch.where(square > 0, dot / square, torch.zeros_like(dot)).float()
    return values, scales


def straight_through(weights, bits):
    """Returns the weights rounded, with the gradient of what was not rounded."""
    with torch.no_grad():
        values, scales = round_rows(weights, bits)
        change = values.float() * scales[:, None] - weights
    return weights + change

// The helper of the Keras text generation example, exactly: float64, log,
// divide by the temperature, exp, normalise, one multinomial draw, argmax of
// the one-hot. What fails there is clear behaviour here. Log undoes the softmax
// up to a constant, so that the temperature divides logits: p^(1/T),
// normalised. The draw is numpy's multinomial in distribution, not in its
// random numbers. web/engine/sample.js is the same, bit for bit.
#pragma once

#include <span>
#include <vector>

#include "base/result.h"

namespace lukewarm {

// Returns the probabilities after temperature, p^(1/T) normalised. A zero stays
// zero; temperature 0 puts everything on the largest (lowest index on ties),
// infinity spreads evenly over what is not zero; a sum that is not 1 is
// normalised away.
// Errors: kInvalidArgument for an empty list, NaN, infinity, a negative number,
// all zeros, a negative or NaN temperature.
Result<std::vector<double>> Reweight(std::span<const double> probabilities,
                                     double temperature);

// Returns the index drawn by `uniform` in [0, 1), never one of probability 0.
// Errors: as Reweight, and a uniform outside [0, 1).
Result<int> KerasSample(std::span<const double> probabilities,
                        double temperature, double uniform);

}  // namespace lukewarm

// The arithmetic that turns logits into probabilities, in float64 and in an
// order that is fixed, so that it gives the same bits on every machine.
#pragma once

#include <span>

namespace lukewarm {

// Returns the sum, in lanes (kernels/lanes.h).
double Sum(std::span<const double> values);

// Returns the largest value, -infinity if there is none. No NaN.
double Max(std::span<const double> values);

// Returns the largest logit after making softmax defined for any logits [>= 1]
// without NaN: if there are +infinities, they become 0 and all others
// -infinity (they share everything evenly); if all are -infinity, all become 0
// (nothing is known: everything is even).
double MakeFinite(std::span<double> logits);

// Sets out[i] = exp((logits[i] - max) / temperature), with `temperature` above
// 0 or infinite; a logit of -infinity gives 0 at any temperature. max: finite,
// and no logit is above it. out may be `logits` itself.
void ExpScaled(std::span<const double> logits, double max, double temperature,
               std::span<double> out);

}  // namespace lukewarm

// The loss of training: cross-entropy after softmax, and its gradient.
#pragma once

#include <cstddef>

namespace lukewarm::train {

// Returns -log p[target] in nats, p = softmax(logits), and sets `gradient` to
// `scale` times its gradient with respect to the logits. logits, gradient:
// [count]. Floats give the same bits on every machine.
template <typename Scalar>
double SoftmaxLoss(const Scalar* logits, std::size_t count, int target,
                   Scalar scale, Scalar* gradient);

}  // namespace lukewarm::train

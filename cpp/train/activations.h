// Tanh, sigmoid and softmax of training: kernels/elementwise.h applied to rows.
#pragma once

#include <cstddef>

namespace lukewarm::train {

// In place, element-wise.
template <typename Scalar>
void Tanh(Scalar* values, std::size_t count);
template <typename Scalar>
void Sigmoid(Scalar* values, std::size_t count);

// Turns `logits` [count] into probabilities and returns -log p[target], nats.
template <typename Scalar>
double SoftmaxLoss(Scalar* logits, std::size_t count, int target);

}  // namespace lukewarm::train

// Tanh, sigmoid and softmax of training: the same bits on every machine, as all
// arithmetic of this room is (README, "Train your own"). Float ones are the
// project's own formulas, compiled for this room's processor; double ones, for
// checking gradients, are the standard library's.
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

#include "train/activations.h"

#include "kernels/elementwise.h"
#include "kernels/lanes.h"
#include "train/rows.h"

namespace lukewarm::train {

template <typename Scalar>
void Tanh(Scalar* values, std::size_t count) {
  auto row = MakeRow(values, count);
  row = lukewarm::Tanh(row);
}

template <typename Scalar>
void Sigmoid(Scalar* values, std::size_t count) {
  auto row = MakeRow(values, count);
  row = lukewarm::Sigmoid(row);
}

template <typename Scalar>
double SoftmaxLoss(Scalar* logits, std::size_t count, int target) {
  auto row = MakeRow(logits, count);
  const Scalar largest = MaxInLanes(logits, count);
  const Scalar chosen = logits[target] - largest;
  row = Exp(row - largest);
  const Scalar sum = SumInLanes(logits, count);
  row *= 1 / sum;
  return Log(static_cast<double>(sum)) - static_cast<double>(chosen);
}

template void Tanh(float*, std::size_t);
template void Tanh(double*, std::size_t);
template void Sigmoid(float*, std::size_t);
template void Sigmoid(double*, std::size_t);
template double SoftmaxLoss(float*, std::size_t, int);
template double SoftmaxLoss(double*, std::size_t, int);

}  // namespace lukewarm::train

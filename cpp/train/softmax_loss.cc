#include "train/softmax_loss.h"

#include "kernels/elementwise.h"
#include "kernels/lanes.h"
#include "kernels/rows.h"

namespace lukewarm::train {

template <typename Scalar>
double SoftmaxLoss(const Scalar* logits, std::size_t count, int target,
                   Scalar scale, Scalar* gradient) {
  const auto z = MakeRow(logits, count);
  auto dz = MakeRow(gradient, count);
  const Scalar largest = MaxInLanes(logits, count);
  dz = Exp(z - largest);
  const Scalar sum = SumInLanes(gradient, count);
  dz *= scale / sum;
  gradient[target] -= scale;
  return Log(static_cast<double>(sum)) -
         static_cast<double>(logits[target] - largest);
}

template double SoftmaxLoss(const float*, std::size_t, int, float, float*);
template double SoftmaxLoss(const double*, std::size_t, int, double, double*);

}  // namespace lukewarm::train

// Quantisation-aware training: the weights as a model file of few bits will
// hold them. The network runs on the rounded weights, and their gradient moves
// the float ones as if rounding were not there ("straight through", Bengio et
// al. 2013), so that training finds weights that stand being rounded.
#pragma once

#include <span>
#include <vector>

#include "model/config.h"
#include "quant/quantize.h"
#include "train/parameters.h"
#include "train/worker_pool.h"

namespace lukewarm::train {

class WeightRounder {
 public:
  // bits: 8 or 4.
  WeightRounder(const Architecture& architecture, const ParameterLayout& layout,
                int bits);

  // Sets `rounded` to `weights`, its matrices as QuantizeModelFile() would
  // store them. Both: [layout.size()].
  void Round(std::span<const float> weights, std::span<float> rounded,
             WorkerPool& pool) const;

 private:
  struct Matrix {
    StoredMatrix stored;
    std::size_t offset;
  };
  std::vector<Matrix> matrices_;
};

}  // namespace lukewarm::train

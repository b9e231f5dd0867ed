// Quantisation-aware training: the weights as a model file of few bits will
// hold them. The network runs on the quantised weights, and their gradient
// moves the float ones as if quantisation were not there ("straight through",
// Bengio et al. 2013), so that training finds weights that lose little by it.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "model/config.h"
#include "train/parameters.h"
#include "train/worker_pool.h"

namespace lukewarm::train {

class FakeQuantizer {
 public:
  // bits: 8 or 4.
  FakeQuantizer(const NetworkConfig& network, const ParameterLayout& layout,
                int bits);

  // Sets `quantized` to `weights`, its matrices as QuantizeModelFile() would
  // store them. Both: [layout.size()].
  void Quantize(std::span<const float> weights, std::span<float> quantized,
                WorkerPool& pool) const;

 private:
  struct Matrix {
    std::size_t offset, rows, cols;
    int bits;
  };
  std::vector<Matrix> matrices_;
};

}  // namespace lukewarm::train

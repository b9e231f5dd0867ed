// Adam, AdamW and SGD over the flat array of weights, with gradient clipping,
// a learning-rate schedule and an average of the weights.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "base/aligned.h"
#include "train/parameters.h"
#include "train/train_options.h"
#include "train/worker_pool.h"

namespace lukewarm::train {

// Returns the rate of step `step` (from 0) of `total`, after so many plateaus.
double LearningRate(const TrainOptions& options, std::size_t step,
                    std::size_t total, std::size_t plateaus);

class Optimizer {
 public:
  Optimizer(const TrainOptions& options, const ParameterLayout& layout);

  // Sums the shards' gradients in the order given and takes one step. The
  // average is exponential, or the mean of the weights since step `mean_from`.
  // Returns the norm of the whole gradient before clipping; where that is not
  // finite, nothing has changed.
  double Step(const std::vector<float*>& gradients, std::size_t step,
              double learning_rate, std::optional<std::size_t> mean_from,
              WorkerPool& pool);

  bool has_average() const { return !average_.empty(); }
  // The weights, trained; what to evaluate and keep: their average if there is
  // one.
  AlignedVector<float>& weights() { return weights_; }
  AlignedVector<float>& average() {
    return has_average() ? average_ : weights_;
  }
  const AlignedVector<float>& average() const {
    return has_average() ? average_ : weights_;
  }
  // Adam's; empty with SGD.
  AlignedVector<float>& first_moment() { return first_moment_; }
  AlignedVector<float>& second_moment() { return second_moment_; }

 private:
  void Update(std::size_t begin, std::size_t end, const float* gradient,
              double scale, std::size_t step, double learning_rate,
              double weight_decay, double average_decay);
  void UpdateAdam(std::size_t begin, std::size_t end, const float* gradient,
                  double scale, std::size_t step, double learning_rate,
                  double weight_decay);

  const TrainOptions options_;
  const ParameterLayout layout_;
  AlignedVector<float> weights_;
  AlignedVector<float> average_;
  AlignedVector<float> first_moment_;
  AlignedVector<float> second_moment_;
};

}  // namespace lukewarm::train

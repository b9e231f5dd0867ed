// How to train, as plain data with defaults that suit a character model of a
// few hundred units on a megabyte of text.
#pragma once

#include <cstddef>
#include <cstdint>

#include "base/result.h"
#include "model/config.h"

namespace lukewarm {

enum class OptimizerKind {
  kAdam,   // Kingma and Ba 2015; weight decay is part of the gradient
  kAdamW,  // Loshchilov and Hutter 2019; weight decay apart from it
};

enum class LearningRateDecay { kConstant, kLinear, kCosine };

struct TrainOptions {
  std::size_t passes = 16;   // through the training text
  std::size_t streams = 48;  // read side by side: the batch
  std::size_t length = 128;  // of BPTT, in tokens

  double dropout = 0.4;          // of each layer's output
  double embedding_dropout = 0;  // of the embedded input's elements
  double recurrent_dropout = 0;  // of the hidden-to-hidden weights

  // The chance that a stream forgets its state before a chunk. A model that has
  // hardly ever begun from nothing writes badly there, where every text begins.
  double state_resets = 0;

  OptimizerKind optimizer = OptimizerKind::kAdamW;
  double learning_rate = 2e-3;
  std::size_t warmup_steps = 100;  // the rate rises linearly from 0
  LearningRateDecay decay = LearningRateDecay::kCosine;  // to 0 at the end
  double weight_decay = 0.01;  // of matrices, not of biases
  double clip = 1;             // of the gradient's norm; 0: none
  // Per step, of the exponential average of the weights that is evaluated and
  // kept; it warms up as min(average, (1 + step) / (10 + step)). 0: none.
  double average = 0.998;

  // The bits that the weights are to stand being stored in, 8 or 4: training
  // then runs on weights that are rounded so; 32: on the weights as they are.
  int weight_bits = 32;

  // Steps between measurements on the held-out text; 0: after each pass.
  std::size_t evaluate_every = 0;
  std::size_t patience =
      0;  // measurements without a better loss; 0: never stop

  std::uint64_t seed = 1;
  std::size_t threads = 2;  // the same number gives the same bits
};

// Errors: kInvalidArgument, naming the first option or size out of its range.
Result<void> CheckTrainOptions(const TrainOptions& options,
                               const Architecture& architecture);

}  // namespace lukewarm

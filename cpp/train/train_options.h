// How to train, as plain data with defaults that suit a character model of a
// few hundred units on a megabyte of text, and a table of the options for what
// handles all of them alike: the command line, the bindings, the check and the
// checkpoint.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <variant>

#include "base/result.h"
#include "model/config.h"

namespace lukewarm {

enum class OptimizerKind {
  kAdam,   // Kingma and Ba 2015; weight decay is part of the gradient
  kAdamW,  // Loshchilov and Hutter 2019; weight decay apart from it
  kSgd,    // the gradient alone; weight decay is part of it
};

enum class LearningRateDecay {
  kConstant,
  kLinear,
  kCosine,
  kPlateau,  // falls after each measurement that is not the best so far
};

struct TrainOptions {
  std::size_t epochs = 16;
  std::size_t batch_size = 48;    // sequences that are read in parallel
  std::size_t bptt_length = 128;  // tokens

  double dropout = 0.4;          // of each recurrent layer's output
  double embedding_dropout = 0;  // of the embedded input's elements
  double token_dropout = 0;      // of whole rows of the embedding, locked
  double state_dropout = 0;      // of the hidden state, locked
  double weight_dropout = 0;     // of the hidden-to-hidden weights
  // Dropout of outputs and embedding has one mask for a whole chunk of a
  // sequence (variational dropout, Gal and Ghahramani 2016).
  bool locked_dropout = false;

  // The chance that a sequence starts a chunk from the initial state. A model
  // that has hardly ever started from it writes badly there, where every text
  // begins.
  double state_reset_probability = 0;

  OptimizerKind optimizer = OptimizerKind::kAdamW;
  double learning_rate = 2e-3;
  std::size_t warmup_steps = 100;  // the rate rises linearly from 0
  LearningRateDecay decay = LearningRateDecay::kCosine;  // to 0 at the end
  double plateau_factor = 4;   // what kPlateau divides the rate by
  double beta1 = 0.9;          // decay of the mean of the gradient, per step
  double beta2 = 0.999;        // and of its square
  double weight_decay = 0.01;  // of matrices, not of vectors
  double max_grad_norm = 1;    // of the whole gradient; 0: no limit
  // Per step, of the exponential average of the weights that is evaluated and
  // kept; it warms up as min(ema_decay, (1 + step) / (10 + step)). 0: none.
  double ema_decay = 0.998;
  // The mean of the weights of all steps takes the place of that average as
  // soon as a measurement is worse than one that is older than so many
  // measurements (NT-ASGD, Merity et al. 2017, with kSgd). 0: never.
  std::size_t average_patience = 0;

  // The bits that the weights will be stored in, 8 or 4: training runs on
  // weights that are rounded so. 32: on the weights as they are.
  std::size_t weight_bits = 32;

  // Steps between measurements on the held-out text; 0: after each epoch.
  std::size_t evaluate_every = 0;
  // Measurements without a better loss, then training stops; 0: never.
  std::size_t patience = 0;

  std::uint64_t seed = 1;
  std::size_t threads = 2;  // the same number gives the same bits
};

// A row for every option that is a number, but the seed.
struct TrainOptionRow {
  std::string_view name;   // of the flag: "max-grad-norm"
  std::string_view label;  // in a sentence: "The maximum gradient norm"
  std::string_view help;   // empty in WebAssembly
  std::variant<std::size_t TrainOptions::*, double TrainOptions::*> field;
  double lowest;
  double highest;
  bool excludes_lowest = false;
  bool excludes_highest = false;
  bool free_on_resume = false;  // may differ when a training is resumed
};

std::span<const TrainOptionRow> TrainOptionTable();

// Errors: kInvalidArgument, naming the first option out of its range, or what
// of the network cannot be trained.
Result<void> CheckTrainOptions(const TrainOptions& options,
                               const NetworkConfig& network);

}  // namespace lukewarm

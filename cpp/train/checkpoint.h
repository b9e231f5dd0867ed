// A training's whole state as a model file: the best weights under their names,
// and beside them tensors `train.*`.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

#include "base/result.h"
#include "model/config.h"
#include "model/tensor.h"
#include "train/parameters.h"
#include "train/run_fingerprint.h"

namespace lukewarm::train {

// Where a training stands. Its random numbers are functions of seed, step and
// epoch, so these are also the places in every random sequence.
struct Progress {
  std::size_t step = 0;        // of all epochs
  double loss_sum = 0;         // over the steps since the last evaluation
  std::size_t loss_steps = 0;  // and how many they are
  std::size_t best_step = 0;   // from 1; 0: none yet
  double best_loss = 0;
  std::size_t evaluations_since_best = 0;
  std::size_t diverged = 0;  // 1: the loss is no longer a number
  std::size_t plateaus = 0;  // measurements that were not the best so far
  // The number of steps before the weights' mean began; 0: it has not.
  std::size_t mean_from = 0;
  // The last options.average_patience held-out losses, and the lowest before
  // them; infinity where there is none yet.
  std::vector<double> recent_losses = {};
  double lowest_before = std::numeric_limits<double>::infinity();
};

// The arrays of a training, each of the layout's size but the last, or empty if
// the training has none.
struct TrainArrays {
  std::span<float> weights;
  std::span<float> average;
  std::span<float> first_moment;
  std::span<float> second_moment;
  // What the sequences carry from chunk to chunk, by layer: [vectors,
  // batch_size, units]; it does not depend on the number of threads.
  std::span<float> state;
};

// Adds `weights` [layout.size()] to `tensors` under their names, as views.
void AddModelTensors(const ParameterLayout& layout,
                     std::span<const float> weights, TensorMap& tensors);

std::vector<std::uint8_t> WriteCheckpoint(const ModelConfig& config,
                                          const ParameterLayout& layout,
                                          std::span<const float> best,
                                          const TrainArrays& arrays,
                                          const Progress& progress,
                                          const RunFingerprint& fingerprint);

// Fills `best` and the arrays and returns the progress, checked against
// `total_steps` and `average_patience`; or leaves everything alone and fails.
// Errors: those of ReadModelFile();
// kFileUnsupported if it is a model file but no checkpoint; kInvalidArgument if
// it is of another training; kFileCorrupt for numbers that no training has.
Result<Progress> ReadCheckpoint(std::span<const std::uint8_t> bytes,
                                const ParameterLayout& layout,
                                std::size_t total_steps,
                                std::size_t average_patience,
                                std::span<float> best,
                                const TrainArrays& arrays,
                                const RunFingerprint& fingerprint);

}  // namespace lukewarm::train

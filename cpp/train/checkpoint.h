// A training's whole state as a model file: the best weights under their names,
// and beside them tensors `train.*`.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "base/aligned.h"
#include "base/result.h"
#include "model/config.h"
#include "model/tensor.h"
#include "train/parameters.h"

namespace lukewarm::train {

// Where a training stands. Its random numbers are functions of seed, step and
// pass, so these counters are also the places in every random sequence.
struct Progress {
  std::size_t step = 0;          // of all passes
  std::size_t pass = 0;          // from 0
  std::size_t step_of_pass = 0;  // from 0
  double loss_sum = 0;           // over the steps since the last evaluation
  std::size_t loss_steps = 0;    // and how many they are
  std::size_t best_step = 0;     // from 1; 0: none yet
  double best_loss = 0;
  std::size_t evaluations_since_best = 0;
  std::size_t status = 0;  // TrainStatus
};

// What must be the same for a training to go on: a name for people, a number.
using Identity = std::vector<std::pair<std::string, std::uint64_t>>;

// The arrays of a training, each of the layout's size (hidden: of its own).
struct TrainArrays {
  std::span<float> weights;
  std::span<float> average;  // empty if there is none
  std::span<float> first_moment;
  std::span<float> second_moment;
  std::span<float> hidden;  // the carried states of all streams
};

// Adds `weights` [layout.size()] to `tensors` under their names, as views.
void AddModelTensors(const ParameterLayout& layout,
                     std::span<const float> weights, TensorMap& tensors);

std::vector<std::uint8_t> WriteCheckpoint(const ModelConfig& config,
                                          const ParameterLayout& layout,
                                          std::span<const float> best,
                                          const TrainArrays& arrays,
                                          const Progress& progress,
                                          const Identity& identity);

// Fills `best` and the arrays, or leaves them alone and fails.
// Errors: those of ReadModelFile(); kFileUnsupported if it is a model file but
// no checkpoint; kInvalidArgument if it is of another training.
Result<Progress> ReadCheckpoint(std::span<const std::uint8_t> bytes,
                                const ParameterLayout& layout,
                                std::span<float> best,
                                const TrainArrays& arrays,
                                const Identity& identity);

}  // namespace lukewarm::train

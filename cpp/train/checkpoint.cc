#include "train/checkpoint.h"

#include <algorithm>
#include <bit>
#include <cstring>

#include "model/model_file.h"

namespace lukewarm::train {
namespace {

static_assert(std::endian::native == std::endian::little,
              "tensors are views of floats in memory");

constexpr std::uint64_t kVersion = 3;
constexpr char kState[] = "train.state";  // U8: numbers of 64 bits

Tensor View(std::span<const float> values) {
  return {DType::kF32,
          {values.size()},
          {reinterpret_cast<const std::uint8_t*>(values.data()),
           values.size_bytes()}};
}

// The arrays under their names.
std::vector<std::pair<std::string, std::span<float>>> Named(
    const TrainArrays& arrays) {
  std::vector<std::pair<std::string, std::span<float>>> named = {
      {"train.weights", arrays.weights},
      {"train.first_moment", arrays.first_moment},
      {"train.second_moment", arrays.second_moment},
      {"train.hidden", arrays.hidden}};
  if (!arrays.average.empty()) {
    named.emplace_back("train.average", arrays.average);
  }
  return named;
}

std::vector<std::uint64_t> Numbers(const Progress& progress,
                                   const Identity& identity) {
  std::vector<std::uint64_t> numbers = {
      kVersion,
      progress.step,
      progress.pass,
      progress.step_of_pass,
      std::bit_cast<std::uint64_t>(progress.loss_sum),
      progress.loss_steps,
      progress.best_step,
      std::bit_cast<std::uint64_t>(progress.best_loss),
      progress.evaluations_since_best,
      progress.status};
  for (const auto& [name, number] : identity) numbers.push_back(number);
  return numbers;
}

Error NotACheckpoint() {
  return {ErrorCode::kFileUnsupported,
          "The file is a model, but not a checkpoint of a training: name the "
          "checkpoint, or begin anew without resuming."};
}

}  // namespace

void AddModelTensors(const ParameterLayout& layout,
                     std::span<const float> weights, TensorMap& tensors) {
  for (const Parameter& parameter : layout.parameters()) {
    Tensor tensor = View(weights.subspan(parameter.offset, parameter.size));
    tensor.shape = parameter.shape;
    tensors[parameter.name] = tensor;
  }
}

std::vector<std::uint8_t> WriteCheckpoint(const ModelConfig& config,
                                          const ParameterLayout& layout,
                                          std::span<const float> best,
                                          const TrainArrays& arrays,
                                          const Progress& progress,
                                          const Identity& identity) {
  TensorMap tensors;
  AddModelTensors(layout, best, tensors);
  for (const auto& [name, values] : Named(arrays)) tensors[name] = View(values);
  const std::vector<std::uint64_t> numbers = Numbers(progress, identity);
  const std::size_t size = numbers.size() * sizeof(std::uint64_t);
  tensors[kState] = {
      DType::kU8,
      {size},
      {reinterpret_cast<const std::uint8_t*>(numbers.data()), size}};
  return WriteModelFile(config, tensors);
}

Result<Progress> ReadCheckpoint(std::span<const std::uint8_t> bytes,
                                const ParameterLayout& layout,
                                std::span<float> best,
                                const TrainArrays& arrays,
                                const Identity& identity) {
  const auto file = ReadModelFile(bytes);
  if (!file) return std::unexpected(file.error());
  const TensorMap& tensors = file->tensors;
  const auto state = tensors.find(kState);
  std::vector<std::uint64_t> numbers = Numbers({}, identity);
  const std::size_t first = numbers.size() - identity.size();
  if (state == tensors.end() || state->second.dtype != DType::kU8 ||
      state->second.bytes.size() != numbers.size() * sizeof(std::uint64_t)) {
    return std::unexpected(NotACheckpoint());
  }
  std::memcpy(numbers.data(), state->second.bytes.data(),
              state->second.bytes.size());
  if (numbers[0] != kVersion) {
    return Fail(ErrorCode::kFileUnsupported,
                "The checkpoint was written by another version: begin anew.");
  }
  for (std::size_t i = 0; i < identity.size(); ++i) {
    if (numbers[first + i] == identity[i].second) continue;
    return Fail(
        ErrorCode::kInvalidArgument,
        "The checkpoint belongs to another training: " + identity[i].first +
            " is not the same. Resume with what the training began "
            "with, or begin anew without resuming.");
  }
  // First everything is checked, then everything is taken.
  TensorMap wanted;
  AddModelTensors(layout, best, wanted);
  const auto named = Named(arrays);
  for (const auto& [name, values] : named) wanted[name] = View(values);
  for (const auto& [name, tensor] : wanted) {
    const auto found = tensors.find(name);
    if (found == tensors.end() || found->second.dtype != DType::kF32 ||
        found->second.shape != tensor.shape) {
      return std::unexpected(NotACheckpoint());
    }
  }
  const auto take = [&](const std::string& name, std::span<float> values) {
    std::memcpy(values.data(), tensors.find(name)->second.bytes.data(),
                values.size_bytes());
  };
  for (const Parameter& parameter : layout.parameters()) {
    take(parameter.name, best.subspan(parameter.offset, parameter.size));
  }
  for (const auto& [name, values] : named) take(name, values);
  const auto count = [&](std::size_t index) {
    return static_cast<std::size_t>(numbers[index]);
  };
  const auto real = [&](std::size_t index) {
    return std::bit_cast<double>(numbers[index]);
  };
  return Progress{count(1), count(2), count(3), real(4), count(5),
                  count(6), real(7),  count(8), count(9)};
}

}  // namespace lukewarm::train

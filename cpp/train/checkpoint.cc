#include "train/checkpoint.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>
#include <string>
#include <utility>

#include "model/model_file.h"

namespace lukewarm::train {
namespace {

static_assert(std::endian::native == std::endian::little,
              "tensors are views of floats in memory");

constexpr std::uint64_t kVersion = 5;
// U8: numbers of 64 bits: the version, the fingerprint, the progress.
constexpr char kNumbers[] = "train.numbers";

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
      {"train.average", arrays.average},
      {"train.state", arrays.state}};
  std::erase_if(named, [](const auto& entry) { return entry.second.empty(); });
  return named;
}

// Calls `count` and `real` for the numbers of `progress` in their order.
template <typename Progress, typename Count, typename Real>
void ForEachNumber(Progress& progress, Count count, Real real) {
  count(progress.step);
  real(progress.loss_sum);
  count(progress.loss_steps);
  count(progress.best_step);
  real(progress.best_loss);
  count(progress.evaluations_since_best);
  count(progress.diverged);
  count(progress.plateaus);
  count(progress.mean_from);
  real(progress.lowest_before);
  for (auto& loss : progress.recent_losses) real(loss);
}

// Whether a training of so many steps can stand there.
bool IsPossible(const Progress& progress, std::size_t total_steps) {
  const auto is_loss = [](double loss) { return loss >= 0; };  // or infinite
  return progress.step <= total_steps && progress.loss_steps <= progress.step &&
         std::isfinite(progress.loss_sum) &&
         progress.best_step <= progress.step &&
         std::isfinite(progress.best_loss) &&
         progress.evaluations_since_best <= progress.step &&
         progress.diverged <= 1 && progress.plateaus <= progress.step &&
         progress.mean_from <= progress.step &&
         is_loss(progress.lowest_before) &&
         std::ranges::all_of(progress.recent_losses, is_loss);
}

bool IsFinite(const Tensor& tensor) {
  return std::ranges::all_of(ToFloats(tensor),
                             [](float value) { return std::isfinite(value); });
}

std::unexpected<Error> NotACheckpoint() {
  return Fail(ErrorCode::kFileUnsupported,
              "The file is a model, but not a checkpoint of this version's "
              "training. Name the checkpoint, or start again without "
              "resuming.");
}

}  // namespace

void AddModelTensors(const ParameterLayout& layout,
                     std::span<const float> weights, TensorMap& tensors) {
  for (const PlacedParameter& parameter : layout.parameters()) {
    Tensor tensor = View(weights.subspan(parameter.offset, parameter.size()));
    tensor.shape = parameter.shape;
    tensors[parameter.name] = tensor;
  }
}

std::vector<std::uint8_t> WriteCheckpoint(const ModelConfig& config,
                                          const ParameterLayout& layout,
                                          std::span<const float> best,
                                          const TrainArrays& arrays,
                                          const Progress& progress,
                                          const RunFingerprint& fingerprint) {
  TensorMap tensors;
  AddModelTensors(layout, best, tensors);
  for (const auto& [name, values] : Named(arrays)) tensors[name] = View(values);
  std::vector<std::uint64_t> numbers = {kVersion};
  for (const auto& [name, number] : fingerprint) numbers.push_back(number);
  ForEachNumber(
      progress, [&](std::uint64_t count) { numbers.push_back(count); },
      [&](double real) {
        numbers.push_back(std::bit_cast<std::uint64_t>(real));
      });
  const std::size_t size = numbers.size() * sizeof(std::uint64_t);
  tensors[kNumbers] = {
      DType::kU8,
      {size},
      {reinterpret_cast<const std::uint8_t*>(numbers.data()), size}};
  return WriteModelFile(config, tensors);
}

Result<Progress> ReadCheckpoint(std::span<const std::uint8_t> bytes,
                                const ParameterLayout& layout,
                                std::size_t total_steps,
                                std::size_t average_patience,
                                std::span<float> best,
                                const TrainArrays& arrays,
                                const RunFingerprint& fingerprint) {
  const auto file = ReadModelFile(bytes);
  if (!file) return std::unexpected(file.error());
  const TensorMap& tensors = file->tensors;
  const auto stored = tensors.find(kNumbers);
  if (stored == tensors.end()) return NotACheckpoint();
  std::vector<std::uint64_t> numbers(stored->second.bytes.size() /
                                     sizeof(std::uint64_t));
  std::memcpy(numbers.data(), stored->second.bytes.data(),
              numbers.size() * sizeof(std::uint64_t));
  if (numbers.size() <= fingerprint.size() || numbers[0] != kVersion) {
    return NotACheckpoint();
  }
  for (std::size_t i = 0; i < fingerprint.size(); ++i) {
    if (numbers[1 + i] == fingerprint[i].second) continue;
    return Fail(ErrorCode::kInvalidArgument,
                "The checkpoint belongs to another training. " +
                    fingerprint[i].first +
                    " is not the same: resume with the options that the "
                    "training began with, or start again without resuming.");
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
      return NotACheckpoint();
    }
  }
  Progress progress;
  progress.recent_losses.resize(average_patience);
  std::size_t next = 1 + fingerprint.size();
  bool fits = true;
  const auto take_number = [&] {
    fits &= next < numbers.size();
    return fits ? numbers[next++] : 0;
  };
  ForEachNumber(
      progress,
      [&](std::size_t& count) {
        const std::uint64_t number = take_number();
        count = static_cast<std::size_t>(number);
        fits &= count == number;
      },
      [&](double& real) { real = std::bit_cast<double>(take_number()); });
  const bool possible = fits && next == numbers.size() &&
                        IsPossible(progress, total_steps) &&
                        std::ranges::all_of(wanted, [&](const auto& entry) {
                          return IsFinite(tensors.find(entry.first)->second);
                        });
  if (!possible) {
    return Fail(ErrorCode::kFileCorrupt,
                "The checkpoint holds numbers that no training has. Start "
                "again without resuming.");
  }
  const auto take = [&](const std::string& name, std::span<float> values) {
    std::memcpy(values.data(), tensors.find(name)->second.bytes.data(),
                values.size_bytes());
  };
  for (const PlacedParameter& parameter : layout.parameters()) {
    take(parameter.name, best.subspan(parameter.offset, parameter.size()));
  }
  for (const auto& [name, values] : named) take(name, values);
  return progress;
}

}  // namespace lukewarm::train

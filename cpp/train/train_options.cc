#include "train/train_options.h"

#include <cmath>
#include <string>

namespace lukewarm {
namespace {

// Beyond these a number is a slip of the keyboard, not a wish.
constexpr std::size_t kMaxSize = 16384;
constexpr std::size_t kMaxLayers = 16;
constexpr std::size_t kMaxVocab = 1'000'000;
constexpr std::size_t kMaxSteps = 1'000'000'000;

std::unexpected<Error> OutOfRange(const char* what, const char* range) {
  return Fail(ErrorCode::kInvalidArgument,
              std::string(what) + " must be " + range + ".");
}

bool IsRate(double value) { return value >= 0 && value < 1; }
bool IsCount(std::size_t value, std::size_t largest) {
  return value >= 1 && value <= largest;
}

Result<void> CheckArchitecture(const Architecture& architecture) {
  if (!IsCount(architecture.vocab_size, kMaxVocab)) {
    return OutOfRange("The vocab size", "from 1 to 1,000,000");
  }
  if (!IsCount(architecture.hidden_sizes.size(), kMaxLayers)) {
    return OutOfRange("The number of layers", "from 1 to 16");
  }
  for (const std::size_t hidden : architecture.hidden_sizes) {
    if (!IsCount(hidden, kMaxSize)) {
      return OutOfRange("The hidden size of a layer", "from 1 to 16384");
    }
  }
  if (architecture.embedding_size > kMaxSize) {
    return OutOfRange("The embedding size", "from 0 (one-hot) to 16384");
  }
  if (architecture.tied &&
      architecture.embedding_size != architecture.hidden_sizes.back()) {
    return Fail(ErrorCode::kInvalidArgument,
                "A tied output needs an embedding as wide as the last layer: "
                "the embedding has " +
                    std::to_string(architecture.embedding_size) +
                    ", the last layer " +
                    std::to_string(architecture.hidden_sizes.back()) + ".");
  }
  return {};
}

}  // namespace

Result<void> CheckTrainOptions(const TrainOptions& options,
                               const Architecture& architecture) {
  if (auto checked = CheckArchitecture(architecture); !checked) return checked;
  if (!IsCount(options.passes, 1'000'000)) {
    return OutOfRange("The number of passes", "from 1 to 1,000,000");
  }
  if (!IsCount(options.streams, 4096)) {
    return OutOfRange("The number of streams", "from 1 to 4096");
  }
  if (!IsCount(options.length, kMaxSize)) {
    return OutOfRange("The BPTT length", "from 1 to 16384");
  }
  if (!IsRate(options.dropout) || !IsRate(options.embedding_dropout) ||
      !IsRate(options.recurrent_dropout)) {
    return OutOfRange("Dropout", "at least 0 and below 1");
  }
  if (!IsRate(options.state_resets)) {
    return OutOfRange("The rate of state resets", "at least 0 and below 1");
  }
  if (options.embedding_dropout > 0 && architecture.embedding_size == 0) {
    return Fail(ErrorCode::kInvalidArgument,
                "Embedding dropout needs an embedding: set an embedding size "
                "or leave embedding dropout at 0.");
  }
  if (!(options.learning_rate > 0 && options.learning_rate <= 10)) {
    return OutOfRange("The learning rate", "above 0 and at most 10");
  }
  if (options.warmup_steps > kMaxSteps) {
    return OutOfRange("The warmup", "from 0 to 1,000,000,000 steps");
  }
  if (options.evaluate_every > kMaxSteps) {
    return OutOfRange("The number of steps between evaluations",
                      "from 0 (after each pass) to 1,000,000,000");
  }
  if (options.patience > kMaxSteps) {
    return OutOfRange("The patience", "from 0 (never stop) to 1,000,000,000");
  }
  if (!(options.weight_decay >= 0 && options.weight_decay <= 10)) {
    return OutOfRange("Weight decay", "from 0 to 10");
  }
  if (!(options.clip >= 0 && std::isfinite(options.clip))) {
    return OutOfRange("The gradient's clip", "0 (none) or more");
  }
  if (!IsRate(options.average)) {
    return OutOfRange("The average's decay", "at least 0 (none) and below 1");
  }
  if (options.weight_bits != 32 && options.weight_bits != 8 &&
      options.weight_bits != 4) {
    return OutOfRange("The bits of the weights", "32, 8 or 4");
  }
  if (!IsCount(options.threads, 256)) {
    return OutOfRange("The number of threads", "from 1 to 256");
  }
  return {};
}

}  // namespace lukewarm

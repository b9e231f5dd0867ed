#include "train/run_fingerprint.h"

#include <bit>
#include <variant>

#include "model/config_json.h"

namespace lukewarm::train {
namespace {

template <typename Range>
std::uint64_t HashOf(const Range& numbers) {
  Hash hash;
  for (const auto number : numbers) {
    hash.Add(static_cast<std::uint64_t>(number));
  }
  return hash.value();
}

}  // namespace

RunFingerprint MakeRunFingerprint(const Corpus& corpus,
                                  const NetworkConfig& network,
                                  const TrainOptions& options,
                                  std::uint64_t initial_model) {
  ModelConfig config;
  config.network = network;
  RunFingerprint fingerprint = {
      {"The training text", HashOf(corpus.train)},
      {"The validation text", HashOf(corpus.valid)},
      {"The size of the vocab", network.vocab_size},
      {"The network", HashOf(ConfigJson(config))},
      {"The optimizer", static_cast<std::uint64_t>(options.optimizer)},
      {"The decay of the learning rate",
       static_cast<std::uint64_t>(options.decay)},
      {"Locked dropout", options.locked_dropout ? 1 : 0},
      {"The seed", options.seed},
      {"The model that training began with", initial_model}};
  for (const TrainOptionRow& row : TrainOptionTable()) {
    if (row.free_on_resume) continue;
    const auto bits = std::visit(
        [&](auto field) {
          return std::bit_cast<std::uint64_t>(
              static_cast<double>(options.*field));
        },
        row.field);
    fingerprint.emplace_back(row.label, bits);
  }
  return fingerprint;
}

}  // namespace lukewarm::train

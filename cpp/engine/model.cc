#include "engine/model.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "base/call_apart.h"
#include "model/model_file.h"

namespace lukewarm {
namespace {

// Returns them in rising order.
std::vector<int> NeverDrawn(const TokenizerConfig& config) {
  std::vector<int> ids;
  if (config.unknown_id >= 0) ids.push_back(config.unknown_id);
  for (const auto& [id, ends_text] : config.special) {
    if (!ends_text) ids.push_back(id);
  }
  std::ranges::sort(ids);
  ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
  return ids;
}

// Returns what predicts the first token where nothing is read before a text.
Result<std::vector<int>> LineBreakIds(const Tokenizer& tokenizer) {
  auto read = tokenizer.Encode("\n", Tokenizer::Reading::kPrompt);
  if (!read || read->ids.empty()) return std::vector{0};
  return std::move(read->ids);
}

}  // namespace

Result<std::shared_ptr<const Model>> Model::Load(
    std::span<const std::uint8_t> bytes, Precision precision) {
  auto file = ReadModelFile(bytes);
  if (!file) return std::unexpected(std::move(file.error()));
  auto network = Network::Load(file->config.network, file->tensors, precision);
  if (!network) return std::unexpected(std::move(network.error()));
  auto tokenizer = MakeTokenizer(file->config.tokenizer);
  if (!tokenizer) return std::unexpected(std::move(tokenizer.error()));

  const TokenizerConfig& config = file->config.tokenizer;
  const bool has_start = !config.start.empty();
  const auto first = has_start ? CallApart<StartIds>(config, **tokenizer)
                               : LineBreakIds(**tokenizer);
  if (!first) return std::unexpected(first.error());
  auto workspace = network->MakeWorkspace();
  auto state = network->InitialState();
  network->Feed(*first, state, workspace);

  auto model = std::make_shared<Model>();
  model->initial_state_ = has_start ? state : network->InitialState();
  model->first_token_state_ = std::move(state);
  if (config.unknown_id >= 0 || !config.special.empty()) {
    model->never_drawn_ = CallApart<NeverDrawn>(config);
  }
  model->config_ = std::move(file->config);
  model->network_ = *std::move(network);
  model->tokenizer_ = *std::move(tokenizer);
  model->file_size_ = bytes.size();
  return model;
}

}  // namespace lukewarm
